"""Automations ask whether zones are full and have places; what nobody can see is neither."""

from datetime import timedelta
from typing import Any

import probatio
import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import condition
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking.const import DOMAIN

from .conftest import Post, status
from .lot import draw, place, seen

FULL = "binary_sensor.north_lot_full"
NEARLY = "binary_sensor.north_lot_nearly_full"
FREE = "sensor.north_lot_free_places"
SLOTS = ["binary_sensor.north_lot_slot_a_1", "binary_sensor.north_lot_slot_a_2"]


@pytest.fixture
async def lot(home: HomeAssistant, loaded: MockConfigEntry, tell: Post) -> MockConfigEntry:
    """Give a lot of three places whose camera is there."""
    await draw(home, loaded, place(1), place(2), place(3))
    await tell(status())
    return loaded


async def checker(home: HomeAssistant, name: str, target: Any, **options: Any) -> Any:
    """Make a condition as an automation does."""
    written = {"condition": f"{DOMAIN}.{name}", "target": {"entity_id": target}, "options": options}
    checked = await condition.async_validate_condition_config(home, written)
    return await condition.async_from_config(home, checked)


async def ask(home: HomeAssistant, name: str, target: Any, **options: Any) -> bool:
    """Answer a condition once."""
    made = await checker(home, name, target, **options)
    answer = bool(made.async_check())
    made.async_unload()
    return answer


async def test_full_nearly_full_and_free(home: HomeAssistant, lot: MockConfigEntry, report: Post) -> None:
    await report(seen(lot, taken="A-1", free="A-2 A-3"))
    assert not await ask(home, "is_full", FULL)
    assert not await ask(home, "is_nearly_full", NEARLY)
    assert await ask(home, "has_free_places", FREE)
    assert await ask(home, "has_free_places", FREE, at_least=2)
    assert not await ask(home, "has_free_places", FREE, at_least=3)

    await report(seen(lot, taken="A-2 A-3"))
    assert await ask(home, "is_full", FULL)
    assert await ask(home, "is_nearly_full", NEARLY)
    assert not await ask(home, "has_free_places", FREE)


async def test_any_and_all_slots(home: HomeAssistant, lot: MockConfigEntry, report: Post) -> None:
    await report(seen(lot, taken="A-1", free="A-2"))
    assert await ask(home, "is_slot_occupied", SLOTS)
    assert not await ask(home, "is_slot_occupied", SLOTS, behavior="all")

    await report(seen(lot, taken="A-2"))
    assert await ask(home, "is_slot_occupied", SLOTS, behavior="all")


@pytest.mark.parametrize("behavior", ["any", "all"])
async def test_the_unknown_is_neither_full_nor_free(
    home: HomeAssistant, lot: MockConfigEntry, report: Post, tell: Post, behavior: str
) -> None:
    await report(seen(lot, taken="A-1 A-2", free="A-3"))
    await tell(status(lot="offline"))

    assert home.states.get(FREE).state == "unknown"
    assert not await ask(home, "has_free_places", FREE, behavior=behavior)
    assert not await ask(home, "is_full", FULL, behavior=behavior)
    assert not await ask(home, "is_nearly_full", NEARLY, behavior=behavior)
    assert not await ask(home, "is_slot_occupied", SLOTS, behavior=behavior)


async def test_all_is_no_while_one_is_unknown(home: HomeAssistant, lot: MockConfigEntry, report: Post) -> None:
    await report(seen(lot, taken="A-1"))

    assert await ask(home, "is_slot_occupied", SLOTS, behavior="any")
    assert not await ask(home, "is_slot_occupied", SLOTS, behavior="all")


async def test_nothing_of_ours_is_no(home: HomeAssistant, lot: MockConfigEntry) -> None:
    home.states.async_set("binary_sensor.kitchen", "on")

    assert lot.runtime_data is not None
    assert not await ask(home, "is_full", "binary_sensor.kitchen", behavior="all")
    assert not await ask(home, "is_slot_occupied", FULL, behavior="all")


async def test_it_can_be_asked_for_how_long(
    home: HomeAssistant, lot: MockConfigEntry, report: Post, tell: Post, freezer: FrozenDateTimeFactory
) -> None:
    async def minutes(number: int) -> None:
        for _ in range(number):
            freezer.tick(timedelta(minutes=1))
            await tell(status())

    await report(seen(lot, taken="A-1", free="A-2 A-3"))
    for_long = await checker(home, "has_free_places", FREE, **{"for": {"minutes": 5}})
    assert not for_long.async_check()

    await minutes(4)
    await report(seen(lot, taken="A-2"))  # fewer, and still some
    await minutes(2)
    assert for_long.async_check()

    await report(seen(lot, taken="A-3"))
    assert not for_long.async_check()
    for_long.async_unload()


@pytest.mark.parametrize("at_least", [0, 5001, "many"])
async def test_a_wrong_number_is_refused(home: HomeAssistant, loaded: MockConfigEntry, at_least: object) -> None:
    assert loaded.runtime_data is not None
    with pytest.raises(probatio.Invalid, match="at_least"):
        await ask(home, "has_free_places", FREE, at_least=at_least)


async def test_conditions_are_offered_with_a_target_of_ours(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    offered = await condition.async_get_all_descriptions(home)
    ours = {key.removeprefix(f"{DOMAIN}."): one for key, one in offered.items() if key.startswith(f"{DOMAIN}.")}

    assert loaded.runtime_data is not None
    assert set(ours) == {"is_full", "is_nearly_full", "has_free_places", "is_slot_occupied"}
    assert {entity["integration"] for one in ours.values() for entity in one["target"]["entity"]} == {DOMAIN}
