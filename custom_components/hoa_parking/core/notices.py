"""When a stay is not as it should be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self

from .config import ZoneConfig
from .places import NoticeKind, Slot, SlotKind, Stay

NO_PARKING_AFTER: Final = timedelta(seconds=60)
"""For so long a vehicle may stop where none may stand."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is too long: on a guest's slot (None: nothing is), and where nobody may stand."""

    guest_limit: timedelta | None = None
    no_parking: timedelta = NO_PARKING_AFTER

    @classmethod
    def of(cls, zone: ZoneConfig | None) -> Self:
        """Return a zone's rules."""
        return cls(zone.guest_limit if zone else None)


def taken(slot: Slot, stay: Stay, *, expected: bool) -> bool:
    """Tell whether somebody else seems to stand on a household's slot.

    A vehicle that we know, or guess, is its household's or not. Where nobody knows, somebody else does, unless a
    vehicle of the household was let in lately (`expected`): then it is most likely that one, seen badly.
    """
    if slot.household is None:
        return False
    if stay.plate is None and stay.household is None:
        return not expected
    return stay.household != slot.household


def outlived(slot: Slot, stay: Stay, told: Iterable[NoticeKind]) -> frozenset[NoticeKind]:
    """Return what was told of a stay and is wrong no more, since its slot is drawn otherwise now."""
    wrong = {
        NoticeKind.PLACE_TAKEN: taken(slot, stay, expected=False),
        NoticeKind.OVERSTAY: slot.kind is SlotKind.GUEST,
        NoticeKind.NO_PARKING: slot.kind is SlotKind.NO_PARKING,
    }
    return frozenset(kind for kind in told if not wrong[kind])


def overdue(slot: Slot, stay: Stay, rules: Rules, now: datetime) -> NoticeKind | None:
    """Return what is wrong with a stay for its length alone."""
    lasted = now - stay.since
    if slot.kind is SlotKind.NO_PARKING and lasted >= rules.no_parking:
        return NoticeKind.NO_PARKING
    if slot.kind is SlotKind.GUEST and rules.guest_limit is not None and lasted > rules.guest_limit:
        return NoticeKind.OVERSTAY
    return None
