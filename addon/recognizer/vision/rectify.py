"""Cuts a plate out of a picture and turns it level, as the reader network wants it. The training cuts by this too."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ..model import Box, Image

SIZE: Final = (160, 48)
"""Width and height of what the network looks at, in pixels."""

Quad = NDArray[np.float64]
"""Four corners (4 × 2, pixels), clockwise from the top left."""

_FINEST: Final = 4


@dataclass(frozen=True, slots=True)
class Margin:
    """How much surround is taken along, in heights of the plate: to the left and right, above and below."""

    along: float
    across: float


def corners_of(box: Box) -> Quad:
    """Return a box's corners, those of its sides where the detector tells none."""
    return np.asarray(box.outline, np.float64)


def widened(quad: Quad, margin: Margin) -> Quad:
    """Return corners with a margin around, in the plate's own perspective; as they are where that runs away."""
    along, across = _sides(quad)
    x, y = margin.along * across / max(along, 1e-6), margin.across
    return placed(np.array([(-x, -y), (1 + x, -y), (1 + x, 1 + y), (-x, 1 + y)]), quad)


def placed(points: NDArray[np.float64], quad: Quad) -> NDArray[np.float64]:
    """Return where points given in fractions of a quad lie in its picture, in pixels."""
    unit = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)
    bend = cv2.getPerspectiveTransform(unit, quad.astype(np.float32))
    moved = np.column_stack([points, np.ones(len(points))]) @ bend.T
    return np.asarray(moved[:, :2] / moved[:, 2:], np.float64)


def rectified(image: Image, quad: Quad, size: tuple[int, int] = SIZE) -> Image:
    """Return what lies between four corners as an upright picture of a size; fine detail is averaged, not skipped."""
    width, height = size
    along, across = _sides(quad)
    finer = int(np.clip(round(max(along / width, across / height)), 1, _FINEST))
    w, h = width * finer, height * finer
    # Corners run along the edges of pixels, OpenCV counts from their middles.
    target = np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float32) - np.float32(0.5)
    bend = cv2.getPerspectiveTransform((quad - 0.5).astype(np.float32), target)
    cut = cv2.warpPerspective(image, bend, (w, h), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    if finer > 1:
        cut = cv2.resize(cut, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cut, np.uint8)


def _sides(quad: Quad) -> tuple[float, float]:
    """Return a quad's mean width and height, in pixels."""
    top, right, bottom, left = (float(np.linalg.norm(side)) for side in np.roll(quad, -1, axis=0) - quad)
    return (top + bottom) / 2, (left + right) / 2
