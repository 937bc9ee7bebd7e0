"""What a plate is made of, in millimetres from its upper left corner; painting it is paint.py's work."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]  # blue, green, red

WHITE: Colour = (236, 238, 236)
BLACK: Colour = (28, 26, 26)
BLUE: Colour = (150, 62, 20)
YELLOW: Colour = (40, 190, 240)
RED: Colour = (40, 36, 190)
GREEN: Colour = (70, 130, 40)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one height spread over x to x + w, their feet on y + h.

    fit: "cells" centres each in its share, "spread" shares the room left over as gaps, "left", "centre" and "right"
    keep the natural gaps; too little room makes all narrower. row: which row of the number they belong to, None for
    print that is not the number. stretch: width by the face's own.
    """

    text: str
    x: float
    y: float
    w: float
    h: float
    face: str
    row: int | None = 0
    fit: str = "spread"
    stretch: float = 1.0
    gap: float = 0.12  # by height, between neighbours
    ink: Colour | None = None


@dataclass(frozen=True, slots=True)
class Print:
    """Small print on one line, fitted into the box, with fill stretched over it; never part of the number."""

    text: str
    x: float
    y: float
    w: float
    h: float
    face: str
    ink: Colour = BLACK
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, or with a line width its outline."""

    x: float
    y: float
    w: float
    h: float
    colour: Colour
    line: float = 0.0
    round: float = 0.0


@dataclass(frozen=True, slots=True)
class Emblem:
    """A flag, seal, coat of arms, sticker… by name, see emblems.py; strength: 1 as it is, less for a pale print."""

    kind: str
    x: float
    y: float
    w: float
    h: float
    strength: float = 1.0


Element: TypeAlias = Run | Print | Box | Emblem


@dataclass(frozen=True, slots=True)
class Sketch:
    """A plate before it is painted; top: colour at the upper edge where the ground shades into another."""

    country: str
    kind: str
    size: tuple[float, float]
    elements: tuple[Element, ...]
    ground: Colour = WHITE
    ink: Colour = BLACK
    rim: float = 3.0
    rim_colour: Colour | None = None
    corner: float = 9.0
    top: Colour | None = None
    pattern: str = ""
    bolts: tuple[tuple[float, float], ...] = field(default=())
