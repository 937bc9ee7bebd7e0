"""From what a reader saw to a plate: fold, find the grammar that fits, repair look-alikes, say how sure.

A grammar repairs a character only where it knows that a digit or a letter stands there; each repair costs. What two
grammars read differently is reported as alternatives and never accepted. EU and US plates are not repaired.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from .grammars import Grammar, Swap, badges, grammars, swaps
from .model import Alternative, Plate, RawRead

MAX_LENGTH: Final = 12
MAX_SWAPS: Final = 3
ALTERNATIVES: Final = 4
_FOLDS: Final = str.maketrans("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI")
_PLAIN: Final = re.compile(r"[A-Z0-9]")


@dataclass(frozen=True, slots=True)
class AcceptRules:
    """When one look is good enough for a gate: the lowest and the mean confidence of its characters, by kind of fit."""

    national_lowest: float = 0.60
    national_mean: float = 0.85
    generic_lowest: float = 0.85
    generic_mean: float = 0.95
    tie: float = 3.0


RULES: Final = AcceptRules()
EXPECTED, UNEXPECTED, GENERIC, GENERIC_UNEXPECTED = 1.0, 0.1, 0.5, 0.01
NO_HINT, GENERIC_NO_HINT = 1.0, 0.03
BADGE, ROW_LEFT_OUT, CHAR_LEFT_OUT = 0.8, 0.3, 0.02


@dataclass(frozen=True, slots=True)
class _Line:
    """Folded characters of one or more rows, and what it cost to leave others out."""

    rows: tuple[str, ...]
    confidences: tuple[tuple[float, ...], ...]
    cost: float = 1.0


@dataclass(frozen=True, slots=True)
class _Fit:
    """One reading: a text, what each character is worth, the grammar (None: generic), and its score."""

    text: str
    confidences: tuple[float, ...]
    grammar: Grammar | None
    score: float


def fold(text: str) -> str:
    """Return a text in upper case, without separators, Cyrillic letters as the Latin ones that look alike."""
    return "".join(char for char in text.upper().translate(_FOLDS) if _PLAIN.fullmatch(char))


def interpret(read: RawRead, countries: Sequence[str] = ()) -> Plate | None:
    """Return the plate a look shows, None where there is no text; `countries` are what the site expects, a hint."""
    fits = _ranked(_fits(read, countries))
    if not fits:
        return None
    best = fits[0]
    same = [fit for fit in fits if fit.text == best.text]
    others = [fit for fit in fits if fit.text != best.text]
    named = best.grammar if _leads(best, [fit for fit in same if _country(fit) != _country(best)]) else None
    return Plate(
        text=best.text,
        raw=" ".join(read.rows),
        country=named.country if named else _generic_country(best, countries),
        kind=named.kind if named else None,
        confidence=round(_mean(best.confidences), 4),
        accepted=_leads(best, others) and _good_enough(best, countries),
        confidences=best.confidences,
        alternatives=tuple(_alternatives(best, others)),
    )


def matches(text: str, countries: Sequence[str] = ()) -> bool:
    """Whether a folded text is a full plate of a national grammar, nothing repaired."""
    sure = RawRead((text,), ((1.0,) * len(text),))
    return any(fit.grammar is not None and fit.text == text for fit in _fits(sure, countries))


def _fits(read: RawRead, countries: Sequence[str]) -> Iterator[_Fit]:
    for line in _lines(read):
        for grammar in grammars().get(tuple(len(row) for row in line.rows), ()):
            yield from _fitted(line, grammar, _prior(grammar.country, countries) * grammar.weight * line.cost)
        generic = _generic(line, countries)
        if generic:
            yield generic


def _fitted(line: _Line, grammar: Grammar, prior: float) -> Iterator[_Fit]:
    chars: list[str] = []
    confidences: list[float] = []
    odds: list[float] = []
    second: list[tuple[int, Swap]] = []
    for place, (char, confidence, allowed) in enumerate(_places(line, grammar)):
        if char in allowed:
            chars.append(char)
            confidences.append(confidence)
            continue
        options = swaps(char, allowed) if grammar.repair else ()
        if not options or len(odds) == MAX_SWAPS:
            return
        chars.append(options[0].char)
        confidences.append(confidence * options[0].share * 0.95)
        odds.append(options[0].odds)
        second += [(place, option) for option in options[1:]]
    total = math.log(prior) + math.fsum(map(math.log, odds)) + math.fsum(math.log(max(c, 0.01)) for c in confidences)
    yield from _ordered(chars, confidences, grammar, total)
    for place, option in second:
        other = [*chars[:place], option.char, *chars[place + 1 :]]
        yield from _ordered(other, confidences, grammar, total + math.log(option.share))


def _places(line: _Line, grammar: Grammar) -> Iterator[tuple[str, float, str]]:
    for row, confidences, places in zip(line.rows, line.confidences, grammar.rows, strict=True):
        yield from zip(row, confidences, places, strict=True)


def _ordered(chars: Sequence[str], confidences: Sequence[float], grammar: Grammar, score: float) -> Iterator[_Fit]:
    text = "".join(chars[place] for place in grammar.order)
    if grammar.allows(text):
        yield _Fit(text, tuple(confidences[place] for place in grammar.order), grammar, score)


def _generic(line: _Line, countries: Sequence[str]) -> _Fit | None:
    text = "".join(line.rows)
    confidences = tuple(c for row in line.confidences for c in row)
    if not 4 <= len(text) <= 9 or "?" in text or line.cost < ROW_LEFT_OUT:
        return None
    score = math.log(_generic_prior(countries) * line.cost) + math.fsum(math.log(max(c, 0.01)) for c in confidences)
    return _Fit(text, confidences, None, score)


def _lines(read: RawRead) -> Iterator[_Line]:
    rows = [_folded(row, confidences) for row, confidences in zip(read.rows, read.confidences, strict=True)]
    rows = [row for row in rows if row[0]]
    for row in rows:
        yield from _trimmed(_Line((row[0],), (row[1],), ROW_LEFT_OUT ** (len(rows) - 1)))
    for top, bottom in pairwise(rows):
        yield _Line((top[0], bottom[0]), (top[1], bottom[1]), ROW_LEFT_OUT ** (len(rows) - 2))


def _folded(row: str, confidences: Sequence[float]) -> tuple[str, tuple[float, ...]]:
    # A letter of no alphabet we know is kept as a question mark: no grammar takes it, and nothing closes over it.
    pairs = [(fold(char) or "?" * char.isalnum(), c) for char, c in zip(row, confidences, strict=True)]
    return "".join(char for char, _ in pairs)[:24], tuple(confidence for char, confidence in pairs if char)[:24]


def _trimmed(line: _Line) -> Iterator[_Line]:
    """Yield the row as it is, without a country's badge, and without one doubtful character at either end."""
    (text,), (confidences,) = line.rows, line.confidences
    yield line
    for badge in badges():
        if text.endswith(badge):
            yield _Line((text[: -len(badge)],), (confidences[: -len(badge)],), line.cost * BADGE)
        if text.startswith(badge):
            yield _Line((text[len(badge) :],), (confidences[len(badge) :],), line.cost * BADGE)
    if len(text) > 5:
        yield _Line((text[1:],), (confidences[1:],), line.cost * CHAR_LEFT_OUT)
        yield _Line((text[:-1],), (confidences[:-1],), line.cost * CHAR_LEFT_OUT)


def _prior(country: str, countries: Sequence[str]) -> float:
    if not countries:
        return NO_HINT
    return EXPECTED if country in countries else UNEXPECTED


def _generic_prior(countries: Sequence[str]) -> float:
    if not countries:
        return GENERIC_NO_HINT
    return GENERIC_UNEXPECTED if {"EU", "US"}.isdisjoint(countries) else GENERIC


def _ranked(fits: Iterator[_Fit]) -> list[_Fit]:
    return sorted(fits, key=lambda fit: (-fit.score, fit.text))


def _country(fit: _Fit) -> str | None:
    return fit.grammar.country if fit.grammar else None


def _leads(best: _Fit, others: Sequence[_Fit]) -> bool:
    return not others or best.score - others[0].score > math.log(RULES.tie)


def _generic_country(best: _Fit, countries: Sequence[str]) -> str | None:
    generic = [country for country in countries if country in {"EU", "US"}]
    return generic[0] if best.grammar is None and len(generic) == 1 else None


def _good_enough(best: _Fit, countries: Sequence[str]) -> bool:
    lowest, mean = min(best.confidences), _mean(best.confidences)
    if best.grammar:
        return lowest >= RULES.national_lowest and mean >= RULES.national_mean
    return lowest >= RULES.generic_lowest and mean >= RULES.generic_mean and _looks_like_a_plate(best.text, countries)


def _looks_like_a_plate(text: str, countries: Sequence[str]) -> bool:
    """Whether a text of no national grammar has a plate's shape; words, telephone numbers and dates have not."""
    if "US" in countries and len(text) <= 7 and not (text.isdigit() and len(text) < 5):
        return True
    runs = re.findall(r"[A-Z]+|\d+", text)
    return 2 <= len(runs) <= 4 and all(len(run) <= (4 if run.isalpha() else 5) for run in runs)


def _mean(confidences: Sequence[float]) -> float:
    return math.exp(math.fsum(math.log(max(c, 0.01)) for c in confidences) / len(confidences))


def _alternatives(best: _Fit, others: Sequence[_Fit]) -> Iterator[Alternative]:
    seen = {best.text}
    for fit in others:
        odds = math.exp(min(0.0, fit.score - best.score))
        if fit.text in seen or odds < 0.02:
            continue
        seen.add(fit.text)
        if len(seen) > ALTERNATIVES + 1:
            return
        yield Alternative(fit.text, _country(fit), round(_mean(fit.confidences) * odds, 4))
