"""READ THIS FIRST: the whole way of a car, from a camera's frame to an open gate and a line in the log.

Everything here is the real thing but four: the eyes (a script tells what they see), the wire (a function call instead
of HTTP), the barrier (it counts), and the clock (it goes when told to).
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from custom_components.hoa_parking.core.config import CameraConfig, CameraRole, GateConfig, SiteConfig
from custom_components.hoa_parking.core.model import GateState, LogEntry, Passage, Pictures
from custom_components.hoa_parking.core.wire import parse_report
from custom_components.hoa_parking.site import Site
from recognizer.deliver import Delivery
from recognizer.model import Answer, Box, Camera, Frame, Image, RawRead, Request, Role
from recognizer.outbox import Outbox
from recognizer.pipeline import GatePipeline
from recognizer.ports import Eyes

MORNING = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
FRAME_EVERY = timedelta(milliseconds=100)


async def test_a_resident_comes_home(film: Film) -> None:
    await film.site.people.add_vehicle("123 ABC 02", apartment="17", user="board")

    film.drive_up("123ABC02")
    await film.deliver()

    assert film.barrier.opened == ["gate"]
    assert await film.log() == [("123ABC02", "open", "registered", "opened", "17")]


async def test_a_stranger_and_a_blocked_car_stay_outside(film: Film) -> None:
    await film.site.people.add_vehicle("222KZM02", apartment="5", user="board")
    await film.site.people.block("222KZM02", user="board", reason="sold")

    film.drive_up("777XXA05")
    film.drive_up("222KZM02")
    await film.deliver()

    assert film.barrier.opened == []
    assert await film.log() == [
        ("222KZM02", "refuse", "blocked", "none", "5"),
        ("777XXA05", "refuse", "unknown", "none", None),
    ]


async def test_a_report_that_comes_twice_is_one_passage_and_opens_once(film: Film) -> None:
    await film.site.people.add_vehicle("123ABC02", apartment="17", user="board")
    film.drive_up("123ABC02")
    await film.deliver()

    assert await film.wire.repeat_the_last_letter() == "known"

    assert film.barrier.opened == ["gate"]
    assert len(await film.log()) == 1


async def test_a_car_that_waited_too_long_for_home_assistant_moves_nothing(film: Film) -> None:
    await film.site.people.add_vehicle("123ABC02", apartment="17", user="board")
    film.drive_up("123ABC02")

    film.clock.forward(timedelta(minutes=20))
    await film.deliver()

    assert film.barrier.opened == []
    assert await film.log() == [("123ABC02", "log_only", "stale", "none", None)]


async def test_what_an_earlier_run_of_the_recognizer_saw_is_history(film: Film) -> None:
    await film.site.people.add_vehicle("123ABC02", apartment="17", user="board")
    film.drive_up("123ABC02")

    film.restart_the_recognizer()
    await film.deliver()

    assert film.barrier.opened == []
    assert await film.log() == [("123ABC02", "log_only", "recovered", "none", None)]


async def test_the_same_car_coming_back_later_opens_again(film: Film) -> None:
    await film.site.people.add_vehicle("123ABC02", apartment="17", user="board")

    film.drive_up("123ABC02")
    await film.deliver()
    film.clock.forward(timedelta(minutes=5))
    film.drive_up("123ABC02")
    await film.deliver()

    assert film.barrier.opened == ["gate", "gate"]


class Clock:
    """Time, as far as anybody here knows."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> None:
        self.now += by


@dataclass
class OneCar:
    """A detector and a reader that see what the script says: one plate at a time, coming nearer."""

    plate: str = ""
    box: Box = field(default_factory=lambda: Box(0, 0, 1, 1, 0.9))

    def detect(self, image: Image) -> list[Box]:
        return [self.box] * bool(self.plate) * (image.size > 0)

    def read(self, image: Image, boxes: Sequence[Box]) -> list[RawRead]:
        assert image.size
        return [RawRead((self.plate,), ((0.97,) * len(self.plate),)) for _ in boxes]


class CountingBarrier:
    """A barrier that does as told."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    async def open(self, gate: GateConfig) -> None:
        self.opened.append(gate.id)

    async def hold(self, gate: GateConfig) -> None:
        self.opened.append(gate.id)

    async def release(self, gate: GateConfig) -> None:
        self.opened.remove(gate.id)

    def watch(self, gate: GateConfig, seen: Callable[[GateState | None], None]) -> Callable[[], None]:
        assert gate.id == "gate"
        seen(GateState.CLOSED)
        return lambda: None


class Wire:
    """From the recognizer's letter to the integration's desk, as the receiver does it."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._last: Request | None = None

    async def ask(self, request: Request) -> Answer:
        self._last = request
        parts = {part.name: part.content for part in request.parts}
        report = parse_report(parts["report"])
        assert isinstance(report, Passage)
        pictures = Pictures(parts.get("frame"), parts.get("plate"))
        self._handled = await self._site.passages.handle(report, pictures, self._site.now())
        return Answer(200, f'{{"id": "{report.id}", "handled": "{self._handled.value}"}}'.encode())

    async def repeat_the_last_letter(self) -> str:
        assert self._last is not None
        await self.ask(self._last)
        return self._handled.value


class Film:
    """One gate camera, one recognizer, one association."""

    def __init__(self, site: Site, barrier: CountingBarrier, clock: Clock, folder: Path) -> None:
        self.site, self.barrier, self.clock = site, barrier, clock
        self.wire = Wire(site)
        self._eyes = OneCar()
        self._ids = (f"passage-{number}" for number in itertools.count(1))
        self._folder = folder
        self.restart_the_recognizer()

    def restart_the_recognizer(self) -> None:
        self.close()
        camera = Camera("camera", "Gate camera", Role.GATE, "")
        self._pipeline = GatePipeline(camera, Eyes(self._eyes, self._eyes), ("KZ",), lambda: next(self._ids))
        self._outbox = Outbox(self._folder, clock=self.clock)

    def drive_up(self, plate: str) -> None:
        """Show the camera a car that comes nearer for a second, then an empty road."""
        for step in range(10):
            self._eyes.plate = plate
            self._eyes.box = Box(300 - 5 * step, 100 + 15 * step, 400 + 5 * step, 125 + 20 * step, 0.9)
            self._show(brightness=20 * step)
        self._eyes.plate = ""
        for step in range(30):
            self._show(brightness=step % 2 * 90)

    async def deliver(self) -> None:
        """Let the recognizer deliver all it has, and the gate finish."""
        delivery = Delivery(self.wire, self._outbox, self.clock)
        delivering = asyncio.create_task(delivery.run())
        async with asyncio.timeout(10):
            while self._outbox.state().pending:
                await asyncio.sleep(0.001)
        delivering.cancel()
        with suppress(asyncio.CancelledError):
            await delivering
        await self.site.passages.settle()

    async def log(self) -> list[tuple[str, str, str, str, str | None]]:
        """Return the log, newest first."""
        page = await self.site.passages.page(None, 100)
        return [_line(entry) for entry in page.entries]

    def close(self) -> None:
        if hasattr(self, "_outbox"):
            self._outbox.close()

    def _show(self, brightness: int) -> None:
        self.clock.forward(FRAME_EVERY)
        image = np.full((360, 640, 3), 60, np.uint8)
        image[100:300, 200:500] = brightness
        frame = Frame("camera", image, self.clock.now, (self.clock.now - MORNING).total_seconds())
        for passage, evidence in self._pipeline.feed(frame):
            self._outbox.put(passage, evidence)


def _line(entry: LogEntry) -> tuple[str, str, str, str, str | None]:
    return entry.passage.plate.text, entry.verdict.value, entry.reason.value, entry.outcome.value, entry.apartment


@pytest.fixture
async def film(tmp_path: Path) -> AsyncIterator[Film]:
    clock, barrier = Clock(), CountingBarrier()
    config = SiteConfig(
        name="Abay 10",
        countries=("KZ",),
        gates=(GateConfig("gate", "Main gate", "cover.gate"),),
        cameras=(CameraConfig("camera", "Gate camera", CameraRole.GATE, source="rtsp://camera", gate="gate"),),
    )

    async def no_stream(entity_id: str) -> str | None:
        assert not entity_id

    site = await Site.open(config, tmp_path / "home", barrier, no_stream, clock)
    (tmp_path / "recognizer").mkdir()
    film = Film(site, barrier, clock, tmp_path / "recognizer")
    yield film
    film.close()
    await site.close()
