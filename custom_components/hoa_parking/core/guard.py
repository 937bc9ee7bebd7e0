"""What guards do at the gate: decide on who was refused, enter who came by hand, write notes, hand over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from .errors import Refused
from .model import Blocked, Direction, LogEntry, Plate, Reason
from .passes import PassKind
from .reads import Read

WAITS_FOR: Final = timedelta(hours=12)
"""A refused passage waits for a guard's word no longer."""
MOST_WAITING: Final = 50
OPENABLE_FOR: Final = timedelta(minutes=15)
"""Nobody stands at the gate any longer: for an older passage it is not opened, whatever the guard says of it."""
COUNTED_FOR: Final = timedelta(hours=24)
"""A shift that nobody handed over counts no longer back."""
SAME_VEHICLE: Final = timedelta(minutes=2)
"""A plate that a gate's camera refuses again within this time is the same vehicle: one word settles it."""

LONGEST_NOTE: Final = 500
LONGEST_REASON: Final = 200
LONGEST_HAND_OVER: Final = 1000


class ResolutionAnswer(StrEnum):
    """What a guard did with an exception."""

    OPEN = "open"
    REFUSE = "refuse"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True)
class Resolution:
    """A guard's word on an exception: `user` is a Home Assistant user's id."""

    answer: ResolutionAnswer
    reason: str | None
    user: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """Somebody's words on a passage."""

    at: datetime
    user: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Remarks:
    """What people said of a passage, and who entered it where no camera did."""

    notes: tuple[Note, ...] = ()
    resolution: Resolution | None = None
    entered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Households are asked about a passage, until a time; so many have answered."""

    until: datetime
    answers: int


@dataclass(frozen=True, slots=True)
class Exceptional:
    """A refused or failed passage that waits for a guard."""

    entry: LogEntry
    asking: Asking | None


@dataclass(frozen=True, slots=True)
class Counts:
    """What went on at the gates since a time."""

    passages: int
    opened: int
    refused: int
    by_hand: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A guard's time at the gate; `note` is what they told the next."""

    user: str
    since: datetime
    until: datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Entering:
    """A passage that a guard enters; `read` is the picture they took. `opens`: the gate is to open for it."""

    gate: str
    direction: Direction
    plate: str
    read: Read | None = None
    note: str | None = None
    opens: bool = False
    despite_block: bool = False

    @property
    def seen(self) -> Plate | None:
        """Which of the plates in the guard's picture they mean: the one that is most like what they typed."""
        plates = self.read.reading.plates if self.read and self.read.reading else ()
        return max(plates, key=lambda one: SequenceMatcher(None, one.text, self.plate).ratio(), default=None)


@dataclass(frozen=True, slots=True)
class Alike:
    """A plate on the list that looks like another."""

    plate: str
    apartment: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What the lists say of a plate that stands at the gate; `reason` is why it would pass now, or would not."""

    plate: str
    reason: Reason
    apartment: str | None = None
    kind: PassKind | None = None
    guarded: bool = False
    blocked: Blocked | None = None
    alike: Sequence[Alike] = ()

    @property
    def listed(self) -> bool:
        """Whether it stands on the list, or somebody gave it a pass."""
        return self.kind is not None

    @property
    def valid(self) -> bool:
        """Whether a gate would let it in now."""
        return self.reason is Reason.REGISTERED


def words(text: str | None, longest: int, field: str) -> str | None:
    """Return what somebody wrote, as it is kept: its lines, without what no eye sees; None for nothing."""
    if text is None:
        return None
    visible = "".join(character if character.isprintable() or character == "\n" else " " for character in text)
    kept = "\n".join(" ".join(line.split()) for line in visible.strip().splitlines())
    if len(kept) > longest:
        raise Refused("note_length", f"this has more than {longest} characters", field)
    return kept or None


def needed(text: str | None, longest: int, field: str, code: str) -> str:
    """Return what somebody had to write; raises Refused with a code where they did not."""
    if (kept := words(text, longest, field)) is None:
        raise Refused(code, "this cannot be empty", field)
    return kept
