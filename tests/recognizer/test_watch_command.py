"""`watch` on a film drawn here, with the real networks: one JSON line a car."""

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from recognizer.__main__ import main

CARS = ("123ABC02", "777KMA01")


def plate(text: str) -> np.ndarray[Any, Any]:
    picture = np.full((112, 520, 3), 245, np.uint8)
    cv2.rectangle(picture, (3, 3), (516, 108), (20, 20, 20), 3)
    cv2.putText(picture, text, (38, 84), cv2.FONT_HERSHEY_SIMPLEX, 2.6, (15, 15, 15), 7, cv2.LINE_AA)
    return picture


def film(path: Path) -> Path:
    """Two cars come near, one after the other, with an empty view before, between and after them."""
    video = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 10, (960, 540))
    empty = np.full((540, 960, 3), 100, np.uint8)
    for text in CARS:
        for _ in range(25):
            video.write(empty)
        for n in range(15):
            view, width = empty.copy(), 160 + 8 * n
            height, y = width * 112 // 520, 200 + 10 * n
            cv2.rectangle(view, (300, 60 + 6 * n), (760, 420), (60, 30, 30), -1)
            view[y : y + height, 400 : 400 + width] = cv2.resize(
                plate(text), (width, height), interpolation=cv2.INTER_AREA
            )
            video.write(view)
    for _ in range(25):
        video.write(empty)
    video.release()
    return path


def test_each_car_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", str(film(tmp_path / "gate.avi")), "--country", "KZ", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["plate"] for line in lines] == list(CARS)
    assert [list(line) for line in lines] == [["t", "plate", "country", "confidence", "direction", "reads"]] * 2
    first, second = (line["t"] for line in lines)
    assert 2.4 <= first <= 4.0
    assert 6.4 <= second <= 8.0


def test_what_is_no_film_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "words.mp4").write_text("no film at all")
    assert main(["watch", str(tmp_path / "words.mp4"), "--json"]) == 1
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert set(line) == {"source", "error"}
