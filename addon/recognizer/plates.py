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

from .grammars import Grammar, Swap, badges, grammars, swaps as look_alikes
from .model import Alternative, Doubts, Plate, RawRead

MAX_SWAPS: Final = 4
ALTERNATIVES: Final = 4
_FOLDS: Final = str.maketrans("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI")
_PLAIN: Final = re.compile(r"[A-Z0-9]")


@dataclass(frozen=True, slots=True)
class AcceptRules:
    """When one look is good enough for a gate: the lowest and the mean confidence of its characters, by kind of fit.

    `tie`: how much likelier than any other reading. `shortest` and `common` (a grammar's weight) bound what is taken
    from a country that the site does not expect. `twin`: what an I or 1 needs where no grammar tells them
    apart, and each character of a loose grammar.
    """

    national_lowest: float = 0.72
    national_mean: float = 0.85
    generic_lowest: float = 0.90
    generic_mean: float = 0.95
    twin: float = 0.97
    tie: float = 3.0
    shortest: int = 7
    common: float = 0.5


RULES: Final = AcceptRules()
EXPECTED, UNEXPECTED, GENERIC, GENERIC_UNEXPECTED = 1.0, 0.1, 0.5, 0.006
NO_HINT, GENERIC_NO_HINT = 1.0, 0.03
BADGE, ROW_LEFT_OUT, CHAR_LEFT_OUT, ONE_SCRIPT = 0.8, 0.3, 0.02, 0.05
LEAST_ODDS: Final = 0.001
RARE_MENDED: Final = 0.1


@dataclass(frozen=True, slots=True)
class _Char:
    """One folded character, how sure it is, and what else it may be."""

    char: str
    confidence: float
    doubts: Doubts = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """Folded characters of one or more rows, what it cost to leave others out, and how doubtful that made it."""

    rows: tuple[tuple[_Char, ...], ...]
    cost: float = 1.0
    doubtful: int = 0

    @property
    def text(self) -> str:
        """All rows in one."""
        return "".join(char.char for row in self.rows for char in row)


@dataclass(frozen=True, slots=True)
class _Fit:
    """One reading: a text, what each character is worth, the grammar (None: generic), its score, what was mended."""

    text: str
    confidences: tuple[float, ...]
    grammar: Grammar | None
    score: float
    doubtful: int = 0


def fold(text: str) -> str:
    """Return a text in upper case, without separators, Cyrillic letters as the Latin ones that look alike."""
    return "".join(char for char in text.upper().translate(_FOLDS) if _PLAIN.fullmatch(char))


def interpret(read: RawRead, countries: Sequence[str] = (), rules: AcceptRules = RULES) -> Plate | None:
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
        accepted=_leads(best, others) and _good_enough(best, countries, rules),
        confidences=best.confidences,
        alternatives=tuple(_alternatives(best, others)),
    )


def _fits(read: RawRead, countries: Sequence[str]) -> Iterator[_Fit]:
    for line in _lines(read):
        for grammar in grammars().get(tuple(len(row) for row in line.rows), ()):
            yield from _fitted(line, grammar, _prior(grammar.country, countries) * grammar.weight * line.cost)
        generic = _generic(line, countries)
        if generic:
            yield generic


def _fitted(line: _Line, grammar: Grammar, prior: float) -> Iterator[_Fit]:
    chars: list[_Char] = []
    odds: list[float] = []
    second: list[tuple[int, Swap]] = []
    for place, (char, allowed) in enumerate(_places(line, grammar)):
        options = _options(char, allowed, repair=grammar.repair)
        if not options:
            return
        chars.append(_Char(options[0].char, char.confidence * options[0].share))
        second += [(place, option) for option in options[1:]]
        if options[0].char != char.char:
            odds.append(options[0].odds)
    if len(odds) > MAX_SWAPS or not any(char.char.isdigit() for row in line.rows for char in row):
        return
    total = math.log(prior) + math.fsum(map(math.log, odds)) + math.fsum(_log(char.confidence) for char in chars)
    if odds and grammar.weight < RULES.common:
        total += math.log(RARE_MENDED)
    # Digits alone are dates and telephone numbers far more often than plates whose letters were all misread.
    doubtful = line.doubtful + len(odds) + (0 if any(map(str.isalpha, line.text)) else MAX_SWAPS)
    yield from _ordered(chars, grammar, total, doubtful)
    for place, option in second:
        other = _Char(option.char, chars[place].confidence * option.share)
        yield from _ordered(
            [*chars[:place], other, *chars[place + 1 :]], grammar, total + math.log(option.odds), doubtful + 1
        )


def _options(char: _Char, allowed: str, *, repair: bool) -> list[Swap]:
    """Return what may stand at a place, likeliest first: the character read, the reader's doubts, look-alikes."""
    options = [Swap(char.char, 1.0, 1.0)] if char.char in allowed else []
    seen = {
        other: Swap(other, max(LEAST_ODDS, p / max(char.confidence, p)), 0.95)
        for other, p in char.doubts
        if other in allowed
    }
    if repair and not options:
        for swap in look_alikes(char.char, allowed):
            known = seen.get(swap.char, swap)
            seen[swap.char] = Swap(swap.char, max(swap.odds, known.odds), 0.95 * max(swap.share, known.odds))
    return options + sorted(seen.values(), key=lambda swap: -swap.odds) if repair else options


def _places(line: _Line, grammar: Grammar) -> Iterator[tuple[_Char, str]]:
    for row, places in zip(line.rows, grammar.rows, strict=True):
        yield from zip(row, places, strict=True)


def _ordered(chars: Sequence[_Char], grammar: Grammar, score: float, doubtful: int) -> Iterator[_Fit]:
    kept = [chars[place] for place in grammar.order]
    text = "".join(char.char for char in kept)
    if grammar.allows(text):
        yield _Fit(text, tuple(char.confidence for char in kept), grammar, score, doubtful)


def _generic(line: _Line, countries: Sequence[str]) -> _Fit | None:
    text = line.text
    confidences = tuple(char.confidence for row in line.rows for char in row)
    if not 4 <= len(text) <= 9 or "?" in text or line.cost < ROW_LEFT_OUT:
        return None
    prior = _generic_prior(countries) * (1.0 if _mixed(text) else ONE_SCRIPT)
    return _Fit(text, confidences, None, math.log(prior * line.cost) + math.fsum(map(_log, confidences)))


def _lines(read: RawRead) -> Iterator[_Line]:
    doubts = read.doubts or tuple(((),) * len(row) for row in read.rows)
    folded = (_folded(*row) for row in zip(read.rows, read.confidences, doubts, strict=True))
    rows = [row for row in folded if row]
    for row in rows:
        yield from _trimmed(_Line((row,), ROW_LEFT_OUT ** (len(rows) - 1)))
    for top, bottom in pairwise(rows):
        yield _Line((top, bottom), ROW_LEFT_OUT ** (len(rows) - 2))


def _folded(row: str, confidences: Sequence[float], doubts: Sequence[Doubts]) -> tuple[_Char, ...]:
    # A letter of no alphabet we know is kept as a question mark: no grammar takes it, and nothing closes over it.
    chars = (
        _Char(fold(char) or "?" * char.isalnum(), confidence, others)
        for char, confidence, others in zip(row, confidences, doubts, strict=True)
    )
    return tuple(char for char in chars if char.char)[:24]


def _trimmed(line: _Line) -> Iterator[_Line]:
    """Yield the row as it is, without a country's badge, and without one doubtful character at either end."""
    (row,), text = line.rows, line.text
    yield line
    for badge in badges():
        if text.endswith(badge):
            yield _Line((row[: -len(badge)],), line.cost * BADGE)
        if text.startswith(badge):
            yield _Line((row[len(badge) :],), line.cost * BADGE)
    if len(text) > 5:
        yield _Line((row[1:],), line.cost * CHAR_LEFT_OUT, doubtful=2)
        yield _Line((row[:-1],), line.cost * CHAR_LEFT_OUT, doubtful=2)


def _prior(country: str, countries: Sequence[str]) -> float:
    if not countries:
        return NO_HINT
    return EXPECTED if country in countries else UNEXPECTED


def _generic_prior(countries: Sequence[str]) -> float:
    if not countries:
        return GENERIC_NO_HINT
    return GENERIC_UNEXPECTED if {"EU", "US"}.isdisjoint(countries) else GENERIC


def _mixed(text: str) -> bool:
    return any(map(str.isdigit, text)) and any(map(str.isalpha, text))


def _ranked(fits: Iterator[_Fit]) -> list[_Fit]:
    return sorted(fits, key=lambda fit: (-fit.score, fit.text))


def _country(fit: _Fit) -> str | None:
    return fit.grammar.country if fit.grammar else None


def _leads(best: _Fit, others: Sequence[_Fit]) -> bool:
    return not others or best.score - others[0].score > math.log(RULES.tie)


def _generic_country(best: _Fit, countries: Sequence[str]) -> str | None:
    generic = [country for country in countries if country in {"EU", "US"}]
    return generic[0] if best.grammar is None and len(generic) == 1 else None


def _good_enough(best: _Fit, countries: Sequence[str], rules: AcceptRules) -> bool:
    lowest, mean = min(best.confidences), _mean(best.confidences)
    if best.grammar and not best.grammar.loose:
        sure = lowest >= rules.national_lowest and mean >= rules.national_mean
        return sure and _trusted(best, best.grammar, countries)
    sure = lowest >= rules.generic_lowest and mean >= rules.generic_mean
    if best.grammar:
        # What may be longer or shorter is taken whole and beyond doubt only: its last letters are the first to be lost.
        whole = best.doubtful == 0 and best.text[-1].isalpha() and lowest >= rules.twin
        return sure and whole and _trusted(best, best.grammar, countries)
    return sure and _plain_twins(best, rules) and _looks_like_a_plate(best.text, countries)


def _trusted(best: _Fit, grammar: Grammar, countries: Sequence[str]) -> bool:
    """Whether a grammar is proof enough: a rare, short or repaired one is only where its country is expected."""
    if _may_be_cut(best.text, grammar, countries):
        return False
    if grammar.country in countries:
        most = 3 if grammar.weight >= RULES.common else 0
        return best.doubtful <= most and len(best.text) >= 5
    most = 0 if countries else 1
    return best.doubtful <= most and grammar.weight >= RULES.common and len(best.text) >= RULES.shortest


def _may_be_cut(text: str, grammar: Grammar, countries: Sequence[str]) -> bool:
    """Whether a text is also the beginning of a longer common plate, whose small region number was not seen."""
    return any(
        len(longer.rows) == 1
        and len(longer.rows[0]) > len(text)
        and not longer.loose
        and longer.weight >= 1
        and longer.country != grammar.country
        and (longer.country in countries or not countries)
        and all(char in allowed for char, allowed in zip(text, longer.rows[0], strict=False))
        for those in grammars().values()
        for longer in those
    )


def _plain_twins(best: _Fit, rules: AcceptRules) -> bool:
    """Whether what looks alike is told apart without a grammar: an O or 0 by its neighbours, an I or 1 by its looks."""
    pairs = zip(best.text, best.confidences, strict=True)
    return not _twins(best.text) and all(sure >= rules.twin for char, sure in pairs if char in "I1")


def _twins(text: str) -> list[int]:
    """Return the places of an O or 0 that does not stand between two of its own script."""
    padded = f" {text} "
    return [
        place
        for place, char in enumerate(text)
        if char in "O0Q" and any(x == " " or x.isdigit() != char.isdigit() for x in padded[place : place + 3])
    ]


def _looks_like_a_plate(text: str, countries: Sequence[str]) -> bool:
    """Whether a text of no national grammar is expected and has a plate's shape; words and dates have not."""
    if {"EU", "US"}.isdisjoint(countries):
        return False
    runs = re.findall(r"[A-Z]+|\d+", text)
    return 6 <= len(text) <= 8 and 2 <= len(runs) <= 4 and all(len(run) <= (3 if run.isalpha() else 5) for run in runs)


def _mean(confidences: Sequence[float]) -> float:
    return math.exp(math.fsum(map(_log, confidences)) / len(confidences))


def _log(confidence: float) -> float:
    return math.log(max(confidence, 0.01))


def _alternatives(best: _Fit, others: Sequence[_Fit]) -> Iterator[Alternative]:
    seen = {best.text}
    for place in _twins(best.text) if best.grammar is None else ():
        twin = "O" if best.text[place] == "0" else "0"
        text = best.text[:place] + twin + best.text[place + 1 :]
        if text not in seen and len(seen) < ALTERNATIVES:
            seen.add(text)
            yield Alternative(text, None, round(_mean(best.confidences) / 2, 4))
    for fit in others:
        odds = math.exp(min(0.0, fit.score - best.score))
        if fit.text in seen or odds < 0.02:
            continue
        seen.add(fit.text)
        if len(seen) > ALTERNATIVES + 1:
            return
        yield Alternative(fit.text, _country(fit), round(_mean(fit.confidences) * odds, 4))
