"""Whose word on a vehicle counts: a guard's before a resident's, a resident's before a guess."""

from dataclasses import replace

from .errors import Refused
from .places import Slot, Stay, StaySource


def claimed(stay: Stay, plate: str | None, household: int, apartment: str | None) -> Stay:
    """Return a stay that a household says is of its vehicle; raises Refused."""
    if stay.source is StaySource.SET and stay.plate is not None and stay.plate != plate:
        raise Refused("stay_set", "a guard says that another vehicle stands here", "plate")
    if stay.source is StaySource.CLAIMED and stay.household != household:
        raise Refused("stay_claimed", "somebody else says that this is their vehicle", "plate")
    return said(stay, plate, household, apartment, StaySource.CLAIMED)


def disclaimed(stay: Stay, slot: Slot, household: int | None) -> Stay:
    """Return a stay that a household says is not of its vehicle; raises Refused where it has no say."""
    ours = household is not None and stay.household == household
    if not ours and (household is None or slot.household != household):
        raise Refused("stay_not_yours", "this is neither your place nor said to be your vehicle", "slot")
    if ours and stay.source is StaySource.SET:
        raise Refused("stay_set", "a guard says that this is your vehicle", "slot")
    return unnamed(stay) if ours else stay


def said(stay: Stay, plate: str | None, household: int | None, apartment: str | None, source: StaySource) -> Stay:
    """Return a stay of a vehicle that a person names."""
    return replace(
        stay, plate=plate, household=household, apartment=apartment, confidence=1.0, source=source, passage=None
    )


def unnamed(stay: Stay) -> Stay:
    """Return a stay of a vehicle that nobody knows."""
    nobody = StaySource.NONE
    return replace(stay, plate=None, household=None, apartment=None, confidence=0.0, source=nobody, passage=None)
