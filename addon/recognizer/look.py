"""One look at one picture: detect, read, look again from near where in doubt, keep what makes the best plates."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from .agree import agreed
from .model import Box, Corners, Image, Plate
from .plates import interpret
from .ports import Eyes

NEAR: Final = 0.9
"""How high a plate must be, in parts of the nearest one's height, to stand beside it."""

LEAST: Final = 0.35
LIKELY: Final = 0.7
SURE: Final = 0.85
AGAIN: Final = 2
LONGER: Final = 0.42
CONFIRMED: Final = 2
"""How many plates of a picture a second reader is asked about, those beside the nearest: it is the slower one."""

_BLANK: Final = np.full((120, 360, 3), 127, np.uint8)

Look = tuple[Plate, Box]


def look_at(
    image: Image, eyes: Eyes, countries: Sequence[str], *, twice: bool = True, slowly: bool = True
) -> list[Look]:
    """Return the plates in one picture, the surest first; where boxes overlap, what makes the best plate.

    Where no plate is sure, eyes that look again do so if `twice`. Where none is even readable, the slower eyes look if
    `slowly`, and if there are any.
    """
    found = _nearest(_read(image, eyes, countries))
    if twice and eyes.again and not _sure(found):
        found = _nearest(_from_near(image, found, eyes, countries))
    if slowly and eyes.slow and not any(_readable(plate) for plate, _ in found):
        slow = look_at(image, eyes.slow, countries, twice=twice)
        found = _nearest(_best_of_overlapping([*found, *slow]))
    return sorted(_nearest(_distinct(found)), key=_prominence, reverse=True)


def warm(eyes: Eyes) -> None:
    """Use every network once, so that it is loaded; raise ModelMissing where one is not installed."""
    height, width = _BLANK.shape[:2]
    box = Box(0.0, 0.0, float(width), float(height), 1.0)
    eyes.detector.detect(_BLANK)
    eyes.reader.read(_BLANK, [box])
    if eyes.second:
        eyes.second.read(_BLANK, [box])
    if eyes.slow:
        warm(eyes.slow)


def moved(box: Box, x: float, y: float) -> Box:
    """Return a box so many pixels to the right and down."""
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


def _sure(found: Sequence[Look]) -> bool:
    return any(plate.accepted for plate, _ in found)


def _nearest(plates: Sequence[Look]) -> list[Look]:
    """Accept the nearest car's plate only, and what is as near: a car behind one that we cannot read must wait too."""
    nearest = max((box.height for plate, box in plates if plate.accepted or _likely(plate)), default=0.0)
    return [(replace(plate, accepted=plate.accepted and box.height >= NEAR * nearest), box) for plate, box in plates]


def _likely(plate: Plate) -> bool:
    return plate.kind is not None and len(plate.text) >= 6 and plate.confidence >= LIKELY


def _readable(plate: Plate) -> bool:
    return (
        plate.accepted or _likely(plate) or (plate.kind is None and len(plate.text) >= 5 and plate.confidence >= SURE)
    )


def _prominence(found: Look) -> tuple[bool, bool, float]:
    plate, box = found
    return plate.accepted, _likely(plate), box.height


def _read(image: Image, eyes: Eyes, countries: Sequence[str]) -> list[Look]:
    return _confirmed(image, _interpreted(image, eyes.detector.detect(image), eyes, countries), eyes, countries)


def _confirmed(image: Image, found: Sequence[Look], eyes: Eyes, countries: Sequence[str]) -> list[Look]:
    """Ask the second reader about the likeliest plates; what it was not asked about is not accepted."""
    if eyes.second is None:
        return list(found)
    likeliest = sorted(found, key=lambda look: (_worth(look[0])[:2], look[1].height), reverse=True)
    near = NEAR * likeliest[0][1].height if likeliest else 0.0
    asked = [look for n, look in enumerate(likeliest[:CONFIRMED]) if n == 0 or look[1].height >= near]
    reads = eyes.second.read(image, [_in_rows(box, plate) for plate, box in asked])
    others = [interpret(raw, countries) for raw in reads]
    both = [(agreed(plate, other, countries), box) for (plate, box), other in zip(asked, others, strict=True)]
    return [*both, *((replace(plate, accepted=False), box) for plate, box in likeliest if (plate, box) not in asked)]


def _in_rows(box: Box, plate: Plate) -> Box:
    """Tell a reader of single lines where the rows are, where the first reader saw two."""
    rows = len(plate.raw.split())
    if rows != 2 or box.rows:
        return box
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = box.outline
    left, right = ((ax + dx) / 2, (ay + dy) / 2), ((bx + cx) / 2, (by + cy) / 2)
    return replace(box, rows=(((ax, ay), (bx, by), right, left), (left, right, (cx, cy), (dx, dy))))


def _from_near(image: Image, found: Sequence[Look], eyes: Eyes, countries: Sequence[str]) -> list[Look]:
    """Look again at what surrounds the largest plates, and a little further along the lines of text."""
    looks = list(found)
    for _, box in _largest(found):
        left, top, near = _around(image, box)
        looks += [(plate, moved(at, left, top)) for plate, at in _read(near, eyes, countries)]
        if box.rows:
            looks += _confirmed(image, _interpreted(image, [_longer(box)], eyes, countries), eyes, countries)
    return _best_of_overlapping(looks)


def _interpreted(image: Image, boxes: Sequence[Box], eyes: Eyes, countries: Sequence[str]) -> list[Look]:
    reads = zip(boxes, eyes.reader.read(image, boxes), strict=True)
    plates = [(interpret(raw, countries), box) for box, raw in reads]
    return _best_of_overlapping([(plate, box) for plate, box in plates if plate and _plausible(plate)])


def _longer(box: Box) -> Box:
    """Return a box with its last row drawn out to the right, where a small region number may stand unnoticed."""
    rows = box.rows or (box.outline,)
    top_left, top_right, bottom_right, bottom_left = rows[-1]
    dx, dy = (top_right[0] - top_left[0]) * LONGER, (top_right[1] - top_left[1]) * LONGER
    drawn = (
        top_left,
        (top_right[0] + dx, top_right[1] + dy),
        (bottom_right[0] + dx, bottom_right[1] + dy),
        bottom_left,
    )
    return replace(box, x2=box.x2 + max(0.0, dx), corners=None, rows=(*rows[:-1], drawn))


def _largest(plates: Sequence[Look]) -> list[Look]:
    return sorted(plates, key=lambda found: -found[1].height)[:AGAIN]


def _around(image: Image, box: Box) -> tuple[int, int, Image]:
    """Return what surrounds a box, and its left top corner."""
    height, width = image.shape[:2]
    aside, above = max(box.width * 0.6, box.height * 2), box.height * 1.5
    left, right = max(0, int(box.x1 - aside)), min(width, math.ceil(box.x2 + aside))
    top, bottom = max(0, int(box.y1 - above)), min(height, math.ceil(box.y2 + above))
    return left, top, image[top:bottom, left:right]


def _best_of_overlapping(plates: Sequence[Look]) -> list[Look]:
    """Keep the best of several readings of one place: a known plate before an unknown, a whole one before a part."""
    kept: list[Look] = []
    for plate, box in sorted(plates, key=lambda found: _worth(found[0]), reverse=True):
        if all(not _same_place(box, other) for _, other in kept):
            kept.append((plate, box))
    return kept


def _worth(plate: Plate) -> tuple[bool, bool, int, float]:
    return plate.accepted, plate.kind is not None, len(plate.text) if plate.kind else 0, plate.confidence


def _distinct(plates: Sequence[Look]) -> list[Look]:
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
