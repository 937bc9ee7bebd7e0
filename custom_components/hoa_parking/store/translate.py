"""SQLite's complaints in our own words."""

import sqlite3
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ..core.errors import Damaged, Full, Locked, StoreError

_BY_CODE: Final[Mapping[int, tuple[type[StoreError], str]]] = MappingProxyType(
    {
        sqlite3.SQLITE_FULL: (Full, "the disk is full"),
        sqlite3.SQLITE_BUSY: (Locked, "another program holds the database"),
        sqlite3.SQLITE_LOCKED: (Locked, "another connection holds the database"),
        sqlite3.SQLITE_CORRUPT: (Damaged, "the database file is damaged"),
        sqlite3.SQLITE_NOTADB: (Damaged, "the file is no database"),
    }
)


def translated(err: SQLAlchemyError | sqlite3.Error) -> StoreError:
    """Return the StoreError for a database's error; statements and their values stay out of it."""
    cause = err.orig if isinstance(err, DBAPIError) else err
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    kind, words = _BY_CODE.get(code, (StoreError, f"the database failed: {cause}"))
    return kind(words)
