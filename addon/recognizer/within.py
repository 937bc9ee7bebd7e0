"""Plates looked for inside what another detector found: inside vehicles."""

import math
from typing import Final

from .look import moved
from .model import Box, Image
from .ports import PlateDetector

AROUND: Final = 0.06
"""How much further than its box a vehicle is cut out, in parts of its size: bumpers hang over."""
MOST: Final = 4
TWICE: Final = 0.6
"""From which overlap on two boxes are of one plate, seen in two vehicles' cuttings."""


class Within:
    """A PlateDetector that looks inside vehicles; where no vehicle is seen, at the whole picture."""

    def __init__(self, vehicles: PlateDetector, plates: PlateDetector) -> None:
        self._vehicles = vehicles
        self._plates = plates

    def detect(self, image: Image) -> list[Box]:
        """Return the plates of the largest vehicles, in the picture's pixels, the surest first."""
        vehicles = sorted(self._vehicles.detect(image), key=lambda box: box.width * box.height, reverse=True)
        if not vehicles:
            return self._plates.detect(image)
        found = [box for vehicle in vehicles[:MOST] for box in self._inside(image, vehicle)]
        kept: list[Box] = []
        for box in sorted(found, key=lambda box: box.confidence, reverse=True):
            if all(box.iou(other) < TWICE for other in kept):
                kept.append(box)
        return kept

    def _inside(self, image: Image, vehicle: Box) -> list[Box]:
        height, width = image.shape[:2]
        x, y = vehicle.width * AROUND, vehicle.height * AROUND
        left, top = max(0, math.floor(vehicle.x1 - x)), max(0, math.floor(vehicle.y1 - y))
        right, bottom = min(width, math.ceil(vehicle.x2 + x)), min(height, math.ceil(vehicle.y2 + y))
        if right - left < 2 or bottom - top < 2:
            return []
        return [moved(box, left, top) for box in self._plates.detect(image[top:bottom, left:right])]
