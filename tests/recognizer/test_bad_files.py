"""Every kind of bad file at the command line: a line of words for each, the good ones go on, never a traceback."""

import base64
import json
import os
import struct
import subprocess
import sys
import wave
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from recognizer.__main__ import main

ROOT = Path(__file__).parents[2]
GREY = np.full((120, 200, 3), 90, np.uint8)


@dataclass(frozen=True)
class Ended:
    """What a command left: its exit status, its JSON lines, and what it said beside them."""

    status: int
    lines: list[dict[str, Any]]
    said: str

    @property
    def errors(self) -> dict[str, str]:
        return {Path(line.get("file") or line["source"]).name: line.get("error", "") for line in self.lines}


def recognizer(*words: str | bytes | Path, **environment: str) -> Ended:
    """Run the command line as a person does."""
    command = [sys.executable, "-m", "recognizer", *words]
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "addon"), "OMP_NUM_THREADS": "1"}
    ended = subprocess.run(command, env=clean | environment, capture_output=True, timeout=120, check=False)
    lines = [json.loads(line.decode("utf-8")) for line in ended.stdout.splitlines()]
    return Ended(ended.returncode, lines, ended.stderr.decode())


Command = Callable[..., Ended]


@pytest.fixture
def here(capfd: pytest.CaptureFixture[str]) -> Command:
    """Run a command in this process, which is quicker where a process of its own shows nothing more."""

    def run(*words: str | Path) -> Ended:
        status = main([str(word) for word in words])
        out, said = capfd.readouterr()
        return Ended(status, [json.loads(line) for line in out.splitlines()], said)

    return run


def encoded(ending: str, image: np.ndarray[Any, Any] = GREY) -> bytes:
    return cv2.imencode(ending, image)[1].tobytes()


def png_header(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    signature = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13)
    return signature + header + struct.pack(">I", zlib.crc32(header)) + b"\0" * 64


def jpeg_header(width: int, height: int) -> bytes:
    """Return a JPEG that claims this size; the format itself cannot claim more than 65,535."""
    whole = encoded(".jpg")
    at = whole.index(b"\xff\xc0") + 5
    return whole[:at] + struct.pack(">HH", height, width) + whole[at + 4 :]


CMYK = base64.b64decode(
    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwBQNzxGPDJQRkFGWlVQX3jIgnhubnj1r7mRyP//////////////////////////////////"
    "/////////////////8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAQD/8QAFBABAAAAAAAAAAAAAAAA"
    "AAAAAP/aAA4EQwBNAFkASwAAPwChhhL/2Q=="
)
"""Eight by eight pixels in four colours, as printers want them."""


def with_much_exif() -> bytes:
    whole, words = encoded(".jpg"), b"Exif\0\0" + b"x" * 65_000
    return whole[:2] + (b"\xff\xe1" + struct.pack(">H", len(words) + 2) + words) * 50 + whole[2:]


def animated_webp() -> bytes:
    """Return two frames in one WebP file, as RIFF has it."""
    still = encoded(".webp")[12:]
    size = b"\xc7\0\0" + b"\x77\0\0"
    frame = b"\0" * 6 + size + b"\x10\0\0\0" + still
    chunks = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + size + b"ANIM" + struct.pack("<I", 6) + b"\0" * 6
    chunks += (b"ANMF" + struct.pack("<I", len(frame)) + frame + b"\0" * (len(frame) % 2)) * 2
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


BAD = {
    "zero.jpg": (b"", "empty"),
    "words.jpg": (b"not a picture", "no JPEG, PNG or WebP"),
    "animated.gif": (b"GIF89a" + b"\0" * 99, "no JPEG, PNG or WebP"),
    "half.jpg": (encoded(".jpg")[:300], "damaged"),
    "half.png": (encoded(".png")[: len(encoded(".png")) // 2], "damaged"),
    "wide.png": (png_header(1_000_000, 10), "1000000×10 is too large"),
    "wide.jpg": (jpeg_header(65_535, 10), "65535×10 is too large"),
    "many.png": (png_header(16_000, 16_000), "too large"),
    "flat.png": (png_header(0, 10), "no width or height"),
}
ODD = {
    "dot.png": encoded(".png", GREY[:1, :1]),
    "dot.jpg": encoded(".jpg", GREY[:1, :1]),
    "line.png": encoded(".png", np.full((1, 3000, 3), 90, np.uint8)),
    "grey.jpg": encoded(".jpg", GREY[:, :, 0]),
    "deep.png": encoded(".png", np.full((120, 200, 3), 30_000, np.uint16)),
    "deep-grey.png": encoded(".png", np.full((120, 200), 30_000, np.uint16)),
    "see-through.png": encoded(".png", np.full((120, 200, 4), 90, np.uint8)),
    "cmyk.jpg": CMYK,
    "much-exif.jpg": with_much_exif(),
    "animated.webp": animated_webp(),
    "a name with spaces.jpg": encoded(".jpg"),
}


def test_every_bad_picture_has_its_words_and_the_odd_ones_are_read(tmp_path: Path) -> None:
    for name, content in ODD.items() | {name: content for name, (content, _) in BAD.items()}.items():
        (tmp_path / name).write_bytes(content)

    ended = recognizer("read", "--json", *(tmp_path / name for name in (*BAD, *ODD)))

    assert ended.status == 1
    assert [name for name, (_, words) in BAD.items() if words not in ended.errors[name]] == []
    assert {name: ended.errors[name] for name in ODD} == dict.fromkeys(ODD, "")
    assert ended.said == ""


def test_odd_pictures_alone_are_no_failure(tmp_path: Path) -> None:
    for name, content in ODD.items():
        (tmp_path / name).write_bytes(content)

    ended = recognizer("read", "--json", *(tmp_path / name for name in ODD))

    assert (ended.status, [line["plates"] for line in ended.lines]) == (0, [[]] * len(ODD))


def test_paths_that_are_no_pictures_are_told(tmp_path: Path) -> None:
    (tmp_path / "loop.jpg").symlink_to("loop.jpg")
    (tmp_path / "folder.jpg").mkdir()
    paths = ["", tmp_path / "gone.jpg", tmp_path / "folder.jpg", tmp_path / "loop.jpg", "x" * 300, "/dev/zero"]

    ended = recognizer("read", "--json", *paths)

    assert ended.status == 1
    assert [line["error"].partition("cannot be opened: ")[2] or line["error"] for line in ended.lines] == [
        "Is a directory",
        "No such file or directory",
        "Is a directory",
        "Too many levels of symbolic links",
        "File name too long",
        "the picture zero is larger than 64 MiB",
    ]
    assert ended.said == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_picture_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(encoded(".jpg"))
    (tmp_path / "secret.jpg").chmod(0)

    ended = recognizer("read", "--json", tmp_path / "secret.jpg")

    assert (ended.status, "Permission denied" in ended.errors["secret.jpg"]) == (1, True)


@pytest.mark.parametrize("encoding", ["utf-8:strict", "koi8-r:strict"])
def test_a_file_name_that_is_no_text_comes_back_as_it_is(tmp_path: Path, encoding: str) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9 \xd0\xb8.jpg"
    Path(os.fsdecode(name)).write_bytes(encoded(".jpg"))

    ended = recognizer("read", "--json", name, PYTHONIOENCODING=encoding)

    assert (ended.status, ended.said) == (0, "")
    assert [os.fsencode(line["file"]) for line in ended.lines] == [name]


def test_no_picture_at_all_is_not_understood() -> None:
    ended = recognizer("read", "--json")

    assert (ended.status, ended.lines) == (2, [])
    assert "PATH" in ended.said


def silence(path: Path) -> Path:
    """Write a file with sound and no picture."""
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\1" * 8000)
    return path


def torn_film(path: Path) -> Path:
    """Write the first half of an MP4: its table of contents stands at the end."""
    film = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"mp4v"), 10, (320, 240))
    for grey in range(30):
        film.write(np.full((240, 320, 3), 90 + grey, np.uint8))
    film.release()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: (folder / "empty.mp4").write_bytes(b"") or folder / "empty.mp4", "decoded as video"),
        (lambda folder: (folder / "words.mp4").write_text("words") and folder / "words.mp4", "decoded as video"),
        (lambda folder: torn_film(folder / "torn.mp4"), "decoded as video"),
        (lambda folder: silence(folder / "sound.wav"), "decoded as video"),
        (lambda folder: folder / "gone.mp4", "there is no file"),
        (lambda folder: folder, "there is no file"),
        (lambda _: "", "there is no file"),
        (lambda _: "gopher://camera/1", "rtsp, rtsps, http, https or file"),
        (lambda _: "rtsp://", "names no host"),
        (lambda _: "rtsp://user:secret@127.0.0.1:1/live", "no connection to 127.0.0.1:1"),
    ],
)
def test_what_cannot_be_watched_is_told(tmp_path: Path, here: Command, make: Any, words: str) -> None:
    ended = here("watch", "--json", make(tmp_path))

    assert ended.status == 1
    assert [words in error for error in ended.errors.values()] == [True]
    assert ended.said == ""
    assert "secret" not in json.dumps(ended.lines)


SLOT = '{"size": [200, 120], "slots": [{"id": "A-1", "polygon": %s}]}'


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        ("{half", "layout: is no JSON"),
        ("", "layout: is no JSON"),
        ("[" * 100_000, "layout: is no JSON"),
        ("[]", "layout: is no object"),
        ("null", "layout: is no object"),
        ('{"size": [200], "slots": []}', "size: is no width and height"),
        ('{"size": [0, 120], "slots": []}', "size[0]: is no number of pixels"),
        ('{"size": [1000000, 120], "slots": []}', "size[0]: is no number of pixels"),
        ('{"size": [200, 120]}', "slots: is missing"),
        ('{"size": [200, 120], "slots": 5}', "slots: is no list"),
        ('{"size": [200, 120], "slots": [5]}', "slots[0]: is no object"),
        ('{"size": [200, 120], "slots": [{"polygon": []}]}', "slots[0].id: is missing"),
        ('{"size": [200, 120], "slots": [{"id": "A-1"}]}', "slots[0] (A-1).polygon: is missing"),
        (SLOT % "[[0,0],[9,9]]", "(A-1).polygon: has fewer than three corners"),
        (SLOT % '[[0,0],[90,0],["x",9]]', "(A-1).polygon[2]: is no number"),
        (SLOT % "[[0,0],[90,0],[NaN,9]]", "(A-1).polygon[2]: is not between 0 and 200"),
        (SLOT % "[[0,0],[999,0],[0,9]]", "(A-1).polygon[1]: is not between 0 and 200"),
        (SLOT % "[[0,0],[9,9],[18,18]]", "(A-1).polygon: encloses 0 square pixels"),
        (SLOT % "[[0,0],[90,0,5],[0,9]]", "(A-1).polygon[1]: has more than 2 items"),
        (
            '{"size":[9,9],"slots":[%s,%s]}' % (('{"id":"A-1","polygon":[[0,0],[9,0],[9,9]]}',) * 2),
            "A-1 more than once",
        ),
    ],
)
def test_a_layout_that_is_wrong_names_the_slot(tmp_path: Path, here: Command, layout: str, words: str) -> None:
    (tmp_path / "layout.json").write_text(layout)
    (tmp_path / "lot.jpg").write_bytes(encoded(".jpg"))

    ended = here("slots", "--layout", tmp_path / "layout.json", "--json", tmp_path / "lot.jpg")

    assert (ended.status, ended.lines) == (1, [])
    assert words in ended.said


def test_a_layout_that_is_not_there_is_told(tmp_path: Path, here: Command) -> None:
    ended = here("slots", "--layout", tmp_path / "gone.json", "--json", tmp_path / "lot.jpg")

    assert (ended.status, "the layout gone.json cannot be opened" in ended.said) == (1, True)
