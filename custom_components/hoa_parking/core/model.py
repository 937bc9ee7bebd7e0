"""The values the rules speak, frozen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Direction(StrEnum):
    """Which way a vehicle passes its gate."""

    ENTRY = "entry"
    EXIT = "exit"
    UNKNOWN = "unknown"


class Movement(StrEnum):
    """How the camera saw the vehicle move."""

    APPROACHING = "approaching"
    LEAVING = "leaving"
    UNKNOWN = "unknown"


class GateMode(StrEnum):
    """What a gate does with decisions."""

    NORMAL = "normal"
    HOLD_OPEN = "hold_open"
    LOCKED = "locked"
    SHADOW = "shadow"


class Verdict(StrEnum):
    """What is to happen."""

    OPEN = "open"
    REFUSE = "refuse"
    LOG_ONLY = "log_only"


class Reason(StrEnum):
    """Why: shown in the log, the entities and the panel, translated there."""

    REGISTERED = "registered"
    FREE_EXIT = "free_exit"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    UNSURE = "unsure"
    AMBIGUOUS = "ambiguous"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    STALE = "stale"
    FUTURE = "future"
    RECOVERED = "recovered"
    COOL_DOWN = "cool_down"
    MOVING_AWAY = "moving_away"
    GATE_LOCKED = "gate_locked"
    GATE_HELD_OPEN = "gate_held_open"
    NO_GATE = "no_gate"


class Match(StrEnum):
    """How a read plate was found on the list."""

    EXACT = "exact"
    LOOK_ALIKE = "look_alike"


class Matching(StrEnum):
    """How far a read may differ from the list: a priced security setting."""

    EXACT = "exact"
    LOOK_ALIKE = "look_alike"


class Outcome(StrEnum):
    """What became of a decision at the gate."""

    NONE = "none"
    PENDING = "pending"
    OPENED = "opened"
    FAILED = "failed"
    SHADOW = "shadow"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to read the same plate."""

    text: str
    country: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate as read: `text` folded (upper case, Latin look-alikes, no separators), `raw` as the reader gave it."""

    text: str
    raw: str
    country: str | None
    kind: str | None
    confidence: float
    accepted: bool
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A vehicle passed or asks to pass a gate, as reported."""

    id: str
    camera: str
    captured_at: datetime
    recovered: bool
    movement: Movement
    reads: int
    plate: Plate


@dataclass(frozen=True, slots=True)
class SlotReport:
    """One slot's state in a report; `p` is the probability that it is occupied."""

    id: str
    occupied: bool
    p: float


@dataclass(frozen=True, slots=True)
class SlotsReport:
    """The slots of one camera that changed, as reported."""

    id: str
    camera: str
    captured_at: datetime
    recovered: bool
    slots: tuple[SlotReport, ...]


@dataclass(frozen=True, slots=True)
class Pass:
    """Who may pass, and when: a vehicle on the list. `blocked` wins over everything."""

    plate: str
    vehicle: int | None
    household: int | None
    valid_from: datetime | None
    valid_until: datetime | None
    blocked: bool


@dataclass(frozen=True, slots=True)
class GateRules:
    """What the board chose for one gate."""

    mode: GateMode = GateMode.NORMAL
    matching: Matching = Matching.LOOK_ALIKE
    fresh_for: timedelta = timedelta(seconds=12)
    cool_down: timedelta = timedelta(seconds=5)
    free_exit: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """Verdict and reason, with what they rest on."""

    verdict: Verdict
    reason: Reason
    match: Match | None = None
    listed: Pass | None = None
