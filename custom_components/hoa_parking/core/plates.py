"""Plates as text: folding, look-alikes, and finding a read plate on a list."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, permutations
from types import MappingProxyType
from typing import Final

from .errors import Refused
from .model import Match, Matching, Pass, Plate

SHORTEST: Final = 2
LONGEST: Final = 16
PLAUSIBLE: Final = 0.5
"""An alternative counts when it is at least this part as sure as the plate's own text."""

SURE: Final = 0.97
"""A character that was read so surely is not taken for another one."""

_CYRILLIC: Final = str.maketrans("АВЕКМНОРСТУХІЅЈЁ", "ABEKMHOPCTYXISJE")

_GROUPS: Final = ("0ODQ", "1IL", "2Z", "5S", "8B", "6G", "4A", "7T", "VYU", "MHN", "CG", "EF", "PR", "KX")
"""What cameras take for one another."""


def _look_alikes() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one, other in chain.from_iterable(permutations(group, 2) for group in _GROUPS):
        found[one] = found.get(one, "") + other
    return MappingProxyType(found)


LOOK_ALIKES: Final = _look_alikes()


def _heads() -> Mapping[str, str]:
    """Return one character for all that are taken for one another, directly or by way of others."""
    heads: dict[str, str] = {}
    for group in _GROUPS:
        head = next((heads[one] for one in group if one in heads), group[0])
        heads.update(dict.fromkeys(group, head))
    return heads


_SKELETON: Final = str.maketrans(dict(_heads()))


@dataclass(frozen=True, slots=True)
class Found:
    """A plate on the list: the entries it has there, and how it was found."""

    plate: str
    match: Match
    entries: tuple[Pass, ...]


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several plates on the list fit a read equally."""

    plates: tuple[str, ...]


def fold(text: str) -> str:
    """Return a plate as it is compared: upper case, Latin look-alikes, letters and digits only."""
    upper = unicodedata.normalize("NFKC", text).upper().translate(_CYRILLIC)
    return "".join(character for character in upper if character.isalnum())


def skeleton(text: str) -> str:
    """Return what a plate has in common with all that look like it, however many characters differ."""
    return text.translate(_SKELETON)


def checked(text: str) -> str:
    """Return a plate that a person typed as it is kept; raises Refused for what can be none."""
    folded = fold(text[: 8 * LONGEST])
    if not SHORTEST <= len(folded) <= LONGEST or len(text) > 8 * LONGEST:
        raise Refused("plate_length", f"a plate has {SHORTEST} to {LONGEST} letters and digits, this has not", "plate")
    if not folded.isascii():
        raise Refused("plate_letters", "this has letters that no plate here has", "plate")
    return folded


def candidates(plate: Plate, matching: Matching) -> frozenset[str]:
    """Return every text under which a read plate may stand on a list."""
    if matching is Matching.EXACT:
        return frozenset({plate.text})
    return _similar(plate) | frozenset({plate.text})


def find(plate: Plate, listed: Iterable[Pass], matching: Matching) -> Found | Ambiguous | None:
    """Find a read plate on a list: exactly, else as the one plate that looks alike, where `matching` allows."""
    by_plate: dict[str, list[Pass]] = {}
    for entry in listed:
        by_plate.setdefault(entry.plate, []).append(entry)
    if exact := by_plate.get(plate.text):
        return Found(plate.text, Match.EXACT, tuple(exact))
    if matching is Matching.EXACT:
        return None
    fitting = sorted(_similar(plate).intersection(by_plate))
    if len(fitting) > 1:
        return Ambiguous(tuple(fitting))
    if not fitting:
        return None
    return Found(fitting[0], Match.LOOK_ALIKE, tuple(by_plate[fitting[0]]))


def one_look_alike_off(text: str, confidences: Sequence[float] = ()) -> frozenset[str]:
    """Return every text that one look-alike tells from this one, at a place that was not read surely."""
    short = zip(text[: 2 * LONGEST], confidences or (0.0,) * len(text), strict=False)
    return frozenset(
        text[:at] + other + text[at + 1 :]
        for at, (character, confidence) in enumerate(short)
        if confidence < SURE
        for other in LOOK_ALIKES.get(character, "")
    )


def _similar(plate: Plate) -> frozenset[str]:
    likely = frozenset(other.text for other in plate.alternatives if other.confidence >= PLAUSIBLE * plate.confidence)
    return (likely | one_look_alike_off(plate.text, plate.confidences)) - {plate.text}
