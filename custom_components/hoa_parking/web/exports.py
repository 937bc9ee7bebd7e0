"""Files that somebody asked for: written a little at a time, fetched once, gone after that or five minutes."""

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from aiohttp import hdrs, web
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..core.errors import Full, Refused, StoreError
from ..core.roles import Act, may
from ..site import Site
from .commands import Asked
from .door import CHUNK, Denied, open_site, signed_reader
from .shapes import Shape
from .sheets import Cell, Sheet, SheetKind, begin

_LOGGER = logging.getLogger(__name__)

EXPORTS: Final = "/api/hoa_parking/v1/exports"
FOLDER: Final = "exports"
LIFETIME: Final = timedelta(minutes=5)
MOST_AT_ONCE: Final = 2
"""Exports that are written at the same time: each keeps a reader busy now and then."""
LONGEST_S: Final = 15 * 60.0


@dataclass(frozen=True, slots=True)
class Table:
    """What is to be written: its file's name, its heads, and its rows."""

    name: str
    kind: SheetKind
    heads: Sequence[str]
    rows: AsyncIterator[Sequence[Sequence[Cell]]]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class _Ready:
    user: str
    path: Path
    name: str
    content_type: str


@dataclass(slots=True)
class _Shelf:
    """What is being written, for whom, and what waits to be fetched."""

    writing: set[str] = field(default_factory=set)
    ready: dict[str, _Ready] = field(default_factory=dict)


_SHELF: HassKey[_Shelf] = HassKey(f"{DOMAIN}_exports")


async def offer(asked: Asked, table: Table) -> Shape:
    """Write a table and return where its asker fetches it, once; raises Refused or StoreError."""
    shelf = asked.hass.data.setdefault(_SHELF, _Shelf())
    with _turn(shelf, asked.person.user_id):
        for export in [one for one, ready in shelf.ready.items() if ready.user == asked.person.user_id]:
            await asked.hass.async_add_executor_job(_drop, shelf, export)
        path = asked.site.folder / FOLDER / f"{secrets.token_hex(16)}.{table.kind}"
        try:
            async with asyncio.timeout(LONGEST_S):
                rows, more = await _write(asked.hass, path, table)
        except BaseException as err:
            await asked.hass.async_add_executor_job(partial(path.unlink, missing_ok=True))
            if isinstance(err, TimeoutError):
                raise Refused("export_too_long", "this takes too long: ask for less") from err
            if isinstance(err, OSError):
                raise Full(f"the export cannot be written: {err.strerror}") from err
            raise
    return _offered(asked, shelf, path, table) | {"rows_most": table.kind.most, "rows": rows, "more": more}


async def sweep(site: Site) -> None:
    """Delete what an earlier run left; nobody can fetch it any more."""
    await asyncio.to_thread(_sweep, site.folder / FOLDER)


class ExportView(HomeAssistantView):
    """Gives a file to whoever asked for it, once."""

    url = EXPORTS + "/{export}"
    name = "api:hoa_parking:exports"
    requires_auth = False

    async def get(self, request: web.Request, export: str) -> web.StreamResponse:
        """Answer with the file, or 403, or 404 for what is not there, not theirs, or was fetched."""
        try:
            return await _answer(request, export)
        except Denied as denied:
            return denied.answer()


@contextmanager
def _turn(shelf: _Shelf, user: str) -> Iterator[None]:
    if user in shelf.writing:
        raise Refused("export_running", "you have an export running: wait for it")
    if len(shelf.writing) >= MOST_AT_ONCE:
        raise Refused("too_many", "others have exports running: try again in a minute")
    shelf.writing.add(user)
    try:
        yield
    finally:
        shelf.writing.discard(user)


async def _write(hass: HomeAssistant, path: Path, table: Table) -> tuple[int, bool]:
    """Write the table; returns how many rows it has, and whether there were more than it holds."""
    done, zone = 0, dt_util.get_default_time_zone()
    make = partial(begin, path, table.kind, table.heads, table.language, zone)
    sheet = await hass.async_add_executor_job(make)
    try:
        async for rows in table.rows:
            left = table.kind.most - done
            await hass.async_add_executor_job(sheet.add, rows[:left])
            done += len(rows[:left])
            if len(rows) > left:
                return done, True
    finally:
        await hass.async_add_executor_job(_close, sheet)
    return done, False


def _close(sheet: Sheet) -> None:
    sheet.close()


def _offered(asked: Asked, shelf: _Shelf, path: Path, table: Table) -> Shape:
    hass, export = asked.hass, path.stem
    name = f"{table.name}-{time.strftime('%Y-%m-%d', dt_util.now().timetuple())}.{table.kind}"
    shelf.ready[export] = _Ready(asked.person.user_id, path, name, table.kind.content_type)

    @callback
    def expire(_: object) -> None:
        hass.async_add_executor_job(_drop, shelf, export)

    async_call_later(hass, LIFETIME.total_seconds(), HassJob(expire, cancel_on_shutdown=True))
    token = asked.connection.refresh_token_id
    return {"url": async_sign_path(hass, f"{EXPORTS}/{export}", LIFETIME, refresh_token_id=token)}


async def _answer(request: web.Request, export: str) -> web.StreamResponse:
    user, site, hass = signed_reader(request), open_site(request), request.app[KEY_HASS]
    shelf = hass.data.setdefault(_SHELF, _Shelf())
    try:
        person = await site.people.person(user.id, is_admin=user.is_admin)
    except StoreError as err:
        raise Denied(503, f"store_{err.code}", "the database cannot be read now") from err
    ready = shelf.ready.get(export)
    if ready is None or ready.user != user.id or not may(person.role, Act.EXPORT):
        raise Denied(404, "not_found", "there is no such file, or it was fetched already")
    del shelf.ready[export]
    try:
        file = await hass.async_add_executor_job(_take, ready.path)
    except OSError as err:
        raise Denied(404, "not_found", "the file is gone") from err
    try:
        return await _send(request, file, ready)
    finally:
        await hass.async_add_executor_job(file.close)


async def _send(request: web.Request, file: BinaryIO, ready: _Ready) -> web.StreamResponse:
    hass = request.app[KEY_HASS]
    response = web.StreamResponse(
        headers={
            hdrs.CONTENT_TYPE: ready.content_type,
            hdrs.CONTENT_DISPOSITION: f'attachment; filename="{ready.name}"',
            hdrs.CACHE_CONTROL: "no-store",
            "X-Content-Type-Options": "nosniff",
        }
    )
    response.content_length = await hass.async_add_executor_job(_size, file)
    await response.prepare(request)
    while part := await hass.async_add_executor_job(file.read, 4 * CHUNK):
        await response.write(part)
    await response.write_eof()
    return response


def _take(path: Path) -> BinaryIO:
    """Open a file and take its name away: it is gone when it was read, whatever happens then."""
    file = path.open("rb")
    path.unlink()
    return file


def _size(file: BinaryIO) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size


def _drop(shelf: _Shelf, export: str) -> None:
    if (ready := shelf.ready.pop(export, None)) is not None:
        with suppress(OSError):
            ready.path.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    try:
        for file in folder.iterdir():
            file.unlink()
    except FileNotFoundError:
        return
    except OSError as err:
        _LOGGER.warning("Exports that an earlier run left were not deleted: %s", err.strerror)
