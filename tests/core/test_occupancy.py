"""What nobody vouches for is never free; full is said once, and taken back once."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from custom_components.hoa_parking.core.config import ZoneConfig
from custom_components.hoa_parking.core.model import Zone
from custom_components.hoa_parking.core.occupancy import area, as_it_is, count, is_news, views
from custom_components.hoa_parking.core.places import (
    Address,
    CameraLayout,
    CountedBy,
    KindCount,
    Look,
    Outline,
    Override,
    Plan,
    Slot,
    SlotKind,
    SlotNow,
)

NOON = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=10)
SMALL, LARGE = ((0, 0), (10, 0), (10, 10), (0, 10)), ((0, 0), (40, 0), (40, 40), (0, 40))


def slot(number: str = "1", zone: str = "north", kind: SlotKind = SlotKind.RESIDENT) -> Slot:
    return Slot(number, Address("", number), kind, zone, None, None)


def now(number: str, state: str, zone: str = "north", kind: SlotKind = SlotKind.RESIDENT) -> SlotNow:
    """Return a slot that is taken (x), free (o) or unknown (?)."""
    return SlotNow(slot(number, zone, kind), {"x": True, "o": False, "?": None}[state], None)


def lot(states: str) -> list[SlotNow]:
    """Return a slot for each letter."""
    return [now(str(number), state) for number, state in enumerate(states)]


def zone(capacity: int = 1, **changes: object) -> ZoneConfig:
    return ZoneConfig("north", "North", capacity, **changes)  # type: ignore[arg-type]  # as a test names them


def look(camera: str, *, occupied: bool, since: datetime = NOON) -> Look:
    return Look(camera, "1", occupied, 0.9, since, since)


def told(story: Iterable[str], config: ZoneConfig) -> list[tuple[bool | None, bool | None]]:
    """Return what a zone was called, one lot after the other: full, nearly full."""
    before: Zone | None = None
    words = []
    for states in story:
        before = count(config, lot(states), before)
        words.append((before.full, before.nearly_full))
    return words


def test_a_zone_counts_its_own_slots_and_leaves_the_rest_unknown() -> None:
    slots = [*lot("xo?"), now("9", "o", "south")]
    counted = count(zone(5), slots, None)
    assert (counted.total, counted.free, counted.occupied, counted.unknown) == (5, 1, 1, 3)


def test_a_zone_is_never_smaller_than_its_slots() -> None:
    assert count(zone(1), lot("oo"), None).total == 2


def test_a_zone_without_a_camera_is_all_unknown_and_neither_full_nor_not() -> None:
    counted = count(zone(5), [], None)
    assert (counted.free, counted.unknown, counted.known) == (0, 5, False)
    assert (counted.full, counted.nearly_full) == (None, None)


def test_where_nobody_may_park_is_no_place() -> None:
    counted = count(zone(1), [*lot("x"), now("9", "o", kind=SlotKind.NO_PARKING)], None)
    assert (counted.total, counted.free, counted.full) == (1, 0, True)


def test_kinds_are_counted_apart() -> None:
    slots = [*lot("xo?"), now("8", "o", kind=SlotKind.EV), now("9", "x", kind=SlotKind.EV)]
    assert count(zone(9), slots, None).kinds == (KindCount(SlotKind.RESIDENT, 3, 1), KindCount(SlotKind.EV, 2, 1))


def test_a_small_zone_has_places_again_at_the_first() -> None:
    assert [full for full, _ in told(["xxo", "xxx", "xxo"], zone())] == [False, True, False]


def test_a_large_zone_has_places_again_at_the_second() -> None:
    story = [20 * "x", "o" + 19 * "x", "oo" + 18 * "x", "o" + 19 * "x", 20 * "x"]
    assert [full for full, _ in told(story, zone())] == [True, True, False, False, True]


@pytest.mark.parametrize(
    ("story", "full"),
    [
        (["xx?"], [None]),  # what nobody sees may be free
        (["xxo", "xx?"], [False, None]),
        (["xxx", "xx?"], [True, True]),  # it was full, and nothing that became free was seen
        (["xxx", "xx?", "xxo"], [True, True, False]),
        (["xxx", "???", "xx?"], [True, None, None]),
        (["o??"], [False]),
    ],
)
def test_full_is_only_said_of_what_is_seen(story: list[str], full: list[bool | None]) -> None:
    assert [one for one, _ in told(story, zone())] == full


def test_nearly_full_goes_five_points_below_where_it_came() -> None:
    taken = [17, 18, 17, 16, 17]
    story = [n * "x" + (20 - n) * "o" for n in taken]
    assert [nearly for _, nearly in told(story, zone())] == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("story", "nearly"),
    [
        (["xxxxxx?ooo"], [False]),  # 60 to 70 percent
        (["xxxxxxxx?o"], [None]),  # 80 to 90
        (["xxxxxxxxx?"], [True]),
        (["xxxxxxxxxo", "xxxxxxx???"], [True, True]),  # 70 to 100: nothing says that it is over
        (["xxxxxxxxxo", "xxxxxxx?oo"], [True, False]),
    ],
)
def test_nearly_full_is_only_said_of_what_is_seen(story: list[str], nearly: list[bool | None]) -> None:
    assert [one for _, one in told(story, zone())] == nearly


@pytest.mark.parametrize(
    ("driven_in", "counts", "full"),
    [(None, (0, 0, 5), None), (0, (5, 0, 0), False), (4, (1, 4, 0), False), (5, (0, 5, 0), True), (9, (0, 5, 0), True)],
)
def test_a_zone_that_gates_count_holds_what_drove_in(
    driven_in: int | None,
    counts: tuple[int, int, int],
    full: bool | None,  # noqa: FBT001
) -> None:
    counted = count(zone(5, counted_by=CountedBy.GATES), lot("xx"), None, driven_in)
    assert (counted.free, counted.occupied, counted.unknown) == counts
    assert counted.full is full


@given(states=st.text("xo?", max_size=40), before=st.text("xo?", max_size=40), capacity=st.integers(1, 60))
def test_the_parts_are_the_whole_and_full_is_never_said_of_a_zone_with_room(
    states: str, before: str, capacity: int
) -> None:
    counted = count(zone(capacity), lot(states), count(zone(capacity), lot(before), None))
    assert counted.free + counted.occupied + counted.unknown == counted.total
    assert counted.free <= states.count("o")
    assert not (counted.full and counted.free >= 2)
    assert not (counted.full is False and counted.free == 0)


def test_the_best_view_is_the_one_that_shows_the_slot_largest_in_its_picture() -> None:
    far = CameraLayout("a", (4000, 4000), None, NOON, (Outline("a", "1", LARGE),))
    near = CameraLayout("b", (100, 100), None, NOON, (Outline("b", "1", SMALL), Outline("b", "2", LARGE)))
    twin = CameraLayout("c", (200, 50), None, NOON, (Outline("c", "1", SMALL),))
    plan = Plan((slot("1"), slot("2"), slot("3")), (far, twin, near))

    assert views(plan) == {"1": ("b", "c", "a"), "2": ("b",), "3": ()}


def test_what_a_polygon_encloses_does_not_hang_on_which_way_round_it_is_drawn() -> None:
    assert area(SMALL) == area(tuple(reversed(SMALL))) == 100


def test_nobody_s_word_is_unknown_since_nobody_knows_when() -> None:
    assert as_it_is(slot(), (), None, None) == SlotNow(slot(), None, None)


def test_the_first_of_those_who_see_it_is_believed() -> None:
    seen = as_it_is(slot(), (look("b", occupied=True), look("a", occupied=False)), None, None)
    assert (seen.occupied, seen.camera, seen.since) == (True, "b", NOON)


def test_another_view_that_says_the_same_is_no_change() -> None:
    first = as_it_is(slot(), (look("b", occupied=True), look("a", occupied=True, since=LATER)), None, None)
    then = as_it_is(slot(), (look("a", occupied=True, since=LATER),), None, first)

    assert (then.since, then.camera) == (NOON, "a")
    assert not is_news(first, then)


def test_after_it_was_unknown_it_is_as_long_so_as_its_camera_says() -> None:
    lost = as_it_is(slot(), (), None, as_it_is(slot(), (look("a", occupied=True),), None, None))
    back = as_it_is(slot(), (look("a", occupied=True, since=LATER),), None, lost)

    assert (lost.since, back.since) == (None, LATER)


def test_a_guard_s_word_stands_above_what_cameras_see() -> None:
    seen = as_it_is(slot(), (look("a", occupied=True),), None, None)
    free = as_it_is(slot(), (look("a", occupied=True),), Override("1", False, "empty", None, LATER, False), seen)
    closed = as_it_is(slot(), (look("a", occupied=True),), Override("1", None, "works", None, LATER, True), seen)

    assert (free.occupied, free.since, closed.occupied, closed.since) == (False, LATER, None, LATER)
    assert is_news(seen, free)
