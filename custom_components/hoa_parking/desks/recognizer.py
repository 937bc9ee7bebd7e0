"""The recognizer's configuration: what it is to watch, and when that changes."""

import asyncio
from typing import Final

from ..core.config import CameraConfig, SiteConfig
from ..core.links import CameraState, Links
from ..core.places import Plan, WantedStill
from ..core.ports import StreamSource
from ..core.wire_config import RecognizerConfig, recognizer_config

ASK_SECONDS: Final = 10


class RecognizerDesk:
    """Makes the configuration that the recognizer fetches; `waiting` is how many wait for a change."""

    def __init__(self, config: SiteConfig, stream_source: StreamSource) -> None:
        self._config = config
        self._stream_source = stream_source
        self._plan = Plan()
        self._wanted: tuple[WantedStill, ...] = ()
        self._reads: tuple[str, ...] = ()
        self._resolved: dict[str, str] = {}
        self._changed = asyncio.Event()
        self._closed = False
        self.waiting = 0

    async def configuration(self) -> RecognizerConfig:
        """Return the configuration as it is now; a camera without a stream is left out until it has one."""
        sources: dict[str, str] = {}
        for camera in self._config.cameras:
            source = camera.source or await self._resolve(camera)
            if source is not None:
                sources[camera.id] = source
        return recognizer_config(self._config, sources, self._plan, self._wanted, self._reads)

    async def wait(self, known: str | None, timeout: float) -> RecognizerConfig | None:  # noqa: ASYNC109 - the long poll's own
        """Return the configuration once it is not the `known` one; None when it still is after `timeout` seconds."""
        self._changed.clear()
        present = await self.configuration()
        if present.version != known or self._closed:
            return present
        self.waiting += 1
        try:
            async with asyncio.timeout(timeout):
                await self._changed.wait()
        except TimeoutError:
            return None
        finally:
            self.waiting -= 1
        present = await self.configuration()
        return None if present.version == known else present

    def see(self, links: Links) -> None:
        """Ask again for the stream of a camera that is lost: its address may be a new one."""
        for camera in links.cameras:
            if camera.state in {CameraState.OFFLINE, CameraState.SILENT} and camera.id in self._resolved:
                del self._resolved[camera.id]
                self._changed.set()

    def draw(self, plan: Plan) -> None:
        """Have watched what is drawn."""
        self._plan = plan
        self._changed.set()

    def want(self, stills: tuple[WantedStill, ...]) -> None:
        """Have these pictures taken, and no others."""
        self._wanted = stills
        self._changed.set()

    def read(self, reads: tuple[str, ...]) -> None:
        """Have these pictures fetched and read, and no others."""
        self._reads = reads
        self._changed.set()

    @property
    def closed(self) -> bool:
        """Whether the site is closing: ask again later."""
        return self._closed

    def close(self) -> None:
        """Let everybody go who waits."""
        self._closed = True
        self._changed.set()

    async def _resolve(self, camera: CameraConfig) -> str | None:
        if camera.id not in self._resolved and camera.camera_entity_id is not None:
            source = await self._ask(camera.camera_entity_id)
            if source is not None:
                self._resolved[camera.id] = source
        return self._resolved.get(camera.id)

    async def _ask(self, entity_id: str) -> str | None:
        try:
            async with asyncio.timeout(ASK_SECONDS):
                return await self._stream_source(entity_id)
        except TimeoutError:
            return None
