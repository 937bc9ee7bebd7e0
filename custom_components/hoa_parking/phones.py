"""The phones of people here: telling them something by Home Assistant's own app, and trusting what they answer."""

import asyncio
import hashlib
import hmac
import logging
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from homeassistant.core import CALLBACK_TYPE, Event as BusEvent, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN
from .desks.people import Person
from .site import Site

PHONES: Final = "mobile_app"
ANSWERED: Final = "mobile_app_notification_action"
CLEAR: Final = "clear_notification"
MOST_ANSWERS: Final = 10
"""Answers of one person that are taken in a minute: whoever floods us keeps nobody else waiting."""
MINUTE_S: Final = 60.0

_ACTION: Final = re.compile(r"HOA_PARKING_([A-Z_]{1,16})_([1-9][0-9]{0,17})_([0-9a-f]{32})", re.ASCII)

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """What a phone shows: `tag` says what it replaces, `more` is the app's own."""

    tag: str
    message: str
    title: str | None = None
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tap:
    """An answer from a phone: whose phone it is Home Assistant says, the rest came with the answer."""

    user_id: str
    word: str
    number: int
    seal: str


class Phones:
    """The phones that people here have registered with Home Assistant.

    An answer names what it is about and bears a seal that only we can make. Answers outlive a restart, as what phones
    show does.
    """

    def __init__(self, hass: HomeAssistant, site: Site, secret: str) -> None:
        self._hass = hass
        self._site = site
        self._secret = secret.encode()
        self._answers: dict[str, list[float]] = {}

    async def tell_household(self, household: int | None, told: Told, but: str | None = None) -> None:
        """Tell every phone of a household's people, but for one's; raises StoreError."""
        if household is not None and PHONES in self._hass.config.components:
            users = await self._site.people.users_of(household)
            await self.tell((user for user in users if user != but), told)

    async def tell(self, users: Iterable[str], told: Told) -> None:
        """Tell every phone of some users."""
        data = {"tag": f"{DOMAIN}_{told.tag}", "group": DOMAIN, **told.more}
        call: dict[str, object] = {"message": told.message, "data": data}
        if told.title:
            call["title"] = told.title
        await asyncio.gather(*(self._notify(service, call) for service in await self._services(users)))

    @callback
    def listen(self, words: Iterable[str], take: Callable[[Tap], None]) -> CALLBACK_TYPE:
        """Call `take` with each answer that says one of some words; returns what ends it."""
        known = frozenset(words)

        @callback
        def hear(event: BusEvent) -> None:
            action = _ACTION.fullmatch(str(event.data.get("action", "")))
            user_id = event.context.user_id
            if action is not None and action[1] in known and user_id is not None and self._may_answer(user_id):
                take(Tap(user_id, action[1], int(action[2]), action[3]))

        return self._hass.bus.async_listen(ANSWERED, hear)

    def _may_answer(self, user_id: str) -> bool:
        """Tell whether somebody's phones have not answered too often, and count this answer."""
        now = self._site.steady()
        lately = [at for at in self._answers.get(user_id, ()) if now - at < MINUTE_S]
        allowed = len(lately) < MOST_ANSWERS
        self._answers[user_id] = [*lately, now] if allowed else lately
        return allowed

    def action(self, word: str, number: int, about: str) -> str:
        """Return what a phone says to answer `word` about something; it fits only there."""
        return f"HOA_PARKING_{word}_{number}_{self._seal(word, number, about)}"

    def is_ours(self, tap: Tap, about: str) -> bool:
        """Tell whether we offered this answer about this."""
        return hmac.compare_digest(tap.seal, self._seal(tap.word, tap.number, about))

    async def person(self, tap: Tap) -> Person | None:
        """Return who answered, None for somebody who is not active; raises StoreError."""
        user = await self._hass.auth.async_get_user(tap.user_id)
        if user is None or not user.is_active:
            return None
        return await self._site.people.person(user.id, is_admin=user.is_admin)

    async def words(self) -> dict[str, str]:
        """Return what we say, in the house's language."""
        prefix = f"component.{DOMAIN}.common."
        found = await async_get_translations(self._hass, self._hass.config.language, "common", {DOMAIN})
        return {key.removeprefix(prefix): text for key, text in found.items()}

    async def _services(self, users: Iterable[str]) -> list[str]:
        """Return the notify actions of some users' phones."""
        if PHONES not in self._hass.config.components:
            return []
        # Its packages are installed only where there are phones.
        from homeassistant.components.mobile_app.const import DATA_NOTIFY  # noqa: PLC0415
        from homeassistant.components.mobile_app.util import get_notify_service  # noqa: PLC0415

        if DATA_NOTIFY not in self._hass.data[PHONES]:
            return []
        known = [await self._hass.auth.async_get_user(user) for user in users]
        active = {user.id for user in known if user is not None and user.is_active}
        phones = (entry.data for entry in self._hass.config_entries.async_loaded_entries(PHONES))
        found = (get_notify_service(self._hass, one["webhook_id"]) for one in phones if one.get("user_id") in active)
        return [service for service in found if service is not None]

    async def _notify(self, service: str, call: dict[str, object]) -> None:
        try:
            await self._hass.services.async_call("notify", service, dict(call), blocking=True)
        except HomeAssistantError as err:  # its words may name a phone and its secret address
            _LOGGER.warning("A phone could not be told: %s", type(err).__name__)

    def _seal(self, word: str, number: int, about: str) -> str:
        return hmac.new(self._secret, f"{word} {number} {about}".encode(), hashlib.sha256).hexdigest()[:32]


async def async_phones(hass: HomeAssistant, site: Site) -> Phones:
    """Return the phones of people here, with the secret that their answers are sealed with."""
    store: Store[dict[str, str]] = Store(hass, 1, f"{DOMAIN}.answers", private=True)
    kept = await store.async_load()
    if kept is None:
        kept = {"secret": secrets.token_hex(32)}
        await store.async_save(kept)
    return Phones(hass, site, kept["secret"])
