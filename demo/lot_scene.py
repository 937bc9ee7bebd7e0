"""The parking lot's film: two rows of marked slots seen from a pole, cars leaving and coming."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from .grain import Grain
from .ground import ASPHALT, KERB, WHITE, Land, Picture
from .lens import Lens, Points
from .paint import Car, Light, Pose, draw_car, draw_shadow

FPS: Final = 8
SIZE: Final = (1280, 720)
LENS: Final = Lens(place=(-6.0, 9.5, -8.5), target=(0.2, 0.0, 10.6), focal=1010.0, size=SIZE)
SECONDS: Final = 30.0

_WIDE: Final = 2.6
_PER_ROW: Final = 6
_ROWS: Final = {"A": (14.2, 19.2), "B": (3.6, 8.6)}
_AISLE: Final = 11.4
_AXLE: Final = 3.5
"""How far the rear axle is behind the nose: a car turns about it."""
_LIGHT: Final = Light(sun=(0.5, 0.8, -0.45))
_COLOURS: Final = (
    *((150, 84, 36), (212, 214, 214), (44, 42, 42), (48, 44, 150)),
    *((158, 156, 150), (84, 108, 62), (120, 150, 176), (60, 60, 66)),
)


@dataclass(frozen=True, slots=True)
class Move:
    """A car comes into a slot, or leaves it, within `seconds` from `start`."""

    slot: str
    start: float
    comes: bool
    seconds: float = 4.5


PARKED: Final = ("A1", "A2", "A4", "A6", "B2", "B3", "B6")
MOVES: Final = (
    Move("A4", 3.0, comes=False),
    Move("B4", 9.0, comes=True),
    Move("A3", 15.0, comes=True),
    Move("B3", 21.0, comes=False),
)


def slot_names() -> list[str]:
    """Return the slots' names: row and number."""
    return [f"{row}{n + 1}" for row in _ROWS for n in range(_PER_ROW)]


def _span(slot: str) -> tuple[float, float, float, float]:
    z0, z1 = _ROWS[slot[0]]
    left = (int(slot[1:]) - 1 - _PER_ROW / 2) * _WIDE
    return left, left + _WIDE, z0, z1


def layout() -> dict[str, object]:
    """Return the slots' outlines as a person would draw them on the first picture."""
    slots = []
    for name in slot_names():
        x0, x1, z0, z1 = _span(name)
        corners = np.array([(x0, 0, z0), (x1, 0, z0), (x1, 0, z1), (x0, 0, z1)])
        outline = [[round(float(u)), round(float(v))] for u, v in LENS.project(corners)]
        slots.append({"id": name, "polygon": outline})
    return {"size": list(SIZE), "slots": slots}


def taken(t: float) -> set[str]:
    """Return which slots hold a standing car at `t` seconds."""
    held = set(PARKED)
    for move in MOVES:
        if move.comes and t >= move.start + move.seconds:
            held.add(move.slot)
        if not move.comes and t >= move.start:
            held.discard(move.slot)
    return held


def frames(seed: int) -> Iterator[Picture]:
    """Yield the film's pictures, FPS a second."""
    empty = _background(seed)
    grain = Grain(SIZE, seed)
    standing: tuple[frozenset[str], Picture] | None = None
    for n in range(round(SECONDS * FPS)):
        t = n / FPS
        moving = [move for move in MOVES if 0 <= t - move.start <= move.seconds]
        held = frozenset(taken(t) - {move.slot for move in moving})
        if moving:
            picture = empty.copy()
            _paint(picture, {name: _parked(name) for name in held} | {m.slot: _driving(m, t) for m in moving})
        elif standing is not None and standing[0] == held:
            picture = standing[1].copy()
        else:
            picture = empty.copy()
            _paint(picture, {name: _parked(name) for name in held})
            standing = (held, picture.copy())
        yield grain.develop(picture, n, dark=0.0)


def _paint(picture: Picture, poses: dict[str, Pose]) -> None:
    far_first = sorted(poses.items(), key=lambda item: -_distance(item[1]))
    for name, pose in far_first:
        draw_shadow(picture, LENS, _car(name), pose, _LIGHT)
    for name, pose in far_first:
        draw_car(picture, LENS, _car(name), pose, _LIGHT)


def _distance(pose: Pose) -> float:
    return float(np.hypot(pose.x - LENS.place[0], pose.z + 2 * np.cos(pose.heading) - LENS.place[2]))


def _car(slot: str) -> Car:
    n = slot_names().index(slot)
    return Car("suv" if n % 3 == 1 else "sedan", _COLOURS[(n * 5 + 2) % len(_COLOURS)])


def _parked(slot: str) -> Pose:
    x0, x1, z0, z1 = _span(slot)
    aside = 0.12 * np.sin(7.0 * int(slot[1:]) + (slot[0] == "B"))
    middle = (x0 + x1) / 2 + aside
    inward = slot not in {"A2", "B6"}  # two drivers park backwards
    if (slot[0] == "A") == inward:
        return Pose(middle, z1 - 0.25, np.pi + aside * 0.15)
    return Pose(middle, z0 + 0.25, aside * 0.15)


def _driving(move: Move, t: float) -> Pose:
    """Where a car is on its way: it comes from the left, turns in nose first; it backs out and leaves to the left."""
    share = (t - move.start) / move.seconds
    end = _parked(move.slot)
    sign = -1.0 if move.slot[0] == "A" else 1.0
    axle_end = np.array([end.x, end.z + sign * _AXLE])
    if move.comes:
        way = _bend(np.array([end.x - 4.2, _AISLE]), np.array([end.x, _AISLE]), axle_end)
        track = np.vstack([np.linspace([-19.0, _AISLE], way[0], 40)[:-1], way])
        place, ahead = _along(track, 1 - (1 - share) ** 1.7)
        return _posed(place, ahead)
    out = _bend(axle_end, np.array([end.x, _AISLE]), np.array([end.x + 4.2, _AISLE]))
    if share < 0.45:
        place, back = _along(out, (share / 0.45) ** 1.3)
        return _posed(place, -back)
    off = np.linspace(out[-1], [-24.0, _AISLE], 40)
    place, ahead = _along(off, ((share - 0.45) / 0.55) ** 1.4)
    return _posed(place, ahead)


def _bend(a: Points, b: Points, c: Points) -> Points:
    s = np.linspace(0, 1, 60)[:, None]
    curve: Points = (1 - s) ** 2 * a + 2 * s * (1 - s) * b + s**2 * c
    return curve


def _along(track: Points, share: float) -> tuple[Points, Points]:
    """Return the place at a share of a track's length, and the direction there."""
    steps = np.linalg.norm(np.diff(track, axis=0), axis=1)
    reach = np.concatenate([[0.0], np.cumsum(steps)])
    at = float(np.clip(share, 0, 1)) * reach[-1]
    n = int(np.clip(np.searchsorted(reach, at) - 1, 0, len(steps) - 1))
    ahead = (track[n + 1] - track[n]) / max(float(steps[n]), 1e-9)
    place: Points = track[n] + ahead * (at - reach[n])
    return place, ahead


def _posed(axle: Points, ahead: Points) -> Pose:
    nose = axle + ahead * _AXLE
    return Pose(float(nose[0]), float(nose[1]), float(np.arctan2(-ahead[0], -ahead[1])))


def _background(seed: int) -> Picture:
    land = Land(LENS, seed)
    half = _PER_ROW / 2 * _WIDE
    land.cover((land.x > -26) & (land.x < half + 3.4) & (land.z > 1.2) & (land.z < 20.4), ASPHALT, grain=8)
    land.cover((land.x > -26) & (land.x < half + 3.4) & (land.z > 20.4) & (land.z < 22.6), (140, 146, 148), grain=7)
    land.strip(-26, half + 3.4, 20.25, 20.5, KERB)
    land.strip(half + 3.3, half + 3.5, 1.2, 20.5, KERB)
    for z0, z1 in _ROWS.values():
        for n in range(_PER_ROW + 1):
            x = (n - _PER_ROW / 2) * _WIDE
            land.strip(x - 0.06, x + 0.06, z0, z1, WHITE, worn=0.35)
    land.strip(-half, half, 19.1, 19.22, WHITE, worn=0.35)
    land.strip(-half, half, 3.55, 3.67, WHITE, worn=0.35)
    for x in np.arange(-24, half, 3.6):
        land.strip(float(x), float(x) + 1.3, _AISLE - 0.06, _AISLE + 0.06, WHITE, worn=0.6)
    land.sky((214, 170, 128), (238, 226, 210))
    land.box((-14, 0, 31), (16, 17, 44), (176, 190, 204), floors=6)
    for x, z, tall in ((-11, 25.5, 5), (-4.5, 26.5, 4.4), (3.4, 25.5, 5.2), (10, 26, 4.8)):
        land.tree(x, z, tall)
    return land.finished()
