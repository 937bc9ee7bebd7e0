"""Reads plates with a small network of our own; models/READER.md says how it was made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np

from ..model import Box, Image, RawRead
from .network import LazyNetwork
from .rectify import Margin, Quad, corners_of, placed, rectified, widened
from .steps import spelled
from .views import Line, agreed, raw_read

FOLDER: Final = Path(__file__).parent / "models"
MODEL: Final = "reader.onnx"
ROUNDS: Final = (
    (Margin(0.12, 0.12),),
    (Margin(0.12, 0.1),),
    (Margin(0.06, 0.06), Margin(0.22, 0.15), Margin(0.35, 0.3)),
)
PROMISING: Final = 0.1
_BATCH: Final = 32


@dataclass(frozen=True, slots=True)
class ReaderRules:
    """How plates are looked at: in rounds, each by the corners that the network saw in the round before.

    `rounds`: the margins of the looks of each; the first only finds the corners, the others are read.
    `sure`: how sure each character must be, where all looks agree, for no further round.
    """

    rounds: tuple[tuple[Margin, ...], ...] = ROUNDS
    sure: float = 0.9


@dataclass(frozen=True, slots=True)
class _Look:
    """What the network saw on one crop: both rows, the plate's corners in the picture, the chance that it is one."""

    lines: tuple[Line, Line]
    corners: Quad
    plate: float


class ReaderNet:
    """A PlateReader; the network loads at the first use, once, whatever thread comes first."""

    def __init__(self, threads: int = 2, rules: ReaderRules | None = None, folder: Path | None = None) -> None:
        self._rules = rules or ReaderRules()
        self._network = LazyNetwork((folder or FOLDER) / MODEL, threads)

    def read(self, image: Image, boxes: Sequence[Box]) -> list[RawRead]:
        """Return one read a box; an unreadable one has no rows. Raise ModelMissing where the network is not there."""
        quads = [corners_of(box) for box in boxes]
        looks: list[list[_Look]] = [[] for _ in boxes]
        open_yet = list(range(len(boxes)))
        for margins in self._rules.rounds:
            again = self._looks(image, [widened(quads[n], margin) for n in open_yet for margin in margins])
            for n in open_yet:
                new = list(islice(again, len(margins)))
                looks[n] += new
                quads[n] = _believed(new, quads[n])
            open_yet = [n for n in open_yet if _promising(looks[n][0]) and not self._settled(looks[n])]
        first = len(self._rules.rounds[0])
        return [_said(seen[first:]) for seen in looks]

    def _settled(self, looks: Sequence[_Look]) -> bool:
        """Whether several looks read the same, and surely."""
        same = len({tuple(line.text for line in look.lines) for look in looks}) == 1 < len(looks)
        lines = [line for look in looks for line in look.lines]
        return same and all(min(line.confidences, default=1.0) >= self._rules.sure for line in lines)

    def _looks(self, image: Image, quads: Sequence[Quad]) -> Iterator[_Look]:
        for start in range(0, len(quads), _BATCH):
            some = quads[start : start + _BATCH]
            crops = np.stack([rectified(image, quad) for quad in some])
            steps, corners, country = self._network.get().run(None, {"crops": crops})
            places = corners.reshape(-1, 4, 2).astype(np.float64)
            chances = (1 - country[:, -1]).tolist()
            for (upper, lower), at, quad, chance in zip(steps, places, some, chances, strict=True):
                yield _Look((spelled(upper), spelled(lower)), placed(at, quad), chance)


def _promising(look: _Look) -> bool:
    """Whether a first look shows a plate, or at least characters of one: then it is worth another."""
    return look.plate >= PROMISING or any(line.places for line in look.lines)


def _believed(looks: Sequence[_Look], given: Quad) -> Quad:
    """Return the corners that looks show on the whole, or the given ones where those cannot be a plate's."""
    seen = np.mean([look.corners for look in looks], axis=0)
    edges = np.roll(seen, -1, axis=0) - seen
    following = np.roll(edges, -1, axis=0)
    turns = edges[:, 0] * following[:, 1] - edges[:, 1] * following[:, 0]
    return seen if np.isfinite(seen).all() and (turns > 1.0).all() else given


def _said(looks: Sequence[_Look]) -> RawRead:
    return raw_read([agreed([look.lines[row] for look in looks]) for row in (0, 1)] if looks else [])
