"""Tables as files: CSV that a spreadsheet opens as it is, and XLSX; a cell is never a formula."""

import csv
import io
import os
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

import xlsxwriter  # type: ignore[import-untyped]  # the package has no types

type Cell = str | int | float | datetime | None

MOST_CSV: Final = 5_500_000
MOST_XLSX: Final = 1_048_575
"""What a sheet holds below its heads."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST_CELL: Final = 32_000
_COMMA: Final = frozenset({"en"})
"""Languages whose spreadsheets part cells by a comma; where that is the decimal sign, it is a semicolon."""
_WIDTH: Final = 18
_TIME: Final = "yyyy-mm-dd hh:mm:ss"


class SheetKind(StrEnum):
    """What a table is written as."""

    CSV = "csv"
    XLSX = "xlsx"

    @property
    def most(self) -> int:
        """How many rows it holds below its heads."""
        return MOST_CSV if self is SheetKind.CSV else MOST_XLSX

    @property
    def content_type(self) -> str:
        """What it is to a browser."""
        if self is SheetKind.CSV:
            return "text/csv; charset=utf-8"
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Sheet(Protocol):
    """A table that is being written; times are written as the house's clock shows them."""

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write some rows; raises OSError."""

    def close(self) -> None:
        """Finish it; raises OSError."""


def begin(path: Path, kind: SheetKind, heads: Sequence[str], language: str, zone: tzinfo) -> Sheet:
    """Begin a file that nobody else may read, with its heads; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    sheet: Sheet = _Csv(file, language, zone) if kind is SheetKind.CSV else _Xlsx(file, zone, path.parent)
    sheet.add([heads])
    return sheet


def harmless(text: str) -> str:
    """Return a text that no spreadsheet which opens a CSV takes for a formula."""
    plain = _plain(text)
    return f"'{plain}" if plain.lstrip(" ").startswith(_FORMULA) else plain


def _plain(text: str) -> str:
    return text[:_LONGEST_CELL].replace("\x00", "")


class _Csv:
    def __init__(self, file: io.BufferedWriter, language: str, zone: tzinfo) -> None:
        self._text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", errors="replace")
        self._commas = language in _COMMA
        self._writer = csv.writer(self._text, delimiter="," if self._commas else ";", lineterminator="\r\n")
        self._zone = zone

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._writer.writerows([self._cell(cell) for cell in row] for row in rows)

    def close(self) -> None:
        self._text.close()

    def _cell(self, cell: Cell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, datetime):
            return cell.astimezone(self._zone).strftime("%Y-%m-%d %H:%M:%S")
        if isinstance(cell, float):
            return str(cell) if self._commas else str(cell).replace(".", ",")
        return harmless(cell) if isinstance(cell, str) else str(cell)


class _Xlsx:
    def __init__(self, file: io.BufferedWriter, zone: tzinfo, folder: Path) -> None:
        self._file = file
        self._book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": str(folder)})
        self._page = self._book.add_worksheet()
        self._time = self._book.add_format({"num_format": _TIME})
        self._page.freeze_panes(1, 0)
        self._page.set_column(0, 30, _WIDTH)
        self._zone = zone
        self._next = 0

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        for row in rows:
            for column, cell in enumerate(row):
                self._put(column, cell)
            self._next += 1

    def close(self) -> None:
        try:
            self._book.close()
        except xlsxwriter.exceptions.XlsxFileError as err:
            raise OSError(str(err)) from err
        finally:
            self._file.close()

    def _put(self, column: int, cell: Cell) -> None:
        if isinstance(cell, datetime):
            local = cell.astimezone(self._zone).replace(tzinfo=None)
            self._page.write_datetime(self._next, column, local, self._time)
        elif isinstance(cell, str):
            self._page.write_string(self._next, column, _plain(cell))
        elif cell is not None:
            self._page.write_number(self._next, column, cell)
