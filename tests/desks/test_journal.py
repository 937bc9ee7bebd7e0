"""The log, searched: a plate on the record, once for all its pages; an export takes every row, a little at a time."""

from dataclasses import dataclass

import pytest

from custom_components.hoa_parking.core.journal import JournalFilter
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.desks import journal
from custom_components.hoa_parking.store import cars

from .conftest import NOON, Stage


@dataclass(frozen=True)
class Guard:
    """A guard, by their id."""

    user_id: str = "guard"
    role: Role = Role.GUARD
    household: int | None = None


async def searches(stage: Stage) -> list[tuple[str | None, str, str | None]]:
    log = await stage.site.people.audit(100)
    return [(entry.user, entry.subject, entry.detail) for entry in log if entry.action == "vehicle_looked_up"]


async def search(stage: Stage, plate: str, guard: Guard, *, alike: bool = False) -> list[str]:
    page = await stage.site.journal.search(JournalFilter(plate=plate, alike=alike), None, 10, guard)
    return [entry.passage.plate.text for entry in page.entries]


async def test_each_who_looks_for_a_plate_is_recorded_and_again_after_a_while(stage: Stage) -> None:
    await stage.arrive(stage.car())
    omar, guard = Guard("omar"), Guard()

    assert await search(stage, "123*", guard) == ["123ABC02"]
    await search(stage, "123*", guard)
    await search(stage, "123*", omar)
    assert await searches(stage) == [("omar", "123*", None), ("guard", "123*", None)]

    stage.clock.forward(journal.SAME_SEARCH.total_seconds())
    await search(stage, "123*", guard)
    assert len(await searches(stage)) == 3


async def test_a_clock_that_is_put_back_hides_nobody(stage: Stage) -> None:
    await search(stage, "123*", Guard())
    stage.clock.put(-3600)
    await search(stage, "123*", Guard())

    assert len(await searches(stage)) == 2


async def test_the_owner_sees_who_looked_for_what_looks_like_their_plate(stage: Stage) -> None:
    for pattern, alike in (("I23A8C*", True), ("I23A8C*", False), ("9*", True)):
        await search(stage, pattern, Guard(), alike=alike)

    seen = await stage.site.database.read(lambda c: cars.lookups(c, 1, NOON))

    assert [(lookup.user, lookup.plate) for lookup in seen] == [("guard", "123ABC02")]


async def test_many_searches_are_not_remembered_for_ever(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST_SEARCHES", 2)
    for pattern in ("1*", "2*", "3*", "1*"):
        await search(stage, pattern, Guard())

    assert [subject for _, subject, _ in await searches(stage)] == ["1*", "3*", "2*", "1*"]


async def test_an_export_has_every_row_once_however_small_its_chunks(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "CHUNK", 2)
    for number in range(5):
        stage.clock.forward(10)
        await stage.arrive(stage.car(number))

    await stage.site.journal.begin_export(JournalFilter(apartment="17"), "csv", Guard())
    chunks = [chunk async for chunk in stage.site.journal.chunks(JournalFilter(apartment="17"))]

    assert [len(chunk) for chunk in chunks] == [2, 2, 1]
    assert [row[-1] for chunk in chunks for row in chunk] == ["p-0004", "p-0003", "p-0002", "p-0001", "p-0000"]
    entry = (await stage.site.people.audit(1))[0]
    assert (entry.action, entry.subject, entry.detail) == ("journal_exported", "csv", "apartment=17")
