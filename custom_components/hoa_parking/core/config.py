"""What the board set up, as frozen values: the site knows no config entry."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Final

from .layout import Polygon
from .model import GateMode, GateRules, Matching
from .places import CountedBy

KEEP_PICTURES: Final = timedelta(days=30)
KEEP_LOG: Final = timedelta(days=365)
NEARLY_FULL: Final = 90
TAKEN_S: Final = 5.0
"""Somebody who walks through a place or stops in it for a word is gone by then."""
FREE_S: Final = 2.0


class CameraRole(StrEnum):
    """What a camera is for."""

    GATE = "gate"
    LOT = "lot"


class Faces(StrEnum):
    """Which drivers a gate camera looks in the face: those coming in, or those going out."""

    ENTRY = "entry"
    EXIT = "exit"


@dataclass(frozen=True, slots=True)
class GateConfig:
    """One barrier: the entity that moves it, what confirms it, and the board's rules."""

    id: str
    name: str
    entity_id: str
    feedback_entity_id: str | None = None
    open_timeout: timedelta = timedelta(seconds=10)
    pulse: timedelta = timedelta(seconds=1)
    matching: Matching = Matching.LOOK_ALIKE
    free_exit: bool = True
    cool_down: timedelta = timedelta(seconds=5)
    fresh_for: timedelta = timedelta(seconds=12)

    def rules(self, mode: GateMode) -> GateRules:
        """Return the rules for a decision in a mode."""
        return GateRules(
            mode=mode,
            matching=self.matching,
            fresh_for=self.fresh_for,
            cool_down=self.cool_down,
            free_exit=self.free_exit,
        )


@dataclass(frozen=True, slots=True)
class ZoneConfig:
    """A named area; `capacity` is its number of places.

    `gates` count it where it is `counted_by` gates; `nearly_full` is a percentage; a guest may stay for `guest_limit`.
    """

    id: str
    name: str
    capacity: int
    counted_by: CountedBy = CountedBy.SLOTS
    gates: tuple[str, ...] = ()
    nearly_full: int = NEARLY_FULL
    guest_limit: timedelta | None = None

    def is_counted_by(self, gate: str | None) -> bool:
        """Tell whether who drives through a gate is counted here."""
        return self.counted_by is CountedBy.GATES and gate in self.gates


@dataclass(frozen=True, slots=True)
class CameraConfig:
    """One camera: a URL or path (it may hold a password), or an entity that knows its stream.

    What is drawn on its picture belongs to `zone` unless the board says otherwise; a slot must look taken for
    `taken_s` seconds, or free for `free_s`, before it is.
    """

    id: str
    name: str
    role: CameraRole
    source: str | None = field(default=None, repr=False)
    camera_entity_id: str | None = None
    gate: str | None = None
    faces: Faces = Faces.ENTRY
    zone: str | None = None
    region: Polygon | None = None
    taken_s: float = TAKEN_S
    free_s: float = FREE_S


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """Everything that is set up."""

    name: str
    countries: tuple[str, ...] = ()
    gates: tuple[GateConfig, ...] = ()
    zones: tuple[ZoneConfig, ...] = ()
    cameras: tuple[CameraConfig, ...] = ()
    keep_pictures: timedelta = KEEP_PICTURES
    keep_log: timedelta = KEEP_LOG

    def gate(self, gate_id: str | None) -> GateConfig | None:
        """Return a gate by its id."""
        return next((gate for gate in self.gates if gate.id == gate_id), None)

    def zone(self, zone_id: str | None) -> ZoneConfig | None:
        """Return a zone by its id."""
        return next((zone for zone in self.zones if zone.id == zone_id), None)

    def cameras_that_count(self, zone: ZoneConfig) -> frozenset[str]:
        """Return the cameras that see who drives through a zone's gates, where these count."""
        return frozenset(camera.id for camera in self.cameras if zone.is_counted_by(camera.gate))

    def camera(self, camera_id: str) -> CameraConfig | None:
        """Return a camera by its id."""
        return next((camera for camera in self.cameras if camera.id == camera_id), None)
