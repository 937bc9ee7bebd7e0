"""READ THIS FIRST: the whole way of a car, from a camera's frame to an open gate, a line in the log, and a place taken.

Everything here is the real thing but four: the eyes (a script tells what they see), the wire (a function call instead
of HTTP), the barrier (it counts), and the clock (it goes when told to). `tests/film.py` puts them together.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.hoa_parking.core.places import StaySource

from .film import Film, open_film


async def test_a_resident_comes_home(film: Film) -> None:
    await film.site.people.add_vehicle("123 ABC 02", apartment="17", user="board")

    film.drive_up("123ABC02")
    await film.deliver()

    assert film.barrier.opened == ["gate"]
    assert await film.log() == [("123ABC02", "open", "registered", "opened", "17")]


async def test_a_stranger_and_a_blocked_car_stay_outside(film: Film) -> None:
    await film.site.people.add_vehicle("222KZM02", apartment="5", user="board")
    await film.site.people.block("222KZM02", user="board", reason="sold")

    film.drive_up("777XXA05")
    film.drive_up("222KZM02")
    await film.deliver()

    assert film.barrier.opened == []
    assert await film.log() == [
        ("222KZM02", "refuse", "blocked", "none", "5"),
        ("777XXA05", "refuse", "unknown", "none", None),
    ]


async def test_a_report_that_comes_twice_is_one_passage_and_opens_once(film: Film) -> None:
    await film.site.people.add_vehicle("123ABC02", apartment="17", user="board")
    film.drive_up("123ABC02")
    await film.deliver()

    assert await film.wire.repeat_the_last_letter() == "known"

    assert film.barrier.opened == ["gate"]
    assert len(await film.log()) == 1


async def test_a_car_that_waited_too_long_for_home_assistant_moves_nothing(film: Film) -> None:
    await film.site.people.add_vehicle("123ABC02", apartment="17", user="board")
    film.drive_up("123ABC02")

    film.clock.forward(timedelta(minutes=20))
    await film.deliver()

    assert film.barrier.opened == []
    assert await film.log() == [("123ABC02", "log_only", "stale", "none", None)]


async def test_what_an_earlier_run_of_the_recognizer_saw_is_history(film: Film) -> None:
    await film.site.people.add_vehicle("123ABC02", apartment="17", user="board")
    film.drive_up("123ABC02")

    film.restart_the_recognizer()
    await film.deliver()

    assert film.barrier.opened == []
    assert await film.log() == [("123ABC02", "log_only", "recovered", "none", None)]


async def test_the_same_car_coming_back_later_opens_again(film: Film) -> None:
    await film.site.people.add_vehicle("123ABC02", apartment="17", user="board")

    film.drive_up("123ABC02")
    await film.deliver()
    film.clock.forward(timedelta(minutes=5))
    film.drive_up("123ABC02")
    await film.deliver()

    assert film.barrier.opened == ["gate", "gate"]


async def test_the_board_draws_the_lot_and_its_places_are_counted(film: Film) -> None:
    await film.draw_the_lot("B-16", "B-17")
    assert film.zone() == (0, 0, 2), "nobody has looked yet: unknown, not free"

    await film.look_at_the_lot(taken={"B-16"})

    assert film.zone() == (1, 1, 0)
    assert film.place("B-16").occupied is True


async def test_somebody_who_walks_through_a_place_takes_none(film: Film) -> None:
    await film.draw_the_lot("B-16", "B-17")
    await film.look_at_the_lot(taken=set())

    await film.look_at_the_lot(taken={"B-17"}, seconds=0.5)
    await film.look_at_the_lot(taken=set())

    assert film.zone() == (2, 0, 0)
    assert await film.stays_on("B-17") == []


async def test_a_car_that_was_let_in_is_thought_to_stand_where_a_place_was_taken_next(film: Film) -> None:
    await film.site.people.add_vehicle("123ABC02", apartment="17", user="board")
    await film.draw_the_lot("B-16", "B-17")
    await film.look_at_the_lot(taken=set())

    film.drive_up("123ABC02")
    await film.deliver()
    film.clock.forward(timedelta(seconds=40))
    await film.look_at_the_lot(taken={"B-17"})

    (stay,) = await film.stays_on("B-17")
    assert (stay.plate, stay.apartment, stay.source) == ("123ABC02", "17", StaySource.SUGGESTED)
    assert 0.5 <= stay.confidence < 1

    film.clock.forward(timedelta(hours=2))
    await film.look_at_the_lot(taken=set())

    assert film.zone() == (2, 0, 0)
    (stay,) = await film.stays_on("B-17")
    assert stay.until is not None
    assert stay.until - stay.since > timedelta(hours=2)


async def test_places_whose_camera_is_lost_are_unknown_and_never_free(film: Film) -> None:
    await film.draw_the_lot("B-16", "B-17")
    await film.look_at_the_lot(taken={"B-17"})

    film.lose_the_lots_camera()
    assert film.zone() == (0, 0, 2)

    await film.look_at_the_lot(taken={"B-17"})
    assert film.zone() == (1, 1, 0)


async def test_what_a_guard_says_of_a_place_stands_until_a_camera_sees_it_change(film: Film) -> None:
    await film.draw_the_lot("B-16", "B-17")
    await film.look_at_the_lot(taken={"B-17"})

    await film.site.places.release(film.slot("B-17"), "The car was towed away", "guard")
    assert film.zone() == (2, 0, 0)

    await film.look_at_the_lot(taken=set())
    await film.look_at_the_lot(taken={"B-17"})
    assert film.zone() == (1, 1, 0)


async def test_a_release_that_is_taken_back_leaves_no_two_cars_on_a_place_at_once(film: Film) -> None:
    await film.draw_the_lot("B-16", "B-17")
    await film.look_at_the_lot(taken={"B-17"})
    film.clock.forward(timedelta(minutes=10))

    await film.site.places.release(film.slot("B-17"), "I thought it was towed away", "guard")
    await film.site.places.end_override(film.slot("B-17"), "guard")

    now, before = await film.stays_on("B-17")
    assert (before.until, now.until) == (film.clock.now, None)
    assert now.since == before.until


async def test_what_a_guard_puts_on_a_place_is_nobodys_car(film: Film) -> None:
    await film.site.people.add_vehicle("123ABC02", apartment="17", user="board")
    await film.draw_the_lot("B-16", "B-17")
    await film.look_at_the_lot(taken=set())
    film.drive_up("123ABC02")
    await film.deliver()

    await film.site.places.override(film.slot("B-17"), True, "Rubbish container", hold=True, user="guard")

    (stay,) = await film.stays_on("B-17")
    assert (stay.plate, stay.source) == (None, StaySource.NONE)


@pytest.fixture
async def film(tmp_path: Path) -> AsyncIterator[Film]:
    async with open_film(tmp_path) as film:
        yield film
