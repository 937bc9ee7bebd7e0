"""What stands still: ground, road, grass, houses, trees, painted once a scene."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from .lens import Lens, Points

Picture = NDArray[np.uint8]
Field = NDArray[np.float64]
Colour = tuple[float, float, float]

ASPHALT: Final = (116, 115, 112)
GRASS: Final = (72, 112, 94)
KERB: Final = (160, 164, 166)
WHITE: Final = (214, 216, 216)

_TILE: Final = 512


class Land:
    """The ground as each pixel of a picture sees it; paint on it in metres."""

    def __init__(self, lens: Lens, seed: int) -> None:
        self.lens = lens
        width, height = lens.size
        u, v = np.meshgrid(np.arange(width), np.arange(height))
        self._pixels = np.stack([u.ravel(), v.ravel()], axis=1).astype(np.float64)
        seen = lens.ground(self._pixels)
        self.x: Field = seen[:, 0].reshape(height, width)
        self.z: Field = seen[:, 1].reshape(height, width)
        self._rng = np.random.default_rng(seed)
        self._grain = self._noise()
        self.picture: Field = np.zeros((height, width, 3))
        self.cover(np.ones((height, width), bool), GRASS, grain=15, scale=9)

    def _noise(self) -> Field:
        total = np.zeros((_TILE, _TILE))
        for step in (2, 8, 32, 128):
            rough = self._rng.normal(size=(_TILE // step, _TILE // step))
            rough = np.tile(rough, (3, 3))
            smooth = cv2.resize(rough, (3 * _TILE, 3 * _TILE), interpolation=cv2.INTER_CUBIC)
            total += smooth[_TILE : 2 * _TILE, _TILE : 2 * _TILE] * (0.35 + step / 180)
        return total / total.std()

    def grain(self, scale: float) -> Field:
        """Return noise fixed to the ground, `scale` of its pixels a metre; fading far away, where it would flicker."""
        u = (self.x * scale * 4).astype(np.int64) % _TILE
        v = (self.z * scale * 4).astype(np.int64) % _TILE
        found: Field = self._grain[v, u] / (1 + (np.abs(self.z) / 22) ** 2)
        return found

    def cover(self, where: NDArray[np.bool_], colour: Colour, *, grain: float = 9, scale: float = 14) -> None:
        """Give part of the ground a colour, with a texture."""
        shade = self.grain(scale) * grain + self.grain(scale / 12) * grain * 0.5
        self.picture[where] = np.array(colour) + shade[where][:, None]

    def strip(self, x0: float, x1: float, z0: float, z1: float, colour: Colour, *, worn: float = 0.0) -> None:
        """Paint a rectangle of the ground, its edge smooth; `worn` paint lets the ground through (0 to 1)."""
        corners = np.array([(x0, 0, z0), (x1, 0, z0), (x1, 0, z1), (x0, 0, z1)], dtype=np.float64)
        if self.lens.depth(corners).min() < 0.2:
            corners[:, 2] = np.maximum(corners[:, 2], self.lens.place[2] + 1.0)
        mask = np.zeros(self.picture.shape[:2], np.float32)
        cv2.fillConvexPoly(mask, np.round(self.lens.project(corners) * 16).astype(np.int32), 1.0, cv2.LINE_AA, 4)
        share = mask * (1 - worn * np.clip(self.grain(20) * 0.5 + 0.5, 0, 1))
        self.picture += (np.array(colour) - self.picture) * share[..., None]

    def sky(self, top: Colour, low: Colour) -> None:
        """Paint what is above the horizon."""
        reach = self.lens.eye + self.lens.axes()[2] * [1.0, 0.0, 1.0] * 1000
        horizon = int(np.clip(self.lens.project(np.array([reach]))[0, 1], 0, self.lens.size[1]))
        for row in range(horizon):
            share = row / max(horizon, 1)
            self.picture[row] = np.array(top) * (1 - share) + np.array(low) * share

    def box(
        self, low: tuple[float, float, float], high: tuple[float, float, float], colour: Colour, *, floors: int = 0
    ) -> None:
        """Stand a block on the ground, corners given in metres; `floors` rows of windows on its front."""
        (x0, y0, z0), (x1, y1, z1) = low, high
        side = x1 if self.lens.place[0] > x1 else x0
        if self.lens.place[0] > x1 or self.lens.place[0] < x0:
            self.face([(side, y0, z0), (side, y0, z1), (side, y1, z1), (side, y1, z0)], np.array(colour) * 0.72)
        self.face([(x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)], np.array(colour))
        self.face([(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)], np.array(colour) * 1.06)
        for floor in range(floors):
            self._windows(x0, x1, y0 + (y1 - y0) * (floor + 0.3) / floors, (y1 - y0) / floors * 0.5, z0)

    def _windows(self, x0: float, x1: float, y: float, tall: float, z: float) -> None:
        count = max(1, int((x1 - x0) / 2.6))
        pitch = (x1 - x0) / count
        for n in range(count):
            left = x0 + pitch * (n + 0.22)
            shade = np.array((112.0, 96.0, 84.0)) * self._rng.uniform(0.7, 1.25)
            corners = [(left, y, z - 0.05), (left + pitch * 0.56, y, z - 0.05)]
            self.face([*corners, (left + pitch * 0.56, y + tall, z - 0.05), (left, y + tall, z - 0.05)], shade)

    def face(self, corners: list[tuple[float, float, float]], colour: Field) -> None:
        """Paint one flat face; nothing when part of it is behind the camera."""
        points = np.array(corners, dtype=np.float64)
        if self.lens.depth(points).min() < 0.3:
            return
        b, g, r = (float(part) for part in colour)
        where = np.round(np.clip(self.lens.project(points), -3000, 5000) * 16).astype(np.int32)
        cv2.fillConvexPoly(self.picture, where, (b, g, r), cv2.LINE_AA, 4)

    def tree(self, x: float, z: float, tall: float, colour: Colour = (52, 92, 62)) -> None:
        """Grow a tree: a trunk and a crown of many blots, lighter above."""
        trunk = tall * 0.045
        self.face(
            [(x - trunk, 0, z), (x + trunk, 0, z), (x + trunk, tall * 0.5, z), (x - trunk, tall * 0.5, z)],
            np.array((52.0, 62.0, 74.0)),
        )
        blots = self._rng.normal(size=(90, 3)) * [tall * 0.15, tall * 0.15, 0.3]
        for dx, dy, _ in blots[np.argsort(blots[:, 1])]:
            self._blot(
                np.array([x + dx, tall * 0.68 + dy, z]),
                tall,
                np.array(colour) * float(np.clip(0.9 + dy / tall * 1.6, 0.6, 1.3)) * self._rng.uniform(0.86, 1.14),
            )

    def _blot(self, place: Points, tall: float, colour: Field) -> None:
        if self.lens.depth(place[None])[0] < 1:
            return
        u, v = self.lens.project(place[None])[0]
        radius = self.lens.focal * tall * self._rng.uniform(0.05, 0.09) / float(self.lens.depth(place[None])[0])
        b, g, r = (float(part) for part in np.clip(colour, 0, 255))
        cv2.circle(self.picture, (int(u * 16), int(v * 16)), int(radius * 16), (b, g, r), -1, cv2.LINE_AA, 4)

    def finished(self) -> Picture:
        """Return the picture, darker towards its corners as a lens makes it."""
        width, height = self.lens.size
        u, v = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
        shade = 1 - 0.16 * (u**2 + v**2)
        developed: Picture = np.clip(self.picture * shade[..., None], 0, 255).astype(np.uint8)
        return developed


def dusk(day: Picture) -> Picture:
    """Return a day's picture as the same camera sees it after sunset: darker, bluer, less colour."""
    grey = day.mean(axis=2, keepdims=True)
    faded = day * 0.62 + grey * 0.38
    tinted: Picture = np.clip(faded * np.array([0.46, 0.36, 0.32]), 0, 255).astype(np.uint8)
    return tinted
