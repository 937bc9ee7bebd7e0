"""What the doors without a login share: how much one address may ask, whose page asks, and how they say no.

Nothing here trusts a forwarded header, answers 401 (that would count as a failed login) or sets a cookie.
"""

import json
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Final, cast
from urllib.parse import urlsplit

from aiohttp import web
from homeassistant.core import HomeAssistant
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..core.door_work import DoorWork
from ..core.errors import AccountError, Problem, Refused, StoreError, WireError
from ..site import Site
from .door import Bucket, Denied, open_site, read_body
from .shapes import Shape
from .shell import HEADERS

APPLY: Final = "/api/hoa_parking/v1/apply"
MESSAGE_BYTES: Final = 64 * 1024
SUBMIT_BYTES: Final = 6 * 1024 * 1024
POSTS: Final = 60
"""An address's messages: so many at once, and in a minute."""
SUBMISSIONS: Final = 5
"""An address's applications: so many at once, and in an hour."""
ALL_SUBMISSIONS: Final = 120
"""Everybody's applications: so many at once, and in an hour."""
ADDRESSES: Final = 4096
"""Addresses that are remembered; the one that was quiet for longest gives way."""
MOST_HEAVY: Final = 6
MOST_HEAVY_EACH: Final = 2
"""Messages with a document that are read at a time, all and from one network."""
HEAVY: Final = 20
"""A network's messages with a document: so many at once, and in an hour."""
PACE: Final = 32 * 1024
"""Bytes a second that a message with a document brings at least."""
MOST_MARKS: Final = 8000
"""Brackets, quotes and commas, those in texts counted too: five cars and the longest note have half as many."""
HOUR: Final = 3600.0
FAR: Final = ("cross-site", "same-site")

_STATUS: Final[Mapping[str, int]] = {
    "application_decided": 409,
    "nothing_asked": 409,
    "pass_has_plate": 409,
    "pass_over": 409,
    "too_many": 429,
    "full": 503,
}
_MARKS: Final = (b"[", b"{", b'"', b",")
_INVALID: Final = frozenset({"required", "too_long", "plate_length", "plate_letters"})
NOTHING: Final = "there is nothing here"
_SAID: Final = "some of this cannot be used"


@dataclass(slots=True)
class Limits:
    """How much is let in, and the work that it takes; as long as Home Assistant runs."""

    posts: Bucket = field(default_factory=lambda: Bucket(POSTS / 60, POSTS, clients=ADDRESSES))
    submissions: Bucket = field(default_factory=lambda: Bucket(SUBMISSIONS / HOUR, SUBMISSIONS, clients=ADDRESSES))
    heavies: Bucket = field(default_factory=lambda: Bucket(HEAVY / HOUR, HEAVY, clients=ADDRESSES))
    all_submissions: Bucket = field(default_factory=lambda: Bucket(ALL_SUBMISSIONS / HOUR, ALL_SUBMISSIONS))
    work: DoorWork = field(default_factory=lambda: DoorWork(secrets.token_bytes(32)))
    heavy: list[str] = field(default_factory=list)

    def submission(self, client: str) -> None:
        """Let one application of an address in; raises Denied."""
        if not (self.submissions.take(client) and self.all_submissions.take("")):
            again = int(HOUR / SUBMISSIONS)
            raise Denied(429, "too_many", "too many applications from here: try again later", retry=again)

    @contextmanager
    def reading(self, network: str, *, heavy: bool) -> Iterator[None]:
        """Read a message, a heavy one only while there are few; raises Denied."""
        if not heavy:
            yield
            return
        if len(self.heavy) >= MOST_HEAVY or self.heavy.count(network) >= MOST_HEAVY_EACH:
            raise Denied(503, "too_busy", "too many documents come at once: try again")
        if not self.heavies.take(network):
            raise Denied(429, "too_many", "too many documents from here: try again later", retry=int(HOUR / HEAVY))
        self.heavy.append(network)
        try:
            yield
        finally:
            self.heavy.remove(network)


LIMITS: HassKey[Limits] = HassKey(f"{DOMAIN}_public")


def limits_of(hass: HomeAssistant) -> Limits:
    """Return the limits."""
    return hass.data.setdefault(LIMITS, Limits())


def client_of(request: web.Request) -> str:
    """Return whose messages count together: an address, or the network that one customer has of IPv6."""
    return _of(request, 64)


def network_of(request: web.Request) -> str:
    """Return whose documents count together: an address, or the widest network that one customer has of IPv6."""
    return _of(request, 48)


def _of(request: web.Request, prefix: int) -> str:
    try:
        address = ip_address(request.remote or "")
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), prefix), strict=False))


def let_in(request: web.Request) -> Site:
    """Return the site for whoever does not ask too often; raises Denied."""
    if not limits_of(request.app[KEY_HASS]).posts.take(client_of(request)):
        raise Denied(429, "too_many", "too many requests at once", retry=5)
    return open_site(request)


class PublicDoor(HomeAssistantView, ABC):
    """A door without a login: takes a JSON object, answers with one."""

    requires_auth = False

    async def post(self, request: web.Request) -> web.Response:
        """Answer, or say in words why not."""
        try:
            site = let_in(request)
            _expect_own_page(request)
            return self.json(await self._answered(site, request), headers=HEADERS)
        except Denied as denied:
            answer = denied.answer()
            answer.headers.update(HEADERS)
            return answer

    @abstractmethod
    async def answer(self, site: Site, request: web.Request) -> Shape:
        """Return what is answered; raises Denied, Refused, WireError, AccountError or StoreError."""

    async def _answered(self, site: Site, request: web.Request) -> Shape:
        try:
            return await self.answer(site, request)
        except WireError as err:
            raise Denied(400, "invalid", _SAID, err.problems) from err
        except Refused as err:
            raise refused(err) from err
        except AccountError as err:
            raise Denied(503, err.code, "the password could not be kept: try again") from err
        except StoreError as err:
            raise Denied(503, f"store_{err.code}", "this cannot be kept now: try again") from err


async def read(request: web.Request) -> Mapping[str, object]:
    """Return a small message's object; raises Denied."""
    return read_object(await read_body(request, MESSAGE_BYTES))


def read_object(body: bytes) -> Mapping[str, object]:
    """Return a message's object; raises Denied, before anything is made of a message with too many parts."""
    if sum(body.count(mark) for mark in _MARKS) > MOST_MARKS:
        raise Denied(400, "no_json", "the message is no JSON object")
    try:
        value: object = json.loads(body.decode())
    except (ValueError, RecursionError) as err:
        raise Denied(400, "no_json", "the message is no JSON object") from err
    if not isinstance(value, dict):
        raise Denied(400, "no_json", "the message is no JSON object")
    return cast("dict[str, object]", value)


def text(fields: Mapping[str, object], name: str) -> str:
    """Return a field's text, an empty one for whatever is none."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def refused(err: Refused) -> Denied:
    """Return how a refusal is said to somebody without a login."""
    if err.code == "not_found":  # alike, whatever was not there
        return Denied(404, "not_found", NOTHING)
    problems = (Problem(err.field, err.code),) if err.field else ()
    if err.code in _INVALID:
        return Denied(400, "invalid", _SAID, problems)
    return Denied(_STATUS.get(err.code, 400), err.code, str(err), problems)


def _expect_own_page(request: web.Request) -> None:
    """Raise Denied for what another site's page has a browser send."""
    if request.headers.get("Content-Encoding", "identity") != "identity" or request.content_type != "application/json":
        raise Denied(415, "wrong_type", "the message is no application/json")
    said = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if said in FAR or (origin is not None and said != "same-origin" and not _is_ours(request, origin)):
        raise Denied(403, "cross_site", "this comes from another site's page")


def _is_ours(request: web.Request, origin: str) -> bool:
    config = request.app[KEY_HASS].config
    known = (f"//{request.host}", config.external_url or "", config.internal_url or "")
    try:
        return urlsplit(origin).netloc in {urlsplit(one).netloc for one in known} - {""}
    except ValueError:
        return False
