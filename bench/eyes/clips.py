"""Cars that drive up to a gate, made from labelled photos: each comes nearer, waits, and is gone again.

A photo stands in for the camera's view: zooming in on its plate is coming nearer. Nothing is written to the disk.
"""

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import cv2
import numpy as np

from recognizer.model import Box, Camera, Frame, Image, Passage, Role
from recognizer.pipeline import GatePipeline
from recognizer.ports import Eyes

from .count import UNGOVERNED, twin_key
from .labels import LabelError, Labelled, PictureSet, load
from .report import table

SIZE: Final = (1280, 720)
CARS: Final = 12
FPS: Final = 10
EMPTY, NEARING, WAITING = 20, 25, 12
"""Frames of an empty view, of a car coming nearer, and of it waiting."""

CLOSER: Final = 1.3
START: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Car:
    """One car of a clip: its plate, its country, and when it is in view, in seconds."""

    plate: str
    country: str
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Drive:
    """What a clip came to: its cars, those told by exactly one accepted passage that is right, and what was wrong.

    `right`: cars with an accepted passage of their plate; `wrong`: accepted passages of other plates; `doubtful`:
    passages that were not accepted.
    """

    cars: int
    right: int
    once: int
    wrong: int
    doubtful: int


def drive(pictures: PictureSet, eyes: Eyes, cars: int, seed: int, tell: Callable[[str], None]) -> Drive:
    """Let a set's cars drive up one after the other before one pipeline."""
    chosen = cast(pictures.pictures, cars, seed)
    numbers = itertools.count(1)
    camera = Camera("clip", "clip", Role.GATE, "")
    countries = tuple(sorted({one.country for one in chosen if one.country}))
    pipeline = GatePipeline(camera, eyes, countries, lambda: str(next(numbers)))
    seen: list[Car] = []
    passages: list[Passage] = []
    for number, frame in enumerate(film(chosen, seed, seen)):
        if number % FPS == 0:
            tell(f"{pictures.name}: car {len(seen)}/{len(chosen)}")
        passages += [passage for passage, _ in pipeline.feed(frame)]
    passages += [passage for passage, _ in pipeline.finish()]
    return judged(seen, passages)


def judged(cars: Sequence[Car], passages: Sequence[Passage]) -> Drive:
    """Return what the passages tell of the cars; a passage belongs to the car that came last."""
    accepted = [passage for passage in passages if passage.plate.accepted]
    told = {car: [one for one in accepted if car.since <= one.t < car.until] for car in cars}
    hits = {car: [_same(one.plate.text, car) for one in those] for car, those in told.items()}
    right = sum(any(those) for those in hits.values())
    return Drive(
        cars=len(cars),
        right=right,
        once=sum(those == [True] for those in hits.values()),
        wrong=len(accepted) - sum(map(sum, hits.values())),
        doubtful=len(passages) - len(accepted),
    )


def cast(pictures: Sequence[Labelled], cars: int, seed: int) -> list[Labelled]:
    """Return the photos of one car each that take part, the same ones for the same seed."""
    alone = [one for one in pictures if len(one.plates) == 1]
    random.Random(seed).shuffle(alone)
    return alone[:cars]


def film(pictures: Sequence[Labelled], seed: int, seen: list[Car]) -> Iterator[Frame]:
    """Yield a clip's frames; each car is added to `seen` when it comes into view."""
    rng = np.random.default_rng(seed)
    number = 0
    ground: Image | None = None
    for picture in pictures:
        try:
            photo = load(picture.path)
        except LabelError:
            continue
        ground = _ground(photo, ground)
        for _ in range(EMPTY):
            yield _frame(_noisy(ground, rng), number)
            number += 1
        until = number + NEARING + WAITING + EMPTY
        seen.append(Car(picture.plates[0].text, picture.country, number / FPS, until / FPS))
        for n in range(NEARING + WAITING):
            yield _frame(_view(photo, picture.plates[0].box, min(1.0, n / NEARING), rng), number)
            number += 1


def clips_table(drives: dict[str, Drive]) -> str:
    """Return what the clips came to, a row a set."""
    head = ("set", "cars", "right", "exactly one a car", "wrong accepted", "not accepted")
    rows = [
        (
            name,
            str(one.cars),
            _share(one.right, one.cars),
            _share(one.once, one.cars),
            str(one.wrong),
            str(one.doubtful),
        )
        for name, one in drives.items()
    ]
    return table(head, rows)


def _same(text: str, car: Car) -> bool:
    if car.country in UNGOVERNED:
        return twin_key(text) == twin_key(car.plate)
    return text == car.plate


def _ground(photo: Image, before: Image | None) -> Image:
    """Return an empty view: the colours of what is shown, and of what was, without anything in it."""
    small = cv2.GaussianBlur(cv2.resize(photo, (SIZE[0] // 8, SIZE[1] // 8), interpolation=cv2.INTER_AREA), (0, 0), 6)
    plain = cv2.resize(small, SIZE, interpolation=cv2.INTER_LINEAR)
    return np.asarray(plain if before is None else cv2.addWeighted(before, 0.7, plain, 0.3, 0), np.uint8)


def _view(photo: Image, plate: Box | None, near: float, rng: np.random.Generator) -> Image:
    """Return what the camera sees of a car that is so near (0 to 1), a little shaken, blurred while it moves."""
    height, width = photo.shape[:2]
    scale = max(SIZE[0] / width, SIZE[1] / height) * (1 + (CLOSER - 1) * near)
    shake = rng.normal(0, 3, 2)
    x, y = plate.centre if plate else (width / 2, height * 0.55)
    left = float(np.clip(x * scale - SIZE[0] / 2 + shake[0], 0, width * scale - SIZE[0]))
    top = float(np.clip(y * scale - SIZE[1] * 0.6 + shake[1], 0, height * scale - SIZE[1]))
    if scale < 1:
        # Bending alone would skip pixels.
        photo = np.asarray(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
        scale = 1.0
    bend = np.array([[scale, 0, -left], [0, scale, -top]], np.float32)
    view = cv2.warpAffine(photo, bend, SIZE, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    blur = 1 if near >= 1 else 3 if near > 0.4 else 5
    return _noisy(np.asarray(cv2.blur(view, (1, blur)), np.uint8), rng)


def _noisy(image: Image, rng: np.random.Generator) -> Image:
    """Return a picture as a camera's stream has it: with a sensor's noise, and JPEG's losses."""
    noise = rng.standard_normal((SIZE[1] // 2, SIZE[0] // 2, 1), np.float32) * 5
    grain = cv2.resize(noise, SIZE, interpolation=cv2.INTER_LINEAR)[:, :, None]
    noisy = np.clip(image.astype(np.float32) + grain, 0, 255).astype(np.uint8)
    _, content = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 80])
    return np.asarray(cv2.imdecode(content, cv2.IMREAD_COLOR), np.uint8)


def _frame(image: Image, number: int) -> Frame:
    t = number / FPS
    return Frame("clip", image, START + timedelta(seconds=t), t)


def _share(part: int, of: int) -> str:
    return f"{part / of:.3f}" if of else "–"
