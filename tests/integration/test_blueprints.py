"""Blueprints: put where Home Assistant finds them, never over somebody's own, and doing what they say."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.components.automation.helpers import async_get_blueprints
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_fire_time_changed,
    async_mock_service,
)

from custom_components.hoa_parking.const import DOMAIN
from custom_components.hoa_parking.core.places import SlotKind

from .conftest import ZONE, Post, status
from .lot import automate, draw, place, seen

NAMES = ["guest_overstay.yaml", "place_taken.yaml", "zone_full.yaml"]
NOTICES = {"entity_id": "event.north_lot_notices"}


@pytest.fixture
def told(home: HomeAssistant) -> list[ServiceCall]:
    """Give the notifications that were sent."""
    return async_mock_service(home, "notify", "send_message")


@pytest.fixture
async def installed(act: Any, hass_admin_user: MockUser) -> Any:
    """Give what the action says of our blueprints when there are none."""
    return await act("install_blueprints", hass_admin_user, answer=True)


def folder(home: HomeAssistant) -> Path:
    return Path(home.config.path("blueprints", "automation", DOMAIN))


def using(name: str, **inputs: Any) -> dict[str, Any]:
    """Make an automation of a blueprint."""
    return {"alias": name, "use_blueprint": {"path": f"{DOMAIN}/{name}", "input": inputs}}


def said(told: list[ServiceCall]) -> list[tuple[list[str], str]]:
    """Return whom was told what since it was last asked."""
    found = [(call.data["entity_id"], call.data["message"]) for call in told]
    told.clear()
    return found


async def test_they_are_installed_once_and_found_by_home_assistant(
    home: HomeAssistant, installed: Any, act: Any, hass_admin_user: MockUser
) -> None:
    assert installed == {"installed": NAMES, "updated": [], "unchanged": [], "kept": []}

    found = await async_get_blueprints(home).async_get_blueprints()
    ours = {path: blueprint for path, blueprint in found.items() if path.startswith(DOMAIN)}
    assert sorted(ours) == [f"{DOMAIN}/{name}" for name in NAMES]
    assert [blueprint.validate() for blueprint in ours.values()] == [None, None, None]

    again = await act("install_blueprints", hass_admin_user, answer=True)
    assert again == {"installed": [], "updated": [], "unchanged": NAMES, "kept": []}


async def test_what_a_person_changed_is_kept_and_what_is_old_is_updated(
    home: HomeAssistant, installed: Any, act: Any, hass_admin_user: MockUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = folder(home) / "zone_full.yaml"
    changed = mine.read_text("utf-8").replace("mode: queued", "mode: restart")
    mine.write_text(changed, "utf-8")
    newer = folder(home).parent / "newer"
    newer.mkdir()
    for name in NAMES:
        (newer / name).write_text(f"# version 2 of {name}\n", "utf-8")
    monkeypatch.setattr("custom_components.hoa_parking.services_blueprints.SHIPPED", newer)

    answer = await act("install_blueprints", hass_admin_user, answer=True)

    assert installed["installed"] == NAMES
    assert answer == {"installed": [], "updated": NAMES[:2], "unchanged": [], "kept": ["zone_full.yaml"]}
    assert mine.read_text("utf-8") == changed
    assert "version 2" in (folder(home) / "place_taken.yaml").read_text("utf-8")


async def test_a_blueprint_of_the_same_name_is_not_ours_to_replace(
    home: HomeAssistant, loaded: MockConfigEntry, act: Any, hass_admin_user: MockUser
) -> None:
    folder(home).mkdir(parents=True)
    own = folder(home) / "place_taken.yaml"
    own.write_text("# mine, all of it\n", "utf-8")

    answer = await act("install_blueprints", hass_admin_user, answer=True)

    assert loaded.runtime_data is not None
    assert answer["kept"] == ["place_taken.yaml"]
    assert own.read_text("utf-8") == "# mine, all of it\n"


async def test_only_administrators_install_them(
    home: HomeAssistant, act: Any, member: Callable[[str], MockUser]
) -> None:
    for user in (None, member("Nobody")):
        with pytest.raises(ServiceValidationError) as caught:
            await act("install_blueprints", user)
        assert caught.value.translation_key == "admins_only"
    assert not folder(home).exists()


async def test_a_folder_that_cannot_be_written_is_named(
    home: HomeAssistant, act: Any, hass_admin_user: MockUser
) -> None:
    folder(home).parent.mkdir(parents=True)
    folder(home).write_text("in the way")

    with pytest.raises(HomeAssistantError) as caught:
        await act("install_blueprints", hass_admin_user)

    assert caught.value.translation_key == "blueprints_not_written"
    assert caught.value.translation_placeholders == {"folder": str(folder(home))}


async def test_a_full_zone_is_told_and_places_again_too(
    home: HomeAssistant,
    loaded: MockConfigEntry,
    installed: Any,
    tell: Post,
    report: Post,
    told: list[ServiceCall],
    freezer: FrozenDateTimeFactory,
) -> None:
    sign = async_mock_service(home, "test", "sign")
    await draw(home, loaded, place(1), place(2), place(3))
    await tell(status())
    await automate(
        home,
        using(
            "zone_full.yaml",
            zones={"entity_id": "binary_sensor.north_lot_full"},
            devices=["notify.guard", "notify.board"],
            settled={"minutes": 1},
            more=[{"action": "test.sign", "data": {"what": "{{ trigger.id }}"}}],
        ),
    )

    async def later() -> None:
        freezer.tick(timedelta(seconds=61))
        async_fire_time_changed(home)
        await home.async_block_till_done()

    await report(seen(loaded, taken="A-1 A-2", free="A-3"))
    await report(seen(loaded, taken="A-3"))
    assert said(told) == []
    await later()
    assert said(told) == [(["notify.guard", "notify.board"], "North lot is full.")]

    await report(seen(loaded, free="A-1"))
    await later()
    assert said(told) == [(["notify.guard", "notify.board"], "North lot has free places again.")]
    assert [call.data["what"] for call in sign] == ["full", "again"]
    assert installed["kept"] == []


async def test_a_taken_place_is_told_to_whom_it_concerns(
    home: HomeAssistant,
    loaded: MockConfigEntry,
    installed: Any,
    tell: Post,
    report: Post,
    told: list[ServiceCall],
    act: Any,
) -> None:
    await act("add_vehicle", plate="123ABC02", apartment="17")
    await draw(
        home, loaded, place(1, apartment="17"), place(2, row="b", apartment="17"), place(3, row="", apartment="17")
    )
    await tell(status())
    await automate(
        home,
        using("place_taken.yaml", zones=NOTICES, devices=["notify.guard"]),
        using("place_taken.yaml", zones=NOTICES, row=" B ", number="2", devices=["notify.owner"]),
        using("place_taken.yaml", zones=NOTICES, number=3, devices=["notify.other"], text="{{ place }}!"),
    )

    async def settled() -> list[tuple[list[str], str]]:
        await loaded.runtime_data.stays.settle()
        await home.async_block_till_done()
        return sorted(said(told))

    await report(seen(loaded, free="A-1 b-2 3"))
    await report(seen(loaded, taken="A-1"))
    text = "Place {} (North lot) is taken by a car that does not seem to belong there."
    assert await settled() == [(["notify.guard"], text.format("A-1"))]

    await report(seen(loaded, taken="b-2"))
    assert await settled() == [(["notify.guard"], text.format("b-2")), (["notify.owner"], text.format("b-2"))]

    await report(seen(loaded, taken="3"))
    assert await settled() == [(["notify.guard"], text.format("3")), (["notify.other"], "3!")]
    assert installed["kept"] == []


async def test_a_guest_who_stays_too_long_is_told_to_the_guards(
    home: HomeAssistant,
    loaded: MockConfigEntry,
    installed: Any,
    tell: Post,
    report: Post,
    told: list[ServiceCall],
    freezer: FrozenDateTimeFactory,
) -> None:
    await home.config.async_set_time_zone("Asia/Almaty")
    zone = loaded.subentries[ZONE]
    home.config_entries.async_update_subentry(loaded, zone, data={**zone.data, "guest_limit": 2})
    await home.async_block_till_done()
    await draw(home, loaded, place(2, SlotKind.GUEST))
    await tell(status())
    await automate(home, using("guest_overstay.yaml", zones=NOTICES, devices=["notify.guard"]))
    await report(seen(loaded, free="A-2"))
    await report(seen(loaded, taken="A-2"))
    await loaded.runtime_data.stays.settle()
    came = dt_util.now().strftime("%d.%m. %H:%M")

    freezer.tick(timedelta(hours=2, seconds=1))
    loaded.runtime_data.stays.tick()
    await loaded.runtime_data.stays.settle()
    await home.async_block_till_done()

    assert said(told) == [(["notify.guard"], f"A vehicle has stood on guest place A-2 (North lot) since {came}.")]
    assert home.states.async_entity_ids(AUTOMATION)
    assert installed["kept"] == []
