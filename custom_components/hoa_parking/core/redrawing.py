"""From what is drawn and what is to be drawn anew to what has to change. Pure; all of it or nothing of it.

A slot keeps its identity by the id it is sent with; without one, by its address, where the slot of that address is not
drawn anywhere else or several cameras may share it. A slot that loses its last outline goes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from .drawing import MAX_SITE_SLOTS, Drawing, DrawnSlot
from .layout import Polygon
from .places import Address, Plan, Slot, SlotKind


@dataclass(frozen=True, slots=True)
class Sheet:
    """A camera's new drawing; `camera` None: the places that no camera sees."""

    camera: str | None
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a sheet's place (the first is 1; 0: all of them) cannot be; `slot` is its address."""

    camera: str | None
    place: int
    code: str
    slot: str


@dataclass(frozen=True, slots=True)
class PlacedSlot:
    """A slot as it will be, with its outlines on the cameras that are drawn anew; `id` None: a new one."""

    id: str | None
    address: Address
    kind: SlotKind
    zone: str
    apartment: str | None
    outlines: Mapping[str, Polygon]


@dataclass(frozen=True, slots=True)
class Redrawing:
    """What changes; nothing may where there are `flaws`. `changed` are those placed that are not as they were."""

    sheets: tuple[Sheet, ...]
    placed: tuple[PlacedSlot, ...]
    removed: tuple[str, ...]
    changed: int
    flaws: tuple[Flaw, ...]

    @property
    def added(self) -> int:
        """How many slots are new."""
        return sum(slot.id is None for slot in self.placed)


def redraw(
    plan: Plan, sheets: Sequence[Sheet], zones: Collection[str], apartments: Collection[str], *, share: bool = False
) -> Redrawing:
    """Say what changes when these sheets are drawn anew; `share`: an address that another camera has is the same slot.

    `zones` are the ids of those that are set up, `apartments` those with a household.
    """
    table = _Table(plan, sheets, share=share)
    for sheet in sheets:
        for place, drawn in enumerate(sheet.drawing.slots, start=1):
            code = _unfit(drawn, zones, apartments) or table.put(sheet.camera, drawn)
            if code:
                table.flaws.append(Flaw(sheet.camera, place, code, drawn.address.text))
    table.check()
    return Redrawing(
        sheets=tuple(sheets),
        placed=tuple(table.placed.values()),
        removed=tuple(slot_id for slot_id in table.present if table.is_lost(slot_id)),
        changed=sum(table.is_changed(slot) for slot in table.placed.values()),
        flaws=tuple(table.flaws),
    )


def outlines_by_slot(plan: Plan) -> dict[str, dict[str, Polygon]]:
    """Return each drawn slot's outlines, by camera."""
    found: dict[str, dict[str, Polygon]] = {}
    for layout in plan.layouts:
        for outline in layout.outlines:
            found.setdefault(outline.slot, {})[layout.camera] = outline.polygon
    return found


_NEW: Final = "new "


class _Table:
    """Slots being put where they will be."""

    def __init__(self, plan: Plan, sheets: Sequence[Sheet], *, share: bool) -> None:
        self.present: dict[str, Slot] = {slot.id: slot for slot in plan.slots}
        self.placed: dict[str, PlacedSlot] = {}
        self.flaws: list[Flaw] = []
        self._share = share
        self._cameras = {sheet.camera for sheet in sheets}
        self._before = outlines_by_slot(plan)
        self._by_key = {slot.address.key: slot.id for slot in plan.slots}
        self._named = {drawn.id for sheet in sheets for drawn in sheet.drawing.slots}

    def put(self, camera: str | None, drawn: DrawnSlot) -> str:
        """Place a slot; returns why not."""
        identity = self._identity(drawn)
        if identity is None:
            return "layout_slot_unknown" if drawn.id else "layout_duplicate_slot"
        slot = PlacedSlot(self._id(identity), drawn.address, drawn.kind, drawn.zone, drawn.apartment, {})
        twin = self.placed.setdefault(identity, slot)
        if camera in twin.outlines or (camera is None and twin is not slot):
            return "layout_duplicate_slot"
        if replace(twin, outlines={}) != slot:
            return "layout_contradiction"
        if camera is not None and drawn.polygon is not None:
            self.placed[identity] = replace(twin, outlines={**twin.outlines, camera: drawn.polygon})
        return ""

    def check(self) -> None:
        """Find addresses that two would have, and a site that is too large."""
        stays = {slot_id for slot_id in self.present if slot_id not in self.placed and not self.is_lost(slot_id)}
        taken = {self.present[slot_id].address.key for slot_id in stays}
        for slot in self.placed.values():
            if slot.address.key in taken:
                self.flaws.append(Flaw(next(iter(slot.outlines), None), 0, "layout_duplicate_slot", slot.address.text))
            taken.add(slot.address.key)
        if len(stays) + len(self.placed) > MAX_SITE_SLOTS:
            self.flaws.append(Flaw(None, 0, "layout_site_full", ""))

    def is_lost(self, slot_id: str) -> bool:
        """Tell whether nothing is left of a slot: its last outline went, or nobody lists the undrawn one any more."""
        if slot_id in self.placed or any(self._elsewhere(slot_id)):
            return False
        return slot_id in self._before or None in self._cameras

    def is_changed(self, placed: PlacedSlot) -> bool:
        """Tell whether a slot that was there will not be as it was."""
        if placed.id is None:
            return False
        before = self.present[placed.id]
        drawn = {camera: line for camera, line in self._before.get(placed.id, {}).items() if camera in self._cameras}
        as_it_was = (before.address, before.kind, before.zone, before.apartment, drawn)
        return as_it_was != (placed.address, placed.kind, placed.zone, placed.apartment, placed.outlines)

    def _identity(self, drawn: DrawnSlot) -> str | None:
        if drawn.id is not None:
            return drawn.id if drawn.id in self.present else None
        there = self._by_key.get(drawn.address.key)
        if there is None or there in self._named:  # a slot that is sent by its id has another address from now on
            return _NEW + drawn.address.key
        return there if self._share or not any(self._elsewhere(there)) else None

    def _id(self, identity: str) -> str | None:
        return None if identity.startswith(_NEW) else identity

    def _elsewhere(self, slot_id: str) -> Iterator[str]:
        return (camera for camera in self._before.get(slot_id, {}) if camera not in self._cameras)


def _unfit(drawn: DrawnSlot, zones: Collection[str], apartments: Collection[str]) -> str:
    if drawn.zone not in zones:
        return "layout_zone_unknown"
    return "layout_apartment_unknown" if drawn.apartment and drawn.apartment not in apartments else ""
