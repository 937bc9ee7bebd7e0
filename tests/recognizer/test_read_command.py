"""`read` and `slots` on files, with the real networks: one JSON line a picture, whatever the picture is."""

import json
import struct
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from recognizer.__main__ import main


def plate(text: str, size: tuple[int, int] = (520, 112)) -> np.ndarray[Any, Any]:
    """Draw a plate: black letters on white, a frame around."""
    picture = np.full((size[1], size[0], 3), 245, np.uint8)
    cv2.rectangle(picture, (3, 3), (size[0] - 4, size[1] - 4), (20, 20, 20), 3)
    width, _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 2.6, 7)[0]
    cv2.putText(
        picture, text, ((size[0] - width) // 2, 84), cv2.FONT_HERSHEY_SIMPLEX, 2.6, (15, 15, 15), 7, cv2.LINE_AA
    )
    return picture


def street(text: str) -> np.ndarray[Any, Any]:
    """Draw a view with one plate in it."""
    view = np.full((720, 1280, 3), 110, np.uint8)
    view[450:] = 80
    view[400:456, 520:780] = cv2.resize(plate(text), (260, 56), interpolation=cv2.INTER_AREA)
    return cv2.GaussianBlur(view, (3, 3), 0)


def saved(path: Path, picture: np.ndarray[Any, Any]) -> str:
    cv2.imwrite(str(path), picture)
    return str(path)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def huge_png(path: Path) -> str:
    """Write a small file whose header claims a million pixels of width."""
    header = struct.pack(">IIBBBBB", 1_000_000, 1_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + b"\0" * 64
    )
    return str(path)


def test_a_plate_in_a_street_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = saved(tmp_path / "street.jpg", street("123ABC02"))
    assert main(["read", "--country", "KZ,RU", "--json", file]) == 0
    (line,) = lines(capsys)
    assert list(line) == ["file", "ms", "plates"]
    (found,) = line["plates"]
    assert list(found) == ["text", "country", "confidence", "box", "accepted", "alternatives"]
    assert (found["text"], found["country"], found["accepted"]) == ("123ABC02", "KZ", True)
    x1, y1, x2, y2 = found["box"]
    assert 500 < x1 < x2 < 800
    assert 390 < y1 < y2 < 470


def test_a_picture_that_is_nothing_but_a_plate_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tight = plate("123ABC02")[14:98, 30:490]
    main(["read", "--json", saved(tmp_path / "plate.png", cv2.resize(tight, (150, 28), interpolation=cv2.INTER_AREA))])
    (line,) = lines(capsys)
    assert [found["text"] for found in line["plates"]] == ["123ABC02"]


def test_bad_pictures_are_told_and_the_others_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "words.jpg").write_text("not a picture")
    (tmp_path / "cut.jpg").write_bytes(b"\xff\xd8" + b"\xff\xe0\x00\x10JFIF")
    good = saved(tmp_path / "good.jpg", street("123ABC02"))
    bad = [str(tmp_path / "none.jpg"), str(tmp_path / "words.jpg"), str(tmp_path / "cut.jpg"), str(tmp_path)]
    assert main(["read", "--json", *bad, huge_png(tmp_path / "huge.png"), good]) == 1
    *failed, last = lines(capsys)
    assert [set(line) for line in failed] == [{"file", "error"}] * 5
    assert "too large" in failed[-1]["error"]
    assert last["plates"]


def test_an_empty_view_has_no_plate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--json", saved(tmp_path / "empty.png", np.full((480, 640, 3), 90, np.uint8))]) == 0
    assert [line["plates"] for line in lines(capsys)] == [[]]


def test_a_camera_clock_is_no_plate_to_act_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    view = np.full((720, 1280, 3), 60, np.uint8)
    for text, y in (("2026-11-21 10:40:37", 50), ("CAMERA 01", 690), ("+7 701 123 45 67", 400)):
        cv2.putText(view, text, (40, y), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (255, 255, 255), 3, cv2.LINE_AA)
    main(["read", "--country", "KZ,RU", "--json", saved(tmp_path / "clock.png", view)])
    (line,) = lines(capsys)
    assert not any(found["accepted"] for found in line["plates"])


def test_an_unknown_country_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["read", "--country", "XX", "a.jpg"])
    assert stop.value.code == 2
    assert "KZ, RU, UZ" in capsys.readouterr().err


def test_people_get_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["read", "--country", "KZ", saved(tmp_path / "street.jpg", street("123ABC02"))])
    out = capsys.readouterr().out
    assert "123ABC02" in out
    assert "accepted" in out


def test_a_layout_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = tmp_path / "layout.json"
    layout.write_text('{"size": [640, 480], "slots": [{"id": "A1", "polygon": [[0, 0], [1, 1]]}]}')
    assert main(["slots", "--layout", str(layout), "--json", "a.jpg"]) == 1
    assert "polygon" in capsys.readouterr().err
