"""The whole recognizer beside a real HTTP server: cameras come from it, passages and slots go to it."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from recognizer.app import App
from recognizer.settings import Settings
from tests.recognizer.fakes import TEXT, gate_clip, lot_clip, painted_engines
from tests.recognizer.home_server import TOKEN, HomeServer, home_server, until

ROOT = Path(__file__).parents[2]


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


@pytest.fixture
async def home() -> AsyncIterator[HomeServer]:
    async with home_server() as server:
        yield server


@asynccontextmanager
async def running(home: HomeServer, folder: Path, token: str = TOKEN) -> AsyncIterator[int]:
    """Run the app with painted eyes until left; give the port of its page."""
    port = free_port()
    settings = Settings(home.url, token, folder, "127.0.0.1", port, 1, "info")
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


async def test_a_car_and_a_taken_place_are_reported(home: HomeServer, tmp_path: Path) -> None:
    gate, lot = gate_clip(tmp_path / "gate.avi"), lot_clip(tmp_path / "lot.avi")
    home.set_config(config(f"file://{gate}", f"file://{lot}?loop"))

    async with running(home, tmp_path / "data"):
        await until(lambda: taken(home, "passage") and taken(home, "slots"))
        await until(lambda: states(home).get("gate") == ("offline", "ended"))

    (passage,) = taken(home, "passage")
    assert (passage["camera"], passage["plate"]["text"], passage["recovered"]) == ("gate", TEXT, False)
    assert taken(home, "slots")[0]["slots"][0] | {"p": 0} == {"id": "A-1", "occupied": True, "p": 0}
    assert home.statuses[-1]["config"] == "v1"


async def test_one_broken_camera_does_not_stop_the_other(home: HomeServer, tmp_path: Path) -> None:
    lot = lot_clip(tmp_path / "lot.avi")
    home.set_config(config("rtsp://user:secret@127.0.0.1:1/stream", f"file://{lot}?loop"))

    async with running(home, tmp_path / "data"):
        await until(lambda: taken(home, "slots"))
        await until(lambda: states(home) == {"gate": ("offline", "unreachable"), "lot": ("online", None)})


async def test_a_new_configuration_is_followed_without_a_restart(home: HomeServer, tmp_path: Path) -> None:
    gate, lot = gate_clip(tmp_path / "gate.avi"), lot_clip(tmp_path / "lot.avi")
    home.set_config(config("/nowhere.avi", f"file://{lot}?loop"))

    async with running(home, tmp_path / "data"):
        await until(lambda: states(home).get("gate") == ("offline", "unreachable"))
        home.set_config(config(f"file://{gate}?loop", f"file://{lot}?loop", "v2"))
        await until(lambda: taken(home, "passage"))
        await until(lambda: home.statuses[-1]["config"] == "v2")

    assert states(home)["gate"] == ("online", None)


async def test_reports_of_an_earlier_run_arrive_and_are_history(home: HomeServer, tmp_path: Path) -> None:
    gate, lot = gate_clip(tmp_path / "gate.avi"), lot_clip(tmp_path / "lot.avi")
    home.set_config(config(f"file://{gate}", f"file://{lot}"))
    async with home_server() as refused:
        refused.set_config(config(f"file://{gate}", f"file://{lot}"))
        refused.answers = [aiohttp.web.Response(status=503) for _ in range(1000)]
        async with running(refused, tmp_path / "data"):
            await until(lambda: states(refused).get("gate") == ("offline", "ended"))

    gate.unlink()
    async with running(home, tmp_path / "data"):
        await until(lambda: taken(home, "passage"))

    assert [passage["recovered"] for passage in taken(home, "passage")] == [True]


async def test_the_page_shows_the_newest_frame_and_what_is_wrong(home: HomeServer, tmp_path: Path) -> None:
    gate, lot = gate_clip(tmp_path / "gate.avi"), lot_clip(tmp_path / "lot.avi")
    home.date = "Sat, 21 Nov 2020 06:30:20 GMT"
    home.set_config(config(f"file://{gate}?loop", f"file://{lot}?loop"))

    async with running(home, tmp_path / "data") as port, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        await until(lambda: states(home).get("lot") == ("online", None))
        async with session.get("/") as page, session.get("/cameras/lot.jpg") as picture:
            told, shown = await page.text(), picture.status

    assert "ahead of Home Assistant&#x27;s: gates will not open" in told
    assert shown == 200


async def test_a_wrong_token_is_told_on_the_page(home: HomeServer, tmp_path: Path) -> None:
    home.set_config(config("/nowhere.avi", "/nowhere.avi"))
    async with running(home, tmp_path / "data", token="old") as port:
        problems: list[str] = []
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
            while not problems:
                async with session.get("/health") as health:
                    problems = (await health.json())["problems"]

    assert "pair the recognizer again" in problems[0]


async def test_the_process_ends_within_seconds_when_it_is_asked_to(home: HomeServer, tmp_path: Path) -> None:
    lot = lot_clip(tmp_path / "lot.avi")
    home.set_config(config("rtsp://127.0.0.1:1/", f"file://{lot}?loop"))
    (tmp_path / "token").write_text(TOKEN)
    command = [sys.executable, "-m", "recognizer", "run", "--data", str(tmp_path / "data"), "--url", home.url]
    command += ["--token-file", str(tmp_path / "token"), "--port", str(free_port())]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "addon")}
    process = await asyncio.create_subprocess_exec(*command, stderr=subprocess.PIPE, env=environment)

    await until(lambda: "gate" in states(home))
    process.send_signal(signal.SIGTERM)
    _, log = await asyncio.wait_for(process.communicate(), 15)

    assert process.returncode == 0
    assert b"Stopping" in log
    assert b"Traceback" not in log
