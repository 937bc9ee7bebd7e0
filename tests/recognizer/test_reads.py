"""Pictures that guards took are fetched, read once and told, whatever they are; no camera waits for it."""

import asyncio
import json
import struct
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from recognizer.errands import PATIENCE
from recognizer.errors import Away, ModelMissing
from recognizer.model import Alternative, Answer, Box, Config, Image, Plate
from recognizer.pipelines import LONGEST_SIDE, Engines, Pipelines
from recognizer.ports import Eyes
from recognizer.reads import Reads
from tests.recognizer.fakes import TEXT, PaintedPlates, PaintedSlots, gate_clip, lot_clip
from tests.recognizer.home_server import home_server, until
from tests.recognizer.test_stills import Home, Time, settled
from tests.recognizer.whole import config as whole_config, running, taken

CONTRACT = Path(__file__).parents[1] / "contract" / "reads"
PATH = "/api/hoa_parking/v1/reads/read-1"
SURE = (0.99, 0.98, 0.97, 0.96, 0.95, 0.99, 0.98, 0.93)
PLATES = (
    Plate("777XXA05", "777ХХА05", "KZ", "kz_2012_person", 0.93, True, SURE, (Alternative("777XXA06", "KZ", 0.031),)),
    Plate("A123BC7", "A123BC7", None, None, 0.52, accepted=False),
)


type Look = Callable[[bytes, Sequence[str]], Sequence[Plate]]


class Looker:
    """Sees what it is told to see; remembers what it was shown, and of which countries plates were wanted."""

    def __init__(self, *plates: Plate) -> None:
        self.plates = plates
        self.shown: list[tuple[bytes, Sequence[str]]] = []

    def __call__(self, picture: bytes, countries: Sequence[str]) -> Sequence[Plate]:
        self.shown.append((picture, countries))
        return self.plates


class Glance:
    """A detector that sees nothing and remembers how wide and high the pictures were."""

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int]] = []

    def detect(self, image: Image) -> list[Box]:
        self.sizes.append((image.shape[1], image.shape[0]))
        return []


def pipelines(glance: Glance) -> Pipelines:
    """Return how the recognizer looks at pictures, without its networks."""
    return Pipelines(Engines(lambda: Eyes(glance, PaintedPlates(), again=False), PaintedSlots), Path("nowhere"))


def jpeg(width: int = 160, height: int = 120) -> bytes:
    return cv2.imencode(".jpg", np.full((height, width, 3), 90, np.uint8))[1].tobytes()


def held_upright(picture: bytes) -> bytes:
    """Say in a JPEG what a phone says that was held upright: turn it by a quarter to see it right."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    exif = b"Exif\0\0" + b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)
    return picture[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + picture[2:]


def config(*reads: str) -> Config:
    return Config("v", "Abay 10", ("KZ", "RU"), (), reads=reads)


@asynccontextmanager
async def reading(home: Home, look: Look, time: Time) -> AsyncIterator[Reads]:
    reads = Reads(home, look, monotonic=time, sleep=time.sleep)
    task = asyncio.create_task(reads.run())
    try:
        yield reads
    finally:
        task.cancel()


async def told(picture: bytes, look: Look) -> dict[str, Any]:
    """Return what Home Assistant is told of a picture."""
    home = Home(Answer(200, picture))
    async with reading(home, look, Time()) as reads:
        reads.follow(config("read-1"))
        await until(lambda: len(home.asked) == 2)
    message: dict[str, Any] = json.loads(home.asked[1].parts[0].content)
    return message


async def test_a_picture_is_read_with_the_countries_of_the_site_and_told_once() -> None:
    home, looker = Home(Answer(200, jpeg())), Looker(*PLATES)
    async with reading(home, looker, Time()) as reads:
        reads.follow(config("read-1"))
        await until(lambda: len(home.asked) == 2)
        reads.follow(config("read-1"))
        reads.follow(config())
        reads.follow(config("read-1"))
        fetched, answered = await settled(home, 2)

    assert [(one.path, len(one.parts)) for one in (fetched, answered)] == [(PATH, 0), (PATH, 1)]
    assert json.loads(answered.parts[0].content) == json.loads((CONTRACT / "good-read.json").read_text())
    assert looker.shown == [(jpeg(), ("KZ", "RU"))]


async def test_a_picture_without_a_plate_is_told_too() -> None:
    assert await told(jpeg(), Looker()) == json.loads((CONTRACT / "good-read-nothing.json").read_text())


async def test_a_picture_of_many_plates_tells_the_best() -> None:
    many = [Plate(f"{n}ABC02", f"{n}ABC02", "KZ", None, 0.9, accepted=False) for n in range(100, 120)]

    message = await told(jpeg(), Looker(*many))

    assert [plate["text"] for plate in message["plates"]] == [plate.text for plate in many[:8]]


async def test_a_phone_that_was_held_upright_is_read_upright() -> None:
    glance = Glance()

    await told(held_upright(jpeg(160, 120)), pipelines(glance).look)

    assert glance.sizes == [(120, 160)]


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200),
        b"<html>not a picture</html>",
        jpeg()[:300],
        jpeg(LONGEST_SIDE + 1, 20),
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 1_000_000, 1_000_000) + bytes(20),
    ],
    ids=["empty", "heic", "text", "cut off", "too wide", "a bomb"],
)
async def test_what_is_no_picture_is_told_to_be_none(picture: bytes) -> None:
    glance = Glance()

    message = await told(picture, pipelines(glance).look)

    assert message == json.loads((CONTRACT / "good-read-no-picture.json").read_text())
    assert glance.sizes == []


async def test_missing_networks_are_told() -> None:
    def missing() -> Eyes:
        raise ModelMissing("the detector is not installed")

    blind = Pipelines(Engines(missing, PaintedSlots), Path("nowhere"))

    assert (await told(jpeg(), blind.look))["problem"] == "unable"


@pytest.mark.parametrize("trouble", [Away("gone"), Answer(503, b""), Answer(429, b"")])
async def test_what_was_read_is_told_again_when_home_assistant_was_away_and_not_read_again(
    trouble: Answer | Away,
) -> None:
    home, looker = Home(trouble, Answer(200, jpeg()), trouble, trouble), Looker(*PLATES)
    async with reading(home, looker, Time()) as reads:
        reads.follow(config("read-1"))
        asked = await settled(home, 5)

    assert [len(one.parts) for one in asked] == [0, 0, 1, 1, 1]
    assert len(looker.shown) == 1


@pytest.mark.parametrize("status", [404, 403, 401])
async def test_a_picture_that_is_not_given_is_not_asked_for_again(status: int) -> None:
    home = Home(Answer(status, b""))
    async with reading(home, Looker(), Time()) as reads:
        reads.follow(config("read-1"))
        asked = await settled(home, 1)

    assert len(asked) == 1


async def test_a_picture_that_cannot_be_fetched_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    home, time = Home(*[Away("gone")] * 1000), Time()
    async with reading(home, Looker(), time) as reads:
        reads.follow(config("read-1"))
        await until(lambda: "could not be fetched" in caplog.text)
        asked = len(home.asked)
        for _ in range(50):
            await asyncio.sleep(0)

    assert len(home.asked) == asked
    assert PATIENCE < time.now <= PATIENCE + 1


async def test_the_whole_recognizer_reads_a_picture_and_no_camera_is_started_again_for_it(tmp_path: Path) -> None:
    picture = np.full((120, 160, 3), 30, np.uint8)
    cv2.rectangle(picture, (40, 60), (120, 80), (255, 255, 255), -1)
    gate, lot = gate_clip(tmp_path / "gate.avi"), lot_clip(tmp_path / "lot.avi")
    before = whole_config(f"file://{gate}?loop", f"file://{lot}?loop")
    async with home_server() as home:
        home.photos["read-1"] = cv2.imencode(".jpg", picture)[1].tobytes()
        home.set_config(before)
        async with running(home.url, tmp_path / "data"):
            await until(lambda: taken(home, "slots"))
            home.set_config(before | {"version": "v2", "reads": [{"id": "read-1"}]})
            await until(lambda: home.reads)
            home.set_config(before | {"version": "v3"})
            await until(lambda: home.statuses[-1]["config"] == "v3")

        ((read, message),) = home.reads
        assert (read, [plate["text"] for plate in message["plates"]]) == ("read-1", [TEXT])
        # A lot that begins anew tells its slots anew.
        assert len(taken(home, "slots")) == 1
