"""Who is connected: the recognizer and its cameras, and what they say of themselves."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class CameraState(StrEnum):
    """How a camera's stream is; UNKNOWN until the recognizer tells."""

    CONNECTING = "connecting"
    ONLINE = "online"
    SILENT = "silent"
    OFFLINE = "offline"
    UNKNOWN = "unknown"


class CameraView(StrEnum):
    """Whether a camera still looks at what was drawn on its picture."""

    SAME = "same"
    MOVED = "moved"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CameraLink:
    """The way from one camera to the recognizer; `error` is a code such as unauthorized."""

    id: str
    name: str
    state: CameraState
    error: str | None
    since: datetime | None
    view: CameraView = CameraView.UNKNOWN


@dataclass(frozen=True, slots=True)
class RecognizerLink:
    """The recognizer as we hear it; `since` is when `online` last changed, `skew` its clock minus ours.

    `stranger`: somebody has lately knocked at its doors with a token that is not the recognizer's.
    """

    online: bool
    since: datetime | None
    version: str | None = None
    pending: int = 0
    parked: int = 0
    dropped: int = 0
    problem: str | None = None
    skew: timedelta | None = None
    stranger: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """Who is connected."""

    recognizer: RecognizerLink
    cameras: tuple[CameraLink, ...]


@dataclass(frozen=True, slots=True)
class CameraHealth:
    """One camera in a status message."""

    id: str
    state: CameraState
    since: datetime | None
    error: str | None
    view: CameraView = CameraView.UNKNOWN


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What the recognizer says of itself; `config` is the version it watches by."""

    sent_at: datetime
    version: str
    config: str | None
    cameras: tuple[CameraHealth, ...]
    pending: int
    parked: int
    dropped: int
    problem: str | None
