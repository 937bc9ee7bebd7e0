"""A site's own frames and where the plates are in them, as `labels.csv` says, laid out as the training wants them."""

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2

LABELS: Final = "labels.csv"
ASIDE: Final = 5
"""One frame in so many is not trained on: it measures."""

Sides = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


class FramesError(Exception):
    """The folder is not what it should be; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One frame and the sides of every plate in it."""

    path: Path
    plates: tuple[Sides, ...]


def labelled(folder: Path) -> list[Labelled]:
    """Return the frames that `labels.csv` names (columns file and boxes_xyxy); raise FramesError."""
    try:
        with (folder / LABELS).open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as err:
        raise FramesError(f"{folder / LABELS} cannot be read") from err
    if not rows or not {"file", "boxes_xyxy"} <= set(rows[0]):
        raise FramesError(f"{LABELS} needs rows, and the columns file and boxes_xyxy")
    frames = [_frame(folder, number, row) for number, row in enumerate(rows, 2)]
    if len(frames) < 2:
        raise FramesError("one frame is not enough: some are trained on, others measure")
    return frames


def laid_out(frames: Sequence[Labelled], folder: Path) -> Path:
    """Write the frames and their labels into a folder in the form YOLO is trained from; return its description."""
    aside = {frame.path for frame in frames if _chance(frame.path.name) % ASIDE == 0} or {frames[0].path}
    if len(aside) == len(frames):
        aside = {frames[0].path}
    for number, frame in enumerate(frames):
        part = "val" if frame.path in aside else "train"
        name = f"{number:06d}{frame.path.suffix.lower()}"
        for kind in ("images", "labels"):
            (folder / kind / part).mkdir(parents=True, exist_ok=True)
        (folder / "images" / part / name).symlink_to(frame.path.resolve())
        (folder / "labels" / part / name).with_suffix(".txt").write_text(_lines(frame), encoding="utf-8")
    told = folder / "site.yaml"
    told.write_text(f"path: {folder}\ntrain: images/train\nval: images/val\nnames:\n  0: plate\n", encoding="utf-8")
    return told


def _frame(folder: Path, number: int, row: dict[str, str]) -> Labelled:
    path = folder / (row["file"] or "")
    if not path.is_file():
        raise FramesError(f"line {number} of {LABELS}: there is no file {row['file']}")
    plates = []
    for words in (row["boxes_xyxy"] or "").split("|"):
        try:
            left, top, right, bottom = map(float, words.split()) if words.strip() else (0.0, 0.0, 0.0, 0.0)
        except ValueError as err:
            raise FramesError(f"line {number} of {LABELS}: a box is four numbers, left top right bottom") from err
        if right > left and bottom > top:
            plates.append((left, top, right, bottom))
    return Labelled(path, tuple(plates))


def _lines(frame: Labelled) -> str:
    """Return a frame's plates as YOLO has them: class, middle and size in fractions of the picture."""
    picture = cv2.imread(str(frame.path))
    if picture is None:
        raise FramesError(f"{frame.path.name} is no picture that can be read")
    height, width = picture.shape[:2]
    lines = []
    for left, top, right, bottom in frame.plates:
        x, y, w, h = (
            (left + right) / 2 / width,
            (top + bottom) / 2 / height,
            (right - left) / width,
            (bottom - top) / height,
        )
        lines.append(f"0 {x:.6f} {y:.6f} {w:.6f} {h:.6f}\n")
    return "".join(lines)


def _chance(name: str) -> int:
    return hashlib.sha256(name.encode()).digest()[0]
