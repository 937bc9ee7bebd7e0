"""Front and rear ends of vehicles, painted flat, in metres around the plate's middle (x right, y down)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from .backdrops import Colour, Dice, Picture, colour, noise, textured
from .stock import Painted, Stock

Place = tuple[float, float]

_BODIES: tuple[tuple[float, float, float, float], ...] = (
    (0.22, 22, 22, 22),
    (0.20, 232, 232, 230),
    (0.20, 172, 170, 168),
    (0.10, 105, 104, 102),
    (0.07, 110, 60, 30),
    (0.07, 35, 30, 150),
    (0.03, 60, 90, 40),
    (0.05, 150, 180, 190),
    (0.03, 40, 200, 235),
    (0.03, 40, 55, 80),
)
"""How often a body has a colour, and the colour."""


@dataclass
class Sheet:
    """A canvas in metres: what is painted and which of it is covered."""

    paint: Picture
    cover: NDArray[np.uint8]
    scale: float
    middle: Place
    stock: Stock

    def pixels(self, places: Sequence[Place]) -> NDArray[np.int32]:
        """Return places in sixteenths of pixels, as OpenCV's drawing takes them."""
        return np.round((np.array(places) * self.scale + self.middle) * 16).astype(np.int32)

    def polygon(self, places: Sequence[Place], paint: Colour, *, covers: bool = False) -> None:
        """Fill a polygon."""
        where = self.pixels(places)
        cv2.fillPoly(self.paint, [where], paint, cv2.LINE_AA, 4)
        if covers:
            cv2.fillPoly(self.cover, [where], 255, cv2.LINE_AA, 4)

    def box(self, x1: float, y1: float, x2: float, y2: float, paint: Colour) -> None:
        """Fill a rectangle."""
        self.polygon(((x1, y1), (x2, y1), (x2, y2), (x1, y2)), paint)

    def line(self, places: Sequence[Place], paint: Colour, thick: float) -> None:
        """Draw a line so many metres thick."""
        cv2.polylines(self.paint, [self.pixels(places)], False, paint, self.thick(thick), cv2.LINE_AA, 4)

    def disc(self, middle: Place, axes: Place, paint: Colour, thick: float = -1) -> None:
        """Draw an ellipse, filled or so many metres thick."""
        ((x, y),) = self.pixels([middle])
        a, b = (max(1, round(axis * self.scale * 16)) for axis in axes)
        width = -1 if thick < 0 else self.thick(thick)
        cv2.ellipse(self.paint, (int(x), int(y)), (a, b), 0, 0, 360, paint, width, cv2.LINE_AA, 4)

    def thick(self, metres: float) -> int:
        """Return a line's width in pixels."""
        return max(1, round(metres * self.scale))

    def text(self, dice: Dice, middle: Place, tall: float) -> None:
        """Write something that is no plate, letters about so many metres tall."""
        if tall * self.scale >= 3:
            lay(
                self.paint,
                writing(self.stock.print(dice), tall * self.scale),
                (np.array(middle) * self.scale + self.middle),
            )


@dataclass(frozen=True, slots=True)
class Form:
    """One vehicle in metres: half its width, how far below the plate's middle ground, sill, belt and roof are."""

    half: float
    ground: float
    sill: float
    belt: float
    roof: float
    slim: float
    body: Colour
    rear: bool
    plate: Place
    tall: bool = False
    dark: Colour = field(default=(25, 25, 25))


def formed(dice: Dice, plate: Place) -> Form:
    """Return a random vehicle for a plate of so many metres."""
    tall = bool(dice.random() < 0.2)
    ground = float(dice.uniform(0.33, 0.95))
    belt = -float(dice.uniform(0.12, 0.75))
    _, *base = _BODIES[dice.choice(len(_BODIES), p=[share for share, *_ in _BODIES])]
    b, g, r = np.clip(np.array(base) * dice.uniform(0.6, 1.25) + dice.normal(0, 8, 3), 0, 255)
    if tall:
        belt -= float(dice.uniform(0.1, 0.8))
    return Form(
        half=float(dice.uniform(0.8, 1.0) if not tall else dice.uniform(0.9, 1.3)),
        ground=ground,
        sill=ground - float(dice.uniform(0.12, 0.35)),
        belt=belt,
        roof=belt - float(dice.uniform(0.3, 0.65)),
        slim=float(dice.uniform(0.7, 0.9) if not tall else dice.uniform(0.85, 1.0)),
        body=(float(b), float(g), float(r)),
        rear=bool(dice.random() < 0.55),
        plate=plate,
        tall=tall,
        dark=colour(dice, 5, 70, 4),
    )


def painted_end(dice: Dice, sheet: Sheet, form: Form) -> None:
    """Paint a vehicle's end onto an empty sheet; where the plate goes is left to the caller."""
    _hull(dice, sheet, form)
    _light(dice, sheet)
    for part in (_window, _bumper, _lamps, _trim, _grille, _recess, _lettering, _bits):
        part(dice, sheet, form)
    textured(sheet.paint, noise(dice, sheet.paint.shape[1], sheet.paint.shape[0], 1), float(dice.uniform(0, 5)))


def writing(painted: Painted, tall: float) -> Picture:
    """Return what is written, shrunk to so many pixels."""
    image = painted.image
    shrunk = tall / image.shape[0]
    size = (max(4, round(image.shape[1] * shrunk)), max(2, round(tall)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def lay(picture: Picture, patch: Picture, middle: NDArray[np.float64]) -> None:
    """Put a patch onto a picture, cut where it does not fit."""
    h, w = patch.shape[:2]
    x, y = round(float(middle[0]) - w / 2), round(float(middle[1]) - h / 2)
    x1, y1, x2, y2 = max(x, 0), max(y, 0), min(x + w, picture.shape[1]), min(y + h, picture.shape[0])
    if x1 < x2 and y1 < y2:
        picture[y1:y2, x1:x2] = patch[y1 - y : y2 - y, x1 - x : x2 - x]


def _hull(dice: Dice, sheet: Sheet, form: Form) -> None:
    half, slim = form.half, form.half * form.slim
    right = [
        (half * 0.93, form.sill),
        (half, form.sill - 0.15),
        (half * dice.uniform(0.97, 1.0), form.belt + 0.12),
        (half * dice.uniform(0.9, 0.97), form.belt),
        (slim, form.roof + 0.08),
        (slim * dice.uniform(0.8, 0.95), form.roof),
    ]
    for side in (-1, 1):
        x = side * half * 0.8
        sheet.polygon(
            ((x - 0.1, 0), (x + 0.1, 0), (x + 0.1, form.ground), (x - 0.1, form.ground)), (18, 18, 18), covers=True
        )
    sheet.polygon(right + [(-x, y) for x, y in reversed(right)], form.body, covers=True)


def _light(dice: Dice, sheet: Sheet) -> None:
    """Let light run over what is painted so far: brighter and darker bands, up and down and across."""
    height, width = sheet.paint.shape[:2]
    down = np.interp(np.arange(height), np.linspace(0, height, 6), dice.normal(1, 0.14, 6))
    across = np.interp(np.arange(width), np.linspace(0, width, 5), dice.normal(1, 0.1, 5))
    shade = np.outer(down, across).astype(np.float32)[..., None]
    lift = np.interp(np.arange(height), np.linspace(0, height, 8), np.maximum(dice.normal(-15, 28, 8), 0))
    sheet.paint[:] = np.clip(sheet.paint * shade + lift[:, None, None], 0, 255).astype(np.uint8)


def _window(dice: Dice, sheet: Sheet, form: Form) -> None:
    if form.tall and dice.random() < 0.4:
        return
    low = form.belt - float(dice.uniform(0.0, 0.06)) if not form.tall else form.roof + float(dice.uniform(0.35, 0.6))
    top = form.roof + float(dice.uniform(0.05, 0.12))
    a, b = form.half * 0.84, form.half * form.slim * 0.88
    corners = ((-b, top), (b, top), (a, low), (-a, low))
    sheet.polygon(corners, colour(dice, 5, 90, 8))
    for _ in range(dice.integers(0, 4)):
        x, y, w = dice.uniform(-a, a), dice.uniform(top, low), dice.uniform(0.05, 0.5)
        sheet.polygon(((x, top), (x + w, top), (x + w * 0.7, y), (x - w * 0.3, y)), colour(dice, 30, 220, 15))
    if dice.random() < 0.3:
        sheet.text(dice, (float(dice.uniform(-0.4, 0.4)), (low + top) / 2), float(dice.uniform(0.05, 0.2)))
    if dice.random() < 0.3:
        sheet.line(((-a, low), (a, low)), form.dark, 0.03)


def _bumper(dice: Dice, sheet: Sheet, form: Form) -> None:
    y = float(np.interp(dice.random(), (0, 1), (-0.25, form.sill - 0.1)))
    if dice.random() < 0.45:
        paint = form.dark if dice.random() < 0.7 else colour(dice, 130, 240, 5)
        low = min(form.sill, y + float(dice.uniform(0.08, 0.4)))
        sheet.box(-form.half * 0.99, y, form.half * 0.99, low, paint)
        sheet.line(((-form.half, y), (form.half, y)), colour(dice, 0, 255, 4), 0.012)
    for _ in range(dice.integers(0, 5)):
        y, bend = float(dice.uniform(form.belt, form.sill)), float(dice.normal(0, 0.03))
        seam = ((-form.half, y + bend), (-form.half / 3, y), (form.half / 3, y), (form.half, y + bend))
        sheet.line(seam, colour(dice, 0, 110, 4) if dice.random() < 0.7 else colour(dice, 150, 255, 4), 0.008)
    if dice.random() < 0.35:
        sheet.box(-form.half * 0.7, form.sill - 0.1, form.half * 0.7, form.sill, form.dark)


def _lamps(dice: Dice, sheet: Sheet, form: Form) -> None:
    y, tall, wide = dice.uniform(form.belt, 0.15), dice.uniform(0.06, 0.3), dice.uniform(0.12, 0.5)
    glow = dice.random() < 0.15
    lean = float(dice.normal(0, 0.05))
    for side in (-1, 1):
        out, inner = side * form.half * 0.97, side * (form.half * 0.97 - wide)
        corners = ((inner, y + lean), (out, y), (out, y + tall), (inner, y + tall * 0.8 + lean))
        paint = _lamp(dice, rear=form.rear, glow=bool(glow))
        sheet.polygon(corners, paint)
        for _ in range(dice.integers(0, 3)):
            x, r = (out + inner) / 2 + dice.normal(0, wide / 4), dice.uniform(0.02, 0.4) * min(tall, wide)
            sheet.disc((float(x), float(y + tall / 2)), (r, r), _lamp(dice, rear=form.rear, glow=bool(glow)))
        if dice.random() < 0.3:
            sheet.line((*corners, corners[0]), colour(dice, 0, 255, 3), 0.012)
    if form.rear and dice.random() < 0.25:
        sheet.box(-form.half, y + tall * 0.2, form.half, y + tall * 0.6, _lamp(dice, rear=True, glow=bool(glow)))


def _lamp(dice: Dice, *, rear: bool, glow: bool) -> Colour:
    if rear and dice.random() < 0.75:
        bright = 1.0 if glow else float(dice.uniform(0.35, 0.9))
        return float(dice.uniform(10, 90) * bright), float(dice.uniform(10, 90) * bright), 245.0 * bright
    if dice.random() < 0.2:
        return 30.0, 130.0, 235.0
    return colour(dice, 235, 255, 4) if glow else colour(dice, 110, 245, 8)


def _trim(dice: Dice, sheet: Sheet, form: Form) -> None:
    """Paint bright strips and bars above, below and over the plate: chrome, handles, guards."""
    if dice.random() < 0.4:
        y, half = -form.plate[1] / 2 - float(dice.uniform(0.03, 0.12)), float(dice.uniform(0.25, 0.6))
        sheet.box(-half, y - float(dice.uniform(0.012, 0.06)), half, y, colour(dice, 60, 250, 5))
    if dice.random() < 0.12:
        for y in dice.uniform(-0.4, 0.4, 2):
            sheet.line(((-form.half, float(y)), (form.half, float(y))), colour(dice, 100, 250, 4), 0.05)
    if dice.random() < 0.3:
        x, y = float(dice.uniform(0.3, form.half * 0.9)), float(dice.random() * form.sill)
        for side in (-1, 1):
            sheet.disc((side * x, y), (float(dice.uniform(0.03, 0.12)), float(dice.uniform(0.02, 0.09))), colour(dice))
    if form.rear and dice.random() < 0.3:
        for side in (-1, 1):
            sheet.disc((side * form.half * 0.6, form.sill), (0.06, 0.04), colour(dice, 120, 230, 4), 0.012)


def _grille(dice: Dice, sheet: Sheet, form: Form) -> None:
    """Paint an opening with bars or a mesh: as regular as letters are, and no plate."""
    if dice.random() > (0.25 if form.rear else 0.85):
        return
    half, tall = float(dice.uniform(0.2, 0.65)), float(dice.uniform(0.08, 0.45))
    y = float(np.interp(dice.random(), (0, 1), (form.belt, form.sill - tall)))
    pinch = float(dice.uniform(0.7, 1.0))
    corners = ((-half, y), (half, y), (half * pinch, y + tall), (-half * pinch, y + tall))
    sheet.polygon(corners, colour(dice, 5, 60, 4))
    bar = colour(dice, 20, 240, 4)
    if dice.random() < 0.6:
        for level in np.arange(y, y + tall, dice.uniform(0.02, 0.08)):
            sheet.line(
                ((-half * pinch, float(level)), (half * pinch, float(level))), bar, float(dice.uniform(0.006, 0.025))
            )
    if dice.random() < 0.4:
        for x in np.arange(-half * pinch, half * pinch, dice.uniform(0.02, 0.09)):
            sheet.line(((float(x), y), (float(x), y + tall)), bar, float(dice.uniform(0.006, 0.02)))
    if dice.random() < 0.5:
        sheet.line((*corners, corners[0]), colour(dice, 140, 250, 4), float(dice.uniform(0.008, 0.03)))


def _recess(dice: Dice, sheet: Sheet, form: Form) -> None:
    """Paint what is right around the plate: a hollow, a panel, a holder."""
    w, h = form.plate[0] / 2, form.plate[1] / 2
    if dice.random() < 0.5:
        a, b = w + float(dice.uniform(0.01, 0.16)), h + float(dice.uniform(0.01, 0.1))
        lean = float(dice.uniform(0.75, 1.0))
        paint = np.clip(np.array(form.body) * dice.uniform(0.35, 1.05), 0, 255)
        shade = form.dark if dice.random() < 0.4 else (float(paint[0]), float(paint[1]), float(paint[2]))
        corners = ((-a * lean, -b), (a * lean, -b), (a, b), (-a, b))
        sheet.polygon(corners, shade)
        if dice.random() < 0.4:
            sheet.line((*corners, corners[0]), colour(dice, 0, 255, 4), 0.008)
        if dice.random() < 0.4:
            sheet.box(-a * lean, -b, a * lean, -b + float(dice.uniform(0.01, 0.05)), (15, 15, 15))
    if dice.random() < 0.45:
        rim, foot = float(dice.uniform(0.004, 0.022)), float(dice.uniform(0, 0.03))
        paint_rim = colour(dice, 5, 60, 3) if dice.random() < 0.75 else colour(dice, 120, 240, 5)
        sheet.box(-w - rim, -h - rim, w + rim, h + rim + foot, paint_rim)


def _lettering(dice: Dice, sheet: Sheet, form: Form) -> None:
    """Paint badges and the names of models and dealers."""
    if dice.random() < 0.7:
        y, r = -form.plate[1] / 2 - float(dice.uniform(0.05, 0.5)), float(dice.uniform(0.03, 0.08))
        paint = colour(dice, 120, 250, 6)
        sheet.disc((0.0, y), (r * float(dice.uniform(0.8, 1.6)), r), paint, -1 if dice.random() < 0.3 else 0.012)
        if dice.random() < 0.6:
            sheet.line(((-r, y), (0.0, y - r), (r, y)), paint, 0.012)
    for _ in range(dice.integers(0, 3)):
        x, y = dice.uniform(0.3, 0.8) * form.half * dice.choice((-1, 1)), dice.uniform(form.belt, form.plate[1])
        word = "".join(dice.choice(list("ABCDEGHILMNOPRSTUVX0235"), dice.integers(2, 8)))
        size = float(dice.uniform(0.02, 0.05)) * sheet.scale / 22
        where = (int(x * sheet.scale + sheet.middle[0]), int(y * sheet.scale + sheet.middle[1]))
        cv2.putText(sheet.paint, word, where, cv2.FONT_HERSHEY_DUPLEX, size, colour(dice, 100, 255, 5), 1, cv2.LINE_AA)
    if dice.random() < (0.6 if form.tall else 0.12):
        y = float(dice.uniform(form.roof, form.sill))
        if abs(y) > form.plate[1]:
            sheet.text(dice, (float(dice.uniform(-0.4, 0.4)), y), float(dice.uniform(0.05, 0.3)))


def _bits(dice: Dice, sheet: Sheet, form: Form) -> None:
    """Paint small things: reflectors, sensors, stickers, a wiper, a lock."""
    for _ in range(dice.integers(0, 6)):
        x, y = float(dice.uniform(-form.half, form.half)), float(dice.uniform(form.roof, form.sill))
        wide, tall = float(np.exp(dice.uniform(-4.6, -1.9))), float(np.exp(dice.uniform(-4.6, -2.5)))
        if dice.random() < 0.5:
            sheet.box(x, y, x + wide, y + tall, colour(dice))
        else:
            sheet.disc((x, y), (wide / 2, tall), colour(dice))
