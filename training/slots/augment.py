"""What cameras, weather and hasty outlining do to a patch: made at random, so that the network sees all of it."""

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.model import Layout, Slot

Patch = NDArray[np.uint8]
Floats = NDArray[np.float32]

LEAST_CONTRAST = 7.0
"""Below this deviation of 255 levels no patch is darkened."""


def jittered(layout: Layout, dice: np.random.Generator) -> Layout:
    """Return the layout as somebody else would have drawn it: shifted, scaled, turned, slanted, its corners off."""
    return Layout(layout.size, tuple(_jittered(slot, dice) for slot in layout.slots))


def _jittered(slot: Slot, dice: np.random.Generator) -> Slot:
    points = np.array(slot.polygon, np.float64)
    middle, span = points.mean(axis=0), np.ptp(points, axis=0)
    angle = dice.normal(0, np.radians(5))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    scale = dice.normal(1, 0.06, 2) * dice.uniform(0.88, 1.18)
    slant = np.eye(2)
    if dice.random() < 0.35:  # along the painted lines instead of upright, or the other way round
        one = int(dice.integers(0, 2))
        slant[one, 1 - one] = dice.normal(0, 0.2) * span[one] / max(span[1 - one], 1.0)
    moved = ((points - middle) * scale) @ (turn @ slant).T + middle
    moved += dice.normal(0, 0.06, 2) * span + dice.normal(0, 0.03, points.shape) * span
    return Slot(slot.id, tuple((float(x), float(y)) for x, y in moved))


def weathered(patch: Patch, dice: np.random.Generator) -> Patch:
    """Return one patch as another camera might have seen it at another hour."""
    if dice.random() < 0.5:
        patch = patch[:, ::-1]
    if dice.random() < 0.15:
        patch = np.rot90(patch, int(dice.integers(1, 4)))
    seen = np.ascontiguousarray(patch).astype(np.float32)
    for change, chance in ((shaded, 0.3), (_branch, 0.1), (_colour, 0.8), (_light, 0.9), (_blur, 0.3), (_noise, 0.4)):
        if dice.random() < chance:
            seen = change(seen, dice)
    patch = np.clip(seen, 0, 255).astype(np.uint8)
    return _jpeg(patch, dice) if dice.random() < 0.3 else patch


def _light(seen: Floats, dice: np.random.Generator) -> Floats:
    gain = float(np.exp(dice.normal(0, 0.3)))
    if dice.random() < 0.12:  # dusk and night
        gain *= dice.uniform(0.15, 0.5)
    # What nobody could tell apart any more teaches only doubt.
    gain = max(gain, min(1.0, LEAST_CONTRAST / (float(seen.std()) + 1)))
    bend = float(np.exp(dice.normal(0, 0.2)))
    lifted: Floats = 255 * np.power(np.clip(seen / 255, 0, 1), np.float32(bend)) * np.float32(gain)
    mean = float(lifted.mean())
    contrast = np.float32(np.exp(dice.normal(0, 0.2)))
    return np.asarray((lifted - mean) * contrast + max(mean, 12.0) + dice.normal(0, min(8.0, mean / 4)), np.float32)


def _colour(seen: Floats, dice: np.random.Generator) -> Floats:
    grey = seen.mean(axis=2, keepdims=True)
    keep = np.float32(0 if dice.random() < 0.12 else dice.uniform(0.4, 1.5))
    if dice.random() < 0.1:
        seen = seen[..., dice.permutation(3)]
    tint = np.exp(dice.normal(0, 0.08, 3)).astype(np.float32)
    return np.asarray((grey + (seen - grey) * keep) * tint, np.float32)


def shaded(seen: Floats, dice: np.random.Generator) -> Floats:
    """Return a patch with a shadow across: a house's edge, a pole or a trunk."""
    size = seen.shape[0]
    rows, columns = np.mgrid[0:size, 0:size].astype(np.float32) / size - 0.5
    angle, soft = dice.uniform(0, 2 * np.pi), dice.uniform(0.01, 0.15)
    across = rows * np.sin(angle) + columns * np.cos(angle) - dice.uniform(-0.4, 0.4)
    edge = 1 / (1 + np.exp(np.clip(-across / soft, -30, 30)))
    if dice.random() < 0.4:  # a pole's or a trunk's
        across -= dice.uniform(0.08, 0.3)
        edge *= 1 - 1 / (1 + np.exp(np.clip(-across / soft, -30, 30)))
    depth = dice.uniform(0.35, 0.85)
    return np.asarray(seen * (1 - (1 - depth) * edge[..., None]).astype(np.float32), np.float32)


def _branch(seen: Floats, dice: np.random.Generator) -> Floats:
    out, size = seen.copy(), seen.shape[0]
    shade = dice.uniform(20, 140)
    colour = tuple(float(v) for v in shade + dice.normal(0, 12, 3))
    for _ in range(int(dice.integers(1, 6))):
        one, other = (tuple(int(v) for v in dice.integers(-5, size + 5, 2)) for _ in range(2))
        cv2.line(out, one, other, colour, int(dice.integers(1, 3)), cv2.LINE_AA)
    return out


def _blur(seen: Floats, dice: np.random.Generator) -> Floats:
    if dice.random() < 0.5:
        size = seen.shape[0]
        small = max(8, int(size * dice.uniform(0.3, 0.9)))
        seen = np.asarray(cv2.resize(seen, (small, small), interpolation=cv2.INTER_AREA), np.float32)
        return np.asarray(cv2.resize(seen, (size, size), interpolation=cv2.INTER_LINEAR), np.float32)
    return np.asarray(cv2.GaussianBlur(seen, (0, 0), dice.uniform(0.4, 1.6)), np.float32)


def _noise(seen: Floats, dice: np.random.Generator) -> Floats:
    deviation = dice.uniform(0.03, 0.3) * max(4.0, float(seen.std()))
    return seen + dice.normal(0, deviation, seen.shape).astype(np.float32)


def _jpeg(patch: Patch, dice: np.random.Generator) -> Patch:
    _, data = cv2.imencode(".jpg", patch, [cv2.IMWRITE_JPEG_QUALITY, int(dice.integers(20, 85))])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
