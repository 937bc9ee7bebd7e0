"""Passes: who may pass, and when. A household gives them to its guests."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum


class PassKind(StrEnum):
    """Whom a pass is for; RESIDENT goes with a vehicle on the list, the others a household gives out."""

    RESIDENT = "resident"
    VISITOR = "visitor"
    COURIER = "courier"
    TAXI = "taxi"
    SERVICE = "service"


class PassState(StrEnum):
    """What may still come of a guest's pass."""

    WAITING = "waiting"
    ACTIVE = "active"
    USED = "used"
    OVER = "over"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When in a week: days (Monday 0), from `start` until before `end`, past midnight where `end` is not after it."""

    days: frozenset[int]
    start: time
    end: time

    def covers(self, local: datetime) -> bool:
        """Tell whether a time on the house's clock is in it."""
        at = local.time()
        if self.start < self.end:
            return local.weekday() in self.days and self.start <= at < self.end
        yesterday = (local - timedelta(days=1)).weekday()
        return (local.weekday() in self.days and at >= self.start) or (yesterday in self.days and at < self.end)


@dataclass(frozen=True, slots=True)
class GuestPass:
    """A pass that a household gave out.

    `plate` None: whoever comes first that nobody knows, and somebody of the household is asked. `once`: for one entry.
    `open_plate`: whoever has its link may say which plate it is for.
    """

    id: int
    household: int
    kind: PassKind
    plate: str | None
    note: str | None
    valid_from: datetime
    valid_until: datetime
    schedule: Schedule | None
    once: bool
    open_plate: bool
    used_at: datetime | None
    made_by: str | None
    made_at: datetime
    ended_at: datetime | None
    shared: bool

    def state(self, now: datetime) -> PassState:
        """Return what may still come of it."""
        if self.ended_at is not None:
            return PassState.ENDED
        if self.once and self.used_at is not None:
            return PassState.USED
        if now >= self.valid_until:
            return PassState.OVER
        return PassState.WAITING if now < self.valid_from else PassState.ACTIVE


class AskKind(StrEnum):
    """Why a household is asked: a car that nobody knows while it waits for one, or its own guarded car that leaves."""

    GUEST = "guest"
    GUARDED = "guarded"


class AskAnswer(StrEnum):
    """What a household said; LATE: nobody did in time, TAKEN: another household said it first, or a guard decided."""

    OPEN = "open"
    REFUSE = "refuse"
    LATE = "late"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Ask:
    """A household is asked whether a vehicle may pass; `frame` and `plate_picture` tell whether there is one."""

    id: int
    kind: AskKind
    passage: str
    plate: str
    gate: str
    household: int
    pass_id: int | None
    asked_at: datetime
    until: datetime
    answer: AskAnswer | None = None
    answered_by: str | None = None
    frame: bool = False
    plate_picture: bool = False
