"""Pictures that are asked for are given once; those on which slots were drawn are fetched and kept, no others."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest

from recognizer.backoff import Backoff
from recognizer.errands import PATIENCE
from recognizer.errors import Away
from recognizer.model import Answer, Camera, Config, Frame, Layout, Request, Role, Wanted
from recognizer.references import References
from recognizer.stills import BYTES, SIDE, Stills
from tests.recognizer.home_server import until
from tests.recognizer.reports import frame

ASKED = Wanted("still-1", "gate")


class Home:
    """A Home Assistant that answers what it is told, then 204; remembers what it was asked."""

    def __init__(self, *answers: Answer | Away) -> None:
        self.answers = list(answers)
        self.asked: list[Request] = []

    async def ask(self, request: Request) -> Answer:
        self.asked.append(request)
        answer = self.answers.pop(0) if self.answers else Answer(204, b"")
        if isinstance(answer, Away):
            raise answer
        return answer


class Time:
    """A clock that goes on by what is slept."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def config(*stills: Wanted, cameras: tuple[Camera, ...] = ()) -> Config:
    return Config("v", "Abay 10", (), cameras, stills)


@asynccontextmanager
async def giving(home: Home, newest: Callable[[str], Frame | None], time: Time) -> AsyncIterator[Stills]:
    stills = Stills(home, newest, monotonic=time, sleep=time.sleep)
    task = asyncio.create_task(stills.run())
    try:
        yield stills
    finally:
        task.cancel()


async def settled(home: Home, number: int) -> list[Request]:
    """Wait until so many were asked, and then a little to see that no more follow."""
    await until(lambda: len(home.asked) >= number)
    for _ in range(50):
        await asyncio.sleep(0)
    return home.asked


async def test_a_picture_is_given_as_it_is_and_once() -> None:
    home, time = Home(), Time()
    async with giving(home, lambda _: frame(2560, 1440), time) as stills:
        stills.follow(config(ASKED))
        await settled(home, 1)
        stills.follow(config(ASKED))
        stills.follow(config())
        stills.follow(config(ASKED))
        (asked,) = await settled(home, 1)

    (part,) = asked.parts
    picture = cv2.imdecode(np.frombuffer(part.content, np.uint8), cv2.IMREAD_COLOR)
    assert (asked.path, part.content_type) == ("/api/hoa_parking/v1/stills/still-1", "image/jpeg")
    assert picture.shape[:2] == (1080, SIDE)
    assert abs(int(picture.mean()) - 127) <= 1


async def test_a_picture_of_noise_is_made_small_enough() -> None:
    home, time = Home(), Time()
    async with giving(home, lambda _: frame(1920, 1920, noisy=True), time) as stills:
        stills.follow(config(ASKED))
        (asked,) = await settled(home, 1)

    assert len(asked.parts[0].content) <= BYTES


async def test_a_camera_without_a_picture_gives_its_first() -> None:
    home, time = Home(), Time()
    async with giving(home, lambda _: frame() if time.now > PATIENCE - 5 else None, time) as stills:
        stills.follow(config(ASKED))
        await settled(home, 1)

    assert time.now == pytest.approx(PATIENCE - 4.5)


async def test_one_camera_without_a_picture_holds_up_nobody() -> None:
    home, time = Home(), Time()
    async with giving(home, lambda camera: frame() if camera == "lot" else None, time) as stills:
        stills.follow(config(ASKED, Wanted("still-2", "lot")))
        (asked,) = await settled(home, 1)

    assert asked.path.endswith("/still-2")


async def test_a_picture_that_could_not_be_given_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    home, time = Home(), Time()
    async with giving(home, lambda _: None, time) as stills:
        stills.follow(config(ASKED))
        await until(lambda: "could not be given" in caplog.text)
        before = time.now
        for _ in range(50):
            await asyncio.sleep(0)

    assert home.asked == []
    assert before == time.now
    assert time.now <= PATIENCE + 1


@pytest.mark.parametrize("trouble", [Away("gone"), Answer(503, b""), Answer(429, b"")])
async def test_a_picture_is_sent_again_when_home_assistant_was_away(trouble: Answer | Away) -> None:
    home, time = Home(trouble, trouble), Time()
    async with giving(home, lambda _: frame(), time) as stills:
        stills.follow(config(ASKED))
        asked = await settled(home, 3)

    assert [one.path for one in asked] == ["/api/hoa_parking/v1/stills/still-1"] * 3


@pytest.mark.parametrize("status", [404, 403, 401, 413])
async def test_a_picture_that_is_not_taken_is_not_sent_again(status: int) -> None:
    home, time = Home(Answer(status, b"")), Time()
    async with giving(home, lambda _: frame(), time) as stills:
        stills.follow(config(ASKED))
        asked = await settled(home, 1)

    assert len(asked) == 1


def lot(still: str | None) -> Camera:
    return Camera("lot", "Lot", Role.LOT, "x", layout=Layout((100, 50), (), still))


@asynccontextmanager
async def keeping(home: Home, folder: Path, time: Time) -> AsyncIterator[References]:
    references = References(home, folder, backoff=Backoff(1, 1, lambda: 0.0), sleep=time.sleep)
    task = asyncio.create_task(references.run())
    try:
        yield references
    finally:
        task.cancel()


async def test_reference_pictures_are_fetched_once_and_only_those_of_now_are_kept(tmp_path: Path) -> None:
    home = Home(Answer(200, b"first"), Answer(200, b"second"))
    folder = tmp_path / "references"
    async with keeping(home, folder, Time()) as references:
        references.follow(config(cameras=(lot("s-1"), Camera("gate", "Gate", Role.GATE, "x"))))
        await until((folder / "s-1.jpg").is_file)
        references.follow(config(cameras=(lot("s-1"),)))
        references.follow(config(cameras=(lot("s-2"),)))
        await until((folder / "s-2.jpg").is_file)

    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("s-2.jpg", b"second")]
    assert (folder / "s-2.jpg").stat().st_mode & 0o777 == 0o600
    assert [one.path for one in home.asked] == [f"/api/hoa_parking/v1/stills/s-{n}" for n in (1, 2)]
    assert all(not one.parts for one in home.asked)


async def test_a_reference_picture_that_was_cut_off_while_it_was_written_is_fetched_anew(tmp_path: Path) -> None:
    half = tmp_path / "s-1.new"
    half.write_bytes(b"pict")
    async with keeping(Home(Answer(200, b"picture")), tmp_path, Time()) as references:
        references.follow(config(cameras=(lot("s-1"),)))
        await until((tmp_path / "s-1.jpg").is_file)

    assert not half.exists()


async def test_a_reference_picture_is_asked_for_until_it_comes(tmp_path: Path) -> None:
    home = Home(Away("gone"), Answer(503, b""), Answer(200, b"picture"))
    async with keeping(home, tmp_path, Time()) as references:
        references.follow(config(cameras=(lot("s-1"),)))
        await until((tmp_path / "s-1.jpg").is_file)

    assert len(home.asked) == 3


async def test_a_reference_picture_that_is_gone_is_not_asked_for_again(tmp_path: Path) -> None:
    home = Home(Answer(404, b""))
    async with keeping(home, tmp_path, Time()) as references:
        references.follow(config(cameras=(lot("s-1"),)))
        asked = await settled(home, 1)

    assert len(asked) == 1
