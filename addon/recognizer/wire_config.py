"""The integration's configuration and its layouts, as the contract in tests/contract says them. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from .errors import WireError
from .fields import Fields, items_of, parse_json
from .model import Camera, Config, Layout, LeftOut, LotRules, Point, Role, Slot, Wanted
from .slots import AREA, area

CONFIG_SCHEMA_MIN: Final = 1
CONFIG_SCHEMA_MAX: Final = 1
CONFIG_BYTES: Final = 4 * 1024 * 1024
CAMERAS: Final = 64
SLOTS: Final = 500
STILLS: Final = 64
READS: Final = 64
CORNERS: Final = 32
SIDE: Final = 16384
LONGEST_S: Final = 600.0

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")
_COUNTRY = re.compile(r"[A-Z]{2}")


def parse_config(message: bytes) -> Config:
    """Read the integration's configuration; raise WireError that names the field.

    A slot whose outline encloses nothing is left out and named by its layout: the others are watched all the same.
    """
    if len(message) > CONFIG_BYTES:
        raise WireError(f"larger than {CONFIG_BYTES} bytes")
    root = Fields(parse_json(message), "")
    schema = root.whole("schema")
    if not CONFIG_SCHEMA_MIN <= schema <= CONFIG_SCHEMA_MAX:
        spoken = f"{CONFIG_SCHEMA_MIN} to {CONFIG_SCHEMA_MAX}"
        raise WireError(f"is {schema}, this recognizer speaks {spoken}: update the older of the two programs", "schema")
    site = root.part("site")
    cameras = root.each("cameras", CAMERAS, _camera)
    _no_twins([camera.id for camera in cameras], "cameras")
    return Config(
        version=root.text("version", 128),
        site=site.text("name", 200),
        countries=site.each("countries", 50, _country),
        cameras=cameras,
        stills=root.each("stills", STILLS, _wanted) if root.has("stills") else (),
        reads=root.each("reads", READS, lambda value, where: _id(Fields(value, where))) if root.has("reads") else (),
    )


def parse_layout(message: bytes) -> Layout:
    """Read a layout that stands by itself in a file; raise WireError that names the field, a bad outline's too."""
    try:
        content = parse_json(message)
    except WireError as err:
        raise WireError(str(err), "layout") from err
    layout = _layout(Fields({"layout": content}, ""))
    if layout is None:
        raise WireError("is no object", "layout")
    if layout.left_out:
        raise WireError(layout.left_out[0].why)
    return layout


def _no_twins(ids: Sequence[str], where: str) -> None:
    twins = [one for one, times in Counter(ids).items() if times > 1]
    if twins:
        raise WireError(f"has the id {twins[0]} more than once", where)


def _country(value: object, where: str) -> str:
    if not isinstance(value, str) or not _COUNTRY.fullmatch(value):
        raise WireError("is no country code of two capital letters", where)
    return value


def _id(fields: Fields, name: str = "id") -> str:
    value = fields.text(name, 64)
    if not _ID.fullmatch(value):
        raise WireError("has characters that no id has", fields.at(name))
    return value


def _wanted(value: object, where: str) -> Wanted:
    fields = Fields(value, where)
    return Wanted(_id(fields), _id(fields, "camera"))


def _camera(value: object, where: str) -> Camera:
    fields = Fields(value, where)
    role = fields.text("role")
    if role not in {known.value for known in Role}:
        raise WireError("is neither gate nor lot", fields.at("role"))
    return Camera(
        id=_id(fields),
        name=fields.text("name", 200),
        role=Role(role),
        source=fields.text("source", 2000),
        region=_region(fields),
        layout=_layout(fields),
    )


def _region(fields: Fields) -> tuple[Point, ...] | None:
    if fields.get("region") is None:
        return None
    return _polygon(fields, "region", (1.0, 1.0))


def _layout(fields: Fields) -> Layout | None:
    if fields.get("layout") is None:
        return None
    layout = fields.part("layout")
    sides = layout.each("size", 2, _side)
    if len(sides) != 2:
        raise WireError("is no width and height", layout.at("size"))
    size = (sides[0], sides[1])
    read = layout.each("slots", SLOTS, lambda value, where: _slot(value, where, size))
    _no_twins([one.id for one in read], layout.at("slots"))
    return Layout(
        size=size,
        slots=tuple(one for one in read if isinstance(one, Slot)),
        still=_id(layout, "still") if layout.has("still") else None,
        rules=_rules(layout.part("rules")) if layout.has("rules") else LotRules(),
        left_out=tuple(one for one in read if isinstance(one, LeftOut)),
    )


def _slot(value: object, where: str, size: tuple[float, float]) -> Slot | LeftOut:
    fields = Fields(value, where)
    slot_id = fields.text("id", 64)
    label = fields.text("label", 64) if fields.has("label") else ""
    try:
        # Who drew the outlines knows a slot by its name, not by its place in the list.
        return Slot(slot_id, _outline(Fields(value, f"{where} ({label or slot_id})"), size), label)
    except WireError as err:
        return LeftOut(slot_id, label, str(err))


def _outline(fields: Fields, size: tuple[float, float]) -> tuple[Point, ...]:
    outline = _polygon(fields, "polygon", size)
    enclosed = area(outline)
    if enclosed < AREA:
        raise WireError(f"encloses {enclosed:.0f} square pixels, needs {AREA:.0f} or more", fields.at("polygon"))
    return outline


def _rules(fields: Fields) -> LotRules:
    usual = LotRules()

    def seconds(name: str, otherwise: float) -> float:
        return _number(fields.get(name), fields.at(name), LONGEST_S) if fields.has(name) else otherwise

    return LotRules(seconds("taken_s", usual.taken_s), seconds("free_s", usual.free_s))


def _side(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= SIDE:
        raise WireError(f"is no number of pixels from 1 to {SIDE}", where)
    return value


def _polygon(fields: Fields, name: str, size: tuple[float, float]) -> tuple[Point, ...]:
    def corner(value: object, where: str) -> Point:
        pair = items_of(value, where, 2)
        if len(pair) != 2:
            raise WireError("is no point of two numbers", where)
        return _number(pair[0], where, size[0]), _number(pair[1], where, size[1])

    corners = fields.each(name, CORNERS, corner)
    if len(corners) < 3:
        raise WireError("has fewer than three corners", fields.at(name))
    return corners


def _number(value: object, where: str, most: float) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise WireError("is no number", where)
    if not 0 <= value <= most:
        raise WireError(f"is not between 0 and {most:g}", where)
    return value
