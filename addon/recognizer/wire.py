"""What goes over the wire and what is answered, as the contract in tests/contract says it. Pure."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from .errors import WireError
from .fields import Fields, parse_json
from .model import Alternative, CameraHealth, OutboxState, Passage, Plate, SlotChange, Status

SCHEMA: Final = 1
ALTERNATIVES: Final = 8
PLATES: Final = 8
"""Most plates of one picture that are told."""

NO_PICTURE: Final = "no_picture"
UNABLE: Final = "unable"
PATIENT: Final = frozenset({408, 425, 429})
"""Answers that ask to come again, about anything that somebody waits for."""

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


def read_body(plates: Sequence[Plate], problem: str | None = None) -> bytes:
    """Return the JSON that tells what a picture shows, or why nobody can say."""
    message: dict[str, object] = {"schema": SCHEMA, "plates": [_plate(plate) for plate in plates[:PLATES]]}
    message |= {"problem": problem} if problem else {}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


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


def answered_id(message: bytes) -> str:
    """Return the id that an answer of 200 confirms; raise WireError where it confirms none."""
    answer = Fields(parse_json(message), "")
    if answer.text("handled") not in ("new", "known"):
        raise WireError("is neither new nor known", "handled")
    return answer.text("id")


def refused_fields(message: bytes) -> tuple[str, ...]:
    """Return the names of the fields that an answer of 4xx complains of; never their values."""
    try:
        fields = Fields(parse_json(message), "").each("fields", 100, lambda item, at: Fields(item, at).text("field"))
    except WireError:
        return ()
    return fields


def is_refusal(message: bytes) -> bool:
    """Tell whether an answer is the integration's own no, and not that of something on the way to it."""
    try:
        answer = Fields(parse_json(message), "")
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
    body: dict[str, object] = {
        "id": camera.id,
        "state": camera.state.value,
        "since": _time(camera.since),
        "error": camera.error,
        "fps": round(camera.fps, 1),
    }
    return body | ({"view": camera.view.value} if camera.view else {})


def _outbox(outbox: OutboxState) -> dict[str, object]:
    return {
        "pending": outbox.pending,
        "parked": outbox.parked,
        "dropped": outbox.dropped,
        "oldest_s": None if outbox.oldest_s is None else round(outbox.oldest_s, 1),
        "problem": outbox.problem,
    }
