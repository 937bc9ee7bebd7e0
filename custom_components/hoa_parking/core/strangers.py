"""Who may come by: the national shapes of the plates on a list, and how likely each text is to be a stranger's."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod
from string import ascii_uppercase, digits
from types import MappingProxyType
from typing import Final

ELSEWHERE: Final = 0.1
"""How many strangers come from any region at all; the rest come from regions as the list does."""

_NOBODY: Final = 1e-9
"""Less than this part of all plates left over is rounding."""

_CLASSES: Final[Mapping[str, str]] = MappingProxyType(
    {"d": digits, "l": ascii_uppercase, "r": "ABEKMHOPCTYX", "b": "ABEIKMHOPCTX", "f": "FH"}
)
_TWO: Final = tuple(f"{number:02}" for number in range(1, 100))
_THREE: Final = tuple(str(number) for number in range(100, 1000))
_AREAS: Final = (
    ("A", "ABDEG"),
    ("B", "ABDEGHKLMNP"),
    ("D", "ABCDEGHKLMNRSTW"),
    ("E", "ABD"),
    ("K", "BHTU"),
    ("P", "AB"),
)
_REGIONS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "KZ": _TWO[:20],
        "KZ 1993": tuple("ABCDEFHKLMNOPRSTUVWXZ"),
        "UZ": ("01", "10", "20", "25", "30", "40", "50", "60", "70", "75", "80", "85", "90", "95"),
        "KG": _TWO[:9],
        "BY": tuple("01234567"),
        "RU": _TWO,
        "RU 3": _THREE,
        "ID": tuple("ABDEFGHKLMNPRSTWZ"),
        "ID 2": tuple(first + second for first, seconds in _AREAS for second in seconds),
    }
)

_NUMBERS: Final = tuple(f"{'d' * n}{'l' * m}" for n in range(1, 5) for m in range(4))
_TEMPLATES: Final = (
    ("KZ", "KZ", ("dddlll##", "dddll##", "fdddd##")),
    ("KZ", "KZ 1993", ("#dddlll", "#dddll")),
    ("RU", "RU", ("rdddrr##", "rrddd##", "rrdddd##", "ddddrr##", "rdddd##", "rrdddr##")),
    ("RU", "RU 3", ("rdddrr###", "rrddd###", "rrdddd###", "ddddrr###", "rdddd###", "rrdddr###")),
    ("UZ", "UZ", ("##ldddll", "##dddlll", "##ddddll")),
    ("KG", "KG", ("##dddlll", "##dddll")),
    ("BY", "BY", ("ddddbb#", "Edddbb#", "bbdddd#", "bddddb#")),
    ("ID", "ID", tuple(f"#{number}" for number in _NUMBERS)),
    ("ID", "ID 2", tuple(f"##{number}" for number in _NUMBERS)),
)
"""Country, its regions, its templates: # stands for a region's character, a small letter for a class of characters."""

_SHAPES: Final = str.maketrans(digits + ascii_uppercase, "0" * 10 + "A" * 26)


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """One kind of plate: `alphabets` at each place, and the regions it may name: only "" where it names none."""

    country: str
    alphabets: tuple[str, ...]
    pattern: re.Pattern[str]
    regions: frozenset[str]
    numbers: int

    def region(self, text: str) -> str | None:
        """Return the region that a plate of this kind names; None for a plate of another kind."""
        found = self.pattern.fullmatch(text)
        region = "".join(found.groups()) if found else None
        return region if region in self.regions else None


class Strangers:
    """Strangers whose plates are of the kinds on a list, as often as there, and uniform within a kind and a region.

    Nobody else bears a plate of the list, unless it is of another kind that only reads the same.
    """

    def __init__(self, listed: Iterable[str], countries: Sequence[str]) -> None:
        self._own = {text: _kind(text, tuple(countries)) for text in listed}
        seen: dict[Kind, Counter[str]] = {}
        for text, kind in self._own.items():
            seen.setdefault(kind, Counter())[kind.region(text) or ""] += 1
        self._kinds = tuple(seen)
        self._by_shape: dict[str, list[tuple[Kind, Mapping[str, float]]]] = {}
        for kind, regions in seen.items():
            chances = _chances(kind, regions, regions.total() / len(self._own))
            shape = "".join(alphabet[0] for alphabet in kind.alphabets).translate(_SHAPES)
            self._by_shape.setdefault(shape, []).append((kind, chances))
        everybody = sum(self._chance(text, but=None) for text in self._own)
        others = sum(self._chance(text, but=kind) for text, kind in self._own.items())
        self._strange = 1 - everybody + others

    def chance(self, text: str) -> float:
        """Return the probability that the next stranger bears this plate."""
        # A list that leaves no plate over leaves no stranger.
        return self._chance(text, but=self._own.get(text)) / self._strange if self._strange > _NOBODY else 0.0

    def alphabets(self, length: int) -> tuple[str, ...]:
        """Return the characters that plates of a length may have at each place."""
        kinds = (kind.alphabets for kind in self._kinds if len(kind.alphabets) == length)
        return tuple("".join(sorted(set().union(*place))) for place in zip(*kinds, strict=True))

    def _chance(self, text: str, but: Kind | None) -> float:
        total = 0.0
        for kind, chances in self._by_shape.get(text.translate(_SHAPES), ()):
            if kind is not but and (region := kind.region(text)) is not None:
                total += chances[region]
        return total


def _chances(kind: Kind, seen: Counter[str], share: float) -> Mapping[str, float]:
    """Return the probability of one plate of a kind, by its region."""
    anywhere = ELSEWHERE / len(kind.regions)
    return {
        region: share * (anywhere + (1 - ELSEWHERE) * seen[region] / seen.total()) / kind.numbers
        for region in kind.regions
    }


@cache
def _known() -> Mapping[str, tuple[Kind, ...]]:
    """Return every known kind by the shape of its plates."""
    found: dict[str, list[Kind]] = {}
    for country, regions, templates in _TEMPLATES:
        for template in templates:
            kind = _made(country, template, _REGIONS[regions])
            shape = "".join(alphabet[0] for alphabet in kind.alphabets).translate(_SHAPES)
            found.setdefault(shape, []).append(kind)
    return {shape: tuple(kinds) for shape, kinds in found.items()}


def _kind(text: str, countries: tuple[str, ...]) -> Kind:
    """Return the kind of a plate, of the countries that are expected first; an unknown one is a kind by its shape."""
    shape = text.translate(_SHAPES)
    fitting = [kind for kind in _known().get(shape, ()) if kind.region(text) is not None]
    fitting.sort(key=lambda kind: kind.country not in countries)
    return fitting[0] if fitting else _other(shape)


@cache
def _other(shape: str) -> Kind:
    return _made("", shape.replace("0", "d").replace("A", "l"), ("",))


def _made(country: str, template: str, regions: Sequence[str]) -> Kind:
    places = iter(zip(*regions, strict=True))
    alphabets = tuple(
        "".join(sorted(set(next(places)))) if place == "#" else _CLASSES.get(place, place) for place in template
    )
    pattern = "".join(
        f"([{alphabet}])" if place == "#" else f"[{alphabet}]"
        for place, alphabet in zip(template, alphabets, strict=True)
    )
    numbers = prod(len(alphabet) for place, alphabet in zip(template, alphabets, strict=True) if place != "#")
    return Kind(country, alphabets, re.compile(pattern), frozenset(regions), numbers)
