"""The extras live beside the recognizer without a second OpenCV, and no engine talks to anybody."""

import importlib.metadata
import os
import socket
from pathlib import Path

import cv2
import pytest
from packaging.requirements import Requirement

from recognizer import engines
from recognizer.vision.ultralytics_yolo import UltralyticsDetector

ROOT = Path(__file__).parents[2]


def test_there_is_one_opencv() -> None:
    named = [one.name.lower() for one in importlib.metadata.distributions()]

    assert [name for name in named if name.startswith("opencv")] == ["opencv-python-headless"]
    assert cv2.__version__.startswith("4.14.")
    assert "GUI:                           NONE" in cv2.getBuildInformation()


def test_what_is_installed_is_what_the_lists_say() -> None:
    lists = [ROOT / "addon" / "engines.txt", ROOT / "scripts" / "requirements" / "engines.txt"]
    lines = [line for path in lists for line in path.read_text().splitlines() if not line.startswith("#")]
    wanted = [Requirement(line) for line in lines]

    assert len(wanted) > 40
    assert [str(one) for one in wanted if not one.specifier.contains(importlib.metadata.version(one.name))] == []


def test_the_extras_are_seen() -> None:
    assert engines.extras() == {"ultralytics": True, "easyocr": True}


def test_nobody_is_called(yolo_plates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def called(*address: object) -> None:
        raise AssertionError(f"somebody wanted to reach {address}")

    monkeypatch.setattr(socket, "getaddrinfo", called)
    monkeypatch.setattr(socket.socket, "connect", called)

    UltralyticsDetector(yolo_plates, threads=1)
    engines.reader("easyocr", threads=1)

    assert os.environ["YOLO_OFFLINE"] == "true"
