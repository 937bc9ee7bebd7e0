"""The board draws the lot through the panel's door; nobody else does."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site
from custom_components.hoa_parking.web import layout
from custom_components.hoa_parking.web.credentials import pair_recognizer
from custom_components.hoa_parking.web.shapes import moment

from .conftest import A1, DRAWING, GATE_CAMERA, LOT_CAMERA, ZONE

JPEG = b"\xff\xd8\xff\xc0\x00\x11\x08\x02\xd0\x05\x00\x03" + bytes(9)
CORNERS = [[10, 10], [60, 10], [60, 60]]

type Panel = Any


@pytest.fixture
def site(loaded: MockConfigEntry) -> Site:
    found: Site = loaded.runtime_data
    return found


@pytest.fixture
def connect(
    home: HomeAssistant, site: Site, member: Callable[[str], MockUser], hass_ws_client: Any
) -> Callable[[Role], Awaitable[Panel]]:
    """Connect somebody of a role."""

    async def as_role(role: Role) -> Panel:
        user = member(role.value.title())
        await site.people.link_user(user.id, role, {Role.RESIDENT: "17"}.get(role), None)
        token = await home.auth.async_create_refresh_token(user, client_id="https://panel.example/")
        return await hass_ws_client(home, home.auth.async_create_access_token(token))

    return as_role


@pytest.fixture
async def board(connect: Callable[[Role], Awaitable[Panel]]) -> Panel:
    return await connect(Role.BOARD)


async def ask(panel: Panel, command: str, **fields: Any) -> dict[str, Any]:
    await panel.send_json_auto_id({"type": f"hoa_parking/{command}", **fields})
    answer: dict[str, Any] = await panel.receive_json()
    return answer


async def test_a_fresh_picture_comes_from_the_recognizer_and_is_drawn_on(
    home: HomeAssistant, site: Site, board: Panel, hass_client: Any, hass_client_no_auth: Any
) -> None:
    recognizer = await hass_client(await pair_recognizer(home))
    known = (await (await recognizer.get("/api/hoa_parking/v1/config")).json())["version"]
    await board.send_json_auto_id({"type": "hoa_parking/layout/still", "camera": LOT_CAMERA})

    config = await (await recognizer.get(f"/api/hoa_parking/v1/config?known={known}&wait=50")).json()
    (wanted,) = config["stills"]
    posted = await recognizer.post(
        f"/api/hoa_parking/v1/stills/{wanted['id']}", data=JPEG, headers={"Content-Type": "image/jpeg"}
    )
    still = (await board.receive_json())["result"]
    picture = await (await hass_client_no_auth()).get(still["url"])
    saved = await ask(board, "layout/save", camera=LOT_CAMERA, drawing={**DRAWING, "still": still["still"]})

    assert (wanted["camera"], posted.status) == (LOT_CAMERA, 204)
    assert (picture.status, await picture.read()) == (200, JPEG)
    layout = site.layouts.plan.layouts[0]
    assert (saved["success"], saved["result"]) == (True, {"saved_at": moment(layout.saved_at)})
    assert layout.still == wanted["id"]


async def test_a_picture_that_does_not_come_is_said_to_be_late(board: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "STILL_SECONDS", 0)

    answer = await ask(board, "layout/still", camera=LOT_CAMERA)

    assert answer["error"]["code"] == "still_late"


async def test_a_gate_s_camera_is_not_photographed(board: Panel) -> None:
    answer = await ask(board, "layout/still", camera=GATE_CAMERA)

    assert answer["error"]["code"] == "layout_camera_unknown"


async def test_whoever_waits_for_a_picture_is_let_go_when_the_site_closes(
    home: HomeAssistant, loaded: MockConfigEntry, site: Site, board: Panel
) -> None:
    await board.send_json_auto_id({"type": "hoa_parking/layout/still", "camera": LOT_CAMERA})
    config = await site.recognizer.wait((await site.recognizer.configuration()).version, 0)
    await home.config_entries.async_unload(loaded.entry_id)

    assert (await board.receive_json())["error"]["code"] == "not_loaded"
    assert config is None or b"stills" in config.message


async def test_a_duplicate_is_refused_with_its_code_and_its_address(board: Panel) -> None:
    drawing = {**DRAWING, "slots": [A1, {**A1, "id": "2"}]}

    error = (await ask(board, "layout/save", camera=LOT_CAMERA, drawing=drawing))["error"]

    assert error["code"] == "layout_duplicate_slot"
    assert error["message"].startswith("A-1: ")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"size": None}, "layout_size"),
        ({"slots": [{**A1, "zone": "moon"}]}, "layout_zone_unknown"),
        ({"slots": [{**A1, "apartment": "nobody's"}]}, "layout_apartment_unknown"),
        ({"still": "0192f5a4-7c1e-4b7a-9d56-0f6d1c2a3b4f"}, "layout_still_unknown"),
    ],
)
async def test_a_drawing_that_cannot_be_changes_nothing(
    site: Site, board: Panel, changes: dict[str, Any], code: str
) -> None:
    before = site.layouts.plan

    answer = await ask(board, "layout/save", camera=LOT_CAMERA, drawing={**DRAWING, **changes})

    assert answer["error"]["code"] == code
    assert site.layouts.plan is before


async def test_whoever_saves_second_is_told_that_somebody_else_has_saved_meanwhile(
    site: Site, connect: Callable[[Role], Awaitable[Panel]]
) -> None:
    board, colleague = await connect(Role.BOARD), await connect(Role.BOARD)
    await board.send_json_auto_id({"type": "hoa_parking/places/subscribe"})
    await board.receive_json()
    began = (await board.receive_json())["event"]["cameras"][0]["saved_at"]
    save = {"camera": LOT_CAMERA, "drawing": {**DRAWING, "slots": [A1]}}

    theirs = (await ask(colleague, "layout/save", **save, base=began))["result"]["saved_at"]
    told = (await board.receive_json())["event"]
    refused = await ask(board, "layout/save", **save, base=began)
    after = site.layouts.plan
    await ask(board, "layout/save", **save, base=theirs)

    assert told["cameras"][0]["saved_at"] == theirs != began
    assert refused["error"]["code"] == "layout_outdated"
    assert moment(after.layouts[0].saved_at) == theirs
    assert theirs != moment(site.layouts.plan.layouts[0].saved_at)


@pytest.mark.parametrize("base", ["yesterday", "2026-11-21T06:30:15.250", "x" * 41, 7])
async def test_a_base_that_is_no_moment_is_refused(site: Site, board: Panel, base: object) -> None:
    before = site.layouts.plan

    answer = await ask(board, "layout/save", camera=LOT_CAMERA, drawing=DRAWING, base=base)

    assert (answer["error"]["code"], site.layouts.plan is before) == ("invalid_format", True)


async def test_the_layout_goes_out_as_a_file_and_comes_in_again(site: Site, board: Panel) -> None:
    file = (await ask(board, "layout/export"))["result"]
    file["cameras"][0]["slots"][0]["kind"] = "guest"
    file["cameras"][0]["slots"].append({**file["cameras"][0]["slots"][1], "number": "3"})

    dry = (await ask(board, "layout/import", document=file, dry_run=True))["result"]
    before = len(site.layouts.plan.slots)
    real = (await ask(board, "layout/import", document=file, dry_run=False))["result"]

    assert file["hoa_parking_layout"] == 1
    assert (file["cameras"][0]["camera"], file["cameras"][0]["slots"][1]["zone"]) == ("Lot camera", "North lot")
    assert dry == real == {"problems": [], "added": 1, "changed": 1, "removed": 0}
    assert (before, [slot.kind.value for slot in site.layouts.plan.slots]) == (2, ["guest", "resident", "resident"])


async def test_a_bad_file_is_answered_with_its_bad_rows(board: Panel) -> None:
    file = {"size": [100, 100], "slots": [{"id": "A-1", "polygon": CORNERS}, {"id": "", "polygon": CORNERS}]}

    answer = await ask(board, "layout/import", document=file, dry_run=True, camera=LOT_CAMERA)

    assert answer["result"]["problems"] == [{"where": "Lot camera #2", "code": "layout_address", "slot": "#2"}]


async def test_the_display_has_an_address_that_is_told_once(board: Panel) -> None:
    before = (await ask(board, "display/state"))["result"]
    path = (await ask(board, "display/enable"))["result"]["path"]
    enabled = (await ask(board, "display/state"))["result"]
    await ask(board, "display/disable")

    assert (before, enabled) == ({"enabled": False}, {"enabled": True})
    assert path.startswith("/api/hoa_parking/v1/display/")
    assert len(path.rpartition("/")[2]) == 32
    assert (await ask(board, "display/state"))["result"] == {"enabled": False}


COMMANDS = [
    ("layout/still", {"camera": LOT_CAMERA}),
    ("layout/save", {"camera": LOT_CAMERA, "drawing": DRAWING}),
    ("layout/export", {}),
    ("layout/import", {"document": {"hoa_parking_layout": 1, "cameras": []}, "dry_run": False}),
    ("display/state", {}),
    ("display/enable", {}),
    ("display/disable", {}),
]


@pytest.mark.parametrize("role", [Role.NONE, Role.RESIDENT, Role.GUARD])
@pytest.mark.parametrize(("command", "fields"), COMMANDS, ids=[command for command, _ in COMMANDS])
async def test_nobody_but_the_board_draws_or_shows(
    site: Site, connect: Callable[[Role], Awaitable[Panel]], command: str, fields: dict[str, Any], role: Role
) -> None:
    before, panel = site.layouts.plan, await connect(role)

    answer = await ask(panel, command, **fields)

    assert answer["error"]["code"] == "unauthorized"
    assert (site.layouts.plan is before, site.layouts.wanted, site.displays.enabled) == (True, (), False)


@pytest.mark.parametrize(("command", "fields"), COMMANDS, ids=[command for command, _ in COMMANDS])
async def test_a_site_that_is_not_open_says_so(
    home: HomeAssistant, loaded: MockConfigEntry, board: Panel, command: str, fields: dict[str, Any]
) -> None:
    await home.config_entries.async_unload(loaded.entry_id)

    assert (await ask(board, command, **fields))["error"]["code"] == "not_loaded"


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("layout/still", {"camera": "x" * 65}),
        ("layout/still", {"camera": 5}),
        ("layout/save", {"camera": LOT_CAMERA, "drawing": "a picture"}),
        ("layout/import", {"document": {}, "dry_run": "perhaps"}),
    ],
)
async def test_what_is_no_command_is_refused(board: Panel, command: str, fields: dict[str, Any]) -> None:
    assert (await ask(board, command, **fields))["error"]["code"] == "invalid_format"


async def test_what_is_drawn_holds_no_zone_or_camera_that_the_message_made_up(site: Site, board: Panel) -> None:
    drawing = json.loads(json.dumps(DRAWING))
    drawing["slots"][0] |= {"household": 1, "camera": "yard", "admin": True}

    await ask(board, "layout/save", camera=LOT_CAMERA, drawing=drawing)

    assert {(slot.zone, slot.household) for slot in site.layouts.plan.slots} == {(ZONE, None)}
