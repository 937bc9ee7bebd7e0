"""Actions on places: where a vehicle stands, what is free, and a guard's word on a slot or a zone's count."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import probatio
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.util.json import JsonObjectType

from .const import DOMAIN
from .core.model import Zone
from .core.places import Slot, SlotKind, SlotNow, Stay
from .core.roles import Act
from .services_call import Action, Call, as_said
from .web.place_shapes import STATES, knows
from .words import refusal

MEANT: Final = {word: occupied for occupied, word in STATES.items()}
FOR_PARKING: Final = tuple(kind for kind in SlotKind if kind is not SlotKind.NO_PARKING)
MOST: Final = 5000
"""More vehicles than any zone holds."""


async def _find_vehicle(call: Call) -> ServiceResponse:
    if call.person is None:
        raise refusal("person_needed")
    stays = await call.site.stays.find_vehicle(call.service.data["plate"], call.person)
    return {"stays": [_standing(call, stay) | _whose(stay) for stay in stays]}


async def _find_slot(call: Call) -> ServiceResponse:
    now = _slot(call)
    answer = _as_it_is(call, now)
    person, stay = call.person, call.site.stays.stay(now.slot.id)
    return answer | _whose(stay) if person is not None and stay is not None and knows(person, stay) else answer


async def _list_free(call: Call) -> ServiceResponse:
    zones = [_zone(call)] if "zone" in call.service.data else call.site.places.zones
    wanted = call.text("kind")
    kinds = [kind for kind in FOR_PARKING if wanted in {None, kind}]
    free = [now.slot for now in call.site.places.slots if now.occupied is False]
    return {"zones": [_counts(zone) | {"kinds": _kinds(zone, kinds, free)} for zone in zones]}


async def _override_slot(call: Call) -> None:
    data = call.service.data
    await call.site.places.override(
        _slot(call).slot.id, MEANT[data["state"]], data["reason"], hold=data["hold"], user=call.user
    )


async def _release_slot(call: Call) -> None:
    await call.site.places.release(_slot(call).slot.id, call.service.data["reason"], call.user)


async def _set_zone_count(call: Call) -> None:
    await call.site.places.set_count(_zone(call).id, call.service.data["occupied"], call.user)


def _slot(call: Call) -> SlotNow:
    """Find the slot that is meant; raises Refused where there is none."""
    return call.site.places.find(call.text("row") or "", call.service.data["number"])


def _zone(call: Call) -> Zone:
    """Find the zone that is meant: by its device, its id or its name."""
    meant: str = call.service.data["zone"]
    device = dr.async_get(call.hass).async_get(meant)
    ids = {name for domain, name in device.identifiers if domain == DOMAIN} if device else {meant}
    for zone in call.site.places.zones:
        if zone.id in ids or meant.strip().casefold() == zone.name.casefold():
            return zone
    raise refusal("zone_unknown")


def _as_it_is(call: Call, now: SlotNow) -> JsonObjectType:
    return {
        "address": now.slot.address.text,
        "kind": now.slot.kind.value,
        "zone": _zone_name(call, now.slot.zone),
        "state": STATES[now.occupied],
        "since": as_said(now.since),
        "minutes": _minutes(call, now.since),
    }


def _standing(call: Call, stay: Stay) -> JsonObjectType:
    return {
        "address": stay.address,
        "zone": _zone_name(call, stay.zone),
        "since": as_said(stay.since),
        "minutes": _minutes(call, stay.since),
    }


def _zone_name(call: Call, zone_id: str) -> str | None:
    zone = call.site.config.zone(zone_id)
    return zone.name if zone else None


def _minutes(call: Call, since: datetime | None) -> int | None:
    return None if since is None else int((call.site.now() - since) / timedelta(minutes=1))


def _whose(stay: Stay) -> JsonObjectType:
    return {
        "plate": stay.plate,
        "apartment": stay.apartment,
        "confidence": round(stay.confidence, 2),
        "source": stay.source.value,
    }


def _kinds(zone: Zone, kinds: Sequence[SlotKind], free: Sequence[Slot]) -> JsonObjectType:
    """Return, for each kind of slot that the zone has, how many there are and which are free."""
    return {
        count.kind.value: {
            "total": count.total,
            "free": count.free,
            "slots": [slot.address.text for slot in free if slot.zone == zone.id and slot.kind is count.kind],
        }
        for count in zone.kinds
        if count.kind in kinds
    }


def _counts(zone: Zone) -> JsonObjectType:
    return {
        "name": zone.name,
        "total": zone.total,
        "free": zone.free if zone.known else None,
        "occupied": zone.occupied if zone.known else None,
        "unknown": zone.unknown,
        "full": zone.full,
    }


ROW_AND_NUMBER: Final[dict[probatio.Marker, object]] = {
    probatio.Optional("row"): cv.string,
    probatio.Required("number"): cv.string,
}

PLACE_ACTIONS: Final = (
    Action(
        "find_vehicle",
        Act.SEE_OWN_PASSAGES,
        {probatio.Required("plate"): cv.string},
        _find_vehicle,
        SupportsResponse.ONLY,
    ),
    Action("find_slot", Act.SEE_PLACES, ROW_AND_NUMBER, _find_slot, SupportsResponse.ONLY),
    Action(
        "list_free",
        Act.SEE_PLACES,
        {
            probatio.Optional("zone"): cv.string,
            probatio.Optional("kind"): probatio.In([kind.value for kind in FOR_PARKING]),
        },
        _list_free,
        SupportsResponse.ONLY,
    ),
    Action(
        "override_slot",
        Act.OVERRIDE_SLOT,
        {
            **ROW_AND_NUMBER,
            probatio.Required("state"): probatio.In([*MEANT]),
            probatio.Required("reason"): cv.string,
            probatio.Optional("hold", default=False): cv.boolean,
        },
        _override_slot,
    ),
    Action(
        "release_slot", Act.OVERRIDE_SLOT, {**ROW_AND_NUMBER, probatio.Required("reason"): cv.string}, _release_slot
    ),
    Action(
        "set_zone_count",
        Act.SET_COUNT,
        {
            probatio.Required("zone"): cv.string,
            probatio.Required("occupied"): probatio.All(probatio.Coerce(int), probatio.Range(min=0, max=MOST)),
        },
        _set_zone_count,
    ),
)
