"""What a camera costs at which nothing happens: 1080p, sensor noise, no car."""

import asyncio
import time
from pathlib import Path

from demo.product import Cast, Product

from .figures import Row, cpu_seconds

SETTLE_S, MEASURE_S = 15, 60


async def measure(folder: Path, clip: Path) -> list[Row]:
    """Let the recognizer watch an idle 1080p clip and count its processor time."""
    async with Product(folder, Cast(gate_source=f"{clip.as_uri()}?loop=1")) as product:
        await asyncio.sleep(SETTLE_S)
        begin, spent = time.monotonic(), cpu_seconds(product.recognizer.pid)
        await asyncio.sleep(MEASURE_S)
        share = (cpu_seconds(product.recognizer.pid) - spent) / (time.monotonic() - begin)
        memory = product.recognizer.memory() / 2**20
    return [
        Row("idle 1080p camera", f"{share:.1%} of a core", "< 5 %", f"{MEASURE_S} s, decoding included"),
        Row("recognizer's memory, idle", f"{memory:.0f} MB", "≤ 350 MB", "resident, one 1080p camera"),
    ]
