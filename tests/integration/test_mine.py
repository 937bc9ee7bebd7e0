"""A resident's own door: cars, passes and questions of their household, of no other, in the contract's shapes."""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_fire_time_changed

from custom_components.hoa_parking.core.model import Movement, Passage, Pictures, Plate
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site

from .conftest import GATE_CAMERA

MINE = json.loads((Path(__file__).parents[1] / "contract" / "panel" / "mine.json").read_text())
JPEG = b"\xff\xd8\xff"
TAXI = "777XXA05"

type Panel = Any
type OpenPanel = Callable[..., Awaitable[Panel]]


@pytest.fixture
def site(loaded: MockConfigEntry) -> Site:
    found: Site = loaded.runtime_data
    return found


@pytest.fixture
async def cars(site: Site) -> None:
    await site.people.add_vehicle("123ABC02", "17", None, note="blue Niva")
    await site.people.add_vehicle("456DEF02", "18", None)


@pytest.fixture
def open_panel(home: HomeAssistant, site: Site, member: Callable[[str], MockUser], hass_ws_client: Any) -> OpenPanel:
    """Connect somebody of a role, who lives in an apartment or nowhere."""

    async def connect(role: Role, apartment: str | None = None, user: MockUser | None = None) -> Panel:
        if user is None:
            user = member(role.value.title())
            await site.people.link_user(user.id, role, apartment, None)
        token = await home.auth.async_create_refresh_token(user, client_id="https://panel.example/")
        panel = await hass_ws_client(home, home.auth.async_create_access_token(token))
        panel.user = user
        return panel

    return connect


@pytest.fixture
async def anna(open_panel: OpenPanel, cars: None) -> Panel:
    """Give the panel of a resident of apartment 17."""
    assert cars is None
    return await open_panel(Role.RESIDENT, "17")


@pytest.fixture
async def annas_screen(open_panel: OpenPanel, anna: Panel) -> Panel:
    """Give another panel of hers."""
    return await open_panel(Role.RESIDENT, user=anna.user)


@pytest.fixture
def arrive(home: HomeAssistant, site: Site) -> Callable[..., Awaitable[None]]:
    """Let a car come to the gate now."""

    async def drive_up(number: str, plate: str) -> None:
        seen = Plate(plate, plate, "KZ", None, 0.97, True)
        passage = Passage(number, GATE_CAMERA, dt_util.utcnow(), False, Movement.APPROACHING, 3, seen)
        await site.passages.handle(passage, Pictures(frame=JPEG, plate=JPEG), dt_util.utcnow())
        await site.passages.settle()
        await home.async_block_till_done()

    return drive_up


async def ask(panel: Panel, command: str, **fields: Any) -> Any:
    """Give a command; returns its answer, or the code of its refusal."""
    await panel.send_json_auto_id({"type": f"hoa_parking/{command}", **fields})
    answer = await panel.receive_json()
    return answer["result"] if answer["success"] else answer["error"]["code"]


async def listen(panel: Panel) -> dict[str, Any]:
    assert await ask(panel, "mine/subscribe") is None
    return await next_event(panel)


async def next_event(panel: Panel) -> dict[str, Any]:
    event: dict[str, Any] = (await panel.receive_json())["event"]
    return event


def hence(**span: float) -> str:
    return (dt_util.utcnow() + timedelta(**span)).isoformat()


async def wait_for_somebody(panel: Panel) -> int:
    given = await ask(panel, "passes/give", kind="taxi", valid_until=hence(hours=2), once=True)
    number: int = given["id"]
    return number


def shape(value: Any) -> Any:
    """Return what a value is made of, so that two can be compared without their contents."""
    match value:
        case dict():
            return {key: shape(part) for key, part in value.items()}
        case list():
            return [shape(part) for part in value[:1]]
        case _:
            return type(value).__name__


async def test_a_household_s_own_has_the_shape_of_the_contract(anna: Panel, arrive: Any) -> None:
    await arrive("p-1", "123ABC02")
    schedule = {"days": [0, 2, 4], "start": "09:00", "end": "18:00"}
    for plate, note in (("A123BC777", "Granny"), (None, None)):
        given = await ask(
            anna,
            "passes/give",
            kind="visitor",
            plate=plate,
            note=note,
            valid_until=hence(hours=5),
            schedule=schedule,
        )
        assert given.keys() == MINE["give"].keys()
    # The newest pass is the one that waits for anybody; its schedule may keep them out today.
    await wait_for_somebody(anna)
    await arrive("p-2", TAXI)

    mine = await listen(anna)

    assert [mine.keys(), mine["vehicles"][0].keys(), mine["asks"][0].keys()] == [
        MINE["mine"].keys(),
        MINE["mine"]["vehicles"][0].keys(),
        MINE["mine"]["asks"][0].keys(),
    ]
    assert shape(mine["asks"][0]) == shape(MINE["mine"]["asks"][0])
    assert shape(mine["passes"][-1]) == shape(MINE["mine"]["passes"][0])
    car = mine["vehicles"][0]
    assert (car["plate"], car["note"], car["where"], car["gate"]) == ("123ABC02", "blue Niva", "inside", "Main gate")
    assert [one["plate"] for one in mine["vehicles"]] == ["123ABC02"]


async def test_a_household_hears_at_once_what_becomes_of_its_guest(
    anna: Panel, annas_screen: Panel, relay: list[Any], arrive: Any
) -> None:
    assert (await listen(annas_screen))["passes"] == []
    number = await wait_for_somebody(anna)
    assert (await next_event(annas_screen))["passes"][0]["state"] == "active"

    await arrive("p-1", TAXI)
    asked = (await next_event(annas_screen))["asks"][0]
    assert (asked["plate"], asked["pass"], asked["answer"]) == (TAXI, number, None)

    assert await ask(anna, "asks/answer", ask=asked["id"], answer="open") == MINE["answer"]
    told = await next_event(annas_screen)
    assert (told["asks"][0]["answer"], told["passes"][0]["state"], told["passes"][0]["plate"]) == ("open", "used", TAXI)
    assert len(relay) == 1


async def test_time_passes_for_whoever_listens(
    home: HomeAssistant, site: Site, anna: Panel, annas_screen: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(anna, "passes/give", kind="visitor", plate=TAXI, valid_until=hence(seconds=50))
    assert (await listen(annas_screen))["passes"][0]["state"] == "active"

    later = dt_util.utcnow() + timedelta(seconds=61)
    monkeypatch.setattr(site, "now", lambda: later)
    async_fire_time_changed(home, later)

    assert (await next_event(annas_screen))["passes"][0]["state"] == "over"


async def test_a_pass_is_given_shared_and_ended(anna: Panel, site: Site) -> None:
    given = await ask(anna, "passes/give", kind="courier", plate="777 ххА 05", valid_until=hence(days=2), once=True)
    assert (given["plate"], given["state"], given["mine"], given["shared"]) == (TAXI, "active", True, False)

    path = (await ask(anna, "passes/share", **{"pass": given["id"]}))["path"]
    page, token = path.split("#")
    assert page == "/apply/pass"
    assert (await site.passes.by_token(token)).id == given["id"]

    assert (await ask(anna, "passes/end", **{"pass": given["id"]}))["state"] == "ended"
    assert await ask(anna, "passes/share", **{"pass": given["id"]}) == "pass_over"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"plate": "?"}, "plate_length"),
        ({"valid_until": "2020-01-01T00:00:00Z", "valid_from": "2019-12-31T00:00:00Z"}, "pass_in_the_past"),
        ({"plate": None, "valid_until": "2030-01-01T00:00:00Z", "valid_from": "2029-12-30T00:00:00Z"}, "pass_too_long"),
        ({"valid_until": "2030-01-01T00:00:00"}, "invalid_format"),
        ({"valid_until": 1_900_000_000}, "invalid_format"),
        ({"kind": "resident"}, "invalid_format"),
        ({"schedule": {"days": [], "start": "09:00", "end": "18:00"}}, "invalid_format"),
        ({"schedule": {"days": [7], "start": "09:00", "end": "18:00"}}, "invalid_format"),
        ({"schedule": {"days": [1], "start": "9", "end": "25:00"}}, "invalid_format"),
        ({"note": "x" * 201}, "note_length"),
        ({"note": "x" * 801}, "invalid_format"),
    ],
)
async def test_what_cannot_be_a_pass_is_refused_by_name(anna: Panel, changes: dict[str, Any], code: str) -> None:
    fields = {"kind": "visitor", "plate": TAXI, "valid_until": hence(days=1)}
    assert await ask(anna, "passes/give", **fields | changes) == code


async def test_nothing_of_one_household_reaches_another(
    anna: Panel, open_panel: OpenPanel, arrive: Any, relay: list[Any]
) -> None:
    given = await wait_for_somebody(anna)
    await ask(anna, "passes/give", kind="visitor", plate="A123BC777", valid_until=hence(days=1), note="Granny")
    await arrive("p-1", TAXI)
    await arrive("p-2", "123ABC02")
    asked = (await listen(anna))["asks"][0]["id"]
    opened = len(relay)
    berik = await open_panel(Role.RESIDENT, "18")

    answers = [
        await ask(berik, "passes/end", **{"pass": given}),
        await ask(berik, "passes/share", **{"pass": given}),
        await ask(berik, "asks/answer", ask=asked, answer="open"),
        await ask(berik, "asks/answer", ask=asked, answer="refuse"),
        await ask(berik, "mine/guard", plate="123ABC02", on=True),
    ]
    said = json.dumps(await listen(berik))

    assert answers == ["not_found"] * 5
    assert [secret for secret in (TAXI, "123ABC02", "A123BC777", "Granny", "p-1", "p-2") if secret in said] == []
    assert len(relay) == opened == 1


async def test_whoever_lives_nowhere_has_nothing_of_their_own(open_panel: OpenPanel) -> None:
    guard = await open_panel(Role.GUARD)
    assert await ask(guard, "passes/give", kind="visitor", plate=TAXI, valid_until=hence(days=1)) == "no_household"
    assert await ask(guard, "passes/end", **{"pass": 1}) == "no_household"
    assert await listen(guard) == {"kind": "mine", "vehicles": [], "passes": [], "asks": [], "lookups": []}


async def test_whoever_is_nobody_here_is_told_so(open_panel: OpenPanel) -> None:
    nobody = await open_panel(Role.NONE)
    answers = [
        await ask(nobody, "mine/subscribe"),
        await ask(nobody, "passes/give", kind="visitor", plate=TAXI, valid_until=hence(days=1)),
        await ask(nobody, "passes/end", **{"pass": 1}),
        await ask(nobody, "passes/share", **{"pass": 1}),
        await ask(nobody, "asks/answer", ask=1, answer="open"),
        await ask(nobody, "mine/guard", plate=TAXI, on=True),
    ]
    assert answers == ["unauthorized"] * 6


async def test_who_is_asked_sees_the_stranger_s_picture_until_they_have_said_no(
    anna: Panel, open_panel: OpenPanel, arrive: Any, hass_client_no_auth: Any
) -> None:
    await wait_for_somebody(anna)
    await arrive("p-1", TAXI)
    waits = (await listen(anna))["asks"][0]
    client = await hass_client_no_auth()
    addresses = list(waits["pictures"].values())
    before = [(await client.get(address)).status for address in addresses]
    berik = await open_panel(Role.RESIDENT, "18")

    again = await open_panel(Role.RESIDENT, user=anna.user)
    assert await ask(again, "asks/answer", ask=waits["id"], answer="refuse") == MINE["answer that keeps it out"]

    refused = await next_event(anna)
    assert (refused["asks"][0]["plate"], refused["asks"][0]["pictures"]) == (None, {"frame": None, "plate": None})
    assert (before, [(await client.get(address)).status for address in addresses]) == ([200, 200], [404, 404])
    assert (await ask(berik, "passages"))["passages"] == []


async def test_a_household_sees_that_somebody_looked_for_its_car(
    anna: Panel, open_panel: OpenPanel, cars: None
) -> None:
    assert cars is None
    guard = await open_panel(Role.GUARD)
    for text in ("123ABC02", "456DEF02"):
        await ask(guard, "places/find", text=text)

    lookups = (await listen(anna))["lookups"]

    assert [(one["role"], one["plate"]) for one in lookups] == [("guard", "123ABC02")]
    assert dt_util.utcnow() - datetime.fromisoformat(lookups[0]["at"]) < timedelta(minutes=1)


async def test_the_panel_is_told_when_the_site_closes(
    home: HomeAssistant, loaded: MockConfigEntry, annas_screen: Panel
) -> None:
    await listen(annas_screen)
    await home.config_entries.async_unload(loaded.entry_id)
    assert await next_event(annas_screen) == MINE["closed"]
