"""What the desks share: configuration, clock, database, listeners. Opens and closes them; no rules of its own."""

import asyncio
import logging
import secrets
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self
from uuid import uuid4

from .core.config import SiteConfig
from .core.errors import StoreError
from .core.events import (
    Event,
    LinksChanged,
    OpenedByHand,
    OutcomeLogged,
    PassageLogged,
    PlanChanged,
    ReadsWanted,
    SiteClosed,
    StillsWanted,
    subjects,
)
from .core.model import GateMode
from .core.ports import Clock, House, Listener, NewId, Steady, Unsubscribe
from .desks.accounts import AccountDesk
from .desks.activity import ActivityDesk
from .desks.admissions import AdmissionDesk
from .desks.applications import ApplicationDesk
from .desks.asks import AskDesk
from .desks.displays import DisplayDesk
from .desks.erasure import ErasureDesk, Memory
from .desks.figures import FigureDesk
from .desks.gates import GateDesk
from .desks.guard import GuardDesk
from .desks.history import HistoryDesk
from .desks.journal import JournalDesk
from .desks.layouts import LayoutDesk
from .desks.links import LinkDesk
from .desks.lists import ListDesk
from .desks.passages import PassageDesk
from .desks.passes import PassDesk
from .desks.people import PeopleDesk
from .desks.places import PlaceDesk
from .desks.price import PriceDesk
from .desks.reads import ReadDesk
from .desks.recognizer import RecognizerDesk
from .desks.retention import RetentionDesk
from .desks.shifts import ShiftDesk
from .desks.stays import StayDesk
from .store.database import Database
from .store.documents import DocumentFolder
from .store.pictures import PictureFolder
from .store.stills import StillFolder

FOLDER: Final = "hoa_parking"
DATABASE: Final = "hoa_parking.db"
PICTURES: Final = "pictures"
STILLS: Final = "stills"
DOCUMENTS: Final = "documents"
TICK_S: Final = 5.0
SWEEP_S: Final = 24 * 60 * 60.0

_LOGGER = logging.getLogger(__name__)


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def random_id() -> str:
    """Return an id that nobody can guess."""
    return str(uuid4())


def random_token() -> str:
    """Return a secret that fits into an address."""
    return secrets.token_urlsafe(24)


def steady_seconds() -> float:
    """Return seconds on a clock that nobody sets."""
    return time.monotonic()


class Site:
    """One association's site, open.

    `gates`, `passages`, `places`, `people`, `price` and `links` are its desks; `recognizer` keeps the recognizer's
    configuration.
    """

    def __init__(
        self,
        config: SiteConfig,
        folder: Path,
        house: House,
        now: Clock,
        steady: Steady,
        new_id: NewId,
    ) -> None:
        self.config = config
        self.folder = folder
        self.now = now
        self.steady = steady
        self._listeners: dict[int, Listener] = {}
        self._followers: dict[str, list[Listener]] = {}
        self._next_listener = 0
        self._running: list[asyncio.Task[None]] = []
        self.database = Database(folder / DATABASE)
        self.pictures = PictureFolder(folder / PICTURES)
        self.gates = GateDesk(config, self.database, house.barrier, self._publish, now)
        self.passages = PassageDesk(
            config, self.database, self.pictures, self.gates, self._publish, now, house.zone, new_id
        )
        self.passes = PassDesk(self.database, self._publish, now, random_token)
        self.asks = AskDesk(self.database, self.gates, self.passages, self._publish, now, steady)
        self.stills = StillFolder(folder / STILLS)
        self.layouts = LayoutDesk(config, self.database, self.stills, self._publish, now, new_id)
        self.displays = DisplayDesk(self.database, now, random_token)
        self.places = PlaceDesk(config, self.database, self._publish, now)
        self.stays = StayDesk(config, self.database, self._publish, now)
        self.history = HistoryDesk(config, self.database, now)
        self.people = PeopleDesk(self.database, self._publish, now)
        self.lists = ListDesk(self.database, self._publish, now)
        self.documents = DocumentFolder(folder / DOCUMENTS)
        self.applications = ApplicationDesk(*(self.database, self.documents, self._publish, now, new_id, random_token))
        letting_in = (self.database, house.accounts, self._publish, now, random_token)
        self.admissions = AdmissionDesk(*letting_in)
        self.accounts = AccountDesk(*letting_in)
        self.price = PriceDesk(config, self.database, now)
        self.links = LinkDesk(config, self._publish, now, steady)
        self.recognizer = RecognizerDesk(config, house.stream_source)
        self.reads = ReadDesk(self._publish, now, new_id)
        self.guard = GuardDesk(self.database, self.gates, self.passages, self._publish, now, house.zone)
        self.shifts = ShiftDesk(self.database, self._publish, now)
        self.activity = ActivityDesk(self.database, now)
        self.figures = FigureDesk(config, self.database, now, house.zone)
        self.journal = JournalDesk(self.database, now)
        memory = Memory(self.stays.disown, self.layouts.reread, self.guard.look_again, self.journal.forget)
        self.erasure = ErasureDesk(self.database, self.pictures, self.documents, memory, self._publish, now, new_id)
        self.retention = RetentionDesk(config, self.database, self.pictures, self.documents, now)

    @classmethod
    async def open(
        cls,
        config: SiteConfig,
        folder: Path,
        house: House,
        now: Clock = utc_now,
        steady: Steady = steady_seconds,
        new_id: NewId = random_id,
    ) -> Self:
        """Open the database in `folder` and every desk; raises StoreError."""
        site = cls(config, folder, house, now, steady, new_id)
        await site.database.open()
        try:
            site.activity.open()
            await site.gates.open()
            await site.passages.open()
            await site.asks.open()
            await site.guard.open()
            await site.displays.open()
            await site.applications.open()
            await site.layouts.open()
            site.recognizer.draw(site.layouts.plan)
            site.links.replan(site.layouts.plan)
            await site.places.open()
            site.places.replan(site.layouts.plan)
            await site.stays.open(site.places.slots)
            await site.history.open(site.places.zones)
        except StoreError:
            await site.close()
            raise
        site._running = [
            asyncio.create_task(site._tick(), name="hoa_parking links"),
            asyncio.create_task(site._sweep(), name="hoa_parking retention"),
        ]
        return site

    async def close(self) -> None:
        """Stop listening, let gates finish, close the database."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._publish(SiteClosed())
        self.reads.close()
        self.recognizer.close()
        await self.asks.close()
        await self.passages.close()
        await self.gates.close()
        await self.guard.close()
        await self.places.close()
        await self.stays.close()
        await self.history.close()
        await self.stills.close()
        await self.documents.close()
        await self.activity.close()
        await self.database.close()

    def subscribe(self, listener: Listener) -> Unsubscribe:
        """Call `listener` with each event from the event loop; returns what ends it."""
        number = self._next_listener
        self._next_listener += 1
        self._listeners[number] = listener

        def unsubscribe() -> None:
            self._listeners.pop(number, None)

        return unsubscribe

    def follow(self, subject: str, listener: Listener) -> Unsubscribe:
        """Call `listener` with each event about one thing (`core.events.subjects`); returns what ends it."""
        followers = self._followers.setdefault(subject, [])
        followers.append(listener)

        def unfollow() -> None:
            followers.remove(listener)
            if not followers:
                self._followers.pop(subject, None)

        return unfollow

    async def quiesce(self) -> None:
        """Make the files fit for a backup until `resume`; gates keep working. Raises StoreError."""
        await self.database.quiesce()

    async def resume(self) -> None:
        """End what `quiesce` began. Raises StoreError."""
        await self.database.resume()

    def _publish(self, event: Event) -> None:
        self._tell_desks(event)
        # Each listener gets its own turn of the loop: one that fails takes no other, and no desk, with it.
        loop = asyncio.get_running_loop()
        for listener in tuple(self._listeners.values()):
            loop.call_soon(listener, event)
        for subject in subjects(event):
            for follower in tuple(self._followers.get(subject, ())):
                loop.call_soon(follower, event)

    def _tell_desks(self, event: Event) -> None:
        self.stays.follow(event)
        self.history.follow(event)
        self.asks.follow(event)
        self.applications.follow(event)
        self.guard.follow(event)
        match event:
            case LinksChanged(links):
                self.places.see(links)
                self.recognizer.see(links)
            case PassageLogged(entry) | OutcomeLogged(entry):
                self.places.passed(entry, self.gates.gate(entry.gate).mode if entry.gate else GateMode.NORMAL)
            case OpenedByHand(gate, at):
                self.passages.let_in(gate, at)
            case PlanChanged(plan):
                self.links.replan(plan)
                self.places.replan(plan)
                self.recognizer.draw(plan)
            case StillsWanted(stills):
                self.recognizer.want(stills)
            case ReadsWanted(reads):
                self.recognizer.read(reads)
            case _:
                pass

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            self.links.tick()
            self.stays.tick()
            self.history.tick()
            self.asks.tick()
            self.activity.tick()
            self.reads.tick()
            self.guard.tick()
            await self._look_after_stills()

    async def _look_after_stills(self) -> None:
        try:
            await self.layouts.tick()
        except StoreError as err:
            _LOGGER.warning("Pictures that nobody draws on were not deleted: %s", err)

    async def _sweep(self) -> None:
        while True:
            try:
                await self.retention.sweep()
            except StoreError as err:
                _LOGGER.warning("What is old was not deleted today: %s", err)
            await asyncio.sleep(SWEEP_S)
