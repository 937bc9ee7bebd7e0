"""Tells taken slots from free ones by the vehicles that a detector finds; each vehicle stands on one slot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ..model import Box, Image, Layout, SlotState
from ..ports import PlateDetector
from .patches import check

Outline = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class StandRules:
    """Where a vehicle stands, by its box.

    It stands on the lower part of it, `low` of its height, and on the one slot of which that covers most, if that is
    `least` of the slot or more. Covering `full` of the slot makes it taken for sure; what is not covered is free.
    """

    low: float = 0.8
    least: float = 0.2
    full: float = 0.45


RULES: Final = StandRules()


class SlotYolo:
    """A SlotClassifier on top of a detector of vehicles: anything with `detect`, which gives their boxes."""

    def __init__(self, vehicles: PlateDetector, rules: StandRules = RULES) -> None:
        self._vehicles = vehicles
        self._rules = rules

    def classify(self, image: Image, layout: Layout) -> list[SlotState]:
        """Return one state a slot, in the layout's order; raise UnfitSlot for an outline that shows nothing."""
        if not layout.slots:
            return []
        check(layout)
        height, width = image.shape[:2]
        scale = np.array([width / layout.size[0], height / layout.size[1]], np.float32)
        slots = [_hull(np.asarray(slot.polygon, np.float32) * scale) for slot in layout.slots]
        chances = self._chances(self._vehicles.detect(image), slots)
        return [SlotState(slot.id, occupied=p >= 0.5, p=p) for slot, p in zip(layout.slots, chances, strict=True)]

    def _chances(self, vehicles: Sequence[Box], slots: Sequence[Outline]) -> list[float]:
        """Return of each slot how surely it is taken."""
        covered = [_covered(box, slots, self._rules.low) for box in vehicles]
        chances = [0.0] * len(slots)
        # The vehicle that covers a slot best has it; who comes later takes the best of what is left.
        for shares in sorted(covered, key=max, reverse=True):
            share, best = max((0.0 if chances[n] else share, n) for n, share in enumerate(shares))
            if share >= self._rules.least:
                chances[best] = min(1.0, share / self._rules.full)
        return chances


def _covered(box: Box, slots: Sequence[Outline], low: float) -> list[float]:
    """Return how much of each slot the lower part of a vehicle's box covers, 0 to 1."""
    top = box.y2 - low * box.height
    foot = np.array([(box.x1, top), (box.x2, top), (box.x2, box.y2), (box.x1, box.y2)], np.float32)
    shares = [0.0] * len(slots)
    for n, slot in enumerate(slots):
        (x1, y1), (x2, y2) = slot.min(axis=0), slot.max(axis=0)
        if x1 < box.x2 and box.x1 < x2 and y1 < box.y2 and top < y2:
            both, _ = cv2.intersectConvexConvex(slot, foot)
            shares[n] = both / max(1.0, cv2.contourArea(slot))
    return shares


def _hull(points: NDArray[np.float32]) -> Outline:
    return np.asarray(cv2.convexHull(points), np.float32).reshape(-1, 2)
