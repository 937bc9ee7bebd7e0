"""Actions: the lists, who a user is, opening by hand, and pairing a recognizer."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import probatio
from homeassistant.components.person import DOMAIN as PERSON_DOMAIN
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.service import async_get_config_entry
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from .const import DOMAIN
from .core.config import GateConfig
from .core.model import Blocked, Vehicle
from .core.roles import Act, Role
from .entry import HoaConfigEntry
from .permission import async_require, async_require_admin
from .site import Site
from .web.credentials import pair_recognizer
from .words import in_words, refusal


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an action: by whom (None: an automation), on which site."""

    hass: HomeAssistant
    site: Site
    service: ServiceCall
    user: str | None

    def text(self, field: str) -> str | None:
        """Return a text field."""
        value: str | None = self.service.data.get(field)
        return value

    def moment(self, field: str) -> datetime | None:
        """Return a time; one without a zone is on the house's clock."""
        value: datetime | None = self.service.data.get(field)
        return None if value is None else dt_util.as_utc(value)


type Work = Callable[[Call], Awaitable[ServiceResponse]]


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its name, who may call it (None: administrators), what it takes, what it does."""

    name: str
    act: Act | None
    fields: dict[probatio.Marker, object]
    work: Work
    response: SupportsResponse = SupportsResponse.NONE


@callback
def async_register_actions(hass: HomeAssistant) -> None:
    """Offer every action, whether the association is loaded or not."""
    for action in ACTIONS:
        hass.services.async_register(
            DOMAIN, action.name, _runner(hass, action), probatio.Schema(action.fields), action.response
        )


def _runner(hass: HomeAssistant, action: Action) -> Callable[[ServiceCall], Coroutine[object, object, ServiceResponse]]:
    async def run(service: ServiceCall) -> ServiceResponse:
        entry: HoaConfigEntry = async_get_config_entry(hass, DOMAIN, None)
        site = entry.runtime_data
        if action.act is None:
            user: str | None = await async_require_admin(hass, service.context)
        else:
            user = await async_require(hass, site, service.context, action.act)
        with in_words():
            return await action.work(Call(hass, site, service, user))

    return run


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


async def _open_gate(call: Call) -> None:
    gate = _gate(call)
    with in_words(gate.name):
        await call.site.gates.open_by_hand(gate.id, call.user, call.text("reason"))


async def _pair_recognizer(call: Call) -> ServiceResponse:
    return {"url": f"/api/{DOMAIN}/v1", "token": await pair_recognizer(call.hass)}


def _gate(call: Call) -> GateConfig:
    """Find the gate that is meant: by its cover, its id or its name."""
    meant: str = call.service.data["gate"]
    known = er.async_get(call.hass).async_get(meant)
    if known is not None and known.platform == DOMAIN:
        meant = known.config_subentry_id or meant
    for gate in call.site.config.gates:
        if meant == gate.id or meant.casefold() == gate.name.casefold():
            return gate
    raise refusal("gate_unknown", gate=meant)


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
        "valid_from": _time(vehicle.valid_from),
        "valid_until": _time(vehicle.valid_until),
    }


def _blocked(blocked: Blocked) -> JsonObjectType:
    return {"plate": blocked.plate, "reason": blocked.reason, "until": _time(blocked.until)}


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else dt_util.as_local(moment).isoformat()


PLATE: Final[dict[probatio.Marker, object]] = {probatio.Required("plate"): cv.string}

ACTIONS: Final = (
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
        Act.KEEP_PEOPLE,
        {**PLATE, probatio.Optional("reason"): cv.string, probatio.Optional("until"): cv.datetime},
        _block_plate,
    ),
    Action("unblock_plate", Act.KEEP_PEOPLE, PLATE, _unblock_plate),
    Action("list_vehicles", None, {}, _list_vehicles, SupportsResponse.ONLY),
    Action(
        "link_user",
        None,
        {
            probatio.Optional("person"): cv.entity_id,
            probatio.Optional("user_id"): cv.string,
            probatio.Required("role"): probatio.In([role.value for role in Role]),
            probatio.Optional("apartment"): cv.string,
        },
        _link_user,
    ),
    Action(
        "open_gate",
        Act.OPEN_GATE,
        {probatio.Required("gate"): cv.string, probatio.Optional("reason"): cv.string},
        _open_gate,
    ),
    Action("pair_recognizer", None, {}, _pair_recognizer, SupportsResponse.ONLY),
)
