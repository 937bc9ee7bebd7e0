"""What accepting more or less readily would change: each picture is looked at once, and judged at many thresholds."""

import html
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final
from unittest.mock import patch

import numpy as np

from recognizer import look
from recognizer.model import Box, Image, Plate, RawRead
from recognizer.plates import RULES, AcceptRules, interpret
from recognizer.ports import Eyes, PlateDetector, PlateReader

from .count import Verdict, judge, wilson_upper
from .engines import Ours
from .labels import PictureSet, opened
from .report import table

SCALES: Final = (0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0)
"""How far from certainty a character may be, in parts of what the app allows: 1.0 is how the app is set."""

DOUBTED: Final = frozenset({"national_lowest", "national_mean", "generic_lowest", "generic_mean", "twin"})
"""The fields of AcceptRules that are confidences."""

WIDTH, HEIGHT = 420, 320
Key = tuple[int, int, int]
"""A picture by its height, width and checksum."""


@dataclass(frozen=True, slots=True)
class Point:
    """One setting's outcome on a set of pictures: labelled plates, accepted right, wrong, pictures with a wrong one."""

    scale: float
    pictures: int
    plates: int
    right: int
    wrong: int
    fooled: int

    @property
    def right_share(self) -> float:
        """Accepted rightly, of all labelled plates."""
        return self.right / self.plates if self.plates else 0.0

    @property
    def wrong_share(self) -> float:
        """Accepted wrongly, a picture."""
        return self.wrong / self.pictures if self.pictures else 0.0


class RememberedDetector:
    """A detector that tells of the same picture what it told before."""

    def __init__(self, detector: PlateDetector) -> None:
        self._detector = detector
        self._known: dict[Key, list[Box]] = {}

    def detect(self, image: Image) -> list[Box]:
        """Return the plates in a picture."""
        key = _key(image)
        if key not in self._known:
            self._known[key] = self._detector.detect(image)
        return self._known[key]


class RememberedReader:
    """A reader that tells of the same box of the same picture what it told before."""

    def __init__(self, reader: PlateReader) -> None:
        self._reader = reader
        self._known: dict[tuple[Key, Box], RawRead] = {}

    def read(self, image: Image, boxes: Sequence[Box]) -> list[RawRead]:
        """Return one read a box."""
        key = _key(image)
        new = [box for box in boxes if (key, box) not in self._known]
        if new:
            reads = self._reader.read(image, new)
            self._known |= {(key, box): raw for box, raw in zip(new, reads, strict=True)}
        return [self._known[key, box] for box in boxes]


def trace(
    pictures: PictureSet, engine: Ours, countries: tuple[str, ...] | None, tell: Callable[[str], None]
) -> Iterator[dict[float, Verdict]]:
    """Yield each picture's verdict at every setting; the networks look once."""
    for picture, image in opened(pictures.name, pictures.pictures, tell):
        hint = picture.expected if countries is None else countries
        eyes = Ours(remembering(engine.eyes))
        verdicts = {}
        for scale in SCALES:
            with accepting(scale):
                found = eyes.read(image, hint, whole=pictures.crops)
            verdicts[scale] = judge(picture, found, crops=pictures.crops)
        yield verdicts


def points(verdicts: Sequence[dict[float, Verdict]]) -> list[Point]:
    """Return what each setting comes to over some pictures."""
    return [_point(scale, [one[scale] for one in verdicts]) for scale in SCALES]


def curve_table(curve: Sequence[Point]) -> str:
    """Return a set's curve, a row a setting."""
    head = ("doubt allowed", "accepted right", "wrong a picture", "wrong at most", "wrong", "pictures")
    return table(head, [_row(one) for one in curve])


def svg(curves: dict[str, Sequence[Point]]) -> str:
    """Return the curves as a drawing: accepted rightly upwards, accepted wrongly to the right."""
    widest = max([0.02, *(one.wrong_share for curve in curves.values() for one in curve)])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH + 180} {HEIGHT + 60}" font-family="sans-serif"',
        ' font-size="12"><rect width="100%" height="100%" fill="#fff"/>',
        f'<path d="M40 20V{HEIGHT + 20}H{WIDTH + 40}" fill="none" stroke="#333"/>',
        f'<text x="40" y="{HEIGHT + 50}">accepted wrongly, a picture: 0 to {widest:.3f}; dot: today</text>',
        '<text x="44" y="14">accepted rightly, of all plates: 0 to 1</text>',
    ]
    for n, (name, curve) in enumerate(curves.items()):
        colour = f"hsl({n * 360 // max(1, len(curves))} 70% 40%)"
        at = [(40 + WIDTH * one.wrong_share / widest, 20 + HEIGHT * (1 - one.right_share)) for one in curve]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        x, y = at[SCALES.index(1.0)]
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}"/>')
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>')
        parts.append(f'<text x="{WIDTH + 50}" y="{30 + 18 * n}" fill="{colour}">{html.escape(name)}</text>')
    return "\n".join([*parts, "</svg>\n"])


def remembering(eyes: Eyes) -> Eyes:
    """Return eyes that look at nothing twice."""
    second = RememberedReader(eyes.second) if eyes.second else None
    slow = remembering(eyes.slow) if eyes.slow else None
    return replace(
        eyes, detector=RememberedDetector(eyes.detector), reader=RememberedReader(eyes.reader), second=second, slow=slow
    )


def scaled(rules: AcceptRules, scale: float) -> AcceptRules:
    """Return rules that allow so many times the doubt."""
    return replace(rules, **{name: max(0.0, 1 - (1 - getattr(rules, name)) * scale) for name in DOUBTED})


@contextmanager
def accepting(scale: float) -> Iterator[None]:
    """Let every look judge by rules that allow so many times the doubt."""
    rules = scaled(RULES, scale)

    def judged(raw: RawRead, countries: Sequence[str] = ()) -> Plate | None:
        return interpret(raw, countries, rules)

    # The rules are no setting of the app, on purpose; measuring what they cost is the one reason to turn them.
    with patch.object(look, "interpret", judged):
        yield


def _point(scale: float, verdicts: Sequence[Verdict]) -> Point:
    return Point(
        scale=scale,
        pictures=len(verdicts),
        plates=sum(len(one.readings) for one in verdicts),
        right=sum(one.right for one in verdicts),
        wrong=sum(len(one.wrong) for one in verdicts),
        fooled=sum(bool(one.wrong) for one in verdicts),
    )


def _row(one: Point) -> tuple[str, ...]:
    return (
        f"{one.scale:g}×" + (" (today)" if one.scale == 1.0 else ""),
        f"{one.right_share:.3f}",
        f"{one.wrong_share:.4f}",
        f"{wilson_upper(one.fooled, one.pictures):.4f}",
        str(one.wrong),
        str(one.pictures),
    )


def _key(image: Image) -> Key:
    return image.shape[0], image.shape[1], zlib.crc32(np.ascontiguousarray(image).data)
