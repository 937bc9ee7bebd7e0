"""The board's commands on people: households, vehicles, who is who, and whole lists of them."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import probatio
from homeassistant.auth.models import User
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..core.errors import Refused
from ..core.lists import BadCell, What
from ..core.people import LONGEST_APARTMENT, LONGEST_CONTACT, LONGEST_NAME, Car, Household, Linked
from ..core.plates import fold
from ..core.roles import GIVEN, Act, Role
from . import shapes
from .commands import Asked, answers
from .exports import Table, offer
from .moments import MOMENT
from .shapes import Shape
from .sheets import Cell, SheetKind

LONGEST_PAGE: Final = 100
FEWEST: Final = 4
"""So many letters and digits of a plate are a search for it."""
LONGEST_TEXT: Final = 400
"""More than whatever is kept has: what is too long is refused in words, where it is looked at."""
PHONES: Final = "mobile_app"
LOG_INS: Final = "homeassistant"

type _Fields = dict[str | probatio.Marker, Any]

_TEXT: Final = probatio.All(str, probatio.Length(max=LONGEST_TEXT))
_TEXT_OR_NONE: Final = probatio.Any(None, _TEXT)
_PLATE: Final[_Fields] = {probatio.Required("plate"): _TEXT}
_USER: Final[_Fields] = {probatio.Required("user_id"): probatio.All(str, probatio.Length(min=1, max=64))}
_WHAT: Final[_Fields] = {probatio.Required("what"): probatio.All(probatio.In([what.value for what in What]), What)}


@callback
def async_register_people_commands(hass: HomeAssistant) -> None:
    """Register them."""
    for command in (
        *(households, save_vehicle, remove_vehicle, remove_household),
        *(users, link, import_list, export_list),
    ):
        websocket_api.async_register_command(hass, command)


@dataclass(frozen=True, slots=True)
class _House:
    """What Home Assistant knows of its people: their names, their user names, how many phones they have."""

    names: Mapping[str, str]
    usernames: Mapping[str, str]
    phones: Mapping[str, int]

    @property
    def sought(self) -> dict[str, str]:
        """What a user is found by."""
        return {user: f"{name} {self.usernames.get(user, '')}" for user, name in self.names.items()}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/people/list",
        probatio.Optional("text"): probatio.Any(None, probatio.All(str, probatio.Length(max=LONGEST_NAME))),
        probatio.Optional("after"): probatio.Any(None, probatio.All(str, probatio.Length(max=LONGEST_APARTMENT))),
        probatio.Optional("limit", default=50): probatio.All(int, probatio.Range(min=1, max=LONGEST_PAGE)),
    }
)
@websocket_api.async_response
@answers(Act.KEEP_PEOPLE)
async def households(asked: Asked) -> Shape:
    """Answer with a page of the households, in their apartments' order, and on the first with who lives nowhere."""
    house = await _house(asked.hass)
    message = asked.message
    found = await asked.site.people.roster(
        message.get("text") or "", house.sought, message.get("after"), message["limit"]
    )
    if message.get("after") is None and (plate := _plate_sought(message.get("text") or "", found.households)):
        await asked.site.journal.looked_up(plate, asked.person)
    return {
        "households": [_household(one, house) for one in found.households],
        "staff": [_linked(one, house) for one in found.staff],
        "next": found.next,
        "counts": {
            "households": found.counts.households,
            "vehicles": found.counts.vehicles,
            "residents": found.counts.residents,
        },
    }


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/people/save_vehicle",
        **_PLATE,
        probatio.Required("apartment"): _TEXT,
        probatio.Optional("note"): _TEXT_OR_NONE,
        probatio.Optional("valid_from"): MOMENT,
        probatio.Optional("valid_until"): MOMENT,
    }
)
@websocket_api.async_response
@answers(Act.KEEP_PEOPLE)
async def save_vehicle(asked: Asked) -> Shape:
    """Put a vehicle on the list, or change it; another apartment's stays theirs."""
    message = asked.message
    await asked.site.people.add_vehicle(
        *(message["plate"], message["apartment"], asked.person.user_id),
        *(message.get("valid_from"), message.get("valid_until"), message.get("note")),
        may_move=False,
    )
    return {}


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/people/remove_vehicle", **_PLATE})
@websocket_api.async_response
@answers(Act.KEEP_PEOPLE)
async def remove_vehicle(asked: Asked) -> Shape:
    """Take a vehicle off the list."""
    await asked.site.people.remove_vehicle(asked.message["plate"], asked.person.user_id)
    return {}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/people/remove_household",
        probatio.Required("household"): probatio.All(int, probatio.Range(min=1, max=2**31)),
    }
)
@websocket_api.async_response
@answers(Act.KEEP_PEOPLE)
async def remove_household(asked: Asked) -> Shape:
    """Take a household off the list, with its vehicles and passes, where nobody lives there and it has no place."""
    await asked.site.people.remove_household(asked.message["household"], asked.person.user_id)
    return {}


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/people/users"})
@websocket_api.async_response
@answers(Act.KEEP_PEOPLE)
async def users(asked: Asked) -> Shape:
    """Answer with the people who can log in to Home Assistant, and whether they are something here."""
    linked = await asked.site.people.linked_users()
    people = sorted(await _people(asked.hass), key=lambda user: (user.name or "").casefold())
    return {"users": [{"id": user.id, "name": user.name or "", "linked": user.id in linked} for user in people]}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/people/link",
        **_USER,
        probatio.Required("role"): probatio.All(probatio.In([role.value for role in GIVEN]), Role),
        probatio.Optional("apartment"): _TEXT_OR_NONE,
        probatio.Optional("name"): probatio.Any(None, probatio.All(str, probatio.Length(max=2 * LONGEST_NAME))),
        probatio.Optional("contact"): probatio.Any(None, probatio.All(str, probatio.Length(max=2 * LONGEST_CONTACT))),
    }
)
@websocket_api.async_response
@answers(Act.KEEP_PEOPLE)
async def link(asked: Asked) -> Shape:
    """Say who a user is; no name or contact leaves what is kept, an empty one forgets it."""
    message = asked.message
    known = {user.id for user in await _people(asked.hass)} | await asked.site.people.linked_users()
    if message["user_id"] not in known:
        raise Refused("user_unknown", "there is no such person in Home Assistant", "user_id")
    await asked.site.people.link_user(
        *(message["user_id"], message["role"], message.get("apartment"), asked.person.user_id),
        name=message.get("name"),
        contact=message.get("contact"),
    )
    return {}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/people/import",
        **_WHAT,
        probatio.Required("text"): str,
        probatio.Required("dry_run"): bool,
    }
)
@websocket_api.async_response
@answers(Act.KEEP_PEOPLE)
async def import_list(asked: Asked) -> Shape:
    """Take a list in, all of it or, where anything is wrong, nothing."""
    message, zone = asked.message, dt_util.get_default_time_zone()
    done = await asked.site.lists.take_in(
        message["what"], message["text"], zone, asked.person.user_id, dry_run=message["dry_run"]
    )
    return {
        "problems": [_problem(bad) for bad in done.problems],
        "added": done.added,
        "changed": done.changed,
        "same": done.same,
        "removed": 0,
    }


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/people/export",
        **_WHAT,
        probatio.Optional("language", default="en"): probatio.All(str, probatio.Length(max=16)),
    }
)
@websocket_api.async_response
@answers(Act.KEEP_PEOPLE)
async def export_list(asked: Asked) -> Shape:
    """Answer with where the list is fetched, as the import takes it; the language tells what parts its cells."""
    what: What = asked.message["what"]
    heads, *rows = await asked.site.lists.give_out(what, dt_util.get_default_time_zone(), asked.person.user_id)

    async def all_rows() -> AsyncIterator[Sequence[Sequence[Cell]]]:
        yield rows

    return await offer(asked, Table(what.value, SheetKind.CSV, heads, all_rows(), asked.message["language"]))


def _plate_sought(text: str, households: Iterable[Household]) -> str | None:
    """Return the plate, or the part of one, by which somebody found a household; None where it was by other words."""
    sought = fold(text)
    plates = [car.plate for household in households for car in household.vehicles if sought in car.plate]
    if len(sought) < FEWEST or not plates:
        return None
    return sought if sought in plates else f"*{sought}*"


async def _people(hass: HomeAssistant) -> list[User]:
    """Return who can log in, programs left out."""
    return [user for user in await hass.auth.async_get_users() if user.is_active and not user.system_generated]


async def _house(hass: HomeAssistant) -> _House:
    known = await hass.auth.async_get_users()
    phones: dict[str, int] = {}
    for entry in hass.config_entries.async_entries(PHONES):
        owner = str(entry.data.get("user_id"))
        phones[owner] = phones.get(owner, 0) + 1
    usernames = {
        user.id: str(credentials.data["username"])
        for user in known
        for credentials in user.credentials
        if credentials.auth_provider_type == LOG_INS
    }
    return _House({user.id: user.name or "" for user in known}, usernames, phones)


def _household(household: Household, house: _House) -> Shape:
    return {
        "id": household.id,
        "apartment": household.apartment,
        "vehicles": [_car(car) for car in household.vehicles],
        "residents": [_linked(one, house) for one in household.residents],
        "passes": household.passes,
    }


def _car(car: Car) -> Shape:
    return {
        "plate": car.plate,
        "note": car.note,
        "valid_from": shapes.moment(car.valid_from) if car.valid_from else None,
        "valid_until": shapes.moment(car.valid_until) if car.valid_until else None,
        "guarded": car.guarded,
    }


def _linked(one: Linked, house: _House) -> Shape:
    return {
        "user_id": one.user_id,
        "name": one.name or house.names.get(one.user_id, ""),
        "username": house.usernames.get(one.user_id),
        "contact": one.contact,
        "role": one.role.value,
        "made": one.made,
        "password": one.password.value if one.password else None,
        "phones": house.phones.get(one.user_id, 0),
    }


def _problem(bad: BadCell) -> Shape:
    return {"row": bad.row, "column": bad.column, "code": bad.code, "value": bad.value}
