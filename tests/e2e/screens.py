"""A real browser at the real product, as one person on one device."""

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Playwright, Response

from demo.login import Login

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# No sandbox: the tests may run as root. The rest keeps the browser from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
OURS = ("hoa-parking", "hoa_parking", "/apply")
WAIT_MS = 30_000
LOCALES = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ", "id": "id-ID"}
# A page's own innerText stops at shadow roots, and all of our text is behind them.
WORDS = """element => {
    const words = node => node.nodeType === Node.TEXT_NODE
        ? node.textContent
        : node.tagName === "STYLE" ? "" : [...(node.shadowRoot ?? node).childNodes].map(words).join(" ");
    return words(element);
}"""


ROLES = "button|link|textbox|searchbox|checkbox|radio|switch|combobox|img"
NAMELESS = re.compile(rf"- (?:{ROLES})(?: \[[^]]*\])*:?$", re.MULTILINE)
"""A line of what a screen reader is told where something to press, to fill in or to look at has no name."""


@dataclass(frozen=True, slots=True)
class Device:
    """What somebody looks at: size, theme, language."""

    name: str
    width: int
    height: int
    dark: bool = False
    language: str = "en"

    @property
    def phone(self) -> bool:
        """Whether it is held in a hand."""
        return self.width < 600


DESKTOP = Device("desktop", 1280, 800)
PHONE = Device("phone", 390, 844)


@dataclass
class Screen:
    """One page, and what went wrong on it that is ours."""

    page: Page
    device: Device
    errors: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep an error of the console that comes from our files."""
        place = message.location.get("url", "")
        if message.type == "error" and any(name in place or name in message.text for name in OURS):
            self.errors.append(f"console: {message.text} ({place})")

    def answered(self, response: Response) -> None:
        """Keep a refused request to one of our doors."""
        if response.status >= 400 and any(name in response.url for name in OURS):
            self.errors.append(f"{response.status}: {response.url}")

    async def words(self) -> str:
        """Return everything that our panel says, without blanks."""
        said: str = await self.page.locator("hoa-parking-panel").evaluate(WORDS)
        return "".join(said.split())

    async def shoot(self, folder: Path, name: str) -> None:
        """Take a picture once fonts and pictures are there; what moves has come to its end in it."""
        await self.page.wait_for_load_state("networkidle")
        await self.page.evaluate("document.fonts.ready")
        await self.page.screenshot(path=folder / f"{name}.png", animations="disabled")

    async def sideways(self) -> int:
        """Return by how many pixels our panel is wider than the screen lets it be."""
        return await wider(self.page.locator("hoa-parking-panel"))

    async def nameless(self, part: str = "hoa-parking-panel") -> list[str]:
        """Return what a screen reader cannot name of what is to be pressed, filled in or looked at."""
        return NAMELESS.findall(await self.page.locator(part).aria_snapshot())


async def wider(part: Locator) -> int:
    """Return by how many pixels something is wider than there is room for it."""
    more: int = await part.evaluate("part => part.scrollWidth - part.clientWidth")
    return more


async def launch(playwright: Playwright) -> Browser:
    """Start Chromium."""
    return await playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGUMENTS)


@asynccontextmanager
async def opened(browser: Browser, login: Login, device: Device, path: str = "/hoa-parking") -> AsyncIterator[Screen]:
    """Open a page of Home Assistant as a person who is logged in on a device."""
    async with _device(browser, device) as context:
        await context.add_init_script(f"localStorage.setItem('hassTokens', {login.local_storage()!r})")
        await context.add_init_script(f"localStorage.setItem('selectedLanguage', '\"{device.language}\"')")
        yield await _screen(context, device, login.door.url + path)


@asynccontextmanager
async def visited(browser: Browser, device: Device, url: str) -> AsyncIterator[Screen]:
    """Open a page as somebody who is not logged in."""
    async with _device(browser, device) as context:
        yield await _screen(context, device, url)


@asynccontextmanager
async def _device(browser: Browser, device: Device) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(
        viewport={"width": device.width, "height": device.height},
        device_scale_factor=2 if device.phone else 1,
        is_mobile=device.phone,
        has_touch=device.phone,
        color_scheme="dark" if device.dark else "light",
        # A picture shows what is there, not what is on its way.
        reduced_motion="reduce",
        locale=LOCALES[device.language],
        timezone_id="Asia/Almaty",
        service_workers="block",
    )
    try:
        yield context
    finally:
        await context.close()


async def _screen(context: BrowserContext, device: Device, url: str) -> Screen:
    page = await context.new_page()
    screen = Screen(page, device)
    page.on("console", screen.hear)
    page.on("response", screen.answered)
    page.on("pageerror", lambda error: screen.errors.append(f"page: {error}"))
    await page.goto(url)
    return screen
