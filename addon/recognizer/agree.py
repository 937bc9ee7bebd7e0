"""Two readers of one plate: what both read may be accepted; what they read differently is told, and never accepted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from .grammars import strict
from .model import Alternative, Plate
from .vote import vote

SEEN: Final = 0.5
"""How confident the less sure reader has to be."""
LEAD: Final = 0.9
"""What the first reader may lack in confidence, and still be believed: on open photos it erred less."""


def agreed(one: Plate, other: Plate | None, countries: Sequence[str] = ()) -> Plate:
    """Return what two reads of the same plate say together; `other` is None where the second reader saw nothing.

    Where both say the same, one of them has to be sure and the other one has to see something; a character is then as
    sure as they are on average.
    """
    if other is None:
        return replace(one, accepted=False)
    both = _fused(one, other, countries)
    if one.text != other.text:
        return replace(both, accepted=False)
    pairs = zip(one.confidences, other.confidences, strict=True)
    sure = tuple((mine + theirs) / 2 for mine, theirs in pairs)
    seen = min(one.confidence, other.confidence) >= SEEN
    return replace(both, accepted=seen and (one.accepted or other.accepted), confidences=sure)


def _fused(one: Plate, other: Plate, countries: Sequence[str]) -> Plate:
    """Return the likelier read: whole, where a grammar tells a good one from a bad one, else a vote by character."""
    said = vote([one, other], countries).plate
    whole = [strict(plate.country, plate.kind) for plate in (one, other)]
    if one.text == other.text or not any(whole):
        return said
    first = whole[0] and (not whole[1] or one.confidence >= LEAD * other.confidence)
    best, rest = (one, other) if first else (other, one)
    return said if said.text == best.text else replace(best, alternatives=_with(rest, best, said))


def _with(rest: Plate, best: Plate, said: Plate) -> tuple[Alternative, ...]:
    """Return the alternatives of a plate that was not the vote's, the other reader's text first."""
    others = (other for other in said.alternatives if other.text not in (best.text, rest.text))
    share = rest.confidence / max(rest.confidence + best.confidence, 0.01)
    return (Alternative(rest.text, rest.country, round(share, 4)), *others)
