"""The places' door: each role gets what it may, a resident nothing of others, and all of it in the contract's shape."""

import json
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_capture_events

from custom_components.hoa_parking.core.links import CameraHealth, CameraState, StatusReport
from custom_components.hoa_parking.core.model import SlotReport, SlotsReport
from custom_components.hoa_parking.core.roles import GIVEN, Role
from custom_components.hoa_parking.desks import history
from custom_components.hoa_parking.site import Site

from .conftest import A1, DRAWING, LOT_CAMERA, ZONE, draw

GOLDEN = json.loads((Path(__file__).parents[1] / "contract" / "panel" / "good-places.json").read_text())
SNAPSHOT = json.loads((Path(__file__).parents[1] / "contract" / "panel" / "good-snapshot-board.json").read_text())
OWN, NEIGHBOURS, GUESTS = "1", "2", "3"
SECRETS = ("777XYZ02", "999STR01", "Flat-18", "Because-of-Omar", "guard-id")

type Panel = Any
type OpenPanel = Callable[[Role], Awaitable[Panel]]


def square(number: int) -> list[list[int]]:
    return [[50 * number, 10], [50 * number + 40, 10], [50 * number + 40, 90], [50 * number, 90]]


@pytest.fixture
async def site(home: HomeAssistant, loaded: MockConfigEntry) -> Site:
    """Give a lot: A-1 is Flat-17's, A-2 is Flat-18's, A-3 is for guests; a camera sees them all, free."""
    found: Site = loaded.runtime_data
    await found.people.add_vehicle("123ABC02", "Flat-17", None)
    await found.people.add_vehicle("777XYZ02", "Flat-18", None)
    drawn = [
        {**A1, "id": "1", "polygon": square(1), "apartment": "Flat-17"},
        {**A1, "id": "2", "number": "2", "polygon": square(2), "apartment": "Flat-18"},
        {**A1, "number": "3", "polygon": square(3), "kind": "guest"},
    ]
    await draw(home, loaded, {**DRAWING, "slots": drawn})
    await see(found, s1=False, s2=False, s3=False)
    await home.async_block_till_done()
    return found


async def see(site: Site, **taken: bool) -> None:
    """Report that the camera is there, and how it sees slots: s1=True for an occupied slot 1."""
    health = CameraHealth(LOT_CAMERA, CameraState.ONLINE, dt_util.utcnow(), None)
    site.links.status(StatusReport(dt_util.utcnow(), "0.1.0", None, (health,), 0, 0, 0, None))
    states = tuple(SlotReport(name[1:], occupied, 0.9) for name, occupied in taken.items())
    now = dt_util.utcnow()
    await site.places.handle(SlotsReport(f"r-{now.timestamp()}-{taken}", LOT_CAMERA, now, False, states), now)
    await site.stays.settle()


@pytest.fixture
async def busy(home: HomeAssistant, site: Site) -> Site:
    """Let everything be taken: the neighbour on their own place, a stranger among the guests, with a guard's word."""
    await see(site, s1=True, s2=True, s3=True)
    await site.stays.set_plate(OWN, "123ABC02", "guard-id")
    await site.stays.set_plate(NEIGHBOURS, "777XYZ02", "guard-id")
    await site.stays.set_plate(GUESTS, "999STR01", "guard-id")
    await site.places.override(NEIGHBOURS, True, "Because-of-Omar", hold=True, user="guard-id")
    await site.stays.settle()
    await home.async_block_till_done()
    return site


@pytest.fixture
def open_panel(home: HomeAssistant, site: Site, member: Callable[[str], MockUser], hass_ws_client: Any) -> OpenPanel:
    """Connect somebody of a role; a resident lives in Flat-17."""

    async def connect(role: Role) -> Panel:
        user = member(role.value.title())
        await site.people.link_user(user.id, role, {Role.RESIDENT: "Flat-17"}.get(role), None)
        token = await home.auth.async_create_refresh_token(user, client_id="https://panel.example/")
        return await hass_ws_client(home, home.auth.async_create_access_token(token))

    return connect


async def ask(panel: Panel, command: str, **fields: Any) -> dict[str, Any]:
    await panel.send_json_auto_id({"type": f"hoa_parking/places/{command}", **fields})
    answer: dict[str, Any] = await panel.receive_json()
    return answer


async def subscribe(panel: Panel) -> dict[str, Any]:
    assert (await ask(panel, "subscribe"))["success"]
    return await next_event(panel)


async def journal(panel: Panel) -> dict[str, Any]:
    """Listen to the first screen; returns its snapshot."""
    await panel.send_json_auto_id({"type": "hoa_parking/subscribe"})
    assert (await panel.receive_json())["success"]
    return await next_event(panel)


async def next_notices(panel: Panel) -> list[tuple[str, str]]:
    """Return where something is wrong, and what, as the first screen hears it next."""
    while (event := await next_event(panel))["kind"] != "notices":
        pass
    return [(notice["address"], notice["kind"]) for notice in event["notices"]]


async def next_event(panel: Panel) -> dict[str, Any]:
    event: dict[str, Any] = (await panel.receive_json())["event"]
    return event


COMMANDS: dict[str, dict[str, Any]] = {
    "subscribe": {},
    "slot": {"slot": OWN},
    "find": {"text": "A-1"},
    "history": {"zone": ZONE, "span": "today"},
    "override": {"slot": OWN, "state": "free", "reason": "seen it", "hold": False},
    "end_override": {"slot": NEIGHBOURS},
    "release": {"slot": OWN, "reason": "seen it"},
    "claim": {"slot": OWN, "plate": "123ABC02"},
    "disclaim": {"slot": OWN},
    "set_plate": {"slot": OWN, "plate": "123ABC02"},
    "set_count": {"zone": ZONE, "occupied": 1},
}
SEEING = ("slot", "find", "history")
CLAIMING = ("claim", "disclaim")
GUARDING = ("override", "end_override", "release", "set_plate", "set_count")
MAY = {
    Role.BOARD: {"subscribe", *SEEING, *CLAIMING, *GUARDING},
    Role.GUARD: {"subscribe", *SEEING, *CLAIMING, *GUARDING},
    Role.RESIDENT: {"subscribe", *SEEING, *CLAIMING},
    Role.NONE: {"subscribe"},
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("role", GIVEN)
async def test_who_may_give_which_command(busy: Site, open_panel: OpenPanel, role: Role, command: str) -> None:
    before = (busy.places.slots, busy.stays.open_stays)
    answer = await ask(await open_panel(role), command, **COMMANDS[command])

    refused = not answer["success"] and answer["error"]["code"] == "unauthorized"
    assert refused is (command not in MAY[role])
    assert not refused or (busy.places.slots, busy.stays.open_stays) == before


@pytest.mark.usefixtures("busy")
async def test_the_board_gets_everything_in_the_shape_of_the_contract(home: HomeAssistant, hass_ws_client: Any) -> None:
    panel = await hass_ws_client(home)
    told = await subscribe(panel)
    slot = (await ask(panel, "slot", slot=NEIGHBOURS))["result"]
    found = (await ask(panel, "find", text="777 xyz-02"))["result"]

    golden = GOLDEN["events"][0]
    assert told.keys() == golden.keys()
    assert [keys(told[name][0]) for name in ("zones", "slots", "cameras")] == [
        keys(golden[name][0]) for name in ("zones", "slots", "cameras")
    ]
    assert (keys(slot), keys(found)) == (keys(GOLDEN["slot"]), keys(GOLDEN["find"]))
    neighbours = next(one for one in told["slots"] if one["id"] == NEIGHBOURS)
    assert (neighbours["state"], neighbours["apartment"], neighbours["owned"]) == ("occupied", "Flat-18", False)
    assert neighbours["override"]["reason"] == "Because-of-Omar"
    assert neighbours["stay"] == {"plate": "777XYZ02", "apartment": "Flat-18", "confidence": 1.0, "source": "set"}
    assert (found["slots"], found["stays"][0]["address"]) == ([NEIGHBOURS], "A-2")
    camera = told["cameras"][0]
    assert (camera["size"], camera["zone"], camera["still"]) == ([1280, 720], ZONE, None)
    assert camera["outlines"][0] == {"slot": "1", "polygon": square(1)}


@pytest.mark.usefixtures("busy")
async def test_a_resident_sees_how_every_place_is_and_nothing_of_others(open_panel: OpenPanel) -> None:
    panel = await open_panel(Role.RESIDENT)
    said = [
        await subscribe(panel),
        *[await ask(panel, "slot", slot=slot) for slot in (OWN, NEIGHBOURS, GUESTS)],
        *[await ask(panel, "find", text=text) for text in ("777XYZ02", "999STR01", "123ABC02", "A-2")],
        *[await ask(panel, "history", zone=ZONE, span=span) for span in ("today", "week", "heat", "dwell")],
    ]

    text = json.dumps(said)
    assert [secret for secret in SECRETS if secret in text] == []
    own, neighbours, guests = said[0]["slots"]
    assert (own["mine"], own["owned"], own["apartment"], own["stay"]["plate"]) == (True, True, "Flat-17", "123ABC02")
    assert [one["state"] for one in (own, neighbours, guests)] == ["occupied"] * 3
    assert [(one["mine"], one["owned"], one["apartment"], one["stay"]) for one in (neighbours, guests)] == [
        (False, False, None, None)
    ] * 2
    assert said[0]["cameras"][0]["still"] is None
    assert said[6]["result"]["stays"][0]["address"] == "A-1"
    assert said[7]["result"] == {"slots": [NEIGHBOURS], "stays": []}


async def test_whoever_stands_on_a_neighbour_s_place_does_not_learn_whose_it_is(
    busy: Site, open_panel: OpenPanel
) -> None:
    await busy.stays.set_plate(NEIGHBOURS, "123ABC02", "guard-id")
    assert NEIGHBOURS in [notice.slot for notice in busy.stays.notices]
    panel = await open_panel(Role.RESIDENT)

    told = await subscribe(panel)

    place = next(one for one in told["slots"] if one["id"] == NEIGHBOURS)
    assert (place["mine"], place["apartment"], place["notice"]) == (True, None, None)
    assert [secret for secret in SECRETS if secret in json.dumps(told)] == []


async def test_whoever_is_nobody_here_gets_an_empty_lot_until_they_are_somebody(
    home: HomeAssistant, busy: Site, open_panel: OpenPanel
) -> None:
    panel = await open_panel(Role.NONE)
    assert await subscribe(panel) == {"kind": "places", "zones": [], "slots": [], "cameras": []}

    await see(busy, s1=False)
    nobody = next(user for user in await home.auth.async_get_users() if user.name == "None")
    await busy.people.link_user(nobody.id, Role.RESIDENT, "Flat-17", None)

    again = await next_event(panel)
    assert (again["kind"], len(again["slots"])) == ("places", 3)


async def test_slots_that_change_together_are_told_together(
    home: HomeAssistant, site: Site, open_panel: OpenPanel
) -> None:
    panel = await open_panel(Role.RESIDENT)
    await subscribe(panel)

    await see(site, s1=True, s2=True, s3=True)
    await home.async_block_till_done()

    first, then = await next_event(panel), await next_event(panel)
    assert [[slot["id"] for slot in event["slots"]] for event in (first, then)] == [["1", "2", "3"]] * 2
    assert {slot["state"] for slot in first["slots"]} == {"occupied"}
    assert [slot["notice"] for slot in then["slots"]] == ["place_taken", None, None]
    assert keys(first) == keys(GOLDEN["events"][1])


async def test_nobody_s_histories_keep_a_gate_waiting(open_panel: OpenPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = await open_panel(Role.RESIDENT)
    monkeypatch.setattr(history, "MOST_WAITING", 0)

    for span in ("today", "week", "heat", "dwell"):
        assert (await ask(panel, "history", zone=ZONE, span=span))["error"]["code"] == "too_many"


async def test_when_the_lot_is_drawn_anew_everything_is_told_again(
    home: HomeAssistant, loaded: MockConfigEntry, open_panel: OpenPanel
) -> None:
    panel = await open_panel(Role.GUARD)
    await subscribe(panel)

    await draw(home, loaded, {**DRAWING, "slots": [{**A1, "id": "1", "row": "B", "polygon": square(1)}]})

    event = await next_event(panel)
    assert (event["kind"], [slot["address"] for slot in event["slots"]]) == ("places", ["B-1"])


async def test_when_the_integration_is_unloaded_the_panel_is_told(
    home: HomeAssistant, loaded: MockConfigEntry, open_panel: OpenPanel
) -> None:
    panel = await open_panel(Role.GUARD)
    await subscribe(panel)
    await home.config_entries.async_unload(loaded.entry_id)

    assert await next_event(panel) == GOLDEN["events"][2]
    assert (await ask(panel, "subscribe"))["error"]["code"] == "not_loaded"


async def test_a_resident_claims_and_disclaims(site: Site, open_panel: OpenPanel) -> None:
    await see(site, s1=True)
    panel = await open_panel(Role.RESIDENT)

    claimed = (await ask(panel, "claim", slot=OWN, plate="123 abc 02"))["result"]
    assert (claimed["mine"], claimed["notice"], claimed["stay"]["source"]) == (True, None, "claimed")
    disclaimed = (await ask(panel, "disclaim", slot=OWN))["result"]
    assert (disclaimed["mine"], disclaimed["notice"], disclaimed["stay"]) == (False, "place_taken", None)


async def test_the_first_screen_tells_an_owner_of_their_own_place_and_that_it_is_over(
    site: Site, open_panel: OpenPanel
) -> None:
    resident = await open_panel(Role.RESIDENT)
    assert (await journal(resident))["notices"] == []

    await see(site, s1=True, s2=True)
    assert await next_notices(resident) == [("A-1", "place_taken")]
    again = (await journal(await open_panel(Role.RESIDENT)))["notices"]
    await ask(await open_panel(Role.RESIDENT), "claim", slot=OWN, plate="123ABC02")
    assert await next_notices(resident) == []

    assert keys(again[0]) == keys(SNAPSHOT["notices"][0])
    assert (again[0]["slot"], again[0]["zone"]) == (OWN, ZONE)


async def test_a_neighbour_s_place_is_told_on_the_first_screen_of_guards_only(
    site: Site, open_panel: OpenPanel
) -> None:
    await see(site, s2=True)
    await site.stays.set_plate(NEIGHBOURS, "123ABC02", "guard-id")

    told = {role: (await journal(await open_panel(role)))["notices"] for role in GIVEN}

    assert {role: [notice["address"] for notice in notices] for role, notices in told.items()} == {
        Role.BOARD: ["A-2"],
        Role.GUARD: ["A-2"],
        Role.RESIDENT: [],
        Role.NONE: [],
    }
    assert [secret for secret in SECRETS if secret in json.dumps(told[Role.GUARD])] == []


async def test_each_is_offered_the_vehicles_of_their_own_household_only(site: Site, open_panel: OpenPanel) -> None:
    await see(site, s1=True)
    await site.people.add_vehicle("555ABC02", "Flat-17", None)

    offered = {
        role: (await ask(await open_panel(role), "slot", slot=OWN))["result"]["vehicles"]
        for role in (Role.RESIDENT, Role.GUARD, Role.BOARD)
    }

    assert offered == {Role.RESIDENT: ["123ABC02", "555ABC02"], Role.GUARD: [], Role.BOARD: []}


@pytest.mark.usefixtures("busy")
async def test_a_guard_corrects_overrides_and_releases(open_panel: OpenPanel) -> None:
    panel = await open_panel(Role.GUARD)
    named = (await ask(panel, "set_plate", slot=OWN, plate="777xyz02"))["result"]
    assert (named["stay"]["plate"], named["notice"]) == ("777XYZ02", "place_taken")
    nobody = (await ask(panel, "set_plate", slot=OWN, plate=None))["result"]
    assert nobody["stay"] == {"plate": None, "apartment": None, "confidence": 1.0, "source": "set"}

    out = (await ask(panel, "override", slot=OWN, state="unknown", reason="works", hold=True))["result"]
    assert (out["state"], out["override"]["reason"], out["override"]["hold"]) == ("unknown", "works", True)
    back = (await ask(panel, "end_override", slot=OWN))["result"]
    assert (back["state"], back["override"]) == ("occupied", None)
    freed = (await ask(panel, "release", slot=OWN, reason="it left"))["result"]
    assert (freed["state"], freed["stay"]) == ("free", None)


@pytest.mark.parametrize(
    ("command", "fields", "code"),
    [
        ("slot", {"slot": "99"}, "slot_unknown"),
        ("slot", {"slot": "'; drop table stays"}, "slot_unknown"),
        ("slot", {"slot": "x" * 21}, "invalid_format"),
        ("find", {"text": ""}, "invalid_format"),
        ("find", {"text": "x" * 65}, "invalid_format"),
        ("claim", {"slot": OWN, "plate": "123ABC02"}, "no_household"),
        ("set_plate", {"slot": OWN, "plate": "123ABC02"}, "slot_free"),
        ("override", {"slot": OWN, "state": "gone", "reason": "x", "hold": False}, "invalid_format"),
        ("override", {"slot": OWN, "state": "free", "reason": " ", "hold": False}, "reason_length"),
        ("release", {"slot": "99", "reason": "x"}, "slot_unknown"),
        ("set_count", {"zone": ZONE, "occupied": 1}, "zone_not_counted"),
        ("set_count", {"zone": ZONE, "occupied": -1}, "invalid_format"),
        ("history", {"zone": "no such zone", "span": "today"}, "zone_unknown"),
        ("history", {"zone": "no such zone", "span": "heat"}, "zone_unknown"),
        ("history", {"zone": "no such zone", "span": "dwell"}, "zone_unknown"),
        ("history", {"zone": ZONE, "span": "year"}, "invalid_format"),
    ],
)
async def test_what_makes_no_sense_is_refused_with_its_code(
    open_panel: OpenPanel, command: str, fields: dict[str, Any], code: str
) -> None:
    answer = await ask(await open_panel(Role.GUARD), command, **fields)
    assert answer["error"]["code"] == code


@pytest.mark.parametrize("text", ["A-1", "a1", " А – 1 "])
async def test_an_address_is_found_however_it_is_written(site: Site, open_panel: OpenPanel, text: str) -> None:
    panel = await open_panel(Role.GUARD)
    assert (await ask(panel, "find", text=text))["result"] == {"slots": ["1"], "stays": []}
    assert (await ask(panel, "find", text="B-99"))["result"] == {"slots": [], "stays": []}
    assert "vehicle_looked_up" not in {entry.action for entry in await site.people.audit(20)}


async def test_looking_a_plate_up_is_on_the_record(busy: Site, open_panel: OpenPanel) -> None:
    assert (await ask(await open_panel(Role.GUARD), "find", text="999STR01"))["result"]["slots"] == [GUESTS]
    newest = (await busy.people.audit(1))[0]
    assert (newest.action, newest.subject, bool(newest.user)) == ("vehicle_looked_up", "999STR01", True)


async def test_states_events_and_the_log_hold_nobody_s_plate(
    home: HomeAssistant, site: Site, open_panel: OpenPanel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "custom_components.hoa_parking")
    fired = async_capture_events(home, "*")
    await see(site, s1=True, s2=True)
    await site.stays.set_plate(OWN, "777XYZ02", "guard-id")
    await ask(await open_panel(Role.GUARD), "find", text="777XYZ02")
    await home.async_block_till_done()

    states = " ".join(str(state.as_dict()) for state in home.states.async_all())
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("custom_components")]
    said = " ".join([states, *(str(event.data) for event in fired), *ours])
    assert "place_taken" in said
    assert [secret for secret in ("777XYZ02", "Flat-17", "Flat-18") if secret in said] == []


async def test_a_day_is_told_in_the_house_s_own_time(
    freezer: FrozenDateTimeFactory, home: HomeAssistant, site: Site, open_panel: OpenPanel
) -> None:
    await home.config.async_set_time_zone("Asia/Almaty")
    await see(site, s1=True)
    freezer.tick(timedelta(minutes=20))
    await see(site, s1=False, s2=True, s3=True)
    freezer.tick(timedelta(minutes=1))
    panel = await open_panel(Role.RESIDENT)

    today = (await ask(panel, "history", zone=ZONE, span="today"))["result"]
    week = (await ask(panel, "history", zone=ZONE, span="week"))["result"]
    heat = (await ask(panel, "history", zone=ZONE, span="heat"))["result"]
    dwell = (await ask(panel, "history", zone=ZONE, span="dwell"))["result"]

    assert [keys(one) for one in (today, week, heat, dwell)] == [
        keys(GOLDEN[name]) for name in ("today", "today", "heat", "dwell")
    ]
    assert [(point["free"], point["occupied"]) for point in today["points"] if point["free"]] == [(2, 1), (1, 2)]
    local = dt_util.utcnow().astimezone(dt_util.get_time_zone("Asia/Almaty"))
    known = {(cell["weekday"], cell["hour"]) for cell in heat["cells"] if cell["occupied"] is not None}
    assert (local.weekday(), local.hour) in known
    assert (len(heat["cells"]), len(known) <= 2) == (168, True)
    assert [one["count"] for one in dwell["bins"]] == [0, 1, 0, 0, 0, 0, 0, 0]
    assert dwell["median_min"] == pytest.approx(20)


async def test_nobody_asks_without_end(open_panel: OpenPanel) -> None:
    nosy, guard = await open_panel(Role.RESIDENT), await open_panel(Role.GUARD)
    for _ in range(500):
        await nosy.send_json_auto_id({"type": "hoa_parking/places/slot", "slot": OWN})
    answers = [await nosy.receive_json() for _ in range(500)]

    assert {answer["error"]["code"] for answer in answers if not answer["success"]} == {"too_many"}
    assert (await ask(guard, "slot", slot=OWN))["success"]


def keys(value: Any) -> Any:
    """Return the names of a value's fields."""
    return set(value)
