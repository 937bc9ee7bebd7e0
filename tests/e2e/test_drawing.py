"""The board draws the lot in a real browser, and the recognizer watches what was drawn."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from demo.door import HomeError
from demo.product import Product

from .easel import Easel, row_outline
from .screens import DESKTOP, PHONE, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")

EDITOR = "/hoa-parking/layout"
LOOP_MS = 60_000
"""The lot's film is half as long: whatever happens in it has happened by then."""


async def test_the_board_draws_a_row_and_the_next_car_takes_a_place_of_it(
    started: Product, browser: Browser, pictures: Path
) -> None:
    async with opened(browser, started.board, DESKTOP, EDITOR) as screen:
        page, easel = screen.page, Easel(screen.page)
        await easel.choose("Yard camera")
        await easel.take_picture()
        await easel.lay_row("C", row_outline("B1", "B6"))
        await page.get_by_label("Places", exact=True).fill("6")
        await page.get_by_label("Places", exact=True).press("Tab")
        await screen.shoot(pictures, "layout-row-desktop-light-en")
        await page.get_by_role("button", name="Place 6").click()
        await easel.save()
        await screen.shoot(pictures, "layout-saved-desktop-light-en")

        await page.get_by_role("link", name="Places", exact=True).click()
        await page.get_by_role("link", name=re.compile("^Yard")).click()
        place = page.get_by_role("button", name=re.compile("^C-4"))
        await expect(place).to_have_class(re.compile(r"\bfree\b"), timeout=LOOP_MS)
        free = (await zone(started, "yard"))["free"]
        await expect(place).to_have_class(re.compile(r"\boccupied\b"), timeout=LOOP_MS)
        await expect(page.locator("hoa-places-zone .words")).to_contain_text(f"{free - 1} place")
    assert (await zone(started, "yard"))["total"] == 6
    assert screen.errors == []


async def test_a_place_is_drawn_with_a_finger(started: Product, browser: Browser, pictures: Path) -> None:
    async with opened(browser, started.board, PHONE, EDITOR) as screen:
        page, easel = screen.page, Easel(screen.page)
        await easel.choose("Yard camera")
        await expect(easel.board).to_be_visible()
        await easel.tool("Draw one place")
        await easel.tap_around([(60, 660), (60, 420), (230, 400), (230, 650)])
        form = page.locator("hoa-drawing-form")
        await form.get_by_label("Row").fill("")
        await form.get_by_label("Number").fill("G1")
        await form.get_by_role("radio", name="Guests").click()
        await screen.shoot(pictures, "layout-finger-phone-light-en")
        await easel.save()
    exported = await layout(started)
    (drawn,) = (slot for camera in exported["cameras"] for slot in camera["slots"] if slot["number"] == "G1")
    assert (drawn["row"], drawn["kind"], drawn["zone"]) == ("", "guest", "Yard")
    assert screen.errors == []


async def test_an_address_that_is_taken_is_refused_where_it_is_typed(started: Product, browser: Browser) -> None:
    before = await layout(started)
    async with opened(browser, started.board, DESKTOP, EDITOR) as screen:
        page, easel = screen.page, Easel(screen.page)
        await easel.choose("Yard camera")
        await easel.select("C-2")
        form = page.locator("hoa-drawing-form")
        await form.get_by_label("Number").fill("3")
        await expect(form.get_by_role("alert")).to_contain_text("C-3 is on this picture already")
        await form.get_by_label("Row").fill("A")
        await expect(form.get_by_role("alert")).to_contain_text("A-3 is taken: camera Lot camera, zone North lot")
        await page.get_by_role("button", name="Save", exact=True).click()
        await expect(page.locator("hoa-layout .notices")).to_contain_text("must be mended")
    assert await layout(started) == before
    assert screen.errors == []


async def test_the_server_refuses_it_too(started: Product) -> None:
    slot: dict[str, Any] = {"id": None, "row": "a", "number": "3", "kind": "resident", "apartment": None}
    slot |= {"zone": started.ids["yard"], "polygon": [[1, 1], [90, 1], [90, 90]]}
    drawing = {"size": [1280, 720], "still": None, "slots": [slot]}
    with pytest.raises(HomeError, match="layout_duplicate_slot"):
        await started.board.ws(
            {"type": "hoa_parking/layout/save", "camera": started.ids["yard_camera"], "drawing": drawing}
        )


async def layout(product: Product) -> dict[str, Any]:
    """Return everything that is drawn."""
    (exported,) = await product.board.ws({"type": "hoa_parking/layout/export"})
    return dict(exported)


async def zone(product: Product, name: str) -> dict[str, Any]:
    """Return a zone as it is, once everything in it is known."""
    while True:
        (found,) = (one for one in (await product.snapshot())["zones"] if one["id"] == product.ids[name])
        if found["unknown"] == 0:
            return dict(found)
        await asyncio.sleep(0.2)
