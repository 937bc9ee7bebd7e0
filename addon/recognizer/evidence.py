"""The pictures that go with a report: the whole frame and the plate, as JPEG within the contract's limits."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from .model import Box, Frame, Image, Passage, SlotChange

FRAME_BYTES: Final = 2 * 1024 * 1024
FRAME_SIDE: Final = 1280
PLATE_BYTES: Final = 512 * 1024
PLATE_SIDE: Final = 640
MARGIN: Final = 0.25
_QUALITIES: Final = (80, 60, 40)


def pictures(report: Passage | SlotChange, frame: Frame) -> tuple[bytes | None, bytes | None]:
    """Return frame and plate of a passage, None each where there is none; a change of slots needs no picture."""
    if not isinstance(report, Passage):
        return None, None
    crop = cut(frame.image, report.box)
    plate = None if crop is None else jpeg(crop, PLATE_SIDE, PLATE_BYTES)
    return jpeg(frame.image, FRAME_SIDE, FRAME_BYTES), plate


def cut(image: Image, box: Box) -> Image | None:
    """Return the plate with a margin around it; None where the box lies outside the picture."""
    height, width = image.shape[:2]
    dx, dy = box.width * MARGIN, box.height * MARGIN
    x1, x2 = max(0, int(box.x1 - dx)), min(width, int(box.x2 + dx) + 1)
    y1, y2 = max(0, int(box.y1 - dy)), min(height, int(box.y2 + dy) + 1)
    return image[y1:y2, x1:x2] if x2 - x1 > 1 and y2 - y1 > 1 else None


def jpeg(image: Image, side: int, most: int, qualities: Sequence[int] = _QUALITIES) -> bytes | None:
    """Return the picture as JPEG of at most `most` bytes, its longer side at most `side` pixels."""
    for longest in (side, side // 2):
        small = fit(image, longest)
        for quality in qualities:
            done, coded = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])
            if done and coded.size <= most:
                return coded.tobytes()
    return None


def fit(image: Image, side: int) -> Image:
    """Return the picture made no larger than `side` pixels on its longer side."""
    height, width = image.shape[:2]
    if max(height, width) <= side:
        return image
    scale = side / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
