"""Stays that have not ended: whose they are and what is wrong with them, worked out where they are written."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from ..core.claims import unnamed
from ..core.errors import Refused
from ..core.events import NoticeEnded, NoticeRaised
from ..core.notices import outlived, taken
from ..core.places import Notice, NoticeKind, Slot, Stay, StaySource
from ..core.standing import Candidate, suggest
from . import arrivals, stays


@dataclass(frozen=True, slots=True)
class Standing:
    """A stay that has not ended, and what somebody was told of it; `confirmed`: the slot's household said so too."""

    stay: Stay
    told: frozenset[NoticeKind] = frozenset()
    confirmed: bool = False


def of_all(connection: Connection) -> tuple[Standing, ...]:
    """Return every stay that has not ended."""
    return tuple(Standing(stay, told) for stay, told in stays.standing(connection))


@dataclass(frozen=True, slots=True)
class Around:
    """What else is known: the vehicles that stand elsewhere, and whether cameras read who comes in at all."""

    elsewhere: Collection[str]
    gated: bool


def begin(connection: Connection, slot: Slot, stay: Stay, around: Around, *, seen: bool) -> Standing:
    """Write a new stay; where it was `seen` to begin, with the vehicle it most likely is, and what is wrong with it."""
    if not seen:
        return Standing(stays.begin(connection, stay))
    likely = arrivals.candidates(connection, slot, stay.since, around.elsewhere)
    if (best := suggest(likely)) is not None:
        stay = replace(
            stay,
            plate=best.plate,
            household=best.household,
            apartment=best.apartment,
            confidence=best.probability,
            source=StaySource.SUGGESTED,
            passage=best.passage,
        )
    told = _told(frozenset(), is_taken=taken(slot, stay, expected=_expected(slot, likely, around)))
    return Standing(stays.begin(connection, stay, told), told)


def name(connection: Connection, slot: Slot | None, before: Standing, stay: Stay, around: Around) -> Standing:
    """Write whose a stay is now, and whether that is wrong."""
    stays.set_vehicle(connection, stay)
    if slot is None:
        return replace(before, stay=stay)
    likely = arrivals.candidates(connection, slot, stay.since, around.elsewhere) if stay.plate is None else ()
    is_taken = taken(slot, stay, expected=_expected(slot, likely, around))
    return told(connection, replace(before, stay=stay), _told(before.told, is_taken=is_taken))


def told(
    connection: Connection, before: Standing, kinds: frozenset[NoticeKind], *, confirmed: bool = False
) -> Standing:
    """Write what somebody is told of a stay."""
    if kinds != before.told:
        stays.set_told(connection, before.stay.id, kinds)
    return replace(before, told=kinds, confirmed=confirmed)


def move(connection: Connection, slot: Slot, before: Standing) -> Standing:
    """Write how a stay's slot is called now and its zone, and what is well since it is drawn so."""
    after = replace(before, stay=replace(before.stay, address=slot.address.text, zone=slot.zone))
    stays.set_place(connection, after.stay)
    gone = outlived(slot, after.stay, after.told)
    return told(connection, after, after.told - gone, confirmed=after.confirmed)


def take_off(
    connection: Connection,
    plate: str | None,
    others: Iterable[tuple[Slot | None, Standing]],
    source: StaySource,
    around: Around,
) -> list[Standing]:
    """Write that a vehicle stands on none of some other slots, by somebody's word; raises Refused against a guard's."""
    found = [(slot, standing) for slot, standing in others if plate is not None and standing.stay.plate == plate]
    if source is StaySource.CLAIMED and any(standing.stay.source is StaySource.SET for _, standing in found):
        raise Refused("vehicle_elsewhere", "a guard says that this vehicle stands on another place", "plate")
    return [name(connection, slot, standing, unnamed(standing.stay), around) for slot, standing in found]


def news(before: Standing, after: Standing) -> list[NoticeRaised | NoticeEnded]:
    """Return what is to be told when a stay is otherwise than before."""
    ended = [NoticeEnded(notice(before, kind)) for kind in sorted(before.told - after.told)]
    again = {NoticeKind.PLACE_TAKEN} if after.confirmed and not before.confirmed else set()
    return [*ended, *(NoticeRaised(notice(after, kind)) for kind in sorted((after.told - before.told) | again))]


def notice(one: Standing, kind: NoticeKind) -> Notice:
    """Return what is wrong with a stay as it is told."""
    confirmed = one.confirmed and kind is NoticeKind.PLACE_TAKEN
    return Notice(kind, one.stay.slot, one.stay.zone, one.stay.since, one.stay.id, confirmed)


def is_other(one: Standing, slot: Slot) -> bool:
    """Tell whether a stay's slot is called otherwise now, is in another zone, or what was told is wrong no more."""
    renamed = (one.stay.address, one.stay.zone) != (slot.address.text, slot.zone)
    return renamed or bool(outlived(slot, one.stay, one.told))


def _expected(slot: Slot, likely: Iterable[Candidate], around: Around) -> bool:
    # Where nobody reads who comes in, the household would be asked each time it comes home.
    return not around.gated or any(candidate.household == slot.household for candidate in likely)


def _told(before: frozenset[NoticeKind], *, is_taken: bool) -> frozenset[NoticeKind]:
    taken_kind = frozenset({NoticeKind.PLACE_TAKEN})
    return before | taken_kind if is_taken else before - taken_kind
