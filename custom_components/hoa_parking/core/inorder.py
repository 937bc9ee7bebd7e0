"""Work that is done in its order, in the background, beside whoever hands it in."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from .errors import StoreError

_LOGGER = logging.getLogger(__name__)

type Job = Callable[[], Awaitable[None]]


class InOrder:
    """Does one job after the other; a job that fails is logged, and the next is done."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: asyncio.Queue[Job] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self._lock = asyncio.Lock()
        self._failing = False

    @property
    def idle(self) -> bool:
        """Whether nothing waits."""
        return self._jobs.empty()

    def open(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._work(), name=self._name)

    def put(self, job: Job) -> None:
        """Hand a job in; before `open` and after `close` it is forgotten."""
        if self._task is not None:
            self._jobs.put_nowait(job)

    def turn(self) -> asyncio.Lock:
        """Return what whoever cannot wait in line holds meanwhile: no job is done beside it."""
        return self._lock

    async def settle(self) -> None:
        """Return once all that was handed in is done."""
        if self._task is not None:
            await self._jobs.join()

    async def close(self) -> None:
        """Do what was handed in, and no more."""
        await self.settle()
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _work(self) -> None:
        while True:
            job = await self._jobs.get()
            done = asyncio.ensure_future(self._do(job))
            # Whatever a job fails with, the next one has its turn.
            await asyncio.wait({done})
            self._jobs.task_done()
            self._look_at(done.exception())

    async def _do(self, job: Job) -> None:
        async with self._lock:
            await job()

    def _look_at(self, error: BaseException | None) -> None:
        if isinstance(error, StoreError):
            # What is tried again and again is said once.
            _LOGGER.log(logging.DEBUG if self._failing else logging.WARNING, "%s waits: %s", self._name, error)
        elif error is not None:
            _LOGGER.error("%s failed", self._name, exc_info=error)
        self._failing = error is not None


class InLines:
    """Work that is done in its order for each of several, and beside the others': nobody waits for another's."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines: dict[int, InOrder] = {}
        self._is_open = False

    def open(self) -> None:
        """Begin."""
        self._is_open = True

    def put(self, whose: int, job: Job) -> None:
        """Hand somebody's job in; before `open` and after `close` it is forgotten."""
        if not self._is_open:
            return
        if whose not in self._lines:
            self._lines[whose] = InOrder(self._name)
            self._lines[whose].open()
        self._lines[whose].put(job)

    async def close(self) -> None:
        """Do what was handed in, and no more."""
        self._is_open = False
        lines, self._lines = self._lines, {}
        await asyncio.gather(*(line.close() for line in lines.values()))
