"""The log as it is searched: whatever the way to it, all that is wanted is found, once, newest first."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import Connection

from custom_components.hoa_parking.core.journal import JournalFilter, fits
from custom_components.hoa_parking.core.model import (
    Cursor,
    Direction,
    LogEntry,
    Match,
    Movement,
    Outcome,
    Passage,
    Plate,
    Reason,
    Source,
    Verdict,
)
from custom_components.hoa_parking.store import journal, passages, people
from custom_components.hoa_parking.store.engine import open_file

NOON = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
READ = ("123ABC02", "I23ABC02", "123A8C02", "777XYZ02", "777XYZO2", "999STR01", "A123BC77", "1230BC02")
LISTED = ("123ABC02", "777XYZ02")
ENTRIES = 240


def entry(number: int, homes: dict[str, int]) -> LogEntry:
    """Make a passage; several are of the same moment, and their ids are in no order."""
    read = READ[number * 7 % len(READ)]
    listed = next((plate for plate in LISTED if fits(plate, read, alike=True)), None) if number % 3 else None
    plate = Plate(read, read, "KZ", None, 0.9, accepted=True)
    at = NOON + timedelta(minutes=number // 4)
    opened = listed is not None and number % 11 != 0
    return LogEntry(
        passage=Passage(f"p-{number * 37 % 1000:04}", "in", at, False, Movement.APPROACHING, 3, plate),
        gate=("north", "south", None)[number % 3],
        direction=Direction.ENTRY,
        verdict=Verdict.OPEN if listed else Verdict.REFUSE,
        reason=Reason.REGISTERED if listed else Reason.UNKNOWN,
        match=Match.EXACT if listed == read else Match.LOOK_ALIKE if listed else None,
        listed_plate=listed,
        household=homes[listed] if listed else None,
        apartment={LISTED[0]: "17", LISTED[1]: "18"}.get(listed or ""),
        outcome=Outcome.OPENED if opened else Outcome.NONE,
        outcome_reason=None,
        opened_at=at if opened else None,
        latency_ms=None,
        received_at=at,
        frame=False,
        plate_picture=False,
        source=Source.MANUAL if number % 50 == 0 else Source.CAMERA,
    )


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Connection, list[LogEntry]]]:
    """Give a log, and what is in it, newest first."""
    folder: Path = tmp_path_factory.mktemp("journal")
    writer, reader = open_file(folder / "hoa_parking.db")
    with writer.begin() as connection:
        homes = {plate: people.household(connection, home) for plate, home in zip(LISTED, ("17", "18"), strict=True)}
        entries = [entry(number, homes) for number in range(ENTRIES)]
        for one in entries:
            passages.add(connection, one)
    newest = sorted(entries, key=lambda one: (one.passage.captured_at, one.passage.id), reverse=True)
    with reader.connect() as connection:
        yield connection, newest
    reader.dispose()
    writer.dispose()


def is_wanted(one: LogEntry, wanted: JournalFilter) -> bool:
    """Tell by the words of the filter whether a passage is wanted."""
    known_as = [plate for plate in (one.passage.plate.text, one.listed_plate) if plate is not None]
    at = one.passage.captured_at
    return all(
        (
            wanted.since is None or at >= wanted.since,
            wanted.until is None or at < wanted.until,
            wanted.gate in {None, one.gate},
            wanted.plate is None or any(fits(wanted.plate, plate, alike=wanted.alike) for plate in known_as),
            wanted.apartment in {None, one.apartment},
            wanted.verdict in {None, one.verdict},
            wanted.reason in {None, one.reason},
            wanted.outcome in {None, one.outcome},
            wanted.source in {None, one.source},
        )
    )


def walk(connection: Connection, wanted: JournalFilter, limit: int, budget: int) -> tuple[list[str], int]:
    """Return what is found page by page, and in how many pages."""
    found: list[str] = []
    before: Cursor | None = None
    pages, going_on = 0, True
    while going_on:
        page = journal.page(connection, wanted, before, limit, budget)
        assert len(page.entries) <= limit
        assert (page.next is None) == (page.searched_to is None)
        found += [one.passage.id for one in page.entries]
        before, pages, going_on = page.next, pages + 1, page.next is not None
    return found, pages


MOMENTS = st.none() | st.integers(-10, 70).map(lambda minutes: NOON + timedelta(minutes=minutes))
FILTERS = st.builds(
    JournalFilter,
    since=MOMENTS,
    until=MOMENTS,
    gate=st.sampled_from([None, None, "north", "south", "west"]),
    plate=st.sampled_from([None, None, *READ, "*02", "1*", "?23*", "*X*", "*0*", "ZZ", "123ABC0?"]),
    alike=st.booleans(),
    apartment=st.sampled_from([None, None, "17", "18", "99"]),
    verdict=st.sampled_from([None, None, *Verdict]),
    reason=st.sampled_from([None, None, Reason.UNKNOWN, Reason.REGISTERED]),
    outcome=st.sampled_from([None, None, Outcome.OPENED, Outcome.FAILED]),
    source=st.sampled_from([None, None, *Source]),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILTERS, st.sampled_from([1, 3, 50]), st.sampled_from([5, 37, 10_000]), st.sampled_from([0, 10, 10_000]))
def test_all_that_is_wanted_is_found_once_newest_first(
    logged: tuple[Connection, list[LogEntry]],
    monkeypatch: pytest.MonkeyPatch,
    wanted: JournalFilter,
    limit: int,
    budget: int,
    most_rows: int,
) -> None:
    connection, entries = logged
    monkeypatch.setattr(journal, "MOST_ROWS", most_rows)
    monkeypatch.setattr(journal, "MOST_PLATES", max(most_rows, 2))

    found, _ = walk(connection, wanted, limit, budget)

    assert found == [one.passage.id for one in entries if is_wanted(one, wanted)]


def test_a_page_ends_where_its_budget_ends(logged: tuple[Connection, list[LogEntry]]) -> None:
    connection, entries = logged

    page = journal.page(connection, JournalFilter(verdict=Verdict.LOG_ONLY), None, 50, budget=10)

    tenth = entries[9].passage
    assert (page.entries, page.next, page.searched_to) == ((), Cursor(tenth.captured_at, tenth.id), tenth.captured_at)


def test_no_search_sorts_the_log_or_reads_it_whole(
    logged: tuple[Connection, list[LogEntry]], monkeypatch: pytest.MonkeyPatch
) -> None:
    connection, _ = logged
    monkeypatch.setattr(journal, "MOST_ROWS", 0)
    plans: list[str] = []
    for wanted in (
        JournalFilter(),
        JournalFilter(gate="north", verdict=Verdict.REFUSE),
        JournalFilter(since=NOON, until=NOON + timedelta(minutes=5), outcome=Outcome.FAILED),
        JournalFilter(apartment="17", outcome=Outcome.FAILED),
        JournalFilter(plate="*02"),
        JournalFilter(plate="1*", alike=True, gate="north"),
    ):
        way = journal._way(connection, wanted, Cursor(NOON, "x"))
        assert way is not None
        query = journal.select(journal.passages.c.captured_at).where(*way.within, *way.like).order_by(*journal._NEWEST)
        text = str(query.compile(connection.engine, compile_kwargs={"literal_binds": True}))
        plans += [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]

    of_the_log = [plan for plan in plans if " passages" in plan or "TEMP" in plan]
    assert of_the_log
    assert {plan for plan in of_the_log if "captured_at_id" not in plan} == set()
