"""Russia, after GOST R 50577: cars, squares, taxis, trailers, motorcycles, military, police, transit."""

from __future__ import annotations

import numpy as np

from plates.chance import digits, letters, near, often, pick, weighed
from plates.faces import among
from plates.sketch import BLACK, BLUE, RED, WHITE, YELLOW, Box, Colour, Element, Emblem, Print, Run, Sketch

_LETTERS = "ABEKMHOPCTYX"
_TWO = {f"{i:02d}": 0.6 for i in range(1, 96)} | {
    "77": 6.0,
    "78": 4.0,
    "50": 4.0,
    "23": 2.0,
    "66": 2.0,
    "63": 1.5,
    "98": 2.0,
    "99": 2.5,
    "97": 2.5,
}
_THREE = {str(i): 0.15 for i in range(100, 200)} | {
    "777": 3.0,
    "799": 1.5,
    "750": 2.5,
    "790": 1.5,
    "197": 2.5,
    "199": 2.5,
    "177": 2.5,
    "178": 2.0,
    "190": 2.5,
}
_REGIONS = (
    _TWO
    | _THREE
    | {
        "123": 1.0,
        "124": 0.6,
        "116": 1.0,
        "716": 0.8,
        "174": 0.8,
        "161": 0.8,
        "761": 0.5,
        "152": 0.8,
        "154": 0.8,
        "196": 0.8,
    }
)
_KINDS = {
    "private": 10.0,
    "private_two_row": 1.2,
    "taxi": 0.9,
    "trailer": 0.5,
    "motorcycle_two_row": 0.5,
    "motorcycle": 0.3,
    "police": 0.3,
    "transit": 0.15,
    "diplomatic": 0.12,
}
_COLOURS: dict[str, tuple[Colour, Colour]] = {
    "taxi": (YELLOW, BLACK),
    "police": (BLUE, WHITE),
    "motorcycle": (BLACK, WHITE),
    "diplomatic": (RED, WHITE),
}
# kind: groups of one row as letters (small) or digits (tall), in millimetres of width
_GROUPS = {
    "private": (("l", 1), ("d", 3), ("l", 2)),
    "taxi": (("l", 2), ("d", 3)),
    "trailer": (("l", 2), ("d", 4)),
    "motorcycle": (("d", 4), ("l", 2)),
    "police": (("l", 1), ("d", 4)),
    "transit": (("l", 2), ("d", 3), ("l", 1)),
}


def _face(rng: np.random.Generator) -> str:
    if often(rng, 0.62):
        return pick(rng, ("gost", "gost", "gost_plain", "gost_light"))
    return pick(
        rng,
        among(
            "barlow_semi", "barlow_semi_m", "road_c", "road_d", "din", "overpass", "mid", "roboto", "archivo", "share"
        ),
    )


def _corner_region(
    rng: np.random.Generator, region: str, x: float, face: str, colours: tuple[Colour, Colour], stretch: float
) -> list[Element]:
    """Region digits above RUS and the flag, right of the line at x."""
    high = near(rng, 57)
    return [
        Box(x, 4, near(rng, 2.5, 0.2), 104, colours[1]),
        Run(
            region,
            x + 10,
            near(rng, 13, 0.12),
            505 - x - 17,
            high,
            face,
            0,
            "spread" if len(region) == 3 else "centre",
            stretch,
        ),
        Print("RUS", x + near(rng, 16, 0.2), near(rng, 80, 0.02), near(rng, 50), near(rng, 20), face, colours[1]),
        Emblem("flag_ru", near(rng, 458, 0.01), near(rng, 79, 0.02), near(rng, 38), near(rng, 21)),
    ]


def _one_row(rng: np.random.Generator, kind: str) -> Sketch:
    face, colours, region = _face(rng), _COLOURS.get(kind, (WHITE, BLACK)), weighed(rng, _REGIONS)
    end = near(rng, 378 if len(region) == 2 else 368, 0.012)
    small, low, stretch = near(rng, 58), near(rng, 93, 0.015), near(rng, 1.0, 0.06)
    groups = _GROUPS[kind] if kind != "diplomatic" else (("d", 3), (pick(rng, ("CD", "D", "T")), 1), ("d", 1))
    shares = [count * (1.0 if what == "d" else 0.92) for what, count in groups]
    gap, left = near(rng, 8, 0.2), near(rng, 34, 0.1)
    unit = (end - left - 10 - gap * (len(groups) - 1)) / sum(shares)
    elements: list[Element] = []
    fit = pick(rng, ("cells", "cells", "spread"))
    for (what, count), share in zip(groups, shares, strict=True):
        high = 76 if what == "d" else small
        text = {"d": digits(rng, count), "l": letters(rng, count, _LETTERS)}.get(what, what)
        elements.append(Run(text, left, low - high, share * unit, high, face, 0, fit, stretch))
        left += share * unit + gap
    elements += _corner_region(rng, region, end, face, colours, stretch)
    bolts = ((near(rng, 16, 0.1), near(rng, 56)), (near(rng, 505, 0.004), near(rng, 56))) if often(rng, 0.75) else ()
    return Sketch("RU", kind, (520, 112), tuple(elements), *colours, bolts=bolts)


def _square(rng: np.random.Generator) -> Sketch:
    face, region, stretch = _face(rng), weighed(rng, _REGIONS), near(rng, 1.0, 0.06)
    elements: list[Element] = [
        Run(letters(rng, 1, _LETTERS), 18, near(rng, 28, 0.05), 46, 56, face, 0, "centre", stretch),
        Run(digits(rng, 3), near(rng, 74), near(rng, 10, 0.1), 190, 74, face, 0, "spread", stretch),
        Run(letters(rng, 2, _LETTERS), near(rng, 18, 0.1), near(rng, 98, 0.02), 106, 58, face, 1, "spread", stretch),
        Run(
            region,
            near(rng, 148),
            near(rng, 92, 0.02),
            126,
            48,
            face,
            1,
            "spread" if len(region) == 3 else "centre",
            stretch,
        ),
        Print("RUS", 168, 146, 44, 16, face),
        Emblem("flag_ru", 220, 145, 30, 16),
    ]
    if often(rng, 0.8):
        elements += [Box(139, 88, 2, 78, BLACK), Box(139, 88, 147, 2, BLACK)]
    return Sketch("RU", "private_two_row", (290, 170), tuple(elements))


def _motorcycle(rng: np.random.Generator) -> Sketch:
    face, region, stretch = _face(rng), weighed(rng, _REGIONS), near(rng, 1.0, 0.06)
    elements = (
        Run(digits(rng, 4), 22, near(rng, 14, 0.1), 200, near(rng, 76), face, 0, "spread", stretch),
        Run(letters(rng, 2, _LETTERS), 16, 106, 98, 58, face, 1, "spread", stretch),
        Run(region, 126, 106, 104, 44, face, 1, "spread" if len(region) == 3 else "centre", stretch),
        Print("RUS", 142, 158, 40, 14, face),
        Emblem("flag_ru", 190, 157, 28, 15),
    )
    return Sketch("RU", "motorcycle_two_row", (245, 185), elements)


def sketch(rng: np.random.Generator) -> Sketch:
    """One plate of the country."""
    kind = weighed(rng, _KINDS)
    if kind == "private_two_row":
        return _square(rng)
    return _motorcycle(rng) if kind == "motorcycle_two_row" else _one_row(rng, kind)
