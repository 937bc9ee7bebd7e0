"""What comes over the wire from the recognizer, read into values. Pure."""

import re
from typing import Final

from .fields import COUNT, Fields
from .links import CameraHealth, CameraState, CameraView, StatusReport
from .model import Alternative, Movement, Passage, Plate, SlotReport, SlotsReport
from .reads import Reading, ReadProblem

ALTERNATIVES: Final = 8
SLOTS: Final = 500
CAMERAS: Final = 64
PLATES: Final = 8
PLATE_CHARACTERS: Final = 16
RAW_CHARACTERS: Final = 64

_PLATE = re.compile(r"[A-Z0-9]{1,16}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_WORD = re.compile(r"[a-z0-9][a-z0-9_]{0,63}", re.ASCII)


def parse_report(message: bytes) -> Passage | SlotsReport:
    """Read a report; raises WireError that names every bad field."""
    root = Fields.read(message)
    kind = root.choice("kind", ("passage", "slots"))
    report = _slots(root) if kind == "slots" else _passage(root)
    root.check()
    return report


def parse_status(message: bytes) -> StatusReport:
    """Read a status message; raises WireError that names every bad field."""
    root = Fields.read(message)
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


def parse_reading(message: bytes) -> Reading:
    """Read what a picture shows; raises WireError that names every bad field."""
    root = Fields.read(message)
    reading = Reading(
        plates=root.each("plates", PLATES, _plate),
        problem=root.member("problem", ReadProblem) if root.has("problem") else None,
    )
    root.check()
    return reading


def _passage(root: Fields) -> Passage:
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


def _plate(plate: Fields) -> Plate:
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


def _alternative(other: Fields) -> Alternative:
    return Alternative(
        text=other.pattern("text", _PLATE, f"1 to {PLATE_CHARACTERS} Latin capital letters and digits"),
        country=_country(other),
        confidence=other.share("confidence"),
    )


def _country(fields: Fields) -> str | None:
    return fields.pattern("country", _COUNTRY, "two capital letters") if fields.has("country") else None


def _slots(root: Fields) -> SlotsReport:
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


def _slot(slot: Fields) -> SlotReport:
    return SlotReport(id=slot.text("id", 64), occupied=slot.flag("occupied"), p=slot.share("p"))


def _health(camera: Fields) -> CameraHealth:
    return CameraHealth(
        id=camera.id("id"),
        state=camera.member("state", CameraState),
        since=camera.time("since") if camera.has("since") else None,
        error=camera.pattern("error", _WORD, "a word") if camera.has("error") else None,
        view=camera.member("view", CameraView) if camera.has("view") else CameraView.UNKNOWN,
    )
