"""Every room of people on every kind of screen, light and dark, in two languages: all is named, nothing runs over."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from demo.login import Login
from demo.people import arrange
from demo.product import Product

from .people_page import arrival, speaks, stops
from .screens import DESKTOP, PHONE, Device, Screen, opened, visited, wider
from .test_looks import LOOKS, look

pytestmark = pytest.mark.asyncio(loop_scope="session")

MOST_BYTES = 100_000
BOARD = {
    "applications": "hoa-applications-row",
    "people": "hoa-household-row",
    "people/lists": "hoa-people-import",
    "settings": "hoa-settings-erase button",
    "settings/poster": "hoa-settings-poster",
    "journal": "hoa-passage-row",
    "activity": "hoa-activity-row",
    "figures": "hoa-hours-chart [role=img]",
}
"""The board's rooms, and what is there once they show something."""
GUARD = {
    "guard": "hoa-guard-card",
    "guard/enter": "hoa-manual-form",
    "guard/blocklist": "hoa-guard-blocklist li",
    "guard/shifts": "hoa-guard-shifts",
}
RESIDENT = {"mine": "hoa-vehicle-row", "mine/invite": "hoa-pass-form", "mine/request": "hoa-mine-request form"}
FORM = ["", "name", "apartment", "contact", "car-0-text", "", "note", "document", "consent-text", "consent", ""]
"""What the Tab key leads through on the public page; what has no id: the languages, buttons."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def links(product: Product) -> dict[str, str]:
    """Let an application wait and a guest be expected; return the addresses of what is told without a login."""
    tracking, guest = await arrange(product)
    paths = {"form": "/apply", "track": tracking, "pass": guest}
    return {page: product.home.url + path for page, path in paths.items()}


@pytest.fixture(scope="session")
def peopled(product: Product, links: dict[str, str]) -> Product:
    """Return the product with an application that waits and a guest who may come."""
    assert links
    return product


@pytest.mark.parametrize("device", LOOKS, ids=look)
async def test_the_boards_rooms(peopled: Product, browser: Browser, device: Device, pictures: Path) -> None:
    await walk(browser, peopled.board, device, BOARD, pictures)


@pytest.mark.parametrize("device", LOOKS, ids=look)
async def test_the_guards_room(peopled: Product, browser: Browser, device: Device, pictures: Path) -> None:
    await walk(browser, peopled.guard, device, GUARD, pictures)


@pytest.mark.parametrize("device", LOOKS, ids=look)
async def test_the_residents_room(peopled: Product, browser: Browser, device: Device, pictures: Path) -> None:
    await walk(browser, peopled.resident, device, RESIDENT, pictures)


@pytest.mark.parametrize("device", LOOKS, ids=look)
async def test_the_public_page(peopled: Product, browser: Browser, device: Device, pictures: Path) -> None:
    async with visited(browser, device, f"{peopled.home.url}/apply") as screen:
        await expect(screen.page.locator("#consent")).to_be_visible()
        await screen.shoot(pictures, f"people-form-{look(device)}")
        await screen.page.locator("form .wide").click()
        await expect(screen.page.locator("[aria-invalid=true]")).to_have_count(4)
        await screen.shoot(pictures, f"people-form-faults-{look(device)}")
        assert await screen.nameless("body") == []
        assert await wider(screen.page.locator("html")) == 0
    assert screen.errors == []


@pytest.mark.parametrize("device", LOOKS, ids=look)
async def test_what_a_link_leads_to(links: dict[str, str], browser: Browser, device: Device, pictures: Path) -> None:
    for page in ("track", "pass"):
        async with visited(browser, device, links[page]) as screen:
            await expect(screen.page.locator("dl")).to_be_visible()
            await screen.shoot(pictures, f"people-{page}-{look(device)}")
            assert await screen.nameless("body") == []
            assert await wider(screen.page.locator("html")) == 0
        assert screen.errors == []


@pytest.mark.parametrize("language", ["en", "ru", "kk", "id"])
async def test_the_public_page_speaks_the_browsers_language(peopled: Product, browser: Browser, language: str) -> None:
    device = replace(PHONE, language=language)
    async with visited(browser, device, f"{peopled.home.url}/apply") as screen:
        await speaks(screen.page, language)
    assert screen.errors == []


async def test_the_tab_key_leads_through_the_form(peopled: Product, browser: Browser) -> None:
    async with visited(browser, DESKTOP, f"{peopled.home.url}/apply") as screen:
        await expect(screen.page.locator("#consent")).to_be_visible()
        assert await stops(screen.page, len(FORM)) == FORM


async def test_the_first_room_comes_in_little(
    peopled: Product, browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    for login, shown in ((peopled.resident, "hoa-vehicle-row"), (peopled.board, "hoa-passage-row")):
        async with opened(browser, login, DESKTOP, "/profile") as screen:
            took, size = await arrival(screen.page, shown)
        with capsys.disabled():
            sys.stdout.write(f"\n{shown} is painted {took:.0f} ms after the click, {size / 1000:.0f} kB gzipped\n")
        # The time is told and not asserted: a busy machine is no fault of the panel's.
        assert 0 < size <= MOST_BYTES
        assert screen.errors == []


async def walk(browser: Browser, login: Login, device: Device, rooms: dict[str, str], pictures: Path) -> None:
    """Go through somebody's rooms."""
    faults: list[str] = []
    async with opened(browser, login, device, f"/hoa-parking/{next(iter(rooms))}") as screen:
        for path, shown in rooms.items():
            await go(screen, path)
            await expect(screen.page.locator(shown).first).to_be_visible()
            await screen.shoot(pictures, f"people-{path.replace('/', '-')}-{look(device)}")
            faults += [f"{path}: {name}" for name in await screen.nameless()]
            faults += [f"{path}: {more} pixels too wide" for more in [await screen.sideways()] if more]
    assert faults == []
    assert screen.errors == []


async def go(screen: Screen, path: str) -> None:
    """Go to a room as a link does."""
    await screen.page.evaluate(
        "path => { history.pushState(null, '', path); dispatchEvent(new CustomEvent('location-changed')); }",
        f"/hoa-parking/{path}",
    )
