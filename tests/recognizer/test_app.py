"""The whole recognizer beside a real HTTP server: cameras come from it, passages and slots go to it."""

import asyncio
import html
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import cv2
import numpy as np
import pytest

from tests.recognizer.fakes import TEXT, gate_clip, lot_clip
from tests.recognizer.home_server import TOKEN, HomeServer, home_server, until
from tests.recognizer.whole import config, free_port, problems, running, states, taken

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def home() -> AsyncIterator[HomeServer]:
    async with home_server() as server:
        yield server


async def test_a_car_and_a_taken_place_are_reported(home: HomeServer, tmp_path: Path) -> None:
    gate, lot = gate_clip(tmp_path / "gate.avi"), lot_clip(tmp_path / "lot.avi")
    home.set_config(config(f"file://{gate}", f"file://{lot}?loop"))

    async with running(home.url, tmp_path / "data"):
        await until(lambda: taken(home, "passage") and taken(home, "slots"))
        await until(lambda: states(home).get("gate") == ("offline", "ended"))

    (passage,) = taken(home, "passage")
    assert (passage["camera"], passage["plate"]["text"], passage["recovered"]) == ("gate", TEXT, False)
    assert taken(home, "slots")[0]["slots"][0] | {"p": 0} == {"id": "A-1", "occupied": True, "p": 0}
    assert home.statuses[-1]["config"] == "v1"


async def test_one_broken_camera_does_not_stop_the_other(home: HomeServer, tmp_path: Path) -> None:
    lot = lot_clip(tmp_path / "lot.avi")
    home.set_config(config("rtsp://user:secret@127.0.0.1:1/stream", f"file://{lot}?loop"))

    async with running(home.url, tmp_path / "data"):
        await until(lambda: taken(home, "slots"))
        await until(lambda: states(home) == {"gate": ("offline", "unreachable"), "lot": ("online", None)})


async def test_a_new_configuration_is_followed_without_a_restart(home: HomeServer, tmp_path: Path) -> None:
    gate, lot = gate_clip(tmp_path / "gate.avi"), lot_clip(tmp_path / "lot.avi")
    home.set_config(config("/nowhere.avi", f"file://{lot}?loop"))

    async with running(home.url, tmp_path / "data"):
        await until(lambda: states(home).get("gate") == ("offline", "unreachable"))
        home.set_config(config(f"file://{gate}?loop", f"file://{lot}?loop", "v2"))
        await until(lambda: taken(home, "passage"))
        await until(lambda: home.statuses[-1]["config"] == "v2")

    assert states(home)["gate"] == ("online", None)


async def test_pictures_that_are_asked_for_are_given_and_no_camera_is_started_again_for_it(
    home: HomeServer, tmp_path: Path
) -> None:
    gate, lot = gate_clip(tmp_path / "gate.avi"), lot_clip(tmp_path / "lot.avi")
    before = config(f"file://{gate}?loop", f"file://{lot}?loop")
    wanted = [{"id": "s-1", "camera": "gate"}, {"id": "s-2", "camera": "lot"}]
    home.set_config(before)

    async with running(home.url, tmp_path / "data"):
        await until(lambda: taken(home, "slots"))
        home.set_config(before | {"version": "v2", "stills": wanted})
        await until(lambda: len(home.stills) == 2)
        home.set_config(before | {"version": "v3"})
        await until(lambda: home.statuses[-1]["config"] == "v3")

    pictures = {key: cv2.imdecode(np.frombuffer(still, np.uint8), cv2.IMREAD_COLOR) for key, still in home.stills}
    assert {key: picture.shape for key, picture in pictures.items()} == {"s-1": (120, 160, 3), "s-2": (120, 160, 3)}
    # A lot that begins anew tells its slots anew.
    assert len(taken(home, "slots")) == 1


async def test_a_camera_is_compared_with_the_picture_on_which_its_slots_were_drawn(
    home: HomeServer, tmp_path: Path
) -> None:
    lot = lot_clip(tmp_path / "lot.avi")
    drawn = config("/nowhere.avi", f"file://{lot}?loop")
    drawn["cameras"][1]["layout"] |= {"still": "s-1"}
    home.references["s-1"] = cv2.imencode(".jpg", np.full((120, 160, 3), 30, np.uint8))[1].tobytes()
    home.set_config(drawn)

    async with running(home.url, tmp_path / "data"):
        await until((tmp_path / "data" / "references" / "s-1.jpg").exists)
        await until(lambda: home.statuses and any("view" in camera for camera in home.statuses[-1]["cameras"]))

    assert [camera.get("view") for camera in home.statuses[-1]["cameras"]] == [None, "unclear"]


async def test_a_slot_without_an_outline_is_told_and_the_others_are_watched(home: HomeServer, tmp_path: Path) -> None:
    lot = lot_clip(tmp_path / "lot.avi")
    drawn = config("/nowhere.avi", f"file://{lot}?loop")
    drawn["cameras"][1]["layout"]["slots"].append({"id": "7", "label": "B-17", "polygon": [[5, 5], [6, 5], [6, 6]]})
    home.set_config(drawn)

    async with running(home.url, tmp_path / "data") as port:
        await until(lambda: taken(home, "slots"))
        told = await problems(port)

    assert any(problem.startswith("Camera Lot: B-17 cannot be watched") for problem in told)
    assert [slot["id"] for slot in taken(home, "slots")[0]["slots"]] == ["A-1"]


async def test_reports_of_an_earlier_run_arrive_and_are_history(home: HomeServer, tmp_path: Path) -> None:
    gate, lot = gate_clip(tmp_path / "gate.avi"), lot_clip(tmp_path / "lot.avi")
    home.set_config(config(f"file://{gate}", f"file://{lot}"))
    async with home_server() as refused:
        refused.set_config(config(f"file://{gate}", f"file://{lot}"))
        refused.answers = [aiohttp.web.Response(status=503) for _ in range(1000)]
        async with running(refused.url, tmp_path / "data"):
            await until(lambda: states(refused).get("gate") == ("offline", "ended"))

    gate.unlink()
    async with running(home.url, tmp_path / "data"):
        await until(lambda: taken(home, "passage"))

    assert [passage["recovered"] for passage in taken(home, "passage")] == [True]


async def test_the_page_shows_the_newest_frame_and_what_is_wrong(home: HomeServer, tmp_path: Path) -> None:
    gate, lot = gate_clip(tmp_path / "gate.avi"), lot_clip(tmp_path / "lot.avi")
    home.date = "Sat, 21 Nov 2020 06:30:20 GMT"
    home.set_config(config(f"file://{gate}?loop", f"file://{lot}?loop"))

    async with (
        running(home.url, tmp_path / "data") as port,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
    ):
        await until(lambda: states(home).get("lot") == ("online", None))
        async with session.get("/") as page, session.get("/cameras/lot.jpg") as picture:
            told, shown = await page.text(), picture.status

    assert "ahead of Home Assistant&#x27;s: gates will not open" in told
    assert shown == 200


async def test_a_wrong_token_is_told_on_the_page_at_its_health_and_in_the_log(
    home: HomeServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home.set_config(config("/nowhere.avi", "/nowhere.avi"))
    async with running(home.url, tmp_path / "data", token="old") as port:
        (problem,) = await problems(port)
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session, session.get("/") as page:
            told = html.unescape(await page.text())

    assert "run the action “Pair recognizer” again" in problem
    assert problem in told
    assert [record.levelname for record in caplog.records if problem in record.getMessage()] == ["WARNING"]
    assert home.statuses == []


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("Sat, 21 Nov 2020 06:30:20 GMT", "ahead of Home Assistant's"),
        ("Thu, 21 Nov 2052 06:30:20 GMT", "behind Home Assistant's"),
    ],
)
async def test_a_clock_that_is_wrong_is_told_with_its_side(
    home: HomeServer, tmp_path: Path, date: str, words: str
) -> None:
    home.date = date
    home.set_config(config("/nowhere.avi", "/nowhere.avi"))
    async with running(home.url, tmp_path / "data") as port:
        (problem,) = await problems(port)

    assert f"{words}: gates will not open" in problem


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
