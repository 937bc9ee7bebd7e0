"""What is measured, by name: each engine is made when it is its turn, and one that is not installed says so."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from recognizer.errors import ModelMissing
from recognizer.eyes import open_eyes
from recognizer.look import look_at, warm
from recognizer.model import Box, Image
from recognizer.ports import Eyes, PlateDetector
from recognizer.vision.rapidocr import EyeRules, RapidOcr

from .baselines import BaselineA, BaselineB
from .count import Found


class Engine(Protocol):
    """Reads the plates on a picture."""

    def read(self, image: Image, countries: Sequence[str], *, whole: bool = False) -> list[Found]:
        """Return the plates, the surest first; `whole`: the picture is one plate and nothing else."""


@dataclass(frozen=True, slots=True)
class Ours:
    """Eyes of the recognizer, used on one picture as its `read` command uses them."""

    eyes: Eyes

    def read(self, image: Image, countries: Sequence[str], *, whole: bool = False) -> list[Found]:
        """Return the plates, the surest first; `whole`: the picture is one plate and nothing else."""
        eyes = on_crops(self.eyes) if whole else self.eyes
        return look_at(image, eyes, tuple(countries))


@dataclass(frozen=True, slots=True)
class AndWhole:
    """A detector that takes the whole picture for a plate too."""

    detector: PlateDetector

    def detect(self, image: Image) -> list[Box]:
        """Return what the detector finds, and the whole picture."""
        height, width = image.shape[:2]
        return [*self.detector.detect(image), Box(0.0, 0.0, float(width), float(height), 1.0)]


def on_crops(eyes: Eyes) -> Eyes:
    """Return eyes that take the whole picture for a plate too."""
    slow = on_crops(eyes.slow) if eyes.slow else None
    return replace(eyes, detector=AndWhole(eyes.detector), slow=slow)


def default(threads: int) -> Ours:
    """Return what the app uses when its options say nothing else."""
    return _warmed(open_eyes(threads))


def rapidocr(threads: int) -> Ours:
    """Return the PP-OCRv6 networks alone, used our way."""
    eyes = RapidOcr(EyeRules(threads=threads))
    return _warmed(Eyes(eyes, eyes))


def _warmed(eyes: Eyes) -> Ours:
    warm(eyes)
    return Ours(eyes)


ENGINES: Final[Mapping[str, Callable[[int], Engine]]] = {
    "default": default,
    "rapidocr": rapidocr,
    "baseline-a": BaselineA,
    "baseline-b": BaselineB,
}
BASELINES: Final = ("baseline-a", "baseline-b")
USUAL: Final = ("default", "rapidocr", *BASELINES)
"""What is measured where nothing is asked for."""


def made(names: Sequence[str], threads: int) -> Iterator[tuple[str, Engine | str]]:
    """Yield each engine by name, or the words why it is not there."""
    for name in names:
        try:
            yield name, ENGINES[name](threads)
        except ModelMissing as err:
            yield name, f"not installed: {err}"
