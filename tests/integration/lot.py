"""A lot that is drawn, and what its camera says of it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking.core.drawing import Drawing, DrawnSlot
from custom_components.hoa_parking.core.places import SlotKind

from .conftest import LOT_CAMERA, ZONE

SIZE = (1280, 720)

type Look = Callable[..., Awaitable[None]]


def place(
    number: int, kind: SlotKind = SlotKind.RESIDENT, row: str = "A", apartment: str | None = None, zone: str = ZONE
) -> DrawnSlot:
    """Outline a place; its number says where."""
    x, y = 20 + 100 * (number % 12), 20 + 110 * (number // 12)
    square = ((x, y), (x + 90, y), (x + 90, y + 90), (x, y + 90))
    return DrawnSlot(None, row, str(number), kind, zone, apartment, square)


async def draw(home: HomeAssistant, entry: MockConfigEntry, *places: DrawnSlot) -> None:
    """Draw places on the lot camera's picture."""
    await entry.runtime_data.layouts.save(LOT_CAMERA, Drawing(SIZE, None, places), None)
    await home.async_block_till_done()


def seen(entry: MockConfigEntry, *, taken: str = "", free: str = "", at: datetime | None = None) -> dict[str, Any]:
    """Make a report of places by their addresses, several parted by spaces."""
    ids = {now.slot.address.text: now.slot.id for now in entry.runtime_data.places.slots}
    when = (at or dt_util.utcnow()).isoformat(timespec="milliseconds")
    states = [{"id": ids[address], "occupied": True, "p": 0.98} for address in taken.split()]
    states += [{"id": ids[address], "occupied": False, "p": 0.02} for address in free.split()]
    return {
        "schema": 1,
        "kind": "slots",
        "id": str(uuid4()),
        "camera": LOT_CAMERA,
        "captured_at": when,
        "sent_at": when,
        "recovered": False,
        "slots": states,
    }


async def automate(home: HomeAssistant, *automations: dict[str, Any]) -> None:
    """Set automations up."""
    assert await async_setup_component(home, "automation", {"automation": list(automations)})
    await home.async_block_till_done()
