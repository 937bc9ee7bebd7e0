"""Values as the panel gets them; a resident gets less."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Final

from ..core.config import GateConfig
from ..core.links import Links
from ..core.model import Alternative, Cursor, Gate, LogEntry, Page, Picture, Zone
from ..core.price import Price
from ..core.roles import Act, may
from ..desks.people import Person

type Shape = dict[str, object]
type Sign = Callable[[str], str]
"""Returns a path that its reader may fetch for a while."""

PICTURES: Final = "/api/hoa_parking/v1/pictures"


def sees(person: Person, entry: LogEntry) -> bool:
    """Tell whether a person may see an entry of the log."""
    if may(person.role, Act.SEE_ALL_PASSAGES):
        return True
    own = person.household is not None and entry.household == person.household
    return own and may(person.role, Act.SEE_OWN_PASSAGES)


def passage(entry: LogEntry, person: Person, sign: Sign) -> Shape:
    """Return an entry; a resident sees their own plate, never what else the camera may have read."""
    plate = entry.passage.plate
    everything = may(person.role, Act.SEE_ALL_PASSAGES)
    text = plate.text if everything else entry.listed_plate or plate.text
    return {
        "id": entry.passage.id,
        "captured_at": moment(entry.passage.captured_at),
        "gate": entry.gate,
        "direction": entry.direction.value,
        "plate": text,
        "raw": plate.raw if everything else text,
        "country": plate.country,
        "confidence": plate.confidence,
        "reads": entry.passage.reads,
        "alternatives": [_alternative(other) for other in plate.alternatives] if everything else [],
        "verdict": entry.verdict.value,
        "reason": entry.reason.value,
        "match": entry.match.value if entry.match else None,
        "listed_plate": entry.listed_plate,
        "apartment": entry.apartment,
        "outcome": entry.outcome.value,
        "outcome_reason": entry.outcome_reason,
        "latency_ms": entry.latency_ms,
        "source": entry.source.value,
        "pass_kind": entry.pass_kind.value if entry.pass_kind else None,
        "pictures": {
            "frame": picture(entry.passage.id, Picture.FRAME, sign) if entry.frame else None,
            "plate": picture(entry.passage.id, Picture.PLATE, sign) if entry.plate_picture else None,
        },
    }


def page(rows: Page, person: Person, sign: Sign) -> Shape:
    """Return a page of the log."""
    return {
        "passages": [passage(entry, person, sign) for entry in rows.entries],
        "next": None if rows.next is None else f"{moment(rows.next.captured_at)}|{rows.next.id}",
    }


def cursor(text: str) -> Cursor:
    """Read a place in the log as `page` wrote it; raises ValueError."""
    at, bar, passage_id = text.partition("|")
    captured_at = datetime.fromisoformat(at)
    if not bar or captured_at.tzinfo is None:
        raise ValueError("no place in the log")
    return Cursor(captured_at.astimezone(UTC), passage_id)


def gate(value: Gate) -> Shape:
    """Return a gate."""
    return {
        "id": value.id,
        "name": value.name,
        "state": value.state.value,
        "mode": value.mode.value,
        "problem": value.problem,
    }


def zone(value: Zone) -> Shape:
    """Return a zone."""
    return {
        "id": value.id,
        "name": value.name,
        "total": value.total,
        "free": value.free,
        "occupied": value.occupied,
        "unknown": value.unknown,
        "full": value.full,
        "nearly_full": value.nearly_full,
        "counted_by": value.counted_by.value,
        "kinds": [{"kind": one.kind.value, "total": one.total, "free": one.free} for one in value.kinds],
    }


def links(value: Links) -> Shape:
    """Return who is connected."""
    recognizer = value.recognizer
    return {
        "recognizer": {
            "online": recognizer.online,
            "since": None if recognizer.since is None else moment(recognizer.since),
            "pending": recognizer.pending,
            "parked": recognizer.parked,
        },
        "cameras": [
            {
                "id": camera.id,
                "name": camera.name,
                "state": camera.state.value,
                "error": camera.error,
                "view": camera.view.value,
            }
            for camera in value.cameras
        ],
    }


def price(value: Price, gates: Iterable[GateConfig]) -> Shape:
    """Return what matching costs, as one stranger in so many (None: rarer than can be told), and each gate's choice."""
    return {
        "plates": value.plates,
        "resembling": value.resembling,
        "one_in": dict(value.one_in),
        "gates": [{"id": gate.id, "name": gate.name, "matching": gate.matching.value} for gate in gates],
    }


def me(person: Person, name: str) -> Shape:
    """Return who the reader is."""
    return {
        "role": person.role.value,
        "name": name,
        "apartment": person.apartment,
        "household": person.household is not None,
        "can_open": may(person.role, Act.OPEN_GATE),
        "acts": sorted(act.value for act in Act if may(person.role, act)),
    }


def moment(at: datetime) -> str:
    """Return a time in UTC to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _alternative(other: Alternative) -> Shape:
    return {"text": other.text, "country": other.country, "confidence": other.confidence}


def picture(passage_id: str, which: Picture, sign: Sign) -> str:
    """Return where a passage's picture is, for its reader."""
    return sign(f"{PICTURES}/{passage_id}/{which.value}")
