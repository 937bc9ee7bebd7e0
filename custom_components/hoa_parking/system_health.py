"""A few lines for Home Assistant's own health page."""

from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN, VERSION
from .core.errors import StoreError
from .core.links import CameraState
from .entry import HoaConfigEntry


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Say where our lines come from."""
    register.async_register_info(_lines)


async def _lines(hass: HomeAssistant) -> dict[str, Any]:
    entries: list[HoaConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    if not entries:
        return {"version": VERSION}
    site = entries[0].runtime_data
    links = site.links.now
    online = sum(camera.state is CameraState.ONLINE for camera in links.cameras)
    try:
        database = f"ok, {await site.passages.count()}"
    except StoreError as err:
        database = err.code
    return {
        "version": VERSION,
        "recognizer": links.recognizer.version or "-" if links.recognizer.online else "offline",
        "cameras_online": f"{online}/{len(links.cameras)}",
        "reports_waiting": links.recognizer.pending,
        "database": database,
    }
