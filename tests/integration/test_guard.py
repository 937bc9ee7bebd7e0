"""The guards' commands in Home Assistant: what guards get, in the shape of the contract, and that nobody else does."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from homeassistant.components.http import auth
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.hoa_parking.core.model import GateMode, Movement, Passage, Pictures, Plate
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site

from .conftest import GATE, GATE_CAMERA, OpenPanel, passage

GOLDEN = json.loads((Path(__file__).parents[1] / "contract" / "panel" / "guard.json").read_text())
STRANGER = "777XXA05"

type Panel = Any
type Post = Callable[[dict[str, Any]], Awaitable[None]]


async def ask(panel: Panel, command: str, **fields: Any) -> dict[str, Any]:
    """Return the answer to a command; what a subscription sends meanwhile is left out."""
    await panel.send_json_auto_id({"type": f"hoa_parking/{command}", **fields})
    answer: dict[str, Any] = await panel.receive_json()
    while answer["type"] != "result":
        answer = await panel.receive_json()
    return answer


async def got(panel: Panel, command: str, **fields: Any) -> Any:
    answer = await ask(panel, command, **fields)
    assert answer["success"], answer
    return answer["result"]


async def refused(panel: Panel, command: str, **fields: Any) -> str:
    answer = await ask(panel, command, **fields)
    assert not answer["success"], answer
    return str(answer["error"]["code"])


async def board(panel: Panel) -> dict[str, Any]:
    """Return what a guard's panel is told next."""
    event: dict[str, Any] = (await panel.receive_json())["event"]
    return event


async def refuse_somebody(site: Site, report: Post, plate: str = STRANGER) -> str:
    """Let a stranger come to the gate; returns the passage's id."""
    letter = passage(plate)
    await report(letter)
    await site.guard.settle()
    return str(letter["id"])


async def test_a_guard_sees_who_waits_opens_and_sees_nobody_wait(
    home: HomeAssistant, site: Site, open_panel: OpenPanel, report: Post, relay: list[Any]
) -> None:
    panel = await open_panel(Role.GUARD)
    await got(panel, "guard/subscribe")
    empty = await board(panel)
    assert empty == GOLDEN["guard_nobody_on"]

    waits = await refuse_somebody(site, report)
    told = await board(panel)

    (exception,) = told["exceptions"]
    assert exception.keys() == GOLDEN["guard"]["exceptions"][0].keys()
    assert (exception["id"], exception["plate"], exception["ask"]) == (waits, STRANGER, None)
    assert told["counts"] == {"passages": 1, "opened": 0, "refused": 1, "by_hand": 0}
    assert await got(panel, "guard/resolve", passage=waits, answer="open") == GOLDEN["resolve_opened"]
    assert len(relay) == 1
    await home.async_block_till_done()
    told = await board(panel)
    while told["exceptions"]:
        told = await board(panel)
    assert told["counts"] == {"passages": 1, "opened": 1, "refused": 0, "by_hand": 1}


async def test_a_refusal_needs_a_reason_and_is_final(site: Site, open_panel: OpenPanel, report: Post) -> None:
    waits = await refuse_somebody(site, report)
    one, two = await open_panel(Role.GUARD), await open_panel(Role.BOARD)

    assert await refused(one, "guard/resolve", passage=waits, answer="refuse") == "reason_needed"
    said = await got(one, "guard/resolve", passage=waits, answer="refuse", reason="Not expected")
    assert said == GOLDEN["resolve_refused"]
    assert await refused(two, "guard/resolve", passage=waits, answer="open") == "already_resolved"

    notes = await got(two, "passage/notes", passage=waits)
    assert notes.keys() == GOLDEN["notes"].keys()
    assert notes["resolution"].keys() == GOLDEN["notes"]["resolution"].keys()
    assert (notes["resolution"]["answer"], notes["resolution"]["name"]) == ("refuse", "Guard")


async def test_how_many_wait_is_told_on_the_first_screen_of_guards(
    home: HomeAssistant, site: Site, open_panel: OpenPanel, report: Post
) -> None:
    guard, resident = await open_panel(Role.GUARD), await open_panel(Role.RESIDENT)
    first = []
    for panel in (guard, resident):
        await got(panel, "subscribe")
        first.append((await board(panel))["waiting"])

    await refuse_somebody(site, report)
    await home.async_block_till_done()
    told = await board(guard)
    while told["kind"] != "waiting":
        told = await board(guard)

    assert first == [{"applications": None, "exceptions": 0}, {"applications": None, "exceptions": None}]
    assert told == {"kind": "waiting", "applications": None, "exceptions": 1}
    assert told.keys() == GOLDEN["waiting"].keys()


async def test_a_passage_is_entered_and_the_gate_opens(site: Site, open_panel: OpenPanel, relay: list[Any]) -> None:
    await site.gates.set_mode(GATE, GateMode.LOCKED, None)
    panel = await open_panel(Role.GUARD)

    fields = {"gate": GATE, "direction": "entry", "plate": " 777 xxa 05", "note": "Plate bent", "open": True}
    entered = (await got(panel, "guard/enter", **fields))["passage"]

    assert entered.keys() == GOLDEN["enter"]["passage"].keys()
    assert (entered["plate"], entered["source"], entered["reason"]) == (STRANGER, "manual", "manual")
    assert (entered["outcome"], entered["latency_ms"], len(relay)) == ("opened", None, 1)
    remarks = await got(panel, "passage/notes", passage=entered["id"])
    (note,) = remarks["notes"]
    assert remarks | {"notes": []} == GOLDEN["notes_by_hand"] | {"entered_by": "Guard"}
    assert note.keys() == GOLDEN["notes"]["notes"][0].keys()
    assert (note["text"], note["name"]) == ("Plate bent", "Guard")


async def test_a_blocked_plate_is_entered_on_the_guard_s_word(site: Site, open_panel: OpenPanel) -> None:
    panel = await open_panel(Role.GUARD)
    await got(panel, "blocklist/add", plate=STRANGER, reason="Broke the barrier")
    fields = {"gate": GATE, "direction": "entry", "plate": STRANGER}

    assert await refused(panel, "guard/enter", **fields) == "plate_blocked"
    assert (await got(panel, "guard/enter", **fields, despite_block=True))["passage"]["reason"] == "manual"
    assert await site.passages.count() == 1


async def test_the_block_list_is_kept_with_reasons(open_panel: OpenPanel) -> None:
    panel = await open_panel(Role.GUARD)
    until = (dt_util.utcnow() + timedelta(days=30)).isoformat()

    assert await refused(panel, "blocklist/add", plate=STRANGER, reason=" ") == "reason_needed"
    past = (dt_util.utcnow() - timedelta(days=1)).isoformat()
    assert await refused(panel, "blocklist/add", plate=STRANGER, reason="x", until=past) == "block_ends_in_the_past"
    (row,) = (await got(panel, "blocklist/add", plate="777 xxa 05", reason="Broke it", until=until))["blocked"]
    assert row.keys() == GOLDEN["blocklist"]["blocked"][0].keys()
    assert (row["plate"], row["reason"]) == (STRANGER, "Broke it")
    assert await got(panel, "blocklist") == {"blocked": [row]}
    assert await got(panel, "blocklist/remove", plate=STRANGER) == {"blocked": []}
    assert await refused(panel, "blocklist/remove", plate=STRANGER) == "not_blocked"


async def test_a_plate_is_looked_up_without_anybody_s_name(site: Site, open_panel: OpenPanel) -> None:
    await site.people.add_vehicle("123ABC02", "17", None)
    panel = await open_panel(Role.GUARD)

    answer = await got(panel, "guard/check", plate="123 abc 02")

    assert answer == GOLDEN["check_listed"]
    assert [(one.action, one.subject) for one in await site.people.audit(1)] == [("vehicle_looked_up", "123ABC02")]


async def test_shifts_are_taken_and_handed_over(open_panel: OpenPanel) -> None:
    panel = await open_panel(Role.GUARD)
    other = await open_panel(Role.BOARD)
    await got(panel, "guard/subscribe")
    await board(panel)

    await panel.send_json_auto_id({"type": "hoa_parking/shift/take"})
    messages = [await panel.receive_json() for _ in range(2)]
    (told,) = [message["event"] for message in messages if message["type"] == "event"]
    assert told["shift"].keys() == GOLDEN["guard"]["shift"].keys()
    assert (told["shift"]["name"], told["shift"]["mine"]) == ("Guard", True)

    assert await refused(other, "shift/hand_over", note="not mine") == "shift_not_yours"
    await got(panel, "shift/hand_over", note="The exit barrier sticks")
    await got(other, "shift/take")
    shifts = (await got(other, "shift/list"))["shifts"]
    assert [(one["name"], one["note"]) for one in shifts] == [("Board", None), ("Guard", "The exit barrier sticks")]
    assert shifts[0].keys() == GOLDEN["shifts"]["shifts"][0].keys()


async def test_on_a_quiet_night_a_card_s_picture_has_an_address_that_opens(
    home: HomeAssistant, site: Site, open_panel: OpenPanel, hass_client_no_auth: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, browser, now = await open_panel(Role.GUARD), await hass_client_no_auth(), dt_util.utcnow()
    seen = Plate(STRANGER, STRANGER, "KZ", None, 0.97, True)
    letter = Passage("p-1", GATE_CAMERA, now, False, Movement.APPROACHING, 3, seen)
    await site.passages.handle(letter, Pictures(frame=b"\xff\xd8\xff"), now)
    await site.guard.settle()
    with monkeypatch.context() as earlier:  # more than an hour ago; since then nothing happened
        then = now - timedelta(minutes=65)
        earlier.setattr(auth, "time", SimpleNamespace(time=then.timestamp))
        earlier.setattr(site, "now", lambda: then)
        await got(panel, "guard/subscribe")
        first = (await board(panel))["exceptions"][0]["pictures"]["frame"]

    async_fire_time_changed(home, now + timedelta(minutes=21))
    async with asyncio.timeout(10):
        again = (await board(panel))["exceptions"][0]["pictures"]["frame"]

    assert [(await browser.get(address)).status for address in (first, again)] == [403, 200]


async def test_who_is_no_guard_any_more_hears_nothing_more(
    home: HomeAssistant, site: Site, open_panel: OpenPanel
) -> None:
    panel = await open_panel(Role.GUARD)
    await got(panel, "guard/subscribe")
    await board(panel)
    guard = next(user for user in await home.auth.async_get_users() if user.name == "Guard")

    await site.people.link_user(guard.id, Role.NONE, None, None)

    assert await board(panel) == {"kind": "closed"}
    assert await refused(panel, "guard/subscribe") == "unauthorized"


COMMANDS: dict[str, dict[str, Any]] = {
    "guard/subscribe": {},
    "guard/resolve": {"passage": "p-1", "answer": "open"},
    "guard/enter": {"gate": GATE, "direction": "entry", "plate": STRANGER, "open": True},
    "guard/check": {"plate": STRANGER},
    "passage/notes": {"passage": "p-1"},
    "passage/note": {"passage": "p-1", "text": "hello"},
    "blocklist": {},
    "blocklist/add": {"plate": STRANGER, "reason": "x"},
    "blocklist/remove": {"plate": STRANGER},
    "shift/take": {},
    "shift/hand_over": {"note": "x"},
    "shift/list": {},
}


async def test_nobody_else_gives_a_guard_s_command(site: Site, open_panel: OpenPanel, relay: list[Any]) -> None:
    for role in (Role.NONE, Role.APPLICANT, Role.RESIDENT):
        panel = await open_panel(role)
        codes = {command: await refused(panel, command, **fields) for command, fields in COMMANDS.items()}
        assert codes == dict.fromkeys(COMMANDS, "unauthorized")

    assert (await site.passages.count(), await site.people.blocked(), relay) == (0, (), [])
