"""What stands on plates and is no character: flags, seals, coats of arms, stickers, stars, bullets, pictures.

They are the chief source of characters read that are not there, so each comes in many random makes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeAlias

import cv2
import numpy as np

from plates.drawn import Image
from plates.faces import among, glyph, line

MAKES = 24  # random makes kept of each kind
_SIDE = 96
Painter: TypeAlias = Callable[[np.random.Generator, Image], None]


def _colour(rng: np.random.Generator) -> tuple[int, int, int, int]:
    hue, saturation, value = rng.integers(0, 180), rng.integers(60, 255), rng.integers(40, 240)
    b, g, r = cv2.cvtColor(np.array([[[hue, saturation, value]]], np.uint8), cv2.COLOR_HSV2BGR)[0, 0]
    return int(b), int(g), int(r), 255


def _bands(*colours: tuple[int, int, int]) -> Painter:
    def paint(_: np.random.Generator, canvas: Image) -> None:
        edges = np.linspace(0, canvas.shape[0], len(colours) + 1).astype(int)
        for colour, top, bottom in zip(colours, edges[:-1], edges[1:], strict=True):
            canvas[top:bottom] = (*colour, 255)

    return paint


def _flag_kz(_: np.random.Generator, canvas: Image) -> None:
    canvas[:] = (190, 170, 10, 255)
    cv2.circle(canvas, (_SIDE // 2, _SIDE * 2 // 5), _SIDE // 6, (40, 210, 250, 255), -1)
    cv2.ellipse(canvas, (_SIDE // 2, _SIDE * 2 // 5), (_SIDE // 3, _SIDE // 3), 0, 20, 160, (40, 210, 250, 255), 5)


def _flag_uz(_: np.random.Generator, canvas: Image) -> None:
    _bands((190, 150, 0), (190, 150, 0), (245, 245, 245), (245, 245, 245), (60, 180, 30), (60, 180, 30))(_, canvas)
    canvas[_SIDE // 3 - 3 : _SIDE // 3 + 3] = (30, 30, 200, 255)
    canvas[_SIDE * 2 // 3 - 3 : _SIDE * 2 // 3 + 3] = (30, 30, 200, 255)


def _flag_kg(_: np.random.Generator, canvas: Image) -> None:
    canvas[:] = (30, 20, 220, 255)
    cv2.circle(canvas, (_SIDE // 2, _SIDE // 2), _SIDE // 4, (30, 220, 250, 255), -1)


def _flag_by(_: np.random.Generator, canvas: Image) -> None:
    _bands((50, 40, 200), (50, 40, 200), (60, 150, 30))(_, canvas)
    canvas[:, : _SIDE // 8] = (230, 230, 250, 255)
    canvas[::12, : _SIDE // 8] = (50, 40, 200, 255)


def _eu_stars(_: np.random.Generator, canvas: Image) -> None:
    for turn in np.linspace(0, 2 * np.pi, 12, endpoint=False):
        where = (_SIDE / 2 + np.cos(turn) * _SIDE * 0.4, _SIDE / 2 + np.sin(turn) * _SIDE * 0.4)
        cv2.circle(canvas, (round(where[0]), round(where[1])), _SIDE // 13, (40, 210, 250, 255), -1, cv2.LINE_AA)


def _small_print(rng: np.random.Generator, canvas: Image, ink: tuple[int, int, int, int]) -> None:
    text = str(rng.choice(["12", "03", "08", "TUV", "STK", "EK", "20", "26", "SK", "99", "P", "A1"]))
    mask = cv2.resize(line(str(rng.choice(among("barlow", "uk"))), text), (_SIDE // 2, _SIDE // 3))
    part = canvas[_SIDE // 3 : _SIDE // 3 * 2, _SIDE // 4 : _SIDE // 4 + _SIDE // 2]
    part[mask > 128] = ink


def _seal(rng: np.random.Generator, canvas: Image) -> None:
    middle, radius = (_SIDE // 2, _SIDE // 2), _SIDE // 2 - 2
    many = int(rng.choice([0, 6, 8, 12]))
    colour = _colour(rng)
    if many == 0:
        cv2.circle(canvas, middle, radius, colour, -1, cv2.LINE_AA)
    else:
        turns = np.linspace(0, 2 * np.pi, many, endpoint=False) + rng.uniform(0, 1)
        corners = np.stack([_SIDE / 2 + np.cos(turns) * radius, _SIDE / 2 + np.sin(turns) * radius], 1)
        cv2.fillPoly(canvas, [corners.astype(np.int32)], colour, cv2.LINE_AA)
    if rng.random() < 0.7:
        cv2.circle(
            canvas,
            middle,
            int(radius * rng.uniform(0.3, 0.8)),
            _colour(rng),
            int(rng.choice([-1, 3, 6, 12])),
            cv2.LINE_AA,
        )
    if rng.random() < 0.5:
        _small_print(rng, canvas, (0, 0, 0, 255) if rng.random() < 0.6 else (245, 245, 245, 255))


def _two_seals(rng: np.random.Generator, canvas: Image) -> None:
    for top in (0, _SIDE // 2):
        small = np.zeros((_SIDE, _SIDE, 4), np.uint8)
        _seal(rng, small)
        side = int(_SIDE * rng.uniform(0.34, 0.48))
        left = (_SIDE - side) // 2
        canvas[top : top + side, left : left + side] = cv2.resize(small, (side, side), interpolation=cv2.INTER_AREA)


def _ticks(rng: np.random.Generator, canvas: Image) -> None:
    _two_seals(rng, canvas)
    canvas[_SIDE // 2 - 5 : _SIDE // 2 + 5] = (30, 30, 30, 255)


def _arms(rng: np.random.Generator, canvas: Image) -> None:
    half, low = _SIDE // 2 - 4, _SIDE - 4
    shield = np.array([(4, 4), (_SIDE - 4, 4), (_SIDE - 4, half), (_SIDE // 2, low), (4, half)], np.int32)
    if rng.random() < 0.5:
        cv2.fillPoly(canvas, [shield], (60, 40, 205, 255), cv2.LINE_AA)
        cv2.ellipse(canvas, (_SIDE // 2, low - 8), (_SIDE // 3, _SIDE // 6), 0, 0, 360, (170, 70, 30, 255), -1)
        canvas[14 : _SIDE - 30, _SIDE // 2 - 4 : _SIDE // 2 + 4] = (245, 245, 245, 255)
        canvas[24:31, _SIDE // 2 - 16 : _SIDE // 2 + 16] = (245, 245, 245, 255)
        canvas[40:47, _SIDE // 2 - 22 : _SIDE // 2 + 22] = (245, 245, 245, 255)
        return
    cv2.fillPoly(canvas, [shield], _colour(rng), cv2.LINE_AA)
    for _ in range(int(rng.integers(2, 6))):
        centre = (int(rng.integers(20, _SIDE - 20)), int(rng.integers(16, _SIDE - 36)))
        cv2.ellipse(canvas, centre, (int(rng.integers(5, 18)), int(rng.integers(5, 18))), 0, 0, 360, _colour(rng), -1)


def _blot(rng: np.random.Generator, canvas: Image) -> None:
    """Paint a little picture (animal, fruit, map of a state, monument): patches of colour with an odd outline."""
    base = _colour(rng)
    for part in range(int(rng.integers(1, 6))):
        turns = np.sort(rng.uniform(0, 2 * np.pi, int(rng.integers(4, 12))))
        reach = rng.uniform(0.25, 1.0, len(turns)) * _SIDE * (0.48 if part == 0 else 0.25)
        middle = np.array([_SIDE / 2, _SIDE / 2]) + (0 if part == 0 else rng.normal(0, _SIDE / 7, 2))
        outline = middle + np.stack([np.cos(turns), np.sin(turns)], 1) * reach[:, None]
        colour = base if part == 0 or rng.random() < 0.3 else _colour(rng)
        cv2.fillPoly(canvas, [outline.astype(np.int32)], colour, cv2.LINE_AA)


def _star(rng: np.random.Generator, canvas: Image) -> None:
    turns = np.linspace(0, 2 * np.pi, 10, endpoint=False) - np.pi / 2
    reach = np.where(np.arange(10) % 2 == 0, 0.48, rng.uniform(0.18, 0.3)) * _SIDE
    outline = _SIDE / 2 + np.stack([np.cos(turns), np.sin(turns)], 1) * reach[:, None]
    dark = (40, 30, 30, 255) if rng.random() < 0.6 else _colour(rng)
    cv2.polylines(canvas, [outline.astype(np.int32)], True, dark, 3, cv2.LINE_AA)
    if rng.random() < 0.6:
        cv2.fillPoly(canvas, [outline.astype(np.int32)], dark, cv2.LINE_AA)


def _sticker(rng: np.random.Generator, canvas: Image) -> None:
    canvas[:] = _colour(rng)
    light = int(canvas[0, 0, :3].astype(int).sum()) < 380
    ink = (245, 245, 245, 255) if light else (20, 20, 20, 255)
    text = str(rng.choice(["24", "25", "26", "23", "12", "07", "JAN", "MAR", "SEP", "DEC", "2007", "14"]))
    mask = cv2.resize(line(str(rng.choice(among("barlow", "uk"))), text), (_SIDE * 3 // 4, _SIDE * 2 // 3))
    part = canvas[_SIDE // 6 : _SIDE // 6 + mask.shape[0], _SIDE // 8 : _SIDE // 8 + mask.shape[1]]
    part[mask > 128] = ink


def _bullet(rng: np.random.Generator, canvas: Image) -> None:
    cv2.circle(canvas, (_SIDE // 2, _SIDE // 2), _SIDE // 2 - 2, (35, 35, 35, 255), -1, cv2.LINE_AA)
    if rng.random() < 0.4:
        cv2.circle(canvas, (_SIDE // 2, _SIDE // 2), _SIDE // 4, (190, 195, 195, 255), -1, cv2.LINE_AA)


def _hologram(rng: np.random.Generator, canvas: Image) -> None:
    grey = int(rng.integers(120, 225))
    canvas[:] = (grey, grey, grey, int(rng.integers(90, 230)))
    for _ in range(4):
        cv2.circle(canvas, (_SIDE // 2, _SIDE // 2), int(rng.integers(6, 44)), _colour(rng), 3, cv2.LINE_AA)


def _wheelchair(_: np.random.Generator, canvas: Image) -> None:
    canvas[:] = (190, 90, 20, 255)
    white = (245, 245, 245, 255)
    cv2.circle(canvas, (48, 62), 22, white, 6, cv2.LINE_AA)
    cv2.circle(canvas, (42, 14), 8, white, -1, cv2.LINE_AA)
    cv2.polylines(canvas, [np.array([(42, 24), (44, 52), (66, 52), (76, 78)], np.int32)], False, white, 8, cv2.LINE_AA)


def _letters(rng: np.random.Generator, canvas: Image) -> None:
    """Two or three tiny letters stacked, as before the number of some American plates."""
    face = str(rng.choice(among("barlow_cond", "dies")))
    for top in range(3):
        char = str(rng.choice(list("ABCDEFHKLMNPRSTVXYZ")))
        mask = cv2.resize(glyph(face, char), (_SIDE // 2, _SIDE // 3 - 6))
        canvas[top * 32 + 2 : top * 32 + 2 + mask.shape[0], 24 : 24 + _SIDE // 2][mask > 128] = (60, 40, 40, 255)


_PAINTERS: dict[str, Painter] = {
    "flag_kz": _flag_kz,
    "flag_ru": _bands((245, 245, 245), (180, 70, 30), (40, 40, 210)),
    "flag_uz": _flag_uz,
    "flag_kg": _flag_kg,
    "flag_by": _flag_by,
    "flag_pl": _bands((245, 245, 245), (60, 20, 220)),
    "eu_stars": _eu_stars,
    "seal": _seal,
    "two_seals": _two_seals,
    "ticks": _ticks,
    "arms": _arms,
    "blot": _blot,
    "star": _star,
    "sticker": _sticker,
    "bullet": _bullet,
    "hologram": _hologram,
    "wheelchair": _wheelchair,
    "letters": _letters,
}


@functools.cache
def patch(kind: str, make: int) -> Image:
    """One make of an emblem: BGR and opacity, 96×96, to be stretched to its place."""
    canvas = np.zeros((_SIDE, _SIDE, 4), np.uint8)
    _PAINTERS[kind](np.random.default_rng([make, *kind.encode()]), canvas)
    return canvas
