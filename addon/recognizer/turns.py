"""One machine's few cores, shared: cameras take turns at the models, first come, first served."""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from .model import Box, Image, Layout, RawRead, SlotState
from .ports import Eyes, PlateDetector, PlateReader, SlotClassifier


class Turns:
    """A lock that is handed on in the order of asking, so that no camera starves another."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and hand it on at the end."""
        mine = threading.Event()
        with self._guard:
            if self._taken:
                self._waiting.append(mine)
            else:
                self._taken = True
                mine.set()
        mine.wait()
        try:
            yield
        finally:
            with self._guard:
                if self._waiting:
                    self._waiting.popleft().set()
                else:
                    self._taken = False


class SharedDetector:
    """A plate detector used in turns."""

    def __init__(self, detector: PlateDetector, turns: Turns) -> None:
        self._detector = detector
        self._turns = turns

    def detect(self, image: Image) -> list[Box]:
        """Return the plates in a picture."""
        with self._turns.turn():
            return self._detector.detect(image)


class SharedReader:
    """A plate reader used in turns."""

    def __init__(self, reader: PlateReader, turns: Turns) -> None:
        self._reader = reader
        self._turns = turns

    def read(self, image: Image, boxes: Sequence[Box]) -> list[RawRead]:
        """Return one read a box."""
        with self._turns.turn():
            return self._reader.read(image, boxes)


class SharedClassifier:
    """A slot classifier used in turns."""

    def __init__(self, classifier: SlotClassifier, turns: Turns) -> None:
        self._classifier = classifier
        self._turns = turns

    def classify(self, image: Image, layout: Layout) -> list[SlotState]:
        """Return one state a slot."""
        with self._turns.turn():
            return self._classifier.classify(image, layout)


def shared(eyes: Eyes, turns: Turns) -> Eyes:
    """Return the same eyes, used in turns."""
    return replace(
        eyes,
        detector=SharedDetector(eyes.detector, turns),
        reader=SharedReader(eyes.reader, turns),
        second=SharedReader(eyes.second, turns) if eyes.second else None,
        slow=shared(eyes.slow, turns) if eyes.slow else None,
    )
