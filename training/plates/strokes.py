"""Letters drawn as strokes: a skeleton, a corner radius, a width and a weight make a face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from plates.skeletons import TABLES

Mask: TypeAlias = npt.NDArray[np.uint8]
Points: TypeAlias = npt.NDArray[np.float64]
_FINE = 2  # drawn this much larger, then made smaller: cv2's thick lines have whole widths only
_ARC = 0.5523  # control points of the curve nearest to a quarter circle


@dataclass(frozen=True, slots=True)
class StrokeFace:
    """width: of a nought, ink included, by its height; weight: stroke by height; radius: of corners by that width."""

    table: str
    width: float = 0.55
    weight: float = 0.13
    radius: float = 0.5


def _rounded(points: Points, soft: list[str], radius: float, *, closed: bool) -> Points:
    """Return the points with soft corners replaced by arcs of at most that radius, or of as much as the sides allow."""
    out: list[Points] = []
    n = len(points)
    for i in range(n):
        if not soft[i] or (not closed and i in (0, n - 1)):
            out.append(points[i])
            continue
        before, after = points[i - 1] - points[i], points[(i + 1) % n] - points[i]
        b, a = float(np.hypot(*before)), float(np.hypot(*after))
        both = (b if not soft[i - 1] else b / 2, a if not soft[(i + 1) % n] else a / 2)
        r, s = both if soft[i] == "^" else (min(radius, *both),) * 2
        start, end = points[i] + before / max(b, 1e-6) * r, points[i] + after / max(a, 1e-6) * s
        inward, outward = start + (points[i] - start) * _ARC, end + (points[i] - end) * _ARC
        for t in np.linspace(0, 1, 9):
            u = 1 - t
            out.append(u**3 * start + 3 * u * u * t * inward + 3 * u * t * t * outward + t**3 * end)
    return np.array(out)


def _parsed(stroke: str) -> tuple[Points, list[str], bool, bool]:
    cut = stroke.startswith("-")
    words = stroke[cut:].split()
    closed = words[-1] == "z"
    words = words[:-1] if closed else words
    soft = [w[-1] if w[-1] in "~^" else "" for w in words]
    return np.array([[float(v) for v in w.rstrip("~^").split(",")] for w in words]), soft, closed, cut


def _flat_end(end: Points, inner: Points, by: float, box: Points) -> Points:
    """Return the end of a stroke, one that leaves the box carried on so that the box cuts it flat."""
    along = end - inner
    further = end + along / max(float(np.hypot(*along)), 1e-6) * by
    leaves = bool(np.any(further < -by / 2) or np.any(further > box + by / 2))
    return further if leaves else end


def stroke_glyph(face: StrokeFace, char: str, height: int) -> Mask:
    """Return the letter's ink, that many rows high and as wide as it is."""
    tall = height * _FINE
    pen = max(2, round(face.weight * tall))
    inner_high = tall - pen
    relative, strokes = TABLES[face.table][char]
    inner_wide = relative * max(1.0, face.width * tall - pen)
    canvas = np.zeros((tall, max(pen, round(inner_wide + pen))), np.uint8)
    for stroke in strokes:
        unit, soft, closed, cut = _parsed(stroke)
        points = unit * (inner_wide, inner_high)
        path = _rounded(points, soft, face.radius * face.width * tall, closed=closed)
        if not closed and not cut:
            box = np.array((inner_wide, inner_high))
            path[0] = _flat_end(points[0], points[1], pen, box)
            path[-1] = _flat_end(points[-1], points[-2], pen, box)
        whole = np.round((path + pen / 2) * 8).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(canvas, [whole], closed, 0 if cut else 255, pen // 2 if cut else pen, cv2.LINE_AA, 3)
    return np.asarray(
        cv2.resize(canvas, (max(1, canvas.shape[1] // _FINE), height), interpolation=cv2.INTER_AREA), np.uint8
    )
