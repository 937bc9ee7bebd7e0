"""Failed log-ins, as Home Assistant tells of them: by a notification of its own, and by nothing else."""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any, Final

from homeassistant.components.persistent_notification import UpdateType, async_register_callback
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .site import Site

LOGIN: Final = "http-login"
BAN: Final = "ip-ban"
_IN_BRACKETS: Final = re.compile(r"\(([0-9A-Fa-f:.%]{2,60})\)")
_AT_END: Final = re.compile(r"from ([0-9A-Fa-f:.%]{2,60})$")


@callback
def async_record_logins(hass: HomeAssistant, site: Site) -> CALLBACK_TYPE:
    """Put failed log-ins on the record; returns what ends that."""

    @callback
    def see(update: UpdateType, notifications: Mapping[str, Any]) -> None:
        if update not in {UpdateType.ADDED, UpdateType.UPDATED}:
            return
        if (failed := notifications.get(LOGIN)) and (address := _last(_IN_BRACKETS, failed["message"])):
            site.activity.login_failed(address)
        if (ban := notifications.get(BAN)) and (address := _last(_AT_END, ban["message"])):
            site.activity.banned(address)

    return async_register_callback(hass, see)


def _last(pattern: re.Pattern[str], message: str) -> str | None:
    """Return the last address in a message: before it stands a host's name, which is whatever its owner says."""
    for found in reversed(pattern.findall(message)):
        try:
            return str(ip_address(found))
        except ValueError:
            continue
    return None
