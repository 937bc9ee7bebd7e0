"""Erasing by the panel: previewed, done, proved by a receipt; for the board alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site

from .conftest import OpenPanel, Post, passage

GOLDEN = json.loads((Path(__file__).parents[1] / "contract" / "panel" / "erasure.json").read_text())


@pytest.fixture
async def site(loaded: MockConfigEntry, report: Post) -> Site:
    """Give an association whose flat 17 came in once."""
    found: Site = loaded.runtime_data
    await found.people.add_vehicle("123ABC02", "17", None)
    await report(passage("123ABC02"))
    return found


async def ask(panel: Any, message: dict[str, Any]) -> Any:
    await panel.send_json_auto_id(message)
    return await panel.receive_json()


async def test_the_board_previews_erases_and_gets_a_receipt(open_panel: OpenPanel, site: Site) -> None:
    board = await open_panel(Role.BOARD)

    preview = (await ask(board, GOLDEN["preview"]["command"]))["result"]
    receipt = (await ask(board, GOLDEN["erase"]["command"]))["result"]["receipt"]
    kept = (await ask(board, GOLDEN["receipts"]["command"]))["result"]

    assert preview.keys() == GOLDEN["preview"]["answer"].keys()
    assert preview["counts"].keys() == receipt["counts"].keys() == GOLDEN["erase"]["answer"]["receipt"]["counts"].keys()
    assert (preview["counts"]["passages"], preview["counts"]["households"]) == (1, 0)
    assert (receipt["counts"]["passages"], receipt["counts"]["households"]) == (1, 1)
    assert receipt.keys() == GOLDEN["erase"]["answer"]["receipt"].keys()
    assert (receipt["by"], receipt["reason"]) == ("Board", GOLDEN["erase"]["command"]["reason"])
    assert kept == {"receipts": [receipt]}
    assert await site.passages.count() == 0


async def test_a_resident_who_is_erased_is_nobody_from_then_on(open_panel: OpenPanel) -> None:
    resident, board = await open_panel(Role.RESIDENT), await open_panel(Role.BOARD)
    await ask(board, {"type": "hoa_parking/erase", "apartment": "17", "reason": "Moved out"})

    answer = await ask(resident, {"type": "hoa_parking/passages"})

    assert answer["result"] == {"passages": [], "next": None}


@pytest.mark.parametrize("role", [Role.NONE, Role.RESIDENT, Role.GUARD])
@pytest.mark.parametrize("command", ["preview", "erase", "receipts"])
async def test_it_is_for_the_board_alone(open_panel: OpenPanel, site: Site, role: Role, command: str) -> None:
    answer = await ask(await open_panel(role), GOLDEN[command]["command"])

    assert answer["error"]["code"] == "unauthorized"
    assert await site.passages.count() == 1
