"""In which slots something moves: what drives over a slot or walks through it is no parked car, however slow it is."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from .model import Image, Layout

Grey = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class StillnessRules:
    """When something moves in a slot.

    In the picture made `width` wide, `share` of the slot's pixels are `step` grey levels lighter or darker than at the
    look before. What becomes lighter everywhere, as when a cloud goes by, is no movement.
    """

    width: int = 480
    step: int = 25
    share: float = 0.12


RULES: Final = StillnessRules()


class Stillness:
    """Compares each look at one layout with the look before."""

    def __init__(self, layout: Layout, rules: StillnessRules = RULES) -> None:
        self._rules = rules
        width, height = layout.size
        self._size = (rules.width, max(1, round(height * rules.width / width)))
        scale = np.array([self._size[0] / width, self._size[1] / height])
        self._parts = {slot.id: _part(np.asarray(slot.polygon) * scale, self._size) for slot in layout.slots}
        self._before: Grey | None = None

    def moving(self, image: Image) -> frozenset[str]:
        """Return the slots that look other than at the look before; none at the first."""
        small = cv2.resize(image, self._size, interpolation=cv2.INTER_AREA)
        # A dark picture of few pixels is mostly noise.
        now = cv2.blur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (3, 3)).astype(np.float32)
        before, self._before = self._before, now
        if before is None:
            return frozenset()
        lighter = (np.median(now) + 1) / (np.median(before) + 1)
        changed = np.abs(now - before * lighter) >= self._rules.step
        return frozenset(slot for slot, part in self._parts.items() if changed[part].mean() >= self._rules.share)


def _part(outline: NDArray[np.float64], size: tuple[int, int]) -> tuple[slice, slice]:
    """Return the rows and columns of a small picture in which a slot lies, one of each or more."""
    (left, top), (right, bottom) = np.floor(outline.min(axis=0)), np.ceil(outline.max(axis=0))
    x, y = min(int(left), size[0] - 1), min(int(top), size[1] - 1)
    return slice(y, max(y + 1, int(bottom))), slice(x, max(x + 1, int(right)))
