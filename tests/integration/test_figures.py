"""The figures' door: the dashboard is for the board, in the contract's shape, and names nobody."""

import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.hoa_parking.core.roles import Role

from .conftest import GATE_CAMERA, ZONE, OpenPanel, Post, passage

CONTRACT = Path(__file__).parents[1] / "contract" / "panel"
FIGURES, RETENTION = (json.loads((CONTRACT / f"{name}.json").read_text()) for name in ("figures", "retention"))


async def ask(panel: Any, message: dict[str, Any]) -> Any:
    await panel.send_json_auto_id(message)
    return await panel.receive_json()


async def test_the_board_gets_the_dashboard(open_panel: OpenPanel, report: Post) -> None:
    await report(passage("123ABC02"))

    answer = (await ask(await open_panel(Role.BOARD), FIGURES["command"]))["result"]

    golden = FIGURES["answer"]
    assert answer.keys() == golden.keys()
    for part in ("hours", "days", "cameras", "peaks"):
        assert answer[part][0].keys() == golden[part][0].keys()
    assert answer["today"] == {**dict.fromkeys(golden["today"], 0), "passages": 1, "entries": 1} | {
        name: answer["today"][name] for name in ("refused", "unknown")
    }
    assert (len(answer["hours"]), len(answer["days"])) == (24, 30)
    assert answer["days"][-1]["confidence"] == {GATE_CAMERA: 0.97}
    assert answer["cameras"] == [{"id": GATE_CAMERA, "name": "Gate camera"}]
    assert answer["peaks"] == [{"zone": ZONE, "name": "North lot", "at": None, "occupied": None, "total": 3}]
    assert "123ABC02" not in json.dumps(answer)


async def test_the_board_chooses_how_long_things_are_kept(open_panel: OpenPanel) -> None:
    board = await open_panel(Role.BOARD)
    assert (await ask(board, RETENTION["command"]))["result"] == RETENTION["answer"]

    changed = await ask(board, {**RETENTION["set"], "periods": {"pictures": 7}})
    refused = await ask(board, {**RETENTION["set"], "periods": {"pictures": 4000}})

    assert changed["result"]["periods"] == {**RETENTION["answer"]["periods"], "pictures": 7}
    assert (refused["error"]["code"], refused["error"]["message"].partition(":")[0]) == ("retention_days", "pictures")


@pytest.mark.parametrize("role", [Role.NONE, Role.RESIDENT, Role.GUARD])
@pytest.mark.parametrize("message", [FIGURES["command"], RETENTION["command"], RETENTION["set"]])
async def test_neither_is_for_anybody_else(open_panel: OpenPanel, role: Role, message: dict[str, Any]) -> None:
    assert (await ask(await open_panel(role), message))["error"]["code"] == "unauthorized"
