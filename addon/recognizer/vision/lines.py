"""From a text detector's heat map to lines of text, and from lines to what may be plates. Pure: arrays and values."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ..model import Box, Corners

HEAT: Final = 0.3
SCORE: Final = 0.45
UNCLIP: Final = 1.6
MAX_LINES: Final = 24
MAX_BOXES: Final = 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its middle, length along the writing, height, slope in radians, how sure (0 to 1)."""

    x: float
    y: float
    length: float
    height: float
    slope: float
    score: float

    @property
    def corners(self) -> Corners:
        """Clockwise from the top left."""
        ax, ay = math.cos(self.slope) * self.length / 2, math.sin(self.slope) * self.length / 2
        dx, dy = -math.sin(self.slope) * self.height / 2, math.cos(self.slope) * self.height / 2
        return (
            (self.x - ax - dx, self.y - ay - dy),
            (self.x + ax - dx, self.y + ay - dy),
            (self.x + ax + dx, self.y + ay + dy),
            (self.x - ax + dx, self.y - ay + dy),
        )


def lines_of(heat: NDArray[np.float32], scale: tuple[float, float]) -> list[Line]:
    """Return the lines in a heat map (height × width, 0 to 1); `scale` is picture pixels a heat pixel, x and y."""
    mask = cv2.dilate((heat > HEAT).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    lines = [line for line in (_line(heat, np.asarray(contour), scale) for contour in contours) if line]
    return sorted(lines, key=lambda line: -line.score * min(line.height, 40.0))[:MAX_LINES]


def boxes_of(lines: Sequence[Line], size: tuple[int, int]) -> list[Box]:
    """Return what may be plates in a picture of `size` (width, height): lines, joined lines, and pairs of rows."""
    rows = [*lines, *_joined(lines)]
    pairs = _stacked(rows)
    found = [_box((row,), size) for row in rows if 1.6 <= row.length / row.height <= 9]
    found += [_box(pair, size) for pair in pairs]
    return sorted(found, key=lambda box: -box.confidence * min(1.0, box.height / 16))[:MAX_BOXES]


def whole(size: tuple[int, int]) -> Box:
    """Return the whole picture as one box."""
    width, height = float(size[0]), float(size[1])
    corners: Corners = ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
    return Box(0.0, 0.0, width, height, 0.5, corners, (corners,))


def _line(heat: NDArray[np.float32], contour: NDArray[np.int32], scale: tuple[float, float]) -> Line | None:
    left, top, width, height = cv2.boundingRect(contour)
    if min(width, height) < 3:
        return None
    score = _score(heat, contour, (left, top, width, height))
    if score < SCORE:
        return None
    points = contour.reshape(-1, 2).astype(np.float32) + np.float32(0.5)
    (x, y), (a, b), angle = cv2.minAreaRect(points)
    grow = a * b * UNCLIP / max(1.0, a + b)  # the map marks the heart of a line; its outline lies this much further out
    corners = np.asarray(cv2.boxPoints(((x, y), (a + grow, b + grow), angle)), np.float32) * np.asarray(
        scale, np.float32
    )
    return _measured(corners, score)


def _score(heat: NDArray[np.float32], contour: NDArray[np.int32], around: tuple[int, int, int, int]) -> float:
    left, top, width, height = around
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [(contour - np.asarray((left, top))).astype(np.int32)], (1,))
    return float(cv2.mean(heat[top : top + height, left : left + width], inside)[0])


def _measured(corners: NDArray[np.float32], score: float) -> Line | None:
    """Return the line a rectangle holds, written along its side nearest to level."""
    (x, y), (a, b), angle = cv2.minAreaRect(corners)
    slope = math.radians(angle)
    while slope > math.pi / 4:
        slope, a, b = slope - math.pi / 2, b, a
    while slope < -math.pi / 4:
        slope, a, b = slope + math.pi / 2, b, a
    return Line(x, y, a, b, slope, score) if a > 5 and b > 5 else None


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Join what stands in one row with little between: two neighbours, then three."""
    twos = [(one, other) for one, other in combinations(lines, 2) if _beside(one, other)]
    groups: list[tuple[Line, ...]] = [*twos]
    for (a, b), (c, d) in combinations(twos, 2):
        three = {a, b, c, d}
        if len(three) == 3:
            groups.append(tuple(three))
    return [line for line in (_around(group) for group in groups) if line]


def _beside(one: Line, other: Line) -> bool:
    taller, smaller = max(one.height, other.height), min(one.height, other.height)
    if smaller < 0.45 * taller or abs(one.slope - other.slope) > 0.25:
        return False
    along, across = _apart(one, other)
    gap = abs(along) - (one.length + other.length) / 2
    return abs(across) < 0.45 * taller and -0.6 * taller < gap < 1.6 * taller


def _stacked(rows: Sequence[Line]) -> list[tuple[Line, Line]]:
    return [
        (one, other) if _apart(one, other)[1] > 0 else (other, one)
        for one, other in combinations(rows, 2)
        if _above(one, other)
    ]


def _above(one: Line, other: Line) -> bool:
    taller, smaller = max(one.height, other.height), min(one.height, other.height)
    longer, shorter = max(one.length, other.length), min(one.length, other.length)
    along, across = _apart(one, other)
    return (
        smaller > 0.4 * taller
        and shorter > 0.35 * longer
        and longer < 6 * taller
        and abs(one.slope - other.slope) < 0.2
        and abs(along) < 0.4 * longer
        and 0.6 * taller < abs(across) < 1.7 * taller
    )


def _apart(one: Line, other: Line) -> tuple[float, float]:
    """Return how far the other's middle is along and across the first's writing."""
    slope = (one.slope + other.slope) / 2
    dx, dy = other.x - one.x, other.y - one.y
    return dx * math.cos(slope) + dy * math.sin(slope), dy * math.cos(slope) - dx * math.sin(slope)


def _around(lines: Sequence[Line]) -> Line | None:
    corners = np.asarray([corner for line in lines for corner in line.corners], np.float32)
    return _measured(corners, min(line.score for line in lines))


def _box(rows: Sequence[Line], size: tuple[int, int]) -> Box:
    around = rows[0] if len(rows) == 1 else _around(rows) or rows[0]
    points = [corner for row in rows for corner in row.corners]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(
        x1=max(0.0, min(xs)),
        y1=max(0.0, min(ys)),
        x2=min(float(size[0]), max(xs)),
        y2=min(float(size[1]), max(ys)),
        confidence=min(row.score for row in rows),
        corners=around.corners,
        rows=tuple(row.corners for row in rows),
    )
