"""The guess at who stands on a slot: recency, ownership and habit speak for a vehicle, doubt speaks for nobody."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from custom_components.hoa_parking.core.places import Address, Override, Slot, SlotKind, SlotNow, Stay
from custom_components.hoa_parking.core.standing import Crossing, Turn, suggest, to_park, turn, weigh

AT = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
SLOT = Slot("12", Address("B", "17"), SlotKind.RESIDENT, "north", None, None)
STAY = Stay(5, "12", "B-17", "north", AT)


def crossed(plate: str | None, ago: float, *, household: int | None = None, entry: bool = True) -> Crossing:
    return Crossing(f"p-{plate}-{ago}", plate, household, None, AT - timedelta(seconds=ago), entry)


def now(occupied: bool | None, later: float = 0, override: Override | None = None) -> SlotNow:  # noqa: FBT001
    return SlotNow(SLOT, occupied, AT + timedelta(seconds=later), override=override)


def test_one_car_that_came_in_a_minute_ago_is_suggested_with_its_probability() -> None:
    best = suggest(weigh([crossed("A", 60)], AT, None, {}))
    assert best is not None
    assert (best.plate, best.passage) == ("A", "p-A-60")
    assert best.probability == pytest.approx(0.5**0.5 / (0.5**0.5 + 0.3))


def test_nobody_is_suggested_among_equals_or_long_after() -> None:
    assert suggest(weigh([crossed("A", 30), crossed("B", 30)], AT, None, {})) is None
    assert suggest(weigh([crossed("A", 480)], AT, None, {})) is None
    assert suggest(weigh([], AT, None, {})) is None


def test_a_car_that_nobody_read_takes_from_everybody_s_share() -> None:
    alone = weigh([crossed("A", 60)], AT, None, {})[0].probability
    beside = weigh([crossed("A", 60), crossed(None, 10)], AT, None, {})
    assert [one.plate for one in beside] == ["A"]
    assert beside[0].probability < 0.5 < alone


def test_the_owner_s_car_is_suggested_on_its_own_place_though_another_came_later() -> None:
    arrived = [crossed("A", 240, household=17), crossed("B", 60, household=18)]
    assert [one.plate for one in weigh(arrived, AT, None, {})] == ["B", "A"]
    assert [one.plate for one in weigh(arrived, AT, 17, {})] == ["A", "B"]


def test_whoever_stood_here_before_is_likelier_up_to_a_limit() -> None:
    arrived = [crossed("A", 60), crossed("B", 60)]
    shares = [weigh(arrived, AT, None, {"B": times})[0].probability for times in (1, 5, 50)]
    assert weigh(arrived, AT, None, {"B": 1})[0].plate == "B"
    assert shares[0] < shares[1] == shares[2]


@given(
    st.lists(st.tuples(st.sampled_from(["A", "B", "C", None]), st.floats(0, 600), st.integers(1, 3)), max_size=20),
    st.one_of(st.none(), st.integers(1, 3)),
    st.dictionaries(st.sampled_from(["A", "B", "C"]), st.integers(0, 99)),
)
def test_shares_are_probabilities_and_something_is_left_for_nobody(
    cars: list[tuple[str | None, float, int]], owner: int | None, habits: dict[str, int]
) -> None:
    arrived = to_park([crossed(plate, ago, household=home) for plate, ago, home in cars], AT, ())
    shares = [one.probability for one in weigh(arrived, AT, owner, habits)]
    assert all(0 < share < 1 for share in shares)
    assert sum(shares) < 1
    assert shares == sorted(shares, reverse=True)


def test_only_who_is_still_looking_for_a_place_counts() -> None:
    crossings = [
        crossed("left", 300),
        crossed("left", 200, entry=False),
        crossed("back", 300),
        crossed("back", 200, entry=False),
        crossed("back", 100),
        crossed("early", 601),
        crossed("late", -1),
        crossed("stands", 50),
        crossed("here", 40),
        crossed("went later", 90),
        crossed("went later", -60, entry=False),
        crossed(None, 30),
    ]
    found = to_park(reversed(crossings), AT, {"stands"})
    assert [one.plate for one in found] == ["back", "here", None]


@pytest.mark.parametrize("seen", [True, False, None])
def test_a_slot_that_nobody_sees_changes_nothing(seen: bool | None) -> None:  # noqa: FBT001
    assert turn(now(None), STAY, AT, seen=seen) == Turn()
    assert turn(now(None), None, AT, seen=seen) == Turn()


def test_a_stay_begins_and_ends_when_its_slot_changed() -> None:
    begun = turn(now(True, 5), None, AT + timedelta(seconds=9), seen=False).begun
    assert begun == replace(STAY, id=0, since=AT + timedelta(seconds=5))
    ended = turn(now(False, 60), STAY, AT + timedelta(seconds=99), seen=True)
    assert ended == Turn(ended=replace(STAY, until=AT + timedelta(seconds=60)))


def test_a_stay_never_ends_before_it_began() -> None:
    ended = turn(now(False, -60), STAY, AT - timedelta(seconds=60), seen=None).ended
    assert ended == replace(STAY, until=AT)


def test_what_was_taken_since_later_while_nobody_saw_it_is_another_car_unless_a_person_said_so() -> None:
    later = AT + timedelta(seconds=90)
    word = Override("12", True, "seen it", "guard", later, hold=False)
    both = turn(now(True, 60), STAY, later, seen=None)
    assert (both.ended and both.ended.until, both.begun and both.begun.since) == (AT + timedelta(seconds=60),) * 2
    assert turn(now(True, 60), STAY, later, seen=True) == Turn()
    assert turn(now(True, 60, word), STAY, later, seen=None) == Turn()
    assert turn(now(True), STAY, later, seen=None) == Turn()
