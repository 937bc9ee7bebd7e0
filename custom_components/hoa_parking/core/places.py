"""The values of places: what is drawn, how each slot is, who stands there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .layout import Polygon


class SlotKind(StrEnum):
    """Who a slot is meant for."""

    RESIDENT = "resident"
    GUEST = "guest"
    DISABLED = "disabled"
    EV = "ev"
    NO_PARKING = "no_parking"


class CountedBy(StrEnum):
    """How a zone is counted: by its slots, as cameras see them, or by who drives in and out at its gates."""

    SLOTS = "slots"
    GATES = "gates"


@dataclass(frozen=True, slots=True)
class Address:
    """What is painted on the ground: a row, which may be empty, and a number, which may hold letters."""

    row: str
    number: str

    @property
    def text(self) -> str:
        """As people say it: B-17."""
        return f"{self.row}-{self.number}" if self.row else self.number

    @property
    def key(self) -> str:
        """What no two slots of a site share."""
        return self.text.casefold()


@dataclass(frozen=True, slots=True)
class Slot:
    """One outlined place as the board drew it; `id` never changes and is never used again."""

    id: str
    address: Address
    kind: SlotKind
    zone: str
    household: int | None
    apartment: str | None


@dataclass(frozen=True, slots=True)
class Outline:
    """A slot on one camera's picture, in pixels of the layout's size."""

    camera: str
    slot: str
    polygon: Polygon


@dataclass(frozen=True, slots=True)
class CameraLayout:
    """All that is drawn on one camera's picture: its width and height, and the still kept to notice that it moved."""

    camera: str
    size: tuple[int, int]
    still: str | None
    saved_at: datetime
    outlines: tuple[Outline, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is drawn."""

    slots: tuple[Slot, ...] = ()
    layouts: tuple[CameraLayout, ...] = ()

    def layout(self, camera: str) -> CameraLayout | None:
        """Return what is drawn on a camera's picture."""
        return next((layout for layout in self.layouts if layout.camera == camera), None)


@dataclass(frozen=True, slots=True)
class Look:
    """What one camera last said of one slot; `since` is when that last changed."""

    camera: str
    slot: str
    occupied: bool
    p: float
    since: datetime
    captured_at: datetime


@dataclass(frozen=True, slots=True)
class Override:
    """A guard's word on a slot; `occupied` None: out of use.

    It stands until a camera sees the slot change after `at`, or, where it is to `hold`, until somebody ends it.
    """

    slot: str
    occupied: bool | None
    reason: str
    user: str | None
    at: datetime
    hold: bool


@dataclass(frozen=True, slots=True)
class SlotNow:
    """A slot as it is; `occupied` None: nobody can see it. `camera` is the one whose view counts, with its `p`."""

    slot: Slot
    occupied: bool | None
    since: datetime | None
    p: float | None = None
    camera: str | None = None
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many slots of a kind a zone has, and how many of them are free."""

    kind: SlotKind
    total: int
    free: int


class StaySource(StrEnum):
    """Who says which vehicle it is: nobody, we guess, the resident, or a guard or the board."""

    NONE = "none"
    SUGGESTED = "suggested"
    CLAIMED = "claimed"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Stay:
    """One vehicle's time on one slot; `confidence` (0 to 1) is how sure its plate is."""

    id: int
    slot: str
    address: str
    zone: str
    since: datetime
    until: datetime | None = None
    plate: str | None = None
    household: int | None = None
    apartment: str | None = None
    confidence: float = 0.0
    source: StaySource = StaySource.NONE
    passage: str | None = None


class NoticeKind(StrEnum):
    """What somebody should hear of."""

    PLACE_TAKEN = "place_taken"
    OVERSTAY = "overstay"
    NO_PARKING = "no_parking"


@dataclass(frozen=True, slots=True)
class Notice:
    """A stay that is not as it should be; `confirmed`: the slot's own household said that the vehicle is not theirs."""

    kind: NoticeKind
    slot: str
    zone: str
    since: datetime
    stay: int
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A zone's counts from a time on, until its next level."""

    zone: str
    at: datetime
    total: int
    free: int
    occupied: int
    unknown: int


@dataclass(frozen=True, slots=True)
class WantedStill:
    """A picture of a camera that somebody waits for."""

    id: str
    camera: str
