"""Tells the board's phones how many applications wait, and an applicant's what became of theirs."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

from .core.events import ApplicationChanged, ApplicationsErased, ApplicationStep, Event
from .core.inorder import InOrder
from .core.roles import Role
from .phones import CLEAR, Phones, Told
from .site import Site

QUEUE: Final = "/hoa-parking/applications"
PANEL: Final = "/hoa-parking"
PAUSE: Final = timedelta(minutes=1)
"""However many apply, the board's phones ring no more often."""
NEWS: Final = frozenset({ApplicationStep.ASKED, ApplicationStep.APPROVED, ApplicationStep.REFUSED})
WORK: Final = frozenset({ApplicationStep.RECEIVED, ApplicationStep.ANSWERED})


class ApplicationsPhones:
    """Follows applications. The board hears how many wait, and never whose: a lock screen is no place for names."""

    def __init__(self, hass: HomeAssistant, site: Site, phones: Phones) -> None:
        self._hass = hass
        self._site = site
        self._phones = phones
        self._jobs = InOrder("hoa_parking phones of applicants")
        self._pausing: CALLBACK_TYPE | None = None
        self._waiting: int | None = None

    @callback
    def start(self) -> CALLBACK_TYPE:
        """Listen to the site; returns what ends it."""
        self._jobs.open()
        unsubscribe = self._site.subscribe(self._hear)

        @callback
        def stop() -> None:
            unsubscribe()
            if self._pausing is not None:
                self._pausing()
            self._hass.async_create_task(self._jobs.close(), "hoa_parking phones of applicants")

        return stop

    @callback
    def _hear(self, event: Event) -> None:
        if isinstance(event, ApplicationsErased):
            self._count(event.waiting, is_news=False)
        if not isinstance(event, ApplicationChanged):
            return
        if event.step in NEWS and event.user_id is not None:
            self._jobs.put(partial(self._tell_applicant, event.user_id, event.application, event.step))
        self._count(event.waiting, is_news=event.step in WORK)

    def _count(self, waiting: int, *, is_news: bool) -> None:
        """Tell the board how many wait where that is news, or where they are to hear of some soon."""
        if waiting == 0:
            self._waiting = None
            self._jobs.put(self._clear)
        elif is_news or self._waiting is not None:
            self._waiting = waiting
            self._tell_soon()

    @callback
    def _tell_soon(self) -> None:
        """Tell the board, at once or when the pause is over."""
        if self._pausing is None and self._waiting is not None:
            self._jobs.put(partial(self._tell_board, self._waiting))
            self._waiting = None
            self._pausing = async_call_later(self._hass, PAUSE, self._go_on)

    @callback
    def _go_on(self, _: datetime) -> None:
        self._pausing = None
        self._tell_soon()

    async def _tell_board(self, waiting: int) -> None:
        words = await self._phones.words()
        message = words["applications_message"].format(count=waiting)
        more = {"url": QUEUE, "clickAction": QUEUE}
        await self._phones.tell(await self._board(), Told("applications", message, words["applications_title"], more))

    async def _clear(self) -> None:
        await self._phones.tell(await self._board(), Told("applications", CLEAR))

    async def _tell_applicant(self, user_id: str, application: int, step: ApplicationStep) -> None:
        words = await self._phones.words()
        message, more = words[f"application_{step.value}_message"], {"url": PANEL, "clickAction": PANEL}
        told = Told(f"application_{application}", message, words["application_title"], more)
        await self._phones.tell([user_id], told)

    async def _board(self) -> list[str]:
        admins = [user.id for user in await self._hass.auth.async_get_users() if user.is_admin]
        return sorted({*admins, *await self._site.people.users_who_are(Role.BOARD)})
