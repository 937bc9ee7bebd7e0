"""Indonesia: area, number and series in one row, month and year in small underneath; black, white, yellow and red."""

from __future__ import annotations

import numpy as np

from plates.chance import digits, letters, near, often, pick, weighed
from plates.faces import among
from plates.sketch import BLACK, RED, WHITE, YELLOW, Box, Colour, Element, Emblem, Print, Run, Sketch

_AREAS = {"B": 12.0, "D": 5.0, "L": 4.0, "N": 3.0, "H": 3.0, "F": 4.0, "AB": 2.0, "AD": 2.0, "W": 2.5} | dict.fromkeys(
    [
        "A",
        "AA",
        "AE",
        "AG",
        "BA",
        "BB",
        "BD",
        "BE",
        "BG",
        "BH",
        "BK",
        "BL",
        "BM",
        "BN",
        "BP",
        "DA",
        "DB",
        "DC",
        "DD",
        "DE",
        "DG",
        "DH",
        "DK",
        "DL",
        "DM",
        "DN",
        "DR",
        "DS",
        "DT",
        "DW",
        "EA",
        "EB",
        "ED",
        "G",
        "K",
        "KB",
        "KH",
        "KT",
        "KU",
        "M",
        "P",
        "PA",
        "PB",
        "R",
        "S",
        "T",
        "Z",
        "E",
    ],
    0.8,
)
_COLOURS: dict[str, float] = {"black": 5.0, "white": 4.0, "yellow": 1.5, "red": 0.4, "green": 0.1}
_PAIRS: dict[str, tuple[Colour, Colour]] = {
    "black": ((30, 26, 24), WHITE),
    "white": (WHITE, BLACK),
    "yellow": (YELLOW, BLACK),
    "red": (RED, WHITE),
    "green": ((90, 150, 60), BLACK),
}


def _face(rng: np.random.Generator) -> str:
    if often(rng, 0.82):
        return pick(rng, ("id", "id", "id_barred", "id_round", "id_thin", "dies", "dies_square", "uz"))
    return pick(rng, among("saira", "rajdhani_m", "barlow_cond", "chakra", "share", "din", "bebas", "road_b"))


def _number(rng: np.random.Generator) -> str:
    text = digits(rng, weighed(rng, {4: 8.0, 3: 1.0, 2: 0.3, 1: 0.1})).lstrip("0")
    return text or str(rng.integers(1, 10))


def _date(rng: np.random.Generator) -> str:
    return f"{rng.integers(1, 13):02d}{pick(rng, ('·', '.', '-', ' '))}{rng.integers(17, 32):02d}"


def _dots(rng: np.random.Generator, places: list[float], y: float) -> list[Element]:
    size = near(rng, 8, 0.3)
    return [Emblem("bullet", x - size / 2, y + float(rng.normal(0, 4)), size, size) for x in places]


def _loose(
    rng: np.random.Generator, area: str, number: str, series: str, face: str, size: tuple[float, float]
) -> list[Element]:
    """Place the three groups as a workshop would: first at the left, last at the right, number between."""
    wide, high = size
    tall = near(rng, 0.46, 0.06) * high
    top, margin = near(rng, 0.16, 0.15) * high, near(rng, 0.035, 0.2) * wide
    stretch, gap = near(rng, 1.12, 0.1), near(rng, 0.1, 0.3)
    each = tall * 0.48 * stretch + tall * gap
    room = wide - 2 * margin
    need = each * (len(area) + len(number) + len(series))
    spare = max(room - need, 0.06 * wide)
    each = min(each, (room - spare) / (len(area) + len(number) + len(series)))
    first, last = each * len(area), each * len(series)
    middle = margin + first + spare * (near(rng, 0.5, 0.12) if series else 0.4)
    runs: list[Element] = [
        Run(area, margin, top, first, tall, face, 0, "left", stretch, gap),
        Run(number, middle, top, each * len(number), tall, face, 0, "left", stretch, gap),
    ]
    if series:
        runs.append(Run(series, wide - margin - last, top, last, tall, face, 0, "right", stretch, gap))
    if often(rng, 0.35):
        runs += _dots(
            rng, [middle - each * 0.25, middle + each * (len(number) + 0.2)], top + tall * near(rng, 0.5, 0.5)
        )
    return runs


def _small_date(rng: np.random.Generator, ink: Colour, size: tuple[float, float]) -> Element:
    """Month and year under the number, in low wide digits."""
    face = pick(rng, ("id", "id_round", "dies", "dies_thin", *among("share", "rajdhani_m", "chakra")))
    high, wide = near(rng, 0.16, 0.12) * size[1], near(rng, 0.22, 0.1) * size[0]
    left = pick(rng, (0.5, 0.48, 0.45, 0.7)) * size[0] - wide / 2
    return Print(_date(rng), left, near(rng, 0.74, 0.03) * size[1], wide, high, face, ink, fill=True)


def sketch(rng: np.random.Generator) -> Sketch:
    """One plate of the country."""
    colour = weighed(rng, _COLOURS)
    ground, ink = _PAIRS[colour]
    if ink == WHITE and often(rng, 0.3):  # the paint on the raised letters worn off
        grey = int(rng.integers(120, 205))
        ink = (grey, grey, grey)
    size = pick(rng, ((430.0, 135.0), (430.0, 135.0), (430.0, 135.0), (395.0, 135.0), (275.0, 110.0)))
    face = _face(rng)
    series = letters(rng, weighed(rng, {3: 4.0, 2: 5.0, 1: 0.8, 0: 0.15}))
    elements = _loose(rng, weighed(rng, _AREAS), _number(rng), series, face, size)
    if often(rng, 0.93):
        elements.append(_small_date(rng, ink, size))
    rim = 0.0 if often(rng, 0.15) else near(rng, 2.2, 0.3)
    if often(rng, 0.12):
        elements.append(Emblem("sticker", near(rng, 0.08, 0.5) * size[0], 0.72 * size[1], 30, 24))
    if often(rng, 0.08):
        elements.append(Box(0, size[1] * 0.68, size[0], 1.5, ink))
    return Sketch("ID", "vehicle", size, tuple(elements), ground, ink, rim, corner=near(rng, 8, 0.3))
