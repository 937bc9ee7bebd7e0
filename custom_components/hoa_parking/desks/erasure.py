"""Erases a vehicle or a household on request, and keeps a receipt that names nobody."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import Connection

from ..core.applications import ApplicationState
from ..core.erasure import Counts, Receipt, Target, names
from ..core.errors import Refused, StoreError
from ..core.events import ApplicationsErased, PassesChanged, PersonChanged
from ..core.model import AuditEntry, LogEntry, Picture
from ..core.plates import checked
from ..core.ports import Asker, Clock, NewId, Publish
from ..store import applications, audit, erasure, mentions
from ..store.database import Database
from ..store.documents import DocumentFolder
from ..store.pictures import PictureFolder

LONGEST_REASON: Final = 200
SLICE: Final = 20_000
"""Rows of the log that one turn at the readers looks through."""


class _Forget(Protocol):
    def __call__(self, connection: Connection, /, ids: Sequence[str], whose: Target) -> None: ...


class _Clean(Protocol):
    def __call__(self, connection: Connection, /, ids: Sequence[int], whose: Target) -> None: ...


@dataclass(frozen=True, slots=True)
class Memory:
    """What others keep in memory of whom is erased.

    `stays` forgets who stands where, `plan` reads whose places are, `waiting` who waits for a guard, and `searches`
    forgets who looked for what.
    """

    stays: Callable[[Target], Awaitable[None]]
    plan: Callable[[], Awaitable[None]]
    waiting: Callable[[], Awaitable[None]]
    searches: Callable[[], None]


class ErasureDesk:
    """Takes the traces away in steps that may be cut short and begun again; the receipt comes last."""

    def __init__(
        self,
        database: Database,
        pictures: PictureFolder,
        documents: DocumentFolder,
        memory: Memory,
        publish: Publish,
        now: Clock,
        new_id: NewId,
    ) -> None:
        self._database = database
        self._pictures = pictures
        self._documents = documents
        self._memory = memory
        self._publish = publish
        self._now = now
        self._new_id = new_id
        self._running = asyncio.Lock()

    async def preview(self, plate: str | None, apartment: str | None) -> Counts:
        """Return how much there is of each kind. Raises Refused or StoreError."""
        async with self._turn():
            return await self._count(await self._target(plate, apartment))

    async def erase(self, plate: str | None, apartment: str | None, reason: str, person: Asker) -> Receipt:
        """Erase what there is of a plate, a household, or both; returns the receipt. Raises Refused or StoreError."""
        async with self._turn():
            whose = await self._target(plate, apartment)
            words = _reason(reason, whose)
            counts = await self._count(whose)
            await self._memory.stays(whose)
            await self._forget_passages(whose)
            await self._forget_readings(whose)
            users, waiting = await self._forget_people(whose)
            await self._clean_record(whose)
            receipt = Receipt(self._new_id(), self._now(), person.user_id, words, counts)
            await self._database.write(lambda c: _receive(c, receipt))
            await self._memory.plan()
            await self._memory.waiting()
            self._memory.searches()
            for user in users:
                self._publish(PersonChanged(user))
            self._publish(PassesChanged(None))
            self._publish(ApplicationsErased(waiting))
            await self._empty_log()
            return receipt

    async def receipts(self) -> tuple[Receipt, ...]:
        """Return the newest receipts. Raises StoreError."""
        return await self._database.read(erasure.list_receipts)

    def _turn(self) -> asyncio.Lock:
        if self._running.locked():
            raise Refused("erase_running", "something is being erased: wait for it")
        return self._running

    async def _target(self, plate: str | None, apartment: str | None) -> Target:
        folded = checked(plate) if plate and plate.strip() else None
        home = " ".join((apartment or "").split()) or None
        if folded is None and home is None:
            raise Refused("erase_what", "a plate or an apartment is needed", "plate")
        whose = await self._database.read(lambda c: erasure.target(c, folded, home))
        if home is not None and whose.household is None:
            raise Refused("not_found", "there is no such apartment", "apartment")
        return whose

    async def _count(self, whose: Target) -> dict[str, int]:
        counts = await self._database.read(lambda c: erasure.count(c, whose))
        counts["readings"] = await self._each_reading(whose, None)
        counts["activity"] = await self._each_entry(whose, None)
        counts["mentions"] = await self._database.read(lambda c: mentions.count_written(c, whose))
        return counts

    async def _forget_passages(self, whose: Target) -> None:
        while some := await self._database.read(lambda c: erasure.some_passages(c, whose)):
            # The pictures first: killed in between, we find the passages again.
            await asyncio.to_thread(_unlink, [path for entry in some for path in self._paths(entry)])
            ids = [entry.passage.id for entry in some]
            await self._database.write(partial(erasure.delete_passages, ids=ids))

    async def _forget_readings(self, whose: Target) -> None:
        await self._each_reading(whose, erasure.forget_readings)

    async def _forget_people(self, whose: Target) -> tuple[tuple[str, ...], int]:
        """Forget the people; returns who is something else from now on, and how many applications wait still."""
        applied = await self._database.read(lambda c: erasure.applied(c, whose))
        await self._documents.remove([document for _, document in applied if document is not None])

        def forget(connection: Connection) -> tuple[tuple[str, ...], int]:
            erasure.forget_stays(connection, whose)
            mentions.clean_written(connection, whose)
            users = erasure.forget_people(connection, whose, [one for one, _ in applied])
            return users, applications.count(connection, [ApplicationState.NEW])

        return await self._database.write(forget)

    async def _clean_record(self, whose: Target) -> None:
        await self._each_entry(whose, mentions.clean_record)

    async def _each_reading(self, whose: Target, work: _Forget | None) -> int:
        """Look through the log, a slice at a time, for passages that may have been whose; returns how many."""
        found, above = 0, 0
        while True:
            ids, end = await self._database.read(partial(erasure.readings, whose=whose, above=above, most=SLICE))
            found += len(ids)
            if ids and work is not None:
                await self._database.write(partial(work, ids=ids, whose=whose))
            if end is None:
                return found
            above = end

    async def _each_entry(self, whose: Target, work: _Clean | None) -> int:
        """Look through the record, a slice at a time, for entries that name whose; returns how many."""
        found, last = 0, await self._database.read(mentions.record_ends)
        for above in range(0, last, SLICE):
            ids = await self._database.read(partial(mentions.in_record, whose=whose, above=above, most=SLICE))
            found += len(ids)
            if ids and work is not None:
                await self._database.write(partial(work, ids=ids, whose=whose))
        return found

    async def _empty_log(self) -> None:
        """Write the database's log into its file: what was erased is in neither. Later will do as well."""
        try:
            await self._database.empty_log()
        except StoreError:
            return

    def _paths(self, entry: LogEntry) -> tuple[Path, ...]:
        kept = ((Picture.FRAME, entry.frame), (Picture.PLATE, entry.plate_picture))
        passage = entry.passage
        return tuple(self._pictures.path(passage.id, passage.captured_at, kind) for kind, is_kept in kept if is_kept)


def _receive(connection: Connection, receipt: Receipt) -> None:
    erasure.add_receipt(connection, receipt)
    audit.add(connection, AuditEntry(receipt.at, receipt.user, "erased", receipt.id, None))


def _reason(reason: str, whose: Target) -> str:
    words = " ".join(reason.split())
    if not words:
        raise Refused("reason_needed", "say why", "reason")
    if len(words) > LONGEST_REASON or not words.isprintable():
        raise Refused("reason_length", f"this has more than {LONGEST_REASON} characters", "reason")
    if names(words, whose.plates):
        raise Refused("reason_names", "the receipt is to name nobody: leave the plate out", "reason")
    return words


def _unlink(paths: list[Path]) -> None:
    try:
        for path in paths:
            path.unlink(missing_ok=True)
    except OSError as err:
        raise StoreError(f"pictures cannot be deleted: {err.strerror}") from err
