"""The values that move through the recognizer, one frozen class a hop."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""A picture as OpenCV has it: height × width × 3, BGR, 8 bit."""

Point = tuple[float, float]

Corners = tuple[Point, Point, Point, Point]
"""Clockwise from the top left."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a camera. `t` is seconds on the source's own clock: a file's position, else monotonic time."""

    camera: str
    image: Image
    captured_at: datetime
    t: float


@dataclass(frozen=True, slots=True)
class Box:
    """Where a plate is, in pixels of the frame; its `corners` and its `rows` of text where the detector knows them."""

    x1: float
    y1: float
    x2: float
    y2: float
    confidence: float
    corners: Corners | None = None
    rows: tuple[Corners, ...] = ()

    def __iter__(self) -> Iterator[float]:
        """Yield x1, y1, x2, y2."""
        return iter((self.x1, self.y1, self.x2, self.y2))

    @property
    def outline(self) -> Corners:
        """The corners, those of its sides where the detector tells none."""
        return self.corners or ((self.x1, self.y1), (self.x2, self.y1), (self.x2, self.y2), (self.x1, self.y2))

    @property
    def width(self) -> float:
        """Width in pixels."""
        return self.x2 - self.x1

    @property
    def height(self) -> float:
        """Height in pixels."""
        return self.y2 - self.y1

    @property
    def centre(self) -> Point:
        """The middle, in pixels."""
        return (self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2

    def iou(self, other: Self) -> float:
        """Intersection over union, 0 to 1."""
        w = min(self.x2, other.x2) - max(self.x1, other.x1)
        h = min(self.y2, other.y2) - max(self.y1, other.y1)
        if w <= 0 or h <= 0:
            return 0.0
        both = w * h
        return both / (self.width * self.height + other.width * other.height - both)


Doubts = tuple[tuple[str, float], ...]
"""What else one character may be, and how sure that is (0 to 1)."""


@dataclass(frozen=True, slots=True)
class RawRead:
    """What a reader saw on one crop, before any grammar: rows top to bottom, one confidence (0 to 1) a character.

    `doubts` are the reader's second thoughts, one entry a character of each row; empty where it has none to tell.
    """

    rows: tuple[str, ...]
    confidences: tuple[tuple[float, ...], ...]
    doubts: tuple[tuple[Doubts, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to read the same plate."""

    text: str
    country: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate's text: `text` folded to Latin look-alikes without separators, `raw` as the reader gave it.

    `country` and `kind` name the grammar that fits; None where none does or several tie. `accepted`: good enough for a
    gate to act on. `confidences` are those of `text`'s characters.
    """

    text: str
    raw: str
    country: str | None
    kind: str | None
    confidence: float
    accepted: bool
    confidences: tuple[float, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class PlateRead:
    """One look at one plate in one frame."""

    plate: Plate
    box: Box
    t: float


class Direction(StrEnum):
    """How a vehicle moved, as its camera saw it."""

    APPROACHING = "approaching"
    LEAVING = "leaving"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Passage:
    """A vehicle passed or asks to pass a gate: one settled track. `t` and `captured_at` are the settling frame's."""

    id: str
    camera: str
    captured_at: datetime
    t: float
    plate: Plate
    direction: Direction
    reads: int
    box: Box


@dataclass(frozen=True, slots=True)
class Slot:
    """One outlined parking place; the polygon in pixels of the layout's size; `label` is its address for people."""

    id: str
    polygon: tuple[Point, ...]
    label: str = ""

    @property
    def name(self) -> str:
        """What people call it."""
        return self.label or self.id


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A slot that cannot be watched, and why, in words."""

    id: str
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class LotRules:
    """How long a lot's slots must look taken, or free, before that is told: seconds."""

    taken_s: float = 5.0
    free_s: float = 2.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The slots one camera sees, drawn on a picture of `size` (width, height); `still` names the picture kept of it."""

    size: tuple[int, int]
    slots: tuple[Slot, ...]
    still: str | None = None
    rules: LotRules = LotRules()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotState:
    """Whether one slot is taken, and how sure: `p` is the probability (0 to 1) that it is occupied."""

    id: str
    occupied: bool
    p: float


@dataclass(frozen=True, slots=True)
class SlotChange:
    """The slots of one camera that changed, in one frame."""

    id: str
    camera: str
    captured_at: datetime
    slots: tuple[SlotState, ...]


class Role(StrEnum):
    """What a camera is for."""

    GATE = "gate"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class Camera:
    """One camera as the integration configured it; `region` is the part to look at, in fractions of the frame."""

    id: str
    name: str
    role: Role
    source: str
    region: tuple[Point, ...] | None = None
    layout: Layout | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture of a camera that somebody waits for; the id is the picture's."""

    id: str
    camera: str


@dataclass(frozen=True, slots=True)
class Config:
    """What the integration wants watched; `version` changes whenever anything in it does.

    `reads` names the pictures, taken by people, that somebody wants read.
    """

    version: str
    site: str
    countries: tuple[str, ...]
    cameras: tuple[Camera, ...]
    stills: tuple[Wanted, ...] = ()
    reads: tuple[str, ...] = ()


class CameraState(StrEnum):
    """How a camera's stream is."""

    CONNECTING = "connecting"
    ONLINE = "online"
    SILENT = "silent"
    OFFLINE = "offline"


class CameraView(StrEnum):
    """Whether a camera still looks where it looked when its slots were drawn."""

    SAME = "same"
    MOVED = "moved"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class CameraHealth:
    """One camera's stream: since when it is so, why (an error code of `errors.SourceError`), frames a second.

    `view` is None where the camera has no slots.
    """

    id: str
    state: CameraState
    since: datetime
    error: str | None
    fps: float
    view: CameraView | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A report packed for the way: its JSON without what only the sending knows, and its pictures as JPEG.

    `recovered`: an earlier run of this program put it; whatever it asks for is history now.
    """

    id: str
    kind: str
    body: bytes
    recovered: bool
    frame: bytes | None
    plate: bytes | None


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How the outbox is: letters waiting, refused and given up, the oldest one's age in seconds, what is wrong."""

    pending: int
    parked: int
    dropped: int
    oldest_s: float | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What the recognizer tells the integration about itself; `config` is the version it watches by."""

    version: str
    config: str | None
    cameras: tuple[CameraHealth, ...]
    outbox: OutboxState


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message to Home Assistant."""

    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Request:
    """A question to Home Assistant: a GET, or a POST where it has parts (one is sent as it is, several as a form)."""

    path: str
    parts: tuple[Part, ...] = ()
    seconds: float = 15.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `skew_s` is how far this machine's clock is ahead of Home Assistant's, None where untold."""

    status: int
    body: bytes
    retry_after: float | None = None
    skew_s: float | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What one camera shows now: its newest frame, the plates seen in it and the slots as they are known."""

    camera: Camera
    health: CameraHealth
    frame: Frame | None
    looks: tuple[PlateRead, ...]
    slots: tuple[SlotState, ...]
