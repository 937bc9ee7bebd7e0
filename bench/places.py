"""A thousand slots over twenty cameras at a real Home Assistant: how soon a report is seen, and what all that costs."""

import asyncio
import json
import random
import sqlite3
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from demo.product import Cast, Product
from demo.talk import Talk

from . import weight
from .figures import Row, percentile
from .lot import Lot
from .stopwatch import Stopwatch

CAMERAS, EACH, ZONES = 20, 50, 4
PER_SECOND: Final = 20.0
SECONDS: Final = 30
MOST_SLOTS: Final = 5
PING_EVERY_S: Final = 0.05
SEED: Final = 20261121
QUIET_MESSAGES: Final = 200
STARTS: Final = 3


async def measure(folder: Path) -> list[Row]:
    """Set the lot up, let its slots change, and weigh what that takes."""
    product = Product(folder, Cast(gate_source="/dev/null"))
    try:
        await product.start(recognize=False)
        lot = await Lot.build(product, CAMERAS, ZONES)
        await lot.draw(EACH)
        rows = [*await _snapshot(product), *await _busy(product, lot), await _quiet(product, lot)]
        return [*rows, *await _weight(product)]
    finally:
        await product.stop()


async def _busy(product: Product, lot: Lot) -> list[Row]:
    """Post reports as twenty cameras would in a very busy minute, and watch entities and panel follow."""
    entity, panel = Stopwatch(), Stopwatch()
    entities = await _entities(product)
    async with product.board.talk() as states, product.board.talk() as places, product.board.talk() as pings:
        await states.ask(
            {"type": "subscribe_events", "event_type": "state_changed"},
            lambda event: entity.stop(entities.get(event["data"]["entity_id"], "")),
        )
        await places.ask({"type": "hoa_parking/places/subscribe"}, lambda event: _hear(panel, event))
        await asyncio.sleep(2)
        idle = await _pinged(pings, asyncio.sleep(3))
        busy = await _pinged(pings, _change(lot, entity, panel))
        await asyncio.sleep(2)
    how = f"{len(entity.took)} changes, {PER_SECOND:.0f} reports/s of 1 to {MOST_SLOTS} slots, {CAMERAS * EACH} slots"
    lag = f"p95 {percentile(busy, 0.95) * 1000:.0f} ms, longest {max(busy) * 1000:.0f} ms"
    return [
        Row("report in → entity's state", entity.figure(), "p95 ≤ 100 ms", how),
        Row("report in → panel", panel.figure(), "p95 ≤ 100 ms", "the same changes"),
        Row("loop's answer meanwhile", lag, "p95 ≤ 20 ms", f"at rest p95 {percentile(idle, 0.95) * 1000:.0f} ms"),
    ]


def _hear(panel: Stopwatch, event: Any) -> None:
    if event["kind"] == "slots":
        for slot in event["slots"]:
            panel.stop(slot["id"])


async def _change(lot: Lot, *watches: Stopwatch) -> None:
    dice = random.Random(SEED)
    begin = time.monotonic()
    waiting = {camera: list(slots) for camera, slots in lot.slots.items()}
    sending: set[asyncio.Task[None]] = set()
    for number in range(round(PER_SECOND * SECONDS)):
        await asyncio.sleep(max(0.0, begin + number / PER_SECOND - time.monotonic()))
        camera = lot.cameras[number % CAMERAS]
        # Each slot in its turn: one that changes twice at once could not be told apart.
        slots = [waiting[camera].pop(0) for _ in range(dice.randint(1, MOST_SLOTS))]
        waiting[camera] += slots
        for watch in watches:
            for slot in slots:
                watch.start(slot)
        sending.add(asyncio.create_task(lot.flip(camera, slots)))
    await asyncio.gather(*sending)


async def _pinged(talk: Talk, work: Any) -> list[float]:
    """Do some work; return how long Home Assistant took meanwhile to answer who asks for nothing."""
    answers: list[float] = []
    task = asyncio.ensure_future(work)
    while not task.done():
        begin = time.monotonic()
        await talk.ask({"type": "ping"})
        answers.append(time.monotonic() - begin)
        await asyncio.sleep(PING_EVERY_S)
    await task
    return answers


async def _entities(product: Product) -> dict[str, str]:
    """Return which entity shows which slot."""
    (registry,) = await product.board.ws({"type": "config/entity_registry/list"})
    return {
        found["entity_id"]: found["unique_id"].removeprefix("slot_")
        for found in registry
        if found["platform"] == "hoa_parking" and found["unique_id"].startswith("slot_")
    }


async def _snapshot(product: Product) -> list[Row]:
    """Open the places view ten times."""
    took: list[float] = []
    size = 0
    for _ in range(10):
        async with product.board.talk() as talk:
            begin = time.monotonic()
            shown = await talk.first({"type": "hoa_parking/places/subscribe"})
            took.append(time.monotonic() - begin)
            size = len(json.dumps(shown, separators=(",", ":")))
            slots = len(shown["slots"])
    figure = f"{statistics.median(took) * 1000:.0f} ms, {size / 1000:.0f} kB"
    return [Row("panel's first look at all places", figure, "≤ 500 ms", f"median of 10, {slots} slots")]


async def _quiet(product: Product, lot: Lot) -> Row:
    """Say again and again what is known; nothing may be written."""
    await asyncio.sleep(61)  # the minute in which a zone's last level is still to be written
    path = product.folder / "home" / "hoa_parking" / "hoa_parking.db"
    async with _writing(path) as quiet:
        for _ in range(QUIET_MESSAGES):
            await lot.see()
            await lot.repeat()
    async with _writing(path) as change:
        camera, slot = lot.pairs[0]
        await lot.flip(camera, [slot])
    if not change.committed:
        raise RuntimeError(f"{path}: not even a change was seen to be written")
    figure = f"{quiet.grown} bytes" if quiet.committed else "nothing"
    how = f"{QUIET_MESSAGES} status messages and {QUIET_MESSAGES} repeated reports"
    return Row("written while nothing changes", figure, "nothing", how)


@dataclass
class Wrote:
    """What happened to a database: whether anybody committed, and how much its files grew."""

    committed: bool = False
    grown: int = 0


@asynccontextmanager
async def _writing(path: Path) -> AsyncIterator[Wrote]:
    wrote = Wrote()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:

        def version() -> int:
            found: int = database.execute("PRAGMA data_version").fetchone()[0]
            return found

        before, size = version(), _size(path)
        yield wrote
        wrote.committed, wrote.grown = version() != before, _size(path) - size


def _size(path: Path) -> int:
    total = 0
    for end in ("", "-wal"):
        with suppress(FileNotFoundError):
            total += path.with_name(path.name + end).stat().st_size
    return total


async def _weight(product: Product) -> list[Row]:
    """Start Home Assistant with and without all of it."""
    without, with_it = await weight.alternate(product, product.ids["entry"], STARTS)
    seconds = statistics.median(s for s, _ in with_it) - statistics.median(s for s, _ in without)
    memory = statistics.median(m for _, m in with_it) - statistics.median(m for _, m in without)
    how = f"{CAMERAS * EACH} slots, {CAMERAS} cameras, median of {STARTS} starts each"
    return [
        Row("what the lot adds to Home Assistant's start", f"{seconds:.1f} s", "≤ 2 s", how),
        Row("what the lot adds to Home Assistant's memory", f"{memory / 2**20:.0f} MB", "≤ 60 MB", "the same"),
    ]
