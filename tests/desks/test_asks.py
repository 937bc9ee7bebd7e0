"""A household is asked at the gate, on its phone or panel: whoever says open first opens it, once and in time."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from custom_components.hoa_parking.core.errors import Refused
from custom_components.hoa_parking.core.events import AskEnded, AskRaised
from custom_components.hoa_parking.core.guard import ResolutionAnswer
from custom_components.hoa_parking.core.inviting import PassDraft
from custom_components.hoa_parking.core.model import GateMode, LogEntry, Outcome, Pictures, Verdict
from custom_components.hoa_parking.core.passes import Ask, AskAnswer, AskKind, GuestPass, PassKind, PassState
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.desks.people import Person
from custom_components.hoa_parking.store import passages, people

from .conftest import Stage, reach

TAXI = "777XXA05"
OPEN, REFUSE = AskAnswer.OPEN, AskAnswer.REFUSE


@pytest.fixture
async def anna(stage: Stage) -> Person:
    """Give a resident of apartment 17."""
    return await resident(stage, "anna", "17")


@pytest.fixture
async def berik(stage: Stage) -> Person:
    """Give a resident of apartment 18."""
    return await resident(stage, "berik", "18")


async def resident(stage: Stage, name: str, apartment: str) -> Person:
    home = await stage.site.database.write(lambda c: people.household(c, apartment))
    return Person(name, Role.RESIDENT, home, apartment)


async def wait_for_somebody(stage: Stage, person: Person, **changes: object) -> GuestPass:
    """Give a pass without a plate: first unknown car within two hours, ask me."""
    draft = PassDraft(PassKind.TAXI, None, None, None, stage.clock() + timedelta(hours=2), once=True)
    given = await stage.site.passes.give(person.household, replace(draft, **changes), person.user_id)
    stage.clock.forward(10)
    return given


async def drive(stage: Stage, number: int, plate: str = TAXI, camera: str = "in") -> LogEntry:
    await stage.arrive(stage.car(number, plate, camera))
    return await logged(stage, number)


async def logged(stage: Stage, number: int) -> LogEntry:
    entry = await stage.site.passages.entry(f"p-{number:04}")
    assert entry is not None
    return entry


async def asked(stage: Stage, person: Person) -> Ask:
    """Return what a household was asked last."""
    assert person.household is not None
    return (await stage.site.asks.of_household(person.household))[0]


async def answer(stage: Stage, person: Person, said: AskAnswer) -> tuple[Outcome, str | None]:
    answered = await stage.site.asks.answer((await asked(stage, person)).id, said, person)
    return answered.outcome, answered.reason


async def guard_anna_s_car(stage: Stage, anna: Person) -> None:
    await stage.site.passes.guard(anna.household, "123ABC02", anna.user_id, on=True)


async def state(stage: Stage, person: Person) -> PassState:
    assert person.household is not None
    return (await stage.site.passes.of_household(person.household))[0].state(stage.clock())


async def code_of(stage: Stage, person: Person, said: AskAnswer = OPEN, ask: int | None = None) -> str:
    number = ask or (await asked(stage, person)).id
    with pytest.raises(Refused) as refused:
        await stage.site.asks.answer(number, said, person)
    return refused.value.code


async def test_an_unknown_car_waits_while_its_household_is_asked_and_comes_in_on_their_word(
    stage: Stage, anna: Person
) -> None:
    given = await wait_for_somebody(stage, anna)
    waits = await drive(stage, 1)
    assert (waits.verdict, waits.reason.value, waits.outcome, waits.household) == (
        *(Verdict.REFUSE, "asked", Outcome.NONE),
        None,
    )
    ask = await asked(stage, anna)
    assert (ask.kind, ask.plate, ask.pass_id, ask.until - waits.passage.captured_at) == (
        *(AskKind.GUEST, TAXI, given.id),
        timedelta(seconds=180),
    )
    stage.clock.forward(40)

    assert await answer(stage, anna, OPEN) == (Outcome.OPENED, None)

    entry = await logged(stage, 1)
    assert (entry.outcome, entry.outcome_reason, entry.opened_at) == (Outcome.OPENED, "by_resident", stage.clock())
    assert (entry.apartment, entry.listed_plate, entry.pass_kind) == ("17", TAXI, PassKind.TAXI)
    assert await state(stage, anna) is PassState.USED
    assert stage.barrier.moves == ["open"]
    newest = (await stage.site.people.audit(1))[0]
    assert (newest.user, newest.action, newest.subject, newest.detail) == ("anna", "ask_answered", TAXI, "open")


async def test_a_household_that_says_no_keeps_the_car_out_and_is_not_asked_again_at_once(
    stage: Stage, anna: Person
) -> None:
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)

    assert await answer(stage, anna, REFUSE) == (Outcome.NONE, None)

    stage.clock.forward(30)
    assert (await drive(stage, 2)).reason.value == "unknown"
    assert stage.barrier.moves == []
    stage.clock.forward(10 * 60)
    assert (await drive(stage, 3)).reason.value == "asked"


async def test_the_same_car_told_again_asks_nobody_twice(stage: Stage, anna: Person) -> None:
    await wait_for_somebody(stage, anna)
    for number in (1, 2, 3):
        await drive(stage, number)
        stage.clock.forward(7)

    assert [event.ask.passage for event in stage.events if isinstance(event, AskRaised)] == ["p-0001"]


async def test_an_answer_that_comes_too_late_opens_nothing(stage: Stage, anna: Person) -> None:
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    stage.clock.forward(200)
    assert await code_of(stage, anna) == "ask_over"

    stage.site.asks.tick()
    await stage.site.asks.settle()

    assert (await asked(stage, anna)).answer is AskAnswer.LATE
    assert await code_of(stage, anna) == "ask_over"
    assert stage.barrier.moves == []
    assert await state(stage, anna) is PassState.ACTIVE


@pytest.mark.parametrize("set_by", [-3600, 3600])
async def test_a_clock_that_is_set_makes_no_question_last_longer(stage: Stage, anna: Person, set_by: int) -> None:
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    ask = await asked(stage, anna)
    stage.clock.put(set_by)
    stage.clock.forward(181)

    assert await code_of(stage, anna, ask=ask.id) == "ask_over"
    assert stage.barrier.moves == []


async def test_of_two_households_the_first_to_say_open_opens_and_the_other_is_told(
    stage: Stage, anna: Person, berik: Person
) -> None:
    await wait_for_somebody(stage, anna)
    await wait_for_somebody(stage, berik)
    await drive(stage, 1)
    asks = [(person, (await asked(stage, person)).id) for person in (anna, berik)]

    results = await asyncio.gather(
        *(stage.site.asks.answer(number, OPEN, person) for person, number in asks), return_exceptions=True
    )

    assert [getattr(result, "code", None) or result.outcome.value for result in results] == ["opened", "ask_over"]
    assert stage.barrier.moves == ["open"]
    assert (await asked(stage, berik)).answer is AskAnswer.TAKEN
    assert (await logged(stage, 1)).apartment == "17"
    assert (await state(stage, anna), await state(stage, berik)) == (PassState.USED, PassState.ACTIVE)


async def test_one_household_s_no_does_not_end_what_another_is_asked(stage: Stage, anna: Person, berik: Person) -> None:
    await wait_for_somebody(stage, anna)
    await wait_for_somebody(stage, berik)
    await drive(stage, 1)
    await answer(stage, anna, REFUSE)

    assert await answer(stage, berik, OPEN) == (Outcome.OPENED, None)


async def test_only_the_first_of_two_cars_comes_in_on_one_pass(stage: Stage, anna: Person) -> None:
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    await drive(stage, 2, "888XXA05")
    assert await answer(stage, anna, OPEN) == (Outcome.OPENED, None)

    assert await code_of(stage, anna, ask=1) == "ask_over"

    assert [(one.plate, one.answer) for one in await stage.site.asks.of_household(anna.household or 0)] == [
        ("888XXA05", OPEN),
        (TAXI, AskAnswer.TAKEN),
    ]
    assert stage.barrier.moves == ["open"]


async def test_nobody_else_answers(stage: Stage, anna: Person, berik: Person) -> None:
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    ask = (await asked(stage, anna)).id
    guard = Person("guard", Role.GUARD, None, None)

    codes = [await code_of(stage, who, said, ask) for who in (berik, guard) for said in (OPEN, REFUSE)]

    assert set(codes) == {"not_found"}
    assert await code_of(stage, anna, ask=99) == "not_found"
    assert await code_of(stage, anna, AskAnswer.TAKEN) == "not_found"
    assert stage.barrier.moves == []


@pytest.mark.parametrize("mode", [GateMode.LOCKED, GateMode.SHADOW])
async def test_a_gate_that_was_locked_meanwhile_does_not_open_on_a_household_s_word(
    stage: Stage, anna: Person, mode: GateMode
) -> None:
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    await stage.site.gates.set_mode("gate", mode, "board")

    assert await answer(stage, anna, OPEN) == (Outcome.FAILED, "called_off")

    assert stage.barrier.moves == []
    assert (await logged(stage, 1)).outcome is Outcome.FAILED
    assert await state(stage, anna) is PassState.ACTIVE


@pytest.mark.parametrize(
    ("mode", "reason"),
    [(GateMode.LOCKED, "gate_locked"), (GateMode.HOLD_OPEN, "gate_held_open"), (GateMode.SHADOW, "unknown")],
)
async def test_at_a_gate_that_takes_no_answer_nobody_is_asked(
    stage: Stage, anna: Person, mode: GateMode, reason: str
) -> None:
    await wait_for_somebody(stage, anna)
    await stage.site.gates.set_mode("gate", mode, "board")

    assert (await drive(stage, 1)).reason.value == reason
    assert stage.site.asks.open_asks == ()


async def test_a_gate_that_fails_gives_the_pass_back_and_the_next_read_comes_in_without_asking(
    stage: Stage, anna: Person
) -> None:
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    stage.barrier.fails = "timeout"
    assert await answer(stage, anna, OPEN) == (Outcome.FAILED, "timeout")
    assert await state(stage, anna) is PassState.ACTIVE

    stage.barrier.fails = None
    stage.clock.forward(20)

    assert (await drive(stage, 2)).outcome is Outcome.OPENED
    assert await state(stage, anna) is PassState.USED


async def test_a_power_cut_while_the_gate_opens_gives_the_pass_back(stage: Stage, anna: Person) -> None:
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    await answer(stage, anna, OPEN)
    cut = replace(await logged(stage, 1), outcome=Outcome.PENDING)
    await stage.site.database.write(lambda c: passages.set_outcome(c, cut))
    await stage.site.close()

    await stage.open()

    entry = await logged(stage, 1)
    assert (entry.outcome, entry.opened_at) == (Outcome.INTERRUPTED, None)
    assert await state(stage, anna) is PassState.ACTIVE
    assert stage.barrier.moves == ["open"]


async def test_a_question_outlives_a_restart_and_ends_in_its_time(stage: Stage, anna: Person) -> None:
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    stage.clock.forward(60)
    await stage.site.close()
    await stage.open()
    assert len(stage.site.asks.open_asks) == 1
    stage.clock.put(-3600)
    stage.clock.forward(119)
    assert len(stage.site.asks.open_asks) == 1
    stage.clock.forward(1)

    assert await code_of(stage, anna, ask=1) == "ask_over"


@pytest.mark.parametrize("ending", ["pass", "block"])
async def test_a_pass_that_ends_or_a_plate_that_is_blocked_while_its_car_stands_there_opens_nothing(
    stage: Stage, anna: Person, ending: str
) -> None:
    given = await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    endings = {
        "pass": lambda: stage.site.passes.end(anna.household, given.id, "anna"),
        "block": lambda: stage.site.people.block(TAXI, "board"),
    }
    await endings[ending]()

    assert await code_of(stage, anna, ask=1) == "ask_over"
    assert stage.barrier.moves == []


async def test_a_pass_whose_time_is_up_while_its_car_waits_still_takes_the_answer(stage: Stage, anna: Person) -> None:
    await wait_for_somebody(stage, anna, valid_until=stage.clock() + timedelta(seconds=30))
    await drive(stage, 1)
    stage.clock.forward(60)

    assert await answer(stage, anna, OPEN) == (Outcome.OPENED, None)


async def test_a_guard_who_opens_ends_the_question(stage: Stage, anna: Person) -> None:
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    stage.events.clear()

    await stage.site.gates.open_by_hand("gate", "guard", None)
    await stage.site.passages.settle()
    await stage.site.asks.settle()
    await asyncio.sleep(0)

    assert [event.ask.answer for event in stage.events if isinstance(event, AskEnded)] == [AskAnswer.TAKEN]
    assert await code_of(stage, anna, ask=1) == "ask_over"


async def test_who_is_asked_sees_the_car_until_the_question_is_over(stage: Stage, anna: Person, berik: Person) -> None:
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    sees = stage.site.asks.may_see
    assert (sees("p-0001", anna.household), sees("p-0001", berik.household), sees("p-0001", None)) == (
        True,
        False,
        False,
    )
    stage.clock.forward(181)
    assert not sees("p-0001", anna.household)


async def test_nobody_is_asked_about_whom_they_need_not_be(stage: Stage, anna: Person) -> None:
    await wait_for_somebody(stage, anna)
    await stage.site.people.block("666XXA05", "board")
    unsure = stage.car(4)
    cars = [
        stage.car(1, "666XXA05"),
        stage.car(2, "123ABC02"),
        stage.car(3, TAXI, "out"),
        replace(unsure, plate=replace(unsure.plate, accepted=False)),
        stage.car(5, TAXI, "lost"),
    ]
    for car in cars:
        await stage.arrive(car)

    reasons = [reason for _, reason, _ in await stage.log()]
    assert sorted(reasons) == ["blocked", "free_exit", "no_gate", "registered", "unsure"]
    assert stage.site.asks.open_asks == ()


async def test_five_households_are_asked_at_most_those_that_began_to_wait_last(stage: Stage) -> None:
    homes = [await resident(stage, f"resident-{number}", f"{20 + number}") for number in range(7)]
    for person in homes:
        await wait_for_somebody(stage, person)
    await drive(stage, 1)

    assert {ask.household for ask in stage.site.asks.open_asks} == {person.household for person in homes[2:]}


async def test_a_guarded_car_leaves_on_its_household_s_word_only(stage: Stage, anna: Person) -> None:
    await guard_anna_s_car(stage, anna)
    stays = await drive(stage, 1, "123ABC02", camera="out")
    assert (stays.verdict, stays.reason.value, stays.apartment) == (Verdict.REFUSE, "guarded", "17")
    assert (await asked(stage, anna)).kind is AskKind.GUARDED
    stage.clock.forward(50)

    assert await answer(stage, anna, OPEN) == (Outcome.OPENED, None)

    stage.clock.forward(4)
    assert (await drive(stage, 2, "123ABC02", camera="out")).reason.value == "registered"
    stage.clock.forward(120)
    assert (await drive(stage, 3, "123ABC02", camera="out")).reason.value == "guarded"


async def test_a_guarded_car_is_told_again_while_its_gate_opens_and_asks_nobody(stage: Stage, anna: Person) -> None:
    await guard_anna_s_car(stage, anna)
    await drive(stage, 1, "123ABC02", camera="out")
    stage.barrier.go.clear()
    answering = asyncio.create_task(answer(stage, anna, OPEN))
    await reach(lambda: stage.barrier.moves == ["open"])
    await stage.site.passages.handle(stage.car(2, "123ABC02", "out"), Pictures(), stage.clock())
    stage.barrier.go.set()
    await answering
    await stage.site.passages.settle()

    assert [entry[1] for entry in await stage.log()] == ["registered", "guarded"]
    assert len(await stage.site.asks.of_household(anna.household or 0)) == 1


async def test_a_guarded_car_read_unsurely_stays_too_and_comes_in_as_ever(stage: Stage, anna: Person) -> None:
    await guard_anna_s_car(stage, anna)
    unsure = stage.car(1, "123ABC02", "out")
    await stage.arrive(replace(unsure, plate=replace(unsure.plate, accepted=False)))
    await stage.arrive(stage.car(2, "I23ABC02", "out"))
    stage.clock.forward(60)
    await stage.arrive(stage.car(3, "123ABC02", "in"))

    assert [reason for _, reason, _ in await stage.log()] == ["registered", "guarded", "guarded"]


async def test_a_car_that_is_guarded_no_more_leaves_as_ever(stage: Stage, anna: Person) -> None:
    await guard_anna_s_car(stage, anna)
    await stage.site.passes.guard(anna.household, "123ABC02", "anna", on=False)

    assert (await drive(stage, 1, "123ABC02", camera="out")).outcome is Outcome.OPENED


async def test_a_question_that_is_erased_with_its_household_is_kept_nowhere(stage: Stage, anna: Person) -> None:
    await stage.site.people.link_user("anna", Role.RESIDENT, "17", "board")
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    board = Person("board", Role.BOARD, None, None)

    await stage.site.erasure.erase(None, "17", "they asked for it", board)
    await stage.site.asks.settle()

    assert stage.site.asks.open_asks == ()
    ended = [event.ask for event in stage.events if isinstance(event, AskEnded)]
    assert [(ask.plate, ask.answer) for ask in ended] == [(TAXI, AskAnswer.TAKEN)]
    assert not stage.site.asks.may_see("p-0001", anna.household)


async def test_a_question_whose_row_is_gone_is_not_ended_for_ever(
    stage: Stage, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    await stage.site.database.write(lambda c: passages.delete_before(c, stage.clock() + timedelta(days=1), 10))
    stage.clock.forward(200)
    stage.site.asks.tick()
    await stage.site.asks.settle()
    written: list[object] = []
    write = stage.site.database.write

    async def count(fn: Callable[[Connection], object]) -> object:
        written.append(fn)
        return await write(fn)

    monkeypatch.setattr(stage.site.database, "write", count)
    stage.site.asks.tick()
    await stage.site.asks.settle()

    assert written == []


async def test_while_its_gate_opens_on_a_household_s_word_a_car_waits_for_no_guard(stage: Stage, anna: Person) -> None:
    await wait_for_somebody(stage, anna)
    await drive(stage, 1)
    stage.barrier.go.clear()
    answering = asyncio.ensure_future(answer(stage, anna, OPEN))
    await reach(lambda: stage.barrier.moves == ["open"])

    with pytest.raises(Refused, match="nobody need decide"):
        await stage.site.guard.resolve("p-0001", ResolutionAnswer.REFUSE, "not today", "guard")
    assert (await stage.site.guard.board(None)).waiting == ()

    stage.barrier.fails = "not_confirmed"
    stage.barrier.go.set()
    assert (await answering)[0] is Outcome.FAILED
    assert [one.entry.passage.id for one in (await stage.site.guard.board(None)).waiting] == ["p-0001"]
