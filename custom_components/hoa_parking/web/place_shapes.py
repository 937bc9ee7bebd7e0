"""Places as the panel gets them: how each is, for all; who stands there, for those who may know."""

from collections.abc import Iterable, Sequence

from ..core.config import CameraConfig
from ..core.history import Dwell, HeatCell
from ..core.places import CameraLayout, Level, NoticeKind, Override, SlotNow, Stay
from ..core.roles import Act, may
from ..core.standing import Candidate
from ..desks.people import Person
from .shapes import Shape, Sign, moment
from .stills import STILLS

STATES = {True: "occupied", False: "free", None: "unknown"}


def knows(person: Person, stay: Stay | None) -> bool:
    """Tell whether a person may know whose stay it is: guards and the board, and whose own it is."""
    return may(person.role, Act.SEE_STANDING) or _is_own(person, stay.household if stay else None)


def known_notices(
    now: SlotNow, stay: Stay | None, notices: Sequence[NoticeKind], person: Person
) -> Sequence[NoticeKind]:
    """Return what of a place's notices a person may know."""
    if may(person.role, Act.SEE_STANDING) or _is_own(person, now.slot.household):
        return notices
    # Whoever stands on somebody's place learns of their own fault, not whose place it is.
    mine = stay is not None and _is_own(person, stay.household)
    return [kind for kind in notices if mine and kind is not NoticeKind.PLACE_TAKEN]


def slot(now: SlotNow, stay: Stay | None, notices: Sequence[NoticeKind], person: Person) -> Shape:
    """Return a slot as a person may know it."""
    everything = may(person.role, Act.SEE_STANDING)
    owned = _is_own(person, now.slot.household)
    mine = stay is not None and _is_own(person, stay.household)
    shown = known_notices(now, stay, notices, person)
    return {
        "id": now.slot.id,
        "row": now.slot.address.row,
        "number": now.slot.address.number,
        "address": now.slot.address.text,
        "kind": now.slot.kind.value,
        "zone": now.slot.zone,
        "state": STATES[now.occupied],
        "since": None if now.since is None else moment(now.since),
        "mine": mine,
        "owned": owned,
        "apartment": now.slot.apartment if everything or owned else None,
        "override": None if now.override is None else _override(now.override, reason=everything or owned),
        "notice": shown[0].value if shown else None,
        "stay": _standing(stay) if stay is not None and knows(person, stay) else None,
    }


def camera(config: CameraConfig, layout: CameraLayout | None, sign: Sign | None) -> Shape:
    """Return a lot camera with what is drawn on its picture; `sign` None: the reader may not see that."""
    still = layout.still if layout and sign else None
    return {
        "id": config.id,
        "name": config.name,
        "zone": config.zone,
        "size": list(layout.size) if layout else None,
        "still": sign(f"{STILLS}/{still}") if still and sign else None,
        "saved_at": moment(layout.saved_at) if layout else None,
        "outlines": [
            {"slot": outline.slot, "polygon": [list(point) for point in outline.polygon]}
            for outline in (layout.outlines if layout else ())
        ],
    }


def candidate(value: Candidate) -> Shape:
    """Return who may stand on a slot."""
    return {"plate": value.plate, "apartment": value.apartment, "probability": round(value.probability, 3)}


def past(stay: Stay) -> Shape:
    """Return a stay of a slot's history."""
    return {
        "since": moment(stay.since),
        "until": None if stay.until is None else moment(stay.until),
        "plate": stay.plate,
        "apartment": stay.apartment,
        "source": stay.source.value,
    }


def found(stay: Stay) -> Shape:
    """Return where a vehicle stands."""
    return {
        "slot": stay.slot,
        "address": stay.address,
        "zone": stay.zone,
        "since": moment(stay.since),
        "plate": stay.plate,
        "apartment": stay.apartment,
        "confidence": round(stay.confidence, 3),
        "source": stay.source.value,
    }


def points(levels: Iterable[Level]) -> Shape:
    """Return how full a zone was, each point until the next."""
    return {
        "points": [
            {
                "at": moment(level.at),
                "free": level.free,
                "occupied": level.occupied,
                "unknown": level.unknown,
                "total": level.total,
            }
            for level in levels
        ]
    }


def cells(heat: Iterable[HeatCell]) -> Shape:
    """Return how full each hour of the week was."""
    return {
        "cells": [
            {
                "weekday": cell.weekday,
                "hour": cell.hour,
                "occupied": None if cell.occupied is None else round(cell.occupied, 4),
            }
            for cell in heat
        ]
    }


def dwell(value: Dwell) -> Shape:
    """Return how long vehicles stood."""
    return {
        "bins": [{"from_min": one.from_min, "to_min": one.to_min, "count": one.count} for one in value.bins],
        "median_min": None if value.median_min is None else round(value.median_min, 1),
    }


def _is_own(person: Person, household: int | None) -> bool:
    own = household is not None and household == person.household
    return own and may(person.role, Act.CLAIM_PLACE)


def _override(value: Override, *, reason: bool) -> Shape:
    return {"reason": value.reason if reason else None, "at": moment(value.at), "hold": value.hold}


def _standing(stay: Stay) -> Shape:
    return {
        "plate": stay.plate,
        "apartment": stay.apartment,
        "confidence": round(stay.confidence, 3),
        "source": stay.source.value,
    }
