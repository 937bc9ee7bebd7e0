"""How smooth the panel stays: the real panel in Chromium while places change, with 500 of them and with 10."""

import asyncio
import itertools
import os
import time
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, Page, async_playwright, expect

from demo.product import Cast, Product

from .figures import Row
from .lot import Lot

MANY, FEW = 500, 10
LOOKS: Final = {"scheme": "panel's plan", "picture": "panel's picture"}
SHOWN: Final = {"scheme": "hoa-scheme", "picture": "hoa-lot-picture"}
CHANGES_PER_SECOND: Final = 50
IN_A_REPORT: Final = 5
SECONDS: Final = 15
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
    """Show the board a zone's places while they change, as a plan and over the picture: first 500, then 10."""
    product = Product(folder, Cast(gate_source="/dev/null"))
    counts: dict[tuple[str, int], Count] = {}
    try:
        await product.start(recognize=False)
        lot = await Lot.build(product, 1, 1)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
            for size in (MANY, FEW):
                await lot.draw(size, pictured=True)
                for look in LOOKS:
                    counts[look, size] = await _watch(browser, lot, look)
            await browser.close()
    finally:
        await product.stop()
    return [row for look, what in LOOKS.items() for row in _rows(what, counts[look, MANY], counts[look, FEW])]


def _rows(what: str, many: Count, few: Count) -> list[Row]:
    how = f"{CHANGES_PER_SECOND} changes/s, {SECONDS} s, without a graphics card"
    ratio = f"{many.frames:.0f} pictures/s, {many.frames / few.frames:.2f} of what {FEW} places give"
    long = f"{many.long}, longest {many.longest:.0f} ms; with {FEW} places {few.long}, {few.longest:.0f} ms"
    return [
        Row(f"{what}, {MANY} places", ratio, "≥ 0.8 of it", how),
        Row(f"{what}, tasks of over 50 ms", long, "longest ≤ 100 ms", f"longest gap {many.gap:.0f} ms"),
    ]


async def _watch(browser: Browser, lot: Lot, look: str) -> Count:
    """Open the zone and return what the page did while places changed."""
    board = lot.product.board
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="block")
    await context.add_init_script(f"localStorage.setItem('hassTokens', {board.local_storage()!r})")
    await context.add_init_script(f"localStorage.setItem('hoaParkingMap', '{look}')")
    page = await context.new_page()
    await page.goto(f"{board.door.url}/hoa-parking/places")
    await page.locator(f"{SHOWN[look]} [data-slot]").nth(len(lot.pairs) - 1).wait_for(state="attached")
    await asyncio.sleep(SETTLE_S)
    count = await _counted(page, _change(lot))
    # Or the page was smooth because it showed nothing.
    await expect(page.locator(f"{SHOWN[look]} [data-slot].occupied")).to_have_count(len(lot.taken))
    await context.close()
    return count


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
