"""Actions: the lists, who a user is, opening by hand, pairing; each mistake in words."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hoa_parking.const import DOMAIN
from custom_components.hoa_parking.core.errors import Full
from custom_components.hoa_parking.core.roles import Role

from .conftest import GATE


async def test_a_vehicle_is_listed_changed_and_removed(act: Any, hass_admin_user: MockUser) -> None:
    await act("add_vehicle", hass_admin_user, plate="а 123 вс-777", apartment=" 17 ", note="Red")
    await act("add_vehicle", plate="123ABC02", apartment="18", valid_until="2026-12-31 23:59:00")

    listed = await act("list_vehicles", hass_admin_user, answer=True)
    until = dt_util.as_local(dt_util.as_utc(dt_util.parse_datetime("2026-12-31 23:59:00"))).isoformat()
    assert listed == {
        "vehicles": [
            {"plate": "123ABC02", "apartment": "18", "note": None, "valid_from": None, "valid_until": until},
            {"plate": "A123BC777", "apartment": "17", "note": "Red", "valid_from": None, "valid_until": None},
        ],
        "blocked": [],
    }

    await act("remove_vehicle", plate="A123BC777")
    assert len((await act("list_vehicles", hass_admin_user, answer=True))["vehicles"]) == 1


async def test_a_plate_is_blocked_and_unblocked(act: Any, hass_admin_user: MockUser) -> None:
    await act("block_plate", plate="777 XXA 05", reason="Debt")
    listed = await act("list_vehicles", hass_admin_user, answer=True)
    assert listed["blocked"] == [{"plate": "777XXA05", "reason": "Debt", "until": None}]

    await act("unblock_plate", plate="777XXA05")
    assert (await act("list_vehicles", hass_admin_user, answer=True))["blocked"] == []


@pytest.mark.parametrize(
    ("name", "fields", "key"),
    [
        ("add_vehicle", {"plate": "-", "apartment": "17"}, "plate_length"),
        ("add_vehicle", {"plate": "A" * 1_000_000, "apartment": "17"}, "plate_length"),
        ("add_vehicle", {"plate": "京A12345", "apartment": "17"}, "plate_letters"),
        ("add_vehicle", {"plate": "123ABC02", "apartment": " "}, "apartment_length"),
        ("add_vehicle", {"plate": "123ABC02", "apartment": "17", "note": "x" * 201}, "note_length"),
        (
            "add_vehicle",
            {"plate": "123ABC02", "apartment": "17", "valid_from": "2026-12-02", "valid_until": "2026-12-01"},
            "ends_before_it_starts",
        ),
        ("block_plate", {"plate": "123ABC02", "until": "2001-12-01"}, "block_ends_in_the_past"),
        ("remove_vehicle", {"plate": "123ABC02"}, "not_listed"),
        ("unblock_plate", {"plate": "123ABC02"}, "not_blocked"),
        ("open_gate", {"gate": "No such gate"}, "gate_unknown"),
    ],
)
async def test_a_mistake_is_named(home: HomeAssistant, act: Any, name: str, fields: dict[str, Any], key: str) -> None:
    with pytest.raises(ServiceValidationError) as caught:
        await act(name, **fields)

    words = await async_get_translations(home, "en", "exceptions", [DOMAIN])
    assert caught.value.translation_key == key
    assert f"component.{DOMAIN}.exceptions.{key}.message" in words


async def test_a_user_is_linked_by_person_or_id(
    home: HomeAssistant,
    act: Any,
    loaded: MockConfigEntry,
    member: Callable[[str], MockUser],
    hass_admin_user: MockUser,
) -> None:
    aigul, marat = member("Aigul"), member("Marat")
    home.states.async_set("person.aigul", "home", {"user_id": aigul.id})

    await act("link_user", hass_admin_user, person="person.aigul", role="guard")
    await act("link_user", hass_admin_user, user_id=marat.id, role="resident", apartment="17")

    people = loaded.runtime_data.people
    assert (await people.person(aigul.id, is_admin=False)).role == "guard"
    assert (await people.person(marat.id, is_admin=False)).apartment == "17"

    await act("link_user", hass_admin_user, user_id=marat.id, role="none")
    assert (await people.person(marat.id, is_admin=False)).role == "none"


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"role": "guard"}, "person_or_user"),
        ({"role": "guard", "user_id": "x", "person": "person.x"}, "person_or_user"),
        ({"role": "guard", "person": "person.x"}, "person_unlinked"),
        ({"role": "guard", "user_id": "x"}, "user_unknown"),
    ],
)
async def test_a_user_that_is_none_is_refused(
    act: Any, hass_admin_user: MockUser, fields: dict[str, str], key: str
) -> None:
    with pytest.raises(ServiceValidationError) as caught:
        await act("link_user", hass_admin_user, **fields)

    assert caught.value.translation_key == key


async def test_a_resident_needs_an_apartment(
    act: Any, member: Callable[[str], MockUser], hass_admin_user: MockUser
) -> None:
    with pytest.raises(ServiceValidationError) as caught:
        await act("link_user", hass_admin_user, user_id=member("Marat").id, role="resident")

    assert caught.value.translation_key == "resident_needs_apartment"


@pytest.mark.parametrize(
    ("name", "fields", "answer"),
    [
        ("add_vehicle", {"plate": "123ABC02", "apartment": "17"}, False),
        ("remove_vehicle", {"plate": "123ABC02"}, False),
        ("list_vehicles", {}, True),
        ("link_user", {"user_id": "x", "role": "board"}, False),
        ("pair_recognizer", {}, True),
    ],
)
async def test_only_the_board_keeps_the_lists(
    act: Any,
    member: Callable[[str], MockUser],
    hass_admin_user: MockUser,
    name: str,
    fields: dict[str, str],
    answer: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    guard = member("Guard")
    await act("link_user", hass_admin_user, user_id=guard.id, role="guard")

    for user in (guard, member("Nobody")):
        with pytest.raises(ServiceValidationError):
            await act(name, user, answer=answer, **fields)


async def test_guards_keep_the_block_list_too(
    act: Any, member: Callable[[str], MockUser], hass_admin_user: MockUser
) -> None:
    guard = member("Guard")
    await act("link_user", hass_admin_user, user_id=guard.id, role="guard")

    await act("block_plate", guard, plate="123ABC02", reason="Debt")
    assert [one["plate"] for one in (await act("list_vehicles", hass_admin_user, answer=True))["blocked"]] == [
        "123ABC02"
    ]
    await act("unblock_plate", guard, plate="123ABC02")
    with pytest.raises(ServiceValidationError):
        await act("block_plate", member("Nobody"), plate="123ABC02")


async def test_a_refused_resident_is_not_taken_for_an_intruder(
    hass_client: Any, hass_read_only_access_token: str, loaded: MockConfigEntry
) -> None:
    client = await hass_client(hass_read_only_access_token)

    answer = await client.post(f"/api/services/{DOMAIN}/block_plate", json={"plate": "123ABC02"})

    # 401 would count as a failed login and ban the address.
    assert answer.status == HTTPStatus.BAD_REQUEST
    assert await loaded.runtime_data.people.blocked() == ()


@pytest.mark.parametrize("gate", ["cover.main_gate", "main gate", GATE])
async def test_a_gate_is_opened_by_its_cover_its_name_or_its_id(relay: list[Any], act: Any, gate: str) -> None:
    await act("open_gate", gate=gate, reason="Ambulance")

    assert len(relay) == 1


async def test_pairing_gives_a_token_that_may_report_and_ends_the_one_before(
    act: Any, hass_admin_user: MockUser, hass_client_no_auth: Any
) -> None:
    first = await act("pair_recognizer", hass_admin_user, answer=True)
    second = await act("pair_recognizer", hass_admin_user, answer=True)
    assert second["url"] == "/api/hoa_parking/v1"

    client = await hass_client_no_auth()
    statuses = [
        (await client.get("/api/hoa_parking/v1/config", headers={"Authorization": f"Bearer {answer['token']}"})).status
        for answer in (first, second)
    ]
    assert statuses == [HTTPStatus.UNAUTHORIZED, HTTPStatus.OK]


async def test_a_token_is_for_an_administrator_and_no_automation(act: Any) -> None:
    with pytest.raises(ServiceValidationError) as caught:
        await act("pair_recognizer", answer=True)

    assert caught.value.translation_key == "admins_only"


async def test_a_database_that_cannot_keep_it_is_told_in_words(
    act: Any, loaded: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_: object) -> None:
        raise Full("no space")

    monkeypatch.setattr(loaded.runtime_data.database, "write", full)

    with pytest.raises(HomeAssistantError) as caught:
        await act("block_plate", plate="123ABC02")

    assert caught.value.translation_key == "database_full"


async def test_actions_say_when_nothing_is_loaded(home: HomeAssistant, loaded: MockConfigEntry, act: Any) -> None:
    await home.config_entries.async_unload(loaded.entry_id)

    with pytest.raises(ServiceValidationError):
        await act("block_plate", plate="123ABC02")


async def test_a_resident_lets_a_guest_in_and_not_a_neighbour_s(
    act: Any, loaded: MockConfigEntry, member: Callable[[str], MockUser], hass_admin_user: MockUser
) -> None:
    people, passes = loaded.runtime_data.people, loaded.runtime_data.passes
    alma, omar = member("Alma"), member("Omar")
    await people.link_user(alma.id, Role.RESIDENT, "17", None)
    await people.link_user(omar.id, Role.RESIDENT, "18", None)
    until = (dt_util.now() + timedelta(days=1)).isoformat()

    given = await act("give_pass", alma, answer=True, plate="777 vis 02", valid_until=until, once=True)

    own, other = [await people.household_at(apartment) for apartment in ("17", "18")]
    assert [(one.id, one.plate, one.once) for one in await passes.of_household(own)] == [
        (given["pass"], "777VIS02", True)
    ]
    with pytest.raises(ServiceValidationError) as caught:
        await act("give_pass", alma, plate="1A", valid_until=until, apartment="18")
    assert caught.value.translation_key == "not_allowed"
    with pytest.raises(ServiceValidationError) as caught:
        await act("end_pass", omar, **{"pass": given["pass"]})
    assert caught.value.translation_key == "not_found"
    assert (await passes.of_household(own))[0].ended_at is None
    await act("end_pass", alma, **{"pass": given["pass"]})
    assert (await passes.of_household(own))[0].ended_at is not None

    weekly = {"days": ["mon", "sat"], "start": "08:00", "end": "18:00"}
    await act("give_pass", plate="1A", valid_until=until, apartment="18", kind="service", **weekly)
    await act("give_pass", hass_admin_user, plate="2B", valid_until=until, apartment="18")
    assert [one.plate for one in await passes.of_household(other)] == ["2B", "1A"]
    assert (await passes.of_household(other))[1].schedule.days == {0, 5}


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"plate": "1A", "apartment": "99"}, "apartment_unknown"),
        ({"plate": "1A"}, "no_household"),
        ({"plate": "!", "apartment": "17"}, "plate_length"),
        ({"plate": "1A", "apartment": "17", "days": ["mon"]}, "schedule_half"),
        ({"plate": "1A", "apartment": "17", "valid_until": "2001-01-01"}, "pass_ends_before_it_starts"),
        ({"plate": "1A", "apartment": "17", "valid_until": "2099-01-01"}, "pass_too_long"),
    ],
)
async def test_a_pass_that_cannot_be_given_is_refused_in_words(
    home: HomeAssistant, act: Any, fields: dict[str, Any], key: str
) -> None:
    await act("add_vehicle", plate="123ABC02", apartment="17")
    until = (dt_util.now() + timedelta(days=1)).isoformat()

    with pytest.raises(ServiceValidationError) as caught:
        await act("give_pass", **{"valid_until": until, **fields})

    words = await async_get_translations(home, "en", "exceptions", [DOMAIN])
    assert caught.value.translation_key == key
    assert f"component.{DOMAIN}.exceptions.{key}.message" in words
