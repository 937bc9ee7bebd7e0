"""The film of the recognizer: a frame goes in, passages or slot changes come out. No camera, model or network here."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from .model import Box, Camera, Corners, Frame, Image, Passage, Plate, PlateRead, Point, SlotChange
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
    same after `plausible_reads` such looks. Where every plate in view is settled, one look a `settled_s` is enough;
    while one is being read, the whole picture is looked at every `all_s`, and only what surrounds the plate meanwhile.
    What reads like no known plate, or stands far behind, is not told where a plate beside it grew sure.
    """

    plausible: float = 0.55
    generic_plausible: float = 0.75
    plausible_reads: int = 2
    settled_s: float = 0.5
    all_s: float = 1.0


RULES: Final = GateRules()
LEAST: Final = 0.35
AGAIN: Final = 2
LONGER: Final = 0.42
NEAR: Final = 0.8
LIKELY: Final = 0.7
EVERY: Final = 0.5
"""Seconds between two looks at a lot."""


def look_at(
    image: Image, detector: PlateDetector, reader: PlateReader, countries: Sequence[str]
) -> list[tuple[Plate, Box]]:
    """Return the plates in one picture, the surest first; where boxes overlap, what makes the best plate.

    Where no plate is sure, the likeliest places are looked at again from near.
    """
    found = _nearest(_read(image, detector, reader, countries))
    if not any(plate.accepted for plate, _ in found):
        for _, box in _largest(found):
            left, top, near = _around(image, box)
            again = _read(near, detector, reader, countries)
            longer = _interpreted(image, [_longer(box)], reader, countries)
            found = _best_of_overlapping([*found, *((plate, _moved(at, left, top)) for plate, at in again), *longer])
    return sorted(_nearest(_distinct(found)), key=_prominence, reverse=True)


def _nearest(plates: Sequence[tuple[Plate, Box]]) -> list[tuple[Plate, Box]]:
    """Accept the nearest car's plate only, and what is as near: a car behind one that we cannot read must wait too."""
    nearest = max((box.height for plate, box in plates if plate.accepted or _likely(plate)), default=0.0)
    return [(replace(plate, accepted=plate.accepted and box.height >= NEAR * nearest), box) for plate, box in plates]


def _likely(plate: Plate) -> bool:
    return plate.kind is not None and len(plate.text) >= 6 and plate.confidence >= LIKELY


def _prominence(found: tuple[Plate, Box]) -> tuple[bool, bool, float]:
    plate, box = found
    return plate.accepted, _likely(plate), box.height


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
        self._looked = self._looked_at_all = -math.inf
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
        plates = look_at(part, self._detector, self._reader, self._countries)
        looks = [PlateRead(plate, _moved(box, left, top), frame.t) for plate, box in plates]
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
    return replace(
        box,
        x1=box.x1 + x,
        y1=box.y1 + y,
        x2=box.x2 + x,
        y2=box.y2 + y,
        corners=_shifted(box.corners, x, y) if box.corners else None,
        rows=tuple(_shifted(row, x, y) for row in box.rows),
    )


def _shifted(corners: Corners, x: float, y: float) -> Corners:
    a, b, c, d = ((px + x, py + y) for px, py in corners)
    return a, b, c, d


def _read(
    image: Image, detector: PlateDetector, reader: PlateReader, countries: Sequence[str]
) -> list[tuple[Plate, Box]]:
    return _best_of_overlapping(_interpreted(image, detector.detect(image), reader, countries))


def _interpreted(
    image: Image, boxes: Sequence[Box], reader: PlateReader, countries: Sequence[str]
) -> list[tuple[Plate, Box]]:
    reads = zip(boxes, reader.read(image, boxes), strict=True)
    plates = [(interpret(raw, countries), box) for box, raw in reads]
    return [(plate, box) for plate, box in plates if plate and _plausible(plate)]


def _longer(box: Box) -> Box:
    """Return a box with its last row drawn out to the right, where a small region number may stand unnoticed."""
    rows = box.rows or (box.corners or ((box.x1, box.y1), (box.x2, box.y1), (box.x2, box.y2), (box.x1, box.y2)),)
    top_left, top_right, bottom_right, bottom_left = rows[-1]
    dx, dy = (top_right[0] - top_left[0]) * LONGER, (top_right[1] - top_left[1]) * LONGER
    drawn = (
        top_left,
        (top_right[0] + dx, top_right[1] + dy),
        (bottom_right[0] + dx, bottom_right[1] + dy),
        bottom_left,
    )
    return replace(box, x2=box.x2 + max(0.0, dx), corners=None, rows=(*rows[:-1], drawn))


def _largest(plates: Sequence[tuple[Plate, Box]]) -> list[tuple[Plate, Box]]:
    return sorted(plates, key=lambda found: -found[1].height)[:AGAIN]


def _around(image: Image, box: Box) -> tuple[int, int, Image]:
    """Return what surrounds a box, and its left top corner."""
    height, width = image.shape[:2]
    aside, above = max(box.width * 0.6, box.height * 2), box.height * 1.5
    left, right = max(0, int(box.x1 - aside)), min(width, math.ceil(box.x2 + aside))
    top, bottom = max(0, int(box.y1 - above)), min(height, math.ceil(box.y2 + above))
    return left, top, image[top:bottom, left:right]


def _best_of_overlapping(plates: Sequence[tuple[Plate, Box]]) -> list[tuple[Plate, Box]]:
    """Keep the best of several readings of one place: a known plate before an unknown, a whole one before a part."""
    kept: list[tuple[Plate, Box]] = []
    for plate, box in sorted(plates, key=lambda found: _worth(found[0]), reverse=True):
        if all(not _same_place(box, other) for _, other in kept):
            kept.append((plate, box))
    return kept


def _worth(plate: Plate) -> tuple[bool, bool, int, float]:
    return plate.accepted, plate.kind is not None, len(plate.text) if plate.kind else 0, plate.confidence


def _distinct(plates: Sequence[tuple[Plate, Box]]) -> list[tuple[Plate, Box]]:
    """Keep the first of equal texts: a picture shows one plate twice where a mirror or a caption does."""
    return list({plate.text: (plate, box) for plate, box in reversed(plates)}.values())[::-1]


def _plausible(plate: Plate) -> bool:
    """Whether a text may be a plate at all; words are none."""
    return any(map(str.isdigit, plate.text)) and plate.confidence >= LEAST


def _same_place(one: Box, other: Box) -> bool:
    w = min(one.x2, other.x2) - max(one.x1, other.x1)
    h = min(one.y2, other.y2) - max(one.y1, other.y1)
    smaller = min(one.width * one.height, other.width * other.height)
    return w > 0 and h > 0 and w * h > 0.5 * smaller
