"""Two readers of one plate: what both read may be accepted; what they read differently is told, and never accepted."""

from collections.abc import Sequence
from dataclasses import replace

from .model import Plate
from .vote import vote


def agreed(one: Plate, other: Plate | None, countries: Sequence[str] = ()) -> Plate:
    """Return what two reads of the same plate say together; `other` is None where the second reader saw nothing.

    Where both say the same, a character is as sure as they are on average.
    """
    if other is None:
        return replace(one, accepted=False)
    both = vote([one, other], countries).plate
    if one.text != other.text:
        return replace(both, accepted=False)
    pairs = zip(one.confidences, other.confidences, strict=True)
    sure = tuple((mine + theirs) / 2 for mine, theirs in pairs)
    return replace(both, accepted=one.accepted and other.accepted, confidences=sure)
