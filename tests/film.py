"""The set of the story: both programs in one process. Eyes follow a script, the wire is a call, the clock is ours."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from custom_components.hoa_parking.core.config import CameraConfig, CameraRole, GateConfig, SiteConfig, ZoneConfig
from custom_components.hoa_parking.core.drawing import read_drawing
from custom_components.hoa_parking.core.model import GateState, LogEntry, Passage, Pictures
from custom_components.hoa_parking.core.places import SlotNow, Stay
from custom_components.hoa_parking.core.ports import House
from custom_components.hoa_parking.core.wire import parse_report, parse_status
from custom_components.hoa_parking.desks.passages import Handled
from custom_components.hoa_parking.site import Site
from recognizer.deliver import Delivery
from recognizer.model import (
    Answer,
    Box,
    Camera,
    CameraHealth,
    CameraState,
    Frame,
    Image,
    Layout,
    RawRead,
    Request,
    Role,
    SlotState,
    Status,
)
from recognizer.outbox import Outbox
from recognizer.pipeline import GatePipeline, LotPipeline
from recognizer.ports import Eyes
from recognizer.wire import status_body
from recognizer.wire_config import parse_config

MORNING = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
FRAME_EVERY = timedelta(milliseconds=100)


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


@dataclass
class ScriptedPlaces:
    """A classifier that sees what the script says: which addresses hold a car."""

    taken: set[str] = field(default_factory=set)

    def classify(self, image: Image, layout: Layout) -> list[SlotState]:
        assert image.size
        return [
            SlotState(slot.id, slot.label in self.taken, (0.03, 0.97)[slot.label in self.taken])
            for slot in layout.slots
        ]


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
        if isinstance(report, Passage):
            pictures = Pictures(parts.get("frame"), parts.get("plate"))
            self._handled = await self._site.passages.handle(report, pictures, self._site.now())
        else:
            new = await self._site.places.handle(report, self._site.now())
            self._handled = Handled.NEW if new else Handled.KNOWN
        return Answer(200, f'{{"id": "{report.id}", "handled": "{self._handled.value}"}}'.encode())

    async def repeat_the_last_letter(self) -> str:
        assert self._last is not None
        await self.ask(self._last)
        return self._handled.value


class Film:
    """One gate camera, one camera over the lot, one recognizer, one association."""

    def __init__(self, site: Site, barrier: CountingBarrier, clock: Clock, folder: Path) -> None:
        self.site, self.barrier, self.clock = site, barrier, clock
        self.wire = Wire(site)
        self._eyes, self._places = OneCar(), ScriptedPlaces()
        self._ids = (f"passage-{number}" for number in itertools.count(1))
        self._folder = folder
        self._lot: LotPipeline | None = None
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

    async def draw_the_lot(self, *addresses: str) -> None:
        """Draw places side by side on the lot camera's picture, and let the recognizer fetch its new configuration."""
        slots = [
            {"id": None, "row": row, "number": number, "kind": "resident", "zone": "lot", "apartment": None}
            | {"polygon": [[x, 10], [x + 80, 10], [x + 80, 200], [x, 200]]}
            for x, (row, _, number) in zip(range(0, 640, 90), (text.partition("-") for text in addresses), strict=False)
        ]
        drawing = read_drawing({"size": [640, 360], "still": None, "slots": slots})
        await self.site.layouts.save("lot-camera", drawing, "board")
        config = parse_config((await self.site.recognizer.configuration()).message)
        (camera,) = (camera for camera in config.cameras if camera.role is Role.LOT)
        self._lot = LotPipeline(camera, self._places, lambda: next(self._ids))

    async def look_at_the_lot(self, taken: set[str], seconds: float = 8) -> None:
        """Let the lot's camera see cars standing on some places for a while, and deliver what changed."""
        assert self._lot is not None
        self._tell_camera(CameraState.ONLINE)
        self._places.taken = taken
        for _ in range(round(seconds / FRAME_EVERY.total_seconds())):
            frame = self._frame("lot-camera", brightness=60)
            for change in self._lot.feed(frame):
                self._outbox.put(change, frame)
        await self.deliver()
        await self.site.stays.settle()

    def lose_the_lots_camera(self) -> None:
        """Let the recognizer say that the lot's camera is off."""
        self._tell_camera(CameraState.OFFLINE)

    def zone(self) -> tuple[int, int, int]:
        """Return how many places are free, occupied and unknown."""
        (zone,) = self.site.places.zones
        return zone.free, zone.occupied, zone.unknown

    def place(self, address: str) -> SlotNow:
        """Return a place as it is."""
        row, _, number = address.partition("-")
        return self.site.places.find(row, number)

    def slot(self, address: str) -> str:
        """Return a place's id."""
        return self.place(address).slot.id

    async def stays_on(self, address: str) -> list[Stay]:
        """Return who stood on a place, the newest first."""
        await self.site.stays.settle()
        return list(await self.site.stays.history(self.slot(address), 10))

    async def log(self) -> list[tuple[str, str, str, str, str | None]]:
        """Return the log, newest first."""
        page = await self.site.passages.page(None, 100)
        return [_line(entry) for entry in page.entries]

    def close(self) -> None:
        if hasattr(self, "_outbox"):
            self._outbox.close()

    def _show(self, brightness: int) -> None:
        frame = self._frame("camera", brightness)
        for passage, evidence in self._pipeline.feed(frame):
            self._outbox.put(passage, evidence)

    def _frame(self, camera: str, brightness: int) -> Frame:
        self.clock.forward(FRAME_EVERY)
        image = np.full((360, 640, 3), 60, np.uint8)
        image[100:300, 200:500] = brightness
        return Frame(camera, image, self.clock.now, (self.clock.now - MORNING).total_seconds())

    def _tell_camera(self, state: CameraState) -> None:
        health = CameraHealth("lot-camera", state, self.clock.now, None, 10.0)
        status = Status("1", None, (health,), self._outbox.state())
        self.site.links.status(parse_status(status_body(status, self.clock.now)))


def _line(entry: LogEntry) -> tuple[str, str, str, str, str | None]:
    return entry.passage.plate.text, entry.verdict.value, entry.reason.value, entry.outcome.value, entry.apartment


class NoAccounts:
    """A house in whose users nothing happens here."""


@asynccontextmanager
async def open_film(folder: Path) -> AsyncIterator[Film]:
    """Set up an association with one gate and one lot, and a recognizer that watches both."""
    clock, barrier = Clock(), CountingBarrier()
    config = SiteConfig(
        name="Abay 10",
        countries=("KZ",),
        gates=(GateConfig("gate", "Main gate", "cover.gate"),),
        zones=(ZoneConfig("lot", "North lot", 2),),
        cameras=(
            CameraConfig("camera", "Gate camera", CameraRole.GATE, source="rtsp://camera", gate="gate"),
            CameraConfig("lot-camera", "Lot camera", CameraRole.LOT, source="rtsp://lot", zone="lot"),
        ),
    )

    async def no_stream(entity_id: str) -> str | None:
        assert not entity_id

    site = await Site.open(config, folder / "home", House(barrier, no_stream, NoAccounts(), lambda: UTC), clock)
    (folder / "recognizer").mkdir()
    film = Film(site, barrier, clock, folder / "recognizer")
    try:
        yield film
    finally:
        film.close()
        await site.close()
