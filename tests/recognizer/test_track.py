"""Looks of one vehicle become one track, however many frames miss it; memory stays bounded."""

from collections.abc import Sequence

import pytest

from recognizer.model import Box, Direction, Plate, PlateRead
from recognizer.track import Tracker, TrackRules, direction, likeness


def look(text: str, t: float, x: float = 100, y: float = 100, width: float = 100) -> PlateRead:
    plate = Plate(text, text, "KZ", "person", 0.95, accepted=True, confidences=(0.95,) * len(text))
    return PlateRead(plate, Box(x, y, x + width, y + width / 4, 0.9), t)


def tracked(looks: Sequence[PlateRead], rules: TrackRules | None = None) -> Tracker:
    tracker = Tracker(rules or TrackRules())
    for one in looks:
        tracker.update([one], one.t)
    return tracker


def test_missed_frames_and_misread_letters_stay_one_track() -> None:
    texts = ["123ABC02", "123A8C02", "I23ABC02", "123ABC02"]
    tracker = tracked([look(text, 0.4 * n, x=100 + 8 * n) for n, text in enumerate(texts)])
    assert [track.seen for track in tracker.tracks] == [4]


def test_two_cars_side_by_side_are_two_tracks() -> None:
    tracker = Tracker()
    for n in range(4):
        t = n / 5
        tracker.update([look("123ABC02", t, x=100), look("777XYZ01", t, x=420)], t)
    assert sorted(track.last.plate.text for track in tracker.tracks) == ["123ABC02", "777XYZ01"]


def test_another_car_at_the_same_place_is_another_track() -> None:
    tracker = tracked([look("123ABC02", 0), look("123ABC02", 0.2), look("777XYZ01", 1.5)])
    assert len(tracker.tracks) == 2


def test_a_plate_hidden_for_a_moment_is_the_same_passage_and_later_a_new_one() -> None:
    tracker = tracked([look("123ABC02", 0)])
    tracker.settle(tracker.tracks[0].id)
    tracker.update([look("123ABC02", 6.0)], 6.0)
    assert [track.settled for track in tracker.tracks] == [True]
    touched, ended = tracker.update([look("123ABC02", 60.0)], 60.0)
    assert [track.settled for track in touched] == [False]
    assert [track.settled for track in ended] == [True]


def test_tracks_end_after_a_silence() -> None:
    tracker = tracked([look("123ABC02", 0)])
    _, ended = tracker.update([], 5.0)
    assert [track.last.plate.text for track in ended] == ["123ABC02"]
    assert tracker.tracks == ()


def test_memory_is_bounded_and_what_is_put_out_is_returned() -> None:
    rules = TrackRules(max_tracks=3, max_reads=5)
    tracker, put_out = Tracker(rules), 0
    for n in range(10):
        put_out += len(tracker.update([look(f"{n}{n}{n}XYZ01", 0.1 * n, x=1000 * n)], 0.1 * n)[1])
    assert (len(tracker.tracks), put_out) == (3, 7)
    standing = tracked([look("123ABC02", n / 10) for n in range(200)], rules)
    assert [(len(track.reads), track.seen) for track in standing.tracks] == [(5, 200)]


@pytest.mark.parametrize(
    ("step", "grow", "way"),
    [(6, 5, Direction.APPROACHING), (-6, -4, Direction.LEAVING), (0, 0, Direction.UNKNOWN)],
)
def test_direction_is_seen_by_movement(step: float, grow: float, way: Direction) -> None:
    looks = [look("123ABC02", n / 5, y=300 + step * n, width=120 + grow * n) for n in range(8)]
    assert direction(tracked(looks).tracks[0]) is way


def test_a_trembling_box_has_no_direction() -> None:
    looks = [look("123ABC02", n / 5, y=300 + (-1) ** n, width=120 + 2 * (-1) ** n) for n in range(9)]
    assert direction(tracked(looks).tracks[0]) is Direction.UNKNOWN


@pytest.mark.parametrize(("one", "other", "alike"), [("ABC", "ABC", 1.0), ("ABCD", "ABXD", 0.75), ("", "AB", 0.0)])
def test_likeness(one: str, other: str, alike: float) -> None:
    assert likeness(one, other) == alike
