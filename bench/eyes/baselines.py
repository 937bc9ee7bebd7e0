"""The two public ways to read plates that ours must beat, built as a user of their packages would, with our grammars.

Neither has a notion of doubt: what looks like a valid plate is accepted.
"""

import importlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.errors import ModelMissing
from recognizer.model import Box, Image, Plate, RawRead
from recognizer.plates import interpret
from recognizer.vision.network import open_network

from .count import UNGOVERNED, Found

YOLO: Final = Path(__file__).resolve().parents[2] / ".cache" / "models" / "yolo_plates.onnx"
SIDE: Final = 640
TWO_ROWS: Final = 2.2
"""A plate less than so many times as wide as high may have two rows."""

STRETCH: Final = 1.75
"""The reader likes plates wider than they are: their letters are narrow."""

Points = NDArray[np.float32]
"""Corners: n × 2."""


@dataclass(frozen=True, slots=True)
class _Area:
    """Where text was detected: its corners, and its upright rectangle."""

    points: Points
    box: Box


class TextReader:
    """RapidOCR's own pipeline through its public interface: where text is, at 960, and what one line of it says."""

    def __init__(self, threads: int) -> None:
        """Load the package; raise ModelMissing where it is not installed."""
        try:
            package = importlib.import_module("rapidocr")
        except ImportError as err:
            raise ModelMissing("the package rapidocr is not installed") from err
        self._ocr: Any = package.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": 16384,
                "Det.limit_type": "max",
                "Det.limit_side_len": 960,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            }
        )

    def areas(self, image: Image) -> list[_Area]:
        """Return where text is."""
        # All three flags every time: the object remembers those of the call before.
        out = self._ocr(image, use_det=True, use_cls=False, use_rec=False)
        found = getattr(out, "boxes", None)
        return [] if found is None else [_area(np.asarray(points, np.float32)) for points in found]

    def text(self, image: Image) -> tuple[str, float]:
        """Return what one line of text says, and how sure that is; nothing where nothing can be read."""
        if min(image.shape[:2]) < 4:
            return "", 0.0
        out = self._ocr(image, use_det=False, use_cls=False, use_rec=True)
        texts, scores = getattr(out, "txts", None), getattr(out, "scores", None)
        return (str(texts[0]), float(scores[0])) if texts and scores else ("", 0.0)


class BaselineA:
    """Text detection, neighbouring boxes merged, recognition; what looks most like a plate wins its place."""

    def __init__(self, threads: int = 2) -> None:
        self._reader = TextReader(threads)

    def read(self, image: Image, countries: Sequence[str], *, whole: bool = False) -> list[Found]:
        """Return the plates in a picture; `whole`: the picture is one plate."""
        if whole:
            return _surest(_views(self._reader, image, _all_of(image), countries))
        areas = [area for area in self._reader.areas(image) if area.box.width >= 1.1 * area.box.height]
        lines = {n: self._reader.text(straight(image, area.points)) for n, area in enumerate(areas)}
        found = [_valued([lines[n]], area.box, countries) for n, area in enumerate(areas)]
        found += [
            _valued([self._reader.text(straight(image, merged.points))], merged.box, countries)
            for merged in _beside(areas)
        ]
        for top, bottom in _stacked(areas):
            both = _area(np.concatenate([areas[top].points, areas[bottom].points]))
            found.append(_valued([lines[top], lines[bottom]], both.box, countries))
        return _best(found)


class BaselineB:
    """A YOLOv8n plate detector at 640, and RapidOCR's recognition of what it finds."""

    def __init__(self, threads: int = 2, model: Path = YOLO) -> None:
        self._model, self._threads = model, threads
        if not model.is_file():
            raise ModelMissing("its plate detector is not here: scripts/setup engines fetches it, for comparing only")
        self._reader = TextReader(threads)

    def read(self, image: Image, countries: Sequence[str], *, whole: bool = False) -> list[Found]:
        """Return the plates in a picture; `whole`: the picture is one plate."""
        boxes = [_all_of(image)] if whole else self.detect(image)
        return _best([one for box in boxes for one in _surest(_views(self._reader, image, box, countries))])

    def detect(self, image: Image) -> list[Box]:
        """Return where plates are, without overlaps."""
        height, width = image.shape[:2]
        scale = SIDE / max(height, width)
        small = cv2.resize(image, (max(1, round(width * scale)), max(1, round(height * scale))))
        canvas = np.full((SIDE, SIDE, 3), 114, np.uint8)
        canvas[: small.shape[0], : small.shape[1]] = small
        planes = np.ascontiguousarray(canvas[:, :, ::-1].transpose(2, 0, 1)[None], np.float32) / np.float32(255)
        out = self._network.run(None, {self._network.get_inputs()[0].name: planes})[0]
        rows = np.asarray(out, np.float32)[0].T
        rows = rows[rows[:, 4:].max(axis=1) >= 0.25]
        scores = rows[:, 4:].max(axis=1)
        sides = np.concatenate([rows[:, :2] - rows[:, 2:4] / 2, rows[:, 2:4]], axis=1) / scale
        kept = cv2.dnn.NMSBoxes(sides.tolist(), scores.tolist(), 0.25, 0.45)
        return [_clipped(sides[n], float(scores[n]), width, height) for n in np.asarray(kept, int).ravel()]

    @cached_property
    def _network(self) -> Any:
        return open_network(self._model, self._threads)


def straight(image: Image, points: Points) -> Image:
    """Return what the smallest rectangle around some points shows, upright."""
    (x, y), (w, h), angle = cv2.minAreaRect(points)
    if w < h:
        w, h, angle = h, w, angle - 90
    angle = (angle + 90) % 180 - 90
    w, h = max(8.0, w), max(8.0, h)
    along = np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))], np.float32)
    down = np.array([-along[1], along[0]], np.float32)
    left_top = np.array([x, y], np.float32) - along * (w / 2) - down * (h / 2)
    source = np.stack([left_top, left_top + along * w, left_top + down * h]).astype(np.float32)
    target = np.array([[0, 0], [w, 0], [0, h]], np.float32)
    size = (math.ceil(w), math.ceil(h))
    bend = cv2.getAffineTransform(source, target)
    return np.asarray(cv2.warpAffine(image, bend, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def valid(plate: Plate, countries: Sequence[str]) -> bool:
    """Tell whether a text looks like a plate of the countries expected: all that a reader without doubt can ask."""
    if plate.kind is not None and (not countries or plate.country in countries):
        return True
    plain = not countries or not UNGOVERNED.isdisjoint(countries)
    return plain and 5 <= len(plate.text) <= 8 and any(map(str.isdigit, plate.text))


def _valued(lines: Sequence[tuple[str, float]], box: Box, countries: Sequence[str]) -> Found | None:
    read = RawRead(tuple(text for text, _ in lines if text), tuple((sure,) * len(text) for text, sure in lines if text))
    plate = interpret(read, countries)
    if plate is None or not any(map(str.isdigit, plate.text)):
        return None
    return replace(plate, accepted=valid(plate, countries)), box


def _best(found: Iterable[Found | None]) -> list[Found]:
    """Keep the best plate of each place: a valid one before others, a longer one before its part, then the surest."""
    kept: list[Found] = []
    for one in sorted((one for one in found if one), key=_worth, reverse=True):
        if all(_share(one[1], other) < 0.5 for _, other in kept):
            kept.append(one)
    return kept


def _surest(views: Iterable[Found | None]) -> list[Found]:
    """Keep the best of several views of one plate: a valid one before others, then the surest."""
    seen = sorted((one for one in views if one), key=lambda one: (*_worth(one)[:2], one[0].confidence), reverse=True)
    return seen[:1]


def _worth(found: Found) -> tuple[bool, bool, float, float]:
    plate, _ = found
    return plate.accepted, plate.kind is not None, plate.confidence if plate.kind else len(plate.text), plate.confidence


def _share(one: Box, other: Box) -> float:
    w = min(one.x2, other.x2) - max(one.x1, other.x1)
    h = min(one.y2, other.y2) - max(one.y1, other.y1)
    smaller = min(one.width * one.height, other.width * other.height)
    return w * h / smaller if w > 0 and h > 0 else 0.0


def _beside(areas: Sequence[_Area]) -> Iterator[_Area]:
    """Yield what neighbours in a line make together: two of them, and all of a chain."""
    for area in areas:
        chain = [area]
        while right := next((other for other in areas if _follows(chain[-1].box, other.box)), None):
            chain.append(right)
            yield _area(np.concatenate([one.points for one in chain]))
            if len(chain) > 3:
                break


def _follows(left: Box, right: Box) -> bool:
    taller, gap = max(left.height, right.height), right.x1 - left.x2
    level = abs(left.centre[1] - right.centre[1]) < 0.5 * taller
    return level and -0.3 * taller < gap < 1.2 * taller and right.height > 0.4 * taller


def _stacked(areas: Sequence[_Area]) -> Iterator[tuple[int, int]]:
    for n, top in enumerate(areas):
        for m, bottom in enumerate(areas):
            high, gap = max(top.box.height, bottom.box.height), bottom.box.y1 - top.box.y2
            aligned = abs(top.box.centre[0] - bottom.box.centre[0]) < 0.5 * max(top.box.width, bottom.box.width)
            if n != m and aligned and -0.5 * high < gap < 0.6 * high and bottom.box.centre[1] > top.box.centre[1]:
                yield n, m


def _views(reader: TextReader, image: Image, box: Box, countries: Sequence[str]) -> Iterator[Found | None]:
    """Yield what a plate's crop says as it is, drawn out in width, and in two halves where it may have two rows."""
    crop = _cut(image, box)
    height, width = crop.shape[:2]
    wide = np.asarray(cv2.resize(crop, (max(1, round(width * STRETCH)), max(1, height))), np.uint8)
    yield _valued([reader.text(crop)], box, countries)
    yield _valued([reader.text(wide)], box, countries)
    if width < TWO_ROWS * height:
        yield _valued([reader.text(wide[: height // 2]), reader.text(wide[height // 2 :])], box, countries)


def _area(points: Points) -> _Area:
    (x1, y1), (x2, y2) = points.min(axis=0), points.max(axis=0)
    return _Area(points, Box(float(x1), float(y1), float(x2), float(y2), 1.0))


def _all_of(image: Image) -> Box:
    return Box(0.0, 0.0, float(image.shape[1]), float(image.shape[0]), 1.0)


def _clipped(sides: NDArray[np.float32], score: float, width: int, height: int) -> Box:
    x, y, w, h = map(float, sides)
    return Box(max(0.0, x), max(0.0, y), min(float(width), x + w), min(float(height), y + h), score)


def _cut(image: Image, box: Box) -> Image:
    return image[int(box.y1) : math.ceil(box.y2), int(box.x1) : math.ceil(box.x2)]
