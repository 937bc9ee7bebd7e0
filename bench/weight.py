"""What the integration adds to Home Assistant: memory and time to start, the same server with and without it."""

import statistics
import time
from pathlib import Path

from demo.login import log_in
from demo.product import Cast, Product

from .figures import Row

STARTS = 5


async def measure(folder: Path) -> list[Row]:
    """Start one configured Home Assistant several times with the entry enabled and disabled, in turns."""
    product = Product(folder, Cast(gate_source="/dev/null"))
    try:
        await product.start(recognize=False)
        entry = product.ids["entry"]
        without, with_it = await alternate(product, entry, STARTS)
    finally:
        await product.stop()
    seconds = statistics.median(s for s, _ in with_it) - statistics.median(s for s, _ in without)
    memory = statistics.median(m for _, m in with_it) - statistics.median(m for _, m in without)
    return [
        Row("what it adds to Home Assistant's start", f"{seconds:.2f} s", "≤ 0.3 s", f"median of {STARTS} starts each"),
        Row("what it adds to Home Assistant's memory", f"{memory / 2**20:.0f} MB", "≤ 30 MB", "resident, at rest"),
    ]


type Starts = list[tuple[float, int]]
"""Seconds and bytes of memory of each start."""


async def alternate(product: Product, entry: str, starts: int) -> tuple[Starts, Starts]:
    """Start so many times without the entry and with it, in turns."""
    without: Starts = []
    with_it: Starts = []
    for _ in range(starts):
        for figures, disabled in ((without, "user"), (with_it, None)):
            await product.board.ws(
                {"type": "config_entries/disable", "entry_id": entry, "disabled_by": disabled},
            )
            figures.append(await _restart(product))
    return without, with_it


async def _restart(product: Product) -> tuple[float, int]:
    home = product.home
    await home.stop()
    begin = time.monotonic()
    await home.start()
    product.board = await log_in(home.door, "board", product.passwords["board"])
    await home.running(product.board)
    return time.monotonic() - begin, home.memory()
