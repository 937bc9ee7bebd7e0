"""Belarus: flag and BY at the left; cars in one and two rows, electric ones, lorries, trailers, taxis."""

from __future__ import annotations

import numpy as np

from plates.chance import digits, letters, near, often, pick, weighed
from plates.faces import among
from plates.sketch import BLACK, GREEN, WHITE, YELLOW, Box, Colour, Element, Emblem, Print, Run, Sketch

_LETTERS = "ABEIKMHOPCTX"
_KINDS = {"car": 7.0, "car_two_row": 0.8, "electric": 0.6, "truck": 1.0, "trailer": 0.5, "taxi": 0.4}


def _groups(rng: np.random.Generator, kind: str) -> tuple[str, ...]:
    region = str(rng.integers(0, 8))
    two, four = letters(rng, 2, _LETTERS), digits(rng, 4)
    return {
        "car": (four, two, region),
        "electric": ("E" + digits(rng, 3), two, region),
        "truck": (two, four, region),
        "trailer": (two[0] + four + two[1], region),
        "taxi": (region + "TAX", four),
    }[kind]


def _one_row(rng: np.random.Generator, kind: str, face: str) -> Sketch:
    stretch, high, top = near(rng, 1.0, 0.06), near(rng, 75), near(rng, 18, 0.08)
    groups = _groups(rng, kind)
    colours: tuple[Colour, Colour] = (
        (YELLOW, BLACK) if kind == "taxi" else (WHITE, GREEN if kind == "electric" else BLACK)
    )
    left, right = near(rng, 78), near(rng, 502, 0.008)
    hyphen = near(rng, 26, 0.1) if kind != "taxi" else 0.0
    gap = near(rng, 22, 0.2)
    room = right - left - gap * (len(groups) - 1) - hyphen
    unit = room / sum(len(g) for g in groups)
    elements: list[Element] = [
        Emblem("flag_by", near(rng, 22), 24, 40, 26),
        Print("BY", near(rng, 22), 62, 40, 26, face, colours[1]),
    ]
    for i, group in enumerate(groups):
        if hyphen and i == len(groups) - 1:
            elements.append(Box(left - gap * 0.4, 52, hyphen * 0.8, 9, colours[1]))
            left += hyphen
        elements.append(Run(group, left, top, unit * len(group) - 6, high, face, 0, "spread", stretch))
        left += unit * len(group) + gap
    return Sketch("BY", kind, (520, 112), tuple(elements), *colours)


def _two_row(rng: np.random.Generator, face: str) -> Sketch:
    stretch = near(rng, 1.0, 0.06)
    elements = (
        Emblem("flag_by", 16, 20, 38, 24),
        Print("BY", 16, 54, 38, 24, face),
        Run(digits(rng, 4), 66, 16, 206, near(rng, 74), face, 0, "spread", stretch),
        Run(letters(rng, 2, _LETTERS), 30, 110, 112, 74, face, 1, "spread", stretch),
        Box(160, 143, 22, 9, BLACK),
        Run(str(rng.integers(0, 8)), 194, 110, 60, 74, face, 1, "centre", stretch),
    )
    return Sketch("BY", "car_two_row", (290, 200), elements)


def sketch(rng: np.random.Generator) -> Sketch:
    """One plate of the country."""
    kind = weighed(rng, _KINDS)
    face = (
        pick(rng, among("by", "fe_plain", "din", "gost_plain", "barlow_semi", "fe", "road_c"))
        if often(rng, 0.8)
        else "fe_plain"
    )
    return _two_row(rng, face) if kind == "car_two_row" else _one_row(rng, kind, face)
