"""A site with one gate and one lot, a clock that goes when told to, and a barrier that does what it is told to do."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from custom_components.hoa_parking.core.config import (
    CameraConfig,
    CameraRole,
    Faces,
    GateConfig,
    SiteConfig,
    ZoneConfig,
)
from custom_components.hoa_parking.core.errors import GateError
from custom_components.hoa_parking.core.events import Event
from custom_components.hoa_parking.core.layout import Layout, OutlinedSlot
from custom_components.hoa_parking.core.model import GateState, Movement, Passage, Pictures, Plate
from custom_components.hoa_parking.site import Site

NOON = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
SQUARE = ((0, 0), (9, 0), (9, 9))
CONFIG = SiteConfig(
    name="Abay 10",
    countries=("KZ",),
    gates=(GateConfig("gate", "Main gate", "cover.gate"),),
    zones=(ZoneConfig("north", "North lot", 3),),
    cameras=(
        CameraConfig("in", "In", CameraRole.GATE, source="rtsp://in", gate="gate"),
        CameraConfig("out", "Out", CameraRole.GATE, source="rtsp://out", gate="gate", faces=Faces.EXIT),
        CameraConfig("lost", "No gate", CameraRole.GATE, camera_entity_id="camera.lost"),
        CameraConfig(
            "lot",
            "Lot",
            CameraRole.LOT,
            source="http://lot",
            zone="north",
            layout=Layout((10, 10), (OutlinedSlot("1", SQUARE), OutlinedSlot("2", SQUARE))),
        ),
    ),
)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOON
        self.passed = 0.0

    def __call__(self) -> datetime:
        return self.now

    def steady(self) -> float:
        return self.passed

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.passed += seconds

    def put(self, seconds: float) -> None:
        """Set the clock ahead, or back: no time passes."""
        self.now += timedelta(seconds=seconds)


class ScriptedBarrier:
    """A barrier that opens, fails with a code, or waits for `go`."""

    def __init__(self) -> None:
        self.moves: list[str] = []
        self.fails: str | None = None
        self.go = asyncio.Event()
        self.go.set()
        self.seen: Callable[[GateState | None], None] = lambda _: None

    async def open(self, gate: GateConfig) -> None:
        await self._move("open", gate)

    async def hold(self, gate: GateConfig) -> None:
        await self._move("hold", gate)

    async def release(self, gate: GateConfig) -> None:
        await self._move("release", gate)

    def watch(self, gate: GateConfig, seen: Callable[[GateState | None], None]) -> Callable[[], None]:
        assert gate in CONFIG.gates
        self.seen = seen
        seen(GateState.CLOSED)
        return lambda: None

    async def _move(self, what: str, gate: GateConfig) -> None:
        self.moves.append(what)
        await self.go.wait()
        if self.fails:
            raise GateError(self.fails, f"{gate.name} does not {what}")


class Stage:
    """A site that can be closed and opened again on the same folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock()
        self.barrier = ScriptedBarrier()
        self.streams: dict[str, str] = {}
        self.events: list[Event] = []
        self.site: Site

    async def open(self) -> Site:
        self.site = await Site.open(CONFIG, self.folder, self.barrier, self._stream, self.clock, self.clock.steady)
        self.site.subscribe(self.events.append)
        return self.site

    async def arrive(self, passage: Passage, pictures: Pictures | None = None) -> str:
        """Deliver a passage now and let its gate finish."""
        handled = await self.site.passages.handle(passage, pictures or Pictures(), self.clock())
        await self.site.passages.settle()
        return handled.value

    def car(self, number: int = 1, plate: str = "123ABC02", camera: str = "in", ago: float = 0.2) -> Passage:
        """Return a car that a camera saw some seconds ago."""
        seen = Plate(plate, plate, "KZ", None, 0.97, True)
        at = self.clock() - timedelta(seconds=ago)
        return Passage(f"p-{number:04}", camera, at, False, Movement.APPROACHING, 3, seen)

    async def log(self) -> list[tuple[str, str, str]]:
        """Return id, reason and outcome of every passage, newest first."""
        entries = []
        page = await self.site.passages.page(None, 100)
        entries += page.entries
        while page.next:
            page = await self.site.passages.page(page.next, 100)
            entries += page.entries
        return [(entry.passage.id, entry.reason.value, entry.outcome.value) for entry in entries]

    async def _stream(self, entity_id: str) -> str | None:
        return self.streams.get(entity_id)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    stage = Stage(tmp_path)
    await stage.open()
    await stage.site.people.add_vehicle("123ABC02", "17", "board")
    yield stage
    stage.barrier.go.set()
    await stage.site.close()


def later(passage: Passage, seconds: float) -> Passage:
    return replace(passage, captured_at=passage.captured_at + timedelta(seconds=seconds))
