"""Small throws of the dice shared by all countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def pick(rng: np.random.Generator, options: Sequence[T]) -> T:
    """One of them, all alike."""
    return options[int(rng.integers(len(options)))]


def weighed(rng: np.random.Generator, options: Mapping[T, float]) -> T:
    """One of them, as often as its weight says."""
    throw = float(rng.random()) * sum(options.values())
    names = list(options)
    for option in names:
        throw -= options[option]
        if throw < 0:
            return option
    return names[-1]


def often(rng: np.random.Generator, share: float) -> bool:
    """Return True in that share of cases."""
    return bool(rng.random() < share)


def digits(rng: np.random.Generator, count: int, *, zero: bool = False) -> str:
    """So many digits, now and then a number somebody paid for (777, 001, 100, 070); all noughts only where allowed."""
    if often(rng, 0.12):
        kind, digit = int(rng.integers(4)), str(rng.integers(1, 10))
        text = [digit * count, digit.rjust(count, "0"), digit.ljust(count, "0"), (digit + "0") * count][kind]
        return text[:count]
    text = "".join(str(d) for d in rng.integers(0, 10, count))
    return text if zero or text.strip("0") else digits(rng, count)


def letters(rng: np.random.Generator, count: int, alphabet: str = LATIN) -> str:
    """So many letters, now and then all the same."""
    if often(rng, 0.08):
        return pick(rng, alphabet) * count
    return "".join(alphabet[int(i)] for i in rng.integers(0, len(alphabet), count))


def near(rng: np.random.Generator, value: float, share: float = 0.04) -> float:
    """About that much."""
    return value * (1 + min(2.5, max(-2.5, rng.standard_normal())) * share)
