"""Connections to one SQLite file, set up so that what is committed survives a power cut."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from ..core.errors import Damaged, StoreError
from .migrate import migrate
from .translate import translated

BUSY_MS: Final = 5_000
WAL_PAGES: Final = 1_000
READERS: Final = 2
"""Threads that read for people; one more reads for gates."""

# What is deleted is overwritten: nobody who was erased is left in the file's free space.
_WRITER: Final = (
    *("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", f"PRAGMA wal_autocheckpoint={WAL_PAGES}"),
    "PRAGMA secure_delete=ON",
)
_READER: Final = ("PRAGMA query_only=ON",)
_BOTH: Final = (f"PRAGMA busy_timeout={BUSY_MS}", "PRAGMA foreign_keys=ON")


def open_file(path: Path) -> tuple[Engine, Engine]:
    """Return a writing and a reading engine for a sound file of today's schema; raises StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise StoreError(f"the folder of the database cannot be made: {err.strerror}") from err
    writer = _engine(path, _WRITER, "BEGIN IMMEDIATE", 1)
    try:
        with writer.connect() as connection:
            _check(connection)
            migrate(connection)
    except SQLAlchemyError as err:
        writer.dispose()
        raise translated(err) from err
    except StoreError:
        writer.dispose()
        raise
    return writer, _engine(path, _READER, "BEGIN", READERS + 1)


def checkpoint(connection: Connection, pages: int) -> None:
    """Write the log into the main file, then only every `pages` pages, or not at all for 0; raises StoreError."""
    raw = cast("sqlite3.Connection", connection.connection.dbapi_connection)
    try:
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        raw.execute(f"PRAGMA wal_autocheckpoint={pages}")
    except sqlite3.Error as err:
        raise translated(err) from err
    if busy and not pages:
        raise StoreError("readers hold the database's log")


def _check(connection: Connection) -> None:
    with connection.begin():
        words = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    if words != "ok":
        raise Damaged(f"the database file is damaged: {words[:200]}")


def _engine(path: Path, pragmas: tuple[str, ...], begin: str, connections: int) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        pool_size=connections,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
        hide_parameters=True,  # they are plates and apartments; a log or an error must not hold them
    )
    event.listen(engine, "connect", _prepared(_BOTH + pragmas))
    event.listen(engine, "begin", _begun(begin))
    return engine


def _prepared(pragmas: tuple[str, ...]) -> Callable[[sqlite3.Connection, object], None]:
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: the module's own would come too late
        for pragma in pragmas:
            connection.execute(pragma)

    return prepare


def _begun(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin
