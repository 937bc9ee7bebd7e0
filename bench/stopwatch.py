"""How long things took to come, of which many are on their way at once."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from .figures import percentile


@dataclass
class Stopwatch:
    """How long each report took to reach somebody, in seconds."""

    clock: Callable[[], float] = time.monotonic
    since: dict[str, float] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)

    def start(self, slot: str) -> None:
        """Note that a slot's change is on its way."""
        self.since[slot] = self.clock()

    def stop(self, slot: str) -> None:
        """Note that it came."""
        if (begun := self.since.pop(slot, None)) is not None:
            self.took.append(self.clock() - begun)

    def figure(self) -> str:
        """Return it in words."""
        p50, p95 = (percentile(self.took, share) * 1000 for share in (0.5, 0.95))
        lost = f", {len(self.since)} never came" if self.since else ""
        return f"p50 {p50:.0f} ms, p95 {p95:.0f} ms{lost}"
