"""Asks a finished file about photographs, as they are and in weather that nobody photographed."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from recognizer.vision.slot_cnn import SlotCnn

from .augment import Floats
from .photos import Photo
from .weather import darkened, flecked, veiled

WEATHER: dict[str, Callable[[Floats, np.random.Generator], Floats]] = {
    "dusk, 40 % of the light": lambda seen, dice: darkened(seen, dice, 0.4, 4),
    "night, 15 % of the light": lambda seen, dice: darkened(seen, dice, 0.15, 4),
    "noise, deviation 15": lambda seen, dice: darkened(seen, dice, 1.0, 15),
    "rain": lambda seen, dice: veiled(flecked(seen, dice, 0.004, 9), dice, 0.15),
    "snow falling": lambda seen, dice: veiled(flecked(seen, dice, 0.01, 2), dice, 0.25),
    "fog, half of the contrast": lambda seen, dice: veiled(seen, dice, 0.5),
}
"""What is done to whole pictures; lengths in pixels of the picture."""


@dataclass(frozen=True)
class Wrong:
    """How often a file was wrong: `seen` slots, free ones called taken and the other way round."""

    seen: int = 0
    called_taken: int = 0
    called_free: int = 0
    unlike_published: int = 0

    def __add__(self, other: "Wrong") -> "Wrong":
        return Wrong(
            self.seen + other.seen,
            self.called_taken + other.called_taken,
            self.called_free + other.called_free,
            self.unlike_published + other.unlike_published,
        )

    def __str__(self) -> str:
        right = 1 - (self.called_taken + self.called_free) / self.seen
        published = 1 - self.unlike_published / self.seen
        errors = f"{self.called_taken} free called taken, {self.called_free} taken called free"
        return f"{right:.4f} of {self.seen} slots ({published:.4f} by the published labels): {errors}"


def wrong_by_group(file: Path, photos: Sequence[Photo]) -> dict[str, Wrong]:
    """Return how often a file is wrong on photos, a camera or day each."""
    classifier = SlotCnn(file, threads=1)
    found: dict[str, Wrong] = {}
    for photo in photos:
        called = [state.occupied for state in classifier.classify(photo.image, photo.layout)]
        pairs = Counter(zip(called, photo.taken, strict=True))
        unlike = sum(one != other for one, other in zip(called, photo.published, strict=True))
        now = Wrong(len(called), pairs[True, False], pairs[False, True], unlike)
        found[photo.group] = found.get(photo.group, Wrong()) + now
    return found


def spoilt(photos: Sequence[Photo], weather: str, seed: int) -> list[Photo]:
    """Return the photos as they might look in a weather."""
    dice = np.random.default_rng(seed)
    return [replace(photo, image=_clipped(WEATHER[weather](_floats(photo), dice))) for photo in photos]


def _floats(photo: Photo) -> Floats:
    return np.asarray(photo.image, np.float32)


def _clipped(seen: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.clip(seen, 0, 255).astype(np.uint8)
