"""What goes over the wire and back, as the contract in tests/contract says it. Pure: bytes in, values out."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, TypeVar, cast

from .errors import WireError
from .model import (
    Alternative,
    Camera,
    CameraHealth,
    Config,
    Layout,
    OutboxState,
    Passage,
    Plate,
    Point,
    Role,
    Slot,
    SlotChange,
    Status,
)
from .slots import AREA, area

SCHEMA: Final = 1
CONFIG_SCHEMA_MIN: Final = 1
CONFIG_SCHEMA_MAX: Final = 1
CONFIG_BYTES: Final = 4 * 1024 * 1024
REPORT_BYTES: Final = 64 * 1024
ALTERNATIVES: Final = 8
CAMERAS: Final = 64
SLOTS: Final = 500
CORNERS: Final = 32
SIDE: Final = 16384

REFUSALS: Final[Mapping[int, str]] = {
    401: (
        "Home Assistant refuses the token: run the action “Pair recognizer” again"
        " and start the recognizer with the token that it answers"
    ),
    403: (
        "this token is not the recognizer's: run the action “Pair recognizer” and start the recognizer with the token"
        " that it answers; if it is the right one, Home Assistant has banned this machine in ip_bans.yaml"
    ),
    404: "Home Assistant runs without the HOA Parking integration: add it under Settings, Devices & services",
    429: "Home Assistant asks for patience",
    503: "the integration is not ready",
}
"""What to do about an answer that has nothing to do with what was asked, by its status."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_V = TypeVar("_V")


def report_body(report: Passage | SlotChange) -> bytes:
    """Return a report's JSON, all but `sent_at` and `recovered`, which `stamped` adds at each sending."""
    body: dict[str, object] = {
        "schema": SCHEMA,
        "kind": kind_of(report),
        "id": report.id,
        "camera": report.camera,
        "captured_at": _time(report.captured_at),
    }
    if isinstance(report, Passage):
        body |= {"direction": report.direction.value, "reads": report.reads, "plate": _plate(report.plate)}
    else:
        body["slots"] = [{"id": s.id, "occupied": s.occupied, "p": round(s.p, 4)} for s in report.slots]
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def kind_of(report: Passage | SlotChange) -> str:
    """Return the word the contract has for this kind of report."""
    return "passage" if isinstance(report, Passage) else "slots"


def stamped(body: bytes, sent_at: datetime, *, recovered: bool) -> bytes:
    """Return a report as it is sent now."""
    message = json.loads(body) | {"sent_at": _time(sent_at), "recovered": recovered}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def status_body(status: Status, sent_at: datetime) -> bytes:
    """Return a status message as it is sent now."""
    message = {
        "schema": SCHEMA,
        "sent_at": _time(sent_at),
        "version": status.version,
        "config": status.config,
        "cameras": [_health(camera) for camera in status.cameras],
        "outbox": _outbox(status.outbox),
    }
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def parse_config(message: bytes) -> Config:
    """Read the integration's configuration; raise WireError that names the field."""
    if len(message) > CONFIG_BYTES:
        raise WireError(f"larger than {CONFIG_BYTES} bytes")
    root = _Fields(parse_json(message), "")
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
    )


def parse_layout(message: bytes) -> Layout:
    """Read a layout that stands by itself in a file; raise WireError that names the field."""
    try:
        content = parse_json(message)
    except WireError as err:
        raise WireError(str(err), "layout") from err
    layout = _layout(_Fields({"layout": content}, ""))
    if layout is None:
        raise WireError("is no object", "layout")
    return layout


def parse_json(message: bytes) -> object:
    """Read any JSON; raise WireError where it is none."""
    try:
        return cast("object", json.loads(message))
    except (ValueError, RecursionError) as err:
        raise WireError("is no JSON") from err


def answered_id(message: bytes) -> str:
    """Return the id that an answer of 200 confirms; raise WireError where it confirms none."""
    answer = _Fields(parse_json(message), "")
    if answer.text("handled") not in ("new", "known"):
        raise WireError("is neither new nor known", "handled")
    return answer.text("id")


def refused_fields(message: bytes) -> tuple[str, ...]:
    """Return the names of the fields that an answer of 4xx complains of; never their values."""
    try:
        fields = _Fields(parse_json(message), "").each("fields", 100, lambda item, at: _Fields(item, at).text("field"))
    except WireError:
        return ()
    return fields


def is_refusal(message: bytes) -> bool:
    """Tell whether an answer is the integration's own no, and not that of something on the way to it."""
    try:
        answer = _Fields(parse_json(message), "")
        answer.text("error")
        answer.each("fields", 100, lambda item, _: item)
    except WireError:
        return False
    return True


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _plate(plate: Plate) -> dict[str, object]:
    return {
        "text": plate.text,
        "raw": plate.raw,
        "country": plate.country,
        "kind": plate.kind,
        "confidence": round(plate.confidence, 4),
        "accepted": plate.accepted,
        "alternatives": [_alternative(other) for other in plate.alternatives[:ALTERNATIVES]],
    } | _confidences(plate)


def _confidences(plate: Plate) -> dict[str, object]:
    """Return what each character is worth, where that is known of all of them."""
    if not plate.confidences or len(plate.confidences) != len(plate.text):
        return {}
    return {"confidences": [round(confidence, 4) for confidence in plate.confidences]}


def _alternative(other: Alternative) -> dict[str, object]:
    return {"text": other.text, "country": other.country, "confidence": round(other.confidence, 4)}


def _health(camera: CameraHealth) -> dict[str, object]:
    return {
        "id": camera.id,
        "state": camera.state.value,
        "since": _time(camera.since),
        "error": camera.error,
        "fps": round(camera.fps, 1),
    }


def _outbox(outbox: OutboxState) -> dict[str, object]:
    return {
        "pending": outbox.pending,
        "parked": outbox.parked,
        "dropped": outbox.dropped,
        "oldest_s": None if outbox.oldest_s is None else round(outbox.oldest_s, 1),
        "problem": outbox.problem,
    }


class _Fields:
    """One JSON object and where it stands, read field by field."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise WireError("is no object", where)
        self._values = cast("dict[str, object]", value)
        self._where = where

    def at(self, name: str) -> str:
        return f"{self._where}.{name}" if self._where else name

    def get(self, name: str) -> object:
        if name not in self._values:
            raise WireError("is missing", self.at(name))
        return self._values[name]

    def part(self, name: str) -> "_Fields":
        return _Fields(self.get(name), self.at(name))

    def text(self, name: str, longest: int = 2000) -> str:
        value = self.get(name)
        if not isinstance(value, str) or not value.strip():
            raise WireError("is no text", self.at(name))
        if len(value) > longest:
            raise WireError(f"is longer than {longest} characters", self.at(name))
        return value

    def whole(self, name: str) -> int:
        value = self.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise WireError("is no whole number", self.at(name))
        return value

    def each(self, name: str, most: int, read: Callable[[object, str], _V]) -> tuple[_V, ...]:
        items = _list(self.get(name), self.at(name), most)
        return tuple(read(item, f"{self.at(name)}[{i}]") for i, item in enumerate(items))


def _list(value: object, where: str, most: int) -> list[object]:
    if not isinstance(value, list):
        raise WireError("is no list", where)
    if len(value) > most:
        raise WireError(f"has more than {most} items", where)
    return cast("list[object]", value)


def _no_twins(ids: Sequence[str], where: str) -> None:
    twins = [one for one, times in Counter(ids).items() if times > 1]
    if twins:
        raise WireError(f"has the id {twins[0]} more than once", where)


def _country(value: object, where: str) -> str:
    if not isinstance(value, str) or not _COUNTRY.fullmatch(value):
        raise WireError("is no country code of two capital letters", where)
    return value


def _id(fields: _Fields) -> str:
    value = fields.text("id", 64)
    if not _ID.fullmatch(value):
        raise WireError("has characters that no id has", fields.at("id"))
    return value


def _camera(value: object, where: str) -> Camera:
    fields = _Fields(value, where)
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


def _region(fields: _Fields) -> tuple[Point, ...] | None:
    if fields.get("region") is None:
        return None
    return _polygon(fields, "region", (1.0, 1.0))


def _layout(fields: _Fields) -> Layout | None:
    if fields.get("layout") is None:
        return None
    layout = fields.part("layout")
    sides = layout.each("size", 2, _side)
    if len(sides) != 2:
        raise WireError("is no width and height", layout.at("size"))
    size = (sides[0], sides[1])

    def slot(value: object, where: str) -> Slot:
        slot_id = _Fields(value, where).text("id", 64)
        # Who drew the outlines knows a slot by its id, not by its place in the list.
        return Slot(slot_id, _outline(_Fields(value, f"{where} ({slot_id})"), size))

    slots = layout.each("slots", SLOTS, slot)
    _no_twins([one.id for one in slots], layout.at("slots"))
    return Layout(size=size, slots=slots)


def _outline(fields: _Fields, size: tuple[float, float]) -> tuple[Point, ...]:
    outline = _polygon(fields, "polygon", size)
    enclosed = area(outline)
    if enclosed < AREA:
        raise WireError(f"encloses {enclosed:.0f} square pixels, needs {AREA:.0f} or more", fields.at("polygon"))
    return outline


def _side(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= SIDE:
        raise WireError(f"is no number of pixels from 1 to {SIDE}", where)
    return value


def _polygon(fields: _Fields, name: str, size: tuple[float, float]) -> tuple[Point, ...]:
    def corner(value: object, where: str) -> Point:
        pair = _list(value, where, 2)
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
