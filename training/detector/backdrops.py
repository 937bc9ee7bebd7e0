"""What lies behind a car: photos where a folder of them is given, else streets, walls, leaves and noise of our own."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Colour = tuple[float, float, float]
Dice = np.random.Generator

_TILE = 640
_PHOTO_SIDE = 1280


@cache
def photos(*folders: Path) -> tuple[Picture, ...]:
    """Return every JPEG in some folders, none larger than a camera's."""
    found = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.jpg"))):
        image = cv2.imread(str(path))
        if image is not None:
            shrunk = min(1.0, _PHOTO_SIDE / max(image.shape[:2]))
            found.append(
                resized(np.asarray(image, np.uint8), round(image.shape[1] * shrunk), round(image.shape[0] * shrunk))
            )
    return tuple(found)


def backdrop(dice: Dice, width: int, height: int, known: Sequence[Picture]) -> Picture:
    """Return a picture without any plate."""
    if known and dice.random() < 0.45:
        return _piece(dice, width, height, known[int(dice.integers(len(known)))])
    paints = (_street, _street, _wall, _leaves, _cloth)
    picture = paints[int(dice.integers(len(paints)))](dice, width, height)
    if dice.random() < 0.6:
        _litter(dice, picture)
    if dice.random() < 0.5:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), dice.uniform(0.4, 2.5)), np.uint8)
    return picture


def resized(image: Picture, width: int, height: int) -> Picture:
    """Return an image in another size, smooth either way."""
    way = cv2.INTER_AREA if width < image.shape[1] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(image, (width, height), interpolation=way), np.uint8)


def noise(dice: Dice, width: int, height: int, coarse: float | None = None) -> NDArray[np.float32]:
    """Return cloudy noise, about -2 to 2; `coarse` tells how many times it is enlarged."""
    grow = coarse if coarse is not None else float(np.exp(dice.uniform(-0.3, 1.8)))
    tile = _tiles()[dice.integers(len(_tiles()))]
    w, h = (max(4, min(_TILE, round(side / grow))) for side in (width, height))
    x, y = dice.integers(0, _TILE - w + 1), dice.integers(0, _TILE - h + 1)
    piece = tile[y : y + h, x : x + w]
    return np.asarray(cv2.resize(piece, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def textured(picture: Picture, grain: NDArray[np.float32], strength: float) -> None:
    """Add noise to a picture in place, the same in every channel."""
    rough = cv2.merge([grain * np.float32(strength)] * 3)
    picture[:] = cv2.add(picture, rough, dtype=cv2.CV_8U)


@cache
def _tiles() -> tuple[NDArray[np.float32], ...]:
    dice = np.random.default_rng(7)
    tiles = []
    for fall in (0.4, 0.7, 1.0, 1.5):
        total = np.zeros((_TILE, _TILE), np.float32)
        for step in (1, 2, 4, 8, 16, 32, 64, 128):
            rough = dice.normal(size=(-(-_TILE // step), -(-_TILE // step))).astype(np.float32)
            total += np.asarray(cv2.resize(rough, (_TILE, _TILE), interpolation=cv2.INTER_CUBIC)) * step ** (fall - 0.7)
        tiles.append(total / total.std())
    return tuple(tiles)


def _piece(dice: Dice, width: int, height: int, photo: Picture) -> Picture:
    tall, wide = photo.shape[:2]
    grow = float(np.exp(dice.uniform(-0.9, 0.5)))
    w, h = min(wide, round(width / grow)), min(tall, round(height / grow))
    x, y = dice.integers(0, wide - w + 1), dice.integers(0, tall - h + 1)
    piece = photo[y : y + h, x : x + w]
    return resized(np.ascontiguousarray(piece[:, ::-1] if dice.random() < 0.5 else piece), width, height)


def colour(dice: Dice, low: float = 0, high: float = 255, vivid: float = 20) -> Colour:
    """Return a random colour of a random brightness."""
    bright = dice.uniform(low, high)
    b, g, r = np.clip(bright + dice.normal(0, vivid, 3), 0, 255)
    return float(b), float(g), float(r)


def _plain(dice: Dice, width: int, height: int) -> Picture:
    top, low = np.array(colour(dice)), np.array(colour(dice))
    share = np.linspace(0, 1, height)[:, None, None]
    return np.ascontiguousarray(np.broadcast_to(top * (1 - share) + low * share, (height, width, 3)), np.uint8)


def _cloth(dice: Dice, width: int, height: int) -> Picture:
    picture = _plain(dice, width, height)
    textured(picture, noise(dice, width, height), dice.uniform(3, 40))
    return picture


def _leaves(dice: Dice, width: int, height: int) -> Picture:
    grain = noise(dice, width, height, dice.uniform(0.5, 1.5)) + noise(dice, width, height, 4) * 0.6
    dark, light = np.array((20.0, 40, 25)) * dice.uniform(0.5, 1.5), np.array((70.0, 150, 110)) * dice.uniform(0.6, 1.5)
    share = np.clip(grain * 0.3 + 0.45, 0, 1)[..., None]
    return np.clip(dark * (1 - share) + light * share, 0, 255).astype(np.uint8)


def _wall(dice: Dice, width: int, height: int) -> Picture:
    """Bricks, corrugated sheet, a fence of bars, tiles: all kinds of regular stripes."""
    picture = _plain(dice, width, height)
    line = tuple(np.clip(picture.mean(axis=(0, 1)) * dice.uniform(0.4, 1.5), 0, 255))
    pitch, thick = dice.uniform(4, 40), max(1, int(dice.uniform(0.5, 5)))
    sort = dice.integers(3)
    for n, y in enumerate(np.arange(dice.uniform(0, pitch), height, pitch)):
        if sort != 1:
            cv2.line(picture, (0, int(y)), (width, int(y)), line, thick)
        if sort == 0:
            for x in np.arange((n % 2) * pitch, width, pitch * 2):
                cv2.line(picture, (int(x), int(y)), (int(x), int(y + pitch)), line, thick)
    if sort == 1:
        for x in np.arange(dice.uniform(0, pitch), width, pitch):
            cv2.line(picture, (int(x), 0), (int(x), height), line, thick)
    textured(picture, noise(dice, width, height), dice.uniform(2, 20))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(dice.normal(0, 6)), 1.15)
    return np.asarray(cv2.warpAffine(picture, turn, (width, height), borderMode=cv2.BORDER_REFLECT), np.uint8)


def _street(dice: Dice, width: int, height: int) -> Picture:
    picture = _plain(dice, width, height)
    horizon = int(height * dice.uniform(0.05, 0.6))
    x = -int(dice.uniform(0, width / 3))
    while x < width:
        wide = int(dice.uniform(0.1, 0.6) * width)
        top = int(horizon - dice.uniform(0.2, 1.2) * height * 0.5)
        _house(dice, picture, (x, top, x + wide, horizon))
        x += wide + int(max(0, dice.normal(0, width * 0.1)))
    ground = picture[horizon:]
    ground[:] = np.clip(colour(dice, 40, 190, 8), 0, 255)
    textured(ground, noise(dice, width, height - horizon), dice.uniform(3, 18))
    for _ in range(dice.integers(0, 4)):
        start = (int(dice.uniform(0, width)), horizon)
        end = (int(dice.uniform(-width, 2 * width)), height)
        cv2.line(picture, start, end, colour(dice, 120, 255, 6), int(dice.uniform(1, 9)), cv2.LINE_AA)
    if dice.random() < 0.4:
        low = int(horizon - height * dice.uniform(0.05, 0.3))
        picture[max(0, low) : horizon] = _leaves(dice, width, max(1, horizon - max(0, low)))[: horizon - max(0, low)]
    return picture


def _house(dice: Dice, picture: Picture, box: tuple[int, int, int, int]) -> None:
    x1, y1, x2, y2 = box
    wall = colour(dice, 60, 240, 20)
    cv2.rectangle(picture, (x1, y1), (x2, y2), wall, -1)
    pane = colour(dice, 10, 200, 15)
    step_x, step_y = dice.uniform(8, 50), dice.uniform(8, 50)
    wide, tall = step_x * dice.uniform(0.3, 0.85), step_y * dice.uniform(0.3, 0.85)
    for x in np.arange(x1 + step_x * 0.2, x2 - wide, step_x):
        for y in np.arange(y1 + step_y * 0.2, y2 - tall, step_y):
            cv2.rectangle(picture, (int(x), int(y)), (int(x + wide), int(y + tall)), pane, -1)


def _litter(dice: Dice, picture: Picture) -> None:
    """Strew shapes: boxes bright and dark, discs, poles, so that a bright rectangle alone means nothing."""
    height, width = picture.shape[:2]
    for _ in range(dice.integers(1, 9)):
        x, y = dice.uniform(0, width), dice.uniform(0, height)
        long, short = np.exp(dice.uniform(np.log(5), np.log(140))), np.exp(dice.uniform(np.log(3), np.log(50)))
        fill = -1 if dice.random() < 0.7 else int(dice.integers(1, 4))
        paint = colour(dice)
        match dice.integers(4):
            case 0:
                cv2.rectangle(picture, (int(x), int(y)), (int(x + long), int(y + short)), paint, fill, cv2.LINE_AA)
            case 1:
                corners = cv2.boxPoints(((x, y), (long, short), float(dice.uniform(-40, 40))))
                cv2.fillPoly(picture, [np.asarray(corners, np.int32)], paint, cv2.LINE_AA)
            case 2:
                cv2.ellipse(picture, (int(x), int(y)), (int(long / 3), int(short)), 0, 0, 360, paint, fill, cv2.LINE_AA)
            case _:
                end = (int(x + dice.normal(0, 80)), int(y + dice.normal(0, 80)))
                cv2.line(picture, (int(x), int(y)), end, paint, int(dice.integers(1, 7)), cv2.LINE_AA)
