"""The trade-off curve looks as the app looks: only the thresholds differ."""

import numpy as np

from bench.eyes.curve import remembering
from recognizer.ports import Eyes
from tests.recognizer.fakes import PaintedPlates


def test_eyes_that_remember_look_as_the_eyes_they_stand_for() -> None:
    plates = PaintedPlates()
    slow = Eyes(plates, plates)
    eyes = remembering(Eyes(plates, plates, plates, slow, again=False))

    assert (eyes.again, eyes.slow is not None and eyes.slow.again) == (False, True)
    assert eyes.detector.detect(np.zeros((60, 80, 3), np.uint8)) == []
