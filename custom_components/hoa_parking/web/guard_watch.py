"""A guard's panel that listens: who waits for a decision, who is on, and what went on since."""

import asyncio
import time
from typing import Final, override

from homeassistant.core import HomeAssistant

from ..core.errors import StoreError
from ..core.events import (
    AskEnded,
    AskRaised,
    Event,
    ExceptionsChanged,
    OutcomeLogged,
    PassageLogged,
    PassageResolved,
    ShiftChanged,
)
from ..core.guard import Asking, Exceptional, Shift
from ..core.roles import Act
from ..desks.people import Person
from . import shapes
from .commands import PICTURE_LIFETIME, Connection
from .names import name_of
from .shapes import Shape, Sign, moment
from .watch import Watch

PAUSE_S: Final = 0.25
"""What changes within this time is sent together."""

_CHANGING: Final = (
    *(PassageLogged, OutcomeLogged, PassageResolved, ExceptionsChanged),
    *(ShiftChanged, AskRaised, AskEnded),
)


class GuardWatch(Watch):
    """One guard's subscription."""

    needs = Act.WORK_GATE

    def __init__(self, hass: HomeAssistant, connection: Connection, message_id: int) -> None:
        super().__init__(hass, connection, message_id)
        self.sign = lasting(self.sign)
        self._told: Shape = {}
        self._stale = False
        self._looking = False

    @override
    async def snapshot(self, person: Person) -> Shape:
        self._told = await self._shape(person)
        return self._told

    @override
    def tell(self, event: Event, person: Person) -> None:
        if not isinstance(event, _CHANGING):
            return
        self._stale = True
        if not self._looking:
            self._looking = True
            self.hass.async_create_task(self._look(), "hoa_parking guard")

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
            shape = await self._shape(person)
        except StoreError:  # the next change, or the site's end, says it anew
            return
        if shape != self._told:
            self._told = shape
            self.send(shape)

    async def _shape(self, person: Person) -> Shape:
        watching = await self.site.shifts.now_on()
        on, last = watching.on, watching.last
        board = await self.site.guard.board(on.since if on else None)
        counts = board.counts
        return {
            "kind": "guard",
            "exceptions": [self._exception(one, person) for one in board.waiting],
            "shift": await self._on(on, last, person) if on else None,
            "last": await self._last(last) if last else None,
            "counts": {
                "passages": counts.passages,
                "opened": counts.opened,
                "refused": counts.refused,
                "by_hand": counts.by_hand,
            },
        }

    def _exception(self, one: Exceptional, person: Person) -> Shape:
        return {**shapes.passage(one.entry, person, self.sign), "ask": _asking(one.asking)}

    async def _on(self, on: Shift, last: Shift | None, person: Person) -> Shape:
        return {
            "name": await name_of(self.hass, on.user),
            "since": moment(on.since),
            "mine": on.user == person.user_id,
            "note": last.note if last else None,
        }

    async def _last(self, last: Shift) -> Shape:
        until = None if last.until is None else moment(last.until)
        return {"name": await name_of(self.hass, last.user), "until": until, "note": last.note}


def lasting(sign: Sign) -> Sign:
    """Return what gives the same address of a picture for a while: a browser need not fetch what it has."""
    signed: dict[str, tuple[str, float]] = {}
    half = PICTURE_LIFETIME.total_seconds() / 2

    def again(path: str) -> str:
        now = time.monotonic()
        for old in [known for known, (_, at) in signed.items() if now - at > half]:
            del signed[old]
        if path not in signed:
            signed[path] = (sign(path), now)
        return signed[path][0]

    return again


def _asking(asking: Asking | None) -> Shape | None:
    return None if asking is None else {"until": moment(asking.until), "answers": asking.answers}
