"""Two readers of one plate: what both read may be accepted; what they read differently is told, and never accepted."""

from collections.abc import Sequence
from dataclasses import replace

from .model import Plate
from .vote import vote


def agreed(one: Plate, other: Plate | None, countries: Sequence[str] = ()) -> Plate:
    """Return what two reads of the same plate say together; `other` is None where the second reader saw nothing."""
    if other is None:
        return replace(one, accepted=False)
    both = vote([one, other], countries).plate
    return replace(both, accepted=one.text == other.text and one.accepted and other.accepted)
