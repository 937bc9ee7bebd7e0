"""From an outsider's application to an exported journal: everybody's part of it, in a real browser."""

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from demo.login import log_in as login_of
from demo.product import Product

from .people_board import approve, approve_as_it_is, csv_rows, fetched, find, narrow, open_the_page, xlsx_rows
from .people_story import (
    FILM_S,
    NEWCOMERS,
    apply_in_the_panel,
    courtyard,
    expect_a_stranger,
    fill_in,
    film_at,
    invite,
    lifts,
    log_in,
    passed,
    plates_on,
    refuse,
    send,
    set_password,
)
from .screens import DESKTOP, PHONE, Device, opened, visited

pytestmark = pytest.mark.asyncio(loop_scope="session")

BOTH = pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=lambda device: device.name)

RECORDED = {
    "Changed the public page",
    "Application came in",
    "Approved an application",
    "Set the password",
    "Failed log-in",
    "Gave a pass",
    "Decided about a passage",
    "Searched for a plate",
    "Saved the journal as a file",
}


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def form(product: Product, browser: Browser) -> str:
    """Return the address of the public page, once the board has opened it."""
    async with opened(browser, product.board, DESKTOP, "/hoa-parking/settings") as screen:
        address = await open_the_page(screen.page)
    assert screen.errors == []
    return address


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def gate(product: Product) -> AsyncIterator[str]:
    """Return a gate that only newcomers and their visitors come to."""
    async with courtyard(product) as added:
        yield added


@BOTH
async def test_from_an_application_to_the_journal(
    product: Product, browser: Browser, device: Device, form: str, gate: str, pictures: Path, tmp_path: Path
) -> None:
    newcomer, looks = NEWCOMERS[device.name], f"{device.name}-light-en"

    async with visited(browser, device, form) as screen:
        await fill_in(screen.page, newcomer)
        await screen.shoot(pictures, f"people-form-filled-{looks}")
        link = await send(screen.page)
        await screen.shoot(pictures, f"people-sent-{looks}")
        assert await screen.nameless("body") == []
    assert screen.errors == []

    async with opened(browser, product.board, device, "/hoa-parking/applications") as screen:
        await approve(screen, newcomer, pictures, looks)
        assert await screen.nameless() == []
        assert await screen.sideways() == 0
    assert screen.errors == []

    async with visited(browser, device, link) as screen:
        await expect(screen.page.get_by_role("status").first).to_contain_text("Approved")
        await screen.shoot(pictures, f"people-status-{looks}")
        username = await set_password(screen.page, newcomer)
        await screen.shoot(pictures, f"people-password-{looks}")
    assert screen.errors == []

    async with visited(browser, device, f"{product.home.url}/hoa-parking") as screen:
        await log_in(screen.page, username, "something else")
        await expect(screen.page.locator("ha-alert")).to_contain_text("Invalid username or password")
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
            await screen.shoot(pictures, f"people-mine-visited-{looks}")
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
        await screen.shoot(pictures, f"people-guard-refused-{looks}")
        assert newcomer.name not in await screen.page.locator("hoa-parking-panel").inner_text()
        assert await screen.nameless() == []
        assert await screen.sideways() == 0
    assert screen.errors == []

    async with opened(browser, product.board, device, "/hoa-parking/journal") as screen:
        page = screen.page
        rows = page.locator("hoa-journal hoa-passage-row")
        await find(page, plate=f"{newcomer.guest[:3]}*")
        await expect(rows).to_have_count(2)
        await screen.shoot(pictures, f"people-journal-found-{looks}")
        for read, button in ((csv_rows, "as CSV"), (xlsx_rows, "as XLSX")):
            saved = read(await fetched(screen, button, tmp_path))
            assert [(row["Plate"], row["Apartment"], row["Verdict"], row["Reason"]) for row in saved] == [
                (newcomer.guest, newcomer.apartment, "Refuse", "Pass was used"),
                (newcomer.guest, newcomer.apartment, "Open", "On the list"),
            ]
        await narrow(page, verdict="refuse")
        await expect(rows).to_have_count(1)
        await expect(rows).to_contain_text("has been used")
        await find(page, plate=blocked)
        await expect(rows.first).to_contain_text("The vehicle is blocked.")
        assert await screen.nameless() == []
        assert await screen.sideways() == 0
    assert screen.errors == []

    async with opened(browser, product.board, device, "/hoa-parking/activity") as screen:
        await find(screen.page, text=newcomer.guest)
        done = screen.page.locator("hoa-activity-row")
        await expect(done.filter(has_text="Gave a pass")).to_contain_text(newcomer.name)
        await screen.shoot(pictures, f"people-activity-found-{looks}")
        saved = csv_rows(await fetched(screen, "as CSV", tmp_path))
        assert ("Gave a pass", newcomer.name) in {(row["Action"], row["Person"]) for row in saved}
        await find(screen.page, text="house rules")
        await expect(done.first).to_contain_text("Decided about a passage")
        await expect(done.first).to_contain_text("Guard")
        await find(screen.page, text="")
        saved = xlsx_rows(await fetched(screen, "as XLSX", tmp_path))
        assert {row["Action"] for row in saved} >= RECORDED
        assert await screen.nameless() == []
        assert await screen.sideways() == 0
    assert screen.errors == []


async def test_a_household_is_asked_about_a_car_that_nobody_knows(
    product: Product, browser: Browser, pictures: Path
) -> None:
    async with opened(browser, product.resident, PHONE) as screen:
        await expect_a_stranger(screen.page)
        card = screen.page.locator("hoa-ask-card")
        await expect(card).to_contain_text("Is this your guest, at Main gate?", timeout=FILM_S * 1000)
        await expect(card.get_by_role("img")).to_be_visible()
        await screen.shoot(pictures, "people-ask-phone-light-en")
        await card.get_by_role("button", name="Open").click()
        await expect(screen.page.locator("hoa-mine-asks")).to_contain_text("Main gate opens.")
        await screen.page.get_by_role("link", name="My parking").first.click()
        rows = screen.page.locator("hoa-mine hoa-passage-row")
        await expect(rows.first).to_contain_text("the household that waits for one was asked")
        assert await screen.nameless() == []
    assert screen.errors == []
    came = next(one for one in await product.passages(product.resident) if one["reason"] == "asked")
    assert (came["verdict"], came["outcome"], came["outcome_reason"]) == ("refuse", "opened", "by_resident")


async def test_whoever_has_a_user_applies_in_the_panel(
    product: Product, browser: Browser, form: str, pictures: Path
) -> None:
    assert form
    password = secrets.token_urlsafe(9)
    await product.board.add_user("Ivan Kim", "ivan", password)
    login = await login_of(product.home.door, "ivan", password)
    async with opened(browser, login, PHONE) as screen:
        await apply_in_the_panel(screen.page, "79", "990IVN02")
        await screen.shoot(pictures, "people-applied-phone-light-en")
        assert await screen.nameless() == []
        await approve_as_it_is(product, "Ivan Kim")
        await expect(screen.page.locator("hoa-mine hoa-vehicle-row")).to_contain_text("990IVN02")
    assert screen.errors == []
