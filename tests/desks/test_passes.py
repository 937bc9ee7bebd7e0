"""A household lets its guests in: by their plates, for as long as it said, and by a pass for one entry once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from custom_components.hoa_parking.core.errors import Refused
from custom_components.hoa_parking.core.inviting import PassDraft
from custom_components.hoa_parking.core.model import GateMode, LogEntry, Outcome, Pictures
from custom_components.hoa_parking.core.passes import GuestPass, PassKind, PassState, Schedule
from custom_components.hoa_parking.store import passages, people

from .conftest import Stage

GRANNY = "777XXA05"
EVENING = timedelta(hours=10)

type Home = int


@pytest.fixture
async def home(stage: Stage) -> Home:
    """Give the household of apartment 17."""
    return await stage.site.database.write(lambda c: people.household(c, "17"))


@pytest.fixture
async def others(stage: Stage) -> Home:
    """Give the household of apartment 18."""
    return await stage.site.database.write(lambda c: people.household(c, "18"))


def draft(stage: Stage, plate: str | None = GRANNY, **changes: object) -> PassDraft:
    visitor = PassDraft(PassKind.VISITOR, plate, None, None, stage.clock() + EVENING)
    return replace(visitor, **changes)


async def invite(stage: Stage, home: Home, plate: str | None = GRANNY, **changes: object) -> GuestPass:
    given = await stage.site.passes.give(home, draft(stage, plate, **changes), "anna")
    stage.clock.forward(10)
    return given


async def drive(stage: Stage, number: int, plate: str = GRANNY, camera: str = "in") -> LogEntry:
    await stage.arrive(stage.car(number, plate, camera))
    entry = await stage.site.passages.entry(f"p-{number:04}")
    assert entry is not None
    return entry


async def state(stage: Stage, home: Home) -> PassState:
    newest = (await stage.site.passes.of_household(home))[0]
    return newest.state(stage.clock())


async def test_a_guest_comes_in_on_a_pass_and_the_household_sees_them_come(stage: Stage, home: Home) -> None:
    given = await invite(stage, home, note="  Granny ")

    entry = await drive(stage, 1)

    assert (entry.reason.value, entry.outcome, entry.household, entry.apartment) == (
        *("registered", Outcome.OPENED),
        *(home, "17"),
    )
    assert (entry.listed_plate, entry.pass_id, entry.pass_kind) == (GRANNY, given.id, PassKind.VISITOR)
    assert given.note == "Granny"
    page = await stage.site.passages.page(None, 10, home)
    assert [row.passage.id for row in page.entries] == ["p-0001"]


async def test_a_pass_for_one_entry_opens_once_and_lets_out_all_the_same(stage: Stage, home: Home) -> None:
    await invite(stage, home, once=True)
    reasons = []
    for number, camera in enumerate(["in", "in", "out", "in"], start=1):
        entry = await drive(stage, number, camera=camera)
        reasons.append((entry.reason.value, entry.outcome.value))
        stage.clock.forward(20)

    assert reasons == [("registered", "opened"), ("used", "none"), ("registered", "opened"), ("used", "none")]
    assert await state(stage, home) is PassState.USED


async def test_the_car_that_a_pass_has_just_let_in_is_no_second_one(stage: Stage, home: Home) -> None:
    await invite(stage, home, once=True)
    await drive(stage, 1)
    stage.clock.forward(2)

    again = await drive(stage, 2)

    assert (again.verdict.value, again.reason.value) == ("log_only", "cool_down")
    assert stage.barrier.moves == ["open"]


async def test_a_pass_is_given_back_when_its_gate_did_not_open(stage: Stage, home: Home) -> None:
    await invite(stage, home, once=True)
    stage.barrier.fails = "timeout"
    failed = await drive(stage, 1)
    assert (failed.outcome, await state(stage, home)) == (Outcome.FAILED, PassState.ACTIVE)

    stage.barrier.fails = None
    again = await drive(stage, 2)

    assert (again.outcome, await state(stage, home)) == (Outcome.OPENED, PassState.USED)


async def test_a_power_cut_between_decision_and_gate_gives_the_pass_back(stage: Stage, home: Home) -> None:
    await invite(stage, home, once=True)
    entry = await drive(stage, 1)
    pending = replace(entry, outcome=Outcome.PENDING)
    await stage.site.database.write(lambda c: passages.set_outcome(c, pending))
    await stage.site.close()

    await stage.open()

    assert await state(stage, home) is PassState.ACTIVE
    assert (await drive(stage, 2)).outcome is Outcome.OPENED


async def test_a_guard_who_lets_in_whom_a_schedule_keeps_out_uses_the_pass_up(stage: Stage, home: Home) -> None:
    sunday = Schedule(frozenset({6}), time(9), time(18))
    await invite(stage, home, once=True, schedule=sunday)
    refused = await drive(stage, 1)
    assert refused.reason.value == "off_schedule"

    await stage.site.gates.open_by_hand("gate", "guard", None)
    await stage.site.passages.settle()

    assert await state(stage, home) is PassState.USED


async def test_on_a_trial_run_no_pass_is_used_up(stage: Stage, home: Home) -> None:
    await invite(stage, home, once=True)
    await stage.site.gates.set_mode("gate", GateMode.SHADOW, "board")

    entries = [await drive(stage, number) for number in (1, 2)]

    assert {(entry.reason.value, entry.outcome) for entry in entries} == {("registered", Outcome.SHADOW)}
    assert await state(stage, home) is PassState.ACTIVE


@pytest.mark.parametrize(("mode", "reason"), [(GateMode.LOCKED, "gate_locked"), (GateMode.HOLD_OPEN, "gate_held_open")])
async def test_at_a_gate_that_decides_nothing_no_pass_is_used_up(
    stage: Stage, home: Home, mode: GateMode, reason: str
) -> None:
    await invite(stage, home, once=True)
    await stage.site.gates.set_mode("gate", mode, "board")

    assert (await drive(stage, 1)).reason.value == reason
    assert await state(stage, home) is PassState.ACTIVE


async def test_a_schedule_goes_by_the_house_s_clock(stage: Stage, home: Home) -> None:
    # Noon in Almaty on a Saturday is 7:00 in UTC.
    await invite(stage, home, schedule=Schedule(frozenset({5}), time(11, 30), time(12, 30)))
    assert (await drive(stage, 1)).outcome is Outcome.OPENED
    stage.clock.forward(3600)
    assert (await drive(stage, 2)).reason.value == "off_schedule"


async def test_a_pass_ends_when_its_household_says_so_or_its_time_is_up(stage: Stage, home: Home) -> None:
    given = await invite(stage, home)
    ended = await stage.site.passes.end(home, given.id, "anna")
    assert ended.state(stage.clock()) is PassState.ENDED
    assert (await drive(stage, 1)).reason.value == "unknown"

    await invite(stage, home)
    stage.clock.forward(EVENING.total_seconds() + 60)
    assert (await drive(stage, 2)).reason.value == "expired"
    stage.clock.forward(3600)
    late = await drive(stage, 3)
    assert (late.reason.value, late.household) == ("unknown", None)


async def test_a_blocked_guest_stays_out_and_the_household_is_not_told(stage: Stage, home: Home) -> None:
    await stage.site.people.block(GRANNY, "board")
    await invite(stage, home)

    entry = await drive(stage, 1)

    assert (entry.reason.value, entry.household, entry.pass_id) == ("blocked", None, None)


async def test_two_guests_who_look_alike_open_nothing_but_one_who_is_gone_keeps_no_resident_out(
    stage: Stage, others: Home
) -> None:
    await stage.site.people.add_vehicle("OAA111", "17", "board")
    await invite(stage, others, "0AA111", valid_until=stage.clock() + timedelta(minutes=10))
    assert (await drive(stage, 1, "QAA111")).reason.value == "ambiguous"

    stage.clock.forward(11 * 60)

    assert (await drive(stage, 2, "QAA111")).listed_plate == "OAA111"


async def test_a_resident_s_own_car_uses_up_nobody_s_pass(stage: Stage, others: Home) -> None:
    await invite(stage, others, "123ABC02", once=True)

    entry = await drive(stage, 1, "123ABC02")

    assert (entry.apartment, entry.pass_id, await state(stage, others)) == ("17", None, PassState.ACTIVE)


async def test_of_two_passes_the_one_that_lasts_is_taken(stage: Stage, home: Home, others: Home) -> None:
    await invite(stage, home, once=True)
    lasting = await invite(stage, others)

    assert (await drive(stage, 1)).pass_id == lasting.id
    assert await state(stage, home) is PassState.ACTIVE


async def test_two_reads_at_once_use_one_pass_once(stage: Stage, home: Home) -> None:
    await invite(stage, home, once=True)
    stage.barrier.go.clear()
    cars = [stage.car(number, GRANNY, ago=ago) for number, ago in ((1, 8), (2, 1))]

    await asyncio.gather(*(stage.site.passages.handle(car, Pictures(), stage.clock()) for car in cars))
    stage.barrier.go.set()
    await stage.site.passages.settle()

    assert sorted(reason for _, reason, _ in await stage.log()) == ["registered", "used"]
    assert stage.barrier.moves == ["open"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"plate": "A"}, "plate_length"),
        ({"plate": "文文文文"}, "plate_letters"),
        (
            {"valid_from": datetime(2026, 11, 22, tzinfo=UTC), "valid_until": datetime(2026, 11, 22, tzinfo=UTC)},
            "pass_ends_before_it_starts",
        ),
        (
            {"valid_from": datetime(2026, 11, 1, tzinfo=UTC), "valid_until": datetime(2026, 11, 2, tzinfo=UTC)},
            "pass_in_the_past",
        ),
        ({"valid_until": datetime(2027, 11, 23, tzinfo=UTC)}, "pass_too_long"),
        (
            {"valid_from": datetime(2028, 1, 1, tzinfo=UTC), "valid_until": datetime(2028, 1, 2, tzinfo=UTC)},
            "pass_too_long",
        ),
        ({"plate": None, "valid_until": datetime(2026, 11, 22, 8, tzinfo=UTC)}, "ask_too_long"),
        ({"note": "x" * 201}, "note_length"),
        ({"kind": PassKind.RESIDENT}, "pass_kind"),
    ],
)
async def test_what_no_pass_can_be(stage: Stage, home: Home, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        await stage.site.passes.give(home, replace(draft(stage), **changes), "anna")
    assert refused.value.code == code


async def test_a_household_has_twenty_open_passes_and_gives_a_hundred_a_day(stage: Stage, home: Home) -> None:
    given = [await invite(stage, home, f"777XX{number:03}") for number in range(20)]
    with pytest.raises(Refused, match="20"):
        await invite(stage, home)

    for number in range(80):
        await stage.site.passes.end(home, given[-1].id, "anna")
        given.append(await invite(stage, home, f"778XX{number:03}"))
    await stage.site.passes.end(home, given[-1].id, "anna")
    with pytest.raises(Refused):
        await invite(stage, home)

    stage.clock.forward(24 * 3600)
    await invite(stage, home)


async def test_nobody_touches_another_household_s_pass(stage: Stage, home: Home, others: Home) -> None:
    given = await invite(stage, home)
    desk = stage.site.passes
    attempts: list[Callable[[], Awaitable[object]]] = [
        lambda: desk.end(others, given.id, "berik"),
        lambda: desk.share(others, given.id, "berik"),
        lambda: desk.guard(others, "123ABC02", "berik", on=True),
        lambda: desk.give(None, draft(stage), "guard"),
    ]
    codes = []
    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            await attempt()
        codes.append(refused.value.code)

    assert codes == ["not_found", "not_found", "not_found", "no_household"]
    assert await state(stage, home) is PassState.ACTIVE


async def test_a_link_shows_its_pass_until_it_is_over_and_a_new_one_ends_the_earlier(stage: Stage, home: Home) -> None:
    given, desk = await invite(stage, home), stage.site.passes
    first = await desk.share(home, given.id, "anna")
    second = await desk.share(home, given.id, "anna")
    assert (await desk.by_token(second)).shared
    with pytest.raises(Refused, match="no such pass"):
        await desk.by_token(first)

    await desk.end(home, given.id, "anna")

    with pytest.raises(Refused, match="no such pass"):
        await desk.by_token(second)
    with pytest.raises(Refused) as refused:
        await desk.share(home, given.id, "anna")
    assert refused.value.code == "pass_over"
    dump = await stage.site.database.read(lambda c: str(c.exec_driver_sql("SELECT token FROM passes").all()))
    assert first not in dump
    assert second not in dump


async def test_whoever_has_the_link_says_once_which_car_it_is_for(stage: Stage, home: Home) -> None:
    given, desk = (
        await invite(stage, home, None, open_plate=True, valid_until=stage.clock() + timedelta(days=3)),
        stage.site.passes,
    )
    token = await desk.share(home, given.id, "anna")
    assert (await drive(stage, 1)).reason.value == "unknown"
    stage.clock.forward(10)

    put = await desk.put_plate(token, "777 ххА 05")

    assert put.plate == GRANNY
    with pytest.raises(Refused) as refused:
        await desk.put_plate(token, "999XXX02")
    assert refused.value.code == "pass_has_plate"
    assert (await drive(stage, 2)).outcome is Outcome.OPENED


async def test_a_link_of_a_pass_with_a_plate_changes_nothing(stage: Stage, home: Home) -> None:
    given = await invite(stage, home)
    token = await stage.site.passes.share(home, given.id, "anna")
    with pytest.raises(Refused):
        await stage.site.passes.put_plate(token, "999XXX02")


async def test_everything_a_household_does_is_on_the_record(stage: Stage, home: Home) -> None:
    given, desk = await invite(stage, home), stage.site.passes
    await desk.share(home, given.id, "anna")
    await desk.end(home, given.id, "berik")
    await desk.end(home, given.id, "berik")
    await desk.guard(home, "123ABC02", "anna", on=True)
    await desk.guard(home, "123ABC02", "anna", on=False)

    record = [(entry.user, entry.action) for entry in await stage.site.people.audit(5)]

    assert record == [
        ("anna", "car_unguarded"),
        ("anna", "car_guarded"),
        ("berik", "pass_ended"),
        ("anna", "pass_shared"),
        ("anna", "pass_given"),
    ]


async def test_a_household_sees_where_its_cars_are(stage: Stage, home: Home) -> None:
    async def car() -> tuple[str, str | None, str | None]:
        found = (await stage.site.passes.vehicles_of(home))[0]
        return found.where.value, found.gate, found.place

    assert await car() == ("unknown", None, None)

    await drive(stage, 1, "123ABC02")
    assert await car() == ("inside", "gate", None)

    stage.tell()
    await stage.see(s1=True, s2=False)
    await stage.site.stays.settle()
    await stage.site.stays.set_plate("1", "123ABC02", "guard")
    assert await car() == ("inside", "gate", "1")

    stage.clock.forward(60)
    await drive(stage, 2, "123ABC02", camera="out")
    assert await car() == ("outside", "gate", None)


async def test_a_car_that_was_kept_out_is_where_it_was(stage: Stage, home: Home) -> None:
    await drive(stage, 1, "123ABC02", camera="out")
    await stage.site.people.block("123ABC02", "board")
    stage.clock.forward(60)
    await drive(stage, 2, "123ABC02")

    assert (await stage.site.passes.vehicles_of(home))[0].where.value == "outside"


async def test_a_household_sees_who_looked_for_its_cars_or_its_guests(stage: Stage, home: Home, others: Home) -> None:
    await invite(stage, home)
    guard = await stage.site.people.person("guard", is_admin=True)
    for plate in ("123ABC02", "777XXA05", "999XXX02"):
        await stage.site.stays.find_vehicle(plate, guard)
        stage.clock.forward(1)

    assert [(one.user, one.plate) for one in await stage.site.passes.lookups(home)] == [
        ("guard", GRANNY),
        ("guard", "123ABC02"),
    ]
    assert await stage.site.passes.lookups(others) == ()
    stage.clock.forward(91 * 24 * 3600)
    assert await stage.site.passes.lookups(home) == ()


async def test_whoever_invites_a_neighbour_s_car_does_not_see_who_looks_for_it(
    stage: Stage, home: Home, others: Home
) -> None:
    await stage.site.passes.give(others, draft(stage, "123ABC02"), "berik")
    guard = await stage.site.people.person("guard", is_admin=True)
    await stage.site.stays.find_vehicle("123ABC02", guard)

    assert await stage.site.passes.lookups(others) == ()
    assert len(await stage.site.passes.lookups(home)) == 1


async def test_a_guest_is_a_household_s_own_no_longer_than_it_is_expected(stage: Stage, home: Home) -> None:
    guard = await stage.site.people.person("guard", is_admin=True)
    await stage.site.stays.find_vehicle(GRANNY, guard)
    stage.clock.forward(60)
    given = await invite(stage, home)
    await stage.site.stays.find_vehicle(GRANNY, guard)
    during = stage.clock()
    stage.clock.forward(60)
    await stage.site.passes.end(home, given.id, "anna")
    stage.clock.forward(60)
    await stage.site.stays.find_vehicle(GRANNY, guard)

    assert [one.at for one in await stage.site.passes.lookups(home)] == [during]
