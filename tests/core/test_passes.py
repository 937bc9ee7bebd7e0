"""When a pass is good: a week's hours on the house's clock, and what may still come of it."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from custom_components.hoa_parking.core.cars import sought
from custom_components.hoa_parking.core.errors import Refused
from custom_components.hoa_parking.core.inviting import LONGEST, LONGEST_WAIT, PassDraft, checked_draft
from custom_components.hoa_parking.core.passes import GuestPass, PassKind, PassState, Schedule

NOW = datetime(2026, 11, 21, 7, tzinfo=UTC)
WORKDAYS = Schedule(frozenset(range(5)), time(9), time(18))
FRIDAY_NIGHT = Schedule(frozenset({4}), time(22), time(2))
HOUR = timedelta(hours=1)
GIVEN = GuestPass(
    *(1, 17, PassKind.VISITOR, "777XXA05", None, NOW, NOW + HOUR, None),
    *(True, False, None, "anna", NOW, None, False),
)


@pytest.mark.parametrize(
    ("schedule", "day", "at", "covered"),
    [
        (WORKDAYS, 20, time(9), True),
        (WORKDAYS, 20, time(17, 59, 59), True),
        (WORKDAYS, 20, time(18), False),
        (WORKDAYS, 21, time(12), False),
        (FRIDAY_NIGHT, 20, time(23), True),
        (FRIDAY_NIGHT, 21, time(1, 59), True),
        (FRIDAY_NIGHT, 21, time(2), False),
        (FRIDAY_NIGHT, 20, time(1), False),
        (FRIDAY_NIGHT, 21, time(23), False),
        (Schedule(frozenset({4}), time(8), time(8)), 21, time(7, 59), True),
    ],
)
def test_a_schedule_covers_its_hours_also_past_midnight(schedule: Schedule, day: int, at: time, covered: bool) -> None:  # noqa: FBT001
    assert schedule.covers(datetime.combine(datetime(2026, 11, day, tzinfo=UTC), at)) is covered


@given(
    st.datetimes(datetime(2026, 10, 24), datetime(2026, 10, 27), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from([ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Almaty")]),
)
def test_a_schedule_and_its_complement_cover_every_moment_once_also_when_summer_time_ends(
    moment: datetime, zone: ZoneInfo
) -> None:
    every_day = frozenset(range(7))
    day, night = Schedule(every_day, time(6), time(22)), Schedule(every_day, time(22), time(6))
    local = moment.astimezone(zone)
    assert day.covers(local) is not night.covers(local)


def test_what_may_come_of_a_pass() -> None:
    states = [
        GIVEN.state(NOW - HOUR),
        GIVEN.state(NOW),
        replace(GIVEN, used_at=NOW).state(NOW),
        replace(GIVEN, once=False, used_at=NOW).state(NOW),
        GIVEN.state(NOW + HOUR),
        replace(GIVEN, ended_at=NOW, used_at=NOW).state(NOW + HOUR),
    ]
    assert states == [
        *(PassState.WAITING, PassState.ACTIVE, PassState.USED),
        *(PassState.ACTIVE, PassState.OVER, PassState.ENDED),
    ]


SPANS = st.timedeltas(timedelta(days=-800), timedelta(days=800))


@given(
    kind=st.sampled_from(PassKind),
    plate=st.none() | st.text(max_size=20),
    note=st.none() | st.text(max_size=250),
    start=st.none() | SPANS,
    end=SPANS,
    is_open=st.booleans(),
)
def test_whatever_is_asked_for_a_pass_is_refused_or_within_its_bounds(
    kind: PassKind,
    plate: str | None,
    note: str | None,
    start: timedelta | None,
    end: timedelta,
    is_open: bool,  # noqa: FBT001
) -> None:
    draft = PassDraft(kind, plate, note, None if start is None else NOW + start, NOW + end, open_plate=is_open)
    try:
        kept = checked_draft(draft, NOW)
    except Refused:
        return
    assert kept.valid_from is not None
    assert NOW < kept.valid_until <= NOW + LONGEST
    assert timedelta(0) < kept.valid_until - kept.valid_from <= LONGEST
    assert kept.plate or is_open or kept.valid_until - kept.valid_from <= LONGEST_WAIT
    assert kept.kind is not PassKind.RESIDENT


@pytest.mark.parametrize(
    ("pattern", "plate"),
    [
        ("123ABC02", "123ABC02"),
        ("*ABC*", "123ABC02"),
        ("?23ABC02", "123ABC02"),
        ("*", "123ABC02"),
        ("123ABC0", None),
        ("999*", None),
        ("[0-9]*", None),
    ],
)
def test_who_looks_for_a_pattern_looks_for_what_fits_it(pattern: str, plate: str | None) -> None:
    assert sought({"123ABC02", "456DEF03"}, pattern) == plate
