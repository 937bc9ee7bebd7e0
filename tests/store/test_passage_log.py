"""The passage log gives back what was written, newest first, page by page."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from custom_components.hoa_parking.core.model import (
    Alternative,
    Cursor,
    Direction,
    LogEntry,
    Match,
    Movement,
    Outcome,
    Passage,
    Plate,
    Reason,
    Verdict,
)
from custom_components.hoa_parking.store import passages, people
from custom_components.hoa_parking.store.database import Database

NOON = datetime(2026, 11, 21, 7, 0, 0, 250_000, tzinfo=UTC)


def logged(number: int, *, household: int | None = None, at: datetime = NOON) -> LogEntry:
    plate = Plate("123ABC02", "123 АВС 02", "KZ", "kz_2012_person", 0.97, True, (Alternative("128ABC02", None, 0.02),))
    passage = Passage(f"p-{number:04}", "camera", at, False, Movement.APPROACHING, 4, plate)
    return LogEntry(
        passage=passage,
        gate="gate",
        direction=Direction.ENTRY,
        verdict=Verdict.OPEN,
        reason=Reason.REGISTERED,
        match=Match.LOOK_ALIKE,
        listed_plate="128ABC02",
        household=household,
        apartment=None,
        outcome=Outcome.PENDING,
        outcome_reason=None,
        opened_at=None,
        latency_ms=None,
        received_at=at + timedelta(milliseconds=80),
        frame=True,
        plate_picture=False,
    )


async def test_an_entry_comes_back_as_it_was_written(database: Database) -> None:
    entry = logged(1)
    await database.write(lambda c: passages.add(c, entry))

    assert await database.read(lambda c: passages.entry(c, "p-0001")) == entry
    assert await database.read(lambda c: passages.known(c, "p-0001"))
    assert not await database.read(lambda c: passages.known(c, "p-0002"))


async def test_an_outcome_is_added_to_its_entry(database: Database) -> None:
    entry = logged(1)
    await database.write(lambda c: passages.add(c, entry))
    opened = replace(entry, outcome=Outcome.OPENED, opened_at=NOON + timedelta(seconds=1), latency_ms=184)
    await database.write(lambda c: passages.set_outcome(c, opened))

    assert await database.read(lambda c: passages.entry(c, "p-0001")) == opened


async def test_pages_are_newest_first_and_miss_and_repeat_nothing(database: Database) -> None:
    # Three share each instant: the id breaks the tie.
    entries = [logged(n, at=NOON + timedelta(seconds=n // 3)) for n in range(10)]
    for entry in reversed(entries):
        await database.write(lambda c, entry=entry: passages.add(c, entry))

    first = await database.read(lambda c: passages.page(c, None, 4, None))
    second = await database.read(lambda c: passages.page(c, first.next, 4, None))
    third = await database.read(lambda c: passages.page(c, second.next, 4, None))

    seen = [entry.passage.id for page in (first, second, third) for entry in page.entries]
    assert seen == [f"p-{n:04}" for n in reversed(range(10))]
    assert third.next is None


async def test_a_household_sees_its_own_passages_with_its_apartment(database: Database) -> None:
    home = await database.write(lambda c: people.household(c, "17"))
    await database.write(lambda c: passages.add(c, logged(1, household=home)))
    await database.write(lambda c: passages.add(c, logged(2)))

    page = await database.read(lambda c: passages.page(c, None, 50, home))

    assert [(entry.passage.id, entry.apartment) for entry in page.entries] == [("p-0001", "17")]


async def test_a_page_is_never_longer_than_a_hundred(database: Database) -> None:
    def fill(connection: object) -> None:
        for n in range(120):
            passages.add(connection, logged(n))

    await database.write(fill)

    page = await database.read(lambda c: passages.page(c, None, 100_000, None))
    assert len(page.entries) == 100
    assert page.next == Cursor(NOON, "p-0020")


async def test_what_a_crash_left_at_the_gate_becomes_interrupted(database: Database) -> None:
    await database.write(lambda c: passages.add(c, logged(1)))
    await database.write(lambda c: passages.add(c, replace(logged(2), outcome=Outcome.NONE)))

    assert await database.write(passages.interrupt_pending) == 1

    entry = await database.read(lambda c: passages.entry(c, "p-0001"))
    assert entry is not None
    assert (entry.outcome, entry.outcome_reason) == (Outcome.INTERRUPTED, "restarted")


async def test_a_gates_last_opening_counts_by_capture_time(database: Database) -> None:
    later = replace(logged(1, at=NOON + timedelta(seconds=9)), outcome=Outcome.OPENED)
    failed = replace(logged(2, at=NOON + timedelta(seconds=20)), outcome=Outcome.FAILED)
    for entry in (later, logged(3), failed):
        await database.write(lambda c, entry=entry: passages.add(c, entry))

    found = await database.read(lambda c: passages.last_opened(c, "gate", {"128ABC02", "X"}, NOON))

    assert found == {"128ABC02": NOON + timedelta(seconds=9)}
    assert await database.read(lambda c: passages.last_opened(c, "other", {"128ABC02"}, NOON)) == {}
    long_after = NOON + timedelta(seconds=10)
    assert await database.read(lambda c: passages.last_opened(c, "gate", {"128ABC02"}, long_after)) == {}
