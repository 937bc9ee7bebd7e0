"""Ground that no camera has seen: a few lots teach a network their own asphalt, not what a free place is."""

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.vision.patches import MARGIN

from .augment import Floats, Patch, shaded

WHITE, YELLOW, BLUE, RED, DARK = (235, 235, 235), (90, 200, 230), (180, 120, 60), (60, 60, 200), (30, 30, 30)


def regrounded(patch: Patch, dice: np.random.Generator, *, taken: bool) -> Patch:
    """Return a patch on other ground, in other light, or as it is; a car in its middle stays."""
    which = dice.random()
    if which < 0.3:
        return patch if taken else _painted(ground(patch.shape[0], dice))
    if which < 0.5:
        return patch
    if which < 0.75:
        return _painted(_worn(patch, dice, taken=taken))
    return _painted(_set_on(patch, ground(patch.shape[0], dice), dice))


def ground(size: int, dice: np.random.Generator) -> Floats:
    """Return made-up ground: asphalt, gravel, grass or snow, its marks, kerbs, plants and shadows."""
    base = dice.uniform(45, 200) * np.exp(dice.normal(0, 0.05, 3))
    if dice.random() < 0.12:
        base *= (0.7, 1.0, 0.85)  # grass
    seen = np.full((size, size, 3), base, np.float32) * _rough(size, dice, dice.uniform(0.01, 0.28))
    if dice.random() < 0.25:
        seen *= _stained(size, dice)
    if dice.random() < 0.25:
        seen = _kerbed(seen, dice)
    seen = _marked(seen, dice, int(dice.integers(0, 4)))
    if dice.random() < 0.15:
        seen = _planted(seen, dice)
    return shaded(seen, dice) if dice.random() < 0.4 else seen


def _worn(patch: Patch, dice: np.random.Generator, *, taken: bool) -> Floats:
    seen = patch * _rough(patch.shape[0], dice, dice.uniform(0.02, 0.2))
    return seen if taken else _marked(seen, dice, int(dice.integers(0, 3)))


def _set_on(patch: Patch, around: Floats, dice: np.random.Generator) -> Floats:
    """Keep the middle of a patch, with a soft edge; free places too, lest the edge give the car away."""
    keep = middle(patch.shape[0], dice)
    return patch * keep + around * (1 - keep)


def middle(size: int, dice: np.random.Generator) -> Floats:
    """Return how much of a patch's middle, the outline and what juts out of it, is kept: 1 within, 0 at the rim."""
    rows, columns = np.mgrid[0:size, 0:size] / size - 0.5
    wide, high = np.minimum(dice.uniform(0.9, 1.5, 2) * 0.5 / (1 + 2 * MARGIN), 0.48)
    soft, round_ = dice.uniform(0.02, 0.12), int(dice.choice([4, 8]))
    far = (np.abs(columns / wide) ** round_ + np.abs(rows / high) ** round_) ** (1 / round_)
    return _step((1 - far) / soft)


def _noise(size: int, dice: np.random.Generator) -> Floats:
    """Return clouds or grain, as it falls: mean 0, deviation 1."""
    out, tilt = np.zeros((size, size), np.float32), dice.uniform(-1.2, 0.6)
    for cells in (2, 3, 6, 12, 24, 48):
        across = max(2, int(cells * np.exp(dice.normal(0, 0.3))))
        grid = dice.normal(0, 1, (cells, across)).astype(np.float32)
        out += np.asarray(cv2.resize(grid, (size, size), interpolation=cv2.INTER_CUBIC)) * (cells / 6) ** tilt
    return np.asarray((out - out.mean()) / (out.std() + 1e-6), np.float32)


def _rough(size: int, dice: np.random.Generator, depth: float) -> Floats:
    return np.asarray(np.exp(_noise(size, dice) * np.float32(depth))[..., None], np.float32)


def _stained(size: int, dice: np.random.Generator) -> Floats:
    edge = _step((_noise(size, dice) - dice.uniform(0, 1.5)) * dice.uniform(3, 12))
    return np.asarray(1 - edge * (1 - np.exp(dice.normal(0, 0.5, 3)) * dice.uniform(0.4, 1.2)), np.float32)


def _kerbed(seen: Floats, dice: np.random.Generator) -> Floats:
    """Lay other ground along one side, a lighter or darker kerb between."""
    size = seen.shape[0]
    rows, columns = np.mgrid[0:size, 0:size].astype(np.float32) / size - 0.5
    angle = dice.integers(0, 4) * np.pi / 2 + dice.normal(0, 0.25)
    beyond = rows * np.sin(angle) + columns * np.cos(angle) - dice.uniform(0.1, 0.5)
    other = np.full((size, size, 3), dice.uniform(40, 210) * np.exp(dice.normal(0, 0.1, 3)), np.float32)
    other *= _rough(size, dice, dice.uniform(0.05, 0.35))
    side = _step(beyond * 80)
    kerb = _step((dice.uniform(0.01, 0.05) - np.abs(beyond)) * 120)
    seen = seen * (1 - side) + other * side
    return np.asarray(seen * (1 - kerb) + dice.uniform(30, 230) * kerb, np.float32)


def _planted(seen: Floats, dice: np.random.Generator) -> Floats:
    size = seen.shape[0]
    rows, columns = np.mgrid[0:size, 0:size].astype(np.float32) / size - 0.5
    angle, away = dice.uniform(0, 2 * np.pi), dice.uniform(0.35, 0.55)
    far = np.hypot(columns - away * np.cos(angle), (rows - away * np.sin(angle)) * dice.uniform(0.4, 1.2))
    leaf = _step((dice.uniform(0.08, 0.22) - far + 0.03 * _noise(size, dice)) * 60)
    green = np.array([50, 95, 80]) * dice.uniform(0.5, 1.6) * np.exp(dice.normal(0, 0.15, 3))
    return np.asarray(seen * (1 - leaf) + green * _rough(size, dice, 0.35) * leaf, np.float32)


def _marked(seen: Floats, dice: np.random.Generator, lines: int) -> Floats:
    size = seen.shape[0]
    for _ in range(lines):
        paint = np.array((WHITE, YELLOW, BLUE, RED, DARK)[dice.choice(5, p=[0.55, 0.2, 0.05, 0.05, 0.15])])
        square_on = dice.choice([0, np.pi / 2]) + dice.normal(0, 0.15)
        angle = square_on if dice.random() < 0.5 else dice.uniform(0, 2 * np.pi)
        start = dice.uniform(-0.3, 1.3, 2) * size
        end = start + dice.uniform(0.2, 1.6) * size * np.array([np.cos(angle), np.sin(angle)])
        line = np.zeros((size, size), np.float32)
        (x0, y0), (x1, y1) = start.astype(int).tolist(), end.astype(int).tolist()
        cv2.line(line, (x0, y0), (x1, y1), 1.0, int(dice.integers(1, 6)), cv2.LINE_AA)
        worn = _step(_noise(size, dice) * 3 + dice.uniform(0, 6))
        cover = line[..., None] * worn * dice.uniform(0.3, 1)
        seen = np.asarray(seen * (1 - cover) + paint * dice.uniform(0.6, 1) * cover, np.float32)
    return seen


def _step(x: NDArray[np.floating]) -> Floats:
    """Return a soft 0 to 1 with a last axis for the colours."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))), np.float32)[..., None]


def _painted(seen: Floats) -> Patch:
    return np.clip(seen, 0, 255).astype(np.uint8)
