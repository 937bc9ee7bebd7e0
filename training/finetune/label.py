"""Labels taken from what the recognizer itself reads beyond doubt: `python -m finetune.label --frames DIR`."""

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np

from recognizer.eyes import open_eyes
from recognizer.look import look_at
from recognizer.model import Box, Plate
from recognizer.ports import Eyes

from .frames import LABELS

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


def told(folder: Path, eyes: Eyes, countries: Sequence[str]) -> Iterator[tuple[Path, list[tuple[Plate, Box]]]]:
    """Yield each picture with its plates, an empty list where any of them is in doubt: a person has to draw there."""
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES):
        picture = cv2.imread(str(path))
        if picture is None:
            continue
        found = look_at(np.asarray(picture, np.uint8), eyes, countries)
        sure = bool(found) and all(plate.accepted or plate.kind is None for plate, _ in found)
        yield path, [look for look in found if look[0].accepted] if sure else []


def main() -> None:
    """Write labels.csv for the frames that are read surely, name the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=Path, required=True, help="a folder of pictures")
    parser.add_argument("--country", default="", help="countries the site expects, like KZ,RU")
    given = parser.parse_args()
    countries = tuple(filter(None, given.country.upper().split(",")))
    sure = 0
    # Never over what a person has drawn.
    with (given.frames / LABELS).open("x", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "plates", "boxes_xyxy", "country"])
        for path, plates in told(given.frames, open_eyes(), countries):
            if not plates:
                sys.stderr.write(f"to be drawn by a person: {path.name}\n")
                continue
            boxes = "|".join(" ".join(f"{side:.0f}" for side in box) for _, box in plates)
            names = "|".join(plate.text for plate, _ in plates)
            rows.writerow([path.name, names, boxes, plates[0][0].country or ""])
            sure += 1
    print(f"{sure} frames labelled in {given.frames / LABELS}: look through them before you train")


if __name__ == "__main__":
    main()
