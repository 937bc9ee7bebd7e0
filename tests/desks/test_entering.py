"""What a guard enters by hand counts like what a camera sees: for zones, places, passes and whoever is asked."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.hoa_parking.core.config import SiteConfig, ZoneConfig
from custom_components.hoa_parking.core.errors import Refused
from custom_components.hoa_parking.core.guard import Asking, Entering, ResolutionAnswer
from custom_components.hoa_parking.core.inviting import PassDraft
from custom_components.hoa_parking.core.model import Direction, Outcome, Reason
from custom_components.hoa_parking.core.passes import AskAnswer, PassKind, PassState
from custom_components.hoa_parking.core.places import CountedBy
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.desks.people import Person
from custom_components.hoa_parking.store import people

from .conftest import CONFIG, DRAWING, Stage

TAXI = "777XXA05"
GARAGE = ZoneConfig("garage", "Garage", 3, counted_by=CountedBy.GATES, gates=("gate",))
SITE: SiteConfig = replace(CONFIG, zones=(*CONFIG.zones, GARAGE))
COMES = Entering("gate", Direction.ENTRY, TAXI)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Give a lot with two slots, and a garage that its gate counts for."""
    stage = Stage(tmp_path, SITE)
    await stage.open()
    await stage.site.layouts.save("lot", DRAWING, "board")
    await stage.site.people.add_vehicle("123ABC02", "17", "board")
    stage.tell(cameras=("lot", "in", "out"))
    yield stage
    stage.barrier.go.set()
    await stage.site.close()


@pytest.fixture
async def anna(stage: Stage) -> Person:
    """Give a resident of apartment 17."""
    home = await stage.site.database.write(lambda c: people.household(c, "17"))
    return Person("anna", Role.RESIDENT, home, "17")


async def empty_garage(stage: Stage) -> None:
    await stage.site.places.set_count("garage", 0, "guard")
    stage.clock.forward(60)


def in_garage(stage: Stage) -> int:
    return stage.site.places.zone("garage").occupied


async def invite(stage: Stage, person: Person, plate: str | None) -> None:
    """Give a taxi a pass for one entry."""
    assert person.household is not None
    draft = PassDraft(PassKind.TAXI, plate, None, None, stage.clock() + timedelta(hours=2), once=True)
    await stage.site.passes.give(person.household, draft, person.user_id)
    stage.clock.forward(10)


async def state(stage: Stage, person: Person) -> PassState:
    assert person.household is not None
    return (await stage.site.passes.of_household(person.household))[0].state(stage.clock())


async def test_a_zone_counts_who_is_entered_and_who_leaves(stage: Stage) -> None:
    await empty_garage(stage)
    held = []
    for entering in (
        COMES,
        replace(COMES, plate="888YYB01", opens=True),
        replace(COMES, direction=Direction.EXIT),
    ):
        await stage.site.passages.enter(entering, "guard")
        held.append(in_garage(stage))

    assert held == [1, 2, 1]


async def test_a_zone_does_not_count_for_whom_the_gate_did_not_open(stage: Stage) -> None:
    await empty_garage(stage)
    stage.barrier.fails = "timeout"

    await stage.site.passages.enter(replace(COMES, opens=True), "guard")

    assert in_garage(stage) == 0


async def test_who_is_entered_may_be_who_parks_then(stage: Stage) -> None:
    await stage.see(s1=False)
    await stage.site.passages.enter(replace(COMES, plate="123ABC02"), "guard")
    stage.clock.forward(30)

    await stage.see(s1=True)
    await stage.site.stays.settle()

    assert [one.plate for one in await stage.site.stays.candidates("1")] == ["123ABC02"]


async def test_a_pass_for_one_entry_is_used_up_by_hand(stage: Stage, anna: Person) -> None:
    await invite(stage, anna, TAXI)

    entry = await stage.site.passages.enter(COMES, "guard")

    assert (entry.household, entry.apartment, entry.pass_kind) == (anna.household, "17", PassKind.TAXI)
    assert await state(stage, anna) is PassState.USED
    stage.clock.forward(60)
    await stage.arrive(stage.car(1, TAXI))
    assert (await stage.log())[0] == ("p-0001", "used", "none")


async def test_a_pass_is_given_back_when_the_gate_did_not_open_by_hand(stage: Stage, anna: Person) -> None:
    await invite(stage, anna, TAXI)
    stage.barrier.fails = "timeout"

    await stage.site.passages.enter(replace(COMES, opens=True), "guard")

    assert await state(stage, anna) is PassState.ACTIVE


async def test_who_leaves_uses_nothing_up(stage: Stage, anna: Person) -> None:
    await invite(stage, anna, TAXI)

    await stage.site.passages.enter(replace(COMES, direction=Direction.EXIT), "guard")

    assert await state(stage, anna) is PassState.ACTIVE


async def test_a_pass_is_seen_when_its_plate_is_looked_up(stage: Stage, anna: Person) -> None:
    await invite(stage, anna, TAXI)
    before = await stage.site.guard.check(TAXI, "guard")
    await stage.site.passages.enter(COMES, "guard")
    after = await stage.site.guard.check(TAXI, "guard")

    assert (before.kind, before.apartment, before.valid) == (PassKind.TAXI, "17", True)
    assert (after.kind, after.valid, after.reason) == (PassKind.TAXI, False, Reason.USED)


async def test_a_guarded_car_is_said_to_be_one(stage: Stage, anna: Person) -> None:
    await stage.site.passes.guard(anna.household, "123ABC02", "anna", on=True)

    checked = await stage.site.guard.check("123ABC02", "guard")

    assert (checked.guarded, checked.valid) == (True, True)


async def test_a_guard_sees_that_a_household_is_asked_and_ends_it(stage: Stage, anna: Person) -> None:
    await invite(stage, anna, None)
    await stage.arrive(stage.car(1, TAXI, ago=0))
    (waits,) = (await stage.site.guard.board(None)).waiting
    assert (waits.entry.reason, waits.asking) == (Reason.ASKED, Asking(stage.clock() + timedelta(seconds=180), 0))

    await stage.site.guard.resolve("p-0001", ResolutionAnswer.REFUSE, "not a taxi", "guard")
    await stage.site.asks.settle()

    assert anna.household is not None
    (ask,) = await stage.site.asks.of_household(anna.household)
    assert ask.answer is AskAnswer.TAKEN
    with pytest.raises(Refused):
        await stage.site.asks.answer(ask.id, AskAnswer.OPEN, anna)
    assert stage.barrier.moves == []


async def test_for_whom_a_household_opens_no_guard_need_decide(stage: Stage, anna: Person) -> None:
    await invite(stage, anna, None)
    await stage.arrive(stage.car(1, TAXI))
    (ask,) = stage.site.asks.open_asks

    await stage.site.asks.answer(ask.id, AskAnswer.OPEN, anna)
    await stage.site.guard.settle()

    assert stage.site.guard.waiting == 0
    with pytest.raises(Refused) as caught:
        await stage.site.guard.resolve("p-0001", ResolutionAnswer.OPEN, None, "guard")
    assert caught.value.code == "not_waiting"


async def test_a_household_and_a_guard_who_open_at_once_open_one_gate_once(stage: Stage, anna: Person) -> None:
    await invite(stage, anna, None)
    await stage.arrive(stage.car(1, TAXI))
    (ask,) = stage.site.asks.open_asks
    stage.barrier.go.clear()
    both = asyncio.gather(
        stage.site.guard.resolve("p-0001", ResolutionAnswer.OPEN, None, "guard"),
        stage.site.asks.answer(ask.id, AskAnswer.OPEN, anna),
        return_exceptions=True,
    )
    while not stage.barrier.moves:
        await asyncio.sleep(0)
    stage.barrier.go.set()
    decided, _ = await both

    assert decided == (Outcome.OPENED, None)
    assert stage.barrier.moves == ["open"]
    assert [(passage, outcome) for passage, _, outcome in await stage.log()] == [("p-0001", "opened")]
