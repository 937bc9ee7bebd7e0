"""One camera's drawing as the board sends it, read from JSON and checked before anything else sees it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from .layout import MAX_SLOTS, LayoutError, Polygon, read_polygon, read_size
from .places import Address, SlotKind
from .stills import STILL_ID

MAX_SITE_SLOTS: Final = 2000
MAX_ADDRESS: Final = 8
MAX_APARTMENT: Final = 32
MAX_ZONE: Final = 64

_SLOT_ID: Final = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


class DrawingError(ValueError):
    """A drawing cannot be used: `code` says why, `slot` which one (an address, or #3 for the third; or "")."""

    def __init__(self, code: str, slot: str = "") -> None:
        super().__init__(f"{code} {slot}".strip())
        self.code = code
        self.slot = slot


@dataclass(frozen=True, slots=True)
class DrawnSlot:
    """One slot of a drawing; `id` None: a new one; `polygon` None: a place that no camera sees."""

    id: str | None
    row: str
    number: str
    kind: SlotKind
    zone: str
    apartment: str | None
    polygon: Polygon | None

    @property
    def address(self) -> Address:
        """Its row and number."""
        return Address(self.row, self.number)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on one camera's picture of a size (width, height); `still` is that picture, where it is kept."""

    size: tuple[int, int]
    still: str | None
    slots: tuple[DrawnSlot, ...]


@dataclass(frozen=True, slots=True)
class Base:
    """What a drawing began from: the layout that its camera had, by when it was saved; None: it had none."""

    saved_at: datetime | None


def read_drawing(value: object) -> Drawing:
    """Check `{"size", "still", "slots": [{"id", "row", "number", …, "polygon"}]}`; raises DrawingError."""
    if not isinstance(value, dict):
        raise DrawingError("layout_not_object")
    size = picture_size(value.get("size"))
    slots = tuple(_slot(slot, f"#{n}", size) for n, slot in enumerate(slot_list(value.get("slots")), start=1))
    check_twins(slots)
    return Drawing(size, _text_id(value.get("still"), STILL_ID, "layout_still", ""), slots)


def picture_size(value: object) -> tuple[int, int]:
    """Read a width and height in pixels; raises DrawingError."""
    try:
        return read_size(value)
    except LayoutError as err:
        raise DrawingError(err.code) from err


def slot_list(value: object) -> list[object]:
    """Read the list of a camera's slots, which may be empty; raises DrawingError."""
    if not isinstance(value, list):
        raise DrawingError("layout_no_slots")
    if len(value) > MAX_SLOTS:
        raise DrawingError("layout_too_many_slots")
    return cast("list[object]", value)


def outline(value: object, size: tuple[int, int], slot: str) -> Polygon:
    """Read a slot's polygon; raises DrawingError."""
    try:
        return read_polygon(value, size, slot)
    except LayoutError as err:
        raise DrawingError(err.code, err.slot) from err


def read_address(row: object, number: object, where: str) -> Address:
    """Read what is painted on the ground; raises DrawingError."""
    texts = [_words(part, MAX_ADDRESS) for part in (row or "", number)]
    if texts[0] is None or not texts[1]:
        raise DrawingError("layout_address", where)
    return Address(texts[0], texts[1])


def read_kind(value: object, slot: str) -> SlotKind:
    """Read who a slot is meant for; raises DrawingError."""
    if isinstance(value, str) and value in set(SlotKind):
        return SlotKind(value)
    raise DrawingError("layout_kind", slot)


def read_apartment(value: object, slot: str) -> str | None:
    """Read whose slot it is, None for nobody's; raises DrawingError."""
    apartment = _words(value or "", MAX_APARTMENT)
    if apartment is None:
        raise DrawingError("layout_apartment", slot)
    return apartment or None


def read_zone(value: object, slot: str) -> str:
    """Read a zone's id or name; raises DrawingError."""
    zone = _words(value, MAX_ZONE)
    if not zone:
        raise DrawingError("layout_zone_unknown", slot)
    return zone


def check_twins(slots: Iterable[DrawnSlot]) -> None:
    """Raise DrawingError for an address or an id that stands there twice."""
    keys: set[str] = set()
    ids: set[str] = set()
    for slot in slots:
        if slot.address.key in keys or slot.id in ids:
            raise DrawingError("layout_duplicate_slot", slot.address.text)
        keys.add(slot.address.key)
        if slot.id is not None:
            ids.add(slot.id)


def _slot(value: object, where: str, size: tuple[int, int]) -> DrawnSlot:
    if not isinstance(value, dict):
        raise DrawingError("layout_slot_not_object", where)
    address = read_address(value.get("row"), value.get("number"), where)
    name = address.text
    return DrawnSlot(
        id=_text_id(value.get("id"), _SLOT_ID, "layout_slot_unknown", name),
        row=address.row,
        number=address.number,
        kind=read_kind(value.get("kind"), name),
        zone=read_zone(value.get("zone"), name),
        apartment=read_apartment(value.get("apartment"), name),
        polygon=outline(value.get("polygon"), size, name),
    )


def _text_id(value: object, pattern: re.Pattern[str], code: str, slot: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise DrawingError(code, slot)
    return value


def _words(value: object, longest: int) -> str | None:
    """Return a text with single spaces; None where it is none, too long, or cannot be printed."""
    if not isinstance(value, str) or len(value) > 4 * longest:
        return None
    words = " ".join(value.split())
    return words if len(words) <= longest and words.isprintable() else None
