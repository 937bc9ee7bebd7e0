"""RTSP cameras, played by FFmpeg from a real port: what they show, what they refuse, and when they fall silent."""

import threading
import time
from collections.abc import Iterator
from itertools import islice

import pytest

from recognizer.errors import Silent, SourceError, Unauthorized, Unreadable
from recognizer.model import Frame
from recognizer.sources import open_source, redact, utc_now
from recognizer.sources.address import Address, parse_address
from recognizer.sources.capture import Capture
from recognizer.sources.rtsp import Patience, RtspSource, connect
from tests.recognizer.rtsp_camera import RtspCamera, rtsp_camera


def watching(camera: RtspCamera, patience: Patience, stop: threading.Event | None = None) -> Iterator[Frame]:
    return RtspSource(
        parse_address(camera.url()),
        "gate",
        clock=utc_now,
        monotonic=time.monotonic,
        stop=stop or threading.Event(),
        patience=patience,
        opener=connect,
    ).frames()


def readers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "rtsp"]


def test_frames_come_with_time_and_picture() -> None:
    with rtsp_camera() as camera:
        first, second = islice(open_source(camera.url(), "gate").frames(), 2)

    assert (first.camera, first.image.shape) == ("gate", (240, 320, 3))
    assert first.t < second.t
    assert first.captured_at < second.captured_at


def test_a_slow_watcher_gets_the_newest_frame_and_not_the_next() -> None:
    with rtsp_camera() as camera:
        frames = watching(camera, Patience(every=0))
        next(frames)
        begun = camera.played
        while camera.played < begun + 30:
            time.sleep(0.01)
        before = camera.played
        late = next(frames)
        moved = int((late.image[100].astype(int).sum(axis=1) > 300).nonzero()[0][0])
        frames.close()

    assert before - 10 <= moved % 200 <= before + 10


def test_nobody_reads_on_when_the_watcher_has_gone() -> None:
    with rtsp_camera() as camera:
        frames = watching(camera, Patience())
        next(frames)
        frames.close()

    assert readers() == []


def test_it_stops_when_told() -> None:
    stop = threading.Event()
    with rtsp_camera() as camera:
        frames = watching(camera, Patience(), stop)
        next(frames)
        stop.set()

        assert list(frames) == []


def test_a_password_with_every_sign_is_understood() -> None:
    with rtsp_camera(user="us er", password="p:@/?#[]%") as camera:
        frame = next(open_source(camera.url("us%20er:p%3A%40%2F%3F%23%5B%5D%25@"), "gate").frames())

    assert frame.image.shape == (240, 320, 3)


def test_a_wrong_password_is_tried_once_and_told_without_showing_it() -> None:
    with (
        rtsp_camera(user="user", password="right") as camera,
        pytest.raises(Unauthorized, match="refuses this user name") as refusal,
    ):
        next(open_source(camera.url("user:wrong@"), "gate").frames())

    assert camera.connections == 1
    assert "wrong" not in str(refusal.value)


def test_a_missing_password_is_asked_for() -> None:
    with rtsp_camera(user="user", password="right") as camera, pytest.raises(Unauthorized, match="wants a user name"):
        next(open_source(camera.url(), "gate").frames())


def test_a_camera_that_is_connected_and_shows_nothing_is_silent() -> None:
    with rtsp_camera() as camera:
        frames = watching(camera, Patience(silent=0.5))
        next(frames)
        camera.silent = True

        with pytest.raises(Silent, match="gave no picture"):
            list(frames)


def test_a_camera_that_repeats_one_picture_is_silent() -> None:
    with rtsp_camera(frozen=True) as camera, pytest.raises(Silent, match="frozen"):
        list(watching(camera, Patience(frozen=0.3)))


def test_a_camera_that_hangs_up_is_told() -> None:
    with rtsp_camera(frames=10) as camera, pytest.raises(SourceError):
        list(watching(camera, Patience(silent=2)))


def test_a_refused_connection_is_told_in_words() -> None:
    with pytest.raises(SourceError, match=r"no connection to 127\.0\.0\.1:1: Connection refused") as refusal:
        next(open_source("rtsp://user:secret@127.0.0.1:1/stream", "gate").frames())

    assert refusal.value.code == "unreachable"


def test_a_stream_that_cannot_be_decoded_is_silent() -> None:
    class Mute:
        fps = 25.0

        def grab(self) -> bool:
            return True

        def position(self) -> float:
            return 0.0

        def retrieve(self) -> None:
            return None

        def release(self) -> None:
            released.append(True)

    def opened(_: Address, __: float) -> Capture:
        return Mute()

    released: list[bool] = []
    source = RtspSource(
        parse_address("rtsp://127.0.0.1/"),
        "gate",
        clock=utc_now,
        monotonic=time.monotonic,
        stop=threading.Event(),
        patience=Patience(silent=0.3),
        opener=opened,
    )

    with pytest.raises(Silent):
        next(source.frames())
    assert released == [True]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("rtsp://", "names no host"),
        ("rtsp://host:port/", "malformed"),
        ("rtsp://ho st/", "a space"),
        ("rtsp://[half/", "malformed"),
        ("gopher://host/", "not known"),
    ],
)
def test_an_address_that_is_none_is_told(url: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        open_source(url, "gate")


@pytest.mark.parametrize(
    "text",
    [
        "rtsp://user:secret@host/path",
        "cannot open rtsp://user:se%40cret@host:554/ at all",
        "http://host/snap.jpg?user=admin&password=secret&channel=1",
        "http://host/?pwd=secret",
        "http://secret@host/",
    ],
)
def test_passwords_are_struck_out(text: str) -> None:
    assert "secret" not in redact(text).replace("se%40cret", "secret")
    assert "***" in redact(text)


def test_an_address_shows_no_password() -> None:
    address = parse_address("rtsp://user:secret@host/path?token=secret")

    assert "secret" not in f"{address} {address!r}"
    assert address.password == "secret"


def test_a_stream_that_is_not_there_is_told() -> None:
    with rtsp_camera() as camera, pytest.raises(Unreadable, match="no such stream"):
        next(open_source(camera.url().replace("stream1", "stream9"), "gate").frames())
