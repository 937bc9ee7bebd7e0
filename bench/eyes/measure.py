"""Look at every picture with every engine in turn, so that what disturbs the machine disturbs all of them alike."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from recognizer.model import Image, Layout
from recognizer.ports import SlotClassifier

from .count import Figures, Found, Verdict, judge, summed
from .engines import Engine
from .labels import Labelled, Lot, PictureSet, opened

HD: Final = (1280, 720)
"""Width and height of the pictures that times are told for, where that is asked."""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """How to look: the countries a site would expect (None: those of each picture), and whether to time at 1280×720."""

    countries: tuple[str, ...] | None = None
    hd: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """One picture as one engine read it; the times of one look by the wall's clock and by the processor's, in ms."""

    picture: Labelled
    found: tuple[Found, ...]
    verdict: Verdict
    wall_ms: float
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class LotSeen:
    """One picture of a lot as the slot classifier saw it: free places called taken, taken ones called free."""

    slots: int
    free: int
    free_called_taken: int
    taken_called_free: int
    ms: float

    @property
    def wrong(self) -> int:
        """How many slots were told wrongly."""
        return self.free_called_taken + self.taken_called_free


def look_through(
    pictures: PictureSet, engines: Mapping[str, Engine], asked: Asked, tell: Tell
) -> Iterator[tuple[str, Seen]]:
    """Yield each picture as each engine reads it; one that cannot be opened is told about, and the others go on."""
    for picture, image in opened(pictures.name, pictures.pictures, tell):
        for name, engine in engines.items():
            yield name, _seen(picture, image, engine, asked, crops=pictures.crops)


def look_over(lots: PictureSet, classifier: SlotClassifier, tell: Tell) -> Iterator[LotSeen]:
    """Yield each picture of a lot as the slot classifier sees it."""
    for lot, image in opened(lots.name, lots.lots, tell):
        yield _lot_seen(lot, image, classifier)


def figures(seen: Sequence[Seen]) -> Figures:
    """Return what an engine's looks at a set come to."""
    return summed([one.verdict for one in seen], [one.wall_ms for one in seen], [one.cpu_ms for one in seen])


def reduced(image: Image, size: tuple[int, int] = HD) -> Image:
    """Return a picture as a camera of this size would show it whole, with grey where it has nothing."""
    height, width = image.shape[:2]
    scale = min(size[0] / width, size[1] / height)
    w, h = max(1, round(width * scale)), max(1, round(height * scale))
    canvas = np.full((size[1], size[0], 3), 114, np.uint8)
    left, top = (size[0] - w) // 2, (size[1] - h) // 2
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    canvas[top : top + h, left : left + w] = cv2.resize(image, (w, h), interpolation=way)
    return canvas


def _seen(picture: Labelled, image: Image, engine: Engine, asked: Asked, *, crops: bool) -> Seen:
    countries = picture.expected if asked.countries is None else asked.countries
    found, wall, cpu = _timed(engine, image, countries, whole=crops)
    if asked.hd and not crops:
        _, wall, cpu = _timed(engine, reduced(image), countries, whole=False)
    return Seen(picture, tuple(found), judge(picture, found, crops=crops), wall, cpu)


def _timed(engine: Engine, image: Image, countries: Sequence[str], *, whole: bool) -> tuple[list[Found], float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    found = engine.read(image, countries, whole=whole)
    return found, (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def _lot_seen(lot: Lot, image: Image, classifier: SlotClassifier) -> LotSeen:
    layout = Layout((image.shape[1], image.shape[0]), lot.slots)
    # How a layout cuts its patches is worked out once, as it is at a camera.
    classifier.classify(image, layout)
    start = time.perf_counter()
    states = classifier.classify(image, layout)
    ms = (time.perf_counter() - start) * 1000
    pairs = [(state.occupied, truth) for state, truth in zip(states, lot.occupied, strict=True)]
    return LotSeen(len(pairs), lot.occupied.count(False), pairs.count((True, False)), pairs.count((False, True)), ms)
