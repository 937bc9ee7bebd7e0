"""The panel's door: what it shows and what it asks for, to each what they may."""

from typing import Final, override

import probatio
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from ..core.errors import GateError, Refused, StoreError
from ..core.events import (
    ApplicationChanged,
    ApplicationsErased,
    Event,
    ExceptionsChanged,
    GateChanged,
    LinksChanged,
    OutcomeLogged,
    PassageLogged,
    ZoneChanged,
)
from ..core.model import Cursor, Outcome
from ..core.roles import Act, may
from ..desks.people import Person
from ..site import Site
from . import place_notices, shapes
from .commands import Asked, Connection, Message, answers
from .door import site_of
from .shapes import Shape, Sign
from .watch import Watch

FIRST_PAGE: Final = 50
LONGEST_PAGE: Final = 100
LONGEST_REASON: Final = 200


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
    await _Journal(hass, connection, message["id"]).start()


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/passages",
        probatio.Optional("before"): probatio.Any(None, probatio.All(str, probatio.Length(max=200))),
        probatio.Optional("limit", default=FIRST_PAGE): probatio.All(int, probatio.Range(min=1, max=LONGEST_PAGE)),
    }
)
@websocket_api.async_response
@answers()
async def passages(asked: Asked) -> Shape:
    """Answer with a page of the log: of one's own household, or of all for those who may."""
    before = asked.message.get("before")
    try:
        cursor = shapes.cursor(before) if before else None
    except (ValueError, OverflowError) as err:
        raise Refused(websocket_api.ERR_INVALID_FORMAT, "before is no place in the log") from err
    return await _page(asked.site, asked.person, cursor, asked.message["limit"], asked.sign)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/price"})
@websocket_api.async_response
@answers(Act.KEEP_PEOPLE)
async def price(asked: Asked) -> Shape:
    """Answer the board with how often a stranger would be taken for somebody on its list."""
    return shapes.price(await asked.site.price.of_the_list(), asked.site.config.gates)


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
    if (site := site_of(hass)) is None:
        connection.send_error(message["id"], "not_loaded", "HOA Parking is not running")
        return
    try:
        person = await site.people.person(connection.user.id, is_admin=connection.user.is_admin)
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


class _Journal(Watch):
    """The gates, the zones, what is wrong with places, and the log."""

    def __init__(self, hass: HomeAssistant, connection: Connection, message_id: int) -> None:
        super().__init__(hass, connection, message_id)
        self._notices: list[Shape] = []
        self._queues: Shape = {}
        self._looking = False

    @override
    async def snapshot(self, person: Person) -> Shape:
        places = may(person.role, Act.SEE_PLACES)
        site = self.site
        self._notices = place_notices.notices(site, person) if places else []
        self._queues = _queues(site, person)
        return {
            "kind": "snapshot",
            "me": shapes.me(person, self.connection.user.name or ""),
            "site": {"name": site.config.name if places else ""},
            "gates": [shapes.gate(gate) for gate in site.gates.all] if places else [],
            "zones": [shapes.zone(zone) for zone in site.places.zones] if places else [],
            "notices": self._notices,
            "waiting": self._queues,
            "links": shapes.links(site.links.now) if may(person.role, Act.SEE_LINKS) else None,
            **await _page(site, person, None, FIRST_PAGE, self.sign),
        }

    @override
    def tell(self, event: Event, person: Person) -> None:
        if (shape := _shape(event, person, self.sign)) is not None:
            self.send(shape)
        if isinstance(event, ExceptionsChanged | ApplicationChanged | ApplicationsErased):
            self._tell_queues(person)
        if place_notices.may_change(event) and may(person.role, Act.SEE_PLACES) and not self._looking:
            self._looking = True
            self.hass.loop.call_soon(self._tell_notices)

    def _tell_queues(self, person: Person) -> None:
        """Send how many wait for this person, where that changed."""
        before, self._queues = self._queues, _queues(self.site, person)
        if self._queues != before:
            self.send({"kind": "waiting", **self._queues})

    @callback
    def _tell_notices(self) -> None:
        """Send what is wrong with places where that changed, once for all that happened in one turn of the loop."""
        self._looking = False
        if self.person is None:
            return
        before, self._notices = self._notices, place_notices.notices(self.site, self.person)
        if self._notices != before:
            self.send({"kind": "notices", "notices": self._notices})


def _queues(site: Site, person: Person) -> Shape:
    """Return how many applications and exceptions wait for somebody; None where they are not for them."""
    return {
        "applications": site.applications.waiting if may(person.role, Act.DECIDE_APPLICATIONS) else None,
        "exceptions": site.guard.waiting if may(person.role, Act.WORK_GATE) else None,
    }


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
