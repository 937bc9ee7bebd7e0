"""What the network should answer for a scene, and how wrong an answer is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .net import STRIDE
from .scenes import Plate

_LEAST = 5.5
"""Pixels: how far from a plate's middle its hill goes at the least, else small plates had none."""


@dataclass(frozen=True, slots=True)
class Target:
    """A hill a plate (h × w, 1 on its middle), where answers count, corners in pixels from each cell, their weight.

    `size` is the plate's shorter side in pixels, by which wrong corners are measured.
    """

    hills: NDArray[np.float32]
    counts: NDArray[np.float32]
    corners: NDArray[np.float32]
    weights: NDArray[np.float32]
    size: NDArray[np.float32]


def target(plates: Sequence[Plate], width: int, height: int) -> Target:
    """Return what to answer for a picture of so many pixels."""
    w, h = width // STRIDE, height // STRIDE
    hills, counts = np.zeros((h, w), np.float32), np.ones((h, w), np.float32)
    corners, weights, size = np.zeros((8, h, w), np.float32), np.zeros((h, w), np.float32), np.ones((h, w), np.float32)
    xs, ys = np.meshgrid((np.arange(w) + 0.5) * STRIDE, (np.arange(h) + 0.5) * STRIDE)
    for plate in plates:
        middle = plate.corners.mean(axis=0)
        if not (0 <= middle[0] < width and 0 <= middle[1] < height):
            continue
        hill, short = _hill(plate.corners, xs, ys)
        if plate.unsure:
            counts[hill > 0.1] = 0
            continue
        top = min(h - 1, int(middle[1] / STRIDE)), min(w - 1, int(middle[0] / STRIDE))
        hill[top] = 1
        nearest = hill > np.maximum(hills, 0.3)
        hills = np.maximum(hills, hill)
        weights[nearest], size[nearest] = hill[nearest], max(short, 6.0)
        apart = plate.corners[:, :, None, None] - np.stack([xs, ys])
        corners[:, nearest] = apart.reshape(8, h, w)[:, nearest]
    return Target(hills, np.where(hills >= 1, 1, counts).astype(np.float32), corners, weights, size)


def _hill(
    corners: NDArray[np.float64], xs: NDArray[np.float64], ys: NDArray[np.float64]
) -> tuple[NDArray[np.float32], float]:
    """Return a hill that lies as the plate does, and the plate's shorter side."""
    middle = corners.mean(axis=0)
    along = (corners[1] + corners[2] - corners[0] - corners[3]) / 2
    down = (corners[2] + corners[3] - corners[0] - corners[1]) / 2
    long, short = max(float(np.hypot(*along)), 1e-6), max(float(np.hypot(*down)), 1e-6)
    x, y = xs - middle[0], ys - middle[1]
    u = (x * along[0] + y * along[1]) / long / max(long * 0.17, _LEAST)
    v = (x * down[0] + y * down[1]) / short / max(short * 0.17, _LEAST)
    return np.exp(-(u**2 + v**2) / 2).astype(np.float32), min(long, short)


def loss(answer: Tensor, targets: Sequence[Target]) -> tuple[Tensor, Tensor]:
    """Return how wrong the chances are (focal, a plate) and the corners (parts of a plate's shorter side)."""
    hills, counts, corners, weights, size = (
        torch.from_numpy(np.stack([getattr(one, name) for one in targets]))
        for name in ("hills", "counts", "corners", "weights", "size")
    )
    logit = answer[:, 0]
    p = torch.sigmoid(logit).clamp(1e-5, 1 - 1e-5)
    tops = (hills >= 1).float()
    found = -tops * (1 - p) ** 2 * torch.log(p) - (1 - tops) * counts * (1 - hills) ** 4 * p**2 * torch.log(1 - p)
    off = torch.nn.functional.smooth_l1_loss(
        answer[:, 1:] / size[:, None], corners / size[:, None], beta=0.05, reduction="none"
    ).mean(dim=1)
    return found.sum() / tops.sum().clamp(min=1), (off * weights).sum() / weights.sum().clamp(min=1)
