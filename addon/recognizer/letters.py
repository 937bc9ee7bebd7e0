"""The outbox's file: one table of letters, and the statements that keep it within its limits."""

import contextlib
import logging
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from .model import Letter

LOG = logging.getLogger(__name__)

FRESH: Final = 30.0
"""Seconds for which a passage goes before any backlog: somebody may be waiting at the gate."""

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS letters (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending',
    recovered INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    captured_at REAL NOT NULL,
    put_at REAL NOT NULL,
    done_at REAL,
    why TEXT,
    size INTEGER NOT NULL,
    body BLOB,
    plate BLOB,
    frame BLOB
);
CREATE INDEX IF NOT EXISTS letters_turn ON letters (state, tries, seq);
CREATE INDEX IF NOT EXISTS letters_size ON letters (state, size);
CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""
_SELECT: Final = "SELECT id, kind, body, recovered, frame, plate FROM letters WHERE state = 'pending'"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is kept: letters and bytes on disk, delivered ones without content, what memory holds, disk to spare."""

    letters: int = 50_000
    octets: int = 512 * 1024 * 1024
    delivered: int = 2_000
    held: int = 200
    held_octets: int = 16 * 1024 * 1024
    spare: int = 64 * 1024 * 1024


LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter with its times, in seconds since the epoch."""

    letter: Letter
    captured_at: float
    put_at: float

    @property
    def size(self) -> int:
        """Bytes of the letter and its pictures."""
        return sum(len(part) for part in (self.letter.body, self.letter.frame, self.letter.plate) if part)

    def bare(self) -> "Entry":
        """Return it without pictures."""
        return replace(self, letter=replace(self.letter, frame=None, plate=None))


def open_letters(path: Path) -> sqlite3.Connection:
    """Open or make the file; raise sqlite3.Error where it is damaged or the disk refuses."""
    with contextlib.suppress(OSError):  # SQLite tells better what is wrong
        path.touch(mode=0o600)
    db = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        # What was delivered is gone from the file too: plates and faces are nobody's to find there.
        db.execute("PRAGMA secure_delete = ON")
        db.execute("PRAGMA journal_size_limit = 16777216")
        if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("database disk image is malformed")
        db.executescript(_SCHEMA)
        db.execute("PRAGMA incremental_vacuum")
    except sqlite3.Error:
        db.close()
        raise
    return db


def set_aside(path: Path, stamp: str) -> Path:
    """Rename a damaged file with its companions, so that a new one can be begun; return its new name."""
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    for companion in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + companion).rename(aside.with_name(aside.name + companion))
    return aside


def trouble(err: sqlite3.Error) -> str:
    """Return in one word what is wrong: damaged, disk_full or disk_error."""
    code = getattr(err, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return "damaged"
    return "disk_full" if code == sqlite3.SQLITE_FULL else "disk_error"


def recover(db: sqlite3.Connection) -> None:
    """Mark what an earlier run left: none of it can ever open a gate."""
    db.execute("UPDATE letters SET recovered = 1 WHERE state = 'pending'")


def store(db: sqlite3.Connection, entry: Entry, limits: Limits) -> None:
    """Add a letter, making room for it; a known id changes nothing."""
    make_room(db, entry.size, limits)
    letter = entry.letter
    db.execute(
        "INSERT OR IGNORE INTO letters (id, kind, captured_at, put_at, size, body, plate, frame)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (letter.id, letter.kind, entry.captured_at, entry.put_at, entry.size, letter.body, letter.plate, letter.frame),
    )


def make_room(db: sqlite3.Connection, size: int, limits: Limits) -> None:
    """Make room for `size` bytes: pictures of the oldest, then the oldest parked, then the oldest pending letters."""
    count, octets = db.execute(
        "SELECT count(*), coalesce(sum(size), 0) FROM letters WHERE state IN ('pending', 'parked')"
    ).fetchone()
    surplus, excess = count + 1 - limits.letters, octets + size - limits.octets
    if excess > 0:
        excess -= _drop_pictures(db, excess)
    while surplus > 0 or excess > 0:
        oldest = db.execute(
            "SELECT seq, size FROM letters WHERE state IN ('pending', 'parked') ORDER BY state = 'pending', seq LIMIT 1"
        ).fetchone()
        if oldest is None:
            return
        db.execute("DELETE FROM letters WHERE seq = ?", (oldest[0],))
        count_dropped(db, 1)
        LOG.error("The outbox is full: the oldest report was dropped")
        surplus, excess = surplus - 1, excess - oldest[1]


def _drop_pictures(db: sqlite3.Connection, wanted: int) -> int:
    freed = 0
    rows = db.execute(
        "SELECT seq, size - length(body) FROM letters WHERE frame IS NOT NULL OR plate IS NOT NULL"
        " ORDER BY state = 'pending', seq"
    )
    for seq, octets in rows.fetchall():
        db.execute("UPDATE letters SET frame = NULL, plate = NULL, size = size - ? WHERE seq = ?", (octets, seq))
        freed += octets
        if freed >= wanted:
            break
    return freed


def first(db: sqlite3.Connection, now: float) -> Letter | None:
    """Return the letter to send: a fresh passage before any backlog, else the oldest."""
    fresh = f"{_SELECT} AND recovered = 0 AND kind = 'passage' AND captured_at >= ? ORDER BY tries, seq LIMIT 1"
    row = db.execute(fresh, (now - FRESH,)).fetchone()
    row = row or db.execute(f"{_SELECT} ORDER BY tries, seq LIMIT 1").fetchone()
    return None if row is None else _letter(row)


def first_besides(db: sqlite3.Connection, settled: tuple[str, ...]) -> Letter | None:
    """Return the oldest letter that is none of the `settled`, where the file can be read and not written."""
    marks = ",".join("?" * len(settled))
    row = db.execute(f"{_SELECT} AND id NOT IN ({marks}) ORDER BY tries, seq LIMIT 1", settled).fetchone()
    return None if row is None else _letter(row)


def _letter(row: tuple[str, str, bytes, int, bytes | None, bytes | None]) -> Letter:
    letter_id, kind, body, recovered, frame, plate = row
    return Letter(letter_id, kind, body, recovered=bool(recovered), frame=frame, plate=plate)


def settle(db: sqlite3.Connection, letter_id: str, why: str | None, now: float, keep: int) -> None:
    """Park a letter with the reason, or forget the content of one that has arrived; `keep` of those stay."""
    if why is not None:
        db.execute("UPDATE letters SET state = 'parked', why = ? WHERE id = ?", (why[:500], letter_id))
        return
    db.execute(
        "UPDATE letters SET state = 'delivered', done_at = ?, size = 0, body = NULL, plate = NULL, frame = NULL"
        " WHERE id = ?",
        (now, letter_id),
    )
    db.execute(
        "DELETE FROM letters WHERE state = 'delivered' AND seq <="
        " (SELECT seq FROM letters WHERE state = 'delivered' ORDER BY seq DESC LIMIT 1 OFFSET ?)",
        (keep,),
    )


def postpone(db: sqlite3.Connection, letter_id: str) -> None:
    """Let the others go first."""
    db.execute("UPDATE letters SET tries = tries + 1 WHERE id = ?", (letter_id,))


def count_dropped(db: sqlite3.Connection, more: int) -> None:
    """Count letters that were dropped, for good."""
    db.execute(
        "INSERT INTO counts VALUES ('dropped', ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
        (more,),
    )


def census(db: sqlite3.Connection) -> tuple[int, int, int, float | None]:
    """Return the numbers pending, parked and dropped, and when the oldest pending letter was put."""
    pending, oldest = db.execute("SELECT count(*), min(put_at) FROM letters WHERE state = 'pending'").fetchone()
    parked = db.execute("SELECT count(*) FROM letters WHERE state = 'parked'").fetchone()[0]
    dropped = db.execute("SELECT coalesce(sum(value), 0) FROM counts WHERE name = 'dropped'").fetchone()[0]
    return pending, parked, dropped, oldest
