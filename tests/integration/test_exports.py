"""Exports: a file that a spreadsheet opens, for whoever asked for it, once; and nothing in it is a formula."""

import asyncio
import csv
import io
import os
import re
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser, async_fire_time_changed

from custom_components.hoa_parking.core.model import AuditEntry, Outcome
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site
from custom_components.hoa_parking.store import audit
from custom_components.hoa_parking.web import sheets

from .conftest import Post, passage


@dataclass
class Reader:
    """Somebody with the panel open, and their browser."""

    user: MockUser
    panel: Any
    client: Any

    async def ask(self, what: str, **fields: Any) -> Any:
        await self.panel.send_json_auto_id({"type": f"hoa_parking/{what}", **fields})
        return await self.panel.receive_json()


type Connect = Callable[[Role], Awaitable[Reader]]


@pytest.fixture
async def site(loaded: MockConfigEntry, report: Post) -> Site:
    """Give a log: our own car, whose apartment would be a formula, and a stranger."""
    found: Site = loaded.runtime_data
    await found.people.add_vehicle("123ABC02", "=HYPERLINK(1)", None)
    for plate in ("123ABC02", "999STR01"):
        await report(passage(plate))
    return found


@pytest.fixture
def connect(
    home: HomeAssistant,
    site: Site,
    member: Callable[[str], MockUser],
    hass_ws_client: Any,
    hass_client_no_auth: Any,
) -> Connect:
    """Connect somebody of a role."""

    async def open_panel(role: Role) -> Reader:
        user = member(f"The {role}")
        await site.people.link_user(user.id, role, None, None)
        token = await home.auth.async_create_refresh_token(user, "https://client.example")
        panel = await hass_ws_client(home, home.auth.async_create_access_token(token))
        return Reader(user, panel, await hass_client_no_auth())

    return open_panel


def table(body: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=delimiter))


def left(site: Site) -> list[Path]:
    return list((site.folder / "exports").glob("*"))


async def test_the_board_exports_what_it_filtered(connect: Connect, site: Site) -> None:
    board = await connect(Role.BOARD)

    answer = (await board.ask("journal/export", filter={"plate": "1*"}, format="csv"))["result"]
    file = await board.client.get(answer["url"])
    body = await file.read()

    assert (answer["rows"], answer["more"], answer["rows_most"]) == (1, False, sheets.MOST_CSV)
    assert file.status == HTTPStatus.OK
    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="journal-\d{4}-\d\d-\d\d\.csv"', file.headers["Content-Disposition"])
    assert body.startswith(b"\xef\xbb\xbf")
    heads, row = table(body)
    found = dict(zip(heads, row, strict=True))
    wanted = {"Gate": "Main gate", "Camera": "Gate camera", "Direction": "Entry", "Plate": "123ABC02"}
    assert {name: found[name] for name in wanted} == wanted
    assert (found["Apartment"], found["Confidence"], found["Verdict"]) == ("'=HYPERLINK(1)", "0.97", "Open")
    log = [(entry.action, entry.subject, entry.detail) for entry in await site.people.audit(2)]
    assert log == [("journal_exported", "csv", "plate=1*"), ("vehicle_looked_up", "1*", None)]


async def test_a_spreadsheet_in_russian_gets_its_own_commas(connect: Connect) -> None:
    board = await connect(Role.BOARD)

    answer = (await board.ask("journal/export", format="csv", language="ru-RU"))["result"]
    heads, first, *_ = table(await (await board.client.get(answer["url"])).read(), ";")

    assert heads[:2] == ["Время", "Ворота"]
    assert first[heads.index("Уверенность")] == "0,97"


async def test_codes_are_said_in_words_of_the_asker_s_language(connect: Connect, site: Site) -> None:
    await site.people.block("777XXA05", None)
    await site.database.write(lambda c: audit.add(c, AuditEntry(site.now(), None, "a_new_action", "x", None)))
    board = await connect(Role.BOARD)
    said = {"Направление": "Въезд", "Решение": "Открыть", "Причина": "В списке", "Источник": "Камера"}

    url = (await board.ask("journal/export", filter={"plate": "1*"}, format="csv", language="ru"))["result"]["url"]
    heads, row = table(await (await board.client.get(url)).read(), ";")
    url = (await board.ask("activity/export", format="csv", language="ru"))["result"]["url"]
    acts, *entries = table(await (await board.client.get(url)).read(), ";")

    found = dict(zip(heads, row, strict=True))
    assert {name: found[name] for name in said} == said
    assert found["Итог"] not in {one.value for one in Outcome}
    actions = [entry[acts.index("Действие")] for entry in entries]
    assert {"Номер внесён в чёрный список", "a_new_action"} <= set(actions)


async def test_a_spreadsheet_gets_times_by_the_houses_clock_and_no_formula(
    home: HomeAssistant, connect: Connect
) -> None:
    await home.config.async_set_time_zone("Asia/Almaty")
    board = await connect(Role.BOARD)

    answer = (await board.ask("journal/export", format="xlsx", language="kk"))["result"]
    body = await (await board.client.get(answer["url"])).read()

    with zipfile.ZipFile(io.BytesIO(body)) as book:
        page, styles = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/styles.xml").decode()
    days = float(re.search(r'<c r="A2" s="1"><v>([\d.]+)</v>', page)[1])  # type: ignore[index]  # or the test fails
    local = dt_util.now().replace(tzinfo=None) - timedelta(days=days)
    assert abs((local - dt_util.parse_datetime("1899-12-30T00:00:00")).total_seconds()) < 60  # type: ignore[operator]
    assert "yyyy-mm-dd hh:mm:ss" in styles
    assert "<f>" not in page
    assert "=HYPERLINK(1)" in page
    assert "Нөмірі" in page


async def test_a_file_is_fetched_once(connect: Connect, site: Site) -> None:
    board = await connect(Role.BOARD)
    url = (await board.ask("journal/export", format="csv"))["result"]["url"]
    assert [oct(file.stat().st_mode & 0o777) for file in left(site)] == ["0o600"]

    assert (await board.client.get(url)).status == HTTPStatus.OK
    assert left(site) == []
    assert (await board.client.get(url)).status == HTTPStatus.NOT_FOUND


async def test_a_file_that_nobody_fetches_is_gone_after_five_minutes(
    home: HomeAssistant, connect: Connect, site: Site
) -> None:
    board = await connect(Role.BOARD)
    await board.ask("journal/export", format="csv")

    async_fire_time_changed(home, dt_util.utcnow() + timedelta(minutes=5, seconds=1))
    await home.async_block_till_done(wait_background_tasks=True)

    assert left(site) == []


async def test_another_export_takes_the_place_of_the_one_before(connect: Connect, site: Site) -> None:
    board = await connect(Role.BOARD)
    first = (await board.ask("journal/export", format="csv"))["result"]["url"]

    await board.ask("journal/export", format="csv")

    assert len(left(site)) == 1
    assert (await board.client.get(first)).status == HTTPStatus.NOT_FOUND


async def test_a_file_is_not_anothers(home: HomeAssistant, connect: Connect, site: Site) -> None:
    board, other = await connect(Role.BOARD), await connect(Role.BOARD)
    url = (await board.ask("journal/export", format="csv"))["result"]["url"]
    their_token = await home.auth.async_create_refresh_token(other.user, "https://other.example")

    bare = url.partition("?")[0]
    bearer = {"Authorization": f"Bearer {home.auth.async_create_access_token(their_token)}"}

    assert (await other.client.get(bare)).status == HTTPStatus.FORBIDDEN
    assert (await other.client.get(bare, headers=bearer)).status == HTTPStatus.NOT_FOUND
    assert len(left(site)) == 1


async def test_who_is_no_longer_of_the_board_gets_nothing(connect: Connect, site: Site) -> None:
    board = await connect(Role.BOARD)
    url = (await board.ask("journal/export", format="csv"))["result"]["url"]

    await site.people.link_user(board.user.id, Role.GUARD, None, None)

    assert (await board.client.get(url)).status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("what", ["journal/export", "activity/export"])
async def test_a_guard_exports_nothing(connect: Connect, what: str) -> None:
    answer = await (await connect(Role.GUARD)).ask(what, format="csv")

    assert answer["error"]["code"] == "unauthorized"


async def test_one_export_at_a_time(connect: Connect, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    board, go = await connect(Role.BOARD), asyncio.Event()

    async def slow(_: object) -> AsyncIterator[list[Any]]:
        await go.wait()
        yield []

    monkeypatch.setattr(site.journal, "chunks", slow)
    ask = {"type": "hoa_parking/journal/export", "format": "csv"}
    await board.panel.send_json_auto_id(ask)
    await board.panel.send_json_auto_id(ask)

    assert (await board.panel.receive_json())["error"]["code"] == "export_running"
    go.set()
    assert (await board.panel.receive_json())["success"]


async def test_what_a_file_does_not_hold_is_said(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_CSV", 1)

    answer = (await (await connect(Role.BOARD)).ask("journal/export", format="csv"))["result"]

    assert (answer["rows"], answer["more"], answer["rows_most"]) == (1, True, 1)


async def test_a_full_disk_is_said_and_leaves_nothing(
    connect: Connect, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    board, write = await connect(Role.BOARD), os.fdopen

    def full(*args: Any, **more: Any) -> Any:
        write(*args, **more).close()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sheets.os, "fdopen", full)

    answer = await board.ask("journal/export", format="csv")

    assert answer["error"]["code"] == "store_full"
    assert left(site) == []
