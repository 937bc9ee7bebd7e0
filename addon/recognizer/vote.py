"""Many looks at one plate make one answer, character by character."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from .model import Alternative, Plate, RawRead
from .plates import interpret


@dataclass(frozen=True, slots=True)
class VoteRules:
    """When a vote is sure.

    `share`: of all weight, what the winning text must have; `margin`: its weight over the next
    text's; `lowest`: what each character must have of the weight at its place; `weight`: how much a sure look counts
    more than a doubtful one (its confidence to this power).
    """

    min_reads: int = 2
    share: float = 0.6
    margin: float = 2.0
    lowest: float = 0.75
    weight: float = 4.0


RULES: Final = VoteRules()


@dataclass(frozen=True, slots=True)
class Vote:
    """What the looks say together; `sure`: enough of them agree for a gate to act on it."""

    plate: Plate
    sure: bool
    reads: int


def vote(plates: Sequence[Plate], countries: Sequence[str] = (), rules: VoteRules = RULES) -> Vote:
    """Return what one or more looks at one plate say together."""
    weights: dict[str, float] = defaultdict(float)
    for plate in plates:
        weights[plate.text] += plate.confidence**rules.weight
    text, confidences = _by_character(plates, weights, rules)
    plate = _as_plate(text, confidences, plates, countries)
    agreeing = [look for look in plates if look.text == plate.text]
    sure = _sure(plate.text, agreeing, weights, rules) and min(plate.confidences, default=0) >= rules.lowest
    kept = replace(plate, accepted=sure, alternatives=tuple(_alternatives(plate, plates, weights)))
    return Vote(kept, sure, len(plates))


def _sure(text: str, agreeing: Sequence[Plate], weights: Mapping[str, float], rules: VoteRules) -> bool:
    good = sum(look.accepted for look in agreeing)
    second = max((weight for other, weight in weights.items() if other != text), default=0.0)
    return (
        good >= rules.min_reads
        and weights[text] >= rules.share * sum(weights.values())
        and weights[text] >= rules.margin * second
    )


def _by_character(
    plates: Sequence[Plate], weights: Mapping[str, float], rules: VoteRules
) -> tuple[str, tuple[float, ...]]:
    leader = max(weights, key=lambda text: (weights[text], text))
    peers = [plate for plate in plates if len(plate.text) == len(leader) and plate.confidences]
    if not peers:
        return leader, (0.0,) * len(leader)
    chars, confidences = [], []
    for place in range(len(leader)):
        tally: Counter[str] = Counter()
        for plate in peers:
            tally[plate.text[place]] += plate.confidences[place] ** rules.weight
        char, won = max(tally.items(), key=lambda item: (item[1], item[0] == leader[place]))
        best = max(plate.confidences[place] for plate in peers if plate.text[place] == char)
        chars.append(char)
        confidences.append(best * won / (sum(tally.values()) or 1.0))
    return "".join(chars), tuple(confidences)


def _as_plate(text: str, confidences: tuple[float, ...], plates: Sequence[Plate], countries: Sequence[str]) -> Plate:
    """Take the look that says the text; where none does, what a grammar makes of it, or else the surest look."""
    looks = [plate for plate in plates if plate.text == text]
    if looks:
        best = max(looks, key=lambda plate: plate.confidence)
    else:
        made = interpret(RawRead((text,), (confidences,)), countries)
        surest = max(plates, key=lambda plate: plate.confidence)
        return replace(made, raw=surest.raw) if made and made.text == text and made.kind else surest
    mean = sum(confidences) / max(1, len(confidences))
    return replace(best, confidences=confidences, confidence=round(mean, 4))


def _alternatives(plate: Plate, plates: Iterable[Plate], weights: Mapping[str, float]) -> Iterable[Alternative]:
    total = sum(weights.values()) or 1.0
    countries = {look.text: look.country for look in plates}
    others = sorted((text for text in weights if text != plate.text), key=lambda text: -weights[text])[:4]
    yield from (Alternative(text, countries[text], round(weights[text] / total, 4)) for text in others)
    yield from (other for other in plate.alternatives if other.text not in weights)
