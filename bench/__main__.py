"""Measure the product on this machine: `python -m bench [PART…]`; prints one table."""

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

from demo.footage import demo_cast
from demo.product import RECOGNIZER_PYTHON, ROOT, say

from . import gate, growth, idle, journal, panel, places, receiver, weight
from .figures import Row, table


async def _gate(folder: Path) -> list[Row]:
    return await gate.measure(folder, demo_cast())


async def _idle(folder: Path) -> list[Row]:
    film = folder.parent / "idle.mp4"
    # OpenCV lives with the recognizer, Home Assistant does without it.
    command = [str(RECOGNIZER_PYTHON), "-m", "bench.idle_film", str(film)]
    await asyncio.to_thread(subprocess.run, command, check=True, cwd=ROOT)
    return await idle.measure(folder, film)


PARTS: Final[dict[str, Callable[[Path], Awaitable[list[Row]]]]] = {
    "gate": _gate,
    "receiver": receiver.measure,
    "idle": _idle,
    "weight": weight.measure,
    "places": places.measure,
    "growth": growth.measure,
    "journal": journal.measure,
    "panel": panel.measure,
}


def main(wanted: Sequence[str]) -> int:
    """Run the parts that are asked for, one after the other, and print their figures."""
    if unknown := set(wanted) - PARTS.keys():
        say(f"scripts/bench: there is no part called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
        return 2
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="hoa-bench-") as folder:
        for name in wanted or PARTS:
            say(f"  {name} …")
            rows += asyncio.run(PARTS[name](Path(folder) / name))
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
