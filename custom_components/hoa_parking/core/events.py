"""What the site tells its listeners."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from .links import Links
from .model import Gate, LogEntry, Zone
from .passes import Ask
from .places import Notice, Plan, SlotNow, Stay, WantedStill


@dataclass(frozen=True, slots=True)
class PassageLogged:
    """A passage is in the log; the gate, where it moves, is still to come."""

    entry: LogEntry


@dataclass(frozen=True, slots=True)
class OutcomeLogged:
    """What became of a passage at the gate is in the log."""

    entry: LogEntry


@dataclass(frozen=True, slots=True)
class GateChanged:
    """A gate moved, changed its mode, or has a problem, or has none any more."""

    gate: Gate


@dataclass(frozen=True, slots=True)
class OpenedByHand:
    """A person had a gate opened, at a time."""

    gate: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ZoneChanged:
    """A zone's counts changed."""

    zone: Zone


@dataclass(frozen=True, slots=True)
class SlotsChanged:
    """Slots changed."""

    slots: tuple[SlotNow, ...]


@dataclass(frozen=True, slots=True)
class LinksChanged:
    """The recognizer or a camera came, went, or has something to say."""

    links: Links


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """A user is something else to the association now."""

    user_id: str


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """What is drawn changed."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class StillsWanted:
    """Other pictures than before are waited for: these."""

    stills: tuple[WantedStill, ...]


@dataclass(frozen=True, slots=True)
class StillArrived:
    """A picture that somebody waited for is here."""

    still: str
    camera: str


@dataclass(frozen=True, slots=True)
class StaysChanged:
    """Stays began, ended, or have another vehicle now."""

    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class NoticeRaised:
    """A stay is not as it should be."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class NoticeEnded:
    """A stay is as it should be again, or over."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class PassesChanged:
    """A household's vehicles or passes are others now; None: anybody's may be."""

    household: int | None


@dataclass(frozen=True, slots=True)
class AskRaised:
    """A household is asked."""

    ask: Ask


@dataclass(frozen=True, slots=True)
class AskEnded:
    """A question is answered, or nobody need answer any more."""

    ask: Ask


class ApplicationStep(StrEnum):
    """What happened to an application."""

    RECEIVED = "received"
    ASKED = "asked"
    ANSWERED = "answered"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ApplicationChanged:
    """Something happened to an application; `waiting` is how many wait for the board now, `user_id` whose it is."""

    application: int
    step: ApplicationStep
    waiting: int
    user_id: str | None
    household: int | None


@dataclass(frozen=True, slots=True)
class ApplicationsErased:
    """Applications are gone without a decision; `waiting` is how many wait for the board now."""

    waiting: int


@dataclass(frozen=True, slots=True)
class ExceptionsChanged:
    """Other passages than before wait for a guard: so many."""

    waiting: int


@dataclass(frozen=True, slots=True)
class ShiftChanged:
    """Another guard is on, or none."""


@dataclass(frozen=True, slots=True)
class PassageNoted:
    """Somebody wrote a note on a passage."""

    passage: str


@dataclass(frozen=True, slots=True)
class PassageResolved:
    """A guard decided on a passage that waited for one."""

    passage: str


@dataclass(frozen=True, slots=True)
class ReadsWanted:
    """Other pictures than before wait for the recognizer to read them: these ids."""

    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteClosed:
    """The site closes: nothing more comes from it."""


type Event = (
    PassageLogged
    | OutcomeLogged
    | GateChanged
    | OpenedByHand
    | ZoneChanged
    | SlotsChanged
    | LinksChanged
    | PersonChanged
    | PlanChanged
    | StillsWanted
    | StillArrived
    | StaysChanged
    | NoticeRaised
    | NoticeEnded
    | PassesChanged
    | AskRaised
    | AskEnded
    | ApplicationChanged
    | ApplicationsErased
    | ExceptionsChanged
    | ShiftChanged
    | PassageNoted
    | PassageResolved
    | ReadsWanted
    | SiteClosed
)

LINKS: Final = "links"
APPLICATIONS: Final = "applications"


def subjects(event: Event) -> Iterator[str]:
    """Yield the ids of the gates, zones and slots that an event is about, and `LINKS` or `APPLICATIONS`."""
    match event:
        case PassageLogged(entry) | OutcomeLogged(entry) if entry.gate is not None:
            yield entry.gate
        case GateChanged(gate):
            yield gate.id
        case ZoneChanged(zone):
            yield zone.id
        case SlotsChanged(slots):
            yield from (slot_key(now.slot.id) for now in slots)
        case NoticeRaised(notice) | NoticeEnded(notice):
            yield notice.zone
        case LinksChanged():
            yield LINKS
        case ApplicationChanged():
            yield APPLICATIONS
        case _:
            pass


def slot_key(slot_id: str) -> str:
    """Return what tells a slot from whatever else has an id."""
    return f"slot_{slot_id}"
