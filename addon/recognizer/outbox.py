"""The outbox: what was seen stays here, on disk, until Home Assistant has it.

A letter is pending, then delivered or parked (refused for what it says). When there is no more room, the pictures of
the oldest go first, then the oldest parked letters, then the oldest pending ones: the newest is a car at a gate.
What was dropped is counted. When the disk takes nothing, a few letters are held in memory, and `state` says so.
"""

import contextlib
import fcntl
import logging
import shutil
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO, TypeVar

from . import letters
from .errors import OutboxFull, RecognizerError
from .evidence import pictures
from .letters import LIMITS, Entry, Limits
from .model import Frame, Letter, OutboxState, Passage, SlotChange
from .wire import kind_of, report_body

LOG = logging.getLogger(__name__)

_R = TypeVar("_R")


def _now() -> datetime:
    return datetime.now(UTC)


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


class Outbox:
    """Letters in one SQLite file of a folder; safe to use from every thread, by one process at a time."""

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], datetime] = _now,
        limits: Limits = LIMITS,
        on_put: Callable[[], None] = lambda: None,
        free: Callable[[Path], int] = _free,
    ) -> None:
        """Open the folder's outbox; raise RecognizerError when another process has it or the folder is not ours."""
        self.on_put = on_put
        self._path = folder / "outbox.db"
        self._clock = clock
        self._limits = limits
        self._free = free
        self._turn = threading.RLock()
        self._db: sqlite3.Connection | None = None
        self._held: list[Entry] = []
        self._settled: dict[str, str | None] = {}
        self._lost = 0
        self._problem: str | None = None
        self._was_damaged = False
        self._lock = _lock(folder)
        with contextlib.suppress(OutboxFull):
            self._write(letters.recover)

    def put(self, report: Passage | SlotChange, frame: Frame) -> None:
        """Store a report with its frame for delivery; on return it survives a power cut, unless `state` says not."""
        shot, plate = pictures(report, frame)
        letter = Letter(report.id, kind_of(report), report_body(report), recovered=False, frame=shot, plate=plate)
        entry = Entry(letter, report.captured_at.timestamp(), self._time())
        with self._turn:
            try:
                self._write(lambda db: self._store(db, entry))
            except OutboxFull:
                self._hold(entry)
        self.on_put()

    def next(self) -> Letter | None:
        """Return the letter to send: a fresh passage before any backlog, else the oldest."""
        with self._turn:
            try:
                return self._write(lambda db: letters.first(db, self._time()))
            except OutboxFull:
                return self._held[0].letter if self._held else self._readable()

    def delivered(self, letter_id: str) -> None:
        """Forget what the letter said: it has arrived."""
        with self._turn:
            self._held = [held for held in self._held if held.letter.id != letter_id]
            self._settle(letter_id, None)

    def park(self, letter_id: str, why: str) -> None:
        """Put aside a letter that was refused for what it says."""
        with self._turn:
            self._settle(letter_id, why)
            self._held = [held for held in self._held if held.letter.id != letter_id]

    def postpone(self, letter_id: str) -> None:
        """Let the others go before this letter, which the receiver failed at."""
        with self._turn, contextlib.suppress(OutboxFull):
            self._write(lambda db: letters.postpone(db, letter_id))

    def state(self) -> OutboxState:
        """Return how many letters wait, since when, and what is wrong."""
        with self._turn:
            pending, parked, dropped, oldest = 0, 0, 0, None
            with contextlib.suppress(OutboxFull):
                pending, parked, dropped, oldest = self._write(letters.census)
            since = min([held.put_at for held in self._held] + ([] if oldest is None else [oldest]), default=None)
            return OutboxState(
                pending=pending + len(self._held),
                parked=parked,
                dropped=dropped + self._lost,
                oldest_s=None if since is None else max(0.0, self._time() - since),
                problem=self._problem or ("damaged" if self._was_damaged else None),
            )

    def close(self) -> None:
        """Close the file; what is pending will be `recovered` when it is opened again."""
        with self._turn:
            self._shut()
            self._lock.close()

    def _time(self) -> float:
        return self._clock().timestamp()

    def _write(self, work: Callable[[sqlite3.Connection], _R]) -> _R:
        """Do the work in one transaction, what memory holds first; raise OutboxFull when the disk does not take it."""
        with self._turn:
            try:
                return self._transact(work)
            except sqlite3.Error as err:
                if letters.trouble(err) != "damaged":
                    raise self._refused(err) from err
                self._begin_anew(err)
            try:
                return self._transact(work)
            except sqlite3.Error as err:
                raise self._refused(err) from err

    def _transact(self, work: Callable[[sqlite3.Connection], _R]) -> _R:
        db = self._opened()
        before = db.total_changes
        db.execute("BEGIN IMMEDIATE")
        try:
            self._catch_up(db)
            result = work(db)
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
        self._held, self._settled, self._lost = [], {}, 0
        if self._problem in ("disk_full", "disk_error") and db.total_changes > before:
            LOG.warning("The outbox can be written again")
            self._problem = None
        return result

    def _catch_up(self, db: sqlite3.Connection) -> None:
        for entry in self._held:
            self._store(db, entry)
        for letter_id, why in self._settled.items():
            letters.settle(db, letter_id, why, self._time(), self._limits.delivered)
        if self._lost:
            letters.count_dropped(db, self._lost)

    def _store(self, db: sqlite3.Connection, entry: Entry) -> None:
        low = self._free(self._path.parent) < self._limits.spare
        if low and self._problem is None:
            LOG.warning("The disk is almost full: reports are kept without pictures")
            self._problem = "disk_low"
        if not low and self._problem == "disk_low":
            self._problem = None
        letters.store(db, entry.bare() if low else entry, self._limits)

    def _settle(self, letter_id: str, why: str | None) -> None:
        try:
            self._write(lambda db: letters.settle(db, letter_id, why, self._time(), self._limits.delivered))
        except OutboxFull:
            self._settled[letter_id] = why

    def _hold(self, entry: Entry) -> None:
        if len(self._held) >= self._limits.held:
            self._held.pop(0)
            self._lost += 1
            LOG.error("Memory holds no more reports: the oldest was dropped")
        room = self._limits.held_octets - sum(held.size for held in self._held)
        self._held.append(entry if entry.size <= room else entry.bare())

    def _readable(self) -> Letter | None:
        try:
            return letters.first_besides(self._opened(), tuple(self._settled))
        except sqlite3.Error:
            return None

    def _opened(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = letters.open_letters(self._path)
        return self._db

    def _shut(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _refused(self, err: sqlite3.Error) -> OutboxFull:
        word = letters.trouble(err)
        if self._problem != word:
            LOG.error("The outbox cannot be written (%s): new reports are held in memory only", err)
            self._problem = word
        return OutboxFull(f"the outbox cannot be written: {err}")

    def _begin_anew(self, err: sqlite3.Error) -> None:
        self._shut()
        aside = letters.set_aside(self._path, f"{self._clock():%Y%m%dT%H%M%S%f}")
        LOG.error("The outbox is damaged (%s): it is kept as %s and a new one is begun", err, aside.name)
        self._was_damaged = True


def _lock(folder: Path) -> TextIO:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = (folder / "outbox.lock").open("w")
    except OSError as err:
        raise RecognizerError(f"the folder {folder} cannot be written: {err.strerror}") from err
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as err:
        handle.close()
        raise RecognizerError(f"another recognizer is running with the folder {folder}") from err
    return handle
