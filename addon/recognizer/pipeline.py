"""The film of the recognizer: a frame goes in, passages or slot changes come out. No camera, model or network here."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from .drift import Watch
from .look import NEAR, look_at, moved
from .model import (
    Box,
    Camera,
    CameraView,
    Frame,
    Image,
    LotRules,
    Passage,
    Plate,
    PlateRead,
    Point,
    SlotChange,
)
from .motion import MotionGate
from .ports import Eyes, SlotClassifier
from .slots import Occupancy, SlotRules
from .stillness import Stillness
from .track import Track, Tracker, direction
from .vote import Vote, vote


@dataclass(frozen=True, slots=True)
class GateRules:
    """When looks are worth telling.

    `plausible`: confidence from which a look is of a plate at all. A passage that never grew sure is told all the
    same after `plausible_reads` such looks. Where every plate in view is settled, one look a `settled_s` is enough;
    while one is being read, the whole picture is looked at every `all_s`, and only what surrounds the plate meanwhile.
    The slow eyes look once a `slow_s` at most.
    What reads like no known plate, or stands far behind, is not told where a plate beside it grew sure.
    """

    plausible: float = 0.55
    generic_plausible: float = 0.75
    plausible_reads: int = 2
    settled_s: float = 0.5
    all_s: float = 2.0
    slow_s: float = 1.0


RULES: Final = GateRules()
EVERY: Final = 0.5
"""Seconds between two looks at a lot."""


class GatePipeline:
    """Watches one gate camera: detect → read → track → vote → passage."""

    def __init__(
        self,
        camera: Camera,
        eyes: Eyes,
        countries: Sequence[str],
        new_id: Callable[[], str],
        rules: GateRules = RULES,
    ) -> None:
        self.looks: tuple[PlateRead, ...] = ()
        self._camera = camera
        self._eyes = eyes
        self._countries = tuple(countries)
        self._new_id = new_id
        self._rules = rules
        self._motion = MotionGate()
        self._tracker = Tracker()
        self._evidence: dict[int, tuple[float, Frame, PlateRead]] = {}
        self._looked = self._looked_at_all = self._looked_slowly = -math.inf
        self._sure_since = self._sure_until = -math.inf
        self._sure_height = 0.0

    def feed(self, frame: Frame) -> list[tuple[Passage, Frame]]:
        """Take the next frame; return the passages that settled, each with the frame that shows it."""
        if not self._worth_a_look(frame):
            return self._ended(self._tracker.update((), frame.t)[1])
        self._looked = frame.t
        self.looks = tuple(self._look(frame))
        touched, ended = self._tracker.update([look for look in self.looks if self._plausible(look.plate)], frame.t)
        return [*self._ended(ended), *self._settled(touched, frame)]

    def finish(self) -> list[tuple[Passage, Frame]]:
        """End every track; return the passages that had not settled."""
        return self._ended(self._tracker.close())

    def _worth_a_look(self, frame: Frame) -> bool:
        moving = self._motion.worth_a_look(frame.image, frame.t)
        open_tracks = [track for track in self._tracker.tracks if not track.settled]
        if open_tracks:
            return True
        return moving and (not self._tracker.tracks or not 0 <= frame.t - self._looked < self._rules.settled_s)

    def _look(self, frame: Frame) -> list[PlateRead]:
        part, (left, top) = self._part(frame)
        # What is near a plate already is not looked at twice: a car waits, and the next frame is another chance.
        whole = self._looked_at_all == frame.t
        slowly = whole and not 0 <= frame.t - self._looked_slowly < self._rules.slow_s
        plates = look_at(part, self._eyes, self._countries, twice=whole, slowly=slowly)
        if slowly:
            self._looked_slowly = frame.t
        looks = [PlateRead(plate, moved(box, left, top), frame.t) for plate, box in plates]
        return [look for look in looks if self._inside(look.box, frame.image)]

    def _part(self, frame: Frame) -> tuple[Image, tuple[int, int]]:
        """Return the part of a frame to look at, and its left top corner: near a plate being read, else all of it."""
        region, (left, top) = _cut(frame.image, self._camera.region)
        boxes = [track.last.box for track in self._tracker.tracks if not track.settled]
        if not boxes or not 0 <= frame.t - self._looked_at_all < self._rules.all_s:
            self._looked_at_all = frame.t
            return region, (left, top)
        xs = [x for box in boxes for x in (box.x1 - box.width, box.x2 + box.width)]
        ys = [y for box in boxes for y in (box.y1 - 3 * box.height, box.y2 + 3 * box.height)]
        x1, x2 = max(left, int(min(xs))), min(left + region.shape[1], math.ceil(max(xs)))
        y1, y2 = max(top, int(min(ys))), min(top + region.shape[0], math.ceil(max(ys)))
        return frame.image[y1:y2, x1:x2], (x1, y1)

    def _inside(self, box: Box, image: Image) -> bool:
        if self._camera.region is None:
            return True
        height, width = image.shape[:2]
        outline = np.asarray([(x * width, y * height) for x, y in self._camera.region], np.float32)
        return cv2.pointPolygonTest(outline, box.centre, measureDist=False) >= 0

    def _plausible(self, plate: Plate) -> bool:
        """Whether a look may begin a track: a plate the site expects, or one that is sure of itself."""
        if plate.accepted:
            return True
        if not any(map(str.isalpha, plate.raw)):
            return False
        national = not {"EU", "US"}.intersection(self._countries)
        if self._countries and national:
            return (
                plate.country in self._countries and len(plate.text) >= 6 and plate.confidence >= self._rules.plausible
            )
        return len(plate.text) >= 5 and plate.confidence >= self._rules.generic_plausible

    def _settled(self, touched: Sequence[Track], frame: Frame) -> list[tuple[Passage, Frame]]:
        passages = []
        for track in touched:
            if track.settled:
                self._sure_until = frame.t
                continue
            self._remember(track, frame)
            said = vote([read.plate for read in track.reads], self._countries)
            if said.sure:
                passages.append((self._passage(track, said, track.last, frame), frame))
                self._tracker.settle(track.id)
                self._sure_since, self._sure_until = track.first.t, frame.t
                self._sure_height = track.last.box.height
                self._evidence.pop(track.id, None)
        return passages

    def _remember(self, track: Track, frame: Frame) -> None:
        known = self._evidence.get(track.id)
        if known is None or track.last.plate.confidence >= known[0]:
            self._evidence[track.id] = (track.last.plate.confidence, frame, track.last)

    def _ended(self, ended: Sequence[Track]) -> list[tuple[Passage, Frame]]:
        passages = []
        for track in ended:
            known = self._evidence.pop(track.id, None)
            if track.settled or known is None or track.seen < self._rules.plausible_reads:
                continue
            _, frame, read = known
            if self._in_company(track) and not self._stands_beside(read):
                continue
            said = vote([read.plate for read in track.reads], self._countries)
            passages.append((self._passage(track, said, read, frame), frame))
        return passages

    def _in_company(self, track: Track) -> bool:
        """Whether a plate that grew sure was in view together with this one."""
        return track.first.t <= self._sure_until and track.last.t >= self._sure_since

    def _stands_beside(self, read: PlateRead) -> bool:
        """Whether a doubtful look may be of a second car at the gate, no lettering and no car parked far behind."""
        return read.plate.kind is not None and read.box.height >= NEAR * self._sure_height

    def _passage(self, track: Track, said: Vote, read: PlateRead, frame: Frame) -> Passage:
        return Passage(
            id=self._new_id(),
            camera=self._camera.id,
            captured_at=frame.captured_at,
            t=frame.t,
            plate=said.plate,
            direction=direction(track),
            reads=said.reads,
            box=read.box,
        )


class LotPipeline:
    """Watches one lot camera: classify → make sure → slot change; silent while the camera seems to have moved."""

    def __init__(
        self,
        camera: Camera,
        classifier: SlotClassifier,
        new_id: Callable[[], str],
        watch: Watch | None = None,
    ) -> None:
        rules = camera.layout.rules if camera.layout else LotRules()
        self._camera = camera
        self._classifier = classifier
        self._new_id = new_id
        self._watch = watch
        self._occupancy = Occupancy(SlotRules(taken_s=rules.taken_s, free_s=rules.free_s))
        self._stillness = Stillness(camera.layout) if camera.layout else None
        self._looked = -math.inf

    @property
    def view(self) -> CameraView | None:
        """Whether the camera looks where its slots were drawn; None where there are none, or nobody watches that."""
        return self._watch.view if self._watch and self._camera.layout else None

    def feed(self, frame: Frame) -> list[SlotChange]:
        """Take the next frame; return the slots that surely changed, if any."""
        if self._camera.layout is None or self._stillness is None or 0 <= frame.t - self._looked < EVERY:
            return []
        self._looked = frame.t
        if self._watch:
            self._watch.look(frame.image, frame.t)
            if not self._watch.trusted:
                return []
        states = self._classifier.classify(frame.image, self._camera.layout)
        changed = self._occupancy.update(states, frame.t, self._stillness.moving(frame.image))
        if not changed:
            return []
        return [SlotChange(self._new_id(), self._camera.id, frame.captured_at, tuple(changed))]


def _cut(image: Image, region: Sequence[Point] | None) -> tuple[Image, tuple[int, int]]:
    """Return the rectangle around a region given in fractions, and its left top corner in pixels."""
    if not region:
        return image, (0, 0)
    height, width = image.shape[:2]
    xs, ys = [x for x, _ in region], [y for _, y in region]
    left, right = int(max(0.0, min(xs)) * width), math.ceil(min(1.0, max(xs)) * width)
    top, bottom = int(max(0.0, min(ys)) * height), math.ceil(min(1.0, max(ys)) * height)
    if right - left < 8 or bottom - top < 8:
        return image, (0, 0)
    return image[top:bottom, left:right], (left, top)
