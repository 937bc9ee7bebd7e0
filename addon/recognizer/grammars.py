"""National plate grammars as data: what stands at which place of a plate, and what it may be mistaken for there."""

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

COUNTRIES: Final = ("KZ", "RU", "UZ", "KG", "BY", "ID", "EU", "US")
"""What a site may say it expects; EU and US are known by their script only."""

# How likely one character was read for another: a digit and a letter of one shape, then letters where an alphabet is
# short. Many national fonts draw O and 0 alike.
_ALIKE: Final = {
    "O": {"0": 0.5}, "D": {"0": 0.15}, "Q": {"0": 0.2}, "I": {"1": 0.3}, "L": {"1": 0.1}, "Z": {"2": 0.15, "7": 0.02},
    "S": {"5": 0.15}, "B": {"8": 0.15}, "0": {"O": 0.5, "D": 0.05, "Q": 0.03}, "1": {"I": 0.2, "L": 0.03, "T": 0.02},
    "2": {"Z": 0.1}, "5": {"S": 0.1}, "8": {"B": 0.15}, "6": {"G": 0.1, "E": 0.01},
    "G": {"6": 0.06, "0": 0.06}, "A": {"4": 0.03}, "T": {"7": 0.03}, "J": {"1": 0.02}, "U": {"0": 0.02},
    "E": {"6": 0.01, "8": 0.01}, "4": {"A": 0.03}, "7": {"T": 0.03, "Y": 0.01}, "3": {"B": 0.02, "E": 0.01},
    "9": {"P": 0.01},
}  # fmt: skip
_LETTERS: Final = {
    "D": {"O": 0.05}, "Q": {"O": 0.1}, "V": {"Y": 0.02}, "N": {"H": 0.02, "M": 0.01}, "W": {"M": 0.01},
    "G": {"C": 0.02}, "F": {"E": 0.01, "P": 0.01}, "R": {"P": 0.01, "K": 0.01, "B": 0.01}, "J": {"T": 0.01},
    "I": {"T": 0.01}, "U": {"O": 0.01},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Swap:
    """What a character may really be: how likely the mistake is, and this one's share of what it may be."""

    char: str
    odds: float
    share: float


@dataclass(frozen=True, slots=True)
class Grammar:
    """One kind of plate: the characters allowed at each place as read, row by row, and how they make the text."""

    country: str
    kind: str
    rows: tuple[tuple[str, ...], ...]
    order: tuple[int, ...]
    pattern: re.Pattern[str] | None
    weight: float
    repair: bool
    loose: bool

    @property
    def lengths(self) -> tuple[int, ...]:
        """Characters in each row."""
        return tuple(len(row) for row in self.rows)

    def allows(self, text: str) -> bool:
        """Whether a text in the plate's own order keeps to the pattern; its places are taken for granted."""
        return self.pattern is None or self.pattern.fullmatch(text) is not None


@cache
def grammars() -> Mapping[tuple[int, ...], tuple[Grammar, ...]]:
    """Return every grammar by the lengths of its rows."""
    table = _table()
    found: dict[tuple[int, ...], list[Grammar]] = {}
    for entry in table["grammars"]:
        for grammar in _expanded(entry, table["classes"]):
            found.setdefault(grammar.lengths, []).append(grammar)
    return {lengths: tuple(those) for lengths, those in found.items()}


@cache
def strict(country: str | None, kind: str | None) -> bool:
    """Whether plates of a kind have one length and one order of letters and digits, so that a wrong read shows."""
    named = (grammar for those in grammars().values() for grammar in those)
    return any((g.country, g.kind) == (country, kind) and not g.loose for g in named)


@cache
def badges() -> tuple[str, ...]:
    """Return the country signs that stand on plates and are no part of their number."""
    return tuple(badge for those in _table()["badges"].values() for badge in those)


@cache
def swaps(read: str, allowed: str) -> tuple[Swap, ...]:
    """Return what a character that is not allowed at its place may be there, likeliest first."""
    known = {**_ALIKE.get(read, {}), **_LETTERS.get(read, {})}
    fitting = {char: odds for char, odds in known.items() if char in allowed}
    total = sum(fitting.values())
    ranked = sorted(fitting.items(), key=lambda item: -item[1])
    return tuple(Swap(char, odds, odds / total) for char, odds in ranked)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(Path(__file__).with_name("grammars.json").read_text("utf-8"))
    return table


def _expanded(entry: Mapping[str, Any], classes: Mapping[str, str]) -> Iterator[Grammar]:
    for rows in itertools.product(*(_shapes(row) for row in entry["rows"])):
        kept = sum(len(row) for row in rows[: entry.get("keep", len(rows))])
        yield Grammar(
            country=entry["country"],
            kind=entry["kind"],
            rows=tuple(tuple(classes.get(char, char) for char in row) for row in rows),
            order=tuple(entry.get("order", range(kept))),
            pattern=re.compile(entry["pattern"]) if "pattern" in entry else None,
            weight=entry["weight"],
            repair=entry.get("repair", True),
            loose=entry.get("loose", False),
        )


def _shapes(row: str) -> list[str]:
    parts = re.findall(r"(.)(?:\{(\d+),(\d+)\})?", row)
    choices = [[char * n for n in range(int(low or 1), int(high or 1) + 1)] for char, low, high in parts]
    return ["".join(choice) for choice in itertools.product(*choices)]
