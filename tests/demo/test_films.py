"""The demo's films are the same every time, and show what their story says."""

from itertools import islice, pairwise

import numpy as np
import pytest

from demo import gate_scene, lot_scene
from demo.films import story
from demo.footage import BLOCKED, RESIDENTS, VISITS, Beat, beats
from demo.lens import Lens
from demo.plates import SORTS, draw_plate


def test_the_same_film_is_painted_every_time() -> None:
    first = list(islice(gate_scene.frames(VISITS[:1], seed=3), 15))
    again = list(islice(gate_scene.frames(VISITS[:1], seed=3), 15))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


def test_another_seed_gives_another_film() -> None:
    (one,) = islice(lot_scene.frames(seed=3), 1)
    (other,) = islice(lot_scene.frames(seed=4), 1)
    assert not np.array_equal(one, other)


def test_a_car_waits_at_the_barrier_where_the_road_was_empty() -> None:
    pictures = list(islice(gate_scene.frames(VISITS[:1], seed=3), 12 * 5))
    empty, waiting = pictures[0].astype(int), pictures[-1].astype(int)
    changed = (np.abs(empty - waiting).max(axis=2) > 40).mean()
    assert 0.05 < changed < 0.5


def test_the_road_is_empty_between_two_cars() -> None:
    times = beats(VISITS)
    gaps = [later.start - (one.end - one.empty) for one, later in pairwise(times)]
    assert min(gaps) == pytest.approx(Beat(0.0).empty)


def test_the_cast_has_residents_a_stranger_and_a_blocked_car() -> None:
    plates = {visit.plate for visit in VISITS}
    residents = {plate for plate, _ in RESIDENTS}
    assert residents == {visit.plate for visit in VISITS if visit.welcome}
    assert set(BLOCKED) <= plates - residents
    assert plates - residents - set(BLOCKED)


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.plate)
def test_a_plate_has_the_proportions_of_its_country(visit: gate_scene.Visit) -> None:
    height, width = draw_plate(visit.plate, visit.sort).shape[:2]
    assert width / height == pytest.approx(SORTS[visit.sort].width / SORTS[visit.sort].height)


def test_every_slot_is_outlined_inside_the_picture() -> None:
    outlines = {slot["id"]: np.array(slot["polygon"]) for slot in lot_scene.layout()["slots"]}
    corners = np.concatenate(list(outlines.values()))
    assert list(outlines) == lot_scene.slot_names()
    assert corners.min() >= 0
    assert (corners < np.array(lot_scene.SIZE)).all()


def test_the_number_of_free_places_changes_and_ends_as_it_began() -> None:
    taken = [len(lot_scene.taken(t)) for t in range(int(lot_scene.SECONDS))]
    assert len(set(taken)) > 1
    assert taken[0] == taken[-1]


def test_the_story_is_told_beside_the_films() -> None:
    told = story()
    assert [visit["plate"] for visit in told["visits"]] == [visit.plate for visit in VISITS]
    assert told["visits"][-1]["until"] == pytest.approx(beats(VISITS)[-1].end)


def test_the_ground_is_found_again_where_it_was_seen() -> None:
    lens = Lens(place=(2.0, 3.0, 0.0), target=(0.0, 1.0, 9.0), focal=1000.0, size=(1280, 720))
    ground = np.array([(0.0, 0.0, 8.0), (-1.5, 0.0, 14.0)])
    assert lens.ground(lens.project(ground)) == pytest.approx(ground[:, [0, 2]])
