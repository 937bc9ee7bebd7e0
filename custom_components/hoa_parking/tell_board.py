"""Shows the board, among Home Assistant's notifications, that applications wait: how many, never whose."""

from typing import Final

from homeassistant.components import persistent_notification
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN
from .core.events import ApplicationChanged, ApplicationsErased, Event
from .site import Site

NOTIFICATION: Final = "hoa_parking_applications"
PLACE: Final = "/hoa-parking/applications"


class BoardNotice:
    """One notification, there while anybody waits. Every user of Home Assistant sees it."""

    def __init__(self, hass: HomeAssistant, site: Site) -> None:
        self._hass = hass
        self._site = site

    @callback
    def start(self) -> CALLBACK_TYPE:
        """Show what waits now, and follow it; returns what ends it."""
        self._hass.async_create_task(self._show(), "hoa_parking board")
        return self._site.subscribe(self._hear)

    @callback
    def _hear(self, event: Event) -> None:
        if isinstance(event, ApplicationChanged | ApplicationsErased):
            self._hass.async_create_task(self._show(), "hoa_parking board")

    async def _show(self) -> None:
        prefix = f"component.{DOMAIN}.common.applications_"
        words = await async_get_translations(self._hass, self._hass.config.language, "common", {DOMAIN})
        # From here on nothing is waited for: what is shown is how many wait now, whoever else looks.
        if (waiting := self._site.applications.waiting) == 0:
            persistent_notification.async_dismiss(self._hass, NOTIFICATION)
            return
        message = words[f"{prefix}message"].format(count=waiting)
        title = words[f"{prefix}title"]
        persistent_notification.async_create(self._hass, f"[{message}]({PLACE})", title, NOTIFICATION)
