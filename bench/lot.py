"""A lot of any size at a real Home Assistant: the bench is its recognizer, and says what its cameras see."""

import asyncio
import io
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self

from PIL import Image

from demo.places import take_still
from demo.product import Product

from .drawings import SIZE, drawing
from .ready import configuration, ready

DOOR = "/api/hoa_parking/v1"


@dataclass
class Lot:
    """Zones, cameras and their slots; `slots` holds each camera's slot ids, `taken` those that hold a car."""

    product: Product
    token: str = field(repr=False)
    zones: list[str] = field(default_factory=list)
    cameras: list[str] = field(default_factory=list)
    slots: dict[str, list[str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    last: dict[str, Any] = field(default_factory=dict)

    @classmethod
    async def build(cls, product: Product, cameras: int, zones: int) -> Self:
        """Set up the zones and cameras through their forms."""
        lot = cls(product, (product.folder / "recognizer" / "token").read_text())
        entry = product.ids["entry"]
        for n in range(zones):
            form = {"name": f"Zone {n + 1}", "capacity": 1}
            lot.zones.append(await product.board.add_subentry(entry, "zone", form))
        for n in range(cameras):
            form = {"name": f"Lot camera {n + 1}", "source": "/dev/null", "zone": lot.zones[n * zones // cameras]}
            lot.cameras.append(await product.board.add_subentry(entry, "camera", {"next_step_id": "lot"}, form))
        await ready(product, cameras + 1)
        return lot

    async def draw(self, each: int, *, pictured: bool = False) -> None:
        """Draw so many slots on each camera's picture, one that is kept if need be, and take all of them for free."""
        self.slots, self.taken = {}, set()
        for n, camera in enumerate(self.cameras):
            still = await self.picture(camera) if pictured else None
            shape = drawing(chr(ord("A") + n), each, self.zones[n * len(self.zones) // len(self.cameras)], still)
            await self.product.board.ws({"type": "hoa_parking/layout/save", "camera": camera, "drawing": shape})
        for camera in (await self.configuration())["cameras"]:
            if camera["layout"]:
                self.slots[camera["id"]] = [slot["id"] for slot in camera["layout"]["slots"]]
        await self.see()
        for camera, slots in self.slots.items():
            await self.report(camera, slots, taken=False)

    async def picture(self, camera: str) -> str:
        """Have a camera's picture asked for, give one, and return its id."""
        asked = asyncio.create_task(take_still(self.product.board, camera))
        url = self._url(f"stills/{await self._wanted()}")
        headers = self._headers | {"Content-Type": "image/jpeg"}
        async with self.product.home.door.http.post(url, data=_jpeg(), headers=headers) as answer:
            answer.raise_for_status()
        return await asked

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return every camera with each of its slots."""
        return [(camera, slot) for camera, slots in self.slots.items() for slot in slots]

    async def configuration(self) -> dict[str, Any]:
        """Return what the recognizer is to watch."""
        while True:
            if (told := await configuration(self.product)) is not None:
                return told
            await asyncio.sleep(0.1)

    async def see(self) -> None:
        """Say that every camera is online."""
        now = _now()
        cameras = [{"id": camera, "state": "online", "since": now, "error": None} for camera in self.cameras]
        outbox = {"pending": 0, "parked": 0, "dropped": 0, "oldest_s": None, "problem": None}
        body = {"schema": 1, "sent_at": now, "version": "bench", "config": None, "cameras": cameras, "outbox": outbox}
        await self._post("status", body)

    async def flip(self, camera: str, slots: Iterable[str]) -> None:
        """Say of each slot the opposite of what was said last."""
        changed = [{"id": slot, "occupied": slot not in self.taken, "p": 0.98} for slot in slots]
        self.taken ^= {str(slot["id"]) for slot in changed}
        await self._report(camera, changed)

    async def report(self, camera: str, slots: Iterable[str], *, taken: bool) -> None:
        """Say how some slots are."""
        self.taken = self.taken | set(slots) if taken else self.taken - set(slots)
        await self._report(camera, [{"id": slot, "occupied": taken, "p": 0.98} for slot in slots])

    async def repeat(self) -> None:
        """Send the last report again, as after a lost answer."""
        await self._post("reports", self.last)

    async def _wanted(self) -> str:
        """Wait until a picture is wanted, and return its id."""
        while True:
            for still in (await self.configuration()).get("stills", ()):
                return str(still["id"])
            await asyncio.sleep(0.05)

    async def _report(self, camera: str, slots: list[dict[str, Any]]) -> None:
        now = _now()
        head = {"schema": 1, "kind": "slots", "id": str(uuid.uuid4()), "camera": camera}
        self.last = {**head, "captured_at": now, "sent_at": now, "recovered": False, "slots": slots}
        await self._post("reports", self.last)

    async def _post(self, path: str, body: dict[str, Any]) -> None:
        http = self.product.home.door.http
        async with http.post(self._url(path), json=body, headers=self._headers) as answer:
            answer.raise_for_status()

    def _url(self, path: str) -> str:
        return f"{self.product.home.url}{DOOR}/{path}"

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def _jpeg() -> bytes:
    """Return a picture as large as a camera's, which is not all of one colour."""
    picture = io.BytesIO()
    Image.effect_noise(SIZE, 60).convert("RGB").save(picture, "JPEG", quality=70)
    return picture.getvalue()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
