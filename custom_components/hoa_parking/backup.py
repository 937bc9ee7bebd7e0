"""Make the database fit for Home Assistant's own backup."""

import asyncio
import logging
from typing import Final

from homeassistant.core import HomeAssistant

from .const import DOMAIN
from .core.errors import StoreError
from .entry import HoaConfigEntry

TIME_BOX_S: Final = 30

_LOGGER = logging.getLogger(__name__)


async def async_pre_backup(hass: HomeAssistant) -> None:
    """Write everything into the one file and hold the writer, so that a copy is whole."""
    entries: list[HoaConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    for entry in entries:
        try:
            async with asyncio.timeout(TIME_BOX_S):
                await entry.runtime_data.quiesce()
        except (StoreError, TimeoutError) as err:
            # An error here would stop the backup of the whole of Home Assistant.
            _LOGGER.warning("The parking database may be copied amid a change: %s", str(err) or "time is up")


async def async_post_backup(hass: HomeAssistant) -> None:
    """Let the writer go on."""
    entries: list[HoaConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    for entry in entries:
        try:
            async with asyncio.timeout(TIME_BOX_S):
                await entry.runtime_data.resume()
        except (StoreError, TimeoutError) as err:
            _LOGGER.warning("The parking database did not go on after the backup: %s", str(err) or "time is up")
