"""What the site tells its listeners."""

from dataclasses import dataclass

from .model import Gate, Links, LogEntry, Slot, Zone
from .places import Notice, Plan, Stay


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
class ZoneChanged:
    """A zone's counts changed."""

    zone: Zone


@dataclass(frozen=True, slots=True)
class SlotsChanged:
    """Slots changed."""

    slots: tuple[Slot, ...]


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
class SiteClosed:
    """The site closes: nothing more comes from it."""


type Event = (
    PassageLogged
    | OutcomeLogged
    | GateChanged
    | ZoneChanged
    | SlotsChanged
    | LinksChanged
    | PersonChanged
    | PlanChanged
    | StillArrived
    | StaysChanged
    | NoticeRaised
    | NoticeEnded
    | SiteClosed
)
