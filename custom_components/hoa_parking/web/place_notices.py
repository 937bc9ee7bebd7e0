"""What is wrong with places, as far as a person may know: one line for each place."""

from collections.abc import Iterator
from typing import Final

from ..core.events import Event, NoticeEnded, NoticeRaised, PlanChanged, SlotsChanged, StaysChanged
from ..core.places import NoticeKind, SlotNow, Stay
from ..desks.people import Person
from ..site import Site
from .place_shapes import known_notices
from .shapes import Shape, moment

MOST: Final = 200

type _Line = tuple[SlotNow, Stay, NoticeKind]


def notices(site: Site, person: Person) -> list[Shape]:
    """Return the places where something is wrong, the newest first; the same that a slot's own shape says."""
    lines = sorted(_lines(site, person), key=lambda line: (line[1].since, line[0].slot.id), reverse=True)
    return [
        {
            "slot": now.slot.id,
            "address": now.slot.address.text,
            "zone": now.slot.zone,
            "kind": kind.value,
            "since": moment(stay.since),
        }
        for now, stay, kind in lines[:MOST]
    ]


def may_change(event: Event) -> bool:
    """Tell whether an event may change what is wrong, where, or who may know."""
    return isinstance(event, NoticeRaised | NoticeEnded | StaysChanged | SlotsChanged | PlanChanged)


def _lines(site: Site, person: Person) -> Iterator[_Line]:
    for stay in site.stays.noticed:
        # A stay ends a moment after its slot is free, or is no more.
        if (now := site.places.drawn(stay.slot)) is None or now.occupied is False:
            continue
        if shown := known_notices(now, stay, site.stays.told(stay.slot), person):
            yield now, stay, shown[0]
