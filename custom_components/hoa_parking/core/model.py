"""The values the rules speak, frozen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .passes import PassKind, Schedule
from .places import CountedBy, KindCount


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
    OFF_SCHEDULE = "off_schedule"
    USED = "used"
    GUARDED = "guarded"
    ASKED = "asked"
    MANUAL = "manual"


class Source(StrEnum):
    """How a passage came into the log."""

    CAMERA = "camera"
    MANUAL = "manual"


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
    """A plate as read: `text` folded (upper case, Latin look-alikes, no separators), `raw` as the reader gave it.

    `confidences` (0 to 1) are those of `text`'s characters; empty where the recognizer does not tell them.
    """

    text: str
    raw: str
    country: str | None
    kind: str | None
    confidence: float
    accepted: bool
    alternatives: tuple[Alternative, ...] = ()
    confidences: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A vehicle passed or asks to pass a gate, as reported; `captured_at` and `sent_at` are by the sender's clock."""

    id: str
    camera: str
    captured_at: datetime
    recovered: bool
    movement: Movement
    reads: int
    plate: Plate
    sent_at: datetime | None = None


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
    """Who may pass, and when: a vehicle on the list, or a guest's plate. `blocked` wins over everything.

    `guarded`: its owner is to be asked before it leaves. `used`: it was good for one entry, and had it.
    """

    plate: str
    vehicle: int | None
    household: int | None
    valid_from: datetime | None
    valid_until: datetime | None
    blocked: bool
    id: int | None = None
    kind: PassKind = PassKind.RESIDENT
    schedule: Schedule | None = None
    once: bool = False
    used: bool = False
    guarded: bool = False


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


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of the passage log: what was reported, decided, and done.

    `latency_ms` is from the settling frame to the gate's action; `frame` and `plate_picture` tell whether there is one.
    `entered_by` is the user who entered it by hand; `pass_id` the guest's pass it rests on, and `pass_kind` that one's.
    """

    passage: Passage
    gate: str | None
    direction: Direction
    verdict: Verdict
    reason: Reason
    match: Match | None
    listed_plate: str | None
    household: int | None
    apartment: str | None
    outcome: Outcome
    outcome_reason: str | None
    opened_at: datetime | None
    latency_ms: int | None
    received_at: datetime
    frame: bool
    plate_picture: bool
    source: Source = Source.CAMERA
    entered_by: str | None = None
    pass_id: int | None = None
    pass_kind: PassKind | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the log, newest first: rows after it are older."""

    captured_at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of the log, newest first; `next` is where the next page starts, None at the end."""

    entries: tuple[LogEntry, ...]
    next: Cursor | None


class GateState(StrEnum):
    """Where a barrier is, as far as anybody knows."""

    OPEN = "open"
    OPENING = "opening"
    CLOSED = "closed"
    CLOSING = "closing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate as it is now; `problem` is the code of the last failure, or unavailable."""

    id: str
    name: str
    state: GateState
    mode: GateMode
    problem: str | None


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone as it is now: `free + occupied + unknown == total`.

    `full` and `nearly_full` are None while that cannot be told; `kinds` counts the places that are drawn.
    """

    id: str
    name: str
    total: int
    free: int
    occupied: int
    unknown: int
    full: bool | None = None
    nearly_full: bool | None = None
    counted_by: CountedBy = CountedBy.SLOTS
    kinds: tuple[KindCount, ...] = ()

    @property
    def known(self) -> bool:
        """Whether anything is known of its places."""
        return self.unknown < self.total


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle on the list."""

    id: int
    plate: str
    apartment: str
    note: str | None
    valid_from: datetime | None
    valid_until: datetime | None


@dataclass(frozen=True, slots=True)
class Blocked:
    """A plate that may not come in."""

    plate: str
    reason: str | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Something a person did; `user` is a Home Assistant user's id, None for the system."""

    at: datetime
    user: str | None
    action: str
    subject: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class Pictures:
    """A report's evidence as JPEG."""

    frame: bytes | None = None
    plate: bytes | None = None


class Picture(StrEnum):
    """Which picture of a passage."""

    FRAME = "frame"
    PLATE = "plate"
