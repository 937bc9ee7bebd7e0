"""The database fails while all is running: the recognizer keeps its report, the gate stays shut, a repair says why."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.hoa_parking.const import DOMAIN
from custom_components.hoa_parking.store import engine
from custom_components.hoa_parking.web.credentials import pair_recognizer

from .conftest import passage

PATH = "/api/hoa_parking/v1/reports"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch, freezer: FrozenDateTimeFactory) -> FrozenDateTimeFactory:
    """Wait for a locked database for a moment only."""
    monkeypatch.setattr(engine, "_BOTH", ("PRAGMA busy_timeout=20", "PRAGMA foreign_keys=ON"))
    return freezer


@pytest.fixture
async def recognizer(
    home: HomeAssistant, loaded: MockConfigEntry, hass_client: Callable[..., Awaitable[TestClient[Any, Any]]]
) -> TestClient[Any, Any]:
    """Give a client with the recognizer's own token, at a gate whose list has one car."""
    await loaded.runtime_data.people.add_vehicle("123ABC02", "17", None)
    return await hass_client(await pair_recognizer(home))


@pytest.fixture
def database(home: HomeAssistant) -> Path:
    return Path(home.config.path("hoa_parking/hoa_parking.db"))


def spoil(database: Path) -> None:
    """Overwrite everything but the file's header."""
    with database.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(100)
        file.write(b"\xa5" * (size - 100))


async def repairs(home: HomeAssistant, freezer: FrozenDateTimeFactory) -> list[str]:
    """Return the repairs about the database half a minute later."""
    freezer.tick(30)
    async_fire_time_changed(home)
    await home.async_block_till_done()
    return [issue for domain, issue in ir.async_get(home).issues if domain == DOMAIN and issue.startswith("database")]


async def test_a_database_in_use_takes_the_report_later_and_opens_nothing_meanwhile(
    home: HomeAssistant,
    loaded: MockConfigEntry,
    recognizer: TestClient[Any, Any],
    relay: list[Any],
    database: Path,
    freezer: FrozenDateTimeFactory,
) -> None:
    car = passage("123ABC02")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = await recognizer.post(PATH, json=car)
        assert (refused.status, (await refused.json())["error"]) == (503, "store_locked")
        assert await repairs(home, freezer) == ["database_locked"]
        other.execute("ROLLBACK")

    taken = await recognizer.post(PATH, json=car)
    await home.async_block_till_done()

    assert await taken.json() == {"id": car["id"], "handled": "new"}
    assert await repairs(home, freezer) == []
    entry = (await loaded.runtime_data.passages.page(None, 1)).entries[0]
    assert (entry.reason, entry.outcome, relay) == ("stale", "none", [])


async def test_a_database_that_is_damaged_while_running_is_told_and_opens_nothing(
    home: HomeAssistant,
    loaded: MockConfigEntry,
    recognizer: TestClient[Any, Any],
    relay: list[Any],
    database: Path,
    freezer: FrozenDateTimeFactory,
) -> None:
    await loaded.runtime_data.quiesce()
    await loaded.runtime_data.resume()
    spoil(database)

    refused = await recognizer.post(PATH, json=passage("123ABC02"))
    await home.async_block_till_done()

    assert (refused.status, (await refused.json())["error"]) == (503, "store_damaged")
    assert await repairs(home, freezer) == ["database_damaged"]
    assert relay == []
