"""What years, weather and the dealer add to a plate: dirt, mud, scratches, fading, snow, bolts, frames, shadows."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from plates import emblems
from plates.chance import digits, often, pick
from plates.drawn import Drawn, Glyph, Image
from plates.faces import among, line
from plates.paint import inked, laid, pasted, rounded
from plates.words import LETTERING

_Floats = npt.NDArray[np.float32]


def _clouds(rng: np.random.Generator, height: int, width: int, coarse: int) -> _Floats:
    """Smooth noise, 0 to 1, about so many waves over the width."""
    small = rng.random((max(2, coarse * height // max(width, 1) + 2), coarse + 2), np.float32)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def _brown(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    return np.array(
        pick(rng, ((70, 90, 110), (50, 65, 80), (110, 120, 130), (60, 60, 60), (90, 110, 135)))
    ) + rng.normal(0, 10, 3)


def _ramp(rng: np.random.Generator, height: int) -> _Floats:
    start, end = rng.uniform(0.3, 1.0, 2)
    return np.linspace(float(start), float(end), height).astype(np.float32)[:, None]


def dirty(rng: np.random.Generator, image: Image) -> Image:
    """Lay a film of dust, thicker in places and towards one edge; the ink shows through."""
    height, width = image.shape[:2]
    film = _clouds(rng, height, width, int(rng.integers(2, 14)))
    film = film * float(rng.uniform(0.15, 0.6)) * _ramp(rng, height)
    return laid(image, np.clip(film, 0, 0.55), _brown(rng))


def splashed(rng: np.random.Generator, image: Image) -> Image:
    """Throw drops of mud: many small, few large."""
    height, width = image.shape[:2]
    spots = np.zeros((height, width), np.uint8)
    for _ in range(int(rng.integers(5, 60))):
        size = max(1, round(float(rng.exponential(0.02)) * height))
        centre = (int(rng.integers(width)), int(rng.integers(height)))
        cv2.ellipse(
            spots, centre, (min(size, height // 9), max(1, min(size, height // 9) * 2 // 3)), 0, 0, 360, 255, -1
        )
    return laid(image, spots.astype(np.float32) / np.float32(255) * float(rng.uniform(0.4, 0.95)), _brown(rng))


def scratched(rng: np.random.Generator, image: Image) -> Image:
    """Draw a few lines in the paint, light or dark."""
    image = image.copy()
    height, width = image.shape[:2]
    for _ in range(int(rng.integers(1, 8))):
        start = rng.uniform((0, 0), (width, height))
        end = start + rng.normal(0, height * 0.5, 2)
        grey = int(rng.integers(60, 240))
        cv2.line(image, (int(start[0]), int(start[1])), (int(end[0]), int(end[1])), (grey, grey, grey), 1, cv2.LINE_AA)
    return image


def faded(rng: np.random.Generator, image: Image) -> Image:
    """Paint flaked off in patches: the ink there halfway to the ground."""
    height, width = image.shape[:2]
    ground = np.median(image[::4, ::4].reshape(-1, 3), axis=0)
    flakes = np.clip(
        (_clouds(rng, height, width, int(rng.integers(10, 40))) - float(rng.uniform(0.6, 0.8))) * 5,
        0,
        float(rng.uniform(0.3, 0.6)),
    )
    return laid(image, flakes, ground)


def snowy(rng: np.random.Generator, image: Image) -> Image:
    """Snow or ice along the lower or upper edge, and flakes; never over more than a quarter of the height."""
    height, width = image.shape[:2]
    edge = _clouds(rng, 1, width, int(rng.integers(4, 12)))[0] * height * float(rng.uniform(0.08, 0.3))
    rows = np.arange(height)[:, None] if often(rng, 0.4) else np.arange(height)[::-1][:, None]
    alpha = np.clip((edge[None, :] - rows) / 3.0 + 0.5, 0, 1).astype(np.float32) * 0.95
    flakes = np.zeros((height, width), np.uint8)
    for _ in range(int(rng.integers(0, 40))):
        cv2.circle(
            flakes,
            (int(rng.integers(width)), int(rng.integers(height))),
            int(rng.integers(1, max(2, height // 30))),
            255,
            -1,
        )
    alpha = np.maximum(alpha, flakes.astype(np.float32) / np.float32(255) * 0.8)
    return laid(image, alpha, np.array((245.0, 240.0, 235.0)))


def barred(rng: np.random.Generator, image: Image) -> Image:
    """Lay the shadow of a tow bar, a barrier or a wire across, or the thin bar itself."""
    height, width = image.shape[:2]
    alpha = np.zeros((height, width), np.uint8)
    thick = max(1, round(height * float(rng.uniform(0.03, 0.16))))
    start = (int(rng.integers(width)), -5) if often(rng, 0.6) else (-5, int(rng.integers(height)))
    end = (
        (start[0] + int(rng.normal(0, width * 0.15)), height + 5)
        if start[1] == -5
        else (width + 5, start[1] + int(rng.normal(0, height * 0.3)))
    )
    cv2.line(alpha, start, end, 255, thick, cv2.LINE_AA)
    return laid(
        image, alpha.astype(np.float32) / np.float32(255) * float(rng.uniform(0.2, 0.6)), np.array((20.0, 20.0, 20.0))
    )


def bolted(rng: np.random.Generator, drawn: Drawn) -> Image:
    """Bolt heads, caps and stickers, anywhere but mostly where no character is."""
    image = drawn.image.copy()
    height, width = drawn.mask.shape
    for _ in range(int(rng.integers(1, 5))):
        size = max(3, round(height * float(rng.uniform(0.04, 0.11))))
        x, y = (
            int(rng.uniform(0.01, 0.99) * width),
            int(rng.choice([0.08, 0.5, 0.92]) * height + rng.normal(0, height * 0.03)),
        )
        inside = any(g.box[0] < x < g.box[2] and g.box[1] < y < g.box[3] for g in drawn.glyphs)
        if inside and often(rng, 0.8):
            continue
        kind = pick(rng, ("bullet", "bullet", "seal", "hologram"))
        patch = cv2.resize(
            emblems.patch(kind, int(rng.integers(emblems.MAKES))), (size, size), interpolation=cv2.INTER_AREA
        )
        pasted(
            image,
            np.asarray(patch[:, :, :3], np.uint8),
            np.asarray(patch[:, :, 3], np.uint8),
            (x - size // 2, y - size // 2),
        )
    return image


def _lettered(rng: np.random.Generator, frame: Image, top: int, high: int, ink: tuple[int, int, int]) -> None:
    """Advert lettering across a strip of the frame, in place."""
    face = pick(rng, among("barlow", "roboto", "overpass", "oswald", "uk", "archivo"))
    text = (
        pick(rng, LETTERING)
        if often(rng, 0.8)
        else f"({digits(rng, 3)}) {digits(rng, 3)}-{digits(rng, 2)}-{digits(rng, 2)}"
    )
    mask = line(face, text)
    tall = max(3, round(high * float(rng.uniform(0.45, 0.8))))
    wide = min(round(mask.shape[1] * tall / mask.shape[0]), round(frame.shape[1] * 0.9))
    small = np.asarray(cv2.resize(mask, (max(3, wide), tall), interpolation=cv2.INTER_AREA), np.uint8)
    left = int(rng.uniform(0.04, 0.96) * (frame.shape[1] - small.shape[1]))
    inked(frame, small, ink, (left, top + (high - tall) // 2))


def framed(rng: np.random.Generator, drawn: Drawn) -> Drawn:
    """In a dealer's frame, its advert above or below; the picture grows, the mask stays the plate's."""
    height, width = drawn.mask.shape
    thin = max(1, round(height * float(rng.uniform(0.02, 0.09))))
    above = round(height * float(rng.uniform(0.1, 0.2))) if often(rng, 0.25) else thin
    below = round(height * float(rng.uniform(0.1, 0.24))) if often(rng, 0.75) else thin
    lap = min(round(height * float(rng.uniform(0, 0.035))), thin)  # of the plate hidden under the frame's lip
    ground = pick(
        rng, ((30, 30, 30), (30, 30, 30), (45, 45, 48), (200, 200, 200), (150, 60, 20), (40, 40, 170), (225, 225, 225))
    )
    frame = np.empty((height + above + below - 2 * lap, width + 2 * thin - 2 * lap, 3), np.uint8)
    cv2.rectangle(frame, (0, 0), (frame.shape[1], frame.shape[0]), ground, -1)
    ink = (235, 235, 235) if sum(ground) < 380 else (30, 30, 30)
    x, y = thin - lap, above - lap
    inner = np.minimum(drawn.mask, _lip(height, width, lap))
    pasted(frame, drawn.image, inner, (x, y))
    if above > thin:
        _lettered(rng, frame, 0, above - lap, ink)
    if below > thin:
        _lettered(rng, frame, frame.shape[0] - below + lap, below - lap, ink)
    mask = rounded(frame.shape[0], frame.shape[1], max(2, height // 12)).copy()
    return replace(drawn, image=frame, mask=mask, glyphs=tuple(_shifted(g, x, y) for g in drawn.glyphs))


def _lip(height: int, width: int, lap: int) -> Image:
    inner = np.zeros((height, width), np.uint8)
    inner[lap : height - lap, lap : width - lap] = 255
    return inner


def _shifted(glyph: Glyph, x: int, y: int) -> Glyph:
    x1, y1, x2, y2 = glyph.box
    return Glyph(glyph.char, glyph.row, (x1 + x, y1 + y, x2 + x, y2 + y))


def worn(rng: np.random.Generator, drawn: Drawn) -> Drawn:
    """Return the plate after some years on the road; a good part stays nearly new."""
    image = drawn.image
    if often(rng, 0.3):
        image = bolted(rng, drawn)
    if often(rng, 0.07):
        image = faded(rng, image)
    if often(rng, 0.12):
        image = scratched(rng, image)
    if often(rng, 0.38):
        image = dirty(rng, image)
    if often(rng, 0.14):
        image = splashed(rng, image)
    if often(rng, 0.05):
        image = snowy(rng, image)
    drawn = replace(drawn, image=image)
    if often(rng, 0.42):
        drawn = framed(rng, drawn)
    if often(rng, 0.06):
        drawn = replace(drawn, image=barred(rng, drawn.image))
    return drawn
