"""The journal at five and a half million passages: pages by filter, the dashboard, an insert, a new schema."""

import asyncio
import os
import random
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from custom_components.hoa_parking.core.journal import JournalFilter
from custom_components.hoa_parking.core.model import Cursor, Outcome, Verdict
from custom_components.hoa_parking.core.plates import skeleton
from custom_components.hoa_parking.store import figures, journal
from custom_components.hoa_parking.store.database import Database

from . import years
from .figures import Row, percentile

ROWS: Final = int(os.environ.get("HOA_BENCH_PASSAGES", "5500000"))
TIMES: Final = 15
INSERTS: Final = 300
LIMIT: Final = 50
AIM_MS: Final = 300
DEEP: Final = Cursor(years.END - timedelta(days=265), "z")


async def measure(folder: Path) -> list[Row]:
    """Make the log by the schema before, bring it to today's, and search it."""
    path = folder / "hoa_parking.db"
    begin = time.monotonic()
    await asyncio.to_thread(years.make, path, ROWS)
    made, before = time.monotonic() - begin, _size(path)
    slow_before = await asyncio.to_thread(_insert, path, new=False)
    new, again = await _opened(path), await _opened(path)
    slow_after = await asyncio.to_thread(_insert, path, new=True)
    after = _size(path)
    how = f"{ROWS:,} passages of a year, {before / ROWS:.0f} bytes each; made in {made:.0f} s"
    rows = [
        Row("journal: new schema (0003 → 0004), once", f"{new - again:.0f} s", "", how),
        Row("journal: opening the database", f"{again:.1f} s", "", "SQLite's quick_check reads the file"),
        Row("journal: database, a passage", f"{after / ROWS:.0f} bytes", "", f"{before / ROWS:.0f} before 0004"),
        _inserted(slow_before, slow_after),
    ]
    return rows + await _searched(path)


def _size(path: Path) -> int:
    return path.stat().st_size


async def _opened(path: Path) -> float:
    database = Database(path)
    begin = time.monotonic()
    await database.open()
    took = time.monotonic() - begin
    await database.close()
    return took


def _insert(path: Path, *, new: bool) -> list[float]:
    """Insert passages, each with a commit of its own that survives a power cut; returns milliseconds."""
    dice, took = random.Random(years.SEED + new), []
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            database.execute(f"PRAGMA {pragma}")
        columns = [row[1] for row in database.execute("PRAGMA table_info(passages)")]
        like = database.execute("SELECT * FROM passages LIMIT 1").fetchone()
        statement = f"INSERT INTO passages VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - question marks
        for number in range(INSERTS):
            read, at = years.plate(dice), int(years.END.timestamp() * 1000) + number
            row = dict(zip(columns, like, strict=True)) | {"plate": read, "raw": read, "captured_at": at}
            row["id"] = str(uuid.UUID(int=dice.getrandbits(128), version=4))
            begin = time.perf_counter()
            database.execute("BEGIN IMMEDIATE")
            database.execute(statement, tuple(row.values()))
            if new:
                database.execute("INSERT OR IGNORE INTO plates VALUES (?, ?)", (read, skeleton(read)))
            database.execute("COMMIT")
            took.append((time.perf_counter() - begin) * 1000)
    return took


def _inserted(before: list[float], after: list[float]) -> Row:
    middle = percentile(after, 0.5)
    ratio = middle / percentile(before, 0.5)
    return Row(
        "journal: a passage's commit, p50 · p95",
        f"{middle:.1f} · {percentile(after, 0.95):.1f} ms",
        "",
        f"{ratio:.2f} × that of schema 0003 ({percentile(before, 0.5):.1f} · {percentile(before, 0.95):.1f} ms)",
    )


async def _searched(path: Path) -> list[Row]:
    database = Database(path)
    await database.open()
    try:
        own = await database.read(lambda c: str(c.exec_driver_sql("SELECT plate FROM vehicles LIMIT 1").scalar()))
        rows, first = [], 0.0
        for name, wanted, before in _searches(own):
            took, found, whole = await _pages(database, wanted, before)
            first = first or percentile(took, 0.5)
            middle, late = percentile(took, 0.5), percentile(took, 0.95)
            note = f"{middle / first:.1f} × the first page; {found} rows{'' if whole else ', then it goes on'}"
            rows.append(Row(f"journal: {name}", f"{middle:.0f} · {late:.0f} ms", f"< {AIM_MS} ms", note))
        return [*rows, await _dashboard(database)]
    finally:
        await database.close()


def _searches(own: str) -> Iterator[tuple[str, JournalFilter, Cursor | None]]:
    yield "first page, p50 · p95", JournalFilter(), None
    yield "a page nine months back", JournalFilter(), DEEP
    yield "one plate", JournalFilter(plate=own), None
    yield "one plate, nine months back", JournalFilter(plate=own), DEEP
    yield "*123*", JournalFilter(plate="*123*"), None
    yield "?23ABC*", JournalFilter(plate="?23ABC*"), None
    yield "7*", JournalFilter(plate="7*"), None
    yield "what looks like a plate", JournalFilter(plate=own, alike=True), None
    yield "what looks like *1230*", JournalFilter(plate="*1230*", alike=True), None
    yield "a household", JournalFilter(apartment="17"), None
    yield "a gate's refusals", JournalFilter(gate=years.GATES[3], verdict=Verdict.REFUSE), None
    yield "what failed", JournalFilter(outcome=Outcome.FAILED), None
    yield "what failed, nine months back", JournalFilter(outcome=Outcome.FAILED), DEEP
    yield "what failed of *12*", JournalFilter(plate="*12*", outcome=Outcome.FAILED), None
    yield "what never happened", JournalFilter(verdict=Verdict.LOG_ONLY), None
    yield "a plate that nobody has", JournalFilter(plate="ZZZZZZZZ"), None


async def _pages(database: Database, wanted: JournalFilter, before: Cursor | None) -> tuple[list[float], int, bool]:
    took, found, whole = [], 0, False
    for _ in range(TIMES):
        begin = time.perf_counter()
        page = await database.read(lambda c: journal.page(c, wanted, before, LIMIT))
        took.append((time.perf_counter() - begin) * 1000)
        found, whole = len(page.entries), page.next is None or len(page.entries) == LIMIT
    return took, found, whole


async def _dashboard(database: Database) -> Row:
    took = []
    for back in range(30):
        since = years.END - timedelta(days=back + 1)
        begin = time.perf_counter()
        await database.read(_day(since))
        took.append((time.perf_counter() - begin) * 1000)
    longest = max(islice(took, 1, None))
    note = f"the longest day {longest:.0f} ms; then the last two days once a minute"
    return Row("journal: the dashboard's thirty days, once", f"{sum(took) / 1000:.1f} s", "", note)


def _day(since: datetime) -> Callable[[Connection], int]:
    return lambda c: len(figures.counts(c, since, since + timedelta(days=1)))
