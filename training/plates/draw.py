"""One plate, or one picture of print that is no plate, by dice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np

from plates.chance import digits, letters, near, often, pick, weighed
from plates.countries import by, eu, indonesia, kg, kz, ru, us, uz
from plates.drawn import Drawn, Glyph
from plates.faces import among
from plates.paint import painted
from plates.sketch import BLACK, BLUE, RED, WHITE, YELLOW, Box, Colour, Element, Emblem, Print, Sketch
from plates.words import SIGNS

__all__ = ["COUNTRIES", "MIX", "Drawn", "Glyph", "draw_plate", "draw_text"]

COUNTRIES: dict[str, Callable[[np.random.Generator], Sketch]] = {
    "KZ": kz.sketch,
    "RU": ru.sketch,
    "UZ": uz.sketch,
    "EU": eu.sketch,
    "US": us.sketch,
    "ID": indonesia.sketch,
    "KG": kg.sketch,
    "BY": by.sketch,
}
MIX: Mapping[str, float] = {
    "KZ": 0.22,
    "RU": 0.22,
    "UZ": 0.12,
    "EU": 0.16,
    "US": 0.13,
    "ID": 0.08,
    "KG": 0.03,
    "BY": 0.04,
}
_GROUNDS: tuple[Colour, ...] = (WHITE, BLACK, BLUE, RED, YELLOW, (90, 150, 60), (190, 190, 190), (60, 60, 60))


def draw_plate(
    rng: np.random.Generator, country: str | None = None, px_per_mm: float = 1.2, mix: Mapping[str, float] = MIX
) -> Drawn:
    """Paint a plate of the country, or of one drawn from the mix, as new, seen straight on."""
    return painted(rng, COUNTRIES[country or weighed(rng, mix)](rng), px_per_mm)


def _phrase(rng: np.random.Generator) -> str:
    def date() -> str:
        return f"{rng.integers(1, 29):02d}.{rng.integers(1, 13):02d}.{rng.integers(2010, 2030)}"

    makes: tuple[Callable[[], str], ...] = (
        lambda: pick(rng, SIGNS),
        lambda: f"{pick(rng, SIGNS)} {pick(rng, SIGNS)}",
        lambda: f"+7 ({digits(rng, 3)}) {digits(rng, 3)}-{digits(rng, 2)}-{digits(rng, 2)}",
        lambda: f"{digits(rng, 3)}-{digits(rng, 2)}-{digits(rng, 2)}",
        date,
        lambda: f"{rng.integers(0, 24):02d}:{rng.integers(0, 60):02d}",
        lambda: f"www.{letters(rng, int(rng.integers(3, 8))).lower()}.kz",
        lambda: f"{rng.integers(1, 99)} %",
        lambda: letters(rng, int(rng.integers(2, 9))),
    )
    return pick(rng, makes)()


def draw_text(rng: np.random.Generator, px_per_mm: float = 1.2) -> Drawn:
    """Print that is no number plate: shop and road signs, adverts, telephone numbers, badges, dates; no rows."""
    wide, high = float(rng.uniform(120, 560)), float(rng.uniform(50, 180))
    ground = pick(rng, _GROUNDS)
    dark = sum(ground) < 330
    ink = pick(rng, (WHITE, YELLOW, WHITE)) if dark else pick(rng, (BLACK, BLUE, RED, BLACK))
    face = pick(
        rng,
        among("barlow", "roboto", "russo", "oswald", "din", "overpass", "rajdhani", "chakra", "uk", "dies_bold", "pt"),
    )
    lines = int(rng.integers(1, 4))
    share = high / lines
    elements: list[Element] = [
        Print(
            _phrase(rng),
            wide * 0.06,
            share * (i + near(rng, 0.2, 0.2)),
            wide * 0.88,
            share * near(rng, 0.6, 0.1),
            face,
            ink,
        )
        for i in range(lines)
    ]
    if often(rng, 0.35):
        side = high * 0.6
        elements.append(
            Emblem(
                pick(rng, ("blot", "star", "seal", "arms", "flag_kz", "flag_ru", "sticker", "wheelchair")),
                float(rng.uniform(0, wide - side / 2)),
                high * 0.2,
                side,
                side,
            )
        )
    if often(rng, 0.25):
        elements.append(Box(wide * float(rng.uniform(0.1, 0.9)), 0, near(rng, 6, 0.5), high, ink))
    rim = float(pick(rng, (0.0, 0.0, 3.0, 6.0)))
    drawn = painted(
        rng,
        Sketch("", "text", (wide, high), tuple(elements), ground, ink, rim, corner=float(rng.uniform(2, 30))),
        px_per_mm,
    )
    if often(rng, 0.08):  # a round sign
        drawn = Drawn(drawn.image, _ellipse(drawn.mask.shape[0], drawn.mask.shape[1]), (), (), "", "text")
    return drawn


def _ellipse(height: int, width: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    mask = np.zeros((height, width), np.uint8)
    cv2.ellipse(mask, (width // 2, height // 2), (width // 2, height // 2), 0, 0, 360, 255, -1)
    return mask
