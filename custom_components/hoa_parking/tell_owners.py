"""Asks a household, on its people's phones, whether the car on its place is theirs; and takes the answer."""

import asyncio
import hashlib
import hmac
import logging
import re
import secrets
from collections.abc import Mapping
from functools import partial
from typing import Final

from homeassistant.core import CALLBACK_TYPE, Event as BusEvent, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN
from .core.errors import Refused, StoreError
from .core.events import Event, NoticeEnded, NoticeRaised
from .core.inorder import InOrder
from .core.places import Notice, NoticeKind, Slot, Stay
from .site import Site

PHONES: Final = "mobile_app"
ANSWERED: Final = "mobile_app_notification_action"
CLEAR: Final = "clear_notification"
PLACES: Final = "/hoa-parking/places"
MINE: Final = "MINE"
NOT_MINE: Final = "NOT_MINE"

_ACTION: Final = re.compile(r"HOA_PARKING_(MINE|NOT_MINE)_([1-9][0-9]{0,17})_([0-9a-f]{32})", re.ASCII)

_LOGGER = logging.getLogger(__name__)


class OwnersPhones:
    """Follows the site's notices; what a phone shows of a place is replaced and taken away by its tag.

    An answer names its stay and bears a seal that only we can make, and counts from the household's own people only:
    Home Assistant says whose phone it came from. Answers outlive a restart, as what phones show does.
    """

    def __init__(self, hass: HomeAssistant, site: Site, secret: str) -> None:
        self._hass = hass
        self._site = site
        self._secret = secret.encode()
        self._jobs = InOrder("hoa_parking phones")
        self._asked: dict[str, Slot] = {}  # as they were then: a place may be somebody else's by now, or be no more

    @callback
    def start(self) -> CALLBACK_TYPE:
        """Listen to the site and to the phones; returns what ends it."""
        self._jobs.open()
        ends = (self._site.subscribe(self._hear), self._hass.bus.async_listen(ANSWERED, self._answered))

        @callback
        def stop() -> None:
            for end in ends:
                end()
            self._hass.async_create_task(self._jobs.close(), "hoa_parking phones")

        return stop

    async def settle(self) -> None:
        """Return once everybody is told, and every answer is taken."""
        await self._jobs.settle()

    @callback
    def _hear(self, event: Event) -> None:
        match event:
            case NoticeRaised(notice) if notice.kind is NoticeKind.PLACE_TAKEN:
                self._jobs.put(partial(self._thank if notice.confirmed else self._ask, notice))
            case NoticeEnded(notice) if notice.kind is NoticeKind.PLACE_TAKEN:
                self._jobs.put(partial(self._clear, notice))
            case _:
                pass

    @callback
    def _answered(self, event: BusEvent) -> None:
        action = _ACTION.fullmatch(str(event.data.get("action", "")))
        if action is not None and event.context.user_id is not None:
            stay_id, word, seal = int(action[2]), action[1], action[3]
            self._jobs.put(partial(self._take, event.context.user_id, stay_id, word, seal))

    async def _ask(self, notice: Notice) -> None:
        slot = self._slot(notice.slot)
        if slot is None or slot.household is None:
            return
        self._asked[slot.id] = slot
        words = await self._words(slot)
        actions = [
            {"action": self._action(word, notice.stay, slot), "title": words[key]}
            for word, key in ((MINE, "place_mine"), (NOT_MINE, "place_not_mine"))
        ]
        more = {"actions": actions, "url": PLACES, "clickAction": PLACES}
        await self._send(slot, words["place_taken_message"], words["place_taken_title"], more)

    async def _thank(self, notice: Notice) -> None:
        if (slot := self._slot(notice.slot)) is not None:
            words = await self._words(slot)
            await self._send(slot, words["place_told_message"], words["place_taken_title"], {"url": PLACES})

    async def _clear(self, notice: Notice) -> None:
        slot = self._asked.pop(notice.slot, None) or self._slot(notice.slot)
        if slot is not None:
            await self._send(slot, CLEAR, None, {})

    async def _take(self, user_id: str, stay_id: int, word: str, seal: str) -> None:
        """Take an answer from somebody of the household that was asked; what comes from others is forgotten."""
        stay = self._stay(stay_id)
        slot = self._slot(stay.slot) if stay else None
        user = await self._hass.auth.async_get_user(user_id)
        if stay is None or slot is None or slot.household is None or user is None or not user.is_active:
            return
        person = await self._site.people.person(user.id, is_admin=user.is_admin)
        if person.household != slot.household or not hmac.compare_digest(seal, self._seal(word, stay_id, slot)):
            return
        try:
            if word == MINE:
                await self._site.stays.claim(slot.id, None, person)
            else:
                await self._site.stays.disclaim(slot.id, person)
        except Refused, StoreError:
            words = await self._words(slot)
            await self._send(slot, words["place_failed_message"], words["place_taken_title"], {"url": PLACES})

    async def _send(self, slot: Slot, message: str, title: str | None, more: Mapping[str, object]) -> None:
        """Send a message to every phone of a slot's household."""
        data = {"tag": f"{DOMAIN}_place_{slot.id}", "group": DOMAIN, **more}
        call: dict[str, object] = {"message": message, "data": data, **({"title": title} if title else {})}
        await asyncio.gather(*(self._notify(service, call) for service in await self._services(slot.household)))

    async def _notify(self, service: str, call: dict[str, object]) -> None:
        try:
            await self._hass.services.async_call("notify", service, dict(call), blocking=True)
        except HomeAssistantError as err:  # its words may name a phone and its secret address
            _LOGGER.warning("A phone could not be told of its place: %s", type(err).__name__)

    async def _services(self, household: int | None) -> list[str]:
        """Return the notify actions of the phones of a household's people."""
        if household is None or PHONES not in self._hass.config.components:
            return []
        # Its packages are installed only where there are phones.
        from homeassistant.components.mobile_app.const import DATA_NOTIFY  # noqa: PLC0415
        from homeassistant.components.mobile_app.util import get_notify_service  # noqa: PLC0415

        if DATA_NOTIFY not in self._hass.data[PHONES]:
            return []
        users = [await self._hass.auth.async_get_user(user) for user in await self._site.people.users_of(household)]
        active = {user.id for user in users if user is not None and user.is_active}
        phones = (entry.data for entry in self._hass.config_entries.async_loaded_entries(PHONES))
        found = (get_notify_service(self._hass, one["webhook_id"]) for one in phones if one.get("user_id") in active)
        return [service for service in found if service is not None]

    async def _words(self, slot: Slot) -> dict[str, str]:
        """Return what is said of a slot, in the house's language."""
        prefix = f"component.{DOMAIN}.common."
        found = await async_get_translations(self._hass, self._hass.config.language, "common", {DOMAIN})
        place = {key.removeprefix(prefix): text for key, text in found.items() if key.startswith(f"{prefix}place_")}
        return {key: text.format(place=slot.address.text) for key, text in place.items()}

    def _slot(self, slot_id: str) -> Slot | None:
        now = self._site.places.drawn(slot_id)
        return now.slot if now else None

    def _stay(self, stay_id: int) -> Stay | None:
        return next((stay for stay in self._site.stays.open_stays if stay.id == stay_id), None)

    def _action(self, word: str, stay_id: int, slot: Slot) -> str:
        return f"HOA_PARKING_{word}_{stay_id}_{self._seal(word, stay_id, slot)}"

    def _seal(self, word: str, stay_id: int, slot: Slot) -> str:
        said = f"{word} {stay_id} {slot.id} {slot.household}".encode()
        return hmac.new(self._secret, said, hashlib.sha256).hexdigest()[:32]


async def async_owners_phones(hass: HomeAssistant, site: Site) -> OwnersPhones:
    """Return what asks owners, with the secret that their answers are sealed with."""
    store: Store[dict[str, str]] = Store(hass, 1, f"{DOMAIN}.answers", private=True)
    kept = await store.async_load()
    if kept is None:
        kept = {"secret": secrets.token_hex(32)}
        await store.async_save(kept)
    return OwnersPhones(hass, site, kept["secret"])
