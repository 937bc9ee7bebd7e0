"""Is anything moving? A small grey picture against a slow background, so that an idle camera costs next to nothing."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from .model import Image


@dataclass(frozen=True, slots=True)
class MotionRules:
    """What counts as motion.

    `width` of the small picture; `threshold` in grey levels and `area` (share of the picture) that make motion;
    `learning` of the background a look; a still picture is looked at every `still_s` seconds all the same.
    """

    width: int = 160
    threshold: float = 14.0
    area: float = 0.002
    learning: float = 0.15
    still_s: float = 30.0


RULES: Final = MotionRules()


class MotionGate:
    """Says of each frame of one camera whether it is worth a look; keeps one small picture."""

    def __init__(self, rules: MotionRules = RULES) -> None:
        self._rules = rules
        self._background: NDArray[np.float32] | None = None
        self._looked = float("-inf")

    def worth_a_look(self, image: Image, t: float) -> bool:
        """Take the next frame at `t` seconds; True when it moves, or when the last look is long ago."""
        moved = self._moved(_small(image, self._rules.width))
        if moved or t - self._looked >= self._rules.still_s or t < self._looked:
            self._looked = t
            return True
        return False

    def _moved(self, small: NDArray[np.float32]) -> bool:
        if self._background is None or self._background.shape != small.shape:
            self._background = small
            return True
        difference = small - self._background
        # A lamp or a cloud changes the whole picture at once; what moves changes a part of it.
        difference -= np.median(difference)
        cv2.accumulateWeighted(small, self._background, self._rules.learning)
        return float(np.mean(np.abs(difference) > self._rules.threshold)) >= self._rules.area


def _small(image: Image, width: int) -> NDArray[np.float32]:
    # Every n-th pixel first: resizing from the full picture would cost more than all the rest.
    step = max(1, image.shape[1] // (width * 3))
    height = max(1, round(image.shape[0] * width / image.shape[1]))
    small = cv2.resize(np.ascontiguousarray(image[::step, ::step]), (width, height), interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32)
