"""Reads plates with a small network of our own; models/READER.md says how it was made."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np

from ..model import Box, Image, RawRead
from .network import Network, open_network
from .rectify import Margin, Quad, corners_of, placed, rectified, widened
from .steps import spelled
from .views import Line, agreed

FOLDER: Final = Path(__file__).parent / "models"
MODEL: Final = "reader.onnx"
FIRST: Final = Margin(0.12, 0.12)
VIEWS: Final = (Margin(0.06, 0.06), Margin(0.22, 0.15))
_BATCH: Final = 32


@dataclass(frozen=True, slots=True)
class ReaderRules:
    """How plates are looked at: first as the detector cut them, then by the corners the network itself sees there.

    `first`: margin of the first look, which only finds the corners; `views`: those of the looks that are read.
    `sure`: how sure each character must be, where all views agree, for the corners not to be sought once more.
    """

    first: Margin = FIRST
    views: tuple[Margin, ...] = VIEWS
    sure: float = 0.95


@dataclass(frozen=True, slots=True)
class _Look:
    """What the network saw on one crop: the upper and the lower row, and the plate's corners in the picture."""

    lines: tuple[Line, Line]
    corners: Quad


class ReaderNet:
    """A PlateReader; the network loads at the first use, once, whatever thread comes first."""

    def __init__(self, threads: int = 2, rules: ReaderRules | None = None, folder: Path | None = None) -> None:
        self._threads = threads
        self._rules = rules or ReaderRules()
        self._folder = folder or FOLDER
        self._loading = threading.Lock()
        self._network: Network | None = None

    def read(self, image: Image, boxes: Sequence[Box]) -> list[RawRead]:
        """Return one read a box; an unreadable one has no rows. Raise ModelMissing where the network is not there."""
        given = [corners_of(box) for box in boxes]
        found = self._look(image, [widened(quad, self._rules.first) for quad in given])
        quads = [_believed([look], quad) for look, quad in zip(found, given, strict=True)]
        looks = self._views(image, quads)
        unsure = [n for n, views in enumerate(looks) if not self._settled(views)]
        mended = [_believed(looks[n], quads[n]) for n in unsure]
        for n, views in zip(unsure, self._views(image, mended), strict=True):
            looks[n] += views
        return [_said(views) for views in looks]

    def _views(self, image: Image, quads: Sequence[Quad]) -> list[list[_Look]]:
        """Return each plate's looks, one a view."""
        looks = iter(self._look(image, [widened(quad, margin) for quad in quads for margin in self._rules.views]))
        return [list(islice(looks, len(self._rules.views))) for _ in quads]

    def _settled(self, views: Sequence[_Look]) -> bool:
        """Whether all views read the same, and surely."""
        rows = [view.lines for view in views]
        same = len({tuple(line.text for line in lines) for lines in rows}) == 1
        return same and all(min(line.confidences, default=1.0) >= self._rules.sure for lines in rows for line in lines)

    def _look(self, image: Image, quads: Sequence[Quad]) -> list[_Look]:
        looks: list[_Look] = []
        for start in range(0, len(quads), _BATCH):
            some = quads[start : start + _BATCH]
            crops = np.stack([rectified(image, quad) for quad in some])
            steps, corners, _ = self._opened().run(None, {"crops": crops})
            places = corners.reshape(-1, 4, 2).astype(np.float64)
            for (upper, lower), at, quad in zip(steps, places, some, strict=True):
                looks.append(_Look((spelled(upper), spelled(lower)), placed(at, quad)))
        return looks

    def _opened(self) -> Network:
        with self._loading:
            if self._network is None:
                self._network = open_network(self._folder / MODEL, self._threads)
            return self._network


def _believed(looks: Sequence[_Look], given: Quad) -> Quad:
    """Return the corners that looks show on the whole, or the given ones where those cannot be a plate's."""
    seen = np.mean([look.corners for look in looks], axis=0)
    edges = np.roll(seen, -1, axis=0) - seen
    following = np.roll(edges, -1, axis=0)
    turns = edges[:, 0] * following[:, 1] - edges[:, 1] * following[:, 0]
    return seen if np.isfinite(seen).all() and (turns > 1.0).all() else given


def _said(views: Sequence[_Look]) -> RawRead:
    rows = [agreed([view.lines[row] for view in views]) for row in (0, 1)]
    kept = [row for row in rows if row.places]
    return RawRead(
        rows=tuple(row.text for row in kept),
        confidences=tuple(row.confidences for row in kept),
        doubts=tuple(tuple(place[1:] for place in row.places) for row in kept),
    )
