"""Hands at the drawing board: points of the camera's picture, found on the screen."""

import json
import re
from dataclasses import dataclass
from itertools import pairwise

from playwright.async_api import Locator, Page, expect

from demo.footage import OUT

type Point = tuple[float, float]

SIZE = (1280, 720)


def outline(slot: str) -> list[Point]:
    """Return a slot's corners on the lot's film: near left, near right, far right, far left."""
    layout = json.loads((OUT / "lot-layout.json").read_text())
    (polygon,) = (one["polygon"] for one in layout["slots"] if one["id"] == slot)
    return [(x, y) for x, y in polygon]


def row_outline(first: str, last: str) -> list[Point]:
    """Return the corners of a whole row of slots."""
    begin, end = outline(first), outline(last)
    return [begin[0], end[1], end[2], begin[3]]


@dataclass
class Easel:
    """The editor on one page."""

    page: Page

    @property
    def board(self) -> Locator:
        """The picture that is drawn on."""
        return self.page.get_by_role("application")

    async def choose(self, camera: str) -> None:
        """Turn to a camera."""
        await self.page.locator("hoa-layout .top select").select_option(label=camera)

    async def take_picture(self) -> None:
        """Have a fresh picture taken, and wait until it is there."""
        await self.page.get_by_role("button", name="Take a new picture").click()
        await expect(self.board.locator("image")).to_have_attribute("href", re.compile("authSig"))
        await expect(self.page.get_by_role("button", name="Take a new picture")).to_be_visible()

    async def tool(self, name: str) -> None:
        """Take a tool into the hand."""
        await self.page.get_by_role("radio", name=name).click()

    async def lay_row(self, row: str, corners: list[Point]) -> None:
        """Lay a row in one stroke along its front, and pull its corners onto those on the ground."""
        await self.tool("Draw a row of places")
        await self.drag(corners[0], corners[1])
        await self.page.locator("hoa-drawing-strip-form input[name=row]").fill(row)
        for number, corner in enumerate(corners):
            await self.pull(self.board.locator(".handle").nth(number), corner)

    async def pull(self, handle: Locator, to: Point) -> None:
        """Take a handle and bring it to a point of the picture."""
        box = await handle.bounding_box()
        assert box is not None
        await self._stroke((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), await self.on_screen(to))

    async def drag(self, begin: Point, end: Point) -> None:
        """Press on one point of the picture and let go at another."""
        await self._stroke(await self.on_screen(begin), await self.on_screen(end))

    async def tap_around(self, corners: list[Point]) -> None:
        """Tap the corners of a place with a finger, and the first one again."""
        for corner in [*corners, corners[0]]:
            await self.page.touchscreen.tap(*await self.on_screen(corner))

    async def select(self, address: str) -> None:
        """Choose a place in the list beside the picture."""
        await self.page.locator("hoa-drawing-list").get_by_role("button", name=re.compile(f"^{address},")).click()

    async def save(self) -> None:
        """Save, and wait until that is done."""
        await self.page.get_by_role("button", name="Save", exact=True).click()
        await expect(self.page.locator("hoa-layout .state")).to_contain_text("Saved")

    async def on_screen(self, point: Point) -> Point:
        """Return where a point of the picture is on the screen."""
        box = await self.board.bounding_box()
        assert box is not None
        return box["x"] + point[0] * box["width"] / SIZE[0], box["y"] + point[1] * box["height"] / SIZE[1]

    async def _stroke(self, begin: Point, end: Point) -> None:
        steps = [tuple(a + (b - a) * n / 5 for a, b in zip(begin, end, strict=True)) for n in range(6)]
        await self.page.mouse.move(*begin)
        await self.page.mouse.down()
        for _, (x, y) in pairwise(steps):
            await self.page.mouse.move(x, y)
        await self.page.mouse.up()
