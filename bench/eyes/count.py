"""What counts as read: the plates of one picture against those that were written down for it. Pure.

A plate counts as read exactly where the first plate returned at its place, in the engine's own order, has its text; its
place is its box, the whole picture on a crop, and anywhere on a photo whose labels tell no boxes.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from recognizer.model import Box, Plate

from .labels import Labelled, Written

Found = tuple[Plate, Box]
"""A plate that an engine returned, and where."""

UNGOVERNED: Final = frozenset({"EU", "US"})
"""Where no grammar tells an O from a 0, and an accepted plate with the other of them is no wrong one."""

OVERLAP: Final = 0.15
_TWINS: Final = str.maketrans("OISBZ", "01582")


class Kind(StrEnum):
    """How a labelled plate was read, or a returned one fails."""

    EXACT = "exact"
    TWIN = "a look-alike off"
    NEAR = "one character off"
    WRONG = "wrong"
    LOST = "not found"
    ACCEPTED_WRONG = "wrong and accepted"


@dataclass(frozen=True, slots=True)
class Reading:
    """A plate that was written down, what was returned at its place, and how these agree."""

    written: Written
    found: Found | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one picture was read: its labelled plates, how many were accepted right, and what was accepted wrongly."""

    readings: tuple[Reading, ...]
    right: int
    wrong: tuple[Found, ...]
    boxed: int
    located: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How a set was read: counts, and the milliseconds of each picture by the wall's clock and by the processor's."""

    pictures: int = 0
    plates: int = 0
    exact: int = 0
    twins: int = 0
    near: int = 0
    right: int = 0
    wrong: int = 0
    fooled: int = 0
    boxed: int = 0
    located: int = 0
    wall_ms: tuple[float, ...] = ()
    cpu_ms: tuple[float, ...] = ()


def judge(picture: Labelled, found: Sequence[Found], *, crops: bool = False) -> Verdict:
    """Return how one picture was read; on a crop only the first plate returned is looked at."""
    readings = _readings(picture.plates, found[:1] if crops else found)
    generic = picture.country in UNGOVERNED
    written = {_key(one.text, generic=generic) for one in picture.plates}
    accepted = [one for one in found if one[0].accepted]
    texts = {_key(plate.text, generic=generic) for plate, _ in accepted}
    boxes = [one.box for one in picture.plates if one.box]
    return Verdict(
        readings=tuple(readings),
        right=sum(_key(one.text, generic=generic) in texts for one in picture.plates),
        wrong=tuple(one for one in accepted if _key(one[0].text, generic=generic) not in written),
        boxed=len(boxes),
        located=sum(any(_at(box, other) for _, other in found) for box in boxes),
    )


def summed(verdicts: Sequence[Verdict], wall_ms: Sequence[float] = (), cpu_ms: Sequence[float] = ()) -> Figures:
    """Return a set's figures; a plate that was read exactly also counts as within a look-alike and one character."""
    kinds = [reading.kind for verdict in verdicts for reading in verdict.readings]
    exact, twins = kinds.count(Kind.EXACT), kinds.count(Kind.TWIN)
    close = [one for verdict in verdicts for one in verdict.readings if _near(one)]
    return Figures(
        pictures=len(verdicts),
        plates=len(kinds),
        exact=exact,
        twins=exact + twins,
        near=len(close),
        right=sum(verdict.right for verdict in verdicts),
        wrong=sum(len(verdict.wrong) for verdict in verdicts),
        fooled=sum(bool(verdict.wrong) for verdict in verdicts),
        boxed=sum(verdict.boxed for verdict in verdicts),
        located=sum(verdict.located for verdict in verdicts),
        wall_ms=tuple(wall_ms),
        cpu_ms=tuple(cpu_ms),
    )


def wilson_upper(hits: int, of: int, z: float = 1.96) -> float:
    """Return the upper end of the 95 % interval (Wilson) of a rate that was seen `hits` times in `of`."""
    if of == 0:
        return 1.0
    share = hits / of
    middle = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return min(1.0, (middle + spread) / (1 + z * z / of))


def twin_key(text: str) -> str:
    """Return a text with each of O/0, I/1, S/5, B/8, Z/2 as one character."""
    return text.translate(_TWINS)


def distance(one: str, other: str) -> int:
    """Return how many characters have to be changed, added or left out to make one text the other."""
    row = list(range(len(other) + 1))
    for n, char in enumerate(one, 1):
        before, row[0] = row[0], n
        for m, that in enumerate(other, 1):
            before, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, before + (char != that))
    return row[-1]


def _readings(written: Sequence[Written], found: Sequence[Found]) -> list[Reading]:
    """Give each labelled plate what was returned at its place; without a place, the closest that no other has."""
    given: dict[int, Found] = {}
    for n, one in enumerate(written):
        if one.box:
            at = next((other for other in found if _at(one.box, other[1])), None)
            given |= {n: at} if at else {}
    taken = [id(one) for one in given.values()]
    pairs = [
        (distance(one.text, other[0].text), n, order)
        for n, one in enumerate(written)
        if one.box is None
        for order, other in enumerate(found)
        if id(other) not in taken
    ]
    used: set[int] = set()
    for apart, n, order in sorted(pairs):
        # What has little in common with the plate is some other lettering: the plate itself was not found.
        if n not in given and order not in used and 2 * apart <= len(written[n].text):
            given[n] = found[order]
            used.add(order)
    return [Reading(one, given.get(n), _kind(one.text, given.get(n))) for n, one in enumerate(written)]


def _kind(text: str, found: Found | None) -> Kind:
    if found is None:
        return Kind.LOST
    read = found[0].text
    if read == text:
        return Kind.EXACT
    if twin_key(read) == twin_key(text):
        return Kind.TWIN
    return Kind.NEAR if distance(read, text) <= 1 else Kind.WRONG


def _near(reading: Reading) -> bool:
    return reading.found is not None and distance(reading.found[0].text, reading.written.text) <= 1


def _key(text: str, *, generic: bool) -> str:
    return twin_key(text) if generic else text


def _at(box: Box, other: Box) -> bool:
    return box.iou(other) >= OVERLAP
