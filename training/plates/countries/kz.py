"""Kazakhstan: 2012 in one and two rows, 1993, foreigners' yellow, police blue."""

from __future__ import annotations

import numpy as np

from plates.chance import digits, letters, near, often, pick, weighed
from plates.faces import among
from plates.sketch import BLACK, BLUE, RED, WHITE, YELLOW, Box, Colour, Element, Emblem, Print, Run, Sketch

_REGIONS = {
    f"{i:02d}": w for i, w in enumerate([5, 6, 1, 1.2, 2, 1, 1, 1.2, 2, 2, 1, 1, 1.5, 1.2, 1, 1.2, 2, 0.7, 0.7, 0.5], 1)
}
_OLD = "ABCDEFHKLMNOPRSTUVWXZ"
_KINDS = {
    "person": 6.0,
    "organisation": 2.0,
    "person_two_row": 1.6,
    "organisation_two_row": 0.5,
    "foreign": 0.5,
    "police": 0.25,
    "diplomatic": 0.1,
}
_OLD_KINDS = {"person_1993": 0.7, "organisation_1993": 0.3, "person_1993_two_row": 0.15}


def _face(rng: np.random.Generator) -> str:
    common = among(
        "gost", "gost_plain", "gost_light", "barlow_semi_m", "barlow_semi", "road_c", "din", "mid", "rajdhani_m"
    )
    return (
        pick(rng, ("steppe", "steppe_light", "gost", "gost_plain", "steppe")) if often(rng, 0.55) else pick(rng, common)
    )


def _flag(x: float, y: float, size: float, face: str, ink: Colour) -> list[Element]:
    return [
        Emblem("flag_kz", x, y, size * 1.35, size * 0.92),
        Print("KZ", x - 2, y + size * 1.15, size * 1.6, size * 1.05, face, ink),
    ]


def _colours(kind: str) -> tuple[Colour, Colour]:
    if kind == "foreign":
        return YELLOW, BLACK
    return (BLUE, WHITE) if kind == "police" else (WHITE, BLACK)


def _one_row(rng: np.random.Generator, kind: str) -> Sketch:
    face, ground_ink = _face(rng), _colours(kind)
    region = weighed(rng, _REGIONS)
    small = near(rng, 58)
    low, left, end = near(rng, 95, 0.015), near(rng, 70), near(rng, 383, 0.015)
    stretch = near(rng, 1.0, 0.06)
    elements: list[Element] = _flag(near(rng, 18), near(rng, 24), near(rng, 26, 0.08), face, ground_ink[1])
    middle = left + near(rng, 168)
    if kind == "foreign":
        elements.append(Run(pick(rng, "FH"), left, low - small, 46, small, face, 0, "centre", stretch))
        elements.append(Run(digits(rng, 4), left + 56, low - 76, end - left - 66, 76, face, 0, "spread", stretch))
    else:
        series = "KP" if kind == "police" else letters(rng, 3 if kind == "person" else 2)
        elements.append(
            Run(
                digits(rng, 3),
                left,
                low - 76,
                middle - left - 5,
                76,
                face,
                0,
                pick(rng, ("cells", "spread", "spread")),
                stretch,
            )
        )
        where = middle + (near(rng, 22, 0.4) if len(series) == 2 else 3.0)
        elements.append(
            Run(
                series,
                where,
                low - small,
                end - where - near(rng, 10, 0.3),
                small,
                face,
                0,
                pick(rng, ("spread", "centre", "left")),
                stretch,
            )
        )
    elements.append(Box(end, 4, near(rng, 2.5, 0.2), 104, ground_ink[1]))
    elements.append(Run(region, end + 13, low - 76, 505 - end - 17, 76, face, 0, "spread", stretch))
    bolts = ((near(rng, 12), 56.0), (508.0, 56.0)) if often(rng, 0.3) else ()
    return Sketch("KZ", kind, (520, 112), tuple(elements), *ground_ink, bolts=bolts)


def _two_row(rng: np.random.Generator, kind: str) -> Sketch:
    face = _face(rng)
    series = letters(rng, 3 if kind == "person_two_row" else 2)
    stretch = near(rng, 1.0, 0.06)
    elements: list[Element] = _flag(near(rng, 18), near(rng, 26), near(rng, 25, 0.08), face, BLACK)
    elements += [
        Run(digits(rng, 3), near(rng, 78), near(rng, 15, 0.1), 185, near(rng, 76), face, 0, "spread", stretch),
        Run(weighed(rng, _REGIONS), 16, 108, 88, near(rng, 76), face, 1, "spread", stretch),
        Run(
            series,
            near(rng, 118),
            near(rng, 124),
            148,
            near(rng, 60),
            face,
            1,
            pick(rng, ("spread", "centre")),
            stretch,
        ),
    ]
    if often(rng, 0.5):
        elements.append(Box(109, 102, 2.5, 92, BLACK))
    return Sketch("KZ", kind, (280, 202), tuple(elements))


def _old(rng: np.random.Generator, kind: str) -> Sketch:
    face, stretch = _face(rng), near(rng, 1.0, 0.06)
    series = letters(rng, 2 if kind == "organisation_1993" else 3)
    number, high = digits(rng, 3), near(rng, 76)
    first = pick(rng, _OLD)
    if kind.endswith("two_row"):
        flag = _flag(near(rng, 215), near(rng, 122), 26, face, BLACK)
        top = [
            Run(first, 14, 30, 55, 60, face, 0, "centre", stretch),
            Run(number, 78, 14, 188, high, face, 0, "spread", stretch),
        ]
        return Sketch(
            "KZ", kind, (280, 202), (*top, Run(series, 18, 108, 180, high, face, 1, "spread", stretch), *flag)
        )
    left = near(rng, 22, 0.2)
    elements: list[Element] = [
        Run(first, left, 18, 58, high, face, 0, "centre", stretch),
        Run(number, left + 70, 18, 170, high, face, 0, "spread", stretch),
        Run(series, left + 250, 18, 62 * len(series) - 6, high, face, 0, "spread", stretch),
    ]
    elements += _flag(near(rng, 462, 0.01), 24, 26, face, BLACK)
    return Sketch("KZ", kind, (520, 112), tuple(elements), ink=RED if often(rng, 0.02) else BLACK)


def _diplomatic(rng: np.random.Generator) -> Sketch:
    face, stretch, head = _face(rng), near(rng, 1.0, 0.06), pick(rng, ("D", "T", "HC"))
    left = near(rng, 72)
    elements: list[Element] = _flag(near(rng, 18), near(rng, 24), near(rng, 26, 0.08), face, WHITE)
    elements += [
        Run(head, left, 18, 55 * len(head) - 5, 76, face, 0, "centre", stretch),
        Run(digits(rng, int(rng.integers(4, 7))), left + 55 * len(head) + 18, 18, 290, 76, face, 0, "spread", stretch),
    ]
    return Sketch("KZ", "diplomatic", (520, 112), tuple(elements), RED, WHITE)


def sketch(rng: np.random.Generator) -> Sketch:
    """One plate of the country."""
    kind = weighed(rng, _KINDS | _OLD_KINDS)
    if kind == "diplomatic":
        return _diplomatic(rng)
    if "1993" in kind:
        return _old(rng, kind)
    return _two_row(rng, kind) if kind.endswith("two_row") else _one_row(rng, kind)
