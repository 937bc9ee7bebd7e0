"""The journal's door: guards and the board search the log by whatever they know, and a plate only on the record."""

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site

from .conftest import GATE, OpenPanel, Post, passage

GOLDEN = json.loads((Path(__file__).parents[1] / "contract" / "panel" / "journal.json").read_text())

type Panel = Any


@pytest.fixture
async def site(loaded: MockConfigEntry, report: Post) -> Site:
    """Give a log: our own car, a neighbour's read with one wrong letter, and a stranger, in this order."""
    found: Site = loaded.runtime_data
    await found.people.add_vehicle("123ABC02", "17", None)
    await found.people.add_vehicle("777XYZ02", "18", None)
    for plate in ("123ABC02", "777XYZO2", "999STR01"):
        await report(passage(plate))
    return found


async def ask(panel: Panel, **fields: Any) -> Any:
    await panel.send_json_auto_id({"type": "hoa_parking/journal", **fields})
    return await panel.receive_json()


async def plates(panel: Panel, **wanted: Any) -> list[str]:
    return [found["plate"] for found in (await ask(panel, filter=wanted))["result"]["passages"]]


async def looked_up(site: Site) -> list[tuple[str, str | None]]:
    log = await site.people.audit(50)
    return [(entry.subject, entry.detail) for entry in log if entry.action == "vehicle_looked_up"]


async def test_a_guard_gets_the_log_in_the_contracts_shape(open_panel: OpenPanel) -> None:
    answer = (await ask(await open_panel(Role.GUARD), limit=2))["result"]

    golden = GOLDEN["journal"]["answer"]
    assert [found["plate"] for found in answer["passages"]] == ["999STR01", "777XYZO2"]
    assert answer.keys() == golden.keys()
    assert answer["passages"][0].keys() >= golden["passages"][0].keys() - {"pass_kind", "source"}
    assert answer["searched_to"] == answer["passages"][-1]["captured_at"]
    rest = (await ask(await open_panel(Role.GUARD), limit=2, before=answer["next"]))["result"]
    assert ([found["plate"] for found in rest["passages"]], rest["next"], rest["searched_to"]) == (
        *(["123ABC02"], None, None),
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"plate": "999str01"}, ["999STR01"]),
        ({"plate": "9*"}, ["999STR01"]),
        ({"plate": "?23 а*"}, ["123ABC02"]),
        ({"plate": "777XYZ02"}, ["777XYZO2"]),
        ({"plate": "1Z3A8CO2", "alike": True}, ["123ABC02"]),
        ({"plate": "1Z3A8CO2"}, []),
        ({"apartment": "18"}, ["777XYZO2"]),
        ({"apartment": "99"}, []),
        ({"verdict": "refuse"}, ["999STR01"]),
        ({"reason": "unknown", "gate": GATE}, ["999STR01"]),
        ({"gate": "another"}, []),
        ({"source": "manual"}, []),
        ({"since": "2200-01-01T00:00:00Z"}, None),
        ({"until": "2020-01-01T00:00:00+05:00"}, []),
    ],
)
async def test_what_is_asked_for_is_found(open_panel: OpenPanel, wanted: Any, found: list[str] | None) -> None:
    answer = await ask(await open_panel(Role.GUARD), filter=wanted)

    plates_found = [one["plate"] for one in answer["result"]["passages"]] if answer["success"] else None
    assert plates_found == found


async def test_a_plate_is_looked_up_on_the_record_once_for_all_pages(open_panel: OpenPanel, site: Site) -> None:
    guard = await open_panel(Role.GUARD)
    await plates(guard, verdict="open")
    assert await looked_up(site) == []

    await ask(guard, filter={"plate": "*02"}, before="2030-01-01T00:00:00Z|x", limit=1)
    await ask(guard, filter={"plate": "*02"}, limit=1)
    await plates(guard, plate="123ABC02", alike=True)

    assert await looked_up(site) == [("123ABC02", "look_alikes"), ("*02", None)]


@pytest.mark.parametrize("role", [Role.NONE, Role.RESIDENT])
async def test_the_log_of_all_is_not_for_residents(open_panel: OpenPanel, role: Role) -> None:
    assert (await ask(await open_panel(role)))["error"]["code"] == "unauthorized"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"filter": {"plate": "Ж*"}}, "plate_letters"),
        ({"filter": {"plate": "1234567890ABCDEFGH"}}, "plate_length"),
        ({"before": "yesterday"}, "invalid_format"),
        ({"filter": {"since": "2026-11-21T00:00:00"}}, "invalid_format"),
        ({"filter": {"verdict": "maybe"}}, "invalid_format"),
        ({"limit": 101}, "invalid_format"),
    ],
)
async def test_what_cannot_be_looked_for_is_refused(open_panel: OpenPanel, fields: Any, code: str) -> None:
    assert (await ask(await open_panel(Role.GUARD), **fields))["error"]["code"] == code
