"""How long to wait before the next try."""

import random
from collections.abc import Callable


class Backoff:
    """Waits that double from `first` to `longest` seconds, each shortened by up to half so that crowds spread out."""

    def __init__(self, first: float, longest: float, jitter: Callable[[], float] = random.random) -> None:
        self._first = first
        self._longest = longest
        self._jitter = jitter
        self._tries = 0

    def next(self) -> float:
        """Return the seconds to wait now."""
        full = min(self._longest, self._first * 2.0 ** min(self._tries, 32))
        self._tries += 1
        return full * (1 - self._jitter() / 2)

    def reset(self) -> None:
        """Begin again with the shortest wait."""
        self._tries = 0
