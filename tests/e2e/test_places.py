"""What people see of the places, and do with them, in a real browser at the real product."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from demo.product import Product

from .screens import DESKTOP, PHONE, Device, Screen, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")

BOTH = pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=lambda device: device.name)
STRANGER = "458TEN01"


@BOTH
async def test_a_guard_takes_a_place_out_of_the_count_and_gives_it_back(
    product: Product, browser: Browser, device: Device, pictures: Path
) -> None:
    async with opened(browser, product.guard, device, address(await place(product, "A-5"))) as screen:
        sheet = screen.page.get_by_role("dialog")
        await sheet.get_by_role("button", name="Set by hand").click()
        await sheet.get_by_label("Reason").fill("Rubbish container")
        await sheet.get_by_role("button", name="Save").click()
        await expect(sheet).to_contain_text("until the camera sees a change. Reason: Rubbish container")
        assert (await place(product, "A-5"))["state"] == "occupied"
        await screen.shoot(pictures, f"place-by-hand-{device.name}")
        await sheet.get_by_role("button", name="End what was set by hand").click()
        await expect(sheet.locator("hoa-badge")).to_contain_text("Free")
        assert (await place(product, "A-5"))["state"] == "free"
        await screen.page.keyboard.press("Escape")

        await screen.page.get_by_role("button", name=re.compile("^A-2")).click()
        await sheet.get_by_role("button", name="Release the place").click()
        await sheet.get_by_role("button", name="Save").click()
        await expect(sheet.get_by_role("alert")).to_contain_text("Give a reason")
        await sheet.get_by_label("Reason").fill("Towed away")
        await sheet.get_by_role("button", name="Save").click()
        await expect(sheet.locator("hoa-badge")).to_contain_text("Free")
        await sheet.get_by_role("button", name="End what was set by hand").click()
        await expect(sheet.locator("hoa-badge")).to_contain_text("Taken")
    assert screen.errors == []


@BOTH
async def test_a_resident_finds_free_places_first_and_nobody_elses_plate(
    product: Product, browser: Browser, device: Device, pictures: Path
) -> None:
    await a_stranger_stands_on(product, "A-2")
    own = {passage["plate"] for passage in await product.passages(product.resident)}
    others = {passage["plate"] for passage in await product.passages()} - own | {STRANGER}
    async with opened(browser, product.resident, device) as screen:
        zones = screen.page.locator("hoa-zone-card")
        await expect(zones.first).to_be_in_viewport()
        assert await top(screen, "hoa-zone-card") < await top(screen, "hoa-vehicle-row")
        await screen.shoot(pictures, f"resident-first-{device.name}")
        await zones.filter(has_text="North lot").get_by_role("link").click()
        await screen.page.get_by_role("button", name=re.compile("^A-2")).click()
        await expect(screen.page.get_by_role("dialog")).to_contain_text("Place A-2")
        shown = await screen.words()
        await screen.shoot(pictures, f"resident-place-{device.name}")
    told = json.dumps(await product.places(product.resident))
    assert {plate for plate in others if plate in shown or plate in told} == set()
    assert STRANGER in json.dumps(await product.places())
    assert screen.errors == []


@BOTH
async def test_a_place_is_found_by_its_address_and_a_car_by_its_plate(
    product: Product, browser: Browser, device: Device, pictures: Path
) -> None:
    await a_stranger_stands_on(product, "A-2")
    async with opened(browser, product.guard, device, "/hoa-parking/places") as screen:
        page = screen.page
        await search(page, "b-5")
        await expect(page.get_by_role("dialog")).to_contain_text("Place B-5")
        await page.keyboard.press("Escape")
        await search(page, STRANGER.lower())
        await expect(page.get_by_role("dialog")).to_contain_text(f"{STRANGER}, entered by hand")
        await screen.shoot(pictures, f"place-found-{device.name}")
        await page.keyboard.press("Escape")
        await search(page, "Z-99")
        await expect(page.locator("hoa-places-search")).to_contain_text("There is no such place")
    assert screen.errors == []


@BOTH
async def test_a_zone_tells_how_it_was(product: Product, browser: Browser, device: Device, pictures: Path) -> None:
    path = f"/hoa-parking/places/{product.ids['zone']}/history"
    async with opened(browser, product.resident, device, path) as screen:
        for name, words in (
            ("Today", "Free places today"),
            ("7 days", "Free places over 7 days"),
            ("By hour", "How full it usually is"),
            ("How long", "How long cars stay"),
        ):
            await screen.page.get_by_role("radio", name=name).click()
            await expect(screen.page.locator("hoa-history")).to_contain_text(words)
            await expect(screen.page.locator("hoa-history [role=img], hoa-history ul").first).to_be_visible()
            await screen.shoot(pictures, f"history-{name.lower().replace(' ', '-')}-{device.name}")
    assert screen.errors == []


async def test_a_screen_on_the_wall_needs_no_login_and_shows_nobody(
    product: Product, browser: Browser, pictures: Path
) -> None:
    await a_stranger_stands_on(product, "A-2")
    async with opened(browser, product.board, DESKTOP, "/hoa-parking/layout") as screen:
        await screen.page.get_by_role("button", name=re.compile("Make a (new )?link")).click()
        link = await screen.page.get_by_label("Address of the page").input_value()
    assert screen.errors == []

    for width, height in ((1920, 1080), (800, 1280)):
        context = await browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
        page = await context.new_page()
        came: list[str] = []
        page.on("response", lambda answer: came.append(f"{answer.status} {answer.url}"))  # noqa: B023 - heard in this turn only
        await page.goto(link)
        await expect(page.get_by_text("North lot")).to_be_visible()
        await expect(page.locator("[data-slot], .cell").first).to_be_visible()
        shown = await page.locator("body").inner_text()
        await page.screenshot(path=pictures / f"display-{width}.png")
        scrolls = await page.evaluate("document.documentElement.scrollHeight > innerHeight")
        await context.close()
        assert STRANGER not in shown
        assert not scrolls
        assert {line for line in came if not line.startswith(("200", "304")) and "favicon" not in line} == set()
    state = await product.home.door.request("GET", link.removeprefix(product.home.url) + "/state")
    assert {zone["name"] for zone in state["zones"]} == {"North lot", "Yard"}
    personal = {STRANGER, *(plate for plate, _ in product.cast.residents), "apartment", "plate"}
    assert {word for word in personal if word in json.dumps(state)} == set()


async def place(product: Product, name: str) -> dict[str, Any]:
    """Return one place as the board sees it."""
    (found,) = (slot for slot in (await product.places())["slots"] if slot["address"] == name)
    return dict(found)


async def a_stranger_stands_on(product: Product, name: str) -> None:
    """Let the board say whose car it is."""
    slot = (await place(product, name))["id"]
    await product.board.ws({"type": "hoa_parking/places/set_plate", "slot": slot, "plate": STRANGER})


def address(slot: dict[str, Any]) -> str:
    """Return where the panel shows a place."""
    return f"/hoa-parking/places/{slot['zone']}/slot/{slot['id']}"


async def search(page: Page, text: str) -> None:
    """Ask for a place or a plate."""
    field = page.get_by_label("Place or plate")
    await field.fill(text)
    await field.press("Enter")


async def top(screen: Screen, what: str) -> float:
    """Return how far down the page something begins."""
    box = await screen.page.locator(what).first.bounding_box()
    assert box is not None
    return box["y"]
