"""Outlines drawn by people: a camera's slots and the region it watches, read from JSON and checked."""

import json
from dataclasses import dataclass
from typing import cast

MAX_SLOTS = 500
MAX_POINTS = 32
MAX_ID = 32
MIN_SIDE, MAX_SIDE = 16, 16_384
MAX_TEXT = 256 * 1024
MIN_SLOT_AREA = 16.0  # square pixels; the recognizer refuses less
MIN_REGION_AREA = 1e-6  # of the picture

type Point = tuple[float, float]
type Polygon = tuple[Point, ...]


class LayoutError(ValueError):
    """An outline cannot be used: `code` says why, `slot` which one (or "")."""

    def __init__(self, code: str, slot: str = "") -> None:
        super().__init__(f"{code} {slot}".strip())
        self.code = code
        self.slot = slot


@dataclass(frozen=True, slots=True)
class OutlinedSlot:
    """One slot, outlined in pixels of the layout's picture."""

    id: str
    polygon: Polygon


@dataclass(frozen=True, slots=True)
class Layout:
    """The slots one camera sees; `size` is the width and height of the picture they were drawn on."""

    size: tuple[int, int]
    slots: tuple[OutlinedSlot, ...]


def parse_layout(text: str) -> Layout:
    """Read `{"size": [w, h], "slots": [{"id", "polygon": [[x, y], …]}]}`; raises LayoutError."""
    return read_layout(_json(text))


def read_layout(value: object) -> Layout:
    """Check a layout that is no text any more; raises LayoutError."""
    if not isinstance(value, dict):
        raise LayoutError("layout_not_object")
    size = read_size(value.get("size"))
    slots = value.get("slots")
    if not isinstance(slots, list) or not slots:
        raise LayoutError("layout_no_slots")
    if len(slots) > MAX_SLOTS:
        raise LayoutError("layout_too_many_slots")
    outlined = tuple(_slot(slot, position, size) for position, slot in enumerate(slots, start=1))
    seen: set[str] = set()
    for slot in outlined:
        if slot.id in seen:
            raise LayoutError("layout_duplicate_slot", slot.id)
        seen.add(slot.id)
    return Layout(size, outlined)


def parse_region(text: str) -> Polygon:
    """Read `[[x, y], …]` with coordinates from 0 to 1; raises LayoutError."""
    return read_region(_json(text))


def read_region(value: object) -> Polygon:
    """Check a region that is no text any more; raises LayoutError."""
    points = _points(value, "region", "")
    _check(points, (1.0, 1.0), MIN_REGION_AREA, "region", "")
    return points


def read_polygon(value: object, size: tuple[int, int], slot: str) -> Polygon:
    """Check a slot's outline on a picture of that size; raises LayoutError."""
    points = _points(value, "layout", slot)
    _check(points, size, MIN_SLOT_AREA, "layout", slot)
    return points


def _json(text: str) -> object:
    if len(text) > MAX_TEXT:
        raise LayoutError("json_too_long")
    try:
        return cast("object", json.loads(text))
    except (ValueError, RecursionError) as err:
        raise LayoutError("json_malformed") from err


def read_size(value: object) -> tuple[int, int]:
    """Check a picture's width and height; raises LayoutError."""
    match value:
        case [int(width), int(height)] if all(
            not isinstance(side, bool) and MIN_SIDE <= side <= MAX_SIDE for side in (width, height)
        ):
            return width, height
        case _:
            raise LayoutError("layout_size")


def _slot(value: object, position: int, size: tuple[int, int]) -> OutlinedSlot:
    if not isinstance(value, dict):
        raise LayoutError("layout_slot_not_object", f"#{position}")
    name = value.get("id")
    if not isinstance(name, str) or not name.strip() or len(name.strip()) > MAX_ID:
        raise LayoutError("layout_slot_id", f"#{position}")
    name = name.strip()
    return OutlinedSlot(name, read_polygon(value.get("polygon"), size, name))


def _points(value: object, what: str, slot: str) -> Polygon:
    if not isinstance(value, list):
        raise LayoutError(f"{what}_polygon", slot)
    if len(value) < 3:
        raise LayoutError(f"{what}_too_few_points", slot)
    if len(value) > MAX_POINTS:
        raise LayoutError(f"{what}_too_many_points", slot)
    return tuple(_point(point, what, slot) for point in value)


def _point(value: object, what: str, slot: str) -> Point:
    match value:
        case [int() | float() as x, int() | float() as y] if _finite(x) and _finite(y):
            return x, y
        case _:
            raise LayoutError(f"{what}_polygon", slot)


def _finite(number: float) -> bool:
    return not isinstance(number, bool) and abs(number) < 1e9


def _check(points: Polygon, size: tuple[float, float], least_area: float, what: str, slot: str) -> None:
    if not all(0 <= x <= size[0] and 0 <= y <= size[1] for x, y in points):
        raise LayoutError(f"{what}_outside", slot)
    following = points[1:] + points[:1]
    twice_area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, following, strict=True))
    if abs(twice_area) < 2 * least_area:
        raise LayoutError(f"{what}_no_area", slot)
