"""The gate's film: cars come one by one, wait at the barrier, and go on or back away; day turns to dusk."""

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np

from .footage import Beat, Visit, beats
from .grain import Grain
from .ground import ASPHALT, KERB, WHITE, Colour, Land, Picture, dusk
from .lens import Lens, Points
from .paint import Car, Light, Pose, draw_car, draw_shadow
from .plates import SORTS, draw_plate

FPS: Final = 12
SIZE: Final = (1280, 720)
LENS: Final = Lens(place=(2.5, 2.7, 0.0), target=(0.5, 0.95, 8.0), focal=1400.0, size=SIZE)

_FAR: Final = 27.0
_STOP: Final = 6.6
_PASSED: Final = -3.5
_ARM: Final = (2.15, 0.98, 4.3)


def frames(visits: tuple[Visit, ...], seed: int) -> Iterator[Picture]:
    """Yield the film's pictures, FPS a second."""
    scene = _background(seed)
    evening = dusk(scene)
    grain = Grain(SIZE, seed)
    times = beats(visits)
    cars = [_car(visit) for visit in visits]
    total = round(times[-1].end * FPS)
    for n in range(total):
        t = n / FPS
        late = float(np.clip((t / times[-1].end - 0.45) / 0.3, 0, 1))
        picture = cv2.addWeighted(scene, 1 - late, evening, late, 0).astype(np.uint8, copy=False)
        light = _light(late)
        turn = next((k for k, beat in enumerate(times) if t < beat.end), len(times) - 1)
        _play(picture, visits[turn], cars[turn], times[turn], t, light)
        yield grain.develop(picture, n, dark=late)


def _car(visit: Visit) -> Car:
    sort = SORTS[visit.sort]
    return Car(visit.shape, visit.colour, draw_plate(visit.plate, visit.sort), (sort.width, sort.height))


def _light(late: float) -> Light:
    return Light(
        direct=0.62 * (1 - late) + 0.05 * late,
        ambient=0.46 * (1 - late) + 0.34 * late,
        sky=(236, round(222 - 40 * late), round(205 - 50 * late)),
        lamps=late > 0.35,
        shadow=0.55 - 0.2 * late,
    )


def _play(picture: Picture, visit: Visit, car: Car, beat: Beat, t: float, light: Light) -> None:
    pose = _pose(visit, beat, t)
    raised = _raised(visit, beat, t)
    if pose is None:
        _barrier(picture, raised, light)
        return
    draw_shadow(picture, LENS, car, pose, light)
    if pose.z <= _ARM[2]:
        _barrier(picture, raised, light)
    draw_car(picture, LENS, car, pose, light)
    if light.lamps:
        _glow(picture, pose)
    if pose.z > _ARM[2]:
        _barrier(picture, raised, light)


def _pose(visit: Visit, beat: Beat, t: float) -> Pose | None:
    s = t - beat.start
    sway = 0.12 * np.sin(beat.start)
    if s < 0:
        return None
    if s < beat.approach:
        left = 1 - s / beat.approach
        z = _STOP + (_FAR - _STOP) * left**2
        return Pose(sway, z, 0.015 * left, 2 * (_FAR - _STOP) * left / beat.approach)
    if s < beat.approach + beat.wait:
        return Pose(sway, _STOP)
    s = (s - beat.approach - beat.wait) / beat.leave
    if s > 1:
        return None
    if visit.welcome:
        way = _STOP - _PASSED
        return Pose(sway, _STOP - way * s**1.6, 0.0, way * 1.6 * s**0.6 / beat.leave)
    way = _FAR - _STOP
    return Pose(sway, _STOP + way * s**1.7, 0.02 * s, -way * 1.7 * s**0.7 / beat.leave)


def _raised(visit: Visit, beat: Beat, t: float) -> float:
    """How far the arm is up, 0 to 1."""
    if not visit.welcome:
        return 0.0
    s = t - beat.start - beat.approach
    up = float(np.clip((s - 0.7) / 0.9, 0, 1))
    down = float(np.clip((s - beat.wait - beat.leave) / 0.9, 0, 1))
    return up - down


def _barrier(picture: Picture, raised: float, light: Light) -> None:
    x, y, z = _ARM
    bright = light.ambient + light.direct * 0.75
    _block(picture, (x + 0.02, 0.0, z - 0.16), (x + 0.36, 1.12, z + 0.16), (60, 140, 222), bright)
    angle = raised * 1.42
    along = np.array([-np.cos(angle), np.sin(angle), 0.0])
    across = np.array([np.sin(angle), np.cos(angle), 0.0]) * 0.055
    start = np.array([x, y, z - 0.18])
    for n in range(10):
        a, b = start + along * (n * 0.42), start + along * ((n + 1) * 0.42)
        colour = (48, 44, 196) if n % 2 else (232, 236, 236)
        _quad(picture, np.stack([a - across, b - across, b + across, a + across]), colour, bright)


def _block(
    picture: Picture, low: tuple[float, float, float], high: tuple[float, float, float], colour: Colour, bright: float
) -> None:
    (x0, y0, z0), (x1, y1, z1) = low, high
    _quad(picture, np.array([(x0, y0, z1), (x0, y0, z0), (x0, y1, z0), (x0, y1, z1)]), colour, bright * 0.7)
    _quad(picture, np.array([(x1, y0, z0), (x1, y0, z1), (x1, y1, z1), (x1, y1, z0)]), colour, bright * 0.8)
    _quad(picture, np.array([(x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)]), colour, bright)
    _quad(picture, np.array([(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)]), colour, bright * 1.1)


def _quad(picture: Picture, corners: Points, colour: Colour, bright: float) -> None:
    b, g, r = (min(255.0, part * bright) for part in colour)
    where = np.round(np.clip(LENS.project(corners), -4000, 6000) * 16).astype(np.int32)
    cv2.fillConvexPoly(picture, where, (b, g, r), cv2.LINE_AA, 4)


def _glow(picture: Picture, pose: Pose) -> None:
    """Let the lamps shine: a soft halo each."""
    for side in (-1, 1):
        place = np.array([[pose.x + side * 0.62, 0.66, pose.z - 0.05]])
        far = float(LENS.depth(place)[0])
        if far < 1.5:
            continue
        u, v = LENS.project(place)[0].astype(int)
        reach = int(np.clip(LENS.focal * 0.30 / far, 6, 110))
        x0, y0 = max(u - reach, 0), max(v - reach, 0)
        part = picture[y0 : v + reach, x0 : u + reach]
        if part.size == 0:
            continue
        yy, xx = np.mgrid[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]]
        halo = np.exp(-(((xx - u) ** 2 + (yy - v) ** 2) / (reach * 0.42) ** 2)) * 120
        part[:] = np.clip(part + halo[..., None] * [0.82, 0.93, 1.0], 0, 255).astype(np.uint8)


def _background(seed: int) -> Picture:
    land = Land(LENS, seed)
    road = (np.abs(land.x) < 3.0) & (land.z > -2)
    land.cover((np.abs(land.x) < 4.3) & (land.z > -2), (140, 146, 148), grain=7)
    land.cover(road, ASPHALT, grain=10)
    for x in (-3.0, 3.0):
        land.strip(x - 0.12, x + 0.12, 1.0, 90, KERB)
    land.strip(-2.6, 2.6, 5.35, 5.75, WHITE, worn=0.5)
    land.sky((214, 170, 128), (238, 226, 210))
    land.box((-34, 0, 74), (-12, 21, 90), (176, 190, 204), floors=7)
    land.box((-9, 0, 88), (14, 15, 100), (196, 196, 190), floors=5)
    land.box((16, 0, 70), (34, 24, 84), (168, 178, 196), floors=8)
    for x, z, tall in (
        (-13, 46, 8),
        (-7.4, 60, 7),
        (8, 56, 8),
        (12.5, 42, 9),
        (-9.5, 33, 6.5),
        (9.4, 28, 6),
        (-19, 50, 9),
    ):
        land.tree(x, z, tall)
    for x in (-4.6, 4.9):
        _fence(land, x)
    land.box((4.9, 0, 13.0), (7.4, 2.5, 15.6), (150, 196, 214))
    land.box((5.3, 1.1, 12.95), (6.9, 2.0, 13.0), (96, 84, 70))
    land.box((4.7, 2.5, 12.8), (7.6, 2.66, 15.8), (84, 88, 96))
    return land.finished()


def _fence(land: Land, x: float) -> None:
    for z in np.arange(40, 8.6, -0.5):
        land.face([(x, 0, z), (x + 0.05, 0, z), (x + 0.05, 1.5, z), (x, 1.5, z)], np.array((84.0, 86.0, 80.0)))
    for y in (0.25, 1.35):
        land.face([(x, y, 8.6), (x, y, 40), (x, y + 0.06, 40), (x, y + 0.06, 8.6)], np.array((92.0, 94.0, 88.0)))
