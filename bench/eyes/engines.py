"""What is measured, by name: each engine is made when it is its turn, and one that is not installed says so."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from recognizer import engines
from recognizer.errors import RecognizerError
from recognizer.eyes import open_eyes
from recognizer.look import look_at, warm
from recognizer.model import Box, Image
from recognizer.ports import Eyes, PlateDetector

from .baselines import YOLO, BaselineA, BaselineB
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


def own(threads: int) -> Ours:
    """Return our own networks alone, without anything that has to agree or helps them out."""
    return _warmed(Eyes(engines.detector("own", threads=threads), engines.reader("own", threads)))


def rapidocr(threads: int) -> Ours:
    """Return the PP-OCRv6 networks alone, used our way."""
    return _warmed(Eyes(engines.detector("rapidocr", threads=threads), engines.reader("rapidocr", threads)))


def ultralytics(threads: int) -> Ours:
    """Return a YOLO plate detector run by its own library, before the default reader."""
    eyes = open_eyes(threads)
    return _warmed(Eyes(engines.detector("ultralytics", YOLO, threads), eyes.reader, eyes.second))


def easyocr(threads: int) -> Ours:
    """Return the default detector before EasyOCR."""
    return _warmed(Eyes(open_eyes(threads).detector, engines.reader("easyocr", threads)))


def _warmed(eyes: Eyes) -> Ours:
    warm(eyes)
    return Ours(eyes)


ENGINES: Final[Mapping[str, Callable[[int], Engine]]] = {
    "default": default,
    "own": own,
    "rapidocr": rapidocr,
    "ultralytics": ultralytics,
    "easyocr": easyocr,
    "baseline-a": BaselineA,
    "baseline-b": BaselineB,
}
BASELINES: Final = ("baseline-a", "baseline-b")
USUAL: Final = ("default", "rapidocr", *BASELINES)
"""What is measured where nothing is asked for."""


def named(name: str) -> Callable[[int], Engine]:
    """Return what makes an engine: one of the known ones, or a detector/reader/second reader put together.

    Raise ValueError for a name that is neither.
    """
    if name in ENGINES:
        return ENGINES[name]
    parts = name.split("/")
    if not 2 <= len(parts) <= 3 or not all(parts):
        raise ValueError(name)
    finder, reader, second = (*parts, "none")[:3]

    def make(threads: int) -> Engine:
        model = YOLO if finder == "ultralytics" else None
        found, read = engines.detector(finder, model, threads), engines.reader(reader, threads)
        return _warmed(Eyes(found, read, engines.second_reader(second, threads)))

    return make


def made(names: Sequence[str], threads: int) -> Iterator[tuple[str, Engine | str]]:
    """Yield each engine by name, or the words why it is not there."""
    for name in names:
        try:
            yield name, named(name)(threads)
        except RecognizerError as err:
            yield name, f"not installed: {err}"
