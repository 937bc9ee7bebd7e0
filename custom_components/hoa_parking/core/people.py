"""The association's people as its board keeps them: households, their vehicles, who lives there."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from .errors import Refused
from .roles import Role

LONGEST_APARTMENT: Final = 32
LONGEST_NOTE: Final = 200
LONGEST_NAME: Final = 80
LONGEST_CONTACT: Final = 120

_NUMBERS: Final = re.compile(r"(\d+)")

type Order = tuple[tuple[tuple[bool, int, str], ...], str]


class Password(StrEnum):
    """How far a user is with the password that we let them choose."""

    SET = "set"
    OPEN = "open"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Car:
    """A household's vehicle on the list."""

    plate: str
    note: str | None
    valid_from: datetime | None
    valid_until: datetime | None
    guarded: bool


@dataclass(frozen=True, slots=True)
class Linked:
    """A Home Assistant user as the board knows them; `made`: by us; `password` None: not our business."""

    user_id: str
    role: Role
    name: str | None
    contact: str | None
    made: bool
    password: Password | None


@dataclass(frozen=True, slots=True)
class Household:
    """An apartment; `passes` is how many passes of its guests are open."""

    id: int
    apartment: str
    vehicles: tuple[Car, ...]
    residents: tuple[Linked, ...]
    passes: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are in all."""

    households: int
    vehicles: int
    residents: int


@dataclass(frozen=True, slots=True)
class Roster:
    """A page of the households by apartment; `staff` lives nowhere here and stands on the first page only."""

    households: tuple[Household, ...]
    staff: tuple[Linked, ...]
    next: str | None
    counts: Counts


def in_order(apartment: str) -> Order:
    """Return what apartments are sorted by: 9 comes before 10, and 10 before 10a."""
    parts = _NUMBERS.split(apartment.casefold())
    return tuple(
        (not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part
    ), apartment


def apartment(text: str) -> str:
    """Return an apartment as it is kept; raises Refused."""
    if not _fits(words := _plain(text), LONGEST_APARTMENT) or not words:
        raise Refused("apartment_length", f"an apartment has 1 to {LONGEST_APARTMENT} characters", "apartment")
    return words


def note(text: str | None, field: str = "note") -> str | None:
    """Return a note as it is kept; raises Refused."""
    if not _fits(words := _plain(text or ""), LONGEST_NOTE):
        raise Refused("note_length", f"this has more than {LONGEST_NOTE} characters", field)
    return words or None


def name(text: str) -> str:
    """Return a person's name as it is kept, empty for none; raises Refused."""
    if not _fits(words := _plain(text), LONGEST_NAME):
        raise Refused("name_length", f"a name has {LONGEST_NAME} characters at most", "name")
    return words


def contact(text: str) -> str:
    """Return how a person is reached as it is kept, empty for not at all; raises Refused."""
    if not _fits(words := _plain(text), LONGEST_CONTACT):
        raise Refused("contact_length", f"a contact has {LONGEST_CONTACT} characters at most", "contact")
    return words


def _plain(text: str) -> str:
    return " ".join(text.split())


def _fits(words: str, longest: int) -> bool:
    return len(words) <= longest and words.isprintable()
