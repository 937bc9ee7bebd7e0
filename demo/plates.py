"""Number plates as pictures, with the proportions and the layout of their country."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import files
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Picture = NDArray[np.uint8]

_SCALE: Final = 2
"""Pixels a millimetre."""
_INK: Final = (22, 22, 24)
_FONT: Final = "BarlowSemiCondensed-SemiBold.ttf"


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind of plate: its size in millimetres, and who draws it."""

    width: int
    height: int


KZ: Final = Sort(520, 112)
KZ_SQUARE: Final = Sort(280, 202)
RU: Final = Sort(520, 112)
SORTS: Final = {"kz": KZ, "kz-square": KZ_SQUARE, "ru": RU}


@cache
def _font_file() -> str:
    (found,) = [file for file in files("fontpkg-barlow-semi-condensed") or [] if file.name == _FONT]
    return str(found.locate())


@cache
def _font(height: float) -> ImageFont.FreeTypeFont:
    """Return the font whose capitals are `height` millimetres tall."""
    return ImageFont.truetype(_font_file(), round(height * _SCALE / 0.7))


class _Sheet:
    """A plate being drawn, in millimetres from its upper left corner."""

    def __init__(self, sort: Sort) -> None:
        self._image = Image.new("RGB", (sort.width * _SCALE, sort.height * _SCALE), (70, 70, 74))
        self._draw = ImageDraw.Draw(self._image)
        edge = _px(2, 2, sort.width - 2, sort.height - 2)
        self._draw.rounded_rectangle(edge, 9 * _SCALE, fill=(236, 238, 238), outline=_INK, width=3 * _SCALE)

    def write(self, text: str, x: float, base: float, height: float, width: float) -> None:
        """Write the letters evenly over `width`, standing on `base`."""
        font, pitch = _font(height), width / len(text)
        for n, letter in enumerate(text):
            at = ((x + pitch * (n + 0.5)) * _SCALE, base * _SCALE)
            self._draw.text(at, letter, font=font, fill=_INK, anchor="ms")

    def line(self, x: float, top: float, bottom: float) -> None:
        """Draw an upright line."""
        self._draw.line(_px(x, top, x, bottom), fill=_INK, width=3 * _SCALE)

    def bar(self, box: tuple[float, float, float, float], colour: tuple[int, int, int]) -> None:
        """Fill a box."""
        self._draw.rectangle(_px(*box), fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: tuple[int, int, int]) -> None:
        """Fill a disc."""
        self._draw.ellipse(_px(x - radius, y - radius, x + radius, y + radius), fill=colour)

    def picture(self) -> Picture:
        """Return what was drawn, as OpenCV has it."""
        return np.ascontiguousarray(np.asarray(self._image)[:, :, ::-1])


def _px(*millimetres: float) -> tuple[float, float, float, float]:
    a, b, c, d = (value * _SCALE for value in millimetres)
    return a, b, c, d


def _kz(text: str) -> Picture:
    """`123ABC02`: flag and KZ, three digits, two or three letters, a line, the region."""
    sheet = _Sheet(KZ)
    _kz_mark(sheet, 12, 22)
    sheet.write(text[:3], 66, 91, 70, 156)
    sheet.write(text[3:-2], 240, 91, 70, 156)
    sheet.line(412, 14, 98)
    sheet.write(text[-2:], 420, 88, 62, 84)
    return sheet.picture()


def _kz_square(text: str) -> Picture:
    """`123ABC02` in two rows: the digits above; the region and the letters below."""
    sheet = _Sheet(KZ_SQUARE)
    _kz_mark(sheet, 14, 22)
    sheet.write(text[:3], 80, 90, 70, 180)
    sheet.write(text[-2:], 16, 184, 70, 96)
    sheet.write(text[3:-2], 120, 184, 70, 146)
    return sheet.picture()


def _kz_mark(sheet: _Sheet, x: float, y: float) -> None:
    sheet.bar((x, y, x + 46, y + 26), (0, 160, 190))
    sheet.disc(x + 23, y + 13, 7, (240, 200, 40))
    sheet.write("KZ", x + 4, y + 62, 22, 38)


def _ru(text: str) -> Picture:
    """`A123BC777`: a low letter, three tall digits, two low letters; the region over RUS behind a line."""
    sheet = _Sheet(RU)
    sheet.write(text[0], 24, 96, 58, 52)
    sheet.write(text[1:4], 78, 96, 76, 162)
    sheet.write(text[4:6], 244, 96, 58, 112)
    sheet.line(376, 6, 106)
    sheet.write(text[6:], 388, 66, 52, 40 * len(text[6:]))
    sheet.write("RUS", 396, 98, 22, 54)
    for n, colour in enumerate(((250, 250, 250), (40, 70, 180), (200, 40, 40))):
        sheet.bar((460, 78 + 8 * n, 496, 86 + 8 * n), colour)
    return sheet.picture()


def draw_plate(text: str, sort: str) -> Picture:
    """Draw a plate of one of SORTS; `text` is folded, without separators."""
    return {"kz": _kz, "kz-square": _kz_square, "ru": _ru}[sort](text)
