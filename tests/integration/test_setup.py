"""Loading, reloading, unloading and removing; a database that cannot be used; the panel; the backup."""

import sqlite3
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from homeassistant.components.backup import DOMAIN as BACKUP
from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL, DATA_PANELS
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.translation import async_get_translations
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking import sidebar
from custom_components.hoa_parking.backup import async_post_backup, async_pre_backup
from custom_components.hoa_parking.const import DOMAIN
from custom_components.hoa_parking.core.errors import Locked, StoreError
from custom_components.hoa_parking.store.database import Database

from .conftest import LOT_CAMERA, subentry


def database(home: HomeAssistant) -> Path:
    return Path(home.config.path("hoa_parking/hoa_parking.db"))


async def start(home: HomeAssistant, entry: MockConfigEntry) -> None:
    await home.config_entries.async_setup(entry.entry_id)
    await home.async_block_till_done()


async def test_it_loads_reloads_and_unloads(
    home: HomeAssistant, loaded: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    assert database(home).exists()

    assert await home.config_entries.async_reload(loaded.entry_id)
    await home.async_block_till_done()
    assert loaded.state is ConfigEntryState.LOADED

    assert await home.config_entries.async_unload(loaded.entry_id)
    assert loaded.state is ConfigEntryState.NOT_LOADED
    assert home.states.get("cover.main_gate").state == "unavailable"
    ours = [record.getMessage() for record in caplog.records if record.levelname in {"WARNING", "ERROR"}]
    assert [words for words in ours if "hoa_parking" in words and "not been tested" not in words] == []


async def test_what_is_added_while_it_loads_is_not_lost(
    home: HomeAssistant, entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Database.open
    late = [subentry("zone", "01JD0ZONE00000000000000001", {"name": "South lot", "capacity": 2})]

    async def open_slowly(database: Database) -> None:
        while late:
            home.config_entries.async_add_subentry(entry, late.pop())
        await opened(database)

    monkeypatch.setattr(Database, "open", open_slowly)

    await start(home, entry)

    assert home.states.get("sensor.south_lot_places").state == "2"
    await home.config_entries.async_unload(entry.entry_id)


async def test_removing_it_keeps_the_records(home: HomeAssistant, loaded: MockConfigEntry, act: Any) -> None:
    await act("add_vehicle", plate="123ABC02", apartment="17")

    await home.config_entries.async_remove(loaded.entry_id)

    with sqlite3.connect(database(home)) as connection:
        assert connection.execute("SELECT plate FROM vehicles").fetchall() == [("123ABC02",)]
    connection.close()


async def test_home_assistant_stops(home: HomeAssistant, loaded: MockConfigEntry) -> None:
    home.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await home.async_block_till_done()

    with pytest.raises(StoreError):
        await loaded.runtime_data.people.vehicles()


async def test_the_stream_of_home_assistants_camera_is_passed_on(
    home: HomeAssistant, loaded: MockConfigEntry, hass_client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stream_source(_: HomeAssistant, entity_id: str) -> str:
        return f"rtsp://192.0.2.9/{entity_id}"

    camera = loaded.subentries[LOT_CAMERA]
    data = {key: value for key, value in camera.data.items() if key != "source"}
    home.config_entries.async_update_subentry(loaded, camera, data={**data, "camera_entity_id": "camera.yard"})
    await home.async_block_till_done()
    client = await hass_client()

    without = await (await client.get("/api/hoa_parking/v1/config")).json()
    assert [camera["name"] for camera in without["cameras"]] == ["Gate camera"]

    # The packages of Home Assistant's camera integration are not needed for this.
    fake = SimpleNamespace(async_get_stream_source=stream_source)
    monkeypatch.setitem(sys.modules, "homeassistant.components.camera", fake)
    home.config.components.add("camera")
    found = await (await client.get("/api/hoa_parking/v1/config")).json()
    assert [camera["source"] for camera in found["cameras"]][1:] == ["rtsp://192.0.2.9/camera.yard"]


async def test_a_damaged_database_is_shown_and_left_alone(home: HomeAssistant, entry: MockConfigEntry) -> None:
    database(home).parent.mkdir()
    database(home).write_bytes(b"this is no database" * 500)

    await start(home, entry)

    words = await async_get_translations(home, "en", "exceptions", [DOMAIN])
    assert (entry.state, entry.error_reason_translation_key) == (ConfigEntryState.SETUP_ERROR, "database_damaged")
    assert f"component.{DOMAIN}.exceptions.database_damaged.message" in words
    issue = ir.async_get(home).async_get_issue(DOMAIN, "database_damaged")
    assert issue.translation_placeholders == {"path": str(database(home))}
    assert database(home).read_bytes().startswith(b"this is no database")

    database(home).unlink()
    await home.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED
    assert ir.async_get(home).async_get_issue(DOMAIN, "database_damaged") is None
    await home.config_entries.async_unload(entry.entry_id)


async def test_a_newer_database_is_left_alone(home: HomeAssistant, entry: MockConfigEntry) -> None:
    await start(home, entry)
    await home.config_entries.async_unload(entry.entry_id)
    with sqlite3.connect(database(home)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    await start(home, entry)

    assert (entry.state, entry.error_reason_translation_key) == (ConfigEntryState.SETUP_ERROR, "database_newer")
    assert ir.async_get(home).async_get_issue(DOMAIN, "database_newer") is not None


async def test_a_locked_database_is_tried_again(
    home: HomeAssistant, entry: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def locked(_: Database) -> None:
        raise Locked("database is locked")

    monkeypatch.setattr(Database, "open", locked)

    await start(home, entry)

    assert (entry.state, entry.error_reason_translation_key) == (ConfigEntryState.SETUP_RETRY, "database_locked")
    assert ir.async_get(home).async_get_issue(DOMAIN, "database_locked") is not None


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the browser's files were built."""
    folder = tmp_path / "www"
    folder.mkdir()
    (folder / "panel.js").write_text("export {};")
    (folder / "cards.js").write_text("customElements;")
    monkeypatch.setattr(sidebar, "BUNDLE", folder / "panel.js")
    return folder


def offered(home: HomeAssistant) -> list[str]:
    return [url for url in home.data[DATA_EXTRA_MODULE_URL].urls if "hoa_parking" in url]


@pytest.mark.usefixtures("built")
async def test_the_panel_stands_in_the_sidebar_until_the_association_is_removed(
    home: HomeAssistant, entry: MockConfigEntry, hass_client: Any
) -> None:
    await start(home, entry)

    panel = home.data[DATA_PANELS]["hoa-parking"]
    assert (panel.sidebar_title, panel.require_admin) == ("Parking", False)
    url = panel.config["_panel_custom"]["module_url"]
    assert url.startswith("/hoa_parking_static/panel.js?v=")
    client = await hass_client()
    assert await (await client.get(url)).text() == "export {};"

    await home.config_entries.async_reload(entry.entry_id)
    assert home.data[DATA_PANELS]["hoa-parking"] is panel

    await home.config_entries.async_remove(entry.entry_id)
    assert "hoa-parking" not in home.data[DATA_PANELS]


@pytest.mark.usefixtures("built")
async def test_every_dashboard_is_offered_the_card_until_the_association_is_removed(
    home: HomeAssistant, entry: MockConfigEntry, hass_client: Any, hass_ws_client: Any
) -> None:
    await start(home, entry)
    page = await hass_ws_client(home)
    await page.send_json_auto_id({"type": "frontend/subscribe_extra_js"})
    assert (await page.receive_json())["success"]

    (url,) = offered(home)
    assert url.startswith("/hoa_parking_static/cards.js?v=")
    client = await hass_client()
    assert await (await client.get(url)).text() == "customElements;"

    await home.config_entries.async_reload(entry.entry_id)
    assert offered(home) == [url]

    await home.config_entries.async_remove(entry.entry_id)
    assert offered(home) == []
    told = await page.receive_json()
    assert told["event"] == {"change_type": "removed", "item": {"type": "module", "url": url}}


@pytest.mark.parametrize(("language", "title"), [("ru", "Парковка"), ("kk", "Тұрақ"), ("de", "Parking")])
@pytest.mark.usefixtures("built")
async def test_the_sidebar_speaks_the_house_s_language(
    home: HomeAssistant, entry: MockConfigEntry, language: str, title: str
) -> None:
    home.config.language = language

    await start(home, entry)

    assert home.data[DATA_PANELS]["hoa-parking"].sidebar_title == title
    await home.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize(("missing", "panels", "cards"), [("panel.js", 0, 1), ("cards.js", 1, 0)])
async def test_what_was_not_built_is_told(
    home: HomeAssistant, entry: MockConfigEntry, built: Path, missing: str, panels: int, cards: int
) -> None:
    (built / missing).unlink()

    await start(home, entry)

    assert entry.state is ConfigEntryState.LOADED
    assert (list(home.data[DATA_PANELS]).count("hoa-parking"), len(offered(home))) == (panels, cards)
    issue = ir.async_get(home).async_get_issue(DOMAIN, "bundle_missing")
    assert issue is not None
    assert issue.translation_placeholders == {"file": f"www/{missing}"}
    await home.config_entries.async_unload(entry.entry_id)


async def test_a_backup_holds_everything(
    home: HomeAssistant, loaded: MockConfigEntry, act: Any, tmp_path: Path
) -> None:
    await act("add_vehicle", plate="123ABC02", apartment="17")

    await async_pre_backup(home)
    copy = tmp_path / "copy.db"
    copy.write_bytes(database(home).read_bytes())
    await act("add_vehicle", plate="456ABC02", apartment="18")
    await async_post_backup(home)

    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT plate FROM vehicles").fetchall() == [("123ABC02",)]
    connection.close()
    assert len(await loaded.runtime_data.people.vehicles()) == 2


async def test_a_backup_goes_on_without_us(
    home: HomeAssistant, loaded: MockConfigEntry, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken() -> None:
        raise Locked("database is locked")

    monkeypatch.setattr(loaded.runtime_data, "quiesce", broken)
    monkeypatch.setattr(loaded.runtime_data, "resume", broken)

    await async_pre_backup(home)
    await async_post_backup(home)

    assert "may be copied amid a change" in caplog.text
    assert "did not go on" in caplog.text


@pytest.mark.usefixtures("loaded")
async def test_home_assistant_finds_our_backup_hooks(home: HomeAssistant) -> None:
    assert await async_setup_component(home, BACKUP, {})
    await home.async_block_till_done()

    assert DOMAIN in home.data["backup"].platforms
