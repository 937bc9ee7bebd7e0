"""The panel's door: what it shows and what it asks for, to each what they may."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, Final

import probatio
from homeassistant.components import websocket_api
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant, callback

from ..core.errors import GateError, Refused, StoreError
from ..core.events import (
    Event,
    GateChanged,
    LinksChanged,
    OutcomeLogged,
    PassageLogged,
    PersonChanged,
    SiteClosed,
    ZoneChanged,
)
from ..core.model import Cursor, Outcome
from ..core.roles import Act, may
from ..desks.people import Person
from ..site import Site
from . import shapes
from .door import READERS, site_of
from .shapes import Shape, Sign

FIRST_PAGE: Final = 50
LONGEST_PAGE: Final = 100
LONGEST_REASON: Final = 200
PICTURE_LIFETIME: Final = timedelta(hours=1)

type Connection = websocket_api.ActiveConnection
type Message = dict[str, Any]


@callback
def async_register_commands(hass: HomeAssistant) -> None:
    """Register the panel's commands."""
    websocket_api.async_register_command(hass, subscribe)
    websocket_api.async_register_command(hass, passages)
    websocket_api.async_register_command(hass, price)
    websocket_api.async_register_command(hass, open_gate)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/subscribe"})
@websocket_api.async_response
async def subscribe(hass: HomeAssistant, connection: Connection, message: Message) -> None:
    """Send a snapshot, then whatever changes, until the panel leaves or the site closes."""
    if (site := _site_to_read(hass, connection, message)) is None:
        return
    watch = _Watch(hass, site, connection, message["id"])
    connection.subscriptions[message["id"]] = site.subscribe(watch.hear)
    connection.send_result(message["id"])
    await watch.begin()


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/passages",
        probatio.Optional("before"): probatio.Any(None, probatio.All(str, probatio.Length(max=200))),
        probatio.Optional("limit", default=FIRST_PAGE): probatio.All(int, probatio.Range(min=1, max=LONGEST_PAGE)),
    }
)
@websocket_api.async_response
async def passages(hass: HomeAssistant, connection: Connection, message: Message) -> None:
    """Answer with a page of the log: of one's own household, or of all for those who may."""
    if (site := _site_to_read(hass, connection, message)) is None:
        return
    try:
        before = shapes.cursor(message["before"]) if message.get("before") else None
        person = await _person(site, connection)
        page = await _page(site, person, before, message["limit"], _signer(hass, connection))
    except ValueError, OverflowError:
        connection.send_error(message["id"], websocket_api.ERR_INVALID_FORMAT, "before is no place in the log")
    except StoreError as err:
        connection.send_error(message["id"], f"store_{err.code}", str(err))
    else:
        connection.send_result(message["id"], page)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/price"})
@websocket_api.async_response
async def price(hass: HomeAssistant, connection: Connection, message: Message) -> None:
    """Answer the board with how often a stranger would be taken for somebody on its list."""
    if (site := _site_to_read(hass, connection, message)) is None:
        return
    try:
        person = await _person(site, connection)
        if not may(person.role, Act.KEEP_PEOPLE):
            connection.send_error(message["id"], websocket_api.ERR_UNAUTHORIZED, "only the board sees this")
            return
        connection.send_result(message["id"], shapes.price(await site.price.of_the_list(), site.config.gates))
    except StoreError as err:
        connection.send_error(message["id"], f"store_{err.code}", str(err))


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/gate/open",
        probatio.Required("gate"): probatio.All(str, probatio.Length(max=64)),
        probatio.Optional("reason"): probatio.Any(None, probatio.All(str, probatio.Length(max=LONGEST_REASON))),
    }
)
@websocket_api.async_response
async def open_gate(hass: HomeAssistant, connection: Connection, message: Message) -> None:
    """Open a gate by hand, on the record, for those who may; the answer says whether it opened."""
    if (site := _site(hass, connection, message)) is None:
        return
    try:
        person = await _person(site, connection)
        if not may(person.role, Act.OPEN_GATE):
            connection.send_error(message["id"], websocket_api.ERR_UNAUTHORIZED, "only guards and the board open gates")
            return
        await site.gates.open_by_hand(message["gate"], person.user_id, message.get("reason"))
    except GateError as err:
        connection.send_result(message["id"], {"outcome": Outcome.FAILED.value, "reason": err.code})
    except Refused as err:
        connection.send_error(message["id"], websocket_api.ERR_NOT_FOUND, str(err))
    except StoreError as err:
        connection.send_error(message["id"], f"store_{err.code}", str(err))
    else:
        connection.send_result(message["id"], {"outcome": Outcome.OPENED.value, "reason": None})


class _Watch:
    """One panel that listens: its reader's rights are looked up anew whenever they change."""

    def __init__(self, hass: HomeAssistant, site: Site, connection: Connection, message_id: int) -> None:
        self._hass = hass
        self._site = site
        self._connection = connection
        self._id = message_id
        self._sign = _signer(hass, connection)
        self._person: Person | None = None
        self._admin = connection.user.is_admin
        self._waiting: list[Event] = []

    async def begin(self) -> None:
        """Send the snapshot, then what came meanwhile."""
        self._person = None
        self._admin = self._connection.user.is_admin
        try:
            person = await _person(self._site, self._connection)
            snapshot = await self._snapshot(person)
        except StoreError:
            self._close()
            return
        self._send(snapshot)
        self._person = person
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            self.hear(event)

    @callback
    def hear(self, event: Event) -> None:
        """Send an event to a reader who may have it."""
        if isinstance(event, SiteClosed):
            self._close()
        elif self._person is None:
            self._waiting.append(event)
        elif self._is_another(event):
            self._hass.async_create_task(self.begin(), "hoa_parking panel")
        elif (shape := _shape(event, self._person, self._sign)) is not None:
            self._send(shape)

    def _is_another(self, event: Event) -> bool:
        changed = isinstance(event, PersonChanged) and event.user_id == self._connection.user.id
        return changed or self._admin is not self._connection.user.is_admin

    async def _snapshot(self, person: Person) -> Shape:
        places = may(person.role, Act.SEE_PLACES)
        site = self._site
        return {
            "kind": "snapshot",
            "me": shapes.me(person, self._connection.user.name or ""),
            "site": {"name": site.config.name if places else ""},
            "gates": [shapes.gate(gate) for gate in site.gates.all] if places else [],
            "zones": [shapes.zone(zone) for zone in site.places.zones] if places else [],
            "links": shapes.links(site.links.now) if may(person.role, Act.SEE_LINKS) else None,
            **await _page(site, person, None, FIRST_PAGE, self._sign),
        }

    def _close(self) -> None:
        """Say goodbye: the panel asks again later."""
        if (unsubscribe := self._connection.subscriptions.pop(self._id, None)) is not None:
            unsubscribe()
            self._send({"kind": "closed"})

    def _send(self, shape: Shape) -> None:
        self._connection.send_event(self._id, shape)


def _shape(event: Event, person: Person, sign: Sign) -> Shape | None:
    match event:
        case PassageLogged(entry) | OutcomeLogged(entry) if shapes.sees(person, entry):
            return {"kind": "passage", "passage": shapes.passage(entry, person, sign)}
        case GateChanged(gate) if may(person.role, Act.SEE_PLACES):
            return {"kind": "gate", "gate": shapes.gate(gate)}
        case ZoneChanged(zone) if may(person.role, Act.SEE_PLACES):
            return {"kind": "zone", "zone": shapes.zone(zone)}
        case LinksChanged(links) if may(person.role, Act.SEE_LINKS):
            return {"kind": "links", "links": shapes.links(links)}
        case _:
            return None


async def _page(site: Site, person: Person, before: Cursor | None, limit: int, sign: Sign) -> Shape:
    everything = may(person.role, Act.SEE_ALL_PASSAGES)
    own = may(person.role, Act.SEE_OWN_PASSAGES) and person.household is not None
    if not everything and not own:
        return {"passages": [], "next": None}
    page = await site.passages.page(before, limit, None if everything else person.household)
    return shapes.page(page, person, sign)


async def _person(site: Site, connection: Connection) -> Person:
    return await site.people.person(connection.user.id, is_admin=connection.user.is_admin)


def _site(hass: HomeAssistant, connection: Connection, message: Message) -> Site | None:
    site = site_of(hass)
    if site is None:
        connection.send_error(message["id"], "not_loaded", "HOA Parking is not running")
    return site


def _site_to_read(hass: HomeAssistant, connection: Connection, message: Message) -> Site | None:
    if not READERS.take(connection.user.id):
        connection.send_error(message["id"], "too_many", "this user asks too much at once")
        return None
    return _site(hass, connection, message)


def _signer(hass: HomeAssistant, connection: Connection) -> Callable[[str], str]:
    """Return what signs a path for this reader: whoever has the address has this reader's rights, for a while."""
    return partial(_signed, hass, connection.refresh_token_id)


def _signed(hass: HomeAssistant, refresh_token_id: str | None, path: str) -> str:
    return async_sign_path(hass, path, PICTURE_LIFETIME, refresh_token_id=refresh_token_id)
