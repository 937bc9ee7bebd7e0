"""Measure a reader network on real plates, and draw what it read wrongly.

    python -m reader.evaluate --data DIR [--models DIR] [--part open] [--boxes FILE] [--sheet FILE]

DIR holds folders of pictures with a labels.csv (file, plates, boxes_xyxy, country). Where a set has no boxes,
those that the detector of PP-OCRv6 finds are used, whichever reads nearest to the label; FILE keeps them.
"""

import argparse
import csv
import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from recognizer.model import Box, Image, RawRead
from recognizer.plates import interpret
from recognizer.ports import PlateReader
from recognizer.vision.rapidocr import EyeRules, RapidOcr
from recognizer.vision.reader_net import ReaderNet
from recognizer.vision.rectify import SIZE, corners_of, rectified

SETS = ("plates_kz", "plates_ru", "plates_uz", "platecrops_uz", "plates_eu", "plates_us", "platecrops_id")
TWINS = str.maketrans("OQIZSB", "001258")


@dataclass(frozen=True, slots=True)
class Known:
    """One plate of a set, where it is in its picture and what it says."""

    path: Path
    box: Box
    text: str
    country: str


@dataclass(frozen=True, slots=True)
class Result:
    """What was read: the raw rows in one, the text after the grammar, its mean and its lowest confidence."""

    known: Known
    raw: str
    text: str
    mean: float
    lowest: float
    rows: tuple[str, ...]


def held(name: str) -> bool:
    """Return whether a picture is kept apart until the end."""
    return hashlib.sha256(name.encode()).digest()[0] % 10 < 3


def known(folder: Path, part: str, boxes: dict[str, list[float]]) -> Iterator[Known]:
    """Yield the plates of a set that have a place: given, found before, or the whole picture for crops."""
    with (folder / "labels.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if part == "all" or held(row["file"]) == (part == "held")]
    for row in rows:
        path, places = folder / row["file"], row["boxes_xyxy"].split("|")
        for text, place in zip(row["plates"].split("|"), places, strict=False):
            key = f"{folder.name}/{row['file']}/{text}"
            if place.strip():
                yield Known(path, _box([float(side) for side in place.split()]), text, row["country"])
            elif folder.name.startswith("platecrops"):
                height, width = _loaded(path).shape[:2]
                yield Known(path, Box(0, 0, width, height, 1.0), text, row["country"])
            else:
                if key not in boxes:
                    boxes[key] = _found(path, text)
                if boxes[key]:
                    yield Known(path, _box(boxes[key]), text, row["country"])


def results(reader: PlateReader, plates: Sequence[Known]) -> tuple[list[Result], float]:
    """Return what was read of each, and milliseconds a plate."""
    found, spent = [], 0.0
    for plate in plates:
        image = _loaded(plate.path)
        began = time.perf_counter()
        (read,) = reader.read(image, [plate.box])
        spent += time.perf_counter() - began
        found.append(_judged(plate, read))
    return found, 1000 * spent / max(1, len(plates))


def told(name: str, found: Sequence[Result], ms: float) -> None:
    """Print one set's figures: exact and twins-equal, raw and after the grammar, and what sureness is worth."""
    if not found:
        print(f"{name}: nothing to measure")
        return
    raw = np.mean([one.raw == one.known.text for one in found])
    fits = np.array([one.text == one.known.text for one in found])
    twins = np.mean([_twins(one.text) == _twins(one.known.text) for one in found])
    sure = np.array([one.lowest >= 0.9 for one in found])
    wrong = (sure & ~fits).sum()
    print(
        f"{name:14s} n {len(found):3d}  raw {raw:.3f}  exact {fits.mean():.3f}  twins equal {twins:.3f}"
        f"  sure {sure.mean():.2f}, of them wrong {wrong}  {ms:.2f} ms",
        flush=True,
    )


def drawn(found: Sequence[Result], out: Path, most: int = 150) -> None:
    """Write a sheet of crops that were read wrongly: label above, read below, lowest confidence."""
    wrong = [one for one in found if _twins(one.text) != _twins(one.known.text)][:most]
    tiles = [_tile(one) for one in wrong]
    tiles += [np.zeros_like(tiles[0])] * (-len(tiles) % 6) if tiles else []
    if tiles:
        cv2.imwrite(str(out), np.vstack([np.hstack(tiles[n : n + 6]) for n in range(0, len(tiles), 6)]))


def main() -> None:
    """Measure every set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--models", type=Path, help="the folder with reader.onnx; the shipped one else")
    parser.add_argument("--part", choices=("open", "held", "all"), default="open")
    parser.add_argument("--boxes", type=Path)
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--ppocr", action="store_true", help="measure PP-OCRv6 instead")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    boxes = json.loads(arguments.boxes.read_text()) if arguments.boxes and arguments.boxes.exists() else {}
    net = ReaderNet(arguments.threads, folder=arguments.models)
    reader: PlateReader = RapidOcr(EyeRules(threads=arguments.threads)) if arguments.ppocr else net
    every: list[Result] = []
    for name in arguments.sets.split(","):
        plates = list(known(arguments.data / name, arguments.part, boxes))
        if arguments.boxes:
            arguments.boxes.write_text(json.dumps(boxes, indent=0))
        found, ms = results(reader, plates)
        told(name, found, ms)
        every += found
    if arguments.sheet:
        drawn(every, arguments.sheet)


def _judged(plate: Known, read: RawRead) -> Result:
    said = interpret(read, (plate.country,))
    sures = [sure for row in read.confidences for sure in row] or [0.0]
    text = said.text if said else ""
    return Result(plate, "".join(read.rows), text, float(np.mean(sures)), min(sures), read.rows)


def _twins(text: str) -> str:
    return text.translate(TWINS)


def _box(sides: Sequence[float]) -> Box:
    x1, y1, x2, y2 = sides
    return Box(x1, y1, x2, y2, 1.0)


def _loaded(path: Path) -> Image:
    image = cv2.imread(str(path))
    if image is None:
        raise SystemExit(f"{path} is no picture")
    return np.asarray(image, np.uint8)


def _found(path: Path, text: str) -> list[float]:
    """Return the box that the default detector finds and its reader reads most like the label, empty where none is."""
    eyes, image = RapidOcr(), _loaded(path)
    boxes = eyes.detect(image)
    reads = eyes.read(image, boxes)
    scored = [(_far("".join(read.rows), text), box) for read, box in zip(reads, boxes, strict=True)]
    far, box = min(scored, key=lambda pair: pair[0], default=(99, None))
    return [*box] if box and far <= 3 else []


def _far(one: str, other: str) -> int:
    """Return how many characters must change to make one text the other."""
    costs = list(range(len(other) + 1))
    for n, char in enumerate(one, 1):
        before, costs[0] = costs[0], n
        for m, letter in enumerate(other, 1):
            before, costs[m] = costs[m], min(before + (char != letter), costs[m] + 1, costs[m - 1] + 1)
    return costs[-1]


def _tile(one: Result) -> Image:
    quad = corners_of(one.known.box)
    tile = np.zeros((104, 200, 3), np.uint8)
    tile[:60] = cv2.resize(rectified(_loaded(one.known.path), quad, SIZE), (200, 60))
    for y, line in (
        (74, one.known.text),
        (87, f"{'/'.join(one.rows)} {one.lowest:.2f}"),
        (100, one.known.path.name[-30:]),
    ):
        cv2.putText(tile, line, (2, y), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (0, 255, 255), 1, cv2.LINE_AA)
    return tile


if __name__ == "__main__":
    main()
