"""A panel that listens: a snapshot, then what changes, to each what they may, until it leaves or the site closes."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar, Final, override

from homeassistant.components.websocket_api import ERR_UNAUTHORIZED
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval

from ..core.errors import Refused, StoreError
from ..core.events import Event, PersonChanged, SiteClosed
from ..core.roles import Act, may
from ..desks.people import Person
from ..site import Site
from .commands import PICTURE_LIFETIME, Connection, signer, site_to_read
from .shapes import Shape, Sign

PAUSE_S: Final = 0.25
"""What changes within this time is sent together, where everything is sent whole."""


class Watch(ABC):
    """One subscription of one panel: its reader's rights are looked up anew whenever they change.

    `needs` is what a reader must be allowed to listen at all; None: everybody may, and is told what is theirs.
    """

    needs: ClassVar[Act | None] = None
    site: Site

    def __init__(self, hass: HomeAssistant, connection: Connection, message_id: int) -> None:
        self.hass = hass
        self.connection = connection
        self.sign = signer(hass, connection)
        self.person: Person | None = None  # None until the snapshot is sent
        self._id = message_id
        self._admin = connection.user.is_admin
        self._waiting: list[Event] = []

    @abstractmethod
    async def snapshot(self, person: Person) -> Shape:
        """Return everything as it is, for a person; raises StoreError."""

    @abstractmethod
    def tell(self, event: Event, person: Person) -> None:
        """Send what an event is to a person."""

    async def start(self) -> None:
        """Listen, and send the first snapshot; or say why not."""
        try:
            self.site = site_to_read(self.hass, self.connection)
            await self._keep_out_others()
        except Refused as err:
            self.connection.send_error(self._id, err.code, str(err))
            return
        except StoreError as err:
            self.connection.send_error(self._id, f"store_{err.code}", str(err))
            return
        self.connection.subscriptions[self._id] = self.site.subscribe(self.hear)
        self.connection.send_result(self._id)
        await self.begin()

    async def begin(self) -> None:
        """Send the snapshot, then what came meanwhile."""
        self.person = None
        self._admin = self.connection.user.is_admin
        try:
            person = await self._reader()
            snapshot = await self.snapshot(person) if self._may_listen(person) else None
        except StoreError:
            snapshot = None
        if snapshot is None:
            self._close()
            return
        self.send(snapshot)
        self.person = person
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            self.hear(event)

    @callback
    def hear(self, event: Event) -> None:
        """Send an event to a reader who may have it."""
        if isinstance(event, SiteClosed):
            self._close()
        elif self.person is None:
            self._waiting.append(event)
        elif self._is_another(event):
            self.hass.async_create_task(self.begin(), "hoa_parking panel")
        else:
            self.tell(event, self.person)

    def send(self, shape: Shape) -> None:
        """Send a message, while the panel still listens."""
        if self._id in self.connection.subscriptions:
            self.connection.send_event(self._id, shape)

    async def _keep_out_others(self) -> None:
        if self.needs is not None and not self._may_listen(await self._reader()):
            raise Refused(ERR_UNAUTHORIZED, "this is not for you")

    async def _reader(self) -> Person:
        return await self.site.people.person(self.connection.user.id, is_admin=self._admin)

    def _may_listen(self, person: Person) -> bool:
        return self.needs is None or may(person.role, self.needs)

    def _is_another(self, event: Event) -> bool:
        changed = isinstance(event, PersonChanged) and event.user_id == self.connection.user.id
        return changed or self._admin is not self.connection.user.is_admin

    def _close(self) -> None:
        """Say goodbye: the panel asks again later."""
        if (unsubscribe := self.connection.subscriptions.get(self._id)) is not None:
            self.send({"kind": "closed"})
            del self.connection.subscriptions[self._id]
            unsubscribe()


class WholeWatch(Watch):
    """A subscription that is sent everything whole, again whenever something of it changed.

    `again` is how often it is looked at even so: time passes too, and addresses of pictures end. No more than a third
    of such an address's life.
    """

    again: ClassVar[timedelta] = PICTURE_LIFETIME / 3

    def __init__(self, hass: HomeAssistant, connection: Connection, message_id: int) -> None:
        super().__init__(hass, connection, message_id)
        self.sign = lasting(self.sign, self._now)
        self.told: Shape = {}
        self._stale = False
        self._looking = False

    @abstractmethod
    async def everything(self, person: Person) -> Shape:
        """Return everything as it is, for a person; raises StoreError."""

    @abstractmethod
    def concerns(self, event: Event, person: Person) -> bool:
        """Tell whether an event may have changed something of it."""

    @override
    async def start(self) -> None:
        await super().start()
        if (unsubscribe := self.connection.subscriptions.get(self._id)) is None:
            return
        untimed = async_track_time_interval(self.hass, self._on_time, self.again)

        def leave() -> None:
            untimed()
            unsubscribe()

        self.connection.subscriptions[self._id] = leave

    @override
    async def snapshot(self, person: Person) -> Shape:
        self.told = await self.everything(person)
        return self.told

    @override
    def tell(self, event: Event, person: Person) -> None:
        if self.concerns(event, person):
            self._look_soon()

    def _now(self) -> datetime:
        return self.site.now()

    @callback
    def _on_time(self, _: datetime) -> None:
        self._look_soon()

    def _look_soon(self) -> None:
        self._stale = True
        if not self._looking:
            self._looking = True
            self.hass.async_create_task(self._look(), "hoa_parking whole")

    async def _look(self) -> None:
        try:
            while self._stale and (person := self.person) is not None:
                self._stale = False
                await self._tell_changes(person)
                await asyncio.sleep(PAUSE_S)
        finally:
            self._looking = False

    async def _tell_changes(self, person: Person) -> None:
        try:
            shape = await self.everything(person)
        except StoreError:  # the next change, the next look, or the site's end says it anew
            return
        if shape != self.told and self.person is person:
            self.told = shape
            self.send(shape)


def lasting(sign: Sign, now: Callable[[], datetime]) -> Sign:
    """Return what gives the same address of a picture for half its life: a browser need not fetch what it has."""
    signed: dict[str, tuple[str, datetime]] = {}

    def again(path: str) -> str:
        moment = now()
        for old in [known for known, (_, at) in signed.items() if not _is_young(moment - at)]:
            del signed[old]
        if path not in signed:
            signed[path] = (sign(path), moment)
        return signed[path][0]

    return again


def _is_young(age: timedelta) -> bool:
    """Tell whether an address is for a while yet; a clock that was set back says nothing."""
    return timedelta() <= age < PICTURE_LIFETIME / 2
