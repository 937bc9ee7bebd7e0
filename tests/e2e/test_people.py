"""From an outsider's application to an exported journal: everybody's part of it, in a real browser at the real product."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from demo.product import Product

from .people_story import (
    NEWCOMERS,
    approve,
    courtyard,
    csv_rows,
    fetched,
    fill_in,
    film_at,
    invite,
    lifts,
    log_in,
    open_the_page,
    passed,
    plates_on,
    refuse,
    send,
    set_password,
    xlsx_rows,
)
from .screens import DESKTOP, PHONE, Device, opened, visited

pytestmark = pytest.mark.asyncio(loop_scope="session")

BOTH = pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=lambda device: device.name)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def page_open(product: Product) -> None:
    """Let the public page be open."""
    await open_the_page(product)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def gate(product: Product) -> AsyncIterator[str]:
    """Return a gate that only newcomers and their visitors come to."""
    async with courtyard(product) as added:
        yield added


@BOTH
@pytest.mark.usefixtures("page_open")
async def test_from_an_application_to_the_journal(
    product: Product, browser: Browser, device: Device, gate: str, pictures: Path, tmp_path: Path
) -> None:
    newcomer, looks = NEWCOMERS[device.name], f"{device.name}-light-en"

    async with visited(browser, device, f"{product.home.url}/apply") as screen:
        await fill_in(screen.page, newcomer)
        await screen.shoot(pictures, f"people-apply-{looks}")
        link = await send(screen.page)
        await screen.shoot(pictures, f"people-sent-{looks}")
        assert await screen.nameless("body") == []
    assert screen.errors == []

    await approve(product, newcomer)

    async with visited(browser, device, link) as screen:
        await expect(screen.page.get_by_role("status").first).to_contain_text("Approved")
        await screen.shoot(pictures, f"people-status-{looks}")
        username = await set_password(screen.page, newcomer)
        await screen.shoot(pictures, f"people-password-{looks}")
    assert screen.errors == []

    async with visited(browser, device, f"{product.home.url}/hoa-parking") as screen:
        await log_in(screen.page, username, newcomer.password)
        await expect(screen.page.locator("hoa-vehicle-row")).to_contain_text(newcomer.plate)
        assert await plates_on(screen, product) == {newcomer.plate}
        await invite(screen.page, newcomer.guest)
        await screen.shoot(pictures, f"people-invited-{looks}")
        await screen.page.get_by_role("link", name="My parking").first.click()
        async with lifts(product) as lifted, film_at(product, gate, newcomer):
            came, own, again = await passed(product, newcomer, 3)
            rows = screen.page.locator("hoa-mine hoa-passage-row")
            await expect(rows).to_have_count(3)
        await expect(rows.first).to_contain_text("The pass was for one entry and has been used.")
        await expect(screen.page.locator("hoa-mine-passes summary")).to_contain_text("1 earlier pass")
        await screen.shoot(pictures, f"people-mine-{looks}")
        assert await plates_on(screen, product) == {newcomer.plate, newcomer.guest}
        assert await screen.nameless() == []
        assert await screen.sideways() == 0
    assert screen.errors == []
    assert [(one["listed_plate"], one["verdict"], one["reason"], one["outcome"]) for one in (came, own, again)] == [
        (newcomer.guest, "open", "registered", "opened"),
        (newcomer.plate, "open", "registered", "opened"),
        (newcomer.guest, "refuse", "used", "none"),
    ]
    assert len(lifted) == 2, "the gate opens for the visitor once, and for the car of the house"

    blocked = product.cast.blocked[0]
    async with opened(browser, product.guard, device) as screen:
        await refuse(screen.page, blocked, "Against the house rules")
        await screen.shoot(pictures, f"people-guard-{looks}")
        assert newcomer.name not in await screen.page.locator("hoa-parking-panel").inner_text()
        assert await screen.nameless() == []
        assert await screen.sideways() == 0
    assert screen.errors == []
