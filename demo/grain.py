"""What a cheap camera does to a picture: exposure that wanders, a soft lens, noise."""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


class Grain:
    """A sensor with noise of its own, the same for the same seed."""

    def __init__(self, size: tuple[int, int], seed: int) -> None:
        self._rng = np.random.default_rng(seed + 1)
        width, height = size
        rough = self._rng.normal(size=(height + 64, width + 64, 3)) * 2.0
        self._noise = cv2.GaussianBlur(rough, (3, 3), 0.7).round().astype(np.int16)

    def develop(self, picture: Picture, number: int, *, dark: float) -> Picture:
        """Return picture `number` of a film as the sensor gives it; `dark` 0 by day, 1 at dusk."""
        gain = 1.12 + 0.018 * np.sin(number / 9) + 0.25 * dark * (1 - np.exp(-2 * dark))
        x, y = self._rng.integers(0, 64, 2)
        height, width = picture.shape[:2]
        noise = self._noise[y : y + height, x : x + width]
        soft = cv2.convertScaleAbs(cv2.GaussianBlur(picture, (3, 3), 0.55), alpha=gain)
        return cv2.add(soft, noise if dark < 0.3 else noise * 2, dtype=cv2.CV_8U).astype(np.uint8, copy=False)
