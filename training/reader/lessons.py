"""Batches to learn from: pictures cut as an imperfect detector would have them cut, and what each says."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.model import Image
from recognizer.vision.rectify import SIZE, Margin, Quad, rectified, widened
from recognizer.vision.steps import ALPHABET

from .crops import Photo
from .net import COLUMNS
from .shards import Shard

GRAIN = np.random.default_rng(0).standard_normal((512, 512), np.float32)
"""Noise to take pieces of: drawing it anew for every crop took longer than cutting it."""

PLACE = {char: n for n, char in enumerate(ALPHABET, 1)}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A batch: crops (N × H × W × 3), texts of both rows, frames (N × 2 × COLUMNS classes), corners (N × 8), countries.

    `frames` is −1 where a column is between a character and its gap: nothing is taught there.
    """

    crops: NDArray[np.uint8]
    texts: list[tuple[str, str]]
    frames: NDArray[np.int64]
    corners: NDArray[np.float32]
    countries: NDArray[np.int64]


def lesson(dice: np.random.Generator, shards: Sequence[Shard], size: int) -> Lesson:
    """Return a batch of pictures picked and cut at random."""
    picked = [shards[int(dice.integers(len(shards)))] for _ in range(size)]
    return taught(dice, [shard.photo(int(dice.integers(len(shard)))) for shard in picked])


def taught(dice: np.random.Generator, photos: Sequence[Photo]) -> Lesson:
    """Return these pictures, cut at random."""
    crops, texts, frames, corners = zip(*(_cut(dice, photo) for photo in photos), strict=True)
    return Lesson(
        np.stack(crops),
        list(texts),
        np.stack(frames),
        np.stack(corners),
        np.array([photo.country for photo in photos], np.int64),
    )


def guessed(dice: np.random.Generator, corners: Quad) -> Quad:
    """Return corners as a detector would have them: nearly right, or an upright box, or far too wide."""
    tall = (np.linalg.norm(corners[3] - corners[0]) + np.linalg.norm(corners[2] - corners[1])) / 2
    kind = dice.random()
    if kind < 0.45:
        off = dice.normal(0, 0.05 if kind < 0.3 else 0.02, (4, 2)) * tall
        return widened(corners + off, Margin(*dice.uniform(-0.02, 0.35, 2)))
    low, high = corners.min(axis=0), corners.max(axis=0)
    if kind < 0.52:
        # A detector that saw a part only: the corners are to be told beyond the crop, so that the next cut has all.
        side, part = dice.integers(2), dice.uniform(0.08, 0.35) * (high[0] - low[0])
        low[0], high[0] = low[0] + (1 - side) * part, high[0] - side * part
    loose = 0.25 if kind < 0.85 else 0.9
    low, high = low - dice.uniform(-0.04, loose, 2) * tall, high + dice.uniform(-0.04, loose, 2) * tall
    if kind > 0.9:
        low[0], high[0] = low[0] - dice.uniform(0, 2) * tall, high[0] + dice.uniform(0, 2) * tall
    return np.array([low, (high[0], low[1]), high, (low[0], high[1])])


def _cut(
    dice: np.random.Generator, photo: Photo
) -> tuple[Image, tuple[str, str], NDArray[np.int64], NDArray[np.float32]]:
    for _ in range(4):
        quad = guessed(dice, photo.corners)
        bend = _bend(quad)
        glyphs = _moved(photo.glyphs.reshape(-1, 2).astype(np.float64), bend).reshape(-1, 4, 2)
        shown = _shown(glyphs)
        if ((shown > 0.85) | (shown < 0.15)).all():
            break
    kept = np.flatnonzero(shown > 0.5)
    rows = np.array(photo.rows, np.int64)
    texts = tuple("".join(photo.text[n] for n in kept if rows[n] == row) for row in (0, 1))
    frames = _frames(glyphs[kept], rows[kept], [PLACE[photo.text[n]] for n in kept])
    crop = _shaken(dice, rectified(photo.image, quad))
    corners = (_moved(photo.corners, bend) / SIZE).astype(np.float32).ravel()
    return crop, (texts[0], texts[1]), frames, np.clip(corners, -1, 2)


def _bend(quad: Quad) -> Quad:
    target = np.array([(0, 0), (SIZE[0], 0), SIZE, (0, SIZE[1])], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(quad.astype(np.float32), target), np.float64)


def _moved(points: Quad, bend: Quad) -> Quad:
    moved = np.column_stack([points, np.ones(len(points))]) @ bend.T
    return np.asarray(moved[:, :2] / moved[:, 2:], np.float64)


def _shown(glyphs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much of each character is inside the crop, 0 to 1."""
    low, high = glyphs.min(axis=1), glyphs.max(axis=1)
    inside = np.minimum(high, SIZE) - np.maximum(low, 0)
    return np.asarray((inside.clip(0) / np.maximum(high - low, 1e-3)).prod(axis=1), np.float64)


def _frames(glyphs: NDArray[np.float64], rows: NDArray[np.int64], places: Sequence[int]) -> NDArray[np.int64]:
    frames = np.zeros((2, COLUMNS), np.int64)
    column = SIZE[0] / COLUMNS
    sides = glyphs[:, :, 0] / column
    lefts, rights = (sides[:, 0] + sides[:, 3]) / 2, (sides[:, 1] + sides[:, 2]) / 2
    for left, right, row, place in zip(lefts.tolist(), rights.tolist(), rows.tolist(), places, strict=True):
        middle, half = (left + right) / 2, max((right - left) / 2, 0.6)
        for n in range(max(0, int(middle - half)), min(COLUMNS, int(middle + half) + 1)):
            off = abs(n + 0.5 - middle)
            if off < 0.6 * half or n == int(middle):
                frames[row, n] = place
            elif off < half and not frames[row, n]:
                frames[row, n] = -1
    return frames


def _shaken(dice: np.random.Generator, crop: Image) -> Image:
    """Return a crop in other light, so that a picture seen again is not the same one."""
    kind = dice.random(5)
    seen = crop
    if kind[0] < 0.25:
        grey = cv2.cvtColor(seen, cv2.COLOR_BGR2GRAY)
        seen = np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)
    if kind[1] < 0.6:
        ramp = 255 * (np.arange(256) / 255.0) ** np.exp(dice.normal(0, 0.35))
        cast = dice.uniform(0.8, 1.2, 3) if kind[0] > 0.6 else np.ones(3)
        table = (ramp[:, None] * cast).clip(0, 255).astype(np.uint8).reshape(256, 1, 3)
        seen = np.asarray(cv2.LUT(seen, table), np.uint8)
    if kind[2] < 0.25:
        seen = np.asarray(cv2.GaussianBlur(seen, (0, 0), dice.uniform(0.4, 1.1)), np.uint8)
    if kind[3] < 0.35:
        y, x = dice.integers(0, GRAIN.shape[0] - SIZE[1]), dice.integers(0, GRAIN.shape[1] - SIZE[0])
        strength = dice.uniform(0.02, 0.12) * (float(seen[::4, ::4].std()) + 5)
        grain = (GRAIN[y : y + SIZE[1], x : x + SIZE[0]] * np.float32(strength)).astype(np.int16)
        seen = np.asarray(cv2.add(seen, cv2.merge([grain] * 3), dtype=cv2.CV_8U), np.uint8)
    return np.asarray(255 - seen if kind[4] < 0.04 else seen, np.uint8)
