"""Cameras that give one picture a request, over a real HTTP port."""

import struct
import threading
import time
import zlib
from itertools import islice

import cv2
import numpy as np
import pytest

from recognizer.errors import Silent, SourceError, TooLarge, Unauthorized, Unreadable
from recognizer.sources import open_source, utc_now
from recognizer.sources.address import parse_address
from recognizer.sources.picture import decode_picture, picture_size
from recognizer.sources.still import BYTES, Polling, StillSource
from tests.recognizer.camera_server import StillCamera, jpeg, still_camera

SOON = "#every=0.1"


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that says how large it is and holds nothing."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def failure(camera: StillCamera, login: str = "") -> SourceError:
    with pytest.raises(SourceError) as caught:
        next(open_source(camera.url(login, SOON), "lot").frames())
    return caught.value


def test_pictures_come_over_one_kept_connection() -> None:
    with still_camera(answers=[(200, {}, jpeg(grey=10)), (200, {}, jpeg(grey=90))]) as camera:
        first, second = islice(open_source(camera.url(options=SOON), "lot").frames(), 2)

    assert (first.camera, first.image.shape, int(first.image.mean())) == ("lot", (48, 64, 3), 10)
    assert (int(second.image.mean()), second.t > first.t) == (90, True)
    assert camera.asked == ["/snap.jpg?channel=1"] * 2
    assert len(camera.clients) == 1


@pytest.mark.parametrize("kind", [".png", ".webp", ".jpg"])
def test_the_kinds_of_picture(kind: str) -> None:
    picture = cv2.imencode(kind, np.full((48, 64, 3), 127, np.uint8))[1].tobytes()
    with still_camera(answers=[(200, {}, picture)]) as camera:
        frame = next(open_source(camera.url(), "lot").frames())

    assert frame.image.shape == (48, 64, 3)
    assert picture_size(picture) == (64, 48)


@pytest.mark.parametrize("login", ["basic", "digest"])
def test_a_password_is_given_when_asked_for_and_remembered(login: str) -> None:
    with still_camera(login=login) as camera:
        frames = list(islice(open_source(camera.url("user:right@", SOON), "lot").frames(), 3))

    assert len(frames) == 3
    assert len(camera.asked) == 4  # one demand, then three pictures


@pytest.mark.parametrize("login", ["basic", "digest"])
def test_a_wrong_password_is_tried_once(login: str) -> None:
    with still_camera(login=login) as camera:
        error = failure(camera, "user:wrong@")

    assert isinstance(error, Unauthorized)
    assert len(camera.asked) == 2
    assert "wrong" not in str(error)


def test_a_missing_password_is_asked_for() -> None:
    with still_camera(login="digest") as camera:
        assert "wants a user name" in str(failure(camera))


def test_a_nonce_that_has_grown_old_is_renewed() -> None:
    with still_camera(login="digest", password="right") as camera:
        frames = open_source(camera.url("user:right@", SOON), "lot").frames()
        next(frames)
        camera.nonce = "n2"

        assert next(frames).image.shape == (48, 64, 3)


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        ((403, {}, b""), "unauthorized", "wants a user name"),
        ((404, {}, b""), "unreadable", "check the path"),
        ((302, {"Location": "http://192.0.2.1/"}, b""), "unreadable", "sends elsewhere"),
        ((500, {}, b""), "unreachable", "error 500"),
        ((200, {"Content-Type": "multipart/x-mixed-replace; boundary=b"}, b"--b"), "unreadable", "RTSP"),
        ((200, {}, b"<html>hello</html>"), "unreadable", "no JPEG"),
        ((200, {}, b""), "unreadable", "empty"),
        ((200, {}, jpeg()[:300]), "unreadable", "no JPEG|damaged"),
        ((200, {}, b"\xff\xd8\xff\xff\xff\xff"), "unreadable", "no JPEG"),
        ((200, {}, png_header(1_000_000, 10)), "too_large", "1000000×10"),
        ((200, {}, png_header(16_000, 16_000)), "too_large", "megapixels"),
        ((200, {}, png_header(64, 48)), "unreadable", "damaged"),
        ((200, {}, b"\xff\xd8" + bytes(BYTES)), "too_large", "16 MiB"),
    ],
)
def test_a_bad_answer_is_told_in_words(answer: tuple[int, dict[str, str], bytes], code: str, words: str) -> None:
    with still_camera(answers=[answer]) as camera, pytest.raises(SourceError, match=words) as caught:
        next(open_source(camera.url(), "lot").frames())

    assert caught.value.code == code


def test_a_picture_that_breaks_off_is_no_picture() -> None:
    with still_camera(answers=[(200, {"Content-Length": "99999", "Connection": "close"}, jpeg())]) as camera:
        assert isinstance(failure(camera), SourceError)


def test_a_refused_connection_is_told_in_words() -> None:
    with pytest.raises(SourceError, match=r"no picture from 127\.0\.0\.1:1: Connection refused"):
        next(open_source("http://127.0.0.1:1/", "lot").frames())


def test_the_same_picture_for_long_is_a_frozen_camera() -> None:
    with still_camera() as camera:
        source = StillSource(
            parse_address(camera.url()),
            "lot",
            clock=utc_now,
            monotonic=time.monotonic,
            stop=threading.Event(),
            polling=Polling(every=0.01, frozen=0.05),
        )
        with pytest.raises(Silent):
            list(source.frames())


def test_it_stops_when_told() -> None:
    stop = threading.Event()
    with still_camera() as camera:
        frames = open_source(camera.url(), "lot", stop=stop).frames()
        next(frames)
        stop.set()

        assert list(frames) == []


def test_a_period_that_is_no_number_is_told() -> None:
    with pytest.raises(SourceError, match="#every"):
        open_source("http://host/#every=often", "lot")


def test_a_camera_that_never_answers_is_given_up() -> None:
    with still_camera(answers=[(200, {"Content-Length": "99999"}, jpeg())]) as camera:
        source = StillSource(
            parse_address(camera.url()),
            "lot",
            clock=utc_now,
            monotonic=time.monotonic,
            stop=threading.Event(),
            polling=Polling(timeout=0.2),
        )
        with pytest.raises(SourceError, match="in time"):
            next(source.frames())


@pytest.mark.parametrize("size", [(16_385, 1), (1, 16_385), (8_000, 8_000)])
def test_the_size_is_judged_before_the_picture_is_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(TooLarge):
        decode_picture(png_header(*size))


def test_a_picture_without_size_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        decode_picture(png_header(0, 10))
