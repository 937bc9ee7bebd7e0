"""Kyrgyzstan: since 2016 with the region and flag at the left, and the plates of 1994."""

from __future__ import annotations

import numpy as np

from plates.chance import digits, letters, near, often, pick, weighed
from plates.faces import among
from plates.sketch import BLACK, WHITE, YELLOW, Box, Element, Emblem, Print, Run, Sketch

_KINDS = {"person": 7.0, "motorcycle_or_state": 1.0, "foreign": 0.6, "1994": 1.4}


def _new(rng: np.random.Generator, kind: str, face: str) -> Sketch:
    stretch, high = near(rng, 1.0, 0.06), near(rng, 75)
    top = near(rng, 18, 0.08)
    region = "0" + str(rng.integers(1, 10))
    elements: list[Element] = [
        Run(region, near(rng, 26, 0.1), top, near(rng, 92), high, face, 0, "spread", stretch),
        Emblem("flag_kg", near(rng, 132), near(rng, 24, 0.1), near(rng, 42), near(rng, 28)),
        Print("KG", near(rng, 132), near(rng, 64), near(rng, 42), near(rng, 26), face),
    ]
    if often(rng, 0.6):
        elements.append(Box(near(rng, 184, 0.01), 4, 2.5, 104, BLACK))
    if kind == "foreign":
        elements += [
            Run(digits(rng, 4), 198, top, 220, high, face, 0, "spread", stretch),
            Run(letters(rng, 1), 440, top, 55, high, face, 0, "centre", stretch),
        ]
    else:
        series = letters(rng, 3 if kind == "person" else 2)
        elements += [
            Run(digits(rng, 3), 198, top, near(rng, 148), high, face, 0, "spread", stretch),
            Run(series, 364, top, 50 * len(series) - 8, high, face, 0, "spread", stretch),
        ]
    return Sketch("KG", kind, (520, 112), tuple(elements), YELLOW if kind == "foreign" else WHITE)


def _old(rng: np.random.Generator, face: str) -> Sketch:
    stretch, series = near(rng, 1.0, 0.06), letters(rng, int(rng.integers(1, 3)))
    elements = (
        Run(letters(rng, 1), 24, 20, 56, 72, face, 0, "centre", stretch),
        Run(digits(rng, 4), 96, 20, 224, 72, face, 0, "spread", stretch),
        Run(series, 336, 20, 56 * len(series), 72, face, 0, "spread", stretch),
        Emblem("flag_kg", 462, 24, 40, 26),
        Print("KG", 462, 62, 40, 24, face),
    )
    return Sketch("KG", "1994", (520, 112), elements)


def sketch(rng: np.random.Generator) -> Sketch:
    """One plate of the country."""
    kind = weighed(rng, _KINDS)
    face = pick(rng, among("fe_plain", "din", "gost_plain", "barlow_semi", "uz", "road_c", "mid"))
    return _old(rng, face) if kind == "1994" else _new(rng, kind, face)
