"""A board's lists of vehicles and of guests' passes: taken in whole, or not at all, and given out again."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import partial
from typing import Protocol

from sqlalchemy import Connection

from ..core.errors import Refused
from ..core.events import PassesChanged
from ..core.inviting import LONGEST
from ..core.lists import (
    COLUMNS,
    MOST_BYTES,
    BadCell,
    Imported,
    PassRow,
    Sheet,
    VehicleRow,
    What,
    pass_cells,
    pass_key,
    read_passes,
    read_vehicles,
    vehicle_cells,
)
from ..core.model import AuditEntry
from ..core.people import in_order
from ..core.ports import Clock, Publish
from ..store import audit, lists
from ..store.database import Database


class _Take(Protocol):
    """Compares a list that was read with what is kept and, but for a dry run, writes it if nothing is wrong with it."""

    def __call__(self, connection: Connection, user: str | None, now: datetime, /, *, dry_run: bool) -> Imported: ...


class ListDesk:
    """Takes lists in, and gives them out."""

    def __init__(self, database: Database, publish: Publish, now: Clock) -> None:
        self._database = database
        self._publish = publish
        self._now = now

    async def take_in(self, what: What, text: str, zone: tzinfo, user: str | None, *, dry_run: bool) -> Imported:
        """Compare a list with what is kept and, but for a dry run, write it where nothing is wrong with it.

        Times without a zone are in `zone`. Raises Refused for a list that is too long, or StoreError.
        """
        if len(text) > MOST_BYTES or len(text.encode(errors="replace")) > MOST_BYTES:
            raise Refused("list_too_long", f"a list has at most {MOST_BYTES} bytes", "text")
        # Not in the writer, in which gates wait: reading takes longest. There it is only compared once more.
        take = await asyncio.to_thread(_read, what, text, zone)
        found = await self._database.read(lambda c: take(c, user, self._now(), dry_run=True))
        if dry_run or found.problems:
            return found

        def write(connection: Connection) -> Imported:
            now = self._now()
            done = take(connection, user, now, dry_run=False)
            if not done.problems:
                detail = f"added {done.added}, changed {done.changed}, same {done.same}"
                audit.add(connection, AuditEntry(now, user, "list_imported", what.value, detail))
            return done

        done = await self._database.write(write)
        if not done.problems:
            self._publish(PassesChanged(None))
        return done

    async def give_out(self, what: What, zone: tzinfo, user: str | None) -> tuple[tuple[str, ...], ...]:
        """Return a list as `take_in` takes it, heads first, on the record. Raises StoreError."""

        def read(connection: Connection) -> tuple[tuple[str, ...], ...]:
            now = self._now()
            audit.add(connection, AuditEntry(now, user, "list_exported", what.value, None))
            if what is What.VEHICLES:
                cars = lists.listed_vehicles(connection).values()
                return tuple(vehicle_cells(car, zone) for car in sorted(cars, key=_place))
            guests = lists.open_passes(connection, now).values()
            return tuple(pass_cells(guest, zone) for guest in sorted(guests, key=_place))

        return COLUMNS[what], *await self._database.write(read)


def _place(row: VehicleRow | PassRow) -> tuple[object, str]:
    return in_order(row.apartment), row.plate


def _read(what: What, text: str, zone: tzinfo) -> _Take:
    if what is What.VEHICLES:
        return partial(_take_vehicles, read_vehicles(text, zone))
    return partial(_take_passes, read_passes(text, zone))


def _take_vehicles(
    sheet: Sheet[VehicleRow], connection: Connection, _user: str | None, _now: datetime, *, dry_run: bool
) -> Imported:
    listed = lists.listed_vehicles(connection)
    problems, put, added = list(sheet.problems), list[VehicleRow](), 0
    for row in sheet.rows:
        known = listed.get(row.plate)
        if known is not None and known.apartment != row.apartment:
            problems.append(BadCell(row.row, "plate", "plate_elsewhere", row.plate))
        elif known is None:
            added += 1
            put.append(row)
        elif (wanted := _vehicle_over(known, row, sheet.columns)) != _car_as_said(known):
            put.append(wanted)
    if not problems and not dry_run:
        lists.put_vehicles(connection, put)
    return _imported(problems, len(sheet.rows), added, len(put) - added)


def _take_passes(
    sheet: Sheet[PassRow], connection: Connection, user: str | None, now: datetime, *, dry_run: bool
) -> Imported:
    kept = lists.open_passes(connection, now)
    by_key = {pass_key(row): pass_id for pass_id, row in kept.items()}
    problems, new, changed = list(sheet.problems), list[PassRow](), dict[int, PassRow]()
    for row in sheet.rows:
        known = by_key.get(pass_key(row))
        wanted = _pass_over(kept[known] if known is not None else None, row, sheet.columns, now)
        if (code := _too_long(wanted, now)) is not None:
            problems.append(BadCell(row.row, "valid_until", code))
        elif known is None:
            new.append(wanted)
        elif wanted != _pass_as_said(kept[known]):
            changed[known] = wanted
    if not problems and not dry_run:
        lists.put_passes(connection, new, changed, user, now)
    return _imported(problems, len(sheet.rows), len(new), len(changed))


def _imported(problems: Iterable[BadCell], rows: int, added: int, changed: int) -> Imported:
    """Say what was done; of rows that are as they were, only those of a list without problems are counted."""
    found = tuple(sorted(problems, key=lambda bad: bad.row))
    return Imported(found, added, changed, 0 if found else rows - added - changed)


def _vehicle_over(known: VehicleRow, row: VehicleRow, columns: frozenset[str]) -> VehicleRow:
    """Return a vehicle as the list wants it: what the list has no column for stays as it is."""
    old = _car_as_said(known)
    return VehicleRow(
        0,
        row.apartment,
        row.plate,
        row.note if "note" in columns else old.note,
        row.valid_from if "valid_from" in columns else old.valid_from,
        row.valid_until if "valid_until" in columns else old.valid_until,
    )


def _pass_over(known: PassRow | None, row: PassRow, columns: frozenset[str], now: datetime) -> PassRow:
    if known is None:
        return replace(row, row=0, valid_from=row.valid_from or now)
    old = _pass_as_said(known)
    return replace(
        row,
        row=0,
        note=row.note if "note" in columns else old.note,
        valid_from=row.valid_from or old.valid_from,
        once=row.once if "once" in columns else old.once,
    )


def _too_long(row: PassRow, now: datetime) -> str | None:
    begin = row.valid_from or now
    if row.valid_until <= now:
        return "pass_in_the_past"
    if row.valid_until <= begin:
        return "ends_before_it_starts"
    return "pass_too_long" if row.valid_until - min(begin, now) > LONGEST else None


def _car_as_said(car: VehicleRow) -> VehicleRow:
    """Return a vehicle as a list can say it: to the second."""
    begin, end = car.valid_from, car.valid_until
    return replace(car, valid_from=begin and _second(begin), valid_until=end and _second(end))


def _pass_as_said(guest: PassRow) -> PassRow:
    begin = guest.valid_from
    return replace(guest, valid_from=begin and _second(begin), valid_until=_second(guest.valid_until))


def _second(at: datetime) -> datetime:
    return at.replace(microsecond=0)
