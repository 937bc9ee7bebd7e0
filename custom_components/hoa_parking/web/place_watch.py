"""A panel that listens to the places: what is drawn and how it is, then what changes."""

import asyncio
from collections.abc import Iterator
from typing import Final, override

from homeassistant.core import HomeAssistant, callback

from ..core.config import CameraRole
from ..core.events import Event, NoticeEnded, NoticeRaised, PlanChanged, SlotsChanged, StaysChanged
from ..core.places import SlotNow
from ..core.roles import Act, may
from ..desks.people import Person
from ..site import Site
from . import place_shapes
from .commands import Connection
from .shapes import Shape
from .watch import Watch

PIECE: Final = 200
"""Slots that are put into shape in one turn of the loop."""


class PlaceWatch(Watch):
    """One panel's subscription. Slots that change in one turn of the loop are told together."""

    def __init__(self, hass: HomeAssistant, connection: Connection, message_id: int) -> None:
        super().__init__(hass, connection, message_id)
        self._changed: set[str] = set()
        self._replanned = False

    @override
    async def snapshot(self, person: Person) -> Shape:
        self._changed, self._replanned = set(), False
        if not may(person.role, Act.SEE_PLACES):
            return {"kind": "places", "zones": [], "slots": [], "cameras": []}
        return await self._everything(person)

    @override
    def tell(self, event: Event, person: Person) -> None:
        if not may(person.role, Act.SEE_PLACES):
            return
        waits = bool(self._changed) or self._replanned
        self._replanned = self._replanned or isinstance(event, PlanChanged)
        self._changed.update(_slots_of(event))
        if not waits and (self._changed or self._replanned):
            self.hass.loop.call_soon(self._flush)

    @callback
    def _flush(self) -> None:
        changed, replanned = self._changed, self._replanned
        self._changed, self._replanned = set(), False
        if self.person is None:
            return
        if replanned:
            self.hass.async_create_task(self.begin(), "hoa_parking places")
            return
        known = (self.site.places.drawn(slot_id) for slot_id in sorted(changed))
        slots = [shape_of(self.site, now, self.person) for now in known if now is not None]
        if slots:
            self.send({"kind": "slots", "slots": slots})

    async def _everything(self, person: Person) -> Shape:
        site = self.site
        layouts = {layout.camera: layout for layout in site.layouts.plan.layouts}
        lot = [one for one in site.config.cameras if one.role is CameraRole.LOT]
        sign = self.sign if may(person.role, Act.SEE_STILLS) else None
        return {
            "kind": "places",
            "zones": [{"id": zone.id, "name": zone.name} for zone in site.config.zones],
            "slots": await _in_pieces(site, person),
            "cameras": [place_shapes.camera(one, layouts.get(one.id), sign) for one in lot],
        }


async def _in_pieces(site: Site, person: Person) -> list[Shape]:
    """Return every slot's shape, and let others have their turn meanwhile."""
    shaped: list[Shape] = []
    slots = site.places.slots
    for start in range(0, len(slots), PIECE):
        shaped += [shape_of(site, now, person) for now in slots[start : start + PIECE]]
        await asyncio.sleep(0)
    return shaped


def shape_of(site: Site, now: SlotNow, person: Person) -> Shape:
    """Return a slot as a person may know it now."""
    # A stay ends a moment after its slot is free.
    stands = now.occupied is not False
    stay = site.stays.stay(now.slot.id) if stands else None
    return place_shapes.slot(now, stay, site.stays.told(now.slot.id) if stands else (), person)


def _slots_of(event: Event) -> Iterator[str]:
    match event:
        case SlotsChanged(slots):
            yield from (now.slot.id for now in slots)
        case StaysChanged(stays):
            yield from (stay.slot for stay in stays)
        case NoticeRaised(notice) | NoticeEnded(notice):
            yield notice.slot
        case _:
            pass
