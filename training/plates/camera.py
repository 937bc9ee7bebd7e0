"""What a camera, the hour and the line between do to a picture: tone, night, infrared, blur, few pixels, noise.

Every step is bounded by the contrast left, so that what a person could read stays readable.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from plates.chance import often, weighed
from plates.drawn import Image

_Floats = npt.NDArray[np.float32]


def contrast(image: Image) -> float:
    """Grey levels between the dark and the light twentieth of the picture."""
    low, high = np.percentile(image[::2, ::2, 1], (5, 95))
    return float(high - low)


def toned(rng: np.random.Generator, image: Image) -> Image:
    """Another exposure, gamma, black level and colour cast."""
    gamma = float(np.exp(rng.normal(0, 0.3)))
    gain, lift = float(rng.uniform(0.55, 1.2)), float(rng.uniform(0, 45)) if often(rng, 0.6) else 0.0
    if often(rng, 0.15):  # night without infrared
        gain, lift = float(rng.uniform(0.15, 0.5)), float(rng.uniform(5, 30))
    cast = 1 + np.clip(rng.normal(0, 0.06 if often(rng, 0.8) else 0.16, 3), -0.4, 0.4)
    ramp = (np.arange(256) / 255.0) ** gamma * 255 * gain + lift
    table = np.clip(ramp[:, None] * cast[None, :], 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(image, table.reshape(256, 1, 3)), np.uint8)


def infrared(rng: np.random.Generator, image: Image) -> Image:
    """Grey, colours flattened, light paint shining towards white, dark surroundings darker."""
    weights = rng.dirichlet((2, 3, 3))
    grey = image.astype(np.float32) @ weights.astype(np.float32)
    shine = float(rng.uniform(0.9, 1.7))
    ramp = np.clip((np.arange(256) / 255.0) ** rng.uniform(0.9, 1.8) * 255 * shine, 0, 255)
    lit = np.asarray(cv2.LUT(np.clip(grey, 0, 255).astype(np.uint8), ramp.astype(np.uint8)), np.uint8)
    if often(rng, 0.4):  # light paint bleeds over its edges
        lit = np.maximum(lit, cv2.GaussianBlur(lit, (0, 0), float(rng.uniform(0.6, 1.4))))
    return np.asarray(cv2.cvtColor(lit, cv2.COLOR_GRAY2BGR), np.uint8)


def _motion(rng: np.random.Generator, length: float) -> _Floats:
    size = max(3, int(np.ceil(length)) | 1)
    kernel: _Floats = np.zeros((size, size), np.float32)
    angle = float(rng.normal(0, 0.5)) if often(rng, 0.75) else float(rng.uniform(0, np.pi))
    half = length / 2
    middle = size // 2
    start = (round((middle - np.cos(angle) * half) * 16), round((middle - np.sin(angle) * half) * 16))
    end = (round((middle + np.cos(angle) * half) * 16), round((middle + np.sin(angle) * half) * 16))
    cv2.line(kernel, start, end, 1.0, 1, cv2.LINE_AA, 4)
    return np.asarray(kernel / max(float(kernel.sum()), 1e-6), np.float32)


def blurred(rng: np.random.Generator, image: Image, tall: float | None = None) -> Image:
    """Out of focus, moved, or neither; never more than a share of the plate's height, else of the picture's."""
    reach = min((tall or image.shape[0]) / 48.0, 3.0)
    kind = weighed(rng, {"none": 3.0, "focus": 3.5, "motion": 2.0, "both": 0.5})
    if kind in ("focus", "both"):
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.25, 1.15)) * reach), np.uint8)
    if kind in ("motion", "both"):
        image = np.asarray(cv2.filter2D(image, -1, _motion(rng, float(rng.uniform(1.5, 4.2)) * reach)), np.uint8)
    return image


def coarse(rng: np.random.Generator, image: Image, tall: float | None = None) -> Image:
    """Taken with fewer pixels and made larger again, one way or another."""
    height, width = image.shape[:2]
    share = float(rng.uniform(np.clip(12 / (tall or height), 0.42, 0.9), 1.0))
    small = (max(8, round(width * share)), max(6, round(height * share)))
    down = cv2.INTER_AREA if often(rng, 0.75) else cv2.INTER_LINEAR
    up = (cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_NEAREST, cv2.INTER_LANCZOS4)[
        int(rng.choice(4, p=[0.5, 0.33, 0.05, 0.12]))
    ]
    return np.asarray(
        cv2.resize(cv2.resize(image, small, interpolation=down), (width, height), interpolation=up), np.uint8
    )


def noisy(rng: np.random.Generator, image: Image) -> Image:
    """Sensor noise, fine or in blotches, grey or coloured, at most a tenth of the contrast."""
    strength = float(rng.uniform(0.005, 0.1)) * min(max(contrast(image), 25.0), 160.0)
    height, width = image.shape[:2]
    grain = int(weighed(rng, {1: 0.7, 2: 0.3}))
    channels = 3 if often(rng, 0.6) else 1
    noise: _Floats = rng.standard_normal((-(-height // grain), -(-width // grain), channels), np.float32) * strength
    if grain > 1:
        large = cv2.resize(noise, (width, height), interpolation=cv2.INTER_LINEAR)
        noise = np.asarray(large, np.float32).reshape(height, width, channels)
    return np.asarray(np.clip(image + noise, 0, 255), np.uint8)


def compressed(rng: np.random.Generator, image: Image) -> Image:
    """Through a JPEG of quality 30 to 95."""
    quality = int(rng.integers(30, 96))
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def _veil(rng: np.random.Generator, height: int, width: int) -> _Floats:
    """Return a soft spot of light somewhere, 0 to 1."""
    low, wide = 12, 24
    y, x = np.mgrid[0:low, 0:wide].astype(np.float32)
    middle = rng.uniform((0, 0), (wide, low))
    spread = rng.uniform((2, 1.5), (12, 8))
    spot = np.exp(-(((x - middle[0]) / spread[0]) ** 2) - ((y - middle[1]) / spread[1]) ** 2)
    return np.asarray(cv2.resize(spot, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def glared(rng: np.random.Generator, image: Image) -> Image:
    """Mirror a lamp or the sun: a light spot that takes up to seven tenths of the contrast."""
    veil = _veil(rng, *image.shape[:2])[:, :, None] * float(rng.uniform(0.2, 0.7))
    return np.asarray(image * (1 - veil) + 250 * veil, np.uint8)


def shadowed(rng: np.random.Generator, image: Image) -> Image:
    """Lay a straight-edged shadow over part of the picture, its edge more or less hard."""
    height, width = image.shape[:2]
    y, x = np.mgrid[0:24, 0:48].astype(np.float32)
    angle = float(rng.uniform(0, 2 * np.pi))
    along = (x - rng.uniform(8, 40)) * np.cos(angle) + (y * 1.0 - rng.uniform(4, 20)) * np.sin(angle)
    edge = np.clip(along / float(rng.uniform(0.6, 6)) + 0.5, 0, 1)
    if often(rng, 0.3):  # a bar's shadow: light again further on
        edge = np.where(along > rng.uniform(5, 16), 0, edge)
    dark = float(rng.uniform(0.25, 0.75))
    share = cv2.resize(1 - edge.astype(np.float32) * (1 - dark), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(image * share[:, :, None], np.uint8)


def _lit(rng: np.random.Generator, image: Image) -> Image:
    """Shadow, infrared, tone and glare; where too little contrast is left, much of the picture as it was comes back."""
    before = image
    if often(rng, 0.22):
        image = shadowed(rng, image)
    if often(rng, 0.14):
        image = infrared(rng, image)
    if often(rng, 0.85):
        image = toned(rng, image)
    if often(rng, 0.12):
        image = glared(rng, image)
    if contrast(image) < 28:
        image = np.asarray(cv2.addWeighted(image, 0.6, before, 0.4, 0), np.uint8)
    return image


def photographed(rng: np.random.Generator, image: Image, tall: float | None = None) -> Image:
    """Return the picture as some camera at some hour would have brought it: same size, same places.

    `tall`: the plate's height in pixels where it is less than the picture's; blur is bounded by it.
    """
    image = blurred(rng, _lit(rng, image), tall)
    if often(rng, 0.5):
        image = coarse(rng, image, tall)
    if often(rng, 0.7):
        image = noisy(rng, image)
    if often(rng, 0.06):
        image = np.asarray(cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR), np.uint8)
    if often(rng, 0.15):  # sharpened in the camera
        image = np.asarray(cv2.addWeighted(image, 1.7, cv2.GaussianBlur(image, (0, 0), 1.2), -0.7, 0), np.uint8)
    return compressed(rng, image) if often(rng, 0.75) else image
