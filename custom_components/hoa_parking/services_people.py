"""Actions on the lists, and on who a user is."""

from typing import Final

import probatio
from homeassistant.components.person import DOMAIN as PERSON_DOMAIN
from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonObjectType

from .core.model import Blocked, Vehicle
from .core.roles import GIVEN, Act, Role
from .services_call import Action, Call, as_said
from .words import refusal


async def _add_vehicle(call: Call) -> None:
    await call.site.people.add_vehicle(
        call.service.data["plate"],
        call.service.data["apartment"],
        call.user,
        call.moment("valid_from"),
        call.moment("valid_until"),
        call.text("note"),
    )


async def _remove_vehicle(call: Call) -> None:
    await call.site.people.remove_vehicle(call.service.data["plate"], call.user)


async def _block_plate(call: Call) -> None:
    await call.site.people.block(call.service.data["plate"], call.user, call.text("reason"), call.moment("until"))


async def _unblock_plate(call: Call) -> None:
    await call.site.people.unblock(call.service.data["plate"], call.user)


async def _list_vehicles(call: Call) -> ServiceResponse:
    vehicles, blocked = await call.site.people.vehicles(), await call.site.people.blocked()
    return {"vehicles": [_vehicle(vehicle) for vehicle in vehicles], "blocked": [_blocked(plate) for plate in blocked]}


async def _link_user(call: Call) -> None:
    user_id = _user_id(call)
    if await call.hass.auth.async_get_user(user_id) is None:
        raise refusal("user_unknown")
    await call.site.people.link_user(user_id, Role(call.service.data["role"]), call.text("apartment"), call.user)


def _user_id(call: Call) -> str:
    person, user_id = call.text("person"), call.text("user_id")
    if user_id is not None and person is None:
        return user_id
    if person is None or user_id is not None:
        raise refusal("person_or_user")
    state = call.hass.states.get(person) if person.startswith(f"{PERSON_DOMAIN}.") else None
    linked: str | None = state.attributes.get("user_id") if state else None
    if linked is None:
        raise refusal("person_unlinked", person=person)
    return linked


def _vehicle(vehicle: Vehicle) -> JsonObjectType:
    return {
        "plate": vehicle.plate,
        "apartment": vehicle.apartment,
        "note": vehicle.note,
        "valid_from": as_said(vehicle.valid_from),
        "valid_until": as_said(vehicle.valid_until),
    }


def _blocked(blocked: Blocked) -> JsonObjectType:
    return {"plate": blocked.plate, "reason": blocked.reason, "until": as_said(blocked.until)}


PLATE: Final[dict[probatio.Marker, object]] = {probatio.Required("plate"): cv.string}

PEOPLE_ACTIONS: Final = (
    Action(
        "add_vehicle",
        Act.KEEP_PEOPLE,
        {
            **PLATE,
            probatio.Required("apartment"): cv.string,
            probatio.Optional("valid_from"): cv.datetime,
            probatio.Optional("valid_until"): cv.datetime,
            probatio.Optional("note"): cv.string,
        },
        _add_vehicle,
    ),
    Action("remove_vehicle", Act.KEEP_PEOPLE, PLATE, _remove_vehicle),
    Action(
        "block_plate",
        Act.BLOCK_PLATES,
        {**PLATE, probatio.Optional("reason"): cv.string, probatio.Optional("until"): cv.datetime},
        _block_plate,
    ),
    Action("unblock_plate", Act.BLOCK_PLATES, PLATE, _unblock_plate),
    Action("list_vehicles", None, {}, _list_vehicles, SupportsResponse.ONLY),
    Action(
        "link_user",
        None,
        {
            probatio.Optional("person"): cv.entity_id,
            probatio.Optional("user_id"): cv.string,
            probatio.Required("role"): probatio.In([role.value for role in GIVEN]),
            probatio.Optional("apartment"): cv.string,
        },
        _link_user,
    ),
)
