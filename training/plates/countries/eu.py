"""Europe: Slovakia, Czechia, Germany, Poland, Britain, France, Italy, Spain, the Netherlands… and any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from plates.chance import digits, letters, near, often, pick, weighed
from plates.faces import among
from plates.sketch import BLACK, WHITE, YELLOW, Box, Colour, Element, Emblem, Print, Run, Sketch

_BAND: Colour = (160, 70, 10)
_NO_O = "ABCDEFGHJKLMNPRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class _Look:
    """A plate before its parts are placed; groups: characters, or what stands between two groups ("-", "seal", "")."""

    kind: str
    groups: tuple[str, ...]
    band: str = ""
    face: str = "fe_plain"
    ground: Colour = WHITE
    ink: Colour = BLACK
    right: bool = False
    arms: bool = False
    stretch: float = 1.0


_BETWEEN = {"-", "seal", "seals", "ticks", "arms", "dot", " ", "blot"}


def _slovak(rng: np.random.Generator) -> _Look:
    area = pick(
        rng,
        (
            "BA",
            "RK",
            "NO",
            "PD",
            "LM",
            "ZA",
            "TS",
            "BB",
            "PP",
            "MT",
            "KE",
            "PO",
            "NR",
            "TT",
            "TN",
            "DK",
            "CA",
            "MI",
            "SN",
        ),
    )
    old = often(rng, 0.5)
    between = weighed(rng, {"-": 3.0, "ticks": 2.5, "arms": 2.0, "seals": 1.0})
    face = pick(rng, among("mid", "mid", "din", "barlow_semi_m", "share", "gost_light", "road_c"))
    rest = digits(rng, 3) + letters(rng, 2)
    return _Look("slovak", (area, between, rest), "SK" if not old else "", face, arms=old, stretch=near(rng, 1.0, 0.06))


def _czech(rng: np.random.Generator) -> _Look:
    first = str(rng.integers(1, 10)) + pick(rng, "ABCEHJKLMPSTUZ") + pick(rng, "0123456789ABEH")
    if often(rng, 0.2):
        groups: tuple[str, ...] = (
            letters(rng, int(rng.integers(2, 4))),
            pick(rng, ("seals", " ", "-")),
            digits(rng, 2),
            "-",
            digits(rng, 2, zero=True),
        )
    else:
        groups = (first, weighed(rng, {"seals": 3.0, " ": 1.5, "seal": 1.0}), digits(rng, 4))
    return _Look(
        "czech",
        groups,
        "CZ" if often(rng, 0.65) else "",
        pick(rng, among("din", "mid", "gost_plain", "fe_plain", "barlow_semi")),
    )


def _german(rng: np.random.Generator) -> _Look:
    town = letters(rng, weighed(rng, {1: 3.0, 2: 4.0, 3: 2.5}))
    right = letters(rng, int(rng.integers(1, 3)))
    number = digits(rng, weighed(rng, {1: 0.4, 2: 1.2, 3: 3.0, 4: 2.5})).lstrip("0") or "7"
    tail = ("H",) if often(rng, 0.04) else ("E",) if often(rng, 0.06) else ()
    if often(rng, 0.08):  # a name somebody chose
        return _Look(
            "german", (town, "seals", letters(rng, int(rng.integers(3, 6)))), "D", pick(rng, ("fe", "uk", "fe_plain"))
        )
    number += tail[0] if tail else ""
    return _Look(
        "german",
        (town, weighed(rng, {"seals": 4.0, "seal": 0.7, "-": 0.6, " ": 0.4}), right, " ", number),
        "D",
        pick(rng, ("fe", "fe", "fe", *among("fe_plain", "din"))),
    )


def _polish(rng: np.random.Generator) -> _Look:
    area = letters(rng, int(rng.integers(2, 4)), _NO_O)
    rest = pick(rng, (digits(rng, 5), digits(rng, 4) + letters(rng, 1, _NO_O), digits(rng, 3) + letters(rng, 2, _NO_O)))
    return _Look(
        "polish",
        (area, pick(rng, ("seal", "seal", " ")), rest),
        "PL",
        pick(rng, among("mid", "fe_plain", "din", "barlow_semi_m")),
    )


def _british(rng: np.random.Generator) -> _Look:
    yellow = often(rng, 0.4)
    groups = (letters(rng, 2, _NO_O + "O") + digits(rng, 2), " ", letters(rng, 3, _NO_O + "O"))
    if often(rng, 0.1):
        groups = (letters(rng, 1, _NO_O) + digits(rng, 3), " ", letters(rng, 3, _NO_O))
    return _Look(
        "british",
        groups,
        pick(rng, ("GB", "", "UK", "")),
        pick(rng, among("uk", "uk", "barlow", "dies_bold")),
        YELLOW if yellow else WHITE,
    )


def _french(rng: np.random.Generator) -> _Look:
    groups = (letters(rng, 2, _NO_O), "-", digits(rng, 3), "-", letters(rng, 2, _NO_O))
    return _Look(
        "french", groups, "F", pick(rng, among("barlow_semi", "overpass", "fe_plain", "mid", "roboto")), right=True
    )


def _italian(rng: np.random.Generator) -> _Look:
    groups = (letters(rng, 2, _NO_O), pick(rng, (" ", "dot")), digits(rng, 3), "", letters(rng, 2, _NO_O))
    return _Look("italian", groups, "I", pick(rng, among("mid", "din", "fe_plain", "share")), right=True)


def _spanish(rng: np.random.Generator) -> _Look:
    return _Look(
        "spanish",
        (digits(rng, 4, zero=True), " ", letters(rng, 3, "BCDFGHJKLMNPRSTVWXYZ")),
        "E",
        pick(rng, among("barlow_semi", "din", "fe_plain", "overpass")),
    )


def _dutch(rng: np.random.Generator) -> _Look:
    a, b, c = letters(rng, 2, _NO_O), digits(rng, 3), letters(rng, 1, _NO_O)
    groups = pick(
        rng, ((a, "-", b, "-", c), (c, "-", b, "-", a), (b[:2], "-", a + c, "-", b[2]), (a, "-", b[:2], "-", c + a[0]))
    )
    return _Look(
        "dutch",
        groups,
        "NL",
        pick(rng, among("rajdhani", "fe_plain", "mid", "saira", "barlow_semi")),
        YELLOW if often(rng, 0.85) else WHITE,
    )


def _austrian(rng: np.random.Generator) -> _Look:
    groups = (
        letters(rng, int(rng.integers(1, 3))),
        "arms",
        digits(rng, int(rng.integers(2, 6))),
        "",
        letters(rng, int(rng.integers(1, 3))),
    )
    return _Look("austrian", groups, "A", pick(rng, among("din", "mid", "fe_plain")))


def _any(rng: np.random.Generator) -> _Look:
    """Letters and digits in any grouping: Hungary, Romania, the Baltics, the Balkans, Scandinavia, and names."""
    parts: list[str] = []
    for i in range(int(rng.integers(1, 4))):
        parts += [weighed(rng, {"-": 2.0, " ": 3.0, "dot": 0.7, "arms": 0.7, "seal": 1.0, "blot": 0.5})] if i else []
        parts.append(
            pick(
                rng,
                (
                    digits(rng, int(rng.integers(1, 5)), zero=True),
                    letters(rng, int(rng.integers(1, 4))),
                    letters(rng, 2) + digits(rng, 2),
                ),
            )
        )
    text = "".join(p for p in parts if p not in _BETWEEN)
    if not (4 <= len(text) <= 9 and any(c.isdigit() for c in text) and any(c.isalpha() for c in text)):
        parts = [
            letters(rng, int(rng.integers(2, 4))),
            pick(rng, ("-", " ", "arms")),
            digits(rng, int(rng.integers(2, 5))),
        ]
    band = pick(
        rng,
        (
            "H",
            "RO",
            "LT",
            "LV",
            "EST",
            "SRB",
            "HR",
            "BG",
            "S",
            "FIN",
            "DK",
            "N",
            "P",
            "B",
            "GR",
            "SLO",
            "UA",
            "GE",
            "MD",
            "L",
            "",
            "",
            "",
        ),
    )
    faces = among(
        "fe",
        "fe_plain",
        "din",
        "mid",
        "barlow_semi",
        "barlow_semi_m",
        "overpass",
        "road_c",
        "uk",
        "saira",
        "rajdhani",
        "roboto",
        "dies_bold",
        "archivo",
        "pt",
        "share",
    )
    dark = often(rng, 0.05)
    return _Look(
        "other",
        tuple(parts),
        band,
        pick(rng, faces),
        BLACK if dark else WHITE,
        WHITE if dark else BLACK,
        right=often(rng, 0.15),
        stretch=near(rng, 1.0, 0.08),
    )


_LOOKS: dict[Callable[[np.random.Generator], _Look], float] = {
    _slovak: 4.0,
    _czech: 2.0,
    _german: 3.0,
    _polish: 1.2,
    _british: 1.2,
    _french: 0.8,
    _italian: 0.8,
    _spanish: 0.6,
    _dutch: 0.8,
    _austrian: 0.5,
    _any: 4.0,
}
_WIDTHS = {
    "-": 24.0,
    "seal": 36.0,
    "seals": 36.0,
    "ticks": 34.0,
    "arms": 40.0,
    "dot": 20.0,
    " ": 26.0,
    "": 6.0,
    "blot": 42.0,
}


def _between(rng: np.random.Generator, what: str, x: float, w: float, ink: Colour) -> list[Element]:
    if what == "-":
        return [Box(x + w * 0.1, near(rng, 54, 0.05), w * 0.8, near(rng, 9, 0.2), ink)]
    if what == "dot":
        return [Emblem("bullet", x + w / 2 - 5, near(rng, 54, 0.05), 9, 9)]
    kinds = {"seal": "seal", "seals": "two_seals", "ticks": "ticks", "arms": "arms", "blot": "blot"}
    if what not in kinds:
        return []
    kind = kinds[what] if what == "ticks" or often(rng, 0.9) else pick(rng, ("seal", "arms", "blot", "two_seals"))
    tall = near(rng, {"seals": 78.0, "ticks": 62.0, "arms": 40.0}.get(what, 36.0), 0.12)
    wide = tall if kind in ("two_seals", "ticks") else min(w * 0.95, tall)
    return [Emblem(kind, x + (w - wide) / 2, near(rng, 55, 0.08) - tall / 2, wide, tall)]


def _band(rng: np.random.Generator, name: str, x: float, high: float, face: str) -> list[Element]:
    wide = near(rng, 42, 0.05)
    elements: list[Element] = [Box(x, 4, wide, high - 8, _BAND)]
    if often(rng, 0.85):
        elements.append(
            Emblem("eu_stars" if name != "UA" else "flag_uz", x + 7, near(rng, 16, 0.2), wide - 14, wide - 14)
        )
    if name:
        elements.append(Print(name, x + 5, high * near(rng, 0.62, 0.03), wide - 10, high * 0.2, face, (240, 240, 240)))
    return elements


def _one_row(rng: np.random.Generator, look: _Look) -> Sketch:
    wide, high = 520.0, near(rng, 111, 0.01)
    left, right = 16.0, wide - 16
    elements: list[Element] = []
    if look.band:
        elements += _band(rng, look.band, 4, high, "barlow" if among("barlow") else "mid")
        left = near(rng, 58, 0.06)
    elif look.arms:
        elements += [Emblem("arms", 18, 20, 34, 40), Print("SK", 18, 68, 34, 24, look.face)]
        left = near(rng, 62, 0.06)
    if look.right:
        elements += _band(rng, "", wide - 46, high, look.face)
        right = wide - 56
    tall = near(rng, 75, 0.04)
    top = (high - tall) / 2 + float(rng.normal(0, 2))
    widths = [_WIDTHS[g] * near(rng, 1, 0.12) if g in _WIDTHS else 0.0 for g in look.groups]
    count = sum(len(g) for g in look.groups if g not in _WIDTHS)
    each = min((right - left - sum(widths)) / count, near(rng, 56, 0.05))
    left += max(0.0, right - left - sum(widths) - each * count) * float(rng.uniform(0.2, 0.8))
    for group, width in zip(look.groups, widths, strict=True):
        if group in _WIDTHS:
            elements += _between(rng, group, left, width, look.ink)
            left += width
        else:
            elements.append(
                Run(
                    group,
                    left + 2,
                    top,
                    each * len(group) - 5,
                    tall,
                    look.face,
                    0,
                    "spread",
                    look.stretch,
                    0.17,
                    look.ink,
                )
            )
            left += each * len(group)
    if often(rng, 0.06):
        elements.append(Emblem("sticker", right - 4, 14, 16, 16))
    bolts = ((near(rng, 130), 104.0), (near(rng, 400), 104.0)) if often(rng, 0.1) else ()
    return Sketch(
        "EU", look.kind, (wide, high), tuple(elements), look.ground, look.ink, pick(rng, (2.5, 3.0, 0.0)), bolts=bolts
    )


def _two_row(rng: np.random.Generator, look: _Look) -> Sketch:
    groups = [g for g in look.groups if g not in _WIDTHS]
    cut = max(1, len(groups) // 2)
    rows = ("".join(groups[:cut]), "".join(groups[cut:]))
    wide, high, tall = 280.0, 200.0, near(rng, 74, 0.04)
    elements: list[Element] = _band(rng, look.band, 4, 88, "mid") if look.band else []
    left = 52.0 if look.band else 16.0
    elements += [
        Run(
            rows[0],
            left,
            16,
            min(wide - left - 16, 62.0 * len(rows[0])),
            tall,
            look.face,
            0,
            "spread",
            look.stretch,
            0.14,
            look.ink,
        ),
        Run(
            rows[1],
            max(18.0, (wide - 60.0 * len(rows[1])) / 2),
            110,
            min(wide - 34, 60.0 * len(rows[1])),
            tall,
            look.face,
            1,
            "spread",
            look.stretch,
            0.14,
            look.ink,
        ),
    ]
    if often(rng, 0.4):
        elements.append(
            Emblem(pick(rng, ("seal", "arms")), wide - 52, 14, 36, 36)
            if len(rows[0]) < 3
            else Emblem("seal", 2, 96, 14, 14)
        )
    return Sketch("EU", look.kind + "_two_row", (wide, high), tuple(elements), look.ground, look.ink)


def sketch(rng: np.random.Generator) -> Sketch:
    """One plate of some country of Europe."""
    look = weighed(rng, _LOOKS)(rng)
    groups = [g for g in look.groups if g not in _WIDTHS]
    return _two_row(rng, look) if len(groups) > 1 and often(rng, 0.09) else _one_row(rng, look)
