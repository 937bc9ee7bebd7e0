"""Air between the camera and the cars: low sun, fog, snow and rain, on a patch or on a whole picture."""

import cv2
import numpy as np

from .augment import Floats


def veiled(seen: Floats, dice: np.random.Generator, depth: float) -> Floats:
    """Return what low sun or fog leaves: `depth` (0 to 1) of the light comes from the air, more on one side."""
    height, width = seen.shape[:2]
    rows, columns = np.linspace(-0.5, 0.5, height)[:, None], np.linspace(-0.5, 0.5, width)[None]
    angle, slope = dice.uniform(0, 2 * np.pi), dice.uniform(0, 0.5) * depth
    share = np.clip(depth + slope * (rows * np.sin(angle) + columns * np.cos(angle)), 0, 0.75)
    air = dice.uniform(90, 240) * np.exp(dice.normal(0, 0.08, 3))
    return np.asarray(seen + (air - seen) * share[..., None], np.float32)


def flecked(seen: Floats, dice: np.random.Generator, share: float, length: float) -> Floats:
    """Return it behind flakes or drops that begin in `share` of the pixels, each `length` pixels long."""
    start = (dice.random(seen.shape[:2]) < share).astype(np.float32) * dice.uniform(0.4, 1.2)
    half = max(1, int(np.ceil(length / 2)))
    streak = np.zeros((2 * half + 1, 2 * half + 1), np.float32)
    angle = dice.normal(np.pi / 2, 0.25)
    along = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    one, other = ((half + np.round(sign * along)).astype(int).tolist() for sign in (-1, 1))
    cv2.line(streak, one, other, 1.0, 1, cv2.LINE_AA)
    cover = np.minimum(cv2.GaussianBlur(cv2.filter2D(start, -1, streak), (0, 0), dice.uniform(0.4, 0.9)), 0.9)
    return np.asarray(seen + (dice.uniform(170, 250) - seen) * cover[..., None], np.float32)


def darkened(seen: Floats, dice: np.random.Generator, gain: float, noise: float) -> Floats:
    """Return it with `gain` of its light and the noise of a sensor turned up: a deviation of `noise` of 255 levels."""
    return np.asarray(seen * np.float32(gain) + dice.normal(0, noise, seen.shape), np.float32)
