"""The card on a dashboard of Home Assistant's own, as the people who look at it see it."""

import re
import secrets
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, expect

from demo.login import log_in
from demo.product import Product

from .screens import DESKTOP, PHONE, Device, Screen, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")

CARD = "custom:hoa-parking-zone"
HOME = "free-places"
LOOKS = [
    DESKTOP,
    replace(DESKTOP, dark=True, language="ru"),
    replace(PHONE, language="ru"),
    replace(PHONE, dark=True),
]


def look(device: Device) -> str:
    """Name a device's picture."""
    return f"{device.name}-{'dark' if device.dark else 'light'}-{device.language}"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def home(product: Product) -> str:
    """Return the address of a dashboard with cards, the way somebody has put them there."""
    devices, *_ = await product.board.ws({"type": "config/device_registry/list"})
    (lot,) = (one["id"] for one in devices if ["hoa_parking", product.ids["zone"]] in one["identifiers"])
    views = [
        view("places", {"type": CARD, "zone": lot, "show": "plan"}, {"type": CARD, "show": "count"}),
        view("picture", {"type": CARD, "zone": "north lot", "show": "picture"}),
        view("mistake", {"type": CARD, "show": "map"}),
    ]
    await product.board.ws(
        {"type": "lovelace/dashboards/create", "url_path": HOME, "title": "Our house", "mode": "storage"},
        {"type": "lovelace/config/save", "url_path": HOME, "config": {"views": views}},
    )
    return f"/{HOME}"


@pytest.mark.parametrize("device", LOOKS, ids=look)
async def test_a_dashboard_shows_what_is_free_and_leads_to_the_place(
    product: Product, browser: Browser, device: Device, home: str, pictures: Path
) -> None:
    async with opened(browser, product.board, device, f"{home}/places") as screen:
        plan, count = cards(screen).first, cards(screen).last
        await expect(plan.locator("hoa-scheme [data-slot]")).to_have_count(12)
        await expect(count.locator("hoa-zone-card")).to_have_count(2)
        await expect(plan.locator("hoa-zone-card")).to_contain_text(re.compile(r"free of 11|свободн. из 11"))
        await screen.shoot(pictures, f"card-{look(device)}")
        assert await wider(plan) == 0

        await plan.get_by_role("button", name=re.compile("^A-2")).click()
        await expect(screen.page.get_by_role("dialog")).to_contain_text("A-2")
        assert re.search(r"/hoa-parking/places/\w+/slot/\d+$", screen.page.url)
        await screen.page.go_back()
        await cards(screen).last.get_by_role("link", name="Yard").click()
        await expect(screen.page.locator("hoa-places-zone header h2")).to_have_text("Yard")
    assert screen.errors == []


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=lambda device: device.name)
async def test_the_picture_is_for_those_who_get_one(
    product: Product, browser: Browser, device: Device, home: str, pictures: Path
) -> None:
    async with opened(browser, product.guard, device, f"{home}/picture") as screen:
        await expect(cards(screen).locator("hoa-lot-picture [data-slot]")).to_have_count(12)
        await screen.shoot(pictures, f"card-picture-{device.name}")
        assert await wider(cards(screen).first) == 0
    assert screen.errors == []
    async with opened(browser, product.resident, device, f"{home}/picture") as screen:
        await expect(cards(screen).locator("hoa-scheme [data-slot]")).to_have_count(12)
        await expect(cards(screen).locator("hoa-lot-picture")).to_have_count(0)
    assert screen.errors == []


async def test_who_is_nobody_to_the_association_is_told_so(
    product: Product, browser: Browser, home: str, pictures: Path
) -> None:
    password = secrets.token_urlsafe(9)
    await product.board.add_user("Visitor", "visitor", password)
    visitor = await log_in(product.home.door, "visitor", password)
    async with opened(browser, visitor, PHONE, f"{home}/places") as screen:
        await expect(cards(screen).first).to_contain_text("Free places are shown to people of the association")
        await expect(cards(screen).locator("hoa-zone-card, [data-slot]")).to_have_count(0)
        await screen.shoot(pictures, "card-visitor-phone")
    assert screen.errors == []


async def test_the_card_is_set_up_by_clicking(product: Product, browser: Browser, home: str, pictures: Path) -> None:
    async with opened(browser, product.board, DESKTOP, f"{home}/places?edit=1") as screen:
        await screen.page.locator("hui-card-edit-mode").first.click()
        form = screen.page.locator("hui-dialog-edit-card ha-form")
        await expect(form.locator("ha-device-picker").first).to_contain_text("North lot")
        await expect(form.first).to_contain_text("The camera's picture below it")
        await screen.shoot(pictures, "card-form-desktop")
    async with opened(browser, product.board, DESKTOP, f"{home}/mistake?edit=1") as screen:
        await expect(screen.page.locator("hui-error-card")).to_contain_text("has to be count, plan or picture")
        await screen.shoot(pictures, "card-mistake-desktop")


def view(path: str, *shown: dict[str, Any]) -> dict[str, Any]:
    """Return a view of a dashboard with one section of cards."""
    return {"path": path, "title": path, "type": "sections", "sections": [{"type": "grid", "cards": list(shown)}]}


def cards(screen: Screen) -> Locator:
    """Return our cards on the dashboard."""
    return screen.page.locator("hoa-parking-zone")


async def wider(card: Locator) -> int:
    """Return by how many pixels what a card shows is wider than the card."""
    more: int = await card.evaluate("card => Math.max(0, card.scrollWidth - card.clientWidth)")
    return more
