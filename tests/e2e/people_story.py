"""What people do from the first application on: an outsider, an owner, a visitor at the gate, a guard."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, expect

from demo.product import RECOGNIZER_PYTHON, ROOT, Product

from .screens import Screen

RELAY = "switch.courtyard_relay"
FILM_S = 60
"""The film is half as long."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who bought an apartment, their car, and the car of a visitor of theirs."""

    name: str
    apartment: str
    contact: str
    plate: str
    guest: str
    password: str = "a quiet yard behind the gate"


NEWCOMERS = {
    "desktop": Newcomer("Aigerim Serikova", "77", "+7 701 555 01 01", "205AKS02", "731TUR05"),
    "phone": Newcomer("Marat Omarov", "78", "marat@example.org", "318BEK02", "642NUR05"),
}


async def fill_in(page: Page, newcomer: Newcomer) -> None:
    """Fill the application in as somebody without an account."""
    await page.locator("#name").fill(newcomer.name)
    await page.locator("#apartment").fill(newcomer.apartment)
    await page.locator("#contact").fill(newcomer.contact)
    await page.locator("#car-0-text").fill(newcomer.plate.lower())
    await expect(page.locator("hoa-plate-field hoa-plate")).to_contain_text(newcomer.plate)
    await page.locator("#note").fill("I moved in on Monday.")
    await page.locator("#consent").check()


async def send(page: Page) -> str:
    """Send it, which takes the work that keeps robots out; return the link that shows how it stands."""
    await page.locator("form .wide").click()
    return await page.locator("#link").input_value()


async def set_password(page: Page, newcomer: Newcomer) -> str:
    """Set the first password on the page that the tracking link leads to; return the user name."""
    await page.get_by_role("button", name="Set your password").click()
    username = await page.locator("#username").input_value()
    await page.locator("#password").fill(newcomer.password)
    await page.get_by_role("button", name="Set the password", exact=True).click()
    await expect(page.get_by_role("heading", name="Your password is set")).to_be_visible()
    return username


async def log_in(page: Page, username: str, password: str) -> None:
    """Log in at Home Assistant's own page."""
    await page.locator("input[name=username]").fill(username)
    await page.locator("input[name=password]").fill(password)
    await page.get_by_role("button", name="Log in").click()


async def invite(page: Page, plate: str) -> None:
    """Give a visitor a pass for one entry today."""
    await page.get_by_role("link", name="Let somebody in").click()
    await page.locator("hoa-pass-form").get_by_label("Plate").fill(plate)
    await page.get_by_label("For one entry only").check()
    await page.get_by_role("button", name="Give the pass").click()
    await expect(page.locator("hoa-mine-invite")).to_contain_text(f"Visitor {plate}: one entry")


async def expect_a_stranger(page: Page) -> None:
    """Ask to be asked about the first car that nobody knows."""
    await page.get_by_role("link", name="Let somebody in").click()
    await page.get_by_role("radio", name="Ask me").click()
    await page.get_by_role("button", name="Give the pass").click()
    await expect(page.locator("hoa-mine-invite")).to_contain_text("Visitor: one entry")


async def apply_in_the_panel(page: Page, apartment: str, plate: str) -> None:
    """Apply as somebody who has a user of Home Assistant."""
    await page.get_by_label("Apartment").fill(apartment)
    await page.get_by_label("Phone or e-mail").fill("+7 701 555 03 03")
    await page.get_by_label("Plate 1", exact=True).fill(plate)
    await page.get_by_label("I agree").check()
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.locator("hoa-apply")).to_contain_text("Waits for the board")


@asynccontextmanager
async def courtyard(product: Product) -> AsyncIterator[str]:
    """Set up a second gate, whose relay is nobody else's; yield its id."""
    await product.board.add_entry("template", {"next_step_id": "switch"}, {"name": "Courtyard relay"})
    form = {"name": "Courtyard", "entity_id": RELAY, "free_exit": True, "matching": "look_alike"}
    timing = {"fresh_for": 12, "cool_down": 2, "open_timeout": 10, "pulse": 1}
    gate = await product.board.add_subentry(product.ids["entry"], "gate", {**form, "timing": timing})
    await ready(product)
    yield gate
    await remove(product, gate)


@asynccontextmanager
async def film_at(product: Product, gate: str, newcomer: Newcomer) -> AsyncIterator[None]:
    """Let the newcomer's film play once at a gate, before a camera of its own."""
    command = [str(RECOGNIZER_PYTHON), "-m", "tests.e2e.people_film", newcomer.plate, newcomer.guest]
    painting = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    path, _ = await painting.communicate()
    camera = {"name": "Courtyard camera", "source": Path(path.decode()).as_uri(), "gate": gate, "faces": "entry"}
    added = await product.board.add_subentry(product.ids["entry"], "camera", {"next_step_id": "gate"}, camera)
    yield
    await remove(product, added)


async def remove(product: Product, subentry: str) -> None:
    """Take a gate or a camera down again."""
    message = {"type": "config_entries/subentries/delete", "entry_id": product.ids["entry"], "subentry_id": subentry}
    await product.board.ws(message)
    await ready(product)


async def ready(product: Product) -> None:
    """Wait until what was set up anew answers again."""
    await product.board.ws({"type": "hoa_parking/passages", "limit": 1})


async def passed(product: Product, newcomer: Newcomer, count: int) -> list[dict[str, Any]]:
    """Wait until so many passages of a newcomer's household are over; return them, oldest first."""
    theirs = {newcomer.plate, newcomer.guest}
    async with asyncio.timeout(FILM_S):
        while True:
            logged = [one for one in await product.passages() if one["listed_plate"] in theirs]
            if len(logged) >= count and logged[0]["outcome"] != "pending":
                return logged[::-1]
            await asyncio.sleep(0.3)


@asynccontextmanager
async def lifts(product: Product) -> AsyncIterator[list[str]]:
    """Yield the moments at which the courtyard's relay is switched on."""
    moments: list[str] = []

    def hear(event: dict[str, Any]) -> None:
        changed = event["data"]
        if changed["entity_id"] == RELAY and (changed["new_state"] or {}).get("state") == "on":
            moments.append(event["time_fired"])

    async with product.board.talk() as talk:
        await talk.ask({"type": "subscribe_events", "event_type": "state_changed"}, hear)
        yield moments


async def refuse(page: Page, plate: str, why: str) -> None:
    """Refuse a car that waits, as a guard."""
    await page.locator("hoa-exception-row").filter(has_text=plate).first.get_by_role("button").click()
    card = page.locator("hoa-guard-card")
    await expect(card).to_contain_text(plate)
    await pressed(card.get_by_role("button", name="Refuse"), card.locator("hoa-guard-refuse"))
    await card.get_by_role("button", name=why).click()
    await expect(card.get_by_role("status")).to_contain_text("Refused and written down")


async def pressed(button: Locator, shown: Locator) -> None:
    """Press until it holds: what has just come under the finger does not take the press that was meant for another."""
    async with asyncio.timeout(10):
        while not await shown.is_visible():
            await button.click()
            await asyncio.sleep(0.2)


async def plates_on(screen: Screen, product: Product) -> set[str]:
    """Return which of all the plates that were ever listed or seen somebody's panel shows."""
    listed = {plate for plate, _ in product.cast.residents} | {one.plate for one in NEWCOMERS.values()}
    everybody = {one["plate"] for one in await product.passages()} | listed
    shown = await screen.words()
    return {plate for plate in everybody if plate in shown}
