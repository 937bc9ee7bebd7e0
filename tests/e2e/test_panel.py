"""What the board and a resident see and may do, in a real browser at the real product."""

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, expect

from demo.door import HomeError
from demo.login import Login
from demo.product import Product

from .screens import DESKTOP, PHONE, Device, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")

BOTH = pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=lambda device: device.name)


@BOTH
async def test_the_board_sees_every_car_and_why(product: Product, browser: Browser, device: Device) -> None:
    logged = await product.passages()
    async with opened(browser, product.board, device) as screen:
        rows = screen.page.locator("hoa-passage-row")
        await expect(rows.first).to_be_visible()
        await expect(screen.page.locator("hoa-gate-card")).to_have_count(1)
        await expect(screen.page.locator("hoa-zone-card")).to_have_count(2)
        await expect(screen.page.locator("hoa-price-card")).to_have_count(1)
        shown = await screen.words()
    plates = {passage["plate"] for passage in logged}
    assert {plate for plate in plates if plate not in shown} == set()
    assert screen.errors == []


@BOTH
async def test_the_board_opens_the_gate_by_hand(product: Product, browser: Browser, device: Device) -> None:
    before = await relay_at_rest(product)
    async with opened(browser, product.board, device) as screen:
        await screen.page.get_by_role("button", name="Open Main gate").click()
        await expect(screen.page.locator("hoa-gate-card")).to_contain_text("Open")
        await expect(screen.page.get_by_role("button", name="Open Main gate")).to_be_enabled()
    assert await relay(product) != before
    assert screen.errors == []


@BOTH
async def test_a_passage_tells_everything_about_itself(
    product: Product, browser: Browser, device: Device, pictures: Path
) -> None:
    async with opened(browser, product.board, device) as screen:
        await screen.page.locator("hoa-passage-row button").first.click()
        dialog = screen.page.get_by_role("dialog")
        await expect(dialog).to_be_visible()
        await expect(dialog).to_contain_text("Certainty")
        await screen.shoot(pictures, f"passage-{device.name}")
        await screen.page.keyboard.press("Escape")
        await expect(dialog).to_be_hidden()
    assert screen.errors == []


@BOTH
async def test_a_resident_sees_their_own_cars_and_cannot_open(
    product: Product, browser: Browser, device: Device, pictures: Path
) -> None:
    own = {plate for plate, apartment in product.cast.residents if apartment == product.cast.residents[0][1]}
    others = {passage["plate"] for passage in await product.passages()} - own
    async with opened(browser, product.resident, device) as screen:
        await expect(screen.page.locator("hoa-passage-row").first).to_be_visible()
        shown = await screen.words()
        await expect(screen.page.get_by_role("button", name="Open Main gate")).to_have_count(0)
        await expect(screen.page.locator("hoa-price-card")).to_have_count(0)
        await screen.shoot(pictures, f"resident-{device.name}")
    assert others, "nobody else came"
    assert {plate for plate in own if plate in shown}, "their own car is not shown"
    assert {plate for plate in others if plate in shown} == set()
    assert screen.errors == []


async def test_the_server_refuses_a_resident_whatever_they_send(product: Product) -> None:
    mine, all_of_it = await product.passages(product.resident), await product.passages()
    own = {passage["id"] for passage in mine}
    strangers = [passage for passage in all_of_it if passage["id"] not in own]
    assert mine
    assert strangers
    before = await relay(product)

    with pytest.raises(HomeError, match="unauthorized"):
        await product.resident.ws({"type": "hoa_parking/gate/open", "gate": product.ids["gate"]})
    with pytest.raises(HomeError, match="unauthorized"):
        await product.resident.ws({"type": "hoa_parking/price"})
    gate = await entity(product, "cover.")
    with pytest.raises(HomeError):
        await product.resident.act("cover", "open_cover", {"entity_id": gate})
    with pytest.raises(HomeError):
        await product.resident.act("hoa_parking", "add_vehicle", {"plate": "001AAA01", "apartment": "1"})
    assert await relay(product) == before

    path = f"/api/hoa_parking/v1/pictures/{strangers[0]['id']}/frame"
    assert await status(product, product.resident, path) in {403, 404}
    assert await status(product, product.board, path) == 200
    assert await status(product, product.resident, "/api/hoa_parking/v1/config") == 403
    assert await status(product, product.resident, "/api/hoa_parking/v1/reports", {"schema": 1}) == 403


async def test_no_entity_shows_anybody_whose_car_it_was(product: Product) -> None:
    logged = await product.passages()
    states = str(await product.resident.call("GET", "/api/states"))
    assert {passage["plate"] for passage in logged if passage["plate"] in states} == set()


async def relay(product: Product) -> str:
    """Return when the barrier's relay last moved."""
    return str((await relay_state(product))["last_changed"])


async def relay_at_rest(product: Product) -> str:
    """Wait until the barrier is down again, and return when its relay last moved."""
    while (state := await relay_state(product))["state"] != "off":
        await asyncio.sleep(0.2)
    return str(state["last_changed"])


async def relay_state(product: Product) -> dict[str, Any]:
    """Return the relay as Home Assistant has it."""
    state: dict[str, Any] = await product.board.call("GET", "/api/states/input_boolean.barrier")
    return state


async def entity(product: Product, start: str) -> str:
    """Return the entity id of our gate."""
    (entities,) = await product.board.ws({"type": "config/entity_registry/list"})
    ours: list[str] = [
        found["entity_id"]
        for found in entities
        if found["platform"] == "hoa_parking" and found["entity_id"].startswith(start)
    ]
    return ours[0]


async def status(product: Product, login: Login, path: str, body: dict[str, Any] | None = None) -> int:
    """Return how a door answers a login."""
    method = "GET" if body is None else "POST"
    url = product.home.url + path
    async with aiohttp.request(method, url, json=body, headers=login.headers) as answer:
        return answer.status
