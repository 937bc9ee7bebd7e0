"""What the panel's commands share: who asks, whether they may, and how a no is said."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant

from ..core.errors import AccountError, Refused, StoreError
from ..core.roles import Act, may
from ..desks.people import Person
from ..site import Site
from .door import READERS, site_of

PICTURE_LIFETIME: Final = timedelta(hours=1)

type Connection = websocket_api.ActiveConnection
type Message = dict[str, Any]
type Command = Callable[[HomeAssistant, Connection, Message], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A command of somebody who may give it."""

    hass: HomeAssistant
    site: Site
    person: Person
    connection: Connection
    message: Message

    def sign(self, path: str) -> str:
        """Return a path that its reader, with this person's rights, may fetch for a while."""
        return signer(self.hass, self.connection)(path)


def signer(hass: HomeAssistant, connection: Connection) -> Callable[[str], str]:
    """Return what signs a path for a reader: whoever has the address has this reader's rights, for a while."""
    token = connection.refresh_token_id
    return lambda path: async_sign_path(hass, path, PICTURE_LIFETIME, refresh_token_id=token)


def site_to_read(hass: HomeAssistant, connection: Connection) -> Site:
    """Return the site for somebody who does not ask too much; raises Refused."""
    if not READERS.take(connection.user.id):
        raise Refused("too_many", "this user asks too much at once")
    site = site_of(hass)
    if site is None:
        raise Refused("not_loaded", "HOA Parking is not running")
    return site


def answers(act: Act | None = None) -> Callable[[Callable[[Asked], Awaitable[object]]], Command]:
    """Answer a command with what the decorated function returns, for those who may do `act`; others hear why not.

    None: everybody may. A refusal's message begins with what it is about, so that the panel can show it there.
    """

    def decorate(answer: Callable[[Asked], Awaitable[object]]) -> Command:
        @wraps(answer)
        async def respond(hass: HomeAssistant, connection: Connection, message: Message) -> None:
            try:
                asked = await _asked(hass, connection, message, act)
                result = await answer(asked)
            except Refused as err:
                words = f"{err.field}: {err}" if err.field else str(err)
                connection.send_error(message["id"], err.code, words)
            except AccountError as err:
                connection.send_error(message["id"], err.code, str(err))
            except StoreError as err:
                connection.send_error(message["id"], f"store_{err.code}", str(err))
            else:
                connection.send_result(message["id"], result)

        return respond

    return decorate


async def _asked(hass: HomeAssistant, connection: Connection, message: Message, act: Act | None) -> Asked:
    site = site_to_read(hass, connection)
    person = await site.people.person(connection.user.id, is_admin=connection.user.is_admin)
    if act is not None and not may(person.role, act):
        raise Refused(websocket_api.ERR_UNAUTHORIZED, "this is not for you")
    return Asked(hass, site, person, connection, message)
