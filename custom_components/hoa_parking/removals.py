"""Users whom somebody removes in Home Assistant itself: what they were here goes too."""

import logging

from homeassistant.auth import EVENT_USER_REMOVED
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback

from .core.errors import StoreError
from .site import Site

_LOGGER = logging.getLogger(__name__)


@callback
def async_follow_removals(hass: HomeAssistant, site: Site) -> CALLBACK_TYPE:
    """Let go of users who are removed, and of those who were while we were not there; returns what ends that."""

    @callback
    def hear(event: Event) -> None:
        hass.async_create_task(_let_go(site, [str(event.data.get("user_id"))]), "hoa_parking removed user")

    hass.async_create_task(_look(hass, site), "hoa_parking removed users")
    return hass.bus.async_listen(EVENT_USER_REMOVED, hear)


async def _look(hass: HomeAssistant, site: Site) -> None:
    known = {user.id for user in await hass.auth.async_get_users()}
    try:
        linked = await site.people.linked_users()
    except StoreError as err:
        _LOGGER.warning("Whoever was removed from Home Assistant is looked for at the next start: %s", err.code)
        return
    # Nobody at all left: they were not removed one by one, Home Assistant's users were lost or made anew.
    await _let_go(site, sorted(linked - known) if linked & known else [])


async def _let_go(site: Site, user_ids: list[str]) -> None:
    try:
        for user_id in user_ids:
            await site.accounts.removed(user_id)
    except StoreError as err:
        _LOGGER.warning("Whoever was removed from Home Assistant is let go of at the next start: %s", err.code)
