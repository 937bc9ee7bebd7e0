"""Every view on every kind of screen, light and dark, in both languages: nothing breaks, and nothing runs over."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from demo.product import Product

from .screens import DESKTOP, PHONE, Device, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOOKS = [
    DESKTOP,
    replace(DESKTOP, dark=True, language="ru"),
    replace(PHONE, language="ru"),
    replace(PHONE, dark=True),
]


def look(device: Device) -> str:
    """Name a device's picture."""
    return f"{device.name}-{'dark' if device.dark else 'light'}-{device.language}"


@pytest.mark.parametrize("device", LOOKS, ids=look)
async def test_the_board_looks_at_everything(
    product: Product, browser: Browser, device: Device, pictures: Path
) -> None:
    async with opened(browser, product.board, device) as screen:
        page = screen.page
        await expect(page.locator("hoa-passage-row").first).to_be_visible()
        await screen.shoot(pictures, f"board-{look(device)}")
        assert await screen.sideways() == 0

        await page.locator("hoa-zone-card a").first.click()
        await expect(page.locator("hoa-scheme [data-slot]")).to_have_count(12)
        await screen.shoot(pictures, f"places-plan-{look(device)}")
        assert await screen.sideways() == 0
        await page.locator("hoa-zone-map hoa-segments").last.get_by_role("radio").last.click()
        await expect(page.locator("hoa-lot-picture image, hoa-lot-picture img").first).to_be_visible()
        await screen.shoot(pictures, f"places-picture-{look(device)}")
        await page.locator("hoa-lot-picture [data-slot]").nth(9).click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        await screen.shoot(pictures, f"places-one-{look(device)}")
        await page.keyboard.press("Escape")

        await page.locator("hoa-places-zone hoa-tabs a").last.click()
        await page.get_by_role("radio").nth(2).click()
        await expect(page.locator("hoa-history [role=img]")).to_be_visible()
        await screen.shoot(pictures, f"history-{look(device)}")
        assert await screen.sideways() == 0

        await page.locator("hoa-header hoa-tabs a[href$=layout]").click()
        await expect(page.get_by_role("application")).to_be_visible()
        await screen.shoot(pictures, f"layout-{look(device)}")
        assert await screen.sideways() == 0
    assert screen.errors == []
