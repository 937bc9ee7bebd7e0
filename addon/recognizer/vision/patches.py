"""Cuts the outlined slots out of a picture, each bent into the same small square. Training cuts with this too."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ..errors import RecognizerError
from ..model import Image, Layout, Slot

MARGIN: Final = 0.15
"""How far beyond the outline a patch looks, on each side, in parts of the outline's own size."""

AREA: Final = 16.0
"""The least area of a slot, in square pixels of the layout's picture."""

INSIDE: Final = 0.25
"""The least part of a slot that lies in the picture."""

Quad = NDArray[np.float32]
"""Four corners, clockwise from the top left: 4 × 2."""


class UnfitSlot(RecognizerError):
    """A slot's outline encloses nothing, or nothing that the picture shows; `slot` is its id."""

    def __init__(self, slot: str, message: str) -> None:
        super().__init__(f"slot {slot}: {message}")
        self.slot = slot


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where one patch comes from: a rectangle of the picture, shrunk to `shrunk`, then bent by `bend`."""

    left: int
    top: int
    right: int
    bottom: int
    shrunk: tuple[int, int] | None
    bend: NDArray[np.float64]


def patches(image: Image, layout: Layout, size: int, margin: float = MARGIN) -> NDArray[np.uint8]:
    """Return one patch a slot, in the layout's order: slots × size × size × 3. Raise UnfitSlot where there is none."""
    height, width = image.shape[:2]
    cuts = _cuts(layout, width, height, size, margin)
    out = np.empty((len(cuts), size, size, 3), np.uint8)
    for patch, cut in zip(out, cuts, strict=True):
        part = image[cut.top : cut.bottom, cut.left : cut.right]
        if cut.shrunk is not None:
            part = cast("Image", cv2.resize(part, cut.shrunk, interpolation=cv2.INTER_AREA))
        cv2.warpPerspective(
            part, cut.bend, (size, size), dst=patch, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
    return out


def check(layout: Layout) -> None:
    """Raise UnfitSlot for the first slot that encloses next to nothing or lies mostly outside the picture."""
    width, height = layout.size
    picture = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    for slot in layout.slots:
        points = np.array(slot.polygon, np.float32).reshape(-1, 2)
        if len(points) < 3 or not np.isfinite(points).all():
            raise UnfitSlot(slot.id, "needs three corners or more")
        hull = cv2.convexHull(points)
        area = cv2.contourArea(hull)
        if area < AREA:
            raise UnfitSlot(slot.id, f"encloses {area:.0f} square pixels, needs {AREA:.0f} or more")
        shown, _ = cv2.intersectConvexConvex(hull, picture)
        if shown < INSIDE * area:
            raise UnfitSlot(slot.id, "lies outside the picture")


def quad(slot: Slot) -> Quad:
    """Return the four corners around a slot: its own where it has four, else those of the smallest rectangle."""
    points = np.array(slot.polygon, np.float32).reshape(-1, 2)
    if len(points) != 4 or not cv2.isContourConvex(points):
        points = np.asarray(cv2.boxPoints(cv2.minAreaRect(points)), np.float32)
    if cv2.contourArea(points, oriented=True) < 0:
        points = points[::-1]
    heights = points[:, 1] + np.roll(points[:, 1], -1)
    return np.ascontiguousarray(np.roll(points, -int(np.argmin(heights)), axis=0))


def widened(corners: Quad, margin: float) -> Quad:
    """Return a quad grown on every side by `margin` of its size."""
    middle = corners.mean(axis=0)
    return (middle + (corners - middle) * (1 + 2 * margin)).astype(np.float32)


@lru_cache(maxsize=64)
def _cuts(layout: Layout, width: int, height: int, size: int, margin: float) -> tuple[_Cut, ...]:
    check(layout)
    scale = np.array([width / layout.size[0], height / layout.size[1]], np.float32)
    return tuple(_cut(widened(quad(slot), margin) * scale, width, height, size) for slot in layout.slots)


def _cut(corners: Quad, width: int, height: int, size: int) -> _Cut:
    left, top = (int(v) for v in np.clip(np.floor(corners.min(axis=0)) - 2, 0, (width - 1, height - 1)))
    right, bottom = (int(v) for v in np.clip(np.ceil(corners.max(axis=0)) + 3, (left + 1, top + 1), (width, height)))
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    # Bending alone would skip pixels of a large slot: cars would turn to noise.
    shrink = max(1.0, float(sides.mean()) / size)
    shrunk = (max(1, round((right - left) / shrink)), max(1, round((bottom - top) / shrink)))
    step = np.array([shrunk[0] / (right - left), shrunk[1] / (bottom - top)], np.float32)
    target = np.array([[0, 0], [size, 0], [size, size], [0, size]], np.float32)
    # Outlines run along the edges of pixels, OpenCV counts from their middles.
    source = (corners - np.array([left, top], np.float32)) * step - np.float32(0.5)
    bend = cv2.getPerspectiveTransform(source.astype(np.float32), target - np.float32(0.5))
    return _Cut(left, top, right, bottom, shrunk if shrink > 1 else None, np.asarray(bend, np.float64))
