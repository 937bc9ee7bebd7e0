"""Paint cars into pictures: light on their patches, shadows under them, edges smooth."""

from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from .bodies import Mesh, Stuff, mesh
from .lens import Lens, Points, turned

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

_SHARP: Final = 2
"""Cars are painted this many times larger, then shrunk."""
_BITS: Final = 4


@dataclass(frozen=True, slots=True)
class Light:
    """The hour: where the sun stands, how bright it and the sky are, the sky's colour, whether lamps are on."""

    sun: tuple[float, float, float] = (0.45, 0.75, -0.5)
    direct: float = 0.62
    ambient: float = 0.46
    sky: Colour = (236, 222, 205)
    lamps: bool = False
    shadow: float = 0.55


@dataclass(frozen=True, slots=True)
class Car:
    """A car: its shape, its colour (BGR), its plate as a picture and in millimetres."""

    shape: str
    colour: Colour
    plate: Picture | None = field(default=None, repr=False)
    plate_size: tuple[int, int] = (520, 112)


@dataclass(frozen=True, slots=True)
class Pose:
    """Where the middle of the nose is on the ground (x, z), the way it points (0: towards the camera), its speed."""

    x: float
    z: float
    heading: float = 0.0
    speed: float = 0.0


def draw_shadow(picture: Picture, lens: Lens, car: Car, pose: Pose, light: Light) -> None:
    """Darken the ground under a car."""
    length = mesh(car.shape).length
    for grow, share in ((0.35, 0.45), (0.02, 1.0)):
        a, b, back = -0.85 - grow, 0.85 + grow, length + grow * 0.6
        x_sun, z_sun = (-light.sun[0] * grow * 2, -light.sun[2] * grow * 2)
        ground = np.array([(a, 0, -grow * 0.6), (b, 0, -grow * 0.6), (b, 0, back), (a, 0, back)])
        placed = turned(ground, pose.heading) + np.array([pose.x + x_sun, 0.0, pose.z + z_sun])
        if lens.depth(placed).min() < 0.5:
            continue
        _darken(picture, lens.project(placed), light.shadow * share, grow)


def _darken(picture: Picture, corners: Points, by: float, soft: float) -> None:
    low, high = corners.min(axis=0), corners.max(axis=0)
    blur = max(3, int(min(float(high[1] - low[1]), 90.0) * (0.08 + soft * 0.5)) | 1)
    x0, y0 = np.maximum(low.astype(int) - blur * 2, 0)
    x1, y1 = np.minimum(high.astype(int) + blur * 2, (picture.shape[1], picture.shape[0]))
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    mask = np.zeros((y1 - y0, x1 - x0), np.float32)
    cv2.fillConvexPoly(mask, _fixed(corners - (x0, y0)), by, cv2.LINE_AA, _BITS)
    mask = cv2.GaussianBlur(mask, (blur, blur), 0)
    part = picture[y0:y1, x0:x1]
    part[:] = (part * (1 - mask[..., None])).astype(np.uint8)


def draw_car(picture: Picture, lens: Lens, car: Car, pose: Pose, light: Light) -> None:
    """Paint a car over what is there already: the far ones come first."""
    body = mesh(car.shape)
    corners = turned(body.corners.reshape(-1, 3), pose.heading) + np.array([pose.x, 0.0, pose.z])
    normals = turned(body.normals.reshape(-1, 3), pose.heading).reshape(-1, 4, 3)[:, 0]
    depth = lens.depth(corners).reshape(-1, 4)
    if depth.max() < 0.6:
        return
    pixels = lens.project(corners).reshape(-1, 4, 2)
    middles = corners.reshape(-1, 4, 3).mean(axis=1)
    to_eye = lens.eye - middles
    away = np.linalg.norm(to_eye, axis=1)
    seen = (depth.min(axis=1) > 0.4) & ((normals * to_eye).sum(axis=1) > 0)
    if not seen.any():
        return
    layer = _Layer.around(picture, pixels[seen].reshape(-1, 2))
    if layer is None:
        return
    colours = _shade(body, car, normals, to_eye / away[:, None], light)
    for n in np.argsort(-(away - body.lift)):
        if seen[n]:
            layer.fill(pixels[n], colours[n])
    if car.plate is not None:
        _put_plate(layer, lens, car.plate, _plate_places(car, body, pose), light)
    layer.blur(_smear(lens, pose))
    layer.lay_on(picture)


def _shade(body: Mesh, car: Car, normals: Points, eye: Points, light: Light) -> NDArray[np.float64]:
    base = np.array(
        [
            car.colour,
            (38, 34, 30),
            (26, 26, 27),
            (235, 238, 238),
            (178, 176, 174),
            (30, 30, 31),
            (30, 28, 150),
            (215, 218, 218),
        ],
        dtype=np.float64,
    )[body.stuff]
    sun = np.array(light.sun) / np.linalg.norm(light.sun)
    facing = np.clip(normals @ sun, 0, 1)
    up = np.clip(normals[:, 1], -1, 1)
    lit = light.ambient * (0.72 + 0.38 * up) + light.direct * facing
    sky = np.array(light.sky, dtype=np.float64) * (light.ambient + light.direct * 0.45)
    mirrored = 2 * (normals * eye).sum(axis=1, keepdims=True) * normals - eye
    graze = (1 - np.clip((normals * eye).sum(axis=1), 0, 1)) ** 3
    clear = np.clip(mirrored[:, 1] * 1.6 + 0.15, 0, 1)
    gloss = np.array([0.16, 0.42, 0.05, 0.1, 0.4, 0.02, 0.15, 0.03])[body.stuff] + 0.45 * graze * (body.stuff <= 1)
    flash = np.clip((mirrored * sun).sum(axis=1), 0, 1) ** 24 * (body.stuff <= 1) * light.direct
    colours: NDArray[np.float64] = base * lit[:, None]
    high = np.clip((body.corners[:, :, 1].mean(axis=1) - 0.9) / 0.6, 0, 1)
    gloss = np.where(body.stuff == Stuff.GLASS, gloss * (0.6 + 0.6 * high), gloss)
    share = (gloss * clear)[:, None]
    colours = colours * (1 - share) + sky * share + 190 * flash[:, None]
    if light.lamps:
        colours[body.stuff == Stuff.LAMP] = (235, 248, 255)
        colours[body.stuff == Stuff.RED] = (50, 40, 225)
    return np.clip(colours, 0, 255)


def _plate_places(car: Car, body: Mesh, pose: Pose) -> tuple[Points, Points]:
    """Return the corners of the plate's frame and of the plate, in metres."""
    w, h = car.plate_size[0] / 2000, car.plate_size[1] / 2000
    y, out = body.plate
    rim = 0.012
    return _plate_corners(w + rim, h + rim, y, -out + 0.005, pose), _plate_corners(w, h, y, -out, pose)


def _put_plate(layer: _Layer, lens: Lens, plate: Picture, places: tuple[Points, Points], light: Light) -> None:
    frame, flat = places
    outward = np.cross(flat[1] - flat[0], flat[0] - flat[3])
    if lens.depth(flat).min() < 0.6 or (lens.eye - flat.mean(axis=0)) @ outward > 0:
        return
    layer.fill(lens.project(frame), np.array([20.0, 20.0, 20.0]))
    bright = light.ambient * 0.85 + light.direct * max(0.35, -light.sun[2])
    layer.warp(np.clip(plate * min(bright, 1.04), 0, 255).astype(np.uint8), lens.project(flat))


def _plate_corners(w: float, h: float, y: float, z: float, pose: Pose) -> Points:
    flat = np.array([(-w, y + h, z), (w, y + h, z), (w, y - h, z), (-w, y - h, z)])
    placed: Points = turned(flat, pose.heading) + np.array([pose.x, 0.0, pose.z])
    return placed


def _smear(lens: Lens, pose: Pose) -> Points:
    """How far the nose moves in the picture while the shutter is open, in pixels."""
    step = turned(np.array([[0.0, 0.0, -pose.speed / 120]]), pose.heading)[0]
    here = np.array([pose.x, 0.5, pose.z])
    moved: Points = lens.project(here + step)[0] - lens.project(here)[0]
    return moved


def _halved(image: Picture) -> Picture:
    half = (image.shape[1] // 2, image.shape[0] // 2)
    return cv2.resize(image, half, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _fixed(points: Points) -> NDArray[np.int32]:
    return np.round(points * (1 << _BITS)).astype(np.int32)


class _Layer:
    """A car's own sheet, larger than its part of the picture, with what is covered."""

    def __init__(self, x: int, y: int, width: int, height: int) -> None:
        self._at = (x, y, width, height)
        self._paint = np.zeros((height * _SHARP, width * _SHARP, 3), np.uint8)
        self._cover = np.zeros((height * _SHARP, width * _SHARP), np.uint8)

    @classmethod
    def around(cls, picture: Picture, pixels: Points) -> _Layer | None:
        low = np.maximum(np.floor(pixels.min(axis=0)).astype(int) - 6, 0)
        high = np.minimum(np.ceil(pixels.max(axis=0)).astype(int) + 6, (picture.shape[1], picture.shape[0]))
        width, height = high - low
        return cls(int(low[0]), int(low[1]), int(width), int(height)) if width > 2 and height > 2 else None

    def _local(self, pixels: Points) -> Points:
        return (pixels - self._at[:2]) * _SHARP - 0.5

    def fill(self, pixels: Points, colour: NDArray[np.float64]) -> None:
        corners = _fixed(self._local(np.clip(pixels, -4000, 6000)))
        b, g, r = (float(part) for part in colour)
        cv2.fillConvexPoly(self._paint, corners, (b, g, r), cv2.LINE_8, _BITS)
        cv2.fillConvexPoly(self._cover, corners, 255, cv2.LINE_8, _BITS)

    def warp(self, image: Picture, pixels: Points) -> None:
        """Lay an image onto four corners."""
        corners = self._local(pixels).astype(np.float32)
        width = float(np.linalg.norm(corners[1] - corners[0]))
        if width < 4:
            return
        while image.shape[1] > 2 * width:  # shrink in steps, else thin strokes would flicker
            image = _halved(image)
        h, w = image.shape[:2]
        source = np.array([(-0.5, -0.5), (w - 0.5, -0.5), (w - 0.5, h - 0.5), (-0.5, h - 0.5)], np.float32)
        matrix = cv2.getPerspectiveTransform(source, corners)
        size = (self._cover.shape[1], self._cover.shape[0])
        laid = cv2.warpPerspective(image, matrix, size, flags=cv2.INTER_LINEAR)
        mask = np.zeros(self._cover.shape, np.uint8)
        cv2.fillConvexPoly(mask, _fixed(corners.astype(np.float64)), 255, cv2.LINE_8, _BITS)
        cv2.copyTo(laid, mask, self._paint)
        cv2.bitwise_or(self._cover, mask, self._cover)

    def blur(self, by: Points) -> None:
        """Smear along a way of so many pixels."""
        reach = float(np.hypot(*by)) * _SHARP
        if reach < 1.5:
            return
        size = min(int(reach), 25) | 1
        kernel = np.zeros((size, size), np.float32)
        step = by / np.hypot(*by) * (size // 2)
        centre = size // 2
        a, b = np.round(centre - step).astype(int), np.round(centre + step).astype(int)
        cv2.line(kernel, (int(a[0]), int(a[1])), (int(b[0]), int(b[1])), 1.0)
        kernel /= kernel.sum()
        self._paint = cv2.filter2D(self._paint, -1, kernel).astype(np.uint8, copy=False)
        self._cover = cv2.filter2D(self._cover, -1, kernel).astype(np.uint8)

    def lay_on(self, picture: Picture) -> None:
        """Shrink and blend into the picture."""
        x, y, width, height = self._at
        cover = (
            cv2.resize(self._cover, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32)[..., None] / 255
        )
        full = self._cover[..., None] > 0
        shown = cv2.resize(self._paint * full, (width, height), interpolation=cv2.INTER_AREA)
        part = picture[y : y + height, x : x + width]
        part[:] = np.clip(part * (1 - cover) + shown, 0, 255).astype(np.uint8)
