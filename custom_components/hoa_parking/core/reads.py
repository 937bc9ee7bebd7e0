"""Pictures that people took to have their plates read: which wait, what they show, who may use them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from .model import Plate
from .stills import shorten

WANTED_FOR: Final = timedelta(seconds=60)
"""How long a picture waits to be read."""
KEPT_FOR: Final = timedelta(minutes=10)
"""How long a guard has to enter the passage that it shows: in memory only."""
MOST: Final = 8
"""So many pictures are held at once, of all guards together."""


class ReadProblem(StrEnum):
    """Why a picture was not read."""

    NO_PICTURE = "no_picture"
    UNABLE = "unable"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a picture shows, the best plate first; or why nobody can say."""

    plates: tuple[Plate, ...] = ()
    problem: ReadProblem | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A picture that somebody took; `reading` None: the recognizer has not said yet."""

    id: str
    user: str
    at: datetime
    picture: bytes
    reading: Reading | None = None


class ReadBook:
    """The pictures that are held; the oldest give way where there are too many."""

    def __init__(self) -> None:
        self._held: dict[str, Read] = {}

    def take(self, user: str, picture: bytes, now: datetime, new_id: Callable[[], str]) -> str:
        """Hold a picture; returns its id."""
        self.tidy(now)
        read = Read(new_id(), user, now, picture)
        self._held[read.id] = read
        shorten(self._held, MOST)
        return read.id

    def wanted(self, now: datetime) -> tuple[str, ...]:
        """Return what is still to be read."""
        return tuple(read.id for read in self._held.values() if _waits(read, now))

    def picture(self, read: str, now: datetime) -> bytes | None:
        """Return a picture that is still to be read."""
        held = self._held.get(read)
        return held.picture if held is not None and _waits(held, now) else None

    def answer(self, read: str, reading: Reading, now: datetime) -> bool:
        """Note what a picture shows; returns whether anybody waited for it."""
        held = self._held.get(read)
        if held is None or not _waits(held, now):
            return False
        self._held[read] = replace(held, reading=reading)
        return True

    def of(self, read: str, user: str, now: datetime) -> Read | None:
        """Return a picture that somebody took themselves, not long ago."""
        held = self._held.get(read)
        return held if held is not None and held.user == user and abs(now - held.at) < KEPT_FOR else None

    def drop(self, read: str) -> None:
        """Let go of a picture."""
        self._held.pop(read, None)

    def tidy(self, now: datetime) -> None:
        """Let go of what nobody used."""
        self._held = {read: held for read, held in self._held.items() if abs(now - held.at) < KEPT_FOR}


def _waits(read: Read, now: datetime) -> bool:
    return read.reading is None and abs(now - read.at) < WANTED_FOR
