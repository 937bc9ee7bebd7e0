"""Cars as surfaces: rings of points from the sill to the roof's middle, one ring every so often from nose to tail."""

from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


class Stuff(IntEnum):
    """What a patch of a car is made of."""

    PAINT = 0
    GLASS = 1
    DARK = 2
    LAMP = 3
    CHROME = 4
    TYRE = 5
    RED = 6
    WHITE = 7


@dataclass(frozen=True, slots=True)
class Mesh:
    """Flat patches: `corners` n × 4 × 3 (m), `normals` likewise, one stuff each, `lift` towards the eye (m)."""

    corners: Points
    normals: Points
    stuff: NDArray[np.int64]
    lift: Points
    length: float
    plate: tuple[float, float]
    """How high the middle of the front plate is, and how far it stands before the nose."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A body: per ring its place from the nose, then (half width, height) of seven points from the sill up."""

    rings: tuple[tuple[float, tuple[tuple[float, float], ...]], ...]
    windscreen: int
    side_windows: tuple[int, ...]
    rear_window: int
    wheels: tuple[float, float]
    wheel: float
    face: float
    """How much higher than a sedan's the lamps and the grille sit."""


_SEDAN: Final = Shape(
    rings=(
        (0.00, ((0.56, 0.22), (0.66, 0.38), (0.69, 0.54), (0.67, 0.67), (0.62, 0.73), (0.46, 0.77), (0, 0.79))),
        (0.10, ((0.68, 0.20), (0.78, 0.38), (0.81, 0.56), (0.79, 0.70), (0.73, 0.78), (0.56, 0.83), (0, 0.85))),
        (0.32, ((0.75, 0.19), (0.85, 0.40), (0.88, 0.60), (0.86, 0.76), (0.78, 0.85), (0.62, 0.89), (0, 0.92))),
        (0.85, ((0.78, 0.18), (0.87, 0.43), (0.89, 0.64), (0.87, 0.84), (0.80, 0.92), (0.66, 0.95), (0, 0.98))),
        (1.30, ((0.78, 0.18), (0.87, 0.45), (0.89, 0.66), (0.88, 0.90), (0.82, 0.96), (0.71, 0.99), (0, 1.03))),
        (2.00, ((0.78, 0.18), (0.87, 0.45), (0.89, 0.68), (0.88, 0.92), (0.82, 0.97), (0.58, 1.39), (0, 1.45))),
        (3.00, ((0.78, 0.18), (0.87, 0.45), (0.89, 0.68), (0.88, 0.93), (0.82, 0.98), (0.57, 1.39), (0, 1.44))),
        (3.72, ((0.78, 0.20), (0.87, 0.45), (0.89, 0.68), (0.87, 0.94), (0.80, 1.00), (0.66, 1.04), (0, 1.07))),
        (4.35, ((0.76, 0.22), (0.85, 0.45), (0.87, 0.68), (0.84, 0.92), (0.76, 0.99), (0.60, 1.02), (0, 1.04))),
        (4.50, ((0.66, 0.26), (0.76, 0.44), (0.79, 0.64), (0.77, 0.84), (0.70, 0.92), (0.54, 0.96), (0, 0.98))),
    ),
    windscreen=4,
    side_windows=(5,),
    rear_window=6,
    wheels=(0.86, 3.55),
    wheel=0.32,
    face=0.0,
)

_SUV: Final = Shape(
    rings=(
        (0.00, ((0.60, 0.28), (0.70, 0.46), (0.73, 0.66), (0.72, 0.82), (0.67, 0.91), (0.50, 0.95), (0, 0.97))),
        (0.08, ((0.70, 0.26), (0.81, 0.46), (0.85, 0.68), (0.83, 0.86), (0.77, 0.96), (0.60, 1.01), (0, 1.03))),
        (0.30, ((0.77, 0.25), (0.88, 0.48), (0.91, 0.72), (0.89, 0.92), (0.81, 1.02), (0.65, 1.06), (0, 1.08))),
        (0.85, ((0.80, 0.24), (0.90, 0.52), (0.92, 0.78), (0.90, 1.00), (0.83, 1.08), (0.69, 1.11), (0, 1.14))),
        (1.20, ((0.80, 0.24), (0.90, 0.54), (0.92, 0.80), (0.91, 1.06), (0.85, 1.12), (0.74, 1.15), (0, 1.19))),
        (1.78, ((0.80, 0.24), (0.90, 0.54), (0.92, 0.80), (0.91, 1.08), (0.85, 1.14), (0.64, 1.62), (0, 1.69))),
        (2.90, ((0.80, 0.24), (0.90, 0.54), (0.92, 0.80), (0.91, 1.09), (0.85, 1.15), (0.64, 1.64), (0, 1.71))),
        (3.95, ((0.80, 0.26), (0.90, 0.54), (0.92, 0.80), (0.91, 1.10), (0.85, 1.16), (0.62, 1.60), (0, 1.66))),
        (4.35, ((0.76, 0.30), (0.87, 0.54), (0.90, 0.80), (0.88, 1.08), (0.80, 1.14), (0.68, 1.17), (0, 1.19))),
        (4.45, ((0.68, 0.34), (0.80, 0.54), (0.83, 0.76), (0.81, 1.00), (0.74, 1.08), (0.58, 1.11), (0, 1.12))),
    ),
    windscreen=4,
    side_windows=(5, 6),
    rear_window=7,
    wheels=(0.88, 3.50),
    wheel=0.36,
    face=0.14,
)

SHAPES: Final = {"sedan": _SEDAN, "suv": _SUV}

_FINE: Final = 3
"""Patches a side into which each piece of the skin is cut, so that light runs smoothly over it."""

_Patch = tuple[Points, Points, Stuff, float]


@cache
def mesh(name: str) -> Mesh:
    """Return one of SHAPES as patches; the nose at z = 0, the tail behind it, the wheels on y = 0."""
    shape = SHAPES[name]
    patches = [*_skin(shape), *_face(shape), *_tail(shape), *_wheels(shape), *_mirrors(shape)]
    corners = np.stack([patch[0] for patch in patches])
    return Mesh(
        corners,
        np.stack([patch[1] for patch in patches]),
        np.array([patch[2] for patch in patches]),
        np.array([patch[3] for patch in patches]),
        shape.rings[-1][0],
        (0.46 + shape.face * 1.1, 0.035),
    )


def _skin(shape: Shape) -> list[_Patch]:
    grid = np.array([[(w, y, z) for w, y in ring] for z, ring in shape.rings])
    patches: list[_Patch] = []
    for side in (1.0, -1.0):
        half = grid * np.array([side, 1.0, 1.0])
        normals = _normals(half) * side
        for i in range(len(half) - 1):
            for j in range(half.shape[1] - 1):
                piece = (half[i : i + 2, j : j + 2], normals[i : i + 2, j : j + 2])
                roof = j == 5 and shape.windscreen < i < shape.rear_window
                patches += _cut(*piece, _stuff(shape, i, j), side, flat=roof)
    nose = grid[0]
    for a, b in pairwise(nose):
        patches.append(_flat([a, b, b * [-1, 1, 1], a * [-1, 1, 1]], (0, 0, -1), Stuff.PAINT))
    tail = grid[-1]
    for a, b in pairwise(tail):
        patches.append(_flat([a, b, b * [-1, 1, 1], a * [-1, 1, 1]], (0, 0, 1), Stuff.PAINT))
    return patches


def _stuff(shape: Shape, ring: int, point: int) -> Stuff:
    if point == 5 and ring in {shape.windscreen, shape.rear_window}:
        return Stuff.GLASS
    if point == 4 and ring in shape.side_windows:
        return Stuff.GLASS
    return Stuff.DARK if point == 0 else Stuff.PAINT


def _normals(grid: Points) -> Points:
    """Return one outward direction a grid point, for a half whose width is positive."""
    along = np.gradient(grid, axis=0)
    across = np.gradient(grid, axis=1)
    normals = np.cross(across, along)
    normals /= np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-9)
    return normals


def _cut(corners: Points, normals: Points, stuff: Stuff, side: float, *, flat: bool) -> list[_Patch]:
    steps = np.linspace(0, 1, _FINE + 1)
    patches: list[_Patch] = []
    for a0, a1 in pairwise(steps):
        for b0, b1 in pairwise(steps):
            at = [(a0, b0), (a0, b1), (a1, b1), (a1, b0)]
            quad = np.array([_between(corners, a, b) for a, b in at])
            middle = _between(normals, (a0 + a1) / 2, (b0 + b1) / 2)
            if flat or stuff is Stuff.GLASS:
                upright = np.cross(corners[0, 1] - corners[0, 0], corners[1, 0] - corners[0, 0]) * side
                middle = upright / max(float(np.linalg.norm(upright)), 1e-9)
            patches.append((quad, np.tile(middle, (4, 1)), stuff, 0.0))
    return patches


def _between(grid: Points, a: float, b: float) -> Points:
    found: Points = (1 - a) * ((1 - b) * grid[0, 0] + b * grid[0, 1]) + a * ((1 - b) * grid[1, 0] + b * grid[1, 1])
    return found


def _flat(corners: object, normal: tuple[float, float, float], stuff: Stuff, lift: float = 0.0) -> _Patch:
    quad = np.array(corners, dtype=np.float64)
    return quad, np.tile(np.array(normal, dtype=np.float64), (4, 1)), stuff, lift


def _panel(x0: float, x1: float, y0: float, y1: float, z: float, stuff: Stuff, lift: float) -> _Patch:
    toward = -1.0 if z <= 0.5 else 1.0
    return _flat([(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)], (0, 0, toward), stuff, lift)


def _face(shape: Shape) -> list[_Patch]:
    up = shape.face
    k = 1 + up
    patches = [
        _panel(-0.52, 0.52, 0.26 + up * 0.6, 0.37 + up * 0.8, -0.01, Stuff.DARK, 0.15),
        _panel(-0.40, 0.40, 0.55 * k, 0.68 * k, -0.01, Stuff.DARK, 0.15),
        _panel(-0.38, 0.38, 0.605 * k, 0.620 * k, -0.015, Stuff.CHROME, 0.2),
        _panel(-0.06, 0.06, 0.58 * k, 0.66 * k, -0.02, Stuff.CHROME, 0.22),
        _panel(-0.70, 0.70, 0.03, 0.24, 0.35, Stuff.DARK, -0.3),
    ]
    for side in (1.0, -1.0):
        lamp = [(0.43, 0.60 * k, -0.01), (0.70, 0.62 * k, -0.01), (0.815, 0.70 * k, 0.11), (0.46, 0.69 * k, -0.01)]
        fog = [(0.50, 0.33 + up, -0.01), (0.62, 0.33 + up, -0.01), (0.62, 0.39 + up, -0.01), (0.50, 0.39 + up, -0.01)]
        flip = np.array([side, 1.0, 1.0])
        patches.append(_flat(np.array(lamp) * flip, (0.2 * side, 0.1, -1), Stuff.LAMP, 0.25))
        patches.append(_flat(np.array(fog) * flip, (0, 0, -1), Stuff.DARK, 0.2))
        tyre = sorted((0.60 * side, 0.83 * side))
        patches.append(_panel(tyre[0], tyre[1], 0.0, 0.34, 0.5, Stuff.TYRE, -0.25))
    return patches


def _tail(shape: Shape) -> list[_Patch]:
    end, up = shape.rings[-1][0], shape.face
    patches = [
        _panel(-0.26, 0.26, 0.66 + up, 0.77 + up, end + 0.02, Stuff.WHITE, 0.2),
        _panel(-0.60, 0.60, 0.30 + up * 0.5, 0.42 + up * 0.5, end + 0.01, Stuff.DARK, 0.15),
    ]
    for x0, x1 in ((0.48, 0.78), (-0.78, -0.48)):
        patches.append(_panel(x0, x1, 0.72 + up, 0.86 + up, end + 0.02, Stuff.RED, 0.2))
    return patches


def _disc(x: float, y: float, z: float, radius: float, stuff: Stuff, lift: float) -> list[_Patch]:
    """Return a disc that faces sideways, as slices of four corners."""
    turn = np.linspace(0, 2 * np.pi, 13)
    rim = np.stack([np.full(13, x), y + radius * np.sin(turn), z + radius * np.cos(turn)], axis=1)
    centre = np.array([x, y, z])
    normal = (float(np.sign(x)), 0.0, 0.0)
    return [_flat([centre, rim[n], rim[n + 1], rim[n + 2]], normal, stuff, lift) for n in range(0, 12, 2)]


def _wheels(shape: Shape) -> list[_Patch]:
    patches: list[_Patch] = []
    wide = max(w for w, _ in shape.rings[3][1])
    for side in (1.0, -1.0):
        for z in shape.wheels:
            x, r = side * wide, shape.wheel
            patches += _disc(x * 1.003, r + 0.03, z, r * 1.17, Stuff.DARK, 0.12)
            patches += _disc(x * 1.006, r, z, r, Stuff.TYRE, 0.16)
            patches += _disc(x * 1.009, r, z, r * 0.64, Stuff.CHROME, 0.2)
            patches += _disc(x * 1.011, r, z, r * 0.16, Stuff.DARK, 0.24)
    return patches


def _mirrors(shape: Shape) -> list[_Patch]:
    z, ring = shape.rings[shape.windscreen]
    y = ring[4][1]
    patches = []
    for side in (1.0, -1.0):
        x0, x1 = sorted((0.86 * side, 1.06 * side))
        patches.append(
            _flat(
                [(x0, y, z + 0.3), (x1, y, z + 0.3), (x1, y + 0.14, z + 0.3), (x0, y + 0.14, z + 0.3)],
                (0, 0.2, -1),
                Stuff.PAINT,
                0.1,
            )
        )
    return patches
