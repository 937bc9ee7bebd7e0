"""Reports and frames that the tests of the recognizer's delivery put in."""

from datetime import UTC, datetime, timedelta

import numpy as np

from recognizer.model import Alternative, Box, Direction, Frame, Passage, Plate, SlotChange, SlotState

NOW = datetime(2026, 11, 21, 6, 30, 20, tzinfo=UTC)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def frame(width: int = 320, height: int = 240, *, noisy: bool = False) -> Frame:
    """Return a grey frame, or one of noise, which no JPEG makes small."""
    image = np.full((height, width, 3), 127, np.uint8)
    if noisy:
        image = np.random.default_rng(7).integers(0, 256, (height, width, 3)).astype(np.uint8)
    return Frame("gate", image, NOW, 0.0)


def passage(number: int = 1, *, captured_at: datetime = NOW, plate: str = "123ABC02") -> Passage:
    """Return a car that came to the gate."""
    read = Plate(plate, plate, "KZ", "kz_2012_person", 0.974, accepted=True)
    box = Box(100, 100, 200, 130, 0.9)
    return Passage(f"p-{number}", "gate", captured_at, 0.0, read, Direction.APPROACHING, 4, box)


def slots(number: int = 1, *, captured_at: datetime = NOW) -> SlotChange:
    """Return a slot that was taken."""
    return SlotChange(f"s-{number}", "lot", captured_at, (SlotState("A-1", occupied=True, p=0.993),))


def golden_passage() -> Passage:
    """Return the passage that the contract's first report tells of."""
    other = Alternative("128ABC02", "KZ", 0.021)
    sure = (0.999, 0.98, 0.91, 0.999, 0.95, 0.99, 1.0, 0.997)
    plate = Plate("123ABC02", "123АВС02", "KZ", "kz_2012_person", 0.974, True, sure, (other,))
    at = datetime(2026, 11, 21, 6, 30, 15, 250_000, UTC)
    box = Box(10, 10, 90, 30, 0.9)
    passage_id = "0192f5a4-7c1e-4b7a-9d56-0f6d1c2a3b4c"
    return Passage(passage_id, "01JD0GATECAMERA00000000000", at, 15.25, plate, Direction.APPROACHING, 4, box)
