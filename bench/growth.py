"""How the database grows: a month of a lot, through the real store and desks, on a clock that the bench turns."""

import asyncio
import random
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from custom_components.hoa_parking.core.config import CameraConfig, CameraRole, GateConfig, SiteConfig, ZoneConfig
from custom_components.hoa_parking.core.drawing import read_drawing
from custom_components.hoa_parking.core.links import CameraHealth, CameraState, StatusReport
from custom_components.hoa_parking.core.model import GateState, SlotReport, SlotsReport
from custom_components.hoa_parking.core.ports import House
from custom_components.hoa_parking.site import DATABASE, Site

from .drawings import drawing
from .figures import Row

DAYS: Final = 30
SLOTS: Final = 100
CHANGES: Final = 10
"""Changes of one slot a day: five cars."""
SEED: Final = 20261121
BEGIN: Final = datetime(2026, 11, 1, tzinfo=UTC)
CAMERA, ZONE = "01JD0LOTCAMERA000000000000", "01JD0ZONE00000000000000000"
_NIGHT: Final = timedelta(hours=24)


class Clock:
    """A clock that goes when told to."""

    def __init__(self) -> None:
        self.at = BEGIN

    def __call__(self) -> datetime:
        """Return the time."""
        return self.at


class NoBarrier:
    """Nothing to open."""

    async def open(self, gate: GateConfig) -> None:
        """Do nothing."""

    async def hold(self, gate: GateConfig) -> None:
        """Do nothing."""

    async def release(self, gate: GateConfig) -> None:
        """Do nothing."""

    def watch(self, gate: GateConfig, seen: Callable[[GateState | None], None]) -> Callable[[], None]:
        """Tell nothing."""
        del gate, seen
        return lambda: None


class NoAccounts:
    """A house in whose users nothing happens here."""


async def no_stream(entity_id: str) -> str | None:
    """Know no stream."""
    del entity_id
    return None


async def measure(folder: Path) -> list[Row]:
    """Let a month of changes happen to a hundred slots and weigh the file."""
    clock = Clock()
    config = SiteConfig(
        name="Abay 10",
        zones=(ZoneConfig(ZONE, "North lot", SLOTS),),
        cameras=(CameraConfig(CAMERA, "Lot camera", CameraRole.LOT, source="/dev/null", zone=ZONE),),
    )
    site = await Site.open(config, folder, House(NoBarrier(), no_stream, NoAccounts(), lambda: UTC), clock)
    try:
        plan = await site.layouts.save(CAMERA, read_drawing(drawing("A", SLOTS, ZONE)), None)
        slots = [slot.id for slot in plan.slots]
        empty, few = await _weigh(site), _tables(site.folder / DATABASE)
        begin = time.monotonic()
        for day in range(DAYS):
            await _live(site, clock, slots, day)
        took = time.monotonic() - begin
        full = await _weigh(site)
        tables = {name: size - few.get(name, 0) for name, size in _tables(site.folder / DATABASE).items()}
    finally:
        await site.close()
    return _rows(full - empty, tables, took)


def _rows(grown: int, tables: dict[str, int], took: float) -> list[Row]:
    slot_days, changes = DAYS * SLOTS, DAYS * SLOTS * CHANGES
    how = f"{DAYS} days × {CHANGES} changes × {SLOTS} slots, {took:.0f} s"
    largest = sorted(tables.items(), key=lambda item: -item[1])[:4]
    shares = ", ".join(f"{name} {size / slot_days:.0f}" for name, size in largest if size)
    return [
        Row("database, a slot and day", f"{grown / slot_days:.0f} bytes", "≤ 4 kB", how),
        Row("database, a change", f"{grown / changes:.0f} bytes", "", "the same"),
        Row("database by table, a slot and day", f"{shares} bytes", "", "with their indexes, the largest four"),
        Row("1,000 slots for a year", f"{grown / slot_days * 1000 * 365 / 1e9:.1f} GB", "", "log kept for 365 days"),
    ]


async def _live(site: Site, clock: Clock, slots: list[str], day: int) -> None:
    """Let one day's changes happen in their order."""
    _see(site, clock)
    for at, slot, occupied in changes(slots, day):
        clock.at = at
        report_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{slot} {at}"))
        report = SlotsReport(report_id, CAMERA, at, recovered=False, slots=(SlotReport(slot, occupied, 0.99),))
        await site.places.handle(report, at)
        await asyncio.sleep(0)
    await site.stays.settle()
    clock.at = BEGIN + _NIGHT * (day + 1)


def changes(slots: list[str], day: int) -> Iterator[tuple[datetime, str, bool]]:
    """Yield when which slot is taken or freed: each alternately, at random times of the day."""
    dice = random.Random(SEED + day)
    start = BEGIN + _NIGHT * day
    moments = []
    for slot in slots:
        seconds = sorted(dice.uniform(1, 86_300) for _ in range(CHANGES))
        moments += [(start + timedelta(seconds=s), slot, n % 2 == 0) for n, s in enumerate(seconds)]
    yield from sorted(moments)


def _see(site: Site, clock: Clock) -> None:
    camera = CameraHealth(CAMERA, CameraState.ONLINE, clock(), None)
    site.links.status(StatusReport(clock(), "bench", None, (camera,), 0, 0, 0, None))


async def _weigh(site: Site) -> int:
    """Return the file's size with its log written into it."""
    await site.database.quiesce()
    await site.database.resume()
    return (site.folder / DATABASE).stat().st_size


def _tables(path: Path) -> dict[str, int]:
    """Return the bytes of each table with its indexes."""
    query = (
        "SELECT coalesce(m.tbl_name, s.name), sum(s.pgsize) FROM dbstat s LEFT JOIN sqlite_schema m ON m.name = s.name "
        "GROUP BY 1"
    )
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return dict(database.execute(query).fetchall())
