"""A painted plate and where its characters are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Image: TypeAlias = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character of the number; box: x1, y1, x2, y2 in pixels of the picture."""

    char: str
    row: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """image: H×W×3 BGR; mask: H×W, 255 on the plate, 0 beyond its round corners; rows: what it says, top to bottom."""

    image: Image
    mask: Image
    rows: tuple[str, ...]
    glyphs: tuple[Glyph, ...]
    country: str
    kind: str
