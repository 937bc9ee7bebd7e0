"""Video files: every frame for who reads, real time and over and over for who wants a camera."""

import threading
from datetime import timedelta
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest

from recognizer.errors import SourceError, Unreadable
from recognizer.model import Frame
from recognizer.sources import open_source
from tests.recognizer.reports import NOW, Clock


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten frames a second, two seconds, each frame brighter than the one before."""
    path = tmp_path_factory.mktemp("clips") / "a clip?.avi"
    plain = path.with_name("clip.avi")
    video = cv2.VideoWriter(str(plain), cv2.VideoWriter_fourcc(*"MJPG"), 10, (160, 120))
    for number in range(20):
        video.write(np.full((120, 160, 3), number * 10, np.uint8))
    video.release()
    path.write_bytes(plain.read_bytes())
    return plain


class Watch:
    """A monotonic clock that only waiting moves on, with a stop that never comes."""

    def __init__(self) -> None:
        self.t = 100.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.t

    def event(self) -> threading.Event:
        watch = self

        class Never(threading.Event):
            def wait(self, timeout: float | None = None) -> bool:
                watch.waits.append(timeout or 0.0)
                watch.t += timeout or 0.0
                return False

        return Never()


def times(frames: list[Frame]) -> list[float]:
    return [round(frame.t, 2) for frame in frames]


def test_every_frame_comes_with_its_place_in_the_film(clip: Path) -> None:
    frames = list(open_source(str(clip), "gate", Clock()).frames())

    assert times(frames) == [round(number / 10, 2) for number in range(20)]
    assert [round(frame.image.mean() / 10) for frame in frames] == list(range(20))
    assert frames[15].captured_at == NOW + timedelta(seconds=1.5)


def test_fewer_frames_for_who_wants_fewer(clip: Path) -> None:
    assert times(list(open_source(str(clip), "gate", every=0.5).frames())) == [0.0, 0.5, 1.0, 1.5]


def test_as_a_camera_it_plays_in_real_time(clip: Path) -> None:
    watch = Watch()
    frames = open_source(str(clip), "gate", Clock(), paced=True, stop=watch.event(), monotonic=watch).frames()

    assert len(list(frames)) == 20
    assert sum(watch.waits) == pytest.approx(1.9)


def test_as_a_camera_it_gives_a_slow_watcher_the_newest_frame(clip: Path) -> None:
    watch = Watch()
    seen = []
    for frame in open_source(str(clip), "gate", paced=True, stop=watch.event(), monotonic=watch).frames():
        watch.t += 0.33
        seen.append(frame)

    assert times(seen) == [0.0, 0.3, 0.6, 0.9, 1.3, 1.6, 1.9]


def test_on_a_machine_that_stalls_the_film_waits(clip: Path) -> None:
    watch = Watch()
    seen = []
    for frame in open_source(str(clip), "gate", paced=True, stop=watch.event(), monotonic=watch).frames():
        watch.t += 5.0 if not seen else 0.0
        seen.append(frame)

    assert len(seen) == 20


def test_a_loop_goes_on_for_ever_and_so_does_its_time(clip: Path) -> None:
    frames = list(islice(open_source(f"{clip}?loop", "gate").frames(), 50))

    assert times(frames)[18:22] == [1.8, 1.9, 1.94, 2.04]
    assert times(frames) == sorted(times(frames))


@pytest.mark.parametrize("form", ["file://{}?loop=1&pace=0", "{}?loop&pace=0", "file://{}?pace=no&loop=yes"])
def test_the_ways_to_write_it(clip: Path, form: str) -> None:
    frames = open_source(form.format(clip), "gate", paced=True).frames()

    assert len(list(islice(frames, 25))) == 25


def test_a_name_with_a_question_mark_is_a_name(clip: Path) -> None:
    assert len(list(open_source(str(clip.with_name("a clip?.avi")), "gate").frames())) == 20


def test_an_address_with_escapes_is_a_path(clip: Path) -> None:
    url = f"file://{clip.parent}/a%20clip%3F.avi"

    assert len(list(open_source(url, "gate").frames())) == 20


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(SourceError, match=r"there is no file gone\.mp4"):
        next(open_source("/nowhere/gone.mp4", "gate").frames())


@pytest.mark.parametrize("content", [b"", b"no film at all", b"\x00\x00\x00\x20ftypisom" + bytes(100)])
def test_a_file_that_is_no_film_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(content)

    with pytest.raises(Unreadable):
        list(open_source(f"{path}?loop", "gate").frames())


def test_a_film_that_breaks_off_ends_there(clip: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.avi"
    content = clip.read_bytes()
    broken.write_bytes(content[: len(content) // 2])

    assert 0 < len(list(open_source(str(broken), "gate").frames())) < 20


def test_it_stops_when_told(clip: Path) -> None:
    stop = threading.Event()
    frames = open_source(f"{clip}?loop", "gate", stop=stop).frames()
    next(frames)
    stop.set()

    assert list(frames) == []
