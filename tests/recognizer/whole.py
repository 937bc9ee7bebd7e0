"""The whole recognizer with painted eyes, run beside a small Home Assistant, and what it says of itself."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from recognizer.app import App
from recognizer.settings import Settings
from tests.recognizer.fakes import painted_engines
from tests.recognizer.home_server import TOKEN, HomeServer, until


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


def config(gate: str, lot: str, version: str = "v1") -> dict[str, Any]:
    corners = [[20, 20], [60, 20], [60, 60], [20, 60]]
    layout = {"size": [160, 120], "slots": [{"id": "A-1", "polygon": corners}]}
    return {
        "schema": 1,
        "version": version,
        "site": {"name": "Abay 10", "countries": ["KZ"]},
        "cameras": [
            {"id": "gate", "name": "Gate", "role": "gate", "source": gate, "region": None, "layout": None},
            {"id": "lot", "name": "Lot", "role": "lot", "source": lot, "region": None, "layout": layout},
        ],
    }


@asynccontextmanager
async def running(url: str, folder: Path, token: str = TOKEN) -> AsyncIterator[int]:
    """Run the app with painted eyes until left; give the port of its page."""
    port = free_port()
    settings = Settings(url, token, folder, "127.0.0.1", port, 1, "info")
    app = App(settings, painted_engines())
    task = asyncio.create_task(app.run())
    try:
        await until(lambda: task.done() or listens(port))
        yield port
    finally:
        app.stop()
        await asyncio.wait_for(task, 15)


def taken(home: HomeServer, kind: str) -> list[dict[str, Any]]:
    return [report.message for report in home.taken if report.message["kind"] == kind]


def states(home: HomeServer) -> dict[str, tuple[str, str | None]]:
    newest = home.statuses[-1] if home.statuses else {"cameras": []}
    return {camera["id"]: (camera["state"], camera["error"]) for camera in newest["cameras"]}


async def health(port: int) -> dict[str, Any]:
    """Return what the recognizer says of itself."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/health") as answer:
        told: dict[str, Any] = await answer.json()
        return told


async def problems(port: int) -> list[str]:
    """Return what the recognizer says is wrong, once anything is."""
    async with asyncio.timeout(20):
        while not (wrong := (await health(port))["problems"]):
            await asyncio.sleep(0.01)
    return list(wrong)
