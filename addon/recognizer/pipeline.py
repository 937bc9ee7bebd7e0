"""The film of the recognizer: a frame goes in, passages or slot changes come out. No camera, model or network here."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from .model import Box, Camera, Frame, Image, Passage, Plate, PlateRead, Point, SlotChange
from .motion import MotionGate
from .plates import interpret
from .ports import PlateDetector, PlateReader, SlotClassifier
from .slots import Occupancy, scaled
from .track import Track, Tracker, direction
from .vote import Vote, vote


@dataclass(frozen=True, slots=True)
class GateRules:
    """When looks are worth telling.

    `plausible`: confidence from which a look is of a plate at all. A passage that never grew sure is told all the
    same after `plausible_reads` such looks. Where every plate in view is settled, one look a `settled_s` is enough.
    """

    plausible: float = 0.55
    generic_plausible: float = 0.75
    plausible_reads: int = 2
    settled_s: float = 0.5


RULES: Final = GateRules()
EVERY: Final = 0.5
"""Seconds between two looks at a lot."""


def look_at(
    image: Image, detector: PlateDetector, reader: PlateReader, countries: Sequence[str]
) -> list[tuple[Plate, Box]]:
    """Return the plates in one picture, the surest first; where boxes overlap, what makes the best plate."""
    boxes = detector.detect(image)
    reads = zip(boxes, reader.read(image, boxes), strict=True)
    plates = [(interpret(raw, countries), box) for box, raw in reads]
    return _best_of_overlapping([(plate, box) for plate, box in plates if plate])


class GatePipeline:
    """Watches one gate camera: detect → read → track → vote → passage."""

    def __init__(
        self,
        camera: Camera,
        detector: PlateDetector,
        reader: PlateReader,
        countries: Sequence[str],
        new_id: Callable[[], str],
        rules: GateRules = RULES,
    ) -> None:
        self.looks: tuple[PlateRead, ...] = ()
        self._camera = camera
        self._detector = detector
        self._reader = reader
        self._countries = tuple(countries)
        self._new_id = new_id
        self._rules = rules
        self._motion = MotionGate()
        self._tracker = Tracker()
        self._evidence: dict[int, tuple[float, Frame, PlateRead]] = {}
        self._looked = -math.inf

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
        region, (left, top) = _cut(frame.image, self._camera.region)
        plates = look_at(region, self._detector, self._reader, self._countries)
        looks = [PlateRead(plate, _moved(box, left, top), frame.t) for plate, box in plates]
        return [look for look in looks if self._inside(look.box, frame.image)]

    def _inside(self, box: Box, image: Image) -> bool:
        if self._camera.region is None:
            return True
        height, width = image.shape[:2]
        outline = np.asarray([(x * width, y * height) for x, y in self._camera.region], np.float32)
        return cv2.pointPolygonTest(outline, box.centre, measureDist=False) >= 0

    def _plausible(self, plate: Plate) -> bool:
        least = self._rules.plausible if plate.kind else self._rules.generic_plausible
        shaped = plate.kind or (any(map(str.isdigit, plate.text)) and len(plate.text) >= 4)
        return bool(shaped) and plate.confidence >= least

    def _settled(self, touched: Sequence[Track], frame: Frame) -> list[tuple[Passage, Frame]]:
        passages = []
        for track in touched:
            if track.settled:
                continue
            self._remember(track, frame)
            said = vote([read.plate for read in track.reads], self._countries)
            if said.sure:
                passages.append((self._passage(track, said, track.last, frame), frame))
                self._tracker.settle(track.id)
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
            said = vote([read.plate for read in track.reads], self._countries)
            passages.append((self._passage(track, said, read, frame), frame))
        return passages

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
    """Watches one lot camera: classify → make sure → slot change."""

    def __init__(self, camera: Camera, classifier: SlotClassifier, new_id: Callable[[], str]) -> None:
        self._camera = camera
        self._classifier = classifier
        self._new_id = new_id
        self._occupancy = Occupancy()
        self._looked = -math.inf

    def feed(self, frame: Frame) -> list[SlotChange]:
        """Take the next frame; return the slots that surely changed, if any."""
        if self._camera.layout is None or 0 <= frame.t - self._looked < EVERY:
            return []
        height, width = frame.image.shape[:2]
        self._looked = frame.t
        states = self._classifier.classify(frame.image, scaled(self._camera.layout, (width, height)))
        changed = self._occupancy.update(states, frame.t)
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


def _moved(box: Box, x: float, y: float) -> Box:
    if not x and not y:
        return box
    corners = box.corners
    if corners:
        a, b, c, d = ((px + x, py + y) for px, py in corners)
        corners = (a, b, c, d)
    return replace(box, x1=box.x1 + x, y1=box.y1 + y, x2=box.x2 + x, y2=box.y2 + y, corners=corners)


def _best_of_overlapping(plates: Sequence[tuple[Plate, Box]]) -> list[tuple[Plate, Box]]:
    """Keep the best of several readings of one place: a known plate before an unknown, a whole one before a part."""
    kept: list[tuple[Plate, Box]] = []
    for plate, box in sorted(plates, key=lambda found: _worth(found[0]), reverse=True):
        if all(not _same_place(box, other) for _, other in kept):
            kept.append((plate, box))
    return kept


def _worth(plate: Plate) -> tuple[bool, bool, int, float]:
    return plate.accepted, plate.kind is not None, len(plate.text) if plate.kind else 0, plate.confidence


def _same_place(one: Box, other: Box) -> bool:
    w = min(one.x2, other.x2) - max(one.x1, other.x1)
    h = min(one.y2, other.y2) - max(one.y1, other.y1)
    smaller = min(one.width * one.height, other.width * other.height)
    return w > 0 and h > 0 and w * h > 0.5 * smaller
