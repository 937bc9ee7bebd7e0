"""Plates and print of the painter, each used in some scenes before it gives way: painting takes the longest."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from plates.draw import Drawn, draw_plate, draw_text
from plates.wear import worn

from .backdrops import Dice, Picture

_KEPT = 500
_NEW = 0.25
_SCALE = 0.65
"""Pixels a millimetre."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A plate or print: the picture, what it covers of it (255), the plate's own corners in it (4 × 2)."""

    image: Picture
    cover: NDArray[np.uint8]
    corners: NDArray[np.float64]


@dataclass
class Stock:
    """What has been painted lately."""

    plates: list[Painted] = field(default_factory=list)
    prints: list[Painted] = field(default_factory=list)

    def plate(self, dice: Dice) -> Painted:
        """Return a plate, more often one used before."""
        return _one(dice, self.plates, _plate)

    def print(self, dice: Dice) -> Painted:
        """Return something written that is no plate."""
        return _one(dice, self.prints, _print)


def _one(dice: Dice, known: list[Painted], paint: Callable[[Dice], Painted]) -> Painted:
    if len(known) < _KEPT // 10 or dice.random() < _NEW:
        known.append(paint(dice))
        if len(known) > _KEPT:
            known.pop(0)
        return known[-1]
    return known[int(dice.integers(len(known)))]


def _plate(dice: Dice) -> Painted:
    drawn = draw_plate(dice, None, _SCALE)
    return _painted(worn(dice, drawn) if dice.random() < 0.7 else drawn)


def _print(dice: Dice) -> Painted:
    return _painted(draw_text(dice, _SCALE))


def _painted(drawn: Drawn) -> Painted:
    ys, xs = np.flatnonzero(drawn.mask.any(axis=1)), np.flatnonzero(drawn.mask.any(axis=0))
    x1, y1, x2, y2 = xs[0] - 0.5, ys[0] - 0.5, xs[-1] + 0.5, ys[-1] + 0.5
    corners = np.array([(x1, y1), (x2, y1), (x2, y2), (x1, y2)], np.float64)
    # A holder makes the picture larger than the plate, and shows where the plate's corners are rounded.
    held = (len(ys), len(xs)) != drawn.mask.shape
    return Painted(drawn.image, np.full_like(drawn.mask, 255) if held else drawn.mask, corners)
