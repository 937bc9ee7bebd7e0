"""How smooth the panel stays: the real panel in Chromium while places change, with 500 of them and with 10."""

import asyncio
import itertools
import os
import time
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, Page, async_playwright

from demo.product import Cast, Product

from .figures import Row
from .lot import Lot

MANY, FEW = 500, 10
CHANGES_PER_SECOND: Final = 50
IN_A_REPORT: Final = 5
SECONDS: Final = 20
SETTLE_S: Final = 5
CHROMIUM: Final = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# No sandbox: a bench may run as root.
ARGUMENTS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage")

# Counts the pictures that the page paints and the tasks that keep it from painting, from when it is told to.
COUNT: Final = """() => {
    const count = { frames: 0, long: 0, longest: 0, gap: 0, running: true };
    let last = performance.now();
    const tick = at => {
        if (!count.running) return;
        count.frames += 1;
        count.gap = Math.max(count.gap, at - last);
        last = at;
        requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    new PerformanceObserver(list => {
        for (const task of list.getEntries()) {
            count.long += 1;
            count.longest = Math.max(count.longest, task.duration);
        }
    }).observe({ type: "longtask" });
    window.hoaCount = count;
}"""


@dataclass(frozen=True, slots=True)
class Count:
    """What a page did: pictures a second, tasks over 50 ms, the longest of them and the longest gap in ms."""

    frames: float
    long: int
    longest: float
    gap: float


async def measure(folder: Path) -> list[Row]:
    """Show a zone's map to the board while its places change, first 500 places, then 10."""
    product = Product(folder, Cast(gate_source="/dev/null"))
    try:
        await product.start(recognize=False)
        lot = await Lot.build(product, 1, 1)
        counts = {}
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
            for size in (MANY, FEW):
                await lot.draw(size)
                counts[size] = await _watch(browser, lot)
            await browser.close()
    finally:
        await product.stop()
    return _rows(counts)


def _rows(counts: dict[int, tuple[Count, Count]]) -> list[Row]:
    (still, many), (_, few) = counts[MANY], counts[FEW]
    how = f"{CHANGES_PER_SECOND} changes/s, {SECONDS} s, without a graphics card"
    ratio = f"{many.frames:.0f} pictures/s, {many.frames / few.frames:.2f} of what {FEW} places give"
    long = f"{many.long}, longest {many.longest:.0f} ms; with {FEW} places {few.long}, {few.longest:.0f} ms"
    return [
        Row(f"panel with {MANY} places", ratio, "≥ 0.8 of it", f"{how}; at rest {still.frames:.0f}"),
        Row("tasks that block it for over 50 ms", long, "longest ≤ 100 ms", f"longest gap {many.gap:.0f} ms"),
    ]


async def _watch(browser: Browser, lot: Lot) -> tuple[Count, Count]:
    """Open the zone's map; return what the page did at rest and while places changed."""
    board = lot.product.board
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="block")
    await context.add_init_script(f"localStorage.setItem('hassTokens', {board.local_storage()!r})")
    page = await context.new_page()
    await page.goto(f"{board.door.url}/hoa-parking/places")
    await page.locator("hoa-places [data-slot]").nth(len(lot.pairs) - 1).wait_for(state="attached")
    await asyncio.sleep(SETTLE_S)
    rest = await _counted(page, asyncio.sleep(SETTLE_S))
    busy = await _counted(page, _change(lot))
    await context.close()
    return rest, busy


async def _counted(page: Page, work: Coroutine[object, object, None]) -> Count:
    begin = time.monotonic()
    await page.evaluate(COUNT)
    await work
    found = await page.evaluate("() => { window.hoaCount.running = false; return window.hoaCount; }")
    return Count(found["frames"] / (time.monotonic() - begin), found["long"], found["longest"], found["gap"])


async def _change(lot: Lot) -> None:
    begin = time.monotonic()
    turns = _turns(lot)
    for number in range(SECONDS * CHANGES_PER_SECOND // IN_A_REPORT):
        await asyncio.sleep(max(0.0, begin + number * IN_A_REPORT / CHANGES_PER_SECOND - time.monotonic()))
        await lot.flip(lot.cameras[0], list(itertools.islice(turns, IN_A_REPORT)))


def _turns(lot: Lot) -> Iterator[str]:
    # A prime step: neighbours do not change one after the other.
    slots = lot.slots[lot.cameras[0]]
    return (slots[n * 7 % len(slots)] for n in itertools.count())
