"""From the reader network's steps to characters with honest confidences. Pure: arrays in, values out."""

import string
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..model import Doubts
from .views import LEAST, Line

ALPHABET: Final = string.digits + string.ascii_uppercase
"""Class 0 is blank, the others are these in their order."""

_MOST: Final = 4


def spelled(steps: NDArray[np.float32]) -> Line:
    """Return the characters of one row from probabilities (places × classes): repeats joined, blanks left out.

    A character is as sure as its clearest step, less what its neighbourhood holds of a character that was passed over.
    """
    best = np.argmax(steps, axis=1)
    begins = np.flatnonzero((best > 0) & (best != np.r_[0, best[:-1]]))
    if not len(begins):
        return Line()
    runs = [(int(start), _end(best, int(start))) for start in begins]
    peaks = [start + int(np.argmax(steps[start:end, best[start]])) for start, end in runs]
    missed = _missed(steps, best, runs)
    return Line(tuple(_ranked(steps[peak], 1 - missed[n] - missed[n + 1]) for n, peak in enumerate(peaks)))


def _end(best: NDArray[np.intp], start: int) -> int:
    others = np.flatnonzero(best[start:] != best[start])
    return start + int(others[0]) if len(others) else len(best)


def _missed(steps: NDArray[np.float32], best: NDArray[np.intp], runs: list[tuple[int, int]]) -> list[float]:
    """Return, for the gaps before, between and after the runs, the highest probability of a further character there."""
    bounds = [0, *(side for run in runs for side in run), len(best)]
    chars = [0, *(int(best[start]) for start, _ in runs), 0]
    found = []
    for n, (start, end) in enumerate(zip(bounds[::2], bounds[1::2], strict=True)):
        gap = steps[start:end, 1:].copy()
        for char in chars[n : n + 2]:
            if char:
                gap[:, char - 1] = 0
        found.append(float(np.max(gap)) if gap.size else 0.0)
    return found


def _ranked(step: NDArray[np.float32], share: float) -> Doubts:
    order = np.argsort(-step[1:])[:_MOST]
    chances = [float(step[place + 1]) * max(share, 0.0) for place in order]
    return tuple(
        (ALPHABET[place], chance)
        for n, (place, chance) in enumerate(zip(order, chances, strict=True))
        if not n or chance >= LEAST
    )
