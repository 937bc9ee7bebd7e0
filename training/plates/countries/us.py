"""The United States: a name above, a slogan below, pictures between and behind, letters pressed narrow."""

from __future__ import annotations

import numpy as np

from plates.chance import digits, letters, near, often, pick, weighed
from plates.faces import among
from plates.sketch import Box, Colour, Element, Emblem, Print, Run, Sketch
from plates.words import SLOGANS, STATES

_INKS: tuple[Colour, ...] = (
    (110, 50, 25),
    (90, 30, 20),
    (30, 28, 28),
    (30, 28, 28),
    (40, 30, 110),
    (50, 80, 20),
    (140, 60, 20),
)
_LIGHT: tuple[Colour, ...] = (
    (240, 240, 238),
    (240, 240, 238),
    (240, 240, 238),
    (225, 235, 240),
    (240, 225, 205),
    (215, 235, 215),
    (190, 225, 245),
)
_TOPS: tuple[Colour, ...] = (
    (230, 180, 120),
    (200, 160, 90),
    (160, 190, 240),
    (150, 215, 240),
    (190, 220, 170),
    (240, 220, 200),
    (210, 170, 200),
)
# d digit, l letter, "*" an emblem, "·" a bullet, "_" a space
_SERIES = {
    "dllldddd": 0.1,
    "dlllddd": 5.0,
    "ddddddd": 0.5,
    "dldddddd": 0.2,
    "dddddld": 0.6,
    "lll*dddd": 3.0,
    "lll_dddd": 1.2,
    "lll_ddd": 2.5,
    "lll*ddd": 1.5,
    "ddd·lll": 1.5,
    "ddd_lll": 1.5,
    "lld*ldl": 3.0,
    "lld_ldl": 0.8,
    "lll*ldl": 0.5,
    "ldd_lll": 0.7,
    "ddd_dddd": 1.2,
    "ldd_dddd": 0.6,
    "ll_dddd": 0.6,
    "ll*dddd": 0.4,
    "llldddd": 1.0,
    "ldddddd": 0.8,
    "dd_lldd": 0.5,
    "lldddd": 0.6,
    "dddll": 0.6,
    "lllldl": 0.6,
    "llllll": 0.3,
    "ddddld": 0.4,
    "dldd_ddd": 0.3,
    "ldd*lll": 0.4,
    "lddd_lll": 0.3,
    "dddd_ll": 0.4,
}


def _face(rng: np.random.Generator) -> str:
    if often(rng, 0.75):
        return pick(rng, ("dies", "dies", "dies_square", "dies_bold", "dies_thin"))
    return pick(
        rng,
        among(
            "saira",
            "barlow_cond",
            "barlow_cond_m",
            "saira_m",
            "road_b",
            "bebas",
            "rajdhani",
            "oswald",
            "din",
            "share",
            "archivo",
        ),
    )


def _characters(rng: np.random.Generator, series: str) -> list[str]:
    """Return the series as groups of characters and marks between them."""
    parts: list[str] = []
    joined = False
    for what in series:
        if what in "*·_":
            parts.append(what)
            joined = False
            continue
        char = digits(rng, 1, zero=True) if what == "d" else letters(rng, 1)
        if joined:
            parts[-1] += char
        else:
            parts.append(char)
        joined = True
    return parts


def _number(rng: np.random.Generator, face: str, span: tuple[float, float], top: float, tall: float) -> list[Element]:
    parts = _characters(rng, weighed(rng, _SERIES))
    left, right = span
    marks = {"*": near(rng, 34, 0.2), "·": near(rng, 14, 0.2), "_": near(rng, 24, 0.3)}
    count = sum(len(p) for p in parts if p not in marks)
    room = right - left - sum(marks[p] for p in parts if p in marks)
    each = min(room / count, near(rng, 40, 0.07))
    left += max(0.0, room - each * count) / 2
    stretch = near(rng, 1.05, 0.08)
    elements: list[Element] = []
    for part in parts:
        if part not in marks:
            elements.append(
                Run(
                    part,
                    left + 1,
                    top,
                    each * len(part) - 2,
                    tall,
                    face,
                    0,
                    pick(rng, ("cells", "spread")),
                    stretch,
                    0.14,
                )
            )
            left += each * len(part)
            continue
        wide = marks[part]
        if part == "*":
            side = min(wide * 1.1, near(rng, 34, 0.15))
            kind = weighed(rng, {"blot": 5.0, "star": 1.5, "seal": 1.0, "arms": 0.6, "sticker": 0.6})
            elements.append(Emblem(kind, left + (wide - side) / 2, top + (tall - side) / 2, side, side))
        elif part == "·":
            elements.append(Emblem("bullet", left + wide / 2 - 4, top + tall / 2 - 4, 8, 8))
        left += wide
    return elements


def _around(rng: np.random.Generator, ink: Colour) -> list[Element]:
    """State name, slogan, stickers."""
    name_ink: Colour = pick(rng, ((40, 30, 180), ink, (140, 60, 20), (30, 30, 30)))
    faces = among("barlow", "roboto", "rajdhani", "overpass", "dies")
    elements: list[Element] = [
        Print(
            pick(rng, STATES),
            near(rng, 75, 0.1),
            near(rng, 10, 0.3),
            near(rng, 155, 0.1),
            near(rng, 22, 0.15),
            pick(rng, faces),
            name_ink,
        )
    ]
    slogan = pick(rng, SLOGANS)
    if slogan:
        elements.append(
            Print(
                slogan,
                60,
                near(rng, 132, 0.015),
                185,
                near(rng, 10, 0.15),
                pick(rng, faces),
                pick(rng, (ink, name_ink)),
            )
        )
    month, year = near(rng, 30, 0.1), near(rng, 22, 0.1)
    if often(rng, 0.55):
        elements.append(Emblem("sticker", 14, 12, month, year))
    if often(rng, 0.6):
        elements.append(Emblem("sticker", 291 - month, 12, month, year))
    if often(rng, 0.15):
        elements.append(Emblem("sticker", pick(rng, (12.0, 263.0)), 122, 30, 20))
    return elements


def _scenery(rng: np.random.Generator) -> list[Element]:
    """Hills, skies and animals printed behind the number."""
    throw = float(rng.random())
    if throw < 0.6:
        return []
    if throw < 0.75:
        return [Box(3, near(rng, 112, 0.05), 299, 40, pick(rng, _TOPS))]
    return [
        Emblem(
            "blot",
            float(rng.uniform(0, 220)),
            float(rng.uniform(0, 80)),
            near(rng, 70, 0.3),
            near(rng, 60, 0.3),
            float(rng.uniform(0.1, 0.45)),
        )
        for _ in range(int(rng.integers(1, 3)))
    ]


def sketch(rng: np.random.Generator) -> Sketch:
    """One plate of some state."""
    face, ink = _face(rng), pick(rng, _INKS)
    tall = near(rng, 68, 0.07)
    top = 80 - tall / 2 + float(rng.normal(0, 3))
    elements = _scenery(rng) + _around(rng, ink)
    left, kind = near(rng, 14, 0.3), "state"
    throw = float(rng.random())
    if throw < 0.05:
        elements.append(Emblem("wheelchair", 12, top + 6, 44, tall - 14))
        left = 62.0
    elif throw < 0.12:
        elements.append(Emblem("blot", 10, top, 56, tall))
        left = 70.0
    if 0.03 < throw < 0.1:
        elements.append(Emblem("letters", left, top, 22, tall))
        left += 22
    elements += _number(rng, face, (left, 305 - near(rng, 14, 0.3)), top, tall)
    shade = often(rng, 0.35)
    bolts = tuple((x, y) for y in (14.0, 140.0) for x in (near(rng, 62, 0.03), near(rng, 243, 0.01)) if often(rng, 0.4))
    return Sketch(
        "US",
        kind,
        (305, 152),
        tuple(elements),
        pick(rng, _LIGHT),
        ink,
        pick(rng, (0.0, 1.5, 2.0)),
        corner=12,
        top=pick(rng, _TOPS) if shade else None,
        bolts=bolts,
    )
