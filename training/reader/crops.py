"""Small photographs of one painted plate each, on a painted surround, with everything that is known about them."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from plates.camera import photographed
from plates.draw import Drawn, draw_plate, draw_text
from plates.wear import worn

from recognizer.model import Image
from recognizer.vision.rectify import Quad

from .net import COUNTRIES

NOTHING = 0.05
"""The share of pictures without a plate: surround, and lettering that is none."""


MIX = {"KZ": 0.17, "RU": 0.17, "UZ": 0.14, "EU": 0.16, "US": 0.2, "ID": 0.11, "BY": 0.03, "KG": 0.02}
"""How often each country: more of the American and Indonesian ones, the hardest, than there are at our gates."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture, its plate's corners (4 × 2) and its characters: what they are, their rows, their corners (n × 4 × 2).

    All in pixels; `country` is a place in COUNTRIES. A picture without a plate has corners where one might be guessed.
    """

    image: Image
    corners: Quad
    text: str
    rows: tuple[int, ...]
    glyphs: NDArray[np.float32]
    country: int


def photo(dice: np.random.Generator) -> Photo:
    """Return a new picture."""
    plain = dice.random() < NOTHING
    tall = float(np.clip(13 + dice.gamma(2.0, 7.0), 13, 60))
    drawn, plate = _lettering(dice) if plain else _painted(dice, tall)
    bend, size, corners = _pose(dice, drawn, plate, tall)
    ground = _surround(dice, size, corners)
    image = photographed(dice, _laid(dice, ground, drawn, bend), tall * dice.uniform(0.3, 1.0))
    glyphs = [] if plain else [_moved(_corners(*glyph.box), bend) for glyph in drawn.glyphs]
    return Photo(
        image=np.ascontiguousarray(image),
        corners=corners,
        text="" if plain else "".join(glyph.char for glyph in drawn.glyphs),
        rows=() if plain else tuple(glyph.row for glyph in drawn.glyphs),
        glyphs=np.asarray(glyphs, np.float32).reshape(-1, 4, 2),
        country=COUNTRIES.index("" if plain else drawn.country),
    )


def _painted(dice: np.random.Generator, tall: float) -> tuple[Drawn, Quad]:
    """Return a worn plate and where in that drawing the plate itself is: a dealer's frame is no part of it."""
    new = draw_plate(dice, mix=MIX, px_per_mm=float(np.clip(tall / 40, 0.45, 1.2)))
    height, width = new.image.shape[:2]
    drawn = worn(dice, new)
    left, top = np.subtract(drawn.glyphs[0].box[:2], new.glyphs[0].box[:2])
    return drawn, _corners(left, top, left + width, top + height)


def _lettering(dice: np.random.Generator) -> tuple[Drawn, Quad]:
    """Return what is no plate: lettering, or nothing at all where a detector was mistaken."""
    if dice.random() < 0.6:
        drawn = draw_text(dice)
        height, width = drawn.image.shape[:2]
        return drawn, _corners(0, 0, width, height)
    height, width = 40, int(dice.integers(60, 200))
    nothing = Drawn(np.zeros((height, width, 3), np.uint8), np.zeros((height, width), np.uint8), (), (), "", "")
    return nothing, _corners(0, 0, width, height)


def _pose(dice: np.random.Generator, drawn: Drawn, plate: Quad, tall: float) -> tuple[Quad, tuple[int, int], Quad]:
    """Return how the drawing is bent into a picture, that picture's size, and where the plate's corners come to lie."""
    height, width = drawn.image.shape[:2]
    yaw, pitch, roll = dice.normal(0, (20, 8, 5)) * np.pi / 180
    yaw, pitch, roll = np.clip(yaw, -0.87, 0.87), np.clip(pitch, -0.4, 0.4), np.clip(roll, -0.45, 0.45)
    far = width * dice.uniform(2.5, 9)
    turned = _seen(_corners(-width / 2, -height / 2, width / 2, height / 2), (yaw, pitch, roll), far)
    long, short = plate[2] - plate[0]
    # A short plate, of two rows or of America, is as wide a part of the picture as a long one: two thirds of it.
    turned *= tall * max(1.0, 3.1 * short / long) / np.linalg.norm(turned[3] - turned[0]) * height / short
    low, high = turned.min(axis=0), turned.max(axis=0)
    around = dice.uniform(0.35, 1.0, 4) * max(tall, 8)
    corners = turned - low + around[:2]
    size = np.ceil(high - low + around[:2] + around[2:]).astype(int)
    whence = _corners(0, 0, width, height).astype(np.float32)
    bend = np.asarray(cv2.getPerspectiveTransform(whence, corners.astype(np.float32)), np.float64)
    return bend, (int(size[0]), int(size[1])), _moved(plate, bend)


def _seen(points: Quad, angles: tuple[float, float, float], far: float) -> Quad:
    """Return where points of a plane, turned by yaw, pitch and roll, are seen from so far."""
    yaw, pitch, roll = angles
    x = points[:, 0] * np.cos(roll) - points[:, 1] * np.sin(roll)
    y = points[:, 0] * np.sin(roll) + points[:, 1] * np.cos(roll)
    x, z = x * np.cos(yaw), x * np.sin(yaw)
    y, z = y * np.cos(pitch) - z * np.sin(pitch), y * np.sin(pitch) + z * np.cos(pitch)
    return np.asarray(np.column_stack([x, y]) * (far / (far + z))[:, None], np.float64)


def _laid(dice: np.random.Generator, ground: Image, drawn: Drawn, bend: Quad) -> Image:
    """Return the ground with the drawing on it, shrunk first so that no detail is skipped, lit as the ground is."""
    height, width = drawn.image.shape[:2]
    tall, wide = ground.shape[:2]
    corners = _moved(_corners(0, 0, width, height), bend)
    smaller = max(np.ptp(corners[:, 0]) / width, np.ptp(corners[:, 1]) / height) * 1.3
    image, mask, whence = drawn.image, drawn.mask, bend
    if smaller < 0.8:
        w, h = max(8, round(width * smaller)), max(8, round(height * smaller))
        image, mask = (
            np.asarray(cv2.resize(one, (w, h), interpolation=cv2.INTER_AREA), np.uint8) for one in (image, mask)
        )
        whence = bend @ np.diag([width / w, height / h, 1.0])
    plate = cv2.warpPerspective(image, whence, (wide, tall), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpPerspective(mask, whence, (wide, tall), flags=cv2.INTER_LINEAR)[..., None] / np.float32(255)
    lit = plate * np.float32(dice.uniform(0.6, 1.0))
    return np.asarray(ground * (1 - cover) + lit * cover, np.uint8)


def _surround(dice: np.random.Generator, size: tuple[int, int], corners: Quad) -> Image:
    """Return what may be around a plate: paint or plastic, its light, edges, a recess, a little grain."""
    wide, tall = size
    colour = _paint(dice)
    down, along = dice.uniform(0.5, 1.3, 2), dice.uniform(0.8, 1.2, 2)
    slope = np.linspace(down[0], down[1], tall)[:, None] * np.linspace(along[0], along[1], wide)
    ground = np.clip(slope[..., None] * colour, 0, 255).astype(np.uint8)
    for _ in range(dice.integers(0, 6)):
        _edge(dice, ground)
    if dice.random() < 0.6:
        middle = corners.mean(axis=0)
        recess = middle + (corners - middle) * dice.uniform(1.02, 1.5, 2) + dice.normal(0, 2, 2)
        cv2.fillPoly(ground, [_whole(recess)], (colour * dice.uniform(0.1, 1.2)).clip(0, 255).tolist(), cv2.LINE_AA)
    if dice.random() < 0.25:
        _caption(dice, ground, corners)
    if dice.random() < 0.5:
        ground = np.asarray(cv2.GaussianBlur(ground, (0, 0), dice.uniform(0.5, 2.5)), np.uint8)
    if dice.random() < 0.4:
        grain = dice.normal(0, dice.uniform(2, 14), (tall, wide, 1)).astype(np.float32)
        ground = np.clip(ground + grain, 0, 255).astype(np.uint8)
    return np.asarray(ground, np.uint8)


def _paint(dice: np.random.Generator) -> NDArray[np.float64]:
    if dice.random() < 0.7:
        return np.clip(dice.uniform(8, 245) + dice.normal(0, 6, 3), 0, 255)
    return dice.uniform(5, 230, 3)


def _edge(dice: np.random.Generator, ground: Image) -> None:
    """Draw the rim of a bumper, a gap, a grille's bar, a lamp."""
    tall, wide = ground.shape[:2]
    colour = _paint(dice).tolist()
    if dice.random() < 0.75:
        ends = dice.uniform(-0.2, 1.2, (2, 2)) * (wide, tall)
        if dice.random() < 0.7:
            ends[1, 1] = ends[0, 1] + dice.normal(0, 0.1) * tall
            ends[:, 0] = -5, wide + 5
        thick = int(1 + dice.gamma(1.2, tall / 20))
        cv2.line(ground, _whole(ends)[0], _whole(ends)[1], colour, thick, cv2.LINE_AA)
        return
    x, y = _whole(dice.uniform(-0.1, 1.1, 2) * (wide, tall)).tolist()
    a, b = _whole(dice.uniform(0.05, 0.4, 2) * tall).tolist()
    cv2.ellipse(ground, (x, y), (a, b), float(dice.uniform(0, 180)), 0, 360, colour, -1, cv2.LINE_AA)


def _caption(dice: np.random.Generator, ground: Image, corners: Quad) -> None:
    """Put a line of lettering below or above the plate: a model's name, a dealer's."""
    shown = draw_text(dice)
    along = corners[2] - corners[3] if dice.random() < 0.7 else corners[1] - corners[0]
    down = corners[3] - corners[0]
    start = corners[3] + down * dice.uniform(0.05, 0.3) if dice.random() < 0.7 else corners[0] - down * 0.4
    height = down * dice.uniform(0.12, 0.4)
    start, along = start + along * dice.uniform(-0.1, 0.4), along * dice.uniform(0.3, 0.9)
    quad = np.array([start, start + along, start + along + height, start + height])
    size = (ground.shape[1], ground.shape[0])
    bend = cv2.getPerspectiveTransform(
        _corners(0, 0, shown.image.shape[1], shown.image.shape[0]).astype(np.float32), quad.astype(np.float32)
    )
    text = cv2.warpPerspective(shown.image, bend, size)
    cover = cv2.warpPerspective(shown.mask, bend, size)
    cv2.copyTo(text, cover, ground)


def _corners(x1: float, y1: float, x2: float, y2: float) -> Quad:
    return np.array([(x1, y1), (x2, y1), (x2, y2), (x1, y2)], np.float64)


def _moved(points: Quad, bend: Quad) -> Quad:
    moved = np.column_stack([points, np.ones(len(points))]) @ bend.T
    return np.asarray(moved[:, :2] / moved[:, 2:], np.float64)


def _whole(points: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.round(points).astype(np.int32)
