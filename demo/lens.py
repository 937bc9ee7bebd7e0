"""A camera on a pole: where a point of the world (metres; x right, y up, z ahead) lands in its picture."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""n × 3 in metres, or n × 2 in pixels."""


@dataclass(frozen=True, slots=True)
class Lens:
    """Where the camera is, where it looks (a point of the world), and how long its lens is in pixels."""

    place: tuple[float, float, float]
    target: tuple[float, float, float]
    focal: float
    size: tuple[int, int]

    @property
    def eye(self) -> Points:
        """The camera's place."""
        return np.array(self.place)

    def axes(self) -> Points:
        """Return right, up and ahead of the camera as rows."""
        ahead = np.array(self.target) - self.eye
        ahead /= np.linalg.norm(ahead)
        right = np.cross(np.array([0.0, 1.0, 0.0]), ahead)
        right /= np.linalg.norm(right)
        return np.stack([right, np.cross(ahead, right), ahead])

    def depth(self, points: Points) -> NDArray[np.float64]:
        """How far ahead of the camera the points are, in metres."""
        ahead: NDArray[np.float64] = (points - self.eye) @ self.axes()[2]
        return ahead

    def project(self, points: Points) -> Points:
        """Return the points' places in the picture; what lies behind the camera is pushed to just before it."""
        seen = (np.atleast_2d(points) - self.eye) @ self.axes().T
        depth = np.maximum(seen[:, 2], 0.05)
        u = self.size[0] / 2 + self.focal * seen[:, 0] / depth
        v = self.size[1] / 2 - self.focal * seen[:, 1] / depth
        return np.stack([u, v], axis=1)

    def ground(self, pixels: Points) -> Points:
        """Return where on the ground (y = 0) the pixels look, as x and z; far away above the horizon."""
        rays = np.stack(
            [
                (pixels[:, 0] - self.size[0] / 2) / self.focal,
                (self.size[1] / 2 - pixels[:, 1]) / self.focal,
                np.ones(len(pixels)),
            ],
            axis=1,
        )
        world = rays @ self.axes()
        down = np.minimum(world[:, 1], -1e-4)
        reach = -self.place[1] / down
        found: Points = self.eye[[0, 2]] + world[:, [0, 2]] * reach[:, None]
        return found


def turned(points: Points, angle: float) -> Points:
    """Turn points about the upright axis by an angle in radians: 0 keeps z ahead, a quarter turn brings z to x."""
    c, s = math.cos(angle), math.sin(angle)
    x, y, z = points[:, 0], points[:, 1], points[:, 2]
    return np.stack([c * x + s * z, y, -s * x + c * z], axis=1)
