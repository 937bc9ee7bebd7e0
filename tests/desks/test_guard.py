"""Guards decide on whom the gate refused, enter who came by hand, write notes, and hand over."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.hoa_parking.core.errors import Refused
from custom_components.hoa_parking.core.events import ExceptionsChanged, PassageNoted, PassageResolved, ShiftChanged
from custom_components.hoa_parking.core.guard import Entering, Resolution, ResolutionAnswer
from custom_components.hoa_parking.core.model import (
    Alternative,
    Direction,
    GateMode,
    LogEntry,
    Outcome,
    Picture,
    Plate,
    Reason,
    Source,
    Verdict,
)
from custom_components.hoa_parking.core.passes import PassKind
from custom_components.hoa_parking.core.reads import Read, Reading
from custom_components.hoa_parking.store import exceptions

from .conftest import NOON, Stage

OPEN, REFUSE, DISMISS = ResolutionAnswer.OPEN, ResolutionAnswer.REFUSE, ResolutionAnswer.DISMISS
STRANGER = "777XXA05"
PHOTO = b"\xff\xd8\xff a picture"
SEEN = Plate("777XXA0S", "777 XXA 0S", "KZ", None, 0.71, False, (Alternative(STRANGER, "KZ", 0.2),))


async def waiting(stage: Stage) -> list[str]:
    """Return the ids of the passages that wait, newest first."""
    await stage.site.guard.settle()
    board = await stage.site.guard.board(None)
    assert stage.site.guard.waiting == len(board.waiting)
    return [one.entry.passage.id for one in board.waiting]


async def logged(stage: Stage, passage: str) -> LogEntry:
    entry = await stage.site.passages.entry(passage)
    assert entry is not None
    return entry


async def said(stage: Stage, *actions: str) -> list[tuple[str | None, str, str, str | None]]:
    """Return who did what, of some actions, newest first."""
    entries = await stage.site.people.audit(50)
    return [(one.user, one.action, one.subject, one.detail) for one in entries if one.action in actions]


def by_hand(plate: str = STRANGER, direction: Direction = Direction.ENTRY) -> Entering:
    return Entering("gate", direction, plate)


async def test_a_refused_car_waits_for_a_guard_who_opens_for_it(stage: Stage) -> None:
    await stage.arrive(stage.car(1, STRANGER))
    assert await waiting(stage) == ["p-0001"]
    stage.clock.forward(30)

    assert await stage.site.guard.resolve("p-0001", OPEN, None, "guard") == (Outcome.OPENED, None)

    entry = await logged(stage, "p-0001")
    assert (entry.verdict, entry.outcome, entry.outcome_reason) == (Verdict.REFUSE, Outcome.OPENED, "by_hand")
    assert (entry.opened_at, entry.latency_ms) == (NOON + timedelta(seconds=30), None)
    assert stage.barrier.moves == ["open"]
    assert await waiting(stage) == []
    assert [event for event in stage.events if isinstance(event, ExceptionsChanged)] == [
        ExceptionsChanged(1),
        ExceptionsChanged(0),
    ]
    assert PassageResolved("p-0001") in stage.events
    assert await said(stage, "passage_resolved") == [("guard", "passage_resolved", STRANGER, "open")]


async def test_who_is_let_in_does_not_wait(stage: Stage) -> None:
    await stage.arrive(stage.car())
    await stage.arrive(stage.car(2, camera="lost", plate=STRANGER))

    assert await waiting(stage) == []


@pytest.mark.parametrize("mode", [GateMode.LOCKED, GateMode.SHADOW])
async def test_a_guard_opens_a_gate_that_opens_for_nobody_else(stage: Stage, mode: GateMode) -> None:
    await stage.site.gates.set_mode("gate", mode, "board")
    await stage.arrive(stage.car(1, STRANGER))

    assert await stage.site.guard.resolve("p-0001", OPEN, None, "guard") == (Outcome.OPENED, None)
    assert stage.barrier.moves == ["open"]


async def test_a_gate_that_does_not_open_leaves_the_car_waiting(stage: Stage) -> None:
    await stage.arrive(stage.car(1, STRANGER))
    stage.barrier.fails = "timeout"

    assert await stage.site.guard.resolve("p-0001", OPEN, None, "guard") == (Outcome.FAILED, "timeout")

    assert await waiting(stage) == ["p-0001"]
    assert (await logged(stage, "p-0001")).outcome is Outcome.NONE
    assert [detail for *_, detail in await said(stage, "passage_resolved")] == ["open failed timeout", "open"]
    stage.barrier.fails = None
    assert await stage.site.guard.resolve("p-0001", OPEN, None, "guard") == (Outcome.OPENED, None)


async def test_of_two_guards_who_decide_at_once_one_decides(stage: Stage) -> None:
    await stage.arrive(stage.car(1, STRANGER))
    stage.barrier.go.clear()

    first = asyncio.create_task(stage.site.guard.resolve("p-0001", OPEN, None, "one"))
    second = asyncio.create_task(stage.site.guard.resolve("p-0001", REFUSE, "not expected", "two"))
    with pytest.raises(Refused) as caught:
        await second
    stage.barrier.go.set()

    assert caught.value.code == "already_resolved"
    assert await first == (Outcome.OPENED, None)
    remarks = await stage.site.guard.remarks("p-0001")
    assert remarks.resolution is not None
    assert (remarks.resolution.answer, remarks.resolution.user) == (OPEN, "one")


async def test_who_refuses_says_why(stage: Stage) -> None:
    await stage.arrive(stage.car(1, STRANGER))
    with pytest.raises(Refused) as caught:
        await stage.site.guard.resolve("p-0001", REFUSE, "  ", "guard")

    assert caught.value.code == "reason_needed"
    assert await stage.site.guard.resolve("p-0001", REFUSE, " nobody\u202e expects it ", "guard") == (
        Outcome.NONE,
        None,
    )

    assert await waiting(stage) == []
    remarks = await stage.site.guard.remarks("p-0001")
    assert remarks.resolution is not None
    assert (remarks.resolution.answer, remarks.resolution.reason) == (REFUSE, "nobody expects it")
    assert stage.barrier.moves == []
    assert await said(stage, "passage_resolved") == [
        ("guard", "passage_resolved", STRANGER, "refuse nobody expects it")
    ]


async def test_a_failed_opening_waits_and_is_dismissed(stage: Stage) -> None:
    stage.barrier.fails = "timeout"
    await stage.arrive(stage.car())
    assert await waiting(stage) == ["p-0001"]

    assert await stage.site.guard.resolve("p-0001", DISMISS, None, "guard") == (Outcome.NONE, None)
    assert await waiting(stage) == []


async def test_what_does_not_wait_cannot_be_decided_on(stage: Stage) -> None:
    await stage.arrive(stage.car())

    codes = []
    for passage in ("p-0001", "p-9999"):
        with pytest.raises(Refused) as caught:
            await stage.site.guard.resolve(passage, DISMISS, None, "guard")
        codes.append(caught.value.code)

    assert codes == ["not_waiting", "not_found"]


async def test_for_a_car_that_has_long_gone_no_gate_is_opened(stage: Stage) -> None:
    await stage.arrive(stage.car(1, STRANGER))
    stage.clock.forward(15 * 60 + 1)

    with pytest.raises(Refused) as caught:
        await stage.site.guard.resolve("p-0001", OPEN, None, "guard")

    assert caught.value.code == "passage_too_old"
    assert stage.barrier.moves == []
    assert await stage.site.guard.resolve("p-0001", DISMISS, None, "guard") == (Outcome.NONE, None)


async def test_nobody_waits_longer_than_a_shift(stage: Stage) -> None:
    await stage.arrive(stage.car(1, STRANGER))
    assert await waiting(stage) == ["p-0001"]
    stage.clock.forward(12 * 3600)

    stage.site.guard.tick()

    assert await waiting(stage) == []


async def test_a_car_that_is_told_again_is_decided_on_once(stage: Stage) -> None:
    await stage.arrive(stage.car(1, STRANGER))
    stage.clock.forward(40)
    await stage.arrive(stage.car(2, STRANGER))
    await stage.arrive(stage.car(3, "888YYB01"))
    stage.clock.forward(121)
    await stage.arrive(stage.car(4, STRANGER))

    await stage.site.guard.resolve("p-0002", REFUSE, "not expected", "guard")

    assert await waiting(stage) == ["p-0004", "p-0003"]


async def test_who_waits_is_known_after_a_restart(stage: Stage) -> None:
    await stage.arrive(stage.car(1, STRANGER))
    await stage.site.close()
    await stage.open()

    assert stage.site.guard.waiting == 1


async def test_whom_a_crash_kept_from_the_gate_waits_again_after_a_restart(stage: Stage) -> None:
    for number, plate in ((1, STRANGER), (2, "888YYB01"), (3, "888YYB01"), (4, "999ZZC01")):
        await stage.arrive(stage.car(number, plate))
    await stage.site.guard.resolve("p-0002", OPEN, None, "guard")
    await stage.site.guard.resolve("p-0004", REFUSE, "not expected", "guard")
    said_open = Resolution(OPEN, None, "guard", stage.clock() + timedelta(seconds=1))
    assert await stage.site.database.write(lambda c: exceptions.resolve(c, "p-0001", said_open))
    stage.clock.forward(2)
    await stage.site.close()

    await stage.open()

    assert await waiting(stage) == ["p-0001"]
    assert (await said(stage, "passage_resolved"))[0] == (
        "guard",
        "passage_resolved",
        STRANGER,
        "open failed restarted",
    )
    assert await stage.site.guard.resolve("p-0001", OPEN, None, "guard") == (Outcome.OPENED, None)
    await stage.site.close()
    await stage.open()
    assert await waiting(stage) == []


async def test_a_gate_opened_by_hand_for_whom_it_refused_is_a_decision_too(stage: Stage) -> None:
    await stage.arrive(stage.car(1, STRANGER))
    await stage.site.gates.open_by_hand("gate", "guard", None)
    await stage.site.passages.settle()

    assert await waiting(stage) == []


async def test_what_went_on_is_counted_since_a_time_or_midnight(stage: Stage) -> None:
    await stage.arrive(stage.car())
    stage.clock.forward(3600)
    since = stage.clock()
    await stage.arrive(stage.car(2, STRANGER, ago=0))
    await stage.arrive(stage.car(3, "888YYB01", ago=0))
    await stage.site.guard.resolve("p-0002", OPEN, None, "guard")
    await stage.site.passages.enter(by_hand("999ZZZ01"), "guard")

    counts = [(await stage.site.guard.board(start)).counts for start in (since, None)]

    assert [(one.passages, one.opened, one.refused, one.by_hand) for one in counts] == [(3, 1, 1, 2), (4, 2, 1, 2)]


async def test_a_shift_that_nobody_handed_over_counts_one_day(stage: Stage) -> None:
    await stage.arrive(stage.car())
    stage.clock.forward(86_400)
    await stage.arrive(stage.car(2))

    assert (await stage.site.guard.board(NOON - timedelta(hours=1))).counts.passages == 1


async def test_whoever_opens_for_a_blocked_car_is_on_the_record_for_it(stage: Stage) -> None:
    await stage.site.people.block(STRANGER, "board", "Broke the barrier")
    await stage.arrive(stage.car(1, STRANGER))

    await stage.site.guard.resolve("p-0001", OPEN, "Ambulance behind it", "guard")

    assert await said(stage, "passage_resolved") == [
        ("guard", "passage_resolved", STRANGER, "open despite_block Ambulance behind it")
    ]


async def test_notes_are_kept_in_their_order_and_on_the_record(stage: Stage) -> None:
    await stage.arrive(stage.car(1, STRANGER))
    await stage.site.guard.note("p-0001", "Says he delivers\n\n to 17", "guard")
    stage.clock.forward(5)
    remarks = await stage.site.guard.note("p-0001", "17 knows nothing", "board")

    assert [(note.user, note.text) for note in remarks.notes] == [
        ("guard", "Says he delivers\n\nto 17"),
        ("board", "17 knows nothing"),
    ]
    assert PassageNoted("p-0001") in stage.events
    assert len(await said(stage, "passage_noted")) == 2


@pytest.mark.parametrize(
    ("passage", "text", "code"),
    [("p-0001", " \n ", "note_needed"), ("p-0001", "x" * 501, "note_length"), ("p-9999", "hello", "not_found")],
)
async def test_a_note_says_something_about_something(stage: Stage, passage: str, text: str, code: str) -> None:
    await stage.arrive(stage.car(1, STRANGER))

    with pytest.raises(Refused) as caught:
        await stage.site.guard.note(passage, text, "guard")

    assert caught.value.code == code


async def test_a_passage_entered_by_hand_is_a_passage(stage: Stage) -> None:
    entry = await stage.site.passages.enter(replace(by_hand(" 777 xxa-05 "), note="The plate is bent"), "guard")

    assert (entry.passage.plate.text, entry.passage.plate.raw, entry.passage.captured_at) == (STRANGER, STRANGER, NOON)
    assert (entry.source, entry.entered_by, entry.latency_ms) == (Source.MANUAL, "guard", None)
    assert (entry.verdict, entry.reason, entry.outcome) == (Verdict.LOG_ONLY, Reason.MANUAL, Outcome.NONE)
    assert await logged(stage, entry.passage.id) == entry
    assert [note.text for note in (await stage.site.guard.remarks(entry.passage.id)).notes] == ["The plate is bent"]
    assert await said(stage, "passage_entered") == [("guard", "passage_entered", STRANGER, "entry logged")]
    assert stage.barrier.moves == []


async def test_what_was_read_is_kept_beside_what_the_guard_says(stage: Stage) -> None:
    behind = Plate("123ABC02", "123ABC02", "KZ", "kz_2012_person", 0.97, accepted=True)
    read = Read("read-1", "guard", NOON, PHOTO, Reading((behind, SEEN)))

    entry = await stage.site.passages.enter(replace(by_hand(), read=read), "guard")

    plate = entry.passage.plate
    assert (plate.text, plate.raw, plate.confidence, plate.country) == (STRANGER, "777 XXA 0S", 0.71, None)
    picture = stage.site.pictures.path(entry.passage.id, NOON, Picture.FRAME)
    assert (entry.frame, entry.plate_picture, picture.read_bytes()) == (True, False, PHOTO)


async def test_the_gate_opens_for_whom_a_guard_enters_so(stage: Stage) -> None:
    entry = await stage.site.passages.enter(replace(by_hand("123ABC02"), opens=True), "guard")

    assert (entry.verdict, entry.outcome, entry.outcome_reason) == (Verdict.OPEN, Outcome.OPENED, "by_hand")
    assert (entry.listed_plate, entry.apartment, entry.opened_at) == ("123ABC02", "17", NOON)
    assert await logged(stage, entry.passage.id) == entry
    assert stage.barrier.moves == ["open"]


async def test_a_gate_that_fails_for_whom_a_guard_enters_is_told_and_waits(stage: Stage) -> None:
    stage.barrier.fails = "timeout"

    entry = await stage.site.passages.enter(replace(by_hand(), opens=True), "guard")

    assert (entry.outcome, entry.outcome_reason) == (Outcome.FAILED, "timeout")
    assert await waiting(stage) == [entry.passage.id]


async def test_a_blocked_plate_is_entered_on_the_guards_own_word_only(stage: Stage) -> None:
    await stage.site.people.block(STRANGER, "board", "Broke the barrier")
    read = Read("read-1", "guard", NOON, PHOTO, Reading((SEEN,)))
    with pytest.raises(Refused) as caught:
        await stage.site.passages.enter(replace(by_hand(), read=read), "guard")

    assert caught.value.code == "plate_blocked"
    assert await stage.log() == []
    assert list(stage.folder.glob("pictures/**/*.jpg")) == []
    await stage.site.passages.enter(replace(by_hand(), despite_block=True), "guard")
    assert await said(stage, "passage_entered") == [
        ("guard", "passage_entered", STRANGER, "entry logged despite_block")
    ]


async def test_no_list_keeps_anybody_in(stage: Stage) -> None:
    await stage.site.people.block(STRANGER, "board", "Broke the barrier")

    entry = await stage.site.passages.enter(by_hand(direction=Direction.EXIT), "guard")

    assert (entry.direction, entry.reason) == (Direction.EXIT, Reason.MANUAL)


@pytest.mark.parametrize(("plate", "gate", "code"), [("1", "gate", "plate_length"), (STRANGER, "side", "no_such_gate")])
async def test_what_cannot_be_is_not_entered(stage: Stage, plate: str, gate: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        await stage.site.passages.enter(replace(by_hand(plate), gate=gate), "guard")

    assert caught.value.code == code


async def test_the_lists_say_who_stands_at_the_gate(stage: Stage) -> None:
    await stage.site.people.add_vehicle("555AAA02", "21", "board", valid_until=NOON)
    await stage.site.people.block(STRANGER, "board", "Broke the barrier", NOON + timedelta(days=30))

    mine = await stage.site.guard.check("123 abc 02", "guard")
    over = await stage.site.guard.check("555AAA02", "guard")
    bad = await stage.site.guard.check(STRANGER, "guard")
    near = await stage.site.guard.check("I23ABC02", "guard")

    assert (mine.plate, mine.apartment, mine.kind, mine.valid) == ("123ABC02", "17", PassKind.RESIDENT, True)
    assert (over.listed, over.valid, over.reason) == (True, False, Reason.EXPIRED)
    assert bad.blocked is not None
    assert (bad.listed, bad.valid, bad.blocked.reason) == (False, False, "Broke the barrier")
    assert (near.listed, near.reason) == (False, Reason.UNKNOWN)
    assert [(one.plate, one.apartment) for one in near.alike] == [("123ABC02", "17")]
    looked = await said(stage, "vehicle_looked_up")
    assert looked[-1] == ("guard", "vehicle_looked_up", "123ABC02", None)


async def test_a_block_that_is_over_keeps_nobody_out(stage: Stage) -> None:
    await stage.site.people.block(STRANGER, "board", "Broke the barrier", NOON + timedelta(days=1))
    stage.clock.forward(86_400)

    assert (await stage.site.guard.check(STRANGER, "guard")).blocked is None
    assert (await stage.site.passages.enter(by_hand(), "guard")).reason is Reason.MANUAL


async def test_one_guard_is_on_and_hands_over_with_a_word(stage: Stage) -> None:
    await stage.site.shifts.take("one")
    await stage.site.shifts.take("one")
    stage.clock.forward(3600)
    await stage.site.shifts.hand_over("one", "The exit barrier sticks")
    stage.clock.forward(60)
    await stage.site.shifts.take("two")

    now = await stage.site.shifts.now_on()
    assert now.on is not None
    assert now.last is not None
    assert (now.on.user, now.on.since) == ("two", NOON + timedelta(seconds=3660))
    assert (now.last.user, now.last.note) == ("one", "The exit barrier sticks")
    assert [shift.user for shift in await stage.site.shifts.newest(10)] == ["two", "one"]
    assert len([event for event in stage.events if isinstance(event, ShiftChanged)]) == 3
    assert [(user, action) for user, action, *_ in await said(stage, "shift_taken", "shift_handed_over")] == [
        ("two", "shift_taken"),
        ("one", "shift_handed_over"),
        ("one", "shift_taken"),
    ]


async def test_who_comes_while_somebody_is_on_takes_over(stage: Stage) -> None:
    await stage.site.shifts.take("one")
    stage.clock.forward(3600)
    await stage.site.shifts.take("two")

    one, two = reversed(await stage.site.shifts.newest(10))
    assert (one.until, two.user, two.until) == (two.since, "two", None)


@pytest.mark.parametrize(("who", "note", "code"), [("two", "", "shift_not_yours"), ("one", "x" * 1001, "note_length")])
async def test_a_hand_over_is_ones_own_and_short(stage: Stage, who: str, note: str, code: str) -> None:
    await stage.site.shifts.take("one")

    with pytest.raises(Refused) as caught:
        await stage.site.shifts.hand_over(who, note)

    assert caught.value.code == code
    assert (await stage.site.shifts.now_on()).last is None
