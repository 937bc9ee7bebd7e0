"""Cuts the outlined slots out of a picture, each bent into the same small square. Training cuts with this too."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ..errors import RecognizerError
from ..model import Image, Layout, Slot
from ..slots import AREA

MARGIN: Final = 0.2
"""How far beyond the outline a patch looks, on each side, in parts of the outline's own size."""

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
class _View:
    """The patches cut from the picture halved `halved` times: of which slots, and whence each of their pixels comes."""

    halved: int
    slots: NDArray[np.intp]
    pixels: NDArray[np.int16]
    between: NDArray[np.uint16]


def patches(image: Image, layout: Layout, size: int, margin: float = MARGIN) -> NDArray[np.uint8]:
    """Return one patch a slot, in the layout's order: slots × size × size × 3. Raise UnfitSlot where there is none."""
    height, width = image.shape[:2]
    out = np.empty((len(layout.slots), size, size, 3), np.uint8)
    halved = 0
    for view in _views(layout, width, height, size, margin):
        while halved < view.halved:
            image, halved = _half(image), halved + 1
        strip = cv2.remap(image, view.pixels, view.between, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        out[view.slots] = strip.reshape(-1, size, size, 3)
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
    return np.asarray(middle + (corners - middle) * (1 + 2 * margin), np.float32)


def _half(image: Image) -> Image:
    height, width = image.shape[:2]
    size = (max(1, width // 2), max(1, height // 2))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


# A view keeps 14 kB a slot: enough of them for the cameras of one site, few enough for a small machine.
@lru_cache(maxsize=8)
def _views(layout: Layout, width: int, height: int, size: int, margin: float) -> tuple[_View, ...]:
    check(layout)
    scale = np.array([width / layout.size[0], height / layout.size[1]], np.float32)
    quads = np.array([widened(quad(slot), margin) * scale for slot in layout.slots])
    sides = np.linalg.norm(quads - np.roll(quads, -1, axis=1), axis=2).mean(axis=1)
    # Bending alone would skip pixels of a large slot: cars would turn to noise.
    halved = np.maximum(np.round(np.log2(np.maximum(sides, 1) / size)), 0).astype(int)
    return tuple(_view(quads, np.flatnonzero(halved == times), int(times), size) for times in np.unique(halved))


def _view(quads: NDArray[np.float32], slots: NDArray[np.intp], halved: int, size: int) -> _View:
    target = np.array([[0, 0], [size, 0], [size, size], [0, size]], np.float32)
    bends = np.array([cv2.getPerspectiveTransform(target, quads[slot].astype(np.float32)) for slot in slots])
    # Outlines run along the edges of pixels, OpenCV counts from their middles.
    rows, columns = np.mgrid[0:size, 0:size].reshape(2, -1) + 0.5
    whence = bends @ np.stack([columns, rows, np.ones(size * size)])
    whence = (whence[:, :2] / whence[:, 2:] / 2**halved - 0.5).astype(np.float32)
    x, y = whence.transpose(1, 0, 2).reshape(2, -1, size)
    pixels, between = cv2.convertMaps(x, y, cv2.CV_16SC2)
    return _View(halved, slots, np.asarray(pixels, np.int16), np.asarray(between, np.uint16))
