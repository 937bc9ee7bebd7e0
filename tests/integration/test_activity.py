"""The activity log's door: the board sees what anybody did, failed log-ins too; nobody else sees any of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from homeassistant.components import persistent_notification
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site

from .conftest import OpenPanel

GOLDEN = json.loads((Path(__file__).parents[1] / "contract" / "panel" / "activity.json").read_text())["activity"]


@pytest.fixture
async def site(loaded: MockConfigEntry, member: Callable[[str], MockUser]) -> Site:
    """Give a record: a vehicle added by the system, a plate blocked by Omar, who is a guard."""
    found: Site = loaded.runtime_data
    await found.people.add_vehicle("123ABC02", "17", None)
    await found.people.block("777XYZ02", member("Omar").id, "Towed twice")
    return found


async def ask(panel: Any, **fields: Any) -> Any:
    await panel.send_json_auto_id({"type": "hoa_parking/activity", **fields})
    return await panel.receive_json()


async def test_the_board_sees_who_did_what(open_panel: OpenPanel) -> None:
    answer = (await ask(await open_panel(Role.BOARD), limit=3))["result"]

    assert answer.keys() == GOLDEN["answer"].keys()
    assert [entry["action"] for entry in answer["entries"]] == ["user_linked", "plate_blocked", "vehicle_added"]
    blocked, added = answer["entries"][1:]
    assert blocked.keys() == GOLDEN["answer"]["entries"][0].keys()
    assert (blocked["user"]["name"], blocked["subject"], blocked["detail"]) == ("Omar", "777XYZ02", "Towed twice")
    assert added["user"] is None
    assert [user["name"] for user in answer["users"]] == ["Omar"]
    assert set(answer["actions"]) >= set(GOLDEN["answer"]["actions"])


async def test_the_next_page_goes_on_where_the_first_ended(open_panel: OpenPanel) -> None:
    board = await open_panel(Role.BOARD)
    first = (await ask(board, limit=2))["result"]

    second = (await ask(board, limit=2, before=first["next"]))["result"]

    assert second["entries"][0]["action"] == "vehicle_added"
    assert second["entries"][0]["id"] < first["entries"][-1]["id"]
    assert second["users"] == []


async def test_it_is_filtered(open_panel: OpenPanel) -> None:
    board = await open_panel(Role.BOARD)

    found = await ask(board, filter={"text": "towed", "action": "plate_blocked", "since": "2020-01-01T00:00:00Z"})
    none = await ask(board, filter={"user": "nobody"})

    assert [entry["subject"] for entry in found["result"]["entries"]] == ["777XYZ02"]
    assert (none["result"]["entries"], none["result"]["next"]) == ([], None)


@pytest.mark.parametrize("role", [Role.NONE, Role.RESIDENT, Role.GUARD])
async def test_it_is_for_the_board_alone(open_panel: OpenPanel, role: Role) -> None:
    assert (await ask(await open_panel(role)))["error"]["code"] == "unauthorized"


async def test_the_board_exports_it_on_the_record(open_panel: OpenPanel, site: Site, hass_client_no_auth: Any) -> None:
    board = await open_panel(Role.BOARD)
    wanted = {"type": "hoa_parking/activity/export", "filter": {"action": "plate_blocked"}}

    await board.send_json_auto_id({**wanted, "format": "csv", "language": "id"})
    url = (await board.receive_json())["result"]["url"]
    body = (await (await (await hass_client_no_auth()).get(url)).read()).decode("utf-8-sig")

    heads, row = body.splitlines()
    assert heads == "Waktu;Siapa;Tindakan;Tentang;Rincian"
    assert row.endswith(";Omar;Memblokir pelat;777XYZ02;Towed twice")
    assert (await site.people.audit(1))[0].action == "activity_exported"


async def test_a_wrong_log_in_is_on_the_record(
    home: HomeAssistant, open_panel: OpenPanel, site: Site, hass_client_no_auth: Any
) -> None:
    board = await open_panel(Role.BOARD)
    assert await async_setup_component(home, "persistent_notification", {})
    client = await hass_client_no_auth()

    for _ in range(3):
        await client.get("/api/config", headers={"Authorization": "Bearer wrong"})
    await home.async_block_till_done()
    await site.activity.settle()

    entries = (await ask(board, filter={"action": "login_failed"}))["result"]["entries"]
    assert [(entry["user"], entry["subject"], entry["detail"]) for entry in entries] == [(None, "127.0.0.1", None)]


@pytest.mark.parametrize(
    ("notification", "message", "told"),
    [
        ("http-login", "Login attempt from (8.8.8.8).example (192.0.2.7). See the log.", ("login_failed", "192.0.2.7")),
        ("http-login", "Login attempt from host (2001:DB8::1). See the log.", ("login_failed", "2001:db8::1")),
        ("ip-ban", "Too many login attempts from 192.0.2.8", ("address_banned", "192.0.2.8")),
    ],
)
async def test_the_address_is_the_one_home_assistant_saw(
    home: HomeAssistant, site: Site, notification: str, message: str, told: tuple[str, str]
) -> None:
    persistent_notification.async_create(home, message, "t", notification)
    await home.async_block_till_done()
    await site.activity.settle()

    newest = (await site.people.audit(1))[0]
    assert (newest.action, newest.subject) == told


@pytest.mark.parametrize("message", ["Login attempt from nowhere (localhost).", "", "((((999.1.1.1)"])
async def test_a_message_without_an_address_tells_nothing(home: HomeAssistant, site: Site, message: str) -> None:
    before = await site.people.audit(1)

    persistent_notification.async_create(home, message, "t", "http-login")
    await home.async_block_till_done()
    await site.activity.settle()

    assert await site.people.audit(1) == before
