"""The doctor looks at everything and says what to do; a failed check is its exit status."""

import argparse
import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from recognizer.doctor import examine
from recognizer.errors import ModelMissing
from recognizer.pipelines import Engines
from recognizer.sources import utc_now
from tests.recognizer.camera_server import still_camera
from tests.recognizer.fakes import PaintedSlots, gate_clip, painted_engines
from tests.recognizer.home_server import TOKEN, HomeServer, home_server

CONTRACT = Path(__file__).parents[1] / "contract" / "config" / "good-config.json"


@pytest.fixture
async def home() -> AsyncIterator[HomeServer]:
    async with home_server() as server:
        yield server


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SUPERVISOR_TOKEN", "HOA_PARKING_URL", "HOA_PARKING_TOKEN", "HOA_PARKING_DATA"):
        monkeypatch.delenv(name, raising=False)


class Clinic:
    """Runs the doctor and reads what it prints."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self._capsys = capsys
        self._folder = folder

    def __call__(
        self,
        url: str | None = None,
        *,
        token: str = TOKEN,
        cameras: tuple[str, ...] = (),
        engines: Engines | None = None,
    ) -> tuple[int, dict[str, dict[str, str]]]:
        token_file = self._folder / "token"
        token_file.write_text(token)
        arguments = argparse.Namespace(
            url=url, token_file=token_file, data=self._folder / "data", host=None, port=None, threads=None,
            log_level=None, detector=None, reader=None, second_reader=None, model=None,
            slot_classifier=None, slot_model=None, camera=list(cameras), json=True,
        )  # fmt: skip
        status = examine(arguments, engines or painted_engines())
        findings = [json.loads(line) for line in self._capsys.readouterr().out.splitlines()]
        return status, {finding["check"]: finding for finding in findings}


@pytest.fixture
def clinic(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Clinic:
    return Clinic(capsys, tmp_path)


def empty(home: HomeServer, *cameras: dict[str, object]) -> None:
    home.set_config(json.loads(CONTRACT.read_text()) | {"cameras": list(cameras)})


def gate(source: str) -> dict[str, object]:
    return {"id": "gate", "name": "Gate", "role": "gate", "source": source, "region": None, "layout": None}


async def test_where_all_is_well_it_says_so(home: HomeServer, clinic: Clinic, tmp_path: Path) -> None:
    home.date = f"{utc_now():%a, %d %b %Y %H:%M:%S} GMT"
    empty(home, gate(str(await asyncio.to_thread(gate_clip, tmp_path / "gate.avi", 1.0))))

    status, found = await asyncio.to_thread(clinic, home.url)

    assert {check: finding["told"] for check, finding in found.items() if finding["state"] != "ok"} == {}
    assert status == 0
    assert found["home assistant"]["told"] == "connected, 1 camera to watch"
    assert found["camera Gate"]["told"].startswith("160×120, ")
    assert {"engine ultralytics", "engine easyocr"} <= set(found)


async def test_a_slot_that_cannot_be_watched_is_told(home: HomeServer, clinic: Clinic, tmp_path: Path) -> None:
    line = {"id": "7", "label": "B-17", "polygon": [[10, 10], [20, 10], [30, 10]]}
    source = str(await asyncio.to_thread(gate_clip, tmp_path / "lot.avi", 1.0))
    empty(home, gate(source) | {"role": "lot", "layout": {"size": [160, 120], "slots": [line]}})

    _, found = await asyncio.to_thread(clinic, home.url)

    assert found["places"]["state"] == "warning"
    assert "B-17 cannot be watched" in found["places"]["told"]


async def test_a_clock_that_is_wrong_is_told(home: HomeServer, clinic: Clinic) -> None:
    home.date = "Sat, 21 Nov 2020 06:30:20 GMT"
    empty(home)

    status, found = await asyncio.to_thread(clinic, home.url)

    assert status == 1
    assert "ahead of" in found["clock"]["told"]
    assert "NTP" in found["clock"]["advice"]


async def test_a_wrong_token_is_told(home: HomeServer, clinic: Clinic) -> None:
    empty(home)

    status, found = await asyncio.to_thread(lambda: clinic(home.url, token="wrong"))

    assert status == 1
    assert "Pair recognizer" in found["home assistant"]["advice"]


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        (b"", 404, "add it under Settings"),
        (b"", 403, "Pair recognizer"),
        (b"", 503, "again in a minute"),
        (b"", 500, "log"),
        (b"{}", 200, "versions that belong together"),
    ],
)
async def test_each_way_home_assistant_fails_has_its_advice(
    home: HomeServer, clinic: Clinic, body: bytes, code: int, words: str
) -> None:
    home.set_config(body, code)

    status, found = await asyncio.to_thread(clinic, home.url)

    assert status == 1
    assert words in found["home assistant"]["advice"]


def test_a_home_assistant_that_is_away_is_told(clinic: Clinic) -> None:
    status, found = clinic("http://127.0.0.1:1")

    assert status == 1
    assert "cannot be reached" in found["home assistant"]["told"]


def test_cameras_can_be_checked_without_home_assistant(clinic: Clinic) -> None:
    with still_camera(login="basic") as camera:
        status, found = clinic(cameras=(camera.url("user:right@"), camera.url("user:wrong@") + "#2"))

    good, bad = (finding for check, finding in found.items() if check.startswith("camera"))
    assert (good["state"], good["told"].split(",")[0]) == ("ok", "64×48")
    assert (bad["state"], "lock a camera" in bad["advice"]) == ("failure", True)
    assert found["home assistant"]["state"] == "warning"
    assert status == 1
    assert not any(word in json.dumps(found) for word in ("right@", "wrong@", "user:"))


def test_missing_models_are_told(clinic: Clinic) -> None:
    def missing() -> PaintedSlots:
        raise ModelMissing("slots.onnx is missing: reinstall the recognizer")

    plates = painted_engines()
    status, found = clinic(engines=Engines(plates.eyes, missing))

    assert status == 1
    assert found["slot model"]["advice"] == "slots.onnx is missing: reinstall the recognizer"
    assert found["plate models"]["state"] == "ok"


def test_a_folder_that_cannot_be_written_is_told(clinic: Clinic, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")

    status, found = clinic("http://127.0.0.1:1")

    assert status == 1
    assert "--data" in found["disk"]["advice"]
