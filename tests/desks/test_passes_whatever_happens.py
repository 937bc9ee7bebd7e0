"""A pass for one entry lets one vehicle in, whatever fails, however often it is told, whenever the power goes."""

import asyncio
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings, strategies as st

from custom_components.hoa_parking.core.inviting import PassDraft
from custom_components.hoa_parking.core.model import Outcome, Passage
from custom_components.hoa_parking.core.passes import AskAnswer, PassKind
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.desks.people import Person
from custom_components.hoa_parking.store import passages, people

from .conftest import Stage

GUEST = "777XXA05"
EVENTS = st.lists(
    st.sampled_from(["car", "car", "again", "look_alike", "stuck", "power_cut", "restart", "answer", "leaves"]),
    min_size=3,
    max_size=14,
)


class Story:
    """One pass for one entry, and everything that may happen to it; `came_in` counts whom its gate opened for."""

    def __init__(self, folder: Path, *, by_plate: bool) -> None:
        self.stage = Stage(folder)
        self.by_plate = by_plate
        self.numbers = 0
        self.last: Passage | None = None
        self.anna = Person("anna", Role.RESIDENT, None, "17")

    async def begin(self) -> None:
        site = await self.stage.open()
        home = await site.database.write(lambda c: people.household(c, "17"))
        self.anna = replace(self.anna, household=home)
        until = self.stage.clock() + timedelta(hours=2)
        plate = GUEST if self.by_plate else None
        await site.passes.give(home, PassDraft(PassKind.TAXI, plate, None, None, until, once=True), "anna")
        self.stage.clock.forward(10)

    async def happen(self, event: str) -> None:
        stage = self.stage
        match event:
            case "car":
                await self.arrive(GUEST)
            case "look_alike":
                await self.arrive("777XXAO5")
            case "leaves":
                await self.arrive(GUEST, "out")
            case "again" if self.last is not None:
                await stage.arrive(self.last)
            case "stuck":
                stage.barrier.fails = None if stage.barrier.fails else "timeout"
            case "restart" | "power_cut":
                await self.close(cut=event == "power_cut")
                await stage.open()
            case "answer":
                for ask in stage.site.asks.open_asks:
                    await asyncio.gather(
                        *(stage.site.asks.answer(ask.id, AskAnswer.OPEN, self.anna) for _ in range(2)),
                        return_exceptions=True,
                    )
            case _:
                pass
        stage.clock.forward(7)

    async def arrive(self, plate: str, camera: str = "in") -> None:
        self.numbers += 1
        self.last = self.stage.car(self.numbers, plate, camera)
        await self.stage.arrive(self.last)

    async def close(self, *, cut: bool) -> None:
        """Close the site; cut: as if its last decision had not reached its gate, and nothing had moved."""
        entry = await self.stage.site.passages.entry(self.last.id) if self.last else None
        if cut and entry is not None and entry.outcome is Outcome.FAILED:
            await self.stage.site.database.write(
                lambda c: passages.set_outcome(c, replace(entry, outcome=Outcome.PENDING))
            )
        await self.stage.site.close()

    async def is_used(self) -> bool:
        given = (await self.stage.site.passes.of_household(self.anna.household or 0))[0]
        return given.used_at is not None

    async def came_in(self) -> int:
        page = await self.stage.site.passages.page(None, 100)
        return sum(
            entry.pass_id is not None and entry.direction.value == "entry" and entry.outcome is Outcome.OPENED
            for entry in page.entries
        )


@settings(max_examples=30, deadline=None)
@given(events=EVENTS, by_plate=st.booleans())
def test_a_pass_for_one_entry_lets_in_one(events: list[str], *, by_plate: bool) -> None:
    async def tell() -> tuple[int, bool]:
        with tempfile.TemporaryDirectory() as folder:
            story = Story(Path(folder), by_plate=by_plate)
            await story.begin()
            try:
                for event in events:
                    await story.happen(event)
                return await story.came_in(), await story.is_used()
            finally:
                await story.stage.site.close()

    came_in, is_used = asyncio.run(tell())
    assert came_in == int(is_used)
