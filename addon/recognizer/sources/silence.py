"""Notice a camera that is connected and shows nothing new: by its pictures, never by its bytes."""

import zlib

import numpy as np

from ..errors import Silent
from ..model import Image


class Stillness:
    """Raises Silent when the same picture, bit for bit, comes for `longest` seconds: no live sensor is so quiet."""

    def __init__(self, longest: float) -> None:
        self._longest = longest
        self._last = -1
        self._since = 0.0

    def look(self, image: Image, t: float) -> None:
        """Take one picture at `t` seconds."""
        seen = zlib.crc32(np.ascontiguousarray(image[::8, ::8]))
        if seen != self._last:
            self._last, self._since = seen, t
        elif t - self._since >= self._longest:
            raise Silent(f"the camera has repeated one frozen picture for {self._longest:.0f} s")
