"""The board keeps its people: households, vehicles, who is who, and whole lists in and out."""

import csv
import io
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hoa_parking.core.lists import MOST_BYTES
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site

GOLDEN = json.loads((Path(__file__).parents[1] / "contract" / "panel" / "people.json").read_text())
HEADS = "apartment,plate,note,valid_from,valid_until\n"

type Ask = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def site(loaded: MockConfigEntry) -> Site:
    found: Site = loaded.runtime_data
    return found


@pytest.fixture
async def ask(home: HomeAssistant, loaded: MockConfigEntry, hass_ws_client: Any) -> Ask:
    """Ask as the board does."""
    assert loaded.state is ConfigEntryState.LOADED
    panel = await hass_ws_client(home)

    async def send(command: str, **fields: Any) -> dict[str, Any]:
        await panel.send_json_auto_id({"type": f"hoa_parking/people/{command}", **fields})
        answer: dict[str, Any] = await panel.receive_json()
        return answer

    return send


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    return [shape(one) for one in value[:1]] if isinstance(value, list) else None


async def test_households_come_in_the_order_of_their_apartments_in_the_shape_of_the_contract(
    ask: Ask, member: Callable[[str], MockUser]
) -> None:
    await ask("save_vehicle", plate="456 def 02", apartment="10", note="Van", valid_until="2027-01-01T00:00:00+05:00")
    await ask("save_vehicle", plate="123ABC02", apartment="9")
    alma, guard = member("Alma"), member("Gate house")
    await ask("link", user_id=alma.id, role="resident", apartment="9", name="Alma S.", contact="+7 701 000 00 00")
    await ask("link", user_id=guard.id, role="guard")

    result = (await ask("list"))["result"]

    assert [one["apartment"] for one in result["households"]] == ["9", "10"]
    assert shape(result) == shape(GOLDEN["list"])
    assert result["households"][1]["vehicles"] == [
        {
            "plate": "456DEF02",
            "note": "Van",
            "valid_from": None,
            "valid_until": "2026-12-31T19:00:00.000Z",
            "guarded": False,
        }
    ]
    assert result["households"][0]["residents"] == [
        {
            "user_id": alma.id,
            "name": "Alma S.",
            "username": None,
            "contact": "+7 701 000 00 00",
            "role": "resident",
            "made": False,
            "password": None,
            "phones": 0,
        }
    ]
    assert [one["name"] for one in result["staff"]] == ["Gate house"]
    assert result["counts"] == {"households": 2, "vehicles": 2, "residents": 2}


async def test_a_page_goes_on_where_the_last_one_ended(ask: Ask, member: Callable[[str], MockUser]) -> None:
    await ask(
        "import", what="vehicles", dry_run=False, text=HEADS + "".join(f"{n},{n:03}AA,,,\n" for n in range(1, 13))
    )
    await ask("link", user_id=member("Gate house").id, role="guard")

    first = (await ask("list", limit=10))["result"]
    second = (await ask("list", limit=10, after=first["next"]))["result"]

    assert [one["apartment"] for one in first["households"]] == [str(number) for number in range(1, 11)]
    assert [one["apartment"] for one in second["households"]] == ["11", "12"]
    assert (len(first["staff"]), second["staff"], second["next"]) == (1, [], None)


@pytest.mark.parametrize("text", ["9", "23 abc", "сады", "АЛМА", "701 00"])
async def test_a_household_is_found_by_what_the_board_knows_of_it(
    ask: Ask, member: Callable[[str], MockUser], text: str
) -> None:
    await ask("save_vehicle", plate="123ABC02", apartment="9")
    await ask("save_vehicle", plate="777XYZ02", apartment="19")
    alma = member("Алма")
    await ask("link", user_id=alma.id, role="resident", apartment="9", name="Садыкова", contact="+7(701)000-00-00")

    found = (await ask("list", text=text))["result"]

    assert [one["apartment"] for one in found["households"]] == ["9"]
    assert found["counts"]["households"] == 2


async def test_what_cannot_be_is_refused_by_its_code(ask: Ask, member: Callable[[str], MockUser]) -> None:
    await ask("save_vehicle", plate="123ABC02", apartment="9")
    alma = member("Alma")
    await ask("link", user_id=alma.id, role="resident", apartment="9")
    home = (await ask("list"))["result"]["households"][0]["id"]

    async def code(command: str, **fields: Any) -> str:
        return str((await ask(command, **fields))["error"]["code"])

    assert await code("save_vehicle", plate="123ABC02", apartment="10") == "plate_elsewhere"
    assert await code("save_vehicle", plate="!", apartment="10") == "plate_length"
    assert await code("save_vehicle", plate="777XYZ02", apartment=" ") == "apartment_length"
    assert await code("remove_vehicle", plate="777XYZ02") == "not_listed"
    assert await code("remove_household", household=home) == "household_has_residents"
    assert await code("remove_household", household=99) == "not_found"
    assert await code("link", user_id="nobody", role="guard") == "user_unknown"
    assert await code("link", user_id=alma.id, role="resident") == "resident_needs_apartment"
    assert await code("link", user_id=alma.id, role="applicant") == "invalid_format"
    assert await code("link", user_id=alma.id, role="resident", apartment="9", name="x" * 81) == "name_length"
    assert await code("import", what="people", text="", dry_run=True) == "invalid_format"
    assert await code("import", what="vehicles", text="x" * (MOST_BYTES + 1), dry_run=True) == "list_too_long"


async def test_a_household_goes_with_its_vehicles_once_nobody_lives_there(
    ask: Ask, site: Site, member: Callable[[str], MockUser]
) -> None:
    await ask("save_vehicle", plate="123ABC02", apartment="9")
    alma = member("Alma")
    await ask("link", user_id=alma.id, role="resident", apartment="9")
    await ask("link", user_id=alma.id, role="none")
    home = (await ask("list"))["result"]["households"][0]["id"]

    assert (await ask("remove_household", household=home))["result"] == {}

    result = (await ask("list"))["result"]
    assert (result["households"], result["counts"]) == ([], {"households": 0, "vehicles": 0, "residents": 0})
    newest = (await site.people.audit(1))[0]
    assert (newest.action, newest.subject) == ("household_removed", "9")


async def test_a_name_stays_until_it_is_taken_back(ask: Ask, member: Callable[[str], MockUser]) -> None:
    alma = member("Alma")
    await ask("link", user_id=alma.id, role="resident", apartment="9", name="Alma S.", contact="5")
    await ask("link", user_id=alma.id, role="resident", apartment="9", contact="")

    one = (await ask("list"))["result"]["households"][0]["residents"][0]

    assert (one["name"], one["contact"]) == ("Alma S.", None)


async def test_people_are_offered_and_programs_are_not(
    ask: Ask, home: HomeAssistant, member: Callable[[str], MockUser]
) -> None:
    alma, gone = member("Alma"), member("Gone")
    await home.auth.async_create_system_user("Program")
    await home.auth.async_deactivate_user(gone)
    await ask("link", user_id=alma.id, role="resident", apartment="9")

    result = (await ask("users"))["result"]

    assert shape(result) == shape(GOLDEN["users"])
    assert [(one["name"], one["linked"]) for one in result["users"]] == [("Alma", True), ("Mock User", False)]


async def test_an_import_names_what_is_wrong_and_then_writes(ask: Ask) -> None:
    text = HEADS + "9,123ABC02,,,\n9,!,,,soon\n"

    tried = (await ask("import", what="vehicles", text=text, dry_run=False))["result"]

    assert shape(tried) == shape(GOLDEN["import"])
    assert tried["problems"] == [
        {"row": 3, "column": "plate", "code": "plate_length", "value": "!"},
        {"row": 3, "column": "valid_until", "code": "date", "value": "soon"},
    ]
    assert {bad["code"] for bad in tried["problems"]} <= set(GOLDEN["import_codes"])
    assert (await ask("list"))["result"]["counts"]["vehicles"] == 0
    right = await ask("import", what="vehicles", text=text.replace("!", "456DEF02").replace("soon", ""), dry_run=False)
    assert right["result"] == {"problems": [], "added": 2, "changed": 0, "same": 0, "removed": 0}


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_an_export_comes_back_as_it_was(ask: Ask, hass_client_no_auth: Any, language: str) -> None:
    await ask("import", what="vehicles", text=HEADS + '9,123ABC02,"=1+1, ""red""",01.02.2026,\n', dry_run=False)

    url = (await ask("export", what="vehicles", language=language))["result"]["url"]
    answer = await (await hass_client_no_auth()).get(url)

    assert answer.status == HTTPStatus.OK
    text = (await answer.read()).decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter="," if language == "en" else ";"))
    assert rows == [
        ["apartment", "plate", "note", "valid_from", "valid_until"],
        ["9", "123ABC02", '\'=1+1, "red"', "2026-02-01", ""],
    ]
    again = (await ask("import", what="vehicles", text=text, dry_run=True))["result"]
    assert (again["problems"], again["same"]) == ([], 1)


@pytest.mark.parametrize(
    ("text", "recorded"),
    [
        ("123 abc 02", ["123ABC02"]),
        ("23АВС", ["*23ABC*"]),
        ("9", []),
        ("Alma", []),
        ("02", []),
        ("789XYZ01", []),
    ],
)
async def test_whoever_finds_a_household_by_its_plate_has_looked_for_it(
    ask: Ask, site: Site, text: str, recorded: list[str]
) -> None:
    await ask("save_vehicle", plate="123ABC02", apartment="9")

    for _ in range(2):
        await ask("list", text=text)

    looked = [entry.subject for entry in await site.people.audit(10) if entry.action == "vehicle_looked_up"]
    assert looked == recorded


async def test_only_the_board_keeps_people(
    home: HomeAssistant, site: Site, member: Callable[[str], MockUser], hass_ws_client: Any
) -> None:
    guard = member("Guard")
    await site.people.link_user(guard.id, Role.GUARD, None, None)
    token = await home.auth.async_create_refresh_token(guard, client_id="https://panel.example/")
    panel = await hass_ws_client(home, home.auth.async_create_access_token(token))

    await panel.send_json_auto_id({"type": "hoa_parking/people/list"})

    assert (await panel.receive_json())["error"]["code"] == "unauthorized"
