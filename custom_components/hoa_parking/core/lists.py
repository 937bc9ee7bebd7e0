"""A board's lists as a spreadsheet saves them: every bad cell is named, the good rows are read. Pure."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Final

from . import cells
from .errors import Refused
from .passes import PassKind, Schedule
from .people import apartment, note
from .plates import checked

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_ROWS: Final = 10_000
MOST_CELLS: Final = 64
MOST_PROBLEMS: Final = 10_000
LONGEST_VALUE: Final = 64

_BOM: Final = "\ufeff"
_LOST: Final = "\ufffd"
"""What a file in another alphabet's encoding is full of once it is read as UTF-8."""


class What(StrEnum):
    """Which list."""

    VEHICLES = "vehicles"
    PASSES = "passes"


COLUMNS: Final[Mapping[What, tuple[str, ...]]] = {
    What.VEHICLES: ("apartment", "plate", "note", "valid_from", "valid_until"),
    What.PASSES: (
        *("apartment", "kind", "plate", "note", "valid_from", "valid_until"),
        *("days", "start", "end", "once"),
    ),
}
NEEDED: Final[Mapping[What, tuple[str, ...]]] = {
    What.VEHICLES: ("apartment", "plate"),
    What.PASSES: ("apartment", "kind", "plate", "valid_until"),
}


@dataclass(frozen=True, slots=True)
class BadCell:
    """What is wrong with a row: its number as the spreadsheet counts it (the heads are row 1), where, why, and what."""

    row: int
    column: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class VehicleRow:
    """A vehicle on the list; `row` is 0 for one that stands on no sheet."""

    row: int
    apartment: str
    plate: str
    note: str | None
    valid_from: datetime | None
    valid_until: datetime | None


@dataclass(frozen=True, slots=True)
class PassRow:
    """A guest's pass; `valid_from` None is now. `row` is 0 for one that stands on no sheet."""

    row: int
    apartment: str
    kind: PassKind
    plate: str
    note: str | None
    valid_from: datetime | None
    valid_until: datetime
    schedule: Schedule | None
    once: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do; nothing where there are problems."""

    problems: tuple[BadCell, ...]
    added: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True)
class Sheet[T]:
    """A list as read: its good rows, what is wrong with the others, and which columns it has."""

    rows: tuple[T, ...]
    problems: tuple[BadCell, ...]
    columns: frozenset[str]


class Reader:
    """One row's cells, read one by one; problems are kept."""

    def __init__(self, row: int, values: Mapping[str, str], zone: tzinfo, problems: list[BadCell]) -> None:
        self.row = row
        self.bad = False
        self._values = values
        self._zone = zone
        self._problems = problems

    def complain(self, column: str, code: str) -> None:
        """Note that a cell is bad."""
        self.bad = True
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(BadCell(self.row, column, code, self._values.get(column, "")[:LONGEST_VALUE]))

    def read[T](self, column: str, read: Callable[[str], T], empty: T) -> T:
        """Read a cell that may be empty."""
        text = self._values.get(column, "")
        if not text:
            return empty
        try:
            return read(text)
        except Refused as err:
            self.complain(column, err.code)
            return empty

    def need[T](self, column: str, read: Callable[[str], T], empty: T) -> T:
        """Read a cell that may not be empty."""
        if not self._values.get(column):
            self.complain(column, "required")
        return self.read(column, read, empty)

    def span(self) -> tuple[datetime | None, datetime | None]:
        """Read from when until when."""
        begin = self.read("valid_from", lambda text: cells.moment(text, self._zone), None)
        end = self.read("valid_until", lambda text: cells.moment(text, self._zone, ends=True), None)
        if begin is not None and end is not None and end <= begin:
            self.complain("valid_until", "ends_before_it_starts")
        return begin, end

    def schedule(self) -> Schedule | None:
        """Read when in a week: all three cells or none."""
        days = self.read("days", cells.days, None)
        start, end = self.read("start", cells.clock, None), self.read("end", cells.clock, None)
        given = [bool(self._values.get(column)) for column in ("days", "start", "end")]
        if any(given) and not all(given):
            self.complain("days", "schedule_half")
        if days is None or start is None or end is None:
            return None
        return Schedule(days, start.replace(second=0), end.replace(second=0))


def read_vehicles(text: str, zone: tzinfo) -> Sheet[VehicleRow]:
    """Read the list of vehicles; times without a zone are on the house's clock."""
    return _read(What.VEHICLES, text, zone, _vehicle, lambda row: row.plate)


def read_passes(text: str, zone: tzinfo) -> Sheet[PassRow]:
    """Read the list of guests' passes."""
    return _read(What.PASSES, text, zone, _pass, pass_key)


def pass_key(row: PassRow) -> tuple[object, ...]:
    """Return what tells a household's passes apart: whose, what for, which plate, when in a week."""
    return row.apartment, row.kind, row.plate, row.schedule


def vehicle_cells(row: VehicleRow, zone: tzinfo) -> tuple[str, ...]:
    """Return a vehicle as a row of the list."""
    return row.apartment, row.plate, row.note or "", *_said_span(row, zone)


def pass_cells(row: PassRow, zone: tzinfo) -> tuple[str, ...]:
    """Return a pass as a row of the list."""
    week, once = row.schedule, "yes" if row.once else "no"
    days, hours = cells.said_days(week.days) if week else "", (week.start, week.end) if week else ()
    clock = [cells.said_clock(at) for at in hours] or ["", ""]
    return row.apartment, row.kind.value, row.plate, row.note or "", *_said_span(row, zone), days, *clock, once


def _said_span(row: VehicleRow | PassRow, zone: tzinfo) -> tuple[str, str]:
    return cells.said_moment(row.valid_from, zone), cells.said_moment(row.valid_until, zone, ends=True)


def _vehicle(cell: Reader) -> VehicleRow:
    home, plate = cell.need("apartment", apartment, ""), cell.need("plate", checked, "")
    words = cell.read("note", note, None)
    return VehicleRow(cell.row, home, plate, words, *cell.span())


def _pass(cell: Reader) -> PassRow:
    home, plate = cell.need("apartment", apartment, ""), cell.need("plate", checked, "")
    kind, words = cell.need("kind", cells.kind, PassKind.VISITOR), cell.read("note", note, None)
    cell.need("valid_until", str, "")
    begin, end = cell.span()
    once = cell.read("once", cells.flag, empty=False)
    return PassRow(cell.row, home, kind, plate, words, begin, end or cells.NEVER, cell.schedule(), once)


def _read[T](what: What, text: str, zone: tzinfo, read: Callable[[Reader], T], key: Callable[[T], object]) -> Sheet[T]:
    problems: list[BadCell] = []
    heads, lines = _lines(text, problems)
    columns = _columns(what, heads, problems)
    good: list[T] = []
    seen: set[object] = set()
    for number, line in lines:
        if len(line) > len(heads):
            problems.append(BadCell(number, "", "cells", line[len(heads)][:LONGEST_VALUE]))
            continue
        values = {column: cells.plain(line[at]) for column, at in columns.items() if at < len(line)}
        cell = Reader(number, values, zone, problems)
        row = read(cell)
        if not cell.bad and key(row) in seen:
            cell.complain("plate", "plate_twice")
        if not cell.bad:
            seen.add(key(row))
            good.append(row)
    return Sheet(tuple(good), tuple(problems[:MOST_PROBLEMS]), frozenset(columns))


def _lines(text: str, problems: list[BadCell]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the heads, and every line that is not empty with its number."""
    text = text.removeprefix(_BOM)
    if _LOST in text:
        problems.append(BadCell(text[: text.index(_LOST)].count("\n") + 1, "", "file_encoding"))
        return [], []
    lines: list[tuple[int, list[str]]] = []
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), 1):
            while line and not line[-1].strip():
                line.pop()
            if line:
                lines.append((number, line))
            if len(lines) > MOST_ROWS + 1:
                problems.append(BadCell(number, "", "file_rows"))
                return [], []
    except csv.Error:
        problems.append(BadCell(len(lines) + 1, "", "cells"))
        return [], []
    if len(lines) < 2:
        problems.append(BadCell(1, "", "file_empty"))
        return [], []
    return lines[0][1], lines[1:]


def _columns(what: What, heads: Sequence[str], problems: list[BadCell]) -> dict[str, int]:
    """Return where each column stands."""
    columns: dict[str, int] = {}
    for at, head in enumerate(heads[:MOST_CELLS]):
        name = head.strip().casefold()
        if name not in COLUMNS[what]:
            problems.append(BadCell(1, "", "column_unknown", head[:LONGEST_VALUE]))
        elif name in columns:
            problems.append(BadCell(1, name, "column_twice", head[:LONGEST_VALUE]))
        else:
            columns[name] = at
    if heads:
        problems.extend(BadCell(1, name, "column_missing") for name in NEEDED[what] if name not in columns)
    return columns


def _delimiter(text: str) -> str:
    """Return what parts the heads: whichever there is most of."""
    heads = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=heads.count)
