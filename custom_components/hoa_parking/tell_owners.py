"""Asks a household, on its people's phones, whether the car on its place is theirs; and takes the answer."""

from functools import partial
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .core.errors import Refused, StoreError
from .core.events import Event, NoticeEnded, NoticeRaised
from .core.inorder import InOrder
from .core.places import Notice, NoticeKind, Slot, Stay
from .phones import CLEAR, Phones, Tap, Told
from .site import Site

PLACES: Final = "/hoa-parking/places"
MINE: Final = "MINE"
NOT_MINE: Final = "NOT_MINE"
OPENS: Final = {"url": PLACES, "clickAction": PLACES}


class OwnersPhones:
    """Follows the site's notices; what a phone shows of a place is replaced and taken away by its tag.

    An answer counts from the household's own people only.
    """

    def __init__(self, hass: HomeAssistant, site: Site, phones: Phones) -> None:
        self._hass = hass
        self._site = site
        self._phones = phones
        self._jobs = InOrder("hoa_parking phones")
        self._asked: dict[str, Slot] = {}  # as they were then: a place may be somebody else's by now, or be no more

    @callback
    def start(self) -> CALLBACK_TYPE:
        """Listen to the site and to the phones; returns what ends it."""
        self._jobs.open()
        ends = (self._site.subscribe(self._hear), self._phones.listen((MINE, NOT_MINE), self._answered))

        @callback
        def stop() -> None:
            for end in ends:
                end()
            self._hass.async_create_task(self._jobs.close(), "hoa_parking phones")

        return stop

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
    def _answered(self, tap: Tap) -> None:
        self._jobs.put(partial(self._take, tap))

    async def _ask(self, notice: Notice) -> None:
        slot = self._slot(notice.slot)
        if slot is None or slot.household is None:
            return
        self._asked[slot.id] = slot
        words = await self._phones.words()
        actions = [
            {"action": self._phones.action(word, notice.stay, _about(slot)), "title": words[key]}
            for word, key in ((MINE, "place_mine"), (NOT_MINE, "place_not_mine"))
        ]
        await self._say(slot, "place_taken_message", {"actions": actions, **OPENS})

    async def _thank(self, notice: Notice) -> None:
        if (slot := self._slot(notice.slot)) is not None:
            await self._say(slot, "place_told_message", {"url": PLACES})

    async def _clear(self, notice: Notice) -> None:
        slot = self._asked.pop(notice.slot, None) or self._slot(notice.slot)
        if slot is not None:
            await self._phones.tell_household(slot.household, Told(_tag(slot), CLEAR))

    async def _take(self, tap: Tap) -> None:
        """Take an answer from somebody of the household that was asked; what comes from others is forgotten."""
        stay = self._stay(tap.number)
        slot = self._slot(stay.slot) if stay else None
        person = await self._phones.person(tap)
        if slot is None or slot.household is None or person is None:
            return
        if person.household != slot.household or not self._phones.is_ours(tap, _about(slot)):
            return
        try:
            if tap.word == MINE:
                await self._site.stays.claim(slot.id, None, person)
            else:
                await self._site.stays.disclaim(slot.id, person)
        except Refused, StoreError:
            await self._say(slot, "place_failed_message", {"url": PLACES})

    async def _say(self, slot: Slot, key: str, more: dict[str, object]) -> None:
        """Send words about a slot to every phone of its household."""
        words = await self._phones.words()
        message = words[key].format(place=slot.address.text)
        await self._phones.tell_household(slot.household, Told(_tag(slot), message, words["place_taken_title"], more))

    def _slot(self, slot_id: str) -> Slot | None:
        now = self._site.places.drawn(slot_id)
        return now.slot if now else None

    def _stay(self, stay_id: int) -> Stay | None:
        return next((stay for stay in self._site.stays.open_stays if stay.id == stay_id), None)


def _tag(slot: Slot) -> str:
    return f"place_{slot.id}"


def _about(slot: Slot) -> str:
    return f"{slot.id} {slot.household}"
