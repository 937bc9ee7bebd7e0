"""History: averages weighted by time, the hours of the house's own clock, and how long cars stood."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from custom_components.hoa_parking.core.history import dwell, heat, midnight, steps
from custom_components.hoa_parking.core.places import Level

DAY = datetime(2026, 11, 23, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)
BERLIN = ZoneInfo("Europe/Berlin")


def level(hours: float, occupied: int, total: int = 10, unknown: int = 0) -> Level:
    return Level("north", DAY + hours * HOUR, total, total - occupied - unknown, occupied, unknown)


def share(cells: object, weekday: int, hour: int) -> float | None:
    found: float | None = next(
        cell.occupied
        for cell in cells  # type: ignore[attr-defined]  # a tuple of cells
        if (cell.weekday, cell.hour) == (weekday, hour)
    )
    return found


def test_few_steps_are_told_as_they_were_from_the_beginning_on() -> None:
    told = steps([level(-5, 3), level(-3, 4), level(2, 6), level(30, 9)], DAY, DAY + 24 * HOUR)
    assert [(one.at, one.occupied) for one in told] == [(DAY, 4), (DAY + 2 * HOUR, 6)]


def test_before_the_first_level_nothing_is_told() -> None:
    assert steps([], DAY, DAY + HOUR) == ()
    assert [one.at for one in steps([level(2, 6)], DAY, DAY + 24 * HOUR)] == [DAY + 2 * HOUR]


def test_many_steps_are_averaged_by_the_time_they_lasted() -> None:
    levels = [level(0, 0), level(0.75, 8), level(1, 4), level(1.5, 6)]
    told = steps(levels, DAY, DAY + 2 * HOUR, most=2)
    assert [(one.at, one.occupied, one.free) for one in told] == [(DAY, 2, 8), (DAY + HOUR, 5, 5)]


@given(
    st.lists(st.tuples(st.floats(-2, 30), st.integers(0, 10), st.integers(0, 5)), max_size=60),
    st.integers(1, 20),
)
def test_averages_are_few_in_order_and_add_up(changes: list[tuple[float, int, int]], most: int) -> None:
    levels = [level(at, min(occupied, 10 - unknown), unknown=unknown) for at, occupied, unknown in changes]
    told = steps(levels, DAY, DAY + 24 * HOUR, most)
    assert len(told) <= most
    assert [one.at for one in told] == sorted({one.at for one in told})
    assert all(DAY <= one.at < DAY + 24 * HOUR for one in told)
    assert all(one.free + one.occupied + one.unknown == one.total == 10 for one in told)
    assert all(min(one.free, one.occupied, one.unknown) >= 0 for one in told)


def test_heat_is_the_share_of_known_places_weighted_by_time() -> None:
    cells = heat(
        [level(0, 5), level(0.5, 10), level(1, 2, unknown=6), level(2, 0, unknown=10)], DAY, DAY + 3 * HOUR, UTC
    )
    assert len(cells) == 168
    assert [share(cells, 0, hour) for hour in range(4)] == [0.75, 0.5, None, None]


def test_hours_are_the_house_s_own() -> None:
    almaty, kathmandu = ZoneInfo("Asia/Almaty"), ZoneInfo("Asia/Kathmandu")
    cells = heat([level(20, 5)], DAY, DAY + 21 * HOUR, almaty)
    assert (share(cells, 1, 1), share(cells, 0, 20)) == (0.5, None)
    quarter = heat([level(0, 10), level(0.25, 0)], DAY, DAY + HOUR, kathmandu)
    assert (share(quarter, 0, 5), share(quarter, 0, 6)) == (1.0, 0.0)


def test_no_hour_is_lost_or_counted_twice_when_summer_time_begins_or_ends() -> None:
    autumn = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)  # 02:00 is there twice, in UTC from 00:00 to 02:00
    twice = [Level("north", autumn, 10, 0, 10, 0), Level("north", autumn + HOUR, 10, 10, 0, 0)]
    cells = heat(twice, autumn, autumn + 3 * HOUR, BERLIN)
    assert (share(cells, 6, 2), share(cells, 6, 3)) == (0.5, 0.0)

    spring = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)  # 02:00 is skipped, in UTC at 01:00
    full = heat([Level("north", spring, 10, 0, 10, 0)], spring, spring + 2 * HOUR, BERLIN)
    assert [share(full, 6, hour) for hour in (1, 2, 3, 4)] == [1.0, None, 1.0, None]


@pytest.mark.parametrize(
    ("now", "zone", "days_ago", "expected"),
    [
        ("2026-11-23T20:30+00:00", "Asia/Almaty", 0, "2026-11-23T19:00+00:00"),
        ("2026-10-25T12:00+00:00", "Europe/Berlin", 0, "2026-10-24T22:00+00:00"),
        ("2026-10-26T12:00+00:00", "Europe/Berlin", 0, "2026-10-25T23:00+00:00"),
        ("2026-10-31T12:00+00:00", "Europe/Berlin", 6, "2026-10-24T22:00+00:00"),
    ],
)
def test_a_day_begins_at_midnight_there(now: str, zone: str, days_ago: int, expected: str) -> None:
    found = midnight(datetime.fromisoformat(now), ZoneInfo(zone), days_ago)
    assert found == datetime.fromisoformat(expected)


def test_dwell_times_fall_into_bins_and_have_a_middle() -> None:
    minutes = [0, 14.99, 15, 45, 60, 200, 479, 480, 1439, 1440, 9000]
    told = dwell(timedelta(minutes=one) for one in minutes)
    assert [(one.from_min, one.to_min, one.count) for one in told.bins] == [
        (0, 15, 2),
        (15, 30, 1),
        (30, 60, 1),
        (60, 120, 1),
        (120, 240, 1),
        (240, 480, 1),
        (480, 1440, 2),
        (1440, None, 2),
    ]
    assert told.median_min == 200
    assert dwell(()).median_min is None
