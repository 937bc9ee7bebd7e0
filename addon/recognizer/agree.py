"""Two readers of one plate: what both read may be accepted; what they read differently is told, and never accepted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from .model import Plate
from .vote import vote

SEEN: Final = 0.5
"""How confident the less sure reader has to be."""


def agreed(one: Plate, other: Plate | None, countries: Sequence[str] = ()) -> Plate:
    """Return what two reads of the same plate say together; `other` is None where the second reader saw nothing.

    Where both say the same, one of them has to be sure and the other one has to see something; a character is then as
    sure as they are on average.
    """
    if other is None:
        return replace(one, accepted=False)
    both = vote([one, other], countries).plate
    if one.text != other.text:
        return replace(both, accepted=False)
    pairs = zip(one.confidences, other.confidences, strict=True)
    sure = tuple((mine + theirs) / 2 for mine, theirs in pairs)
    seen = min(one.confidence, other.confidence) >= SEEN
    return replace(both, accepted=seen and (one.accepted or other.accepted), confidences=sure)
