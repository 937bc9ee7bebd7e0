"""A household is asked on its phones whether a car may pass, through Home Assistant's own app; only they answer."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from homeassistant.core import Context, HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_fire_time_changed

from custom_components.hoa_parking.core.events import ApplicationChanged, ApplicationStep
from custom_components.hoa_parking.core.inviting import PassDraft
from custom_components.hoa_parking.core.model import Movement, Passage, Pictures, Plate
from custom_components.hoa_parking.core.passes import PassKind
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.phones import Phones
from custom_components.hoa_parking.site import Site
from custom_components.hoa_parking.tell_applications import PAUSE

from .conftest import GATE_CAMERA
from .push import ANSWERED, Pushes, actions, pushing, token_of

GUEST = "555VIS02"
JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Flat:
    """Alma and Aidar of Flat-17 and Omar of Flat-18, each with a phone, and a gate."""

    pushes: Pushes
    site: Site
    client: Any
    alma: MockUser
    aidar: MockUser
    omar: MockUser

    async def tap(self, phone: str, action: str) -> None:
        await self.pushes.tap(self.client, phone, action)

    async def car(self, number: str = "p-1", plate: str = GUEST) -> None:
        """Let a car come to the gate now."""
        seen = Plate(plate, plate, "KZ", None, 0.97, True)
        at = dt_util.utcnow() - timedelta(seconds=0.2)
        passage = Passage(number, GATE_CAMERA, at, False, Movement.APPROACHING, 3, seen)
        await self.site.passages.handle(passage, Pictures(frame=JPEG), dt_util.utcnow())
        await self.site.passages.settle()
        await self.site.asks.settle()

    async def wait_for(
        self, plate: str | None = None, kind: PassKind = PassKind.VISITOR, apartment: str = "17"
    ) -> None:
        """Give a guest a pass."""
        person = await self.site.people.person({"17": self.alma, "18": self.omar}[apartment].id, is_admin=False)
        begin = dt_util.utcnow() - timedelta(minutes=1)
        draft = PassDraft(kind, plate, None, begin, begin + timedelta(hours=2), once=True)
        await self.site.passes.give(person.household, draft, person.user_id)

    async def log(self) -> list[tuple[str, str | None]]:
        page = await self.site.passages.page(None, 10)
        return [(entry.outcome.value, entry.outcome_reason) for entry in page.entries]


@pytest.fixture
async def flat(
    home: HomeAssistant,
    loaded: MockConfigEntry,
    member: Callable[[str], MockUser],
    hass_client: Any,
    hass_client_no_auth: Any,
    socket_enabled: None,
) -> AsyncGenerator[Flat]:
    assert socket_enabled is None
    site: Site = loaded.runtime_data
    async with pushing(home) as pushes:
        flat = Flat(pushes, site, await hass_client_no_auth(), member("Alma"), member("Aidar"), member("Omar"))
        for user, apartment in ((flat.alma, "Flat-17"), (flat.aidar, "Flat-17"), (flat.omar, "Flat-18")):
            await site.people.link_user(user.id, Role.RESIDENT, apartment, None)
            await pushes.register(user, hass_client)
        yield flat


async def test_a_guest_comes_one_tap_opens_and_the_gate_opens_once(flat: Flat, relay: list[Any]) -> None:
    await flat.wait_for()
    await flat.car()

    asked = await flat.pushes.each(2)

    assert set(asked) == {"Almas phone", "Aidars phone"}
    question = asked["Almas phone"]
    assert (question["title"], question["message"]) == (
        "Somebody is at the gate",
        "555VIS02 is at Main gate. You expect somebody. Is it for you?",
    )
    assert [action["title"] for action in question["data"]["actions"]] == ["Open", "Refuse"]
    assert (question["data"]["tag"], question["data"]["clickAction"]) == ("hoa_parking_ask_1", "/hoa-parking/mine")
    assert relay == []

    await flat.tap("Almas phone", actions(question)[0])
    await flat.site.asks.settle()

    assert len(relay) == 1
    assert await flat.log() == [("opened", "by_resident")]
    told = await flat.pushes.each(2)
    assert {phone: (one["message"], one["data"]["tag"]) for phone, one in told.items()} == {
        "Almas phone": ("clear_notification", "hoa_parking_ask_1"),
        "Aidars phone": ("Alma said yes to 555VIS02 at Main gate.", "hoa_parking_ask_1"),
    }
    assert ("ask_answered", flat.alma.id) in [(one.action, one.user) for one in await flat.site.people.audit(5)]


async def test_the_app_fetches_the_picture_with_its_user_s_own_rights_and_nobody_else_does(
    home: HomeAssistant, flat: Flat
) -> None:
    await flat.wait_for()
    await flat.car()
    image = (await flat.pushes.each(2))["Almas phone"]["data"]["image"]

    async def fetch(user: MockUser) -> int:
        bearer = {"Authorization": f"Bearer {await token_of(home, user)}"}
        return int((await flat.client.get(image, headers=bearer)).status)

    assert [secret for secret in (GUEST, "17") if secret in image] == []
    assert await fetch(flat.alma) == HTTPStatus.OK
    assert await fetch(flat.omar) == HTTPStatus.NOT_FOUND
    assert (await flat.client.get(image)).status == HTTPStatus.FORBIDDEN


async def test_refuse_leaves_the_gate_closed_and_says_who_did(flat: Flat, relay: list[Any]) -> None:
    await flat.wait_for()
    await flat.car()
    question = (await flat.pushes.each(2))["Aidars phone"]

    await flat.tap("Aidars phone", actions(question)[1])

    told = await flat.pushes.each(2)
    assert (told["Almas phone"]["message"], told["Aidars phone"]["message"]) == (
        "Aidar said no to 555VIS02 at Main gate.",
        "clear_notification",
    )
    assert "actions" not in told["Almas phone"]["data"]
    assert relay == []


async def test_nothing_but_the_household_s_own_answer_to_this_question_opens(
    home: HomeAssistant, flat: Flat, relay: list[Any], hass_admin_user: MockUser
) -> None:
    await flat.wait_for()
    await flat.wait_for(apartment="18")
    await flat.car()
    asked = await flat.pushes.each(3)
    ours, theirs = actions(asked["Almas phone"])[0], actions(asked["Omars phone"])[0]
    forged = ours[:-1] + ("0" if ours[-1] != "0" else "1")
    alma = Context(user_id=flat.alma.id)

    await flat.tap("Omars phone", ours)
    await flat.tap("Almas phone", theirs)
    await flat.tap("Almas phone", forged)
    await flat.tap("Almas phone", actions(asked["Almas phone"])[1].replace("REFUSE", "OPEN"))
    home.bus.async_fire(ANSWERED, {"action": ours})
    home.bus.async_fire(ANSWERED, {"action": ours}, context=Context(user_id=hass_admin_user.id))
    home.bus.async_fire(ANSWERED, {"action": "HOA_PARKING_OPEN_99_" + "0" * 32}, context=alma)
    home.bus.async_fire(ANSWERED, {"action": ["HOA_PARKING_OPEN"]}, context=alma)
    await home.async_block_till_done()
    await flat.site.asks.settle()

    assert relay == []
    assert len(flat.site.asks.open_asks) == 2
    await flat.tap("Almas phone", actions(asked["Almas phone"])[1])
    told = await flat.pushes.each(2)
    assert told["Aidars phone"]["message"] == "Alma said no to 555VIS02 at Main gate."


async def test_an_answer_that_comes_twice_or_late_does_nothing_but_say_so(flat: Flat, relay: list[Any]) -> None:
    await flat.wait_for()
    await flat.wait_for(apartment="18")
    await flat.car()
    asked = await flat.pushes.each(3)
    await flat.tap("Almas phone", actions(asked["Almas phone"])[0])
    await flat.site.asks.settle()
    assert len(relay) == 1
    told = await flat.pushes.each(3)
    assert told["Omars phone"]["message"] == "clear_notification"

    await flat.tap("Aidars phone", actions(asked["Aidars phone"])[0])
    await flat.tap("Almas phone", actions(asked["Almas phone"])[0])
    await flat.tap("Omars phone", actions(asked["Omars phone"])[0])
    await flat.site.asks.settle()

    assert len(relay) == 1
    told = await flat.pushes.each(3)
    assert {one["message"] for one in told.values()} == {"Your answer came too late: it is decided already."}
    assert len(told) == 3


async def test_a_gate_that_fails_is_told_in_words(home: HomeAssistant, flat: Flat) -> None:
    await flat.wait_for()
    await flat.car()
    question = (await flat.pushes.each(2))["Almas phone"]
    home.states.async_set("switch.barrier", "unavailable")

    await flat.tap("Almas phone", actions(question)[0])
    await flat.site.asks.settle()

    told = await flat.pushes.each(4)
    assert {one["message"] for one in told.values()} == {"Main gate cannot be reached. Please call the guard."}
    assert set(told) == {"Almas phone", "Aidars phone"}


async def test_a_guarded_car_leaves_when_its_owner_says_so(
    home: HomeAssistant, loaded: MockConfigEntry, flat: Flat, relay: list[Any]
) -> None:
    camera = loaded.subentries[GATE_CAMERA]
    home.config_entries.async_update_subentry(loaded, camera, data={**camera.data, "faces": "exit"})
    await home.async_block_till_done()
    flat = replace(flat, site=loaded.runtime_data)
    await flat.site.people.add_vehicle("123ALM02", "Flat-17", None)
    person = await flat.site.people.person(flat.alma.id, is_admin=False)
    await flat.site.passes.guard(person.household, "123ALM02", flat.alma.id, on=True)

    await flat.car(plate="123ALM02")

    asked = await flat.pushes.each(2)
    assert asked["Almas phone"]["title"] == "Your car wants out"
    assert asked["Almas phone"]["message"] == (
        "123ALM02 is at Main gate and wants out. You guard this car. May it leave?"
    )
    assert relay == []
    await flat.tap("Aidars phone", actions(asked["Aidars phone"])[0])
    await flat.site.asks.settle()
    assert len(relay) == 1
    assert await flat.log() == [("opened", "by_resident")]


async def test_nobody_answers_and_the_guard_decides(flat: Flat, freezer: Any) -> None:
    await flat.wait_for()
    await flat.car()
    await flat.pushes.each(2)

    freezer.tick(timedelta(minutes=4))
    flat.site.asks.tick()
    await flat.site.asks.settle()

    told = await flat.pushes.each(2)
    assert {one["message"] for one in told.values()} == {
        "555VIS02 waited at Main gate, and nobody answered in time. Whoever guards the gate decides."
    }


async def test_whoever_gave_a_pass_hears_that_their_guest_came_in_and_the_neighbours_do_not(flat: Flat) -> None:
    await flat.wait_for(GUEST, PassKind.COURIER)
    await flat.car()

    told = await flat.pushes.each(2)

    courier = ("Your courier came in", "555VIS02 came in at Main gate.")
    assert {phone: (one["title"], one["message"]) for phone, one in told.items()} == {
        "Almas phone": courier,
        "Aidars phone": courier,
    }


async def test_it_is_said_in_the_house_s_language(home: HomeAssistant, flat: Flat) -> None:
    home.config.language = "ru"
    await flat.wait_for()
    await flat.car()

    asked = (await flat.pushes.each(2))["Almas phone"]

    assert asked["message"] == "555VIS02 у ворот «Main gate». Вы кого-то ждёте. Это к вам?"
    assert [action["title"] for action in asked["data"]["actions"]] == ["Открыть", "Отказать"]


async def test_the_board_hears_how_many_apply_and_never_who_and_not_ten_thousand_times(
    home: HomeAssistant, flat: Flat, hass_client: Any, member: Callable[[str], MockUser], freezer: Any
) -> None:
    chair = member("Chair")
    await flat.site.people.link_user(chair.id, Role.BOARD, None, None)
    await flat.pushes.register(chair, hass_client)

    for number in range(1, 31):
        flat.site._publish(ApplicationChanged(number, ApplicationStep.RECEIVED, number, None, None))
    first = [await flat.pushes.came()]
    await home.async_block_till_done()
    assert flat.pushes.messages.empty()
    freezer.tick(PAUSE + timedelta(seconds=1))
    async_fire_time_changed(home)
    first.append(await flat.pushes.came())

    assert [(one["push_token"], one["title"], one["message"]) for one in first] == [
        ("Chairs phone", "Applications", "Waiting for the board: 1."),
        ("Chairs phone", "Applications", "Waiting for the board: 30."),
    ]
    flat.site._publish(ApplicationChanged(1, ApplicationStep.REFUSED, 0, None, None))
    assert (await flat.pushes.came())["message"] == "clear_notification"


async def test_an_applicant_with_a_phone_hears_what_became_of_it(
    flat: Flat, hass_client: Any, member: Callable[[str], MockUser]
) -> None:
    newcomer = member("Newcomer")
    await flat.pushes.register(newcomer, hass_client)

    flat.site._publish(ApplicationChanged(7, ApplicationStep.ASKED, 3, newcomer.id, None))
    asked = await flat.pushes.came()
    flat.site._publish(ApplicationChanged(7, ApplicationStep.APPROVED, 2, newcomer.id, None))
    approved = await flat.pushes.came()

    assert [(one["push_token"], one["message"], one["data"]["tag"]) for one in (asked, approved)] == [
        (
            "Newcomers phone",
            "The board has a question. Please open the parking panel.",
            "hoa_parking_application_7",
        ),
        ("Newcomers phone", "The board approved it.", "hoa_parking_application_7"),
    ]
    assert "Flat" not in json.dumps([asked, approved])


async def test_a_neighbour_whose_phone_answers_without_end_keeps_no_answer_away(
    home: HomeAssistant, flat: Flat, relay: list[Any]
) -> None:
    await flat.wait_for()
    await flat.wait_for(apartment="18")
    await flat.car()
    asked = await flat.pushes.each(3)
    ours, theirs = (actions(asked[phone])[0] for phone in ("Almas phone", "Omars phone"))
    forged = theirs[:-1] + ("0" if theirs[-1] != "0" else "1")
    for _ in range(500):
        home.bus.async_fire(ANSWERED, {"action": forged}, context=Context(user_id=flat.omar.id))

    home.bus.async_fire(ANSWERED, {"action": ours}, context=Context(user_id=flat.alma.id))
    await home.async_block_till_done()
    await flat.site.asks.settle()

    assert len(relay) == 1
    assert await flat.log() == [("opened", "by_resident")]


async def test_a_phone_whose_pushes_take_long_keeps_no_other_household_waiting(
    flat: Flat, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck, notify = asyncio.Event(), Phones._notify

    async def slow(phones: Phones, service: str, call: dict[str, object]) -> None:
        if "omar" in service:
            await stuck.wait()
        await notify(phones, service, call)

    monkeypatch.setattr(Phones, "_notify", slow)
    await flat.wait_for(apartment="18")
    await flat.car()
    await flat.wait_for()
    await flat.car("p-2", "777XXA05")

    reached = await flat.pushes.each(2)

    assert set(reached) == {"Almas phone", "Aidars phone"}
    stuck.set()
    assert (await flat.pushes.came())["push_token"] == "Omars phone"
