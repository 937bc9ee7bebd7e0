"""A site with one gate and one lot, a clock that goes when told to, and a barrier that does what it is told to do."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from custom_components.hoa_parking.core.accounts import Account
from custom_components.hoa_parking.core.config import (
    CameraConfig,
    CameraRole,
    Faces,
    GateConfig,
    SiteConfig,
    ZoneConfig,
)
from custom_components.hoa_parking.core.drawing import Drawing, DrawnSlot
from custom_components.hoa_parking.core.errors import AccountError, GateError
from custom_components.hoa_parking.core.events import Event
from custom_components.hoa_parking.core.layout import Polygon
from custom_components.hoa_parking.core.links import CameraHealth, CameraState, CameraView, StatusReport
from custom_components.hoa_parking.core.model import (
    GateState,
    Movement,
    Passage,
    Pictures,
    Plate,
    SlotReport,
    SlotsReport,
)
from custom_components.hoa_parking.core.places import SlotKind
from custom_components.hoa_parking.core.ports import House
from custom_components.hoa_parking.site import Site

ALMATY = ZoneInfo("Asia/Almaty")
NOON = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
"""A Saturday, 12:00 on the house's clock."""
SQUARE = ((10, 10), (40, 10), (40, 40))
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
        ),
    ),
)


def drawn(
    number: str,
    polygon: Polygon = SQUARE,
    *,
    slot_id: str | None = None,
    row: str = "",
    kind: SlotKind = SlotKind.RESIDENT,
    zone: str = "north",
    apartment: str | None = None,
) -> DrawnSlot:
    return DrawnSlot(slot_id, row, number, kind, zone, apartment, polygon)


DRAWING = Drawing((100, 100), None, (drawn("1"), drawn("2")))
"""Slots 1 and 2 of the north lot, as camera `lot` sees them; in a new database these are their ids too."""


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
        assert gate.entity_id
        self.seen = seen
        seen(GateState.CLOSED)
        return lambda: None

    async def _move(self, what: str, gate: GateConfig) -> None:
        self.moves.append(what)
        await self.go.wait()
        if self.fails:
            raise GateError(self.fails, f"{gate.name} does not {what}")


class ScriptedAccounts:
    """Home Assistant's users, who can be looked at; fails when told to."""

    def __init__(self) -> None:
        self.users: dict[str, Account] = {}
        self.passwords: dict[str, str] = {}
        self.local_only: set[str] = set()
        self.phones: dict[str, int] = {}
        self.fails = False
        self.go = asyncio.Event()
        self.go.set()

    def add(self, user_id: str, name: str, username: str | None = None, *, is_admin: bool = False) -> None:
        self.users[user_id] = Account(user_id, name, username, is_admin)

    async def create(self, name: str, username: str, *, local_only: bool) -> str:
        self._check()
        assert username not in await self.usernames()
        user_id = f"user-{len(self.users) + 1}"
        self.add(user_id, name)
        self.local_only.update({user_id} if local_only else ())
        return user_id

    async def set_password(self, user_id: str, username: str, password: str) -> None:
        await self.go.wait()
        self._check()
        self.users[user_id] = replace(self.users[user_id], username=self.users[user_id].username or username)
        self.passwords[user_id] = password

    async def account(self, user_id: str) -> Account | None:
        return self.users.get(user_id)

    async def usernames(self) -> frozenset[str]:
        return frozenset(user.username for user in self.users.values() if user.username)

    async def remove(self, user_id: str) -> None:
        self._check()
        self.users.pop(user_id, None)

    async def remove_phones(self, user_id: str) -> int:
        return self.phones.pop(user_id, 0)

    def _check(self) -> None:
        if self.fails:
            raise AccountError("Home Assistant does not do it")


class Stage:
    """A site that can be closed and opened again on the same folder."""

    def __init__(self, folder: Path, config: SiteConfig = CONFIG) -> None:
        self.folder = folder
        self.config = config
        self.clock = Clock()
        self.barrier = ScriptedBarrier()
        self.accounts = ScriptedAccounts()
        self.streams: dict[str, str] = {}
        self.events: list[Event] = []
        self.reports = 0
        self.site: Site

    async def open(self) -> Site:
        self.site = await Site.open(
            self.config,
            self.folder,
            House(self.barrier, self._stream, self.accounts, lambda: ALMATY),
            self.clock,
            self.clock.steady,
        )
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

    def tell(
        self,
        state: CameraState = CameraState.ONLINE,
        view: CameraView = CameraView.UNKNOWN,
        cameras: tuple[str, ...] = ("lot",),
    ) -> None:
        """Tell that the recognizer is there, and how its cameras are."""
        health = tuple(CameraHealth(camera, state, self.clock(), None, view) for camera in cameras)
        self.site.links.status(StatusReport(self.clock(), "0.1.0", None, health, 0, 0, 0, None))

    async def see(self, camera: str = "lot", ago: float = 0, **slots: bool) -> bool:
        """Report how a camera sees slots: s1=True for an occupied slot 1. Returns whether that was new."""
        self.reports += 1
        states = tuple(SlotReport(name[1:], taken, 0.97 if taken else 0.03) for name, taken in slots.items())
        at = self.clock() - timedelta(seconds=ago)
        report = SlotsReport(f"r-{self.reports:06}", camera, at, False, states)
        return await self.site.places.handle(report, self.clock())

    async def _stream(self, entity_id: str) -> str | None:
        return self.streams.get(entity_id)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    stage = Stage(tmp_path)
    await stage.open()
    await stage.site.layouts.save("lot", DRAWING, "board")
    await stage.site.people.add_vehicle("123ABC02", "17", "board")
    await asyncio.sleep(0)  # what was told of it is heard in the loop's next turn
    stage.events.clear()
    yield stage
    stage.barrier.go.set()
    await stage.site.close()


def later(passage: Passage, seconds: float) -> Passage:
    return replace(passage, captured_at=passage.captured_at + timedelta(seconds=seconds))


async def reach(reached: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not reached():
            await asyncio.sleep(0)
