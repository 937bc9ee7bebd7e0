"""One thread that writes: whatever waits shares one commit."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine, NestedTransaction
from sqlalchemy.exc import DatabaseError, IntegrityError, SQLAlchemyError

from ..core.errors import StoreError
from .translate import translated

BATCH: Final = 64


@dataclass(frozen=True, slots=True)
class Job[T]:
    """A function for the writer's connection; `alone` outside of any transaction."""

    fn: Callable[[Connection], T]
    future: Future[T]
    alone: bool = False

    def run(self, connection: Connection) -> Callable[[], None]:
        """Run it in a savepoint, return what hands its result over; raises DatabaseError where the file is at fault."""
        savepoint = connection.begin_nested()
        try:
            result = self.fn(connection)
        except IntegrityError as err:
            return self._undone(savepoint, err)
        except DatabaseError:
            # SQLite may have undone the whole transaction by itself: there is no savepoint to go back to.
            raise
        except Exception as err:  # noqa: BLE001 - raised again where the future is awaited
            return self._undone(savepoint, err)
        savepoint.commit()
        return lambda: self.future.set_result(result)

    def run_alone(self, connection: Connection) -> None:
        """Run it and hand its result over."""
        try:
            result = self.fn(connection)
        except StoreError as err:
            self.future.set_exception(err)
        else:
            self.future.set_result(result)

    def _undone(self, savepoint: NestedTransaction, err: Exception) -> Callable[[], None]:
        savepoint.rollback()
        return lambda: self.future.set_exception(err)


class Writer:
    """Runs jobs in their order; a job's future is resolved only after the commit that holds its work."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: queue.SimpleQueue[Job[object] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="hoa_parking writer", daemon=True)
        self._thread.start()

    def put[T](self, fn: Callable[[Connection], T], *, alone: bool = False) -> Future[T]:
        """Queue a function."""
        future: Future[T] = Future()
        self._jobs.put(Job(fn, future, alone))  # type: ignore[arg-type]  # a queue of jobs of any result
        return future

    def stop(self) -> None:
        """Finish what is queued and end the thread."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        with self._engine.connect() as connection:
            going_on = True
            while going_on:
                batch, going_on = self._next_batch()
                _commit(connection, [job for job in batch if not job.alone])
                for job in batch:
                    if job.alone:
                        job.run_alone(connection)

    def _next_batch(self) -> tuple[list[Job[object]], bool]:
        batch: list[Job[object]] = []
        while (job := self._jobs.get()) is not None:
            if job.future.set_running_or_notify_cancel():
                batch.append(job)
            if self._jobs.empty() or len(batch) >= BATCH:
                return batch, True
        return batch, False


def _commit(connection: Connection, jobs: list[Job[object]]) -> None:
    if not jobs:
        return
    try:
        with connection.begin():
            handovers = [job.run(connection) for job in jobs]
    except SQLAlchemyError as err:
        error = translated(err)
        error.__cause__ = err
        for job in jobs:
            job.future.set_exception(error)
        return
    for hand_over in handovers:
        hand_over()
