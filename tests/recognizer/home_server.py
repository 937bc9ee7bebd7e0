"""A small Home Assistant on a real port: gives a configuration, takes reports and status, answers as it is told."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "the-token"


@dataclass
class Taken:
    """One report as it arrived."""

    message: dict[str, Any]
    pictures: dict[str, bytes]


@dataclass
class HomeServer:
    """What it was asked and what it is to answer; `answers` are used up first, then everything is fine."""

    url: str = ""
    config: bytes = b""
    version: str | None = None
    date: str = "Sat, 21 Nov 2026 06:30:20 GMT"
    config_status: int = 200
    answers: list[web.Response] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    statuses: list[dict[str, Any]] = field(default_factory=list)
    stills: list[tuple[str, bytes]] = field(default_factory=list)
    references: dict[str, bytes] = field(default_factory=dict)
    photos: dict[str, bytes] = field(default_factory=dict)
    reads: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    runner: web.AppRunner | None = None

    async def stop(self) -> None:
        """Stop serving, as a Home Assistant that goes down does."""
        self.changed.set()
        if self.runner is not None:
            await self.runner.cleanup()

    def set_config(self, config: dict[str, Any] | bytes, status: int = 200) -> None:
        """Give this from now on, to who waits for it too."""
        self.config = config if isinstance(config, bytes) else json.dumps(config).encode()
        self.version = None if isinstance(config, bytes) else config["version"]
        self.config_status = status
        self.changed.set()

    def application(self) -> web.Application:
        application = web.Application(client_max_size=8 * 1024 * 1024)
        application.router.add_get("/api/hoa_parking/v1/config", self._give_config)
        application.router.add_post("/api/hoa_parking/v1/reports", self._take_report)
        application.router.add_post("/api/hoa_parking/v1/status", self._take_status)
        application.router.add_post("/api/hoa_parking/v1/stills/{id}", self._take_still)
        application.router.add_get("/api/hoa_parking/v1/stills/{id}", self._give_still)
        application.router.add_get("/api/hoa_parking/v1/reads/{id}", self._give_photo)
        application.router.add_post("/api/hoa_parking/v1/reads/{id}", self._take_read)
        application.router.add_post("/discovery", self._take_status)
        return application

    async def _give_config(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"error": "unauthorized"}, status=401)
        known, wait = request.query["known"], float(request.query["wait"])
        self.known.append(known)
        if self.version == known:
            self.changed.clear()
            try:
                async with asyncio.timeout(wait):
                    await self.changed.wait()
            except TimeoutError:
                return web.Response(status=204)
        headers = {"Date": self.date}
        return web.Response(
            body=self.config, status=self.config_status, content_type="application/json", headers=headers
        )

    async def _take_report(self, request: web.Request) -> web.Response:
        pictures: dict[str, bytes] = {}
        if request.content_type == "multipart/form-data":
            form = await request.post()
            parts = {name: part.file.read() for name, part in form.items() if isinstance(part, web.FileField)}
            message = json.loads(parts.pop("report"))
            pictures = parts
        else:
            message = json.loads(await request.read())
        self.tried.append(message["id"])
        if self.answers:
            return self.answers.pop(0)
        handled = "known" if message["id"] in [taken.message["id"] for taken in self.taken] else "new"
        self.taken.append(Taken(message, pictures))
        return web.json_response({"id": message["id"], "handled": handled})

    async def _take_still(self, request: web.Request) -> web.Response:
        self.stills.append((request.match_info["id"], await request.read()))
        return web.Response(status=204)

    async def _give_still(self, request: web.Request) -> web.Response:
        reference = self.references.get(request.match_info["id"])
        return web.Response(status=404) if reference is None else web.Response(body=reference)

    async def _give_photo(self, request: web.Request) -> web.Response:
        photo = self.photos.get(request.match_info["id"])
        return web.Response(status=404) if photo is None else web.Response(body=photo)

    async def _take_read(self, request: web.Request) -> web.Response:
        self.reads.append((request.match_info["id"], json.loads(await request.read())))
        return web.Response(status=204)

    async def _take_status(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") == "Bearer wrong":
            return web.json_response({"error": "forbidden"}, status=403)
        self.statuses.append(json.loads(await request.read()))
        return web.json_response({})


@asynccontextmanager
async def home_server(port: int = 0) -> AsyncIterator[HomeServer]:
    """Serve on 127.0.0.1 until left; port 0 is a free one."""
    server = HomeServer()
    runner = web.AppRunner(server.application(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    server.runner = runner
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        await server.stop()


async def until(condition: Any, seconds: float = 20.0) -> None:
    """Wait until the condition holds; fail when it does not in time."""
    async with asyncio.timeout(seconds):
        while not condition():  # it comes true in other threads and processes
            await asyncio.sleep(0.01)
