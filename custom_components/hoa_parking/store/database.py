"""The database for the event loop: functions go to a thread, results come back."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from ..core.errors import Closed, StoreError
from .engine import READERS, WAL_PAGES, checkpoint, open_file
from .translate import translated
from .writer import Writer


class Database:
    """One SQLite file. `write` and `read` run a function with a connection and return its result."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engines: tuple[Engine, ...] = ()
        self._writer: Writer | None = None
        self._readers: ThreadPoolExecutor | None = None
        self._gates: ThreadPoolExecutor | None = None
        self._copied = False
        self.trouble: StoreError | None = None  # why the last thing asked of it was not done

    async def open(self) -> None:
        """Check and migrate the file, or make it where there is none; raises StoreError and leaves a bad file alone."""
        self._engines = await asyncio.to_thread(open_file, self._path)
        self._writer = Writer(self._engines[0])
        self._readers = ThreadPoolExecutor(READERS, "hoa_parking reader")
        self._gates = ThreadPoolExecutor(1, "hoa_parking gates' reader")

    async def close(self) -> None:
        """Finish what is queued and close the file."""
        writer, readers = self._writer, [one for one in (self._readers, self._gates) if one is not None]
        self._writer = self._readers = self._gates = None
        if writer is not None:
            await asyncio.to_thread(self._stop, writer, readers)

    async def write[T](self, fn: Callable[[Connection], T]) -> T:
        """Run `fn` in the writer; returns after the commit: what it wrote survives a power cut. Raises StoreError."""
        if self._writer is None:
            raise Closed("the database is closed")
        try:
            result = await asyncio.wrap_future(self._writer.put(fn))
        except StoreError as err:
            self.trouble = err
            raise
        self.trouble = None
        return result

    async def read[T](self, fn: Callable[[Connection], T], *, for_gate: bool = False) -> T:
        """Run `fn` with a connection that cannot write; `for_gate`, not behind what people read. Raises StoreError."""
        readers = self._gates if for_gate else self._readers
        if readers is None:
            raise Closed("the database is closed")
        try:
            return await asyncio.get_running_loop().run_in_executor(readers, _read, self._engines[1], fn)
        except StoreError as err:
            self.trouble = err
            raise

    async def quiesce(self) -> None:
        """Bring the main file up to date and leave it alone until `resume`: a copy of it with its log is whole.

        Writing goes on, into the log, whose torn end SQLite drops: gates need not wait for a backup.
        """
        self._copied = True
        await self._checkpoint(0)

    async def resume(self) -> None:
        """Let the main file be written again."""
        self._copied = False
        await self._checkpoint(WAL_PAGES)

    async def empty_log(self) -> None:
        """Bring the main file up to date now, unless it is being copied. Raises StoreError."""
        if not self._copied:
            await self._checkpoint(WAL_PAGES)

    async def _checkpoint(self, pages: int) -> None:
        if self._writer is None:
            raise Closed("the database is closed")
        await asyncio.wrap_future(self._writer.put(lambda connection: checkpoint(connection, pages), alone=True))

    def _stop(self, writer: Writer, readers: Iterable[ThreadPoolExecutor]) -> None:
        writer.stop()
        for pool in readers:
            pool.shutdown()
        for engine in reversed(self._engines):
            engine.dispose()


def _read[T](engine: Engine, fn: Callable[[Connection], T]) -> T:
    try:
        with engine.begin() as connection:
            return fn(connection)
    except SQLAlchemyError as err:
        raise translated(err) from err
