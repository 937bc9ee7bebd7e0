"""The recognizer put together: cameras in threads, the outbox between, everything about Home Assistant in one loop."""

import asyncio
import contextlib
import ctypes
import logging
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Final

from aiohttp import web

from . import __version__
from .deliver import Delivery
from .errors import RecognizerError
from .home import open_home
from .link import Link, announce
from .lookout import Crew, Eye, Lookout
from .model import Camera, Config, Frame, OutboxState, Role, Status, View
from .outbox import Outbox
from .pipelines import Engines, Pipelines
from .ports import Source
from .problems import left_out, moved
from .reads import Reads
from .references import References
from .settings import SUPERVISOR, Settings
from .sources import open_source, redact, utc_now
from .status import Condition, StatusPage
from .stills import Stills

LOG = logging.getLogger(__name__)

STATUS_EVERY: Final = 30.0
LOT_EVERY: Final = 1.0
"""Seconds between two looks at a parking lot: cars there take longer to come and go."""
GATE_EVERY: Final = 0.1
"""Seconds between two looks at a gate: a plate takes about as long to read."""
SKEW: Final = 5.0
REFERENCES: Final = "references"
"""The folder of the pictures on which slots were drawn, in the recognizer's own."""


class App:
    """The running recognizer."""

    def __init__(self, settings: Settings, engines: Engines, clock: Callable[[], datetime] = utc_now) -> None:
        self._settings = settings
        self._clock = clock
        self._pipelines = Pipelines(engines, settings.data / REFERENCES)
        self._outbox = Outbox(settings.data, clock=clock)
        self._crew = Crew(self._hire)
        self._config: Config | None = None
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Ask it to end."""
        self._stopping.set()

    async def run(self) -> None:
        """Work until stopped; whatever breaks inside ends it, for Supervisor or systemd to start it again."""
        settings = self._settings
        try:
            async with open_home(settings.url, settings.token, self._clock) as home, asyncio.TaskGroup() as tasks:
                self._delivery = Delivery(home, self._outbox, self._clock)
                self._link = Link(home, settings.data, self._clock)
                self._stills = Stills(home, self._newest)
                self._reads = Reads(home, self._pipelines.look)
                self._references = References(home, settings.data / REFERENCES)
                self._outbox.on_put = self._delivery.wake
                self._link.on_back = self._delivery.wake
                works = [self._follow(), self._delivery.run(), self._tell(), self._serve(), self._announce()]
                works += [self._stills.run(), self._reads.run(), self._references.run()]
                running = [tasks.create_task(work) for work in works]
                await self._stopping.wait()
                LOG.info("Stopping")
                await asyncio.to_thread(self._crew.stop)
                for task in running:
                    task.cancel()
        finally:
            await asyncio.to_thread(self._crew.stop)
            self._outbox.close()

    def condition(self) -> Condition:
        """Return how it is going."""
        lookouts = self._crew.lookouts
        outbox = self._outbox.state()
        status = Status(
            version=__version__,
            config=self._config.version if self._config else None,
            cameras=tuple(lookout.view.health for lookout in lookouts),
            outbox=outbox,
        )
        return Condition(status, tuple(self._problems(outbox)), any(lookout.stuck for lookout in lookouts))

    def views(self) -> tuple[View, ...]:
        """Return what the cameras show."""
        return tuple(lookout.view for lookout in self._crew.lookouts)

    def _problems(self, outbox: OutboxState) -> list[str]:
        problems = [self._link.problem, self._delivery.problem]
        problems += [f"The outbox has a problem: {outbox.problem}"] if outbox.problem else []
        skew = self._link.skew_s
        if skew is not None and abs(skew) > SKEW:
            side = "ahead of" if skew > 0 else "behind"
            apart = timedelta(seconds=round(abs(skew)))
            problems.append(f"This machine's clock is {apart} {side} Home Assistant's: gates will not open")
        problems += moved(self.views()) + (left_out(self._config) if self._config else [])
        return list(dict.fromkeys(problem for problem in problems if problem))

    def _newest(self, camera: str) -> Frame | None:
        return next((one.view.frame for one in self._crew.lookouts if one.camera.id == camera), None)

    def _hire(self, camera: Camera, config: Config) -> Lookout:
        every = LOT_EVERY if camera.role is Role.LOT else GATE_EVERY

        def source(stop: threading.Event) -> Source:
            return open_source(camera.source, camera.id, self._clock, paced=True, every=every, stop=stop)

        # It outlives a connection: a camera that moved is not right again because it was lost.
        watch = self._pipelines.watch(camera)

        def eye() -> Eye:
            return self._pipelines.make(camera, config.countries, watch)

        return Lookout(camera, source, eye, self._outbox, clock=self._clock, on_change=self._tell_soon)

    def _tell_soon(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._changed.set)

    async def _follow(self) -> None:
        async for config in self._link.configs():
            LOG.info("Watching %d cameras for %s", len(config.cameras), config.site)
            self._config = config
            for words in left_out(config):
                LOG.warning(words)
            self._stills.follow(config)
            self._reads.follow(config)
            self._references.follow(config)
            await asyncio.to_thread(self._crew.apply, config)
            self._changed.set()

    async def _tell(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(STATUS_EVERY):
                    await self._changed.wait()
            self._changed.clear()
            condition = await asyncio.to_thread(self.condition)
            try:
                await self._link.report(condition.status)
            except RecognizerError as err:
                LOG.debug("Status was not taken: %s", err)
            # What changes many times a second is told once.
            await asyncio.sleep(0.5)

    async def _serve(self) -> None:
        settings = self._settings
        page = StatusPage(self.views, self.condition, settings.page_token)
        runner = web.AppRunner(page.application(), access_log=None, handle_signals=False)
        await runner.setup()
        try:
            site = web.TCPSite(runner, settings.host, settings.port)
            try:
                await site.start()
            except OSError as err:
                LOG.warning("The status page cannot be served on port %d: %s", settings.port, err.strerror)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _announce(self) -> None:
        token = self._settings.supervisor_token
        if token:
            async with open_home(SUPERVISOR, token, self._clock) as supervisor:
                await announce(supervisor, socket.gethostname(), self._settings.port)


class _Redacting(logging.Filter):
    """Strikes passwords out of addresses in whatever is logged, other libraries' words included."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()), ()
        return True


def log_to_console(level: str) -> None:
    """Log to standard error, without anybody's password."""
    handler = logging.StreamHandler()
    handler.addFilter(_Redacting())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)


async def _run(settings: Settings, engines: Engines) -> None:
    app = App(settings, engines)
    async with _signals(app.stop):
        await app.run()


@contextlib.asynccontextmanager
async def _signals(stop: Callable[[], None]) -> AsyncIterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


def _keep_memory_small() -> None:
    """Have the C library keep few heaps and give back what is free: a third of the memory with two cameras."""
    arenas, trim = (-8, 2), (-1, 128 * 1024)
    with contextlib.suppress(OSError, AttributeError):  # other C libraries than glibc need none of it
        library = ctypes.CDLL(None)
        library.mallopt(*arenas)
        library.mallopt(*trim)


def run(settings: Settings, engines: Engines) -> None:
    """Run the recognizer until SIGTERM or SIGINT; raise RecognizerError when it cannot begin."""
    _keep_memory_small()
    log_to_console(settings.log_level)
    asyncio.run(_run(settings, engines))
