"""Measure the plate detector on photos of plates that no training has seen.

    python -m detector.evaluate --data DIR [--sets plates_ru plates_eu plates_us] [--model DIR] [--sheet misses.png]

DIR holds folders with a `labels.csv` each: file, plates, boxes_xyxy (`|` between boxes, `x1 y1 x2 y2` each). A plate is
found where a box covers nine tenths of it and overlaps it by .3 or more (intersection over union). Names for which
`held` is true are kept for judging: they are left out unless --held asks for them alone.
"""

import argparse
import csv
import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.model import Box
from recognizer.ports import PlateDetector
from recognizer.vision.detector_net import DetectorNet

TOPS = (1, 3, 6)
_TILE = (420, 320)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo and the boxes of its plates."""

    path: Path
    plates: tuple[Box, ...]


def main() -> None:
    """Print one line a set, and draw what was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sets", nargs="+", default=["plates_ru", "plates_eu", "plates_us"])
    parser.add_argument("--model", type=Path, help="a folder with detector.onnx; else the one that ships")
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--sheet", type=Path)
    arguments = parser.parse_args()
    detector = DetectorNet(folder=arguments.model)
    missed: list[NDArray[np.uint8]] = []
    for name in arguments.sets:
        known = [photo for photo in photos(arguments.data / name) if held(photo.path.name) is arguments.held]
        print(f"{name}: {measured(detector, known, missed)}", flush=True)
    if arguments.sheet:
        cv2.imwrite(str(arguments.sheet), sheet(missed))


def held(name: str) -> bool:
    """Tell whether a photo is kept for judging."""
    return hashlib.sha256(name.encode()).digest()[0] % 10 < 3


def photos(folder: Path) -> Iterator[Photo]:
    """Yield the photos of a folder whose plates have boxes."""
    with (folder / "labels.csv").open(newline="") as rows:
        for row in csv.DictReader(rows):
            boxes = [text.split() for text in row["boxes_xyxy"].split("|") if text.strip()]
            if boxes:
                plates = tuple(_box(*(float(number) for number in box)) for box in boxes)
                yield Photo(folder / row["file"], plates)


def _box(x1: float, y1: float, x2: float, y2: float) -> Box:
    return Box(x1, y1, x2, y2, 1.0)


def measured(detector: PlateDetector, known: Sequence[Photo], missed: list[NDArray[np.uint8]]) -> str:
    """Return the recall at some numbers of boxes, how near they lie and how long a picture took."""
    ranks: list[int] = []
    nearness: list[float] = []
    boxes, seconds = 0, 0.0
    for photo in known:
        image = np.asarray(cv2.imread(str(photo.path)), np.uint8)
        began = time.perf_counter()
        seen = detector.detect(image)
        seconds += time.perf_counter() - began
        boxes += len(seen)
        for plate in photo.plates:
            found = [n for n, box in enumerate(seen) if finds(box, plate)]
            ranks.append(found[0] if found else 99)
            nearness += [seen[n].iou(plate) for n in found[:1]]
            if not found or found[0] >= 1:
                missed.append(tile(image, seen, plate, photo.path.name))
    recall = ", ".join(f"top {top} {np.mean(np.array(ranks) < top):.3f}" for top in TOPS)
    each = max(len(known), 1)
    return (
        f"{len(ranks)} plates: {recall}; overlap {np.mean(nearness) if nearness else 0:.3f}, "
        f"{boxes / each:.1f} boxes and {seconds / each * 1000:.1f} ms a picture"
    )


def finds(box: Box, plate: Box) -> bool:
    """Tell whether a box covers nine tenths of a plate and is not much larger."""
    w = min(box.x2, plate.x2) - max(box.x1, plate.x1)
    h = min(box.y2, plate.y2) - max(box.y1, plate.y1)
    return w > 0 and h > 0 and w * h >= 0.9 * plate.width * plate.height and box.iou(plate) >= 0.3


def tile(image: NDArray[np.uint8], seen: Sequence[Box], plate: Box, name: str) -> NDArray[np.uint8]:
    """Return a small picture of a miss: the plate red, what was found green, a nearer look beside it."""
    drawn = image.copy()
    thick = max(1, image.shape[1] // 500)
    for box in seen:
        cv2.polylines(drawn, [np.array(box.corners, np.int32)], True, (0, 255, 0), thick)
    cv2.rectangle(drawn, (int(plate.x1), int(plate.y1)), (int(plate.x2), int(plate.y2)), (0, 0, 255), thick)
    x, y = plate.centre
    half = plate.width * 1.2
    low = np.maximum((int(y - half * 0.5), int(x - half)), 0)
    near = drawn[low[0] : int(y + half * 0.5), low[1] : int(x + half)]
    whole = np.zeros((_TILE[1] + _TILE[0] // 2, _TILE[0], 3), np.uint8)
    shrunk = min(_TILE[0] / image.shape[1], _TILE[1] / image.shape[0])
    small = cv2.resize(drawn, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
    whole[: small.shape[0], : small.shape[1]] = small
    whole[_TILE[1] :] = cv2.resize(near, (_TILE[0], _TILE[0] // 2))
    label = f"{name[:24]} {' '.join(f'{box.confidence:.2f}' for box in seen)}"
    cv2.putText(whole, label, (4, _TILE[1] - 6), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (0, 255, 255), 1)
    return whole


def sheet(tiles: Sequence[NDArray[np.uint8]], columns: int = 5) -> NDArray[np.uint8]:
    """Return pictures side by side."""
    blank = np.zeros((_TILE[1] + _TILE[0] // 2, _TILE[0], 3), np.uint8)
    filled = [*tiles, *[blank] * (-len(tiles) % columns)] or [blank] * columns
    rows = [np.hstack(filled[start : start + columns]) for start in range(0, len(filled), columns)]
    return np.asarray(np.vstack(rows), np.uint8)


if __name__ == "__main__":
    main()
