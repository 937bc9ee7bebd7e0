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

# How often one character is read for another: digit and letter of one shape, then letters where an alphabet is short.
_COMMON: Final = {
    "O": {"0": 1.0}, "D": {"0": 1.0}, "Q": {"0": 1.0}, "I": {"1": 1.0}, "L": {"1": 1.0}, "Z": {"2": 0.9, "7": 0.1},
    "S": {"5": 1.0}, "B": {"8": 1.0}, "0": {"O": 0.85, "D": 0.1, "Q": 0.05}, "1": {"I": 0.75, "L": 0.15, "T": 0.1},
    "2": {"Z": 1.0}, "5": {"S": 1.0}, "8": {"B": 1.0}, "6": {"G": 0.9, "E": 0.1},
}  # fmt: skip
_RARE: Final = {
    "G": {"6": 0.6, "0": 0.4}, "A": {"4": 1.0}, "T": {"7": 1.0}, "J": {"1": 1.0}, "U": {"0": 1.0},
    "E": {"6": 0.5, "8": 0.5},
    "4": {"A": 1.0}, "7": {"T": 0.8, "Y": 0.2}, "3": {"B": 0.8, "E": 0.2}, "9": {"P": 0.7, "O": 0.3},
}  # fmt: skip
_LETTERS: Final = {
    "D": {"O": 1.0}, "Q": {"O": 1.0}, "V": {"Y": 1.0}, "N": {"H": 0.7, "M": 0.3}, "W": {"M": 1.0}, "G": {"C": 1.0},
    "F": {"E": 0.5, "P": 0.5}, "R": {"P": 0.5, "K": 0.3, "B": 0.2}, "J": {"T": 1.0}, "I": {"T": 1.0}, "U": {"O": 1.0},
}  # fmt: skip
COMMON_SWAP: Final = 0.15
RARE_SWAP: Final = 0.03
LETTER_SWAP: Final = 0.01


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
def badges() -> tuple[str, ...]:
    """Return the country signs that stand on plates and are no part of their number."""
    return tuple(badge for those in _table()["badges"].values() for badge in those)


@cache
def swaps(read: str, allowed: str) -> tuple[Swap, ...]:
    """Return what a character that is not allowed at its place may be there, likeliest first."""
    for confusions, odds in ((_COMMON, COMMON_SWAP), (_RARE, RARE_SWAP), (_LETTERS, LETTER_SWAP)):
        fitting = {char: share for char, share in confusions.get(read, {}).items() if char in allowed}
        if fitting:
            total = sum(fitting.values())
            ranked = sorted(fitting.items(), key=lambda item: -item[1])
            return tuple(Swap(char, odds * share / total, share / total) for char, share in ranked)
    return ()


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
        )


def _shapes(row: str) -> list[str]:
    parts = re.findall(r"(.)(?:\{(\d+),(\d+)\})?", row)
    choices = [[char * n for n in range(int(low or 1), int(high or 1) + 1)] for char, low, high in parts]
    return ["".join(choice) for choice in itertools.product(*choices)]
