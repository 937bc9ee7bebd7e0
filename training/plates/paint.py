"""From a sketch in millimetres to pixels, with the character boxes."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from plates import emblems, faces
from plates.chance import often, weighed
from plates.drawn import Drawn, Glyph, Image
from plates.sketch import Box, Colour, Element, Emblem, Print, Run, Sketch

Shares: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Touch:
    """What differs from maker to maker and year to year: weight, slant, jitter, depth of the pressing, fading."""

    heavier: int
    slant: float
    jitter: float
    emboss: float
    fade: float

    @staticmethod
    def random(rng: np.random.Generator) -> Touch:
        """Any of them, mostly slight."""
        return Touch(
            heavier=weighed(rng, {0: 0.32, 1: 0.2, -1: 0.17, 2: 0.14, 3: 0.08, -2: 0.09}),
            slant=float(rng.normal(0, 0.015)),
            jitter=abs(float(rng.normal(0, 0.006))),
            emboss=float(rng.uniform(0.1, 0.6)) if often(rng, 0.55) else 0.0,
            fade=float(rng.beta(1, 6) * 0.7),
        )


@dataclass(slots=True)
class _Canvas:
    image: Image
    scale: float
    touch: Touch
    rng: np.random.Generator
    glyphs: list[Glyph] = field(default_factory=list)

    def layer(self) -> Image:
        return np.zeros(self.image.shape[:2], np.uint8)


@functools.lru_cache(maxsize=512)
def rounded(height: int, width: int, radius: int) -> Image:
    """255 inside a rectangle with rounded corners that fills the picture."""
    mask = np.zeros((height, width), np.uint8)
    r = min(radius, height // 2 - 1, width // 2 - 1)
    cv2.rectangle(mask, (r, 0), (width - 1 - r, height - 1), 255, -1)
    cv2.rectangle(mask, (0, r), (width - 1, height - 1 - r), 255, -1)
    for x in (r, width - 1 - r):
        for y in (r, height - 1 - r):
            cv2.circle(mask, (x, y), r, 255, -1, cv2.LINE_AA)
    return mask


def laid(image: Image, alpha: Shares, colour: Colour | npt.NDArray[np.float64]) -> Image:
    """Lay a colour over the picture where alpha (0 to 1) says."""
    over = np.empty_like(image)
    cv2.rectangle(over, (0, 0), (image.shape[1], image.shape[0]), tuple(float(c) for c in colour), -1)
    return np.asarray(cv2.blendLinear(image, over, 1 - alpha, alpha), np.uint8)


def pasted(image: Image, patch: Image, alpha: Image, at: tuple[int, int]) -> None:
    """Lay a picture with its opacity over another at x, y, in place; what sticks out is cut off."""
    x, y = at
    x1, y1 = max(0, x), max(0, y)
    x2, y2 = min(image.shape[1], x + patch.shape[1]), min(image.shape[0], y + patch.shape[0])
    if x2 <= x1 or y2 <= y1:
        return
    here = (slice(y1 - y, y2 - y), slice(x1 - x, x2 - x))
    spot, share = image[y1:y2, x1:x2], alpha[here].astype(np.float32) * np.float32(1 / 255)
    spot[:] = cv2.blendLinear(np.ascontiguousarray(spot), np.ascontiguousarray(patch[here]), 1 - share, share)


def inked(image: Image, alpha: Image, colour: Colour, at: tuple[int, int], strength: float = 1.0) -> None:
    """Lay one colour over the picture in a mask's shape, in place."""
    patch = np.empty((*alpha.shape, 3), np.uint8)
    cv2.rectangle(patch, (0, 0), (alpha.shape[1], alpha.shape[0]), colour, -1)
    pasted(image, patch, alpha if strength == 1.0 else cv2.convertScaleAbs(alpha, alpha=strength).astype(np.uint8), at)


def _widths(masks: list[Image], run: Run, scale: float) -> tuple[list[float], float]:
    """How wide each character is to be and the gap between two, in pixels."""
    high = run.h * scale
    wide = [m.shape[1] * high / m.shape[0] * run.stretch for m in masks]
    gap, room = run.gap * high, run.w * scale
    total = sum(wide) + gap * (len(wide) - 1)
    if total > room:
        return [w * room / total for w in wide], gap * room / total
    if run.fit == "spread" and len(wide) > 1:
        gap = min((room - sum(wide)) / (len(wide) - 1), gap * 2.2)
    return wide, gap


def _starts(wide: list[float], gap: float, run: Run, scale: float) -> list[float]:
    room, x = run.w * scale, run.x * scale
    if run.fit == "cells":
        cell = room / len(wide)
        return [x + cell * (i + 0.5) - w / 2 for i, w in enumerate(wide)]
    total = sum(wide) + gap * (len(wide) - 1)
    x += {"left": 0.0, "right": room - total}.get(run.fit, (room - total) / 2)
    out = []
    for w in wide:
        out.append(x)
        x += w + gap
    return out


def _narrowed(wide: list[float], run: Run, scale: float) -> list[float]:
    """In cells no character may be wider than its cell less a hair."""
    if run.fit != "cells":
        return wide
    most = run.w * scale / len(wide) * 0.93
    return [min(w, most) for w in wide]


def _run(canvas: _Canvas, run: Run, ink: Image) -> None:
    coarse = run.h * canvas.scale < 0.6 * faces.REFERENCE
    masks = [faces.glyph(run.face, c, canvas.touch.heavier, coarse=coarse) for c in run.text]
    scale, touch = canvas.scale, canvas.touch
    wide, gap = _widths(masks, run, scale)
    wide = _narrowed(wide, run, scale)
    high = max(3, round(run.h * scale))
    for char, mask, w, x in zip(run.text, masks, wide, _starts(wide, gap, run, scale), strict=True):
        shift = canvas.rng.normal(0, touch.jitter, 2) * high
        left, top = round(x + shift[0]), round(run.y * scale + shift[1])
        small = cv2.resize(mask, (max(2, round(w)), high), interpolation=cv2.INTER_LINEAR)
        x1, y1 = max(0, left), max(0, top)
        x2, y2 = min(ink.shape[1], left + small.shape[1]), min(ink.shape[0], top + high)
        if x2 <= x1 or y2 <= y1:
            continue
        spot = ink[y1:y2, x1:x2]
        np.maximum(spot, small[y1 - top : y2 - top, x1 - left : x2 - left], out=spot)
        if run.row is not None:
            canvas.glyphs.append(Glyph(char, run.row, (float(x1), float(y1), float(x2), float(y2))))


def _print(canvas: _Canvas, small: Print) -> None:
    mask = faces.line(small.face, small.text)
    high = max(2, round(small.h * canvas.scale))
    natural = mask.shape[1] * high / mask.shape[0]
    wide = max(2, round(small.w * canvas.scale if small.fill else min(small.w * canvas.scale, natural)))
    left = round((small.x + small.w / 2) * canvas.scale - wide / 2)
    mask = np.asarray(cv2.resize(mask, (wide, high), interpolation=cv2.INTER_AREA), np.uint8)
    inked(canvas.image, mask, small.ink, (left, round(small.y * canvas.scale)))


@functools.lru_cache(maxsize=512)
def _outline(height: int, width: int, thick: int, radius: int) -> Image:
    mask = rounded(height, width, radius).copy()
    if height > 2 * thick + 4 and width > 2 * thick + 4:
        hole = rounded(height - 2 * thick, width - 2 * thick, max(1, radius - thick))
        mask[thick:-thick, thick:-thick] -= np.minimum(hole, mask[thick:-thick, thick:-thick])
    return mask


def _box(canvas: _Canvas, box: Box) -> None:
    s = canvas.scale
    x, y, w, h = round(box.x * s), round(box.y * s), max(1, round(box.w * s)), max(1, round(box.h * s))
    if box.line == 0.0:
        canvas.image[max(0, y) : y + h, max(0, x) : x + w] = box.colour
        return
    mask = _outline(h, w, max(1, round(box.line * s)), max(1, round(box.round * s)))
    band = min(h // 2, w // 2, round((box.line + box.round) * s) + 2)
    for top, bottom, left, right in (
        (0, band, 0, w),
        (h - band, h, 0, w),
        (band, h - band, 0, band),
        (band, h - band, w - band, w),
    ):
        if bottom > top and right > left:
            inked(canvas.image, mask[top:bottom, left:right], box.colour, (x + left, y + top))


def _emblem(canvas: _Canvas, emblem: Emblem) -> None:
    s = canvas.scale
    make = int(canvas.rng.integers(emblems.MAKES))
    size = (max(2, round(emblem.w * s)), max(2, round(emblem.h * s)))
    patch = np.asarray(cv2.resize(emblems.patch(emblem.kind, make), size, interpolation=cv2.INTER_AREA), np.uint8)
    alpha = patch[:, :, 3]
    if emblem.strength < 1:
        alpha = np.asarray(cv2.convertScaleAbs(alpha, alpha=emblem.strength), np.uint8)
    pasted(canvas.image, patch[:, :, :3], alpha, (round(emblem.x * s), round(emblem.y * s)))


def _element(canvas: _Canvas, element: Element, inks: dict[Colour, Image], ink: Colour) -> None:
    match element:
        case Run():
            colour = element.ink or ink
            _run(canvas, element, inks.setdefault(colour, canvas.layer()))
        case Print():
            _print(canvas, element)
        case Box():
            _box(canvas, element)
        case Emblem():
            _emblem(canvas, element)


def _ground(sketch: Sketch, height: int, width: int) -> Image:
    if sketch.top is None:
        image = np.empty((height, width, 3), np.uint8)
        cv2.rectangle(image, (0, 0), (width, height), sketch.ground, -1)
        return image
    share = np.linspace(0, 1, height)[:, None]
    column = np.array(sketch.top) * (1 - share) + np.array(sketch.ground) * share
    return np.repeat(column.astype(np.uint8)[:, None], width, axis=1)


def _pressed(image: Image, ink: Image, depth: float) -> None:
    """Add light above and shade below each raised character, in place."""
    small = cv2.blur(ink, (3, 3))
    strength = depth * 0.35
    for above, below, sign in ((small[2:], small[:-2], cv2.add), (small[:-2], small[2:], cv2.subtract)):
        edge = cv2.convertScaleAbs(cv2.subtract(above, below), alpha=strength)
        image[1:-1] = sign(image[1:-1], cv2.merge((edge, edge, edge)))


def _slanted(drawn: Drawn, slant: float) -> Drawn:
    if abs(slant) * drawn.image.shape[0] < 1.5:
        return drawn
    height, width = drawn.mask.shape
    matrix = np.array([[1, slant, -slant * height / 2], [0, 1, 0]], np.float64)
    image = np.asarray(cv2.warpAffine(drawn.image, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)

    def moved(glyph: Glyph) -> Glyph:
        x1, y1, x2, y2 = glyph.box
        offset = slant * ((y1 + y2) / 2 - height / 2)
        spread = abs(slant) * (y2 - y1) / 2
        return Glyph(
            glyph.char, glyph.row, (max(0.0, x1 + offset - spread), y1, min(float(width), x2 + offset + spread), y2)
        )

    return Drawn(image, drawn.mask, drawn.rows, tuple(moved(g) for g in drawn.glyphs), drawn.country, drawn.kind)


def _bolts(canvas: _Canvas, sketch: Sketch) -> None:
    for x, y in sketch.bolts:
        size = float(canvas.rng.uniform(5, 12))
        _emblem(canvas, Emblem("bullet", x - size / 2, y - size / 2, size, size))


def painted(rng: np.random.Generator, sketch: Sketch, px_per_mm: float) -> Drawn:
    """Return the sketch in pixels, as one maker would have pressed it and some years would have left it."""
    width, height = round(sketch.size[0] * px_per_mm), round(sketch.size[1] * px_per_mm)
    canvas = _Canvas(_ground(sketch, height, width), px_per_mm, Touch.random(rng), rng)
    inks: dict[Colour, Image] = {}
    if sketch.rim > 0:
        _box(
            canvas,
            Box(
                1, 1, sketch.size[0] - 2, sketch.size[1] - 2, sketch.rim_colour or sketch.ink, sketch.rim, sketch.corner
            ),
        )
    for element in sketch.elements:
        _element(canvas, element, inks, sketch.ink)
    for colour, ink in inks.items():
        x, y, w, h = cv2.boundingRect(ink)
        top, bottom = max(0, y - 2), min(height, y + h + 2)
        if canvas.touch.emboss > 0 and bottom - top > 4:
            _pressed(canvas.image[top:bottom], ink[top:bottom], canvas.touch.emboss)
        inked(canvas.image, ink[y : y + h, x : x + w], colour, (x, y), 1 - canvas.touch.fade)
    _bolts(canvas, sketch)
    texts: dict[int, str] = {}
    for glyph in canvas.glyphs:
        texts[glyph.row] = texts.get(glyph.row, "") + glyph.char
    rows = tuple(texts[row] for row in sorted(texts))
    mask = rounded(height, width, round(sketch.corner * px_per_mm))
    return _slanted(
        Drawn(canvas.image, mask, rows, tuple(canvas.glyphs), sketch.country, sketch.kind), canvas.touch.slant
    )
