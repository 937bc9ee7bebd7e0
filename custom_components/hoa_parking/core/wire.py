"""What comes over the wire from the recognizer, read into values, and what goes back. Pure."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, cast

from .config import CameraConfig, SiteConfig
from .errors import Problem, WireError
from .model import (
    Alternative,
    CameraHealth,
    CameraState,
    Movement,
    Passage,
    Plate,
    SlotReport,
    SlotsReport,
    StatusReport,
)

SCHEMA: Final = 1
SCHEMA_MIN: Final = 1
SCHEMA_MAX: Final = 1
MESSAGE_BYTES: Final = 64 * 1024
NESTING: Final = 32
PROBLEMS: Final = 50
ALTERNATIVES: Final = 8
SLOTS: Final = 500
CAMERAS: Final = 64
PLATE_CHARACTERS: Final = 16
RAW_CHARACTERS: Final = 64
COUNT: Final = 1_000_000_000

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", re.ASCII)
_PLATE = re.compile(r"[A-Z0-9]{1,16}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_WORD = re.compile(r"[a-z0-9][a-z0-9_]{0,63}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

_NOTHING_AT: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RecognizerConfig:
    """The recognizer's configuration as it is sent; `version` changes whenever anything in it does."""

    version: str
    message: bytes


def parse_report(message: bytes) -> Passage | SlotsReport:
    """Read a report; raises WireError that names every bad field."""
    root = _Fields.read(message)
    kind = root.choice("kind", ("passage", "slots"))
    report = _slots(root) if kind == "slots" else _passage(root)
    root.check()
    return report


def parse_status(message: bytes) -> StatusReport:
    """Read a status message; raises WireError that names every bad field."""
    root = _Fields.read(message)
    outbox = root.part("outbox")
    status = StatusReport(
        sent_at=root.time("sent_at"),
        version=root.text("version", 64),
        config=root.text("config", 128) if root.has("config") else None,
        cameras=root.each("cameras", CAMERAS, _health),
        pending=outbox.whole("pending", 0, COUNT),
        parked=outbox.whole("parked", 0, COUNT),
        dropped=outbox.whole("dropped", 0, COUNT) if outbox.has("dropped") else 0,
        problem=outbox.pattern("problem", _WORD, "a word") if outbox.has("problem") else None,
    )
    root.check()
    return status


def recognizer_config(site: SiteConfig, sources: Mapping[str, str]) -> RecognizerConfig:
    """Return what the recognizer is to watch: the cameras whose source is known, by camera id."""
    body = {
        "schema": SCHEMA,
        "site": {"name": site.name, "countries": list(site.countries)},
        "cameras": [_camera(camera, sources[camera.id]) for camera in site.cameras if camera.id in sources],
    }
    version = hashlib.sha256(_json(body)).hexdigest()[:16]
    return RecognizerConfig(version, _json(body | {"version": version}))


def _json(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True).encode()


def _camera(camera: CameraConfig, source: str) -> dict[str, object]:
    layout = camera.layout
    return {
        "id": camera.id,
        "name": camera.name,
        "role": camera.role.value,
        "source": source,
        "region": None if camera.region is None else [list(point) for point in camera.region],
        "layout": None
        if layout is None
        else {
            "size": list(layout.size),
            "slots": [{"id": slot.id, "polygon": [list(point) for point in slot.polygon]} for slot in layout.slots],
        },
    }


def _passage(root: _Fields) -> Passage:
    return Passage(
        id=root.id("id"),
        camera=root.id("camera"),
        captured_at=root.time("captured_at"),
        recovered=root.flag("recovered"),
        movement=root.member("direction", Movement),
        reads=root.whole("reads", 0, 1_000_000),
        plate=_plate(root.part("plate")),
        sent_at=root.time("sent_at") if root.has("sent_at") else None,
    )


def _plate(plate: _Fields) -> Plate:
    return Plate(
        text=plate.pattern("text", _PLATE, f"1 to {PLATE_CHARACTERS} Latin capital letters and digits"),
        raw=plate.text("raw", RAW_CHARACTERS),
        country=_country(plate),
        kind=plate.pattern("kind", _WORD, "a word") if plate.has("kind") else None,
        confidence=plate.share("confidence"),
        accepted=plate.flag("accepted"),
        alternatives=plate.each("alternatives", ALTERNATIVES, _alternative),
        confidences=plate.shares("confidences", "text") if plate.has("confidences") else (),
    )


def _alternative(other: _Fields) -> Alternative:
    return Alternative(
        text=other.pattern("text", _PLATE, f"1 to {PLATE_CHARACTERS} Latin capital letters and digits"),
        country=_country(other),
        confidence=other.share("confidence"),
    )


def _country(fields: _Fields) -> str | None:
    return fields.pattern("country", _COUNTRY, "two capital letters") if fields.has("country") else None


def _slots(root: _Fields) -> SlotsReport:
    report = SlotsReport(
        id=root.id("id"),
        camera=root.id("camera"),
        captured_at=root.time("captured_at"),
        recovered=root.flag("recovered"),
        slots=root.each("slots", SLOTS, _slot),
    )
    if len({slot.id for slot in report.slots}) != len(report.slots):
        root.complain("slots", "has the same slot twice")
    return report


def _slot(slot: _Fields) -> SlotReport:
    return SlotReport(id=slot.text("id", 64), occupied=slot.flag("occupied"), p=slot.share("p"))


def _health(camera: _Fields) -> CameraHealth:
    return CameraHealth(
        id=camera.id("id"),
        state=camera.member("state", CameraState),
        since=camera.time("since") if camera.has("since") else None,
        error=camera.pattern("error", _WORD, "a word") if camera.has("error") else None,
    )


class _Fields:
    """One JSON object and where it stands, read field by field; problems are kept until `check`."""

    def __init__(self, values: Mapping[str, object], where: str, problems: list[Problem]) -> None:
        self._values = values
        self._where = where
        self._problems = problems

    @classmethod
    def read(cls, message: bytes) -> _Fields:
        """Read a message's outer object, of a schema that we speak."""
        if len(message) > MESSAGE_BYTES:
            raise WireError([Problem("", f"is larger than {MESSAGE_BYTES} bytes")])
        value = _parse(message)
        if not isinstance(value, dict):
            raise WireError([Problem("", "is no JSON object")])
        root = cls(cast("dict[str, object]", value), "", [])
        schema = root.whole("schema", -COUNT, COUNT)
        if not SCHEMA_MIN <= schema <= SCHEMA_MAX:
            root.complain(
                "schema", f"is not between {SCHEMA_MIN} and {SCHEMA_MAX}: update the older of the two programs"
            )
        if root._problems:
            raise WireError(root._problems)
        return root

    def check(self) -> None:
        """Raise WireError where anything was wrong."""
        if self._problems:
            raise WireError(self._problems[:PROBLEMS])

    def complain(self, name: str, problem: str) -> None:
        if len(self._problems) < PROBLEMS:
            self._problems.append(Problem(self._at(name), problem))

    def has(self, name: str) -> bool:
        return self._values.get(name) is not None

    def part(self, name: str) -> _Fields:
        value = self._get(name)
        if not isinstance(value, dict):
            self.complain(name, "is no object")
            value = {}
            return _Fields({}, self._at(name), [])
        return _Fields(cast("dict[str, object]", value), self._at(name), self._problems)

    def each[T](self, name: str, most: int, read: Callable[[_Fields], T]) -> tuple[T, ...]:
        value = self._get(name)
        if not isinstance(value, list):
            self.complain(name, "is no list")
            return ()
        if len(value) > most:
            self.complain(name, f"has more than {most} items")
            return ()
        items: list[T] = []
        for position, item in enumerate(cast("list[object]", value)):
            at = f"{name}[{position}]"
            if isinstance(item, dict):
                items.append(read(_Fields(cast("dict[str, object]", item), self._at(at), self._problems)))
            else:
                self.complain(at, "is no object")
        return tuple(items)

    def text(self, name: str, longest: int) -> str:
        value = self._get(name)
        if not isinstance(value, str) or not value.strip():
            self.complain(name, "is no text")
            return ""
        if len(value) > longest:
            self.complain(name, f"is longer than {longest} characters")
            return ""
        if _CONTROL.search(value) or not _encodable(value):
            self.complain(name, "has characters that no text has")
            return ""
        return value

    def pattern(self, name: str, pattern: re.Pattern[str], what: str) -> str:
        value = self._get(name)
        if not isinstance(value, str) or len(value) > 64 or not pattern.fullmatch(value):
            self.complain(name, f"is not {what}")
            return ""
        return value

    def id(self, name: str) -> str:
        return self.pattern(name, _ID, "an id of 1 to 64 letters, digits, - and _")

    def choice(self, name: str, words: tuple[str, ...]) -> str:
        value = self._get(name)
        if not isinstance(value, str) or value not in words:
            self.complain(name, f"is none of {', '.join(words)}")
            return words[0]
        return value

    def member[E: StrEnum](self, name: str, members: type[E]) -> E:
        return members(self.choice(name, tuple(member.value for member in members)))

    def flag(self, name: str) -> bool:
        value = self._get(name)
        if not isinstance(value, bool):
            self.complain(name, "is neither true nor false")
            return False
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        value = self._get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.complain(name, f"is no whole number from {least} to {most}")
            return least
        return value

    def share(self, name: str) -> float:
        value = self._get(name)
        # No number that is none lies between two, and no whole one is too long to be compared.
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self.complain(name, "is no number from 0 to 1")
            return 0.0
        return float(value)

    def shares(self, name: str, whose: str) -> tuple[float, ...]:
        """Read as many numbers from 0 to 1 as another field, a text, has characters."""
        value, text = self._get(name), self._get(whose)
        if not isinstance(value, list) or not isinstance(text, str) or len(value) != len(text):
            self.complain(name, f"is no list of as many numbers as {whose} has characters")
            return ()
        return tuple(_Fields({name: one}, self._where, self._problems).share(name) for one in value)

    def time(self, name: str) -> datetime:
        value = self._get(name)
        if isinstance(value, str) and len(value) <= 40 and _TIME.fullmatch(value):
            try:
                moment = datetime.fromisoformat(value).astimezone(UTC)
                return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
            except ValueError, OverflowError:
                pass
        self.complain(name, "is no time with an offset, such as 2026-11-21T06:30:15.250Z")
        return _NOTHING_AT

    def _get(self, name: str) -> object:
        return self._values.get(name)

    def _at(self, name: str) -> str:
        return f"{self._where}.{name}" if self._where else name


def _parse(message: bytes) -> object:
    if _depth(message) > NESTING:
        raise WireError([Problem("", f"is nested deeper than {NESTING}")])
    try:
        return cast("object", json.loads(message.decode()))
    except (ValueError, RecursionError) as err:
        raise WireError([Problem("", "is no JSON in UTF-8")]) from err


def _depth(message: bytes) -> int:
    """Return how deep the brackets go, those in texts counted too: an honest report has none there."""
    deepest = depth = 0
    for byte in message:
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _encodable(value: str) -> bool:
    return not any(0xD800 <= ord(character) <= 0xDFFF for character in value)
