"""Plates found and read by the PP-OCRv6 networks that the `rapidocr` package ships; nothing of its code is run."""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ..errors import ModelMissing
from ..model import Box, Corners, Image, RawRead
from .lines import boxes_of, lines_of, whole
from .network import LazyNetwork
from .views import HEIGHT, Line, agreed, columns, decoded, gathered, raw_read, straightened

DETECTOR: Final = "PP-OCRv6_det_small.onnx"
READER: Final = "PP-OCRv6_rec_small.onnx"
_BATCH: Final = 8
SURE: Final = 0.9


@dataclass(frozen=True, slots=True)
class EyeRules:
    """How the networks are used: the longest side looked at, the views of a line, threads of each network."""

    side: int = 960
    text_height: float = 0.25
    first: tuple[float, float] = (0.05, 1.0)
    views: tuple[tuple[float, float], ...] = ((0.05, 1.75), (0.2, 1.4))
    threads: int = 2


class RapidOcr:
    """A PlateDetector and a PlateReader; the networks load at the first use, once, whatever thread comes first."""

    def __init__(self, rules: EyeRules | None = None, folder: Path | None = None) -> None:
        self._rules = rules or EyeRules()
        folder = folder or _shipped()
        self._detector = LazyNetwork(folder / DETECTOR, self._rules.threads)
        self._reader = LazyNetwork(folder / READER, self._rules.threads)

    def detect(self, image: Image) -> list[Box]:
        """Return what may be plates, joined and stacked lines beside their parts: the reader tells which are."""
        height, width = image.shape[:2]
        heat, scale = self._heat(image)
        lines = lines_of(heat, scale)
        boxes = boxes_of(lines, (width, height))
        if not lines or max(line.height for line in lines) > self._rules.text_height * height:
            boxes.append(whole((width, height)))
        return boxes

    def read(self, image: Image, boxes: Sequence[Box]) -> list[RawRead]:
        """Return one read a box; an unreadable one has no rows."""
        rows = list(dict.fromkeys(row for box in boxes for row in (box.rows or (box.outline,))))
        first = dict(zip(rows, self._lines(image, [(row, self._rules.first) for row in rows]), strict=True))
        worth = [row for row in rows if 2 <= len(first[row].text) <= 12 and any(map(str.isdigit, first[row].text))]
        seen = {row: [first[row]] for row in worth}
        for view in self._rules.views:
            doubted = [row for row in worth if len(seen[row]) == 1 or not _settled(seen[row])]
            for row, line in zip(doubted, self._lines(image, [(row, view) for row in doubted]), strict=True):
                seen[row].append(line)
        said = first | {row: agreed(lines) for row, lines in seen.items()}
        return [raw_read([said[row] for row in box.rows or (box.outline,)]) for box in boxes]

    def _heat(self, image: Image) -> tuple[NDArray[np.float32], tuple[float, float]]:
        height, width = image.shape[:2]
        factor = min(self._rules.side / max(height, width), 2.0)
        if factor > 1:
            factor = max(1.0, min(factor, 480 / max(height, width)))
        w, h = (max(32, round(side * factor / 32) * 32) for side in (width, height))
        small = cv2.resize(image, (w, h), interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
        (heat,) = self._detector.get().run(None, {"x": _planes(np.asarray(small, np.uint8))[None]})
        return np.asarray(heat, np.float32)[0, 0], (width / w, height / h)

    def _lines(self, image: Image, views: Sequence[tuple[Corners, tuple[float, float]]]) -> list[Line]:
        crops = [straightened(image, row, margin, stretch) for row, (margin, stretch) in views]
        order = sorted(range(len(crops)), key=lambda n: crops[n].shape[1])
        lines: dict[int, Line] = {}
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            lines |= zip(batch, self._batch([crops[n] for n in batch]), strict=True)
        return [lines[n] for n in range(len(crops))]

    def _batch(self, crops: Sequence[Image]) -> list[Line]:
        width = max(crop.shape[1] for crop in crops)
        batch = np.zeros((len(crops), 3, HEIGHT, width), np.float32)
        for n, crop in enumerate(crops):
            batch[n, :, :, : crop.shape[1]] = _planes(crop)
        (steps,) = self._reader.get().run(None, {"x": batch})
        return [decoded(gathered(np.asarray(line, np.float32), self._places)) for line in steps]

    @cached_property
    def _places(self) -> NDArray[np.intp]:
        metadata = self._reader.get().get_modelmeta().custom_metadata_map
        return columns(metadata["character"].splitlines())


def _shipped() -> Path:
    # Found, not imported: importing the package would pull in a dozen others and its own logging.
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise ModelMissing("the package rapidocr is not installed: pip install rapidocr==3.10")
    return Path(spec.origin).parent / "models"


def _planes(image: Image) -> NDArray[np.float32]:
    return np.ascontiguousarray(image.transpose(2, 0, 1)).astype(np.float32) / np.float32(127.5) - np.float32(1)


def _settled(lines: Sequence[Line]) -> bool:
    """Whether the views so far read the same, and surely: then another view tells nothing new."""
    return len({line.text for line in lines}) == 1 and min(min(line.confidences) for line in lines) >= SURE
