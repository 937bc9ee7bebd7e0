"""The owner of a place is asked on their phone, through Home Assistant's own app, and nobody but them answers."""

import json
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from homeassistant.core import Context, HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hoa_parking.core.links import CameraHealth, CameraState, StatusReport
from custom_components.hoa_parking.core.model import SlotReport, SlotsReport
from custom_components.hoa_parking.core.places import StaySource
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site

from .conftest import A1, DRAWING, LOT_CAMERA, draw
from .push import ANSWERED, Pushes, actions, pushing

OWN = "1"


@dataclass(frozen=True)
class Phones:
    """Alma's phone, of Flat-17, and Omar's, of Flat-18."""

    pushes: Pushes
    alma: MockUser
    omar: MockUser


@pytest.fixture
async def site(home: HomeAssistant, loaded: MockConfigEntry) -> Site:
    """Give a lot where A-1 is Flat-17's, all of it seen and free."""
    found: Site = loaded.runtime_data
    await found.people.add_vehicle("123ABC02", "Flat-17", None)
    await found.people.add_vehicle("777XYZ02", "Flat-18", None)
    second = {**A1, "id": "2", "number": "2", "polygon": [[300, 400], [400, 400], [400, 500]]}
    await draw(home, loaded, {**DRAWING, "slots": [{**A1, "id": "1", "apartment": "Flat-17"}, second]})
    await see(found, s1=False, s2=False)
    return found


@pytest.fixture
async def phones(
    home: HomeAssistant, site: Site, member: Callable[[str], MockUser], hass_client: Any, socket_enabled: None
) -> AsyncGenerator[Phones]:
    """Register two phones with the real integration, as the app does, and be the service that pushes to them."""
    assert socket_enabled is None
    async with pushing(home) as pushes:
        phones = Phones(pushes, member("Alma"), member("Omar"))
        await site.people.link_user(phones.alma.id, Role.RESIDENT, "Flat-17", None)
        await site.people.link_user(phones.omar.id, Role.RESIDENT, "Flat-18", None)
        for user in (phones.alma, phones.omar):
            await pushes.register(user, hass_client)
        yield phones


async def see(site: Site, **taken: bool) -> None:
    """Report that the camera is there, and how it sees slots: s1=True for an occupied slot 1."""
    health = CameraHealth(LOT_CAMERA, CameraState.ONLINE, dt_util.utcnow(), None)
    site.links.status(StatusReport(dt_util.utcnow(), "0.1.0", None, (health,), 0, 0, 0, None))
    states = tuple(SlotReport(name[1:], occupied, 0.9) for name, occupied in taken.items())
    now = dt_util.utcnow()
    await site.places.handle(SlotsReport(f"r-{now.timestamp()}-{taken}", LOT_CAMERA, now, False, states), now)
    await site.stays.settle()


async def test_the_owner_is_asked_and_nobody_else_and_it_accuses_nobody(site: Site, phones: Phones) -> None:
    await see(site, s1=True)

    asked = await phones.pushes.came()

    assert asked["push_token"] == "Almas phone"
    assert (asked["title"], asked["message"]) == (
        "Your parking place",
        "A car stands on your place A-1. Is it yours?",
    )
    assert (asked["data"]["tag"], asked["data"]["clickAction"]) == ("hoa_parking_place_1", "/hoa-parking/places")
    assert [action["title"] for action in asked["data"]["actions"]] == ["It's mine", "Not mine"]


async def test_it_is_asked_in_the_house_s_language(home: HomeAssistant, site: Site, phones: Phones) -> None:
    home.config.language = "ru"
    await see(site, s1=True)

    asked = await phones.pushes.came()

    assert asked["message"] == "На вашем месте A-1 стоит машина. Это ваша?"
    assert [action["title"] for action in asked["data"]["actions"]] == ["Моя", "Не моя"]


async def test_no_other_household_s_car_is_named(site: Site, phones: Phones) -> None:
    await see(site, s1=True)
    await phones.pushes.came()
    await site.stays.claim(OWN, "123ABC02", await site.people.person(phones.alma.id, is_admin=False))
    await phones.pushes.came()
    await site.stays.set_plate(OWN, "777XYZ02", None)

    asked = await phones.pushes.came()

    assert asked["message"].startswith("A car stands")
    assert [secret for secret in ("777XYZ02", "Flat-18", "Omar") if secret in json.dumps(asked)] == []


async def test_mine_claims_the_place_and_takes_the_question_away(
    site: Site, phones: Phones, hass_client_no_auth: Any
) -> None:
    await see(site, s1=True)
    mine, _ = actions(await phones.pushes.came())

    await phones.pushes.tap(await hass_client_no_auth(), "Almas phone", mine)

    cleared = await phones.pushes.came()
    assert (cleared["message"], cleared["data"]["tag"]) == ("clear_notification", "hoa_parking_place_1")
    stay = site.stays.stay(OWN)
    assert stay is not None
    assert (stay.plate, stay.source) == ("123ABC02", StaySource.CLAIMED)
    newest = (await site.people.audit(1))[0]
    assert (newest.action, newest.user) == ("stay_claimed", phones.alma.id)


async def test_not_mine_tells_the_guard_and_thanks(site: Site, phones: Phones, hass_client_no_auth: Any) -> None:
    await see(site, s1=True)
    _, not_mine = actions(await phones.pushes.came())

    await phones.pushes.tap(await hass_client_no_auth(), "Almas phone", not_mine)

    thanks = await phones.pushes.came()
    assert (thanks["message"].startswith("Thank you"), thanks["data"]["tag"]) == (True, "hoa_parking_place_1")
    assert [(notice.slot, notice.confirmed) for notice in site.stays.notices] == [(OWN, True)]


async def test_a_question_is_taken_away_when_the_car_is_gone_or_the_place_is(
    home: HomeAssistant, loaded: MockConfigEntry, site: Site, phones: Phones
) -> None:
    await see(site, s1=True)
    await phones.pushes.came()
    await see(site, s1=False)
    assert (await phones.pushes.came())["message"] == "clear_notification"

    await see(site, s1=True)
    assert (await phones.pushes.came())["data"]["actions"]
    await draw(home, loaded, {**DRAWING, "slots": [{**A1, "id": None, "number": "9"}]})
    gone = await phones.pushes.came()
    assert (gone["message"], gone["push_token"]) == ("clear_notification", "Almas phone")


async def test_nobody_answers_for_a_household_but_its_own_people(
    home: HomeAssistant, site: Site, phones: Phones, hass_client_no_auth: Any, hass_admin_user: MockUser
) -> None:
    await see(site, s1=True)
    mine, not_mine = actions(await phones.pushes.came())
    client = await hass_client_no_auth()
    forged = mine[:-1] + ("0" if mine[-1] != "0" else "1")
    alma = Context(user_id=phones.alma.id)

    await phones.pushes.tap(client, "Omars phone", mine)
    await phones.pushes.tap(client, "Almas phone", forged)
    home.bus.async_fire(ANSWERED, {"action": mine})
    home.bus.async_fire(ANSWERED, {"action": mine}, context=Context(user_id=hass_admin_user.id))
    home.bus.async_fire(ANSWERED, {"action": mine.replace("MINE", "NOT_MINE")}, context=alma)
    home.bus.async_fire(ANSWERED, {"action": "HOA_PARKING_MINE_99_" + "0" * 32}, context=alma)
    home.bus.async_fire(ANSWERED, {"action": ["HOA_PARKING"]}, context=alma)
    home.bus.async_fire(ANSWERED, {}, context=alma)
    await phones.pushes.tap(client, "Almas phone", not_mine)

    thanks = await phones.pushes.came()
    assert thanks["message"].startswith("Thank you")
    assert [entry.action for entry in await site.people.audit(10) if entry.action.startswith("stay_")] == [
        "stay_disclaimed"
    ]


async def test_whoever_moved_out_answers_for_nobody_and_is_not_asked(
    site: Site, phones: Phones, hass_client_no_auth: Any
) -> None:
    await see(site, s1=True)
    mine, _ = actions(await phones.pushes.came())
    await site.people.link_user(phones.alma.id, Role.NONE, None, None)
    await site.people.link_user(phones.omar.id, Role.RESIDENT, "Flat-17", None)

    await phones.pushes.tap(await hass_client_no_auth(), "Almas phone", mine)
    await see(site, s1=False)
    await see(site, s1=True)

    assert [
        (one["push_token"], "actions" in one["data"])
        for one in (await phones.pushes.came(), await phones.pushes.came())
    ] == [
        ("Omars phone", False),
        ("Omars phone", True),
    ]


async def test_an_answer_counts_after_a_restart_too(
    home: HomeAssistant, loaded: MockConfigEntry, site: Site, phones: Phones, hass_client_no_auth: Any
) -> None:
    await see(site, s1=True)
    mine, _ = actions(await phones.pushes.came())

    assert await home.config_entries.async_reload(loaded.entry_id)
    await phones.pushes.tap(await hass_client_no_auth(), "Almas phone", mine)

    assert (await phones.pushes.came())["message"] == "clear_notification"
    stay = loaded.runtime_data.stays.stay(OWN)
    assert stay.source is StaySource.CLAIMED


async def test_without_phones_nothing_is_sent_and_nothing_breaks(
    home: HomeAssistant, loaded: MockConfigEntry, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    await see(site, s1=True)
    await home.async_block_till_done()
    assert await home.config_entries.async_unload(loaded.entry_id)

    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []
