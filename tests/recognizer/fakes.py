"""Eyes that see what the tests paint: a bright bar is a plate, a bright slot is taken."""

import threading
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from recognizer.model import Box, Image, Layout, RawRead, SlotState
from recognizer.pipelines import Engines
from recognizer.ports import Eyes

TEXT = "123ABC02"


class PaintedPlates:
    """Finds the one bright bar of a picture and reads every one of them as the same plate."""

    def __init__(self) -> None:
        self.at_once = 0
        self.most_at_once = 0
        self._guard = threading.Lock()

    def detect(self, image: Image) -> list[Box]:
        with self._guard:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        ys, xs = np.nonzero(image[:, :, 0] > 200)
        with self._guard:
            self.at_once -= 1
        return [Box(*map(float, (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1)), 0.95)] if len(xs) > 50 else []

    def read(self, _: Image, boxes: Sequence[Box]) -> list[RawRead]:
        return [RawRead((TEXT,), ((0.99,) * len(TEXT),)) for _ in boxes]


class PaintedSlots:
    """Calls a slot taken whose middle is bright."""

    def classify(self, image: Image, layout: Layout) -> list[SlotState]:
        middles = [np.asarray(slot.polygon).mean(axis=0).astype(int) for slot in layout.slots]
        return [
            SlotState(slot.id, occupied=bool(image[y, x, 0] > 200), p=0.9 if image[y, x, 0] > 200 else 0.1)
            for slot, (x, y) in zip(layout.slots, middles, strict=True)
        ]


def painted_engines() -> Engines:
    eyes = PaintedPlates()
    return Engines(lambda: Eyes(eyes, eyes), PaintedSlots)


def gate_clip(path: Path, seconds: float = 3.0) -> Path:
    """Paint a plate that comes nearer; an MJPEG film of 160 × 120 at ten frames a second."""
    video = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 10, (160, 120))
    for number in range(round(seconds * 10)):
        image = np.full((120, 160, 3), 30, np.uint8)
        y, half = 30 + number * 2, 15 + number
        cv2.rectangle(image, (80 - half, y), (80 + half, y + 8 + number // 3), (255, 255, 255), -1)
        video.write(image)
    video.release()
    return path


def lot_clip(path: Path) -> Path:
    """Paint a lot of one bright place, two seconds of it."""
    video = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 10, (160, 120))
    for _ in range(20):
        image = np.full((120, 160, 3), 30, np.uint8)
        image[20:60, 20:60] = 255
        video.write(image)
    video.release()
    return path
