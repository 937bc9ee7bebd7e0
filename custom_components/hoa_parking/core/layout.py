"""Outlines drawn by people: of slots on a picture, and of the region that a camera watches; read and checked."""

import json
from typing import cast

MAX_SLOTS = 500
MAX_POINTS = 32
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
    if crosses_itself(points):
        raise LayoutError("layout_crossing", slot)
    return points


def read_size(value: object) -> tuple[int, int]:
    """Check a picture's width and height; raises LayoutError."""
    match value:
        case [int(width), int(height)] if all(
            not isinstance(side, bool) and MIN_SIDE <= side <= MAX_SIDE for side in (width, height)
        ):
            return width, height
        case _:
            raise LayoutError("layout_size")


def crosses_itself(points: Polygon) -> bool:
    """Tell whether two sides cross: what such an outline encloses is anybody's guess."""
    sides = list(zip(points, points[1:] + points[:1], strict=True))
    return any(
        _cross(*sides[one], *sides[other])
        for one in range(len(sides))
        for other in range(one + 2, len(sides) - (one == 0))  # neighbours share a corner
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, point: Point) -> float:
    """Return on which side of the line from a to b a point lies: above 0 left, below 0 right."""
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])


def _json(text: str) -> object:
    if len(text) > MAX_TEXT:
        raise LayoutError("json_too_long")
    try:
        return cast("object", json.loads(text))
    except (ValueError, RecursionError) as err:
        raise LayoutError("json_malformed") from err


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
