"""A sheet of painted plates to look at.

python -m plates.sheet out.png [--country KZ] [--seed 1] [--new] [--near]
"""

from __future__ import annotations

import argparse

import cv2
import numpy as np

from plates.camera import photographed
from plates.draw import COUNTRIES, Drawn, draw_plate
from plates.drawn import Image
from plates.faces import missing
from plates.wear import worn

_TILE = (240, 110)  # columns, rows of pixels
_ACROSS, _DOWN = 6, 10


def main() -> None:
    """Paint sixty plates into one picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--country", choices=tuple(COUNTRIES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--new", action="store_true", help="without wear")
    parser.add_argument("--near", action="store_true", help="without what a camera does")
    given = parser.parse_args()
    if missing():
        print("fonts not installed, their faces are left out:", *missing())
    dice = np.random.default_rng(given.seed)
    tiles = [_tile(dice, given.country, new=given.new, near=given.near) for _ in range(_ACROSS * _DOWN)]
    rows = [np.hstack(tiles[start : start + _ACROSS]) for start in range(0, len(tiles), _ACROSS)]
    cv2.imwrite(given.out, np.vstack(rows))


def _tile(dice: np.random.Generator, country: str | None, *, new: bool, near: bool) -> Image:
    plate: Drawn = draw_plate(dice, country, 0.8)
    plate = plate if new else worn(dice, plate)
    wide, high = _TILE
    share = min(wide * 0.92 / plate.image.shape[1], high * 0.78 / plate.image.shape[0])
    size = (round(plate.image.shape[1] * share), round(plate.image.shape[0] * share))
    small = cv2.resize(plate.image, size, interpolation=cv2.INTER_AREA)
    inside = cv2.resize(plate.mask, size, interpolation=cv2.INTER_AREA) > 127
    tile = np.full((high, wide, 3), dice.integers(30, 160), np.uint8)
    spot = tile[4 : 4 + size[1], 4 : 4 + size[0]]
    spot[inside] = small[inside]
    tile = tile if near else photographed(dice, tile, float(size[1]))
    cv2.putText(tile, " ".join((plate.country, *plate.rows)), (4, high - 5), 0, 0.42, (255, 255, 255), 1, cv2.LINE_AA)
    return tile


if __name__ == "__main__":
    main()
