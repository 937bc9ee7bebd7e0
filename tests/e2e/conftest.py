"""One product for the whole run: real Home Assistant, real recognizer, the demo's footage, a real browser."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from demo.footage import demo_cast
from demo.product import Product
from demo.story import Watch

from .screens import WAIT_MS, launch

STORY_S = 240

expect.set_options(timeout=WAIT_MS)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def started(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """Return the product once it runs; what its films tell happens meanwhile."""
    async with Product(tmp_path_factory.mktemp("product"), demo_cast()) as running:
        await add_yard(running)
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def product(started: Product) -> Product:
    """Return the product once a resident was let in, a stranger and a blocked car refused, a place taken or freed."""
    watch = Watch(started)
    deadline = time.monotonic() + STORY_S
    while missing := await watch.missing():
        assert time.monotonic() < deadline, f"did not happen within {STORY_S} s: {missing}; logs in {started.folder}"
        await asyncio.sleep(1)
    return started


async def add_yard(product: Product) -> None:
    """Set up a second zone with a camera of its own, on whose picture nothing is drawn yet."""
    entry, zone = product.ids["entry"], {"name": "Yard", "capacity": 1}
    product.ids["yard"] = await product.board.add_subentry(entry, "zone", zone)
    camera = {"name": "Yard camera", "source": product.cast.lot_source, "zone": product.ids["yard"]}
    product.ids["yard_camera"] = await product.board.add_subentry(entry, "camera", {"next_step_id": "lot"}, camera)
    # Being set up anew with it takes a moment; this asks until it is done.
    await product.board.ws({"type": "hoa_parking/passages", "limit": 1})


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Return Chromium."""
    async with async_playwright() as playwright:
        chromium = await launch(playwright)
        yield chromium
        await chromium.close()


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Return where the run leaves its pictures."""
    return Path(__file__).resolve().parents[2] / "build" / "screens"
