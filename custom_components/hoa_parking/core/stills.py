"""Stills: which are wanted, which came and were not drawn on yet, and what may be one at all."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from .places import WantedStill

STILL_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}", re.ASCII)
STILL_BYTES: Final = 4 * 1024 * 1024
STILL_SIDE: Final = 1920
SAME_FOR: Final = timedelta(seconds=5)
"""Whoever asks again so soon means the same picture."""
WANTED_FOR: Final = timedelta(seconds=60)
KEPT_FOR: Final = timedelta(hours=1)
"""How long a picture waits to be drawn on."""
MOST_WANTED: Final = 32
MOST_KEPT: Final = 48

_START: Final = b"\xff\xd8\xff"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers whose segment says how large the picture is."""


def jpeg_size(picture: bytes) -> tuple[int, int] | None:
    """Return a JPEG's width and height as its header says them; None for what is no JPEG."""
    if not picture.startswith(_START):
        return None
    at = 2
    while at + 9 <= len(picture) and picture[at] == 0xFF:
        marker = picture[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker in _FRAMES:
            height, width = (int.from_bytes(picture[start : start + 2]) for start in (at + 5, at + 7))
            return (width, height) if width and height else None
        at += 2 + int.from_bytes(picture[at + 2 : at + 4])
    return None


def is_still(picture: bytes) -> bool:
    """Tell whether a picture may be kept: a JPEG that is neither too heavy nor too large to be opened."""
    size = jpeg_size(picture) if len(picture) <= STILL_BYTES else None
    return size is not None and max(size) <= STILL_SIDE


@dataclass(frozen=True, slots=True)
class _Asked:
    camera: str
    at: datetime


class StillBook:
    """What was asked for and what came; the oldest give way where there are too many."""

    def __init__(self) -> None:
        self._asked: dict[str, _Asked] = {}
        self._came: dict[str, _Asked] = {}
        self._last: dict[str, tuple[str, datetime]] = {}

    def ask(self, camera: str, now: datetime, new_id: Callable[[], str]) -> str:
        """Return the id under which a camera's next picture will come."""
        last = self._last.get(camera)
        if last is not None and abs(now - last[1]) < SAME_FOR:
            return last[0]
        still = new_id()
        self._last[camera] = (still, now)
        self._asked[still] = _Asked(camera, now)
        shorten(self._asked, MOST_WANTED)
        return still

    def wanted(self, now: datetime) -> tuple[WantedStill, ...]:
        """Return what is still waited for."""
        self._asked = {still: asked for still, asked in self._asked.items() if abs(now - asked.at) < WANTED_FOR}
        return tuple(WantedStill(still, asked.camera) for still, asked in self._asked.items())

    def camera(self, still: str, now: datetime) -> str | None:
        """Return the camera of a picture that is waited for."""
        return next((wanted.camera for wanted in self.wanted(now) if wanted.id == still), None)

    def came(self, still: str, camera: str, now: datetime) -> None:
        """Note that a picture is there, and wait no longer; camera "": nobody remembers whose."""
        self._asked.pop(still, None)
        self._came[still] = _Asked(camera, now)

    def is_there(self, still: str, camera: str) -> bool:
        """Tell whether a picture waits to be drawn on, of that camera as far as is known."""
        asked = self._came.get(still)
        return asked is not None and asked.camera in {camera, ""}

    def has(self, still: str) -> bool:
        """Tell whether a picture waits to be drawn on."""
        return still in self._came

    def drawn_on(self, still: str) -> None:
        """Note that a picture belongs to a layout now."""
        self._came.pop(still, None)

    def stale(self, now: datetime) -> tuple[str, ...]:
        """Return the pictures that nobody drew on for too long, or that are too many, and forget them."""
        fresh = {still: came for still, came in self._came.items() if abs(now - came.at) < KEPT_FOR}
        shorten(fresh, MOST_KEPT)
        stale = tuple(still for still in self._came if still not in fresh)
        self._came = fresh
        return stale


def shorten[T](kept: dict[str, T], most: int) -> None:
    """Forget the oldest where there are too many."""
    while len(kept) > most:
        del kept[next(iter(kept))]
