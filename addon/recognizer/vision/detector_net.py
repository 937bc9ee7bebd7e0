"""Finds plates and their corners with a small network of our own; models/DETECTOR.md says how it was made."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ..model import Box, Image
from .network import LazyNetwork

MODEL: Final = "detector.onnx"
STRIDE: Final = 8
_STEP: Final = 32
_NEAR: Final = (192, 128)
"""Width and height of a second, nearer look."""

Quads = NDArray[np.float32]
"""Corners of quadrilaterals, clockwise from the top left of each: n × 4 × 2."""


@dataclass(frozen=True, slots=True)
class DetectorRules:
    """How a picture is searched.

    `side`: pixels of its longer side as the network sees it. `least`: how sure of a plate it must be, 0 to 1. `most`:
    plates a picture; `beside`: how sure the others must be, in parts of the surest. `near`: how many of them are
    looked at once more from near, for better corners; `reach`: how much is seen then, in widths of the plate. `rim`:
    by how much of a plate's height its box (not its corners) is widened on every side, so that nothing of the plate
    lies outside. `again`: the side of a second search of pictures larger than that where nothing was surer than
    `sure`; 0 for none.
    """

    side: int = 512
    least: float = 0.12
    most: int = 6
    beside: float = 0.25
    near: int = 3
    reach: float = 1.6
    rim: float = 0.15
    again: int = 1280
    sure: float = 0.35


class DetectorNet:
    """A PlateDetector; the network loads at the first use, once, whatever thread comes first."""

    def __init__(self, threads: int = 2, rules: DetectorRules | None = None, folder: Path | None = None) -> None:
        self._rules = rules or DetectorRules()
        self._network = LazyNetwork((folder or Path(__file__).parent / "models") / MODEL, threads)

    def detect(self, image: Image) -> list[Box]:
        """Return what may be plates, the surest first, with their corners."""
        rules = self._rules
        chances, quads = self._search(image, rules.side)
        if 0 < rules.again < max(image.shape[:2]) and (not len(chances) or chances[0] < rules.sure):
            more = self._search(image, rules.again)
            chances, quads = apart(np.append(chances, more[0]), np.concatenate([quads, more[1]]), rules.most)
        worth = int(np.count_nonzero(chances >= rules.beside * chances[:1].sum()))
        chances, quads = chances[:worth], quads[:worth]
        quads = self._nearer(image, quads)
        return [_box(image, quad, float(chance), rules.rim) for chance, quad in zip(chances, quads, strict=True)]

    def _search(self, image: Image, side: int) -> tuple[NDArray[np.float32], Quads]:
        small, scale = fitted(image, side)
        chances, corners = self._network.get().run(None, {"pictures": small[None]})
        found, quads = peaks(chances[0], corners[0], self._rules.least)
        return apart(found, quads * scale, self._rules.most)

    def _nearer(self, image: Image, quads: Quads) -> Quads:
        """Look at the surest plates from near; return all of them, those with corners that fit better."""
        views = [view for quad in quads[: self._rules.near] if (view := _view(image, quad, self._rules.reach))]
        if not views:
            return quads
        chances, corners = self._network.get().run(None, {"pictures": np.stack([small for small, _, _ in views])})
        better = quads.copy()
        for n, (_, corner, scale) in enumerate(views):
            found, nearer = peaks(chances[n], corners[n], self._rules.least)
            nearer = nearer * scale + corner
            alike = [k for k in range(len(found)) if _overlap(nearer[k], quads[n]) > 0.4]
            if alike:
                better[n] = nearer[max(alike, key=lambda k: found[k])]
        return better


def fitted(image: Image, side: int) -> tuple[Image, NDArray[np.float32]]:
    """Return a picture as the network takes it, and by what its pixels (x, y) are multiplied to be the image's.

    Both sides are multiples of 32, the longer one is `side`; small pictures are enlarged by no more than two.
    """
    height, width = image.shape[:2]
    factor = min(side / max(height, width), 2.0)
    w, h = (max(_STEP, round(length * factor / _STEP) * _STEP) for length in (width, height))
    return _resized(image, (w, h)), np.array([width / w, height / h], np.float32)


def peaks(
    chances: NDArray[np.float32], corners: NDArray[np.float32], least: float
) -> tuple[NDArray[np.float32], Quads]:
    """Return the chances and quads where a chance (h × w) is `least` or more and none beside it is higher.

    A quad is what the place and those around it say (8 × h × w), the surer the more.
    """
    height, width = chances.shape
    highest = cv2.dilate(chances, np.ones((3, 3), np.uint8))
    rows, columns = np.nonzero((chances >= least) & (chances >= highest))
    quads, total = np.zeros((len(rows), 4, 2), np.float32), np.zeros((len(rows), 1, 1), np.float32)
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            y, x = np.clip(rows + down, 0, height - 1), np.clip(columns + right, 0, width - 1)
            middles = (np.stack([x, y], axis=1)[:, None] + np.float32(0.5)) * np.float32(STRIDE)
            share = chances[y, x][:, None, None]
            quads += (corners[:, y, x].T.reshape(-1, 4, 2) + middles) * share
            total += share
    return chances[rows, columns], (quads / np.maximum(total, 1e-9)).astype(np.float32)


def apart(chances: NDArray[np.float32], quads: Quads, most: int) -> tuple[NDArray[np.float32], Quads]:
    """Return the surest, the surest first, without those that lie over a surer one."""
    kept: list[int] = []
    for n in np.argsort(-chances, kind="stable"):
        if len(kept) < most and all(_overlap(quads[n], quads[k]) < 0.3 for k in kept):
            kept.append(int(n))
    return chances[kept], quads[kept]


def _overlap(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Return what the boxes around two quads share, as a part of the smaller one."""
    low, high = np.maximum(one.min(axis=0), other.min(axis=0)), np.minimum(one.max(axis=0), other.max(axis=0))
    both = float(np.prod(np.maximum(high - low, 0)))
    return both / max(min(float(np.prod(np.ptp(one, axis=0))), float(np.prod(np.ptp(other, axis=0)))), 1e-6)


def _view(
    image: Image, quad: NDArray[np.float32], reach: float
) -> tuple[Image, Sequence[float], NDArray[np.float32]] | None:
    """Return a piece of a picture around a quad in the size of a near look, where it begins, its pixels' scale."""
    height, width = image.shape[:2]
    x, y = (quad.min(axis=0) + quad.max(axis=0)) / 2
    wide, tall = np.ptp(quad, axis=0)
    half = max(float(wide) * reach, float(tall) * reach * 1.5, _NEAR[0] / 2) / 2
    x1, x2 = max(0, round(float(x) - half)), min(width, round(float(x) + half))
    half *= _NEAR[1] / _NEAR[0]
    y1, y2 = max(0, round(float(y) - half)), min(height, round(float(y) + half))
    if x2 - x1 < 8 or y2 - y1 < 8:
        return None
    small = _resized(image[y1:y2, x1:x2], _NEAR)
    return small, (x1, y1), np.array([(x2 - x1) / _NEAR[0], (y2 - y1) / _NEAR[1]], np.float32)


def _resized(image: Image, size: tuple[int, int]) -> Image:
    """Return a picture in another size. Shrunk by a whole number first: that way takes a sixth of the time."""
    height, width = image.shape[:2]
    times = min(width // size[0], height // size[1])
    if times > 1:
        whole = image[: height // times * times, : width // times * times]
        image = np.asarray(cv2.resize(whole, None, fx=1 / times, fy=1 / times, interpolation=cv2.INTER_AREA), np.uint8)
    way = cv2.INTER_AREA if image.shape[1] > size[0] * 1.5 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(image, size, interpolation=way), np.uint8)


def _box(image: Image, quad: NDArray[np.float32], chance: float, rim: float) -> Box:
    height, width = image.shape[:2]
    more = rim * float(np.linalg.norm(quad[3] - quad[0]) + np.linalg.norm(quad[2] - quad[1])) / 2
    low = np.clip(quad.min(axis=0) - more, 0, (width, height))
    high = np.clip(quad.max(axis=0) + more, 0, (width, height))
    a, b, c, d = ((float(x), float(y)) for x, y in quad)
    return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]), chance, corners=(a, b, c, d))
