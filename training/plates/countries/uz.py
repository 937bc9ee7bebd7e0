"""Uzbekistan: the region in a box at the left, flag and UZ at the right; squares, trailers, foreigners."""

from __future__ import annotations

import numpy as np

from plates.chance import digits, letters, near, often, pick, weighed
from plates.faces import among
from plates.sketch import BLACK, GREEN, WHITE, YELLOW, Box, Colour, Element, Emblem, Print, Run, Sketch

_REGIONS = {"01": 9.0, "10": 4.0} | dict.fromkeys(
    ("20", "25", "30", "40", "50", "60", "70", "75", "80", "85", "90", "95"), 0.6
)
_KINDS = {"person": 8.0, "organisation": 2.6, "two_row": 0.35, "trailer": 0.4, "foreign": 0.25, "special": 0.1}
_SKY: Colour = (200, 150, 40)


def _face(rng: np.random.Generator) -> str:
    if often(rng, 0.7):
        return pick(rng, ("uz_slit", "uz_slit", "uz_slit_bold", "uz", "uz_notched", "fe_plain", "fe"))
    return pick(rng, among("din", "barlow_semi", "saira", "rajdhani", "gost_plain", "road_c", "barlow_cond"))


def _series(rng: np.random.Generator, kind: str, end: float, left: float, face: str, stretch: float) -> list[Element]:
    high = near(rng, 74)
    top = near(rng, 19, 0.08)
    if kind == "organisation":
        cut = near(rng, 0.485, 0.04)
        parts = [(digits(rng, 3), 0.0, cut - 0.03), (letters(rng, 3), cut + 0.03, 1.0)]
    elif kind == "trailer":
        parts = [(digits(rng, 4), 0.0, 0.6), (letters(rng, 2), 0.68, 1.0)]
    elif kind == "foreign":
        parts = [("H", 0.0, 0.12), (digits(rng, 6), 0.17, 1.0)]
    else:
        parts = [
            (letters(rng, 1), 0.0, 0.15),
            (digits(rng, 3), near(rng, 0.205), near(rng, 0.61)),
            (letters(rng, 2), near(rng, 0.665), 1.0),
        ]
    wide = end - left
    fit = pick(rng, ("spread", "spread", "centre"))
    return [Run(text, left + a * wide, top, (b - a) * wide, high, face, 0, fit, stretch) for text, a, b in parts]


def _one_row(rng: np.random.Generator, kind: str) -> Sketch:
    face, stretch, line = _face(rng), near(rng, 1.0, 0.07), near(rng, 105, 0.03)
    colours = (YELLOW, BLACK) if kind == "foreign" else (WHITE, BLACK)
    if often(rng, 0.03):
        colours = (GREEN, WHITE)
    high = near(rng, 57, 0.06)
    elements: list[Element] = [
        Run(
            weighed(rng, _REGIONS),
            near(rng, 28, 0.1),
            (112 - high) / 2 + near(rng, 2, 0.5),
            line - 36,
            high,
            face,
            0,
            "spread",
            stretch,
        ),
        Box(line, 4, near(rng, 3, 0.2), 104, colours[1]),
        *_series(rng, kind, near(rng, 448, 0.01), line + near(rng, 14, 0.2), face, stretch),
        Emblem("flag_uz", near(rng, 463, 0.006), near(rng, 22, 0.1), near(rng, 36), near(rng, 24)),
        Print(
            "UZ",
            near(rng, 463, 0.006),
            near(rng, 66, 0.04),
            near(rng, 36),
            near(rng, 24),
            face,
            _SKY if often(rng, 0.8) else colours[1],
        ),
    ]
    if often(rng, 0.4):
        elements.append(Emblem("hologram", near(rng, 470, 0.01), near(rng, 50, 0.04), 16, 12))
    bolts = ((near(rng, 14, 0.1), near(rng, 57)), (near(rng, 507, 0.003), near(rng, 57))) if often(rng, 0.8) else ()
    return Sketch("UZ", kind, (520, 112), tuple(elements), *colours, bolts=bolts)


def _square(rng: np.random.Generator) -> Sketch:
    face, stretch = _face(rng), near(rng, 1.0, 0.07)
    elements = (
        Run(letters(rng, 1), 18, 16, 52, 72, face, 0, "centre", stretch),
        Run(digits(rng, 3), 88, 16, 174, 72, face, 0, "spread", stretch),
        Run(letters(rng, 2), 18, 112, 108, 72, face, 1, "spread", stretch),
        Box(140, 108, 84, 80, BLACK, 3, 4),
        Run(weighed(rng, _REGIONS), 148, 120, 68, 56, face, 1, "spread", stretch),
        Emblem("flag_uz", 230, 114, 36, 22),
        Print("UZ", 230, 150, 36, 22, face, _SKY),
    )
    return Sketch("UZ", "two_row", (280, 202), elements)


def _special(rng: np.random.Generator) -> Sketch:
    face, stretch = _face(rng), near(rng, 1.0, 0.07)
    elements = (
        Run(pick(rng, "MTDX"), near(rng, 30), 19, 52, 74, face, 0, "centre", stretch),
        Run(digits(rng, 6), near(rng, 105), 19, 330, 74, face, 0, "spread", stretch),
        Emblem("flag_uz", 463, 22, 36, 24),
        Print("UZ", 463, 66, 36, 24, face, WHITE),
    )
    return Sketch("UZ", "special", (520, 112), elements, GREEN, WHITE)


def sketch(rng: np.random.Generator) -> Sketch:
    """One plate of the country."""
    kind = weighed(rng, _KINDS)
    if kind == "special":
        return _special(rng)
    return _square(rng) if kind == "two_row" else _one_row(rng, kind)
