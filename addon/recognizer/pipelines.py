"""The pipelines of all cameras, on the same models, which they use in turns."""

import logging
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from .drift import Watch
from .errors import RecognizerError, TooLarge
from .look import look_at, warm
from .lookout import Eye, Found
from .model import Camera, CameraView, Frame, Image, Plate, PlateRead, Role, SlotChange, SlotState
from .pipeline import GatePipeline, LotPipeline
from .ports import Eyes, SlotClassifier
from .references import path_of
from .sources.picture import decode_picture, picture_size
from .turns import SharedClassifier, Turns, shared

LOG = logging.getLogger(__name__)

LONGEST_SIDE: Final = 1920
"""Of a picture that a person took; the integration takes no larger ones either."""

UNREADABLE: Final = "A reference picture cannot be read, so whether its camera moved stays unclear"

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Engines:
    """How the models are loaded; nothing is before a camera needs it."""

    eyes: Callable[[], Eyes]
    classifier: Callable[[], SlotClassifier]


class GateEye:
    """A gate's pipeline as a lookout uses it."""

    slots: tuple[SlotState, ...] = ()
    view: CameraView | None = None

    def __init__(self, pipeline: GatePipeline) -> None:
        self._pipeline = pipeline

    @property
    def looks(self) -> tuple[PlateRead, ...]:
        """The plates seen in the newest frame."""
        return self._pipeline.looks

    def feed(self, frame: Frame) -> Found:
        """Take a frame."""
        return self._pipeline.feed(frame)

    def finish(self) -> Found:
        """End every track."""
        return self._pipeline.finish()


class LotEye:
    """A lot's pipeline as a lookout uses it; remembers the slots for the page."""

    looks: tuple[PlateRead, ...] = ()

    def __init__(self, pipeline: LotPipeline) -> None:
        self._pipeline = pipeline
        self._known: dict[str, SlotState] = {}

    @property
    def view(self) -> CameraView | None:
        """Whether the camera looks where its slots were drawn."""
        return self._pipeline.view

    @property
    def slots(self) -> tuple[SlotState, ...]:
        """The slots as they are known."""
        return tuple(self._known.values())

    def feed(self, frame: Frame) -> Found:
        """Take a frame."""
        changes: list[SlotChange] = self._pipeline.feed(frame)
        self._known |= {slot.id: slot for change in changes for slot in change.slots}
        return [(change, frame) for change in changes]

    def finish(self) -> Found:
        """Leave the slots as they are: the integration knows that the camera is gone."""
        return []


class Pipelines:
    """Makes pipelines, all of them on the same models, which they use in turns."""

    def __init__(self, engines: Engines, references: Path) -> None:
        self._turns = turns = Turns()
        self._references = references
        self._unreadable: set[str] = set()
        self._eyes = _once(lambda: shared(engines.eyes(), turns))
        self._classifier = _once(lambda: SharedClassifier(engines.classifier(), turns))

    def watch(self, camera: Camera) -> Watch | None:
        """Return what notices that a camera moved, for all of its pipelines; None where it has no slots."""
        return Watch(camera.layout, self._reference, self._turns.turn) if camera.layout else None

    def _reference(self, still: str) -> Image | None:
        try:
            return decode_picture(path_of(self._references, still).read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, RecognizerError) as err:
            # It is tried at every look, and said once.
            LOG.log(logging.DEBUG if still in self._unreadable else logging.WARNING, "%s: %s", UNREADABLE, err)
            self._unreadable.add(still)
            return None

    def make(self, camera: Camera, countries: tuple[str, ...], watch: Watch | None = None) -> Eye:
        """Return a fresh pipeline for a camera; raise ModelMissing where its models are not installed."""
        if camera.role is Role.GATE:
            eyes = self._eyes()
            # Models load at their first look: not when a car already waits.
            warm(eyes)
            return GateEye(GatePipeline(camera, eyes, countries, new_id))
        return LotEye(LotPipeline(camera, self._classifier(), new_id, watch))

    def look(self, picture: bytes, countries: Sequence[str]) -> tuple[Plate, ...]:
        """Return the plates in a file that no camera took, the best first; raise SourceError or ModelMissing.

        It is turned as the phone says that took it.
        """
        size = picture_size(picture)
        if size is not None and max(size) > LONGEST_SIDE:
            raise TooLarge(f"a side is longer than {LONGEST_SIDE} pixels")
        return tuple(plate for plate, _ in look_at(decode_picture(picture), self._eyes(), countries))


def new_id() -> str:
    """Return the id of a new report."""
    return str(uuid.uuid4())


def _once(make: Callable[[], _T]) -> Callable[[], _T]:
    """Return what makes the thing at the first call, from whichever thread, and gives the same one from then on."""
    guard = threading.Lock()
    made: list[_T] = []

    def get() -> _T:
        with guard:
            if not made:
                made.append(make())
            return made[0]

    return get
