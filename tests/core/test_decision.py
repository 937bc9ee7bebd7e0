"""What a gate does for whom, and that no clock and no list can talk it into more."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from custom_components.hoa_parking.core.config import Faces
from custom_components.hoa_parking.core.decision import decide, direction, may_be_awaited
from custom_components.hoa_parking.core.model import (
    Alternative,
    Decision,
    Direction,
    GateMode,
    GateRules,
    Match,
    Matching,
    Movement,
    Pass,
    Passage,
    Plate,
    Reason,
    Verdict,
)
from custom_components.hoa_parking.core.passes import PassKind, Schedule

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
RULES = GateRules()
OURS = Pass("123ABC02", 1, 17, None, None, blocked=False)
BANNED = Pass("123ABC02", None, None, None, None, blocked=True)


def car(text: str = "123ABC02", **changes: object) -> Passage:
    plate = Plate(text, text, "KZ", None, 0.97, True)
    passage = Passage("p", "c", NOW - timedelta(seconds=1), False, Movement.APPROACHING, 4, plate)
    return replace(passage, **changes)


def unsure(text: str = "123ABC02") -> Passage:
    return car(plate=replace(car(text).plate, accepted=False))


def at_entry(passage: Passage, *listed: Pass, rules: GateRules | None = RULES) -> Decision:
    return decide(passage, rules, listed, Faces.ENTRY, {}, NOW)


def opened_before(ago: float) -> Decision:
    last = {"123ABC02": car().captured_at - timedelta(seconds=ago)}
    return decide(car(), RULES, [OURS], Faces.ENTRY, last, NOW)


def at_exit(passage: Passage, *listed: Pass, rules: GateRules = RULES) -> Decision:
    return decide(passage, rules, listed, Faces.EXIT, {}, NOW)


def test_a_residents_car_opens() -> None:
    assert at_entry(car(), OURS) == Decision(Verdict.OPEN, Reason.REGISTERED, Match.EXACT, OURS)


@pytest.mark.parametrize(
    ("passage", "listed", "reason"),
    [
        (car("777XXA05"), [], Reason.UNKNOWN),
        (car(), [OURS, BANNED], Reason.BLOCKED),
        (car(), [BANNED], Reason.BLOCKED),
        (unsure(), [OURS], Reason.UNSURE),
        (unsure(), [OURS, BANNED], Reason.BLOCKED),
        (car(), [replace(OURS, valid_until=NOW - timedelta(days=1))], Reason.EXPIRED),
        (car(), [replace(OURS, valid_until=car().captured_at)], Reason.EXPIRED),
        (car(), [replace(OURS, valid_from=NOW + timedelta(days=1))], Reason.NOT_YET_VALID),
        (car(), [replace(BANNED, valid_until=NOW - timedelta(days=1))], Reason.UNKNOWN),
    ],
)
def test_who_is_refused_on_the_way_in(passage: Passage, listed: list[Pass], reason: Reason) -> None:
    decision = at_entry(passage, *listed)
    assert (decision.verdict, decision.reason) == (Verdict.REFUSE, reason)


def test_one_valid_pass_among_expired_ones_opens() -> None:
    old = replace(OURS, valid_until=NOW - timedelta(days=1))
    assert at_entry(car(), old, OURS).reason is Reason.REGISTERED


def test_a_block_that_ended_lets_a_resident_in_again() -> None:
    assert at_entry(car(), OURS, replace(BANNED, valid_until=NOW - timedelta(days=1))).verdict is Verdict.OPEN


@pytest.mark.parametrize(
    ("passage", "rules", "reason"),
    [
        (car(recovered=True), RULES, Reason.RECOVERED),
        (car(captured_at=NOW - timedelta(seconds=12.001)), RULES, Reason.STALE),
        (car(captured_at=NOW + timedelta(seconds=2.001)), RULES, Reason.FUTURE),
        (car(sent_at=NOW + timedelta(seconds=2.001)), RULES, Reason.FUTURE),
        (car(captured_at=NOW.replace(tzinfo=None)), RULES, Reason.STALE),
        (car(movement=Movement.LEAVING), RULES, Reason.MOVING_AWAY),
        (car(), replace(RULES, mode=GateMode.HOLD_OPEN), Reason.GATE_HELD_OPEN),
        (car(), None, Reason.NO_GATE),
    ],
)
def test_what_is_only_logged(passage: Passage, rules: GateRules | None, reason: Reason) -> None:
    decision = at_entry(passage, OURS, rules=rules)
    assert (decision.verdict, decision.reason) == (Verdict.LOG_ONLY, reason)


@pytest.mark.parametrize("captured_at", [NOW - timedelta(seconds=12), NOW + timedelta(seconds=2)])
def test_the_edges_of_fresh_still_open(captured_at: datetime) -> None:
    assert at_entry(car(captured_at=captured_at), OURS).verdict is Verdict.OPEN


def test_a_locked_gate_refuses_both_ways() -> None:
    locked = replace(RULES, mode=GateMode.LOCKED)
    assert at_entry(car(), OURS, rules=locked).reason is Reason.GATE_LOCKED
    assert at_exit(car(), OURS, rules=locked).reason is Reason.GATE_LOCKED


def test_shadow_decides_as_ever() -> None:
    assert at_entry(car(), OURS, rules=replace(RULES, mode=GateMode.SHADOW)).verdict is Verdict.OPEN


def test_the_same_car_does_not_open_twice_within_the_cool_down_by_capture_time() -> None:
    assert opened_before(4.9).reason is Reason.COOL_DOWN
    assert opened_before(-4.9).reason is Reason.COOL_DOWN
    assert opened_before(5).verdict is Verdict.OPEN


def test_another_car_s_opening_is_no_reason_to_keep_this_one_waiting() -> None:
    decision = decide(car(), RULES, [OURS], Faces.ENTRY, {"128ABC02": NOW}, NOW)
    assert decision.verdict is Verdict.OPEN


@pytest.mark.parametrize(
    ("passage", "listed", "reason"),
    [
        (car(), [OURS], Reason.REGISTERED),
        (car("777XXA05"), [], Reason.FREE_EXIT),
        (car(), [OURS, BANNED], Reason.FREE_EXIT),
        (car(), [replace(OURS, valid_until=NOW - timedelta(days=1))], Reason.FREE_EXIT),
        (unsure(), [OURS], Reason.FREE_EXIT),
    ],
)
def test_the_way_out_is_never_blocked(passage: Passage, listed: list[Pass], reason: Reason) -> None:
    decision = at_exit(passage, *listed)
    assert (decision.verdict, decision.reason) == (Verdict.OPEN, reason)


def test_a_guarded_exit_asks_for_the_list() -> None:
    assert at_exit(car("777XXA05"), rules=replace(RULES, free_exit=False)).reason is Reason.UNKNOWN


def test_a_look_alike_opens_where_the_board_allows_and_one_plate_fits() -> None:
    read = car("I23ABC02")
    assert at_entry(read, OURS) == Decision(Verdict.OPEN, Reason.REGISTERED, Match.LOOK_ALIKE, OURS)
    assert at_entry(read, OURS, rules=replace(RULES, matching=Matching.EXACT)).reason is Reason.UNKNOWN


def test_two_look_alikes_open_nothing() -> None:
    assert (
        at_entry(car("QAA111"), replace(OURS, plate="OAA111"), replace(OURS, plate="0AA111")).reason is Reason.AMBIGUOUS
    )


def test_a_stranger_who_is_read_surely_does_not_pass_for_an_unlikely_alternative() -> None:
    likely = car(plate=replace(car("456DEF02").plate, alternatives=(Alternative("123ABC02", "KZ", 0.02),)))
    assert at_entry(likely, OURS).reason is Reason.UNKNOWN
    torn = car(plate=replace(car("456DEF02").plate, alternatives=(Alternative("123ABC02", "KZ", 0.9),)))
    assert at_entry(torn, OURS).match is Match.LOOK_ALIKE


@pytest.mark.parametrize(
    ("movement", "faces", "way"),
    [
        (Movement.APPROACHING, Faces.ENTRY, Direction.ENTRY),
        (Movement.APPROACHING, Faces.EXIT, Direction.EXIT),
        (Movement.LEAVING, Faces.ENTRY, Direction.EXIT),
        (Movement.LEAVING, Faces.EXIT, Direction.ENTRY),
        (Movement.UNKNOWN, Faces.ENTRY, Direction.ENTRY),
    ],
)
def test_the_camera_s_face_gives_the_direction(movement: Movement, faces: Faces, way: Direction) -> None:
    assert direction(movement, faces) is way


GUEST = Pass(
    *("123ABC02", None, 18, NOW - timedelta(hours=1), NOW + timedelta(hours=1)),
    blocked=False,
    id=5,
    kind=PassKind.VISITOR,
)
LATE_SHIFT = Schedule(frozenset({5}), time(22), time(23))


@pytest.mark.parametrize(
    ("listed", "verdict", "reason", "household"),
    [
        ([GUEST], Verdict.OPEN, Reason.REGISTERED, 18),
        ([replace(GUEST, once=True), OURS], Verdict.OPEN, Reason.REGISTERED, 17),
        ([replace(GUEST, once=True, household=19), GUEST], Verdict.OPEN, Reason.REGISTERED, 18),
        ([replace(GUEST, once=True, used=True)], Verdict.REFUSE, Reason.USED, 18),
        ([replace(GUEST, once=True, used=True), replace(GUEST, household=19)], Verdict.OPEN, Reason.REGISTERED, 19),
        ([replace(GUEST, schedule=LATE_SHIFT)], Verdict.REFUSE, Reason.OFF_SCHEDULE, 18),
        ([replace(GUEST, valid_until=NOW - timedelta(minutes=1))], Verdict.REFUSE, Reason.EXPIRED, 18),
        ([replace(GUEST, valid_from=NOW + timedelta(minutes=1))], Verdict.REFUSE, Reason.NOT_YET_VALID, 18),
        ([GUEST, BANNED], Verdict.REFUSE, Reason.BLOCKED, None),
        ([GUEST, OURS, BANNED], Verdict.REFUSE, Reason.BLOCKED, 17),
    ],
)
def test_a_guest_comes_in_on_a_pass_that_is_good_now(
    listed: list[Pass], verdict: Verdict, reason: Reason, household: int | None
) -> None:
    decision = at_entry(car(), *listed)
    assert decision.listed is not None
    assert (decision.verdict, decision.reason, decision.listed.household) == (verdict, reason, household)


@pytest.mark.parametrize("free_exit", [True, False])
@pytest.mark.parametrize("guest", [replace(GUEST, once=True, used=True), replace(GUEST, schedule=LATE_SHIFT)])
def test_whoever_came_in_on_a_pass_gets_out(guest: Pass, free_exit: bool) -> None:  # noqa: FBT001
    decision = at_exit(car(), guest, rules=replace(RULES, free_exit=free_exit))
    assert (decision.verdict, decision.reason) == (Verdict.OPEN, Reason.REGISTERED)


def test_a_schedule_is_by_the_zone_of_the_house() -> None:
    guest = replace(GUEST, schedule=Schedule(frozenset({5}), time(11), time(13)))
    almaty = decide(car(), RULES, [guest], Faces.ENTRY, {}, NOW, ZoneInfo("Asia/Almaty"))
    assert (almaty.verdict, at_entry(car(), guest).reason) == (Verdict.OPEN, Reason.OFF_SCHEDULE)


def test_the_car_that_has_just_used_its_pass_is_in_its_cool_down() -> None:
    used = replace(GUEST, once=True, used=True)
    last = {"123ABC02": car().captured_at - timedelta(seconds=3)}
    assert decide(car(), RULES, [used], Faces.ENTRY, last, NOW).reason is Reason.COOL_DOWN


GUARDED = replace(OURS, guarded=True)


@pytest.mark.parametrize(
    ("passage", "rules", "reason"),
    [
        (car(), RULES, Reason.GUARDED),
        (car(), replace(RULES, free_exit=False), Reason.GUARDED),
        (unsure(), RULES, Reason.GUARDED),
        (car("I23ABC02"), RULES, Reason.GUARDED),
        (unsure("I23ABC02"), RULES, Reason.FREE_EXIT),
        (car("I23ABC02"), replace(RULES, matching=Matching.EXACT), Reason.FREE_EXIT),
        (car(movement=Movement.LEAVING), RULES, Reason.MOVING_AWAY),
        (car(recovered=True), RULES, Reason.RECOVERED),
        (car(), replace(RULES, mode=GateMode.LOCKED), Reason.GATE_LOCKED),
        (car(), replace(RULES, mode=GateMode.HOLD_OPEN), Reason.GATE_HELD_OPEN),
    ],
)
def test_a_guarded_car_is_kept_in_until_its_owner_is_asked(passage: Passage, rules: GateRules, reason: Reason) -> None:
    assert at_exit(passage, GUARDED, rules=rules).reason is reason


def test_a_guarded_car_comes_in_as_ever() -> None:
    assert at_entry(car(), GUARDED).verdict is Verdict.OPEN


@pytest.mark.parametrize(
    ("passage", "listed", "faces", "mode", "awaited"),
    [
        (car(), [], Faces.ENTRY, GateMode.NORMAL, True),
        (car(), [replace(GUEST, once=True, used=True)], Faces.ENTRY, GateMode.NORMAL, True),
        (car(), [replace(OURS, valid_until=NOW - timedelta(days=1))], Faces.ENTRY, GateMode.NORMAL, False),
        (car(), [BANNED], Faces.ENTRY, GateMode.NORMAL, False),
        (car(), [OURS], Faces.ENTRY, GateMode.NORMAL, False),
        (unsure(), [], Faces.ENTRY, GateMode.NORMAL, False),
        (car(), [], Faces.ENTRY, GateMode.SHADOW, False),
        (car(), [], Faces.EXIT, GateMode.NORMAL, False),
        (car(recovered=True), [], Faces.ENTRY, GateMode.NORMAL, False),
    ],
)
def test_who_may_be_the_unknown_car_that_somebody_waits_for(
    passage: Passage,
    listed: list[Pass],
    faces: Faces,
    mode: GateMode,
    awaited: bool,  # noqa: FBT001
) -> None:
    decision = decide(passage, replace(RULES, mode=mode), listed, faces, {}, NOW)
    assert may_be_awaited(passage, decision, faces, mode) is awaited


# Whatever comes: any time in any zone, naive ones too, any rules, any lists.
ZONES = st.sampled_from([UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Almaty")])
MOMENTS = st.one_of(
    st.datetimes(timezones=ZONES),
    st.datetimes(),
    st.datetimes(datetime(2026, 10, 24), datetime(2026, 10, 26), timezones=ZONES),  # noqa: DTZ001
)
TEXTS = st.sampled_from(["123ABC02", "I23ABC02", "O23ABC02", "777XXA05", "", "Ж" * 40])
PLATES = st.builds(
    Plate,
    text=TEXTS,
    raw=TEXTS,
    country=st.none(),
    kind=st.none(),
    confidence=st.floats(allow_nan=True),
    accepted=st.booleans(),
    alternatives=st.lists(st.builds(Alternative, TEXTS, st.none(), st.floats()), max_size=3).map(tuple),
)
PASSAGES = st.builds(
    Passage,
    id=st.just("p"),
    camera=st.just("c"),
    captured_at=MOMENTS,
    recovered=st.booleans(),
    movement=st.sampled_from(Movement),
    reads=st.integers(),
    plate=PLATES,
)
PASSES = st.builds(
    Pass,
    plate=TEXTS,
    vehicle=st.none(),
    household=st.none(),
    valid_from=st.none() | MOMENTS,
    valid_until=st.none() | MOMENTS,
    blocked=st.booleans(),
    kind=st.sampled_from(PassKind),
    schedule=st.none() | st.builds(Schedule, st.frozensets(st.integers(0, 6)), st.times(), st.times()),
    once=st.booleans(),
    used=st.booleans(),
    guarded=st.booleans(),
)
RULES_OF_ANY_KIND = st.builds(
    GateRules,
    mode=st.sampled_from(GateMode),
    matching=st.sampled_from(Matching),
    fresh_for=st.timedeltas(),
    cool_down=st.timedeltas(),
    free_exit=st.booleans(),
)
FACES = st.sampled_from(Faces)


@given(
    PASSAGES,
    st.none() | RULES_OF_ANY_KIND,
    st.lists(PASSES, max_size=4),
    FACES,
    st.dictionaries(TEXTS, MOMENTS),
    MOMENTS,
    ZONES,
)
def test_any_input_at_all_gets_a_decision_with_a_reason(
    passage: Passage,
    rules: GateRules | None,
    listed: list[Pass],
    faces: Faces,
    last_opened: dict[str, datetime],
    now: datetime,
    zone: tzinfo,
) -> None:
    decision = decide(passage, rules, listed, faces, last_opened, now, zone)
    assert decision.verdict in Verdict
    assert decision.reason in Reason


@given(PASSAGES, RULES_OF_ANY_KIND, st.lists(PASSES, max_size=4), FACES, MOMENTS)
def test_a_recovered_passage_never_opens(
    passage: Passage, rules: GateRules, listed: list[Pass], faces: Faces, now: datetime
) -> None:
    assert decide(replace(passage, recovered=True), rules, listed, faces, {}, now).verdict is Verdict.LOG_ONLY


@given(
    moment=st.datetimes(datetime(2026, 10, 24), datetime(2026, 10, 27), timezones=ZONES),  # noqa: DTZ001 - hypothesis adds the zone
    shift=st.sampled_from([-24, -12, -8, -6, -5, -1, 1, 3, 5, 6, 8, 24]),
    reading=ZONES,
    faces=FACES,
)
def test_a_clock_off_by_hours_on_either_side_never_opens_also_when_summer_time_ends(
    moment: datetime, shift: int, reading: ZoneInfo, faces: Faces
) -> None:
    now = moment.astimezone(UTC)
    shown = (now + timedelta(hours=shift)).astimezone(reading)
    decision = decide(car(captured_at=shown), RULES, [OURS], faces, {}, moment)
    assert decision.reason in {Reason.STALE, Reason.FUTURE}


@given(st.datetimes(datetime(2026, 3, 28), datetime(2026, 10, 27), timezones=ZONES), ZONES)  # noqa: DTZ001
def test_a_fresh_passage_opens_whatever_zone_its_time_is_told_in(moment: datetime, reading: ZoneInfo) -> None:
    shown = moment.astimezone(UTC).astimezone(reading)
    decision = decide(car(captured_at=shown), RULES, [OURS], Faces.ENTRY, {}, moment)
    assert decision.verdict is Verdict.OPEN


@given(PASSAGES, RULES_OF_ANY_KIND, st.lists(PASSES, max_size=4), MOMENTS)
def test_a_blocked_plate_never_opens_on_the_way_in(
    passage: Passage, rules: GateRules, listed: list[Pass], now: datetime
) -> None:
    block = Pass(passage.plate.text, None, None, None, None, blocked=True)
    assert decide(passage, rules, [*listed, block], Faces.ENTRY, {}, now).verdict is not Verdict.OPEN


@given(PASSAGES, RULES_OF_ANY_KIND, st.lists(PASSES, max_size=4), FACES, MOMENTS)
def test_a_used_pass_is_never_what_an_entry_opens_on(
    passage: Passage, rules: GateRules, listed: list[Pass], faces: Faces, now: datetime
) -> None:
    decision = decide(passage, rules, listed, faces, {}, now)
    opens_in = faces is Faces.ENTRY and decision.verdict is Verdict.OPEN
    assert not (opens_in and decision.listed is not None and decision.listed.used)
