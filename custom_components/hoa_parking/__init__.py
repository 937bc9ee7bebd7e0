"""HOA Parking: parking and gate access for homeowners' associations."""

from functools import partial
from pathlib import Path

from homeassistant.const import EVENT_HOMEASSISTANT_STOP, Platform
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady, HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.device_registry import AnyDeviceEntry
from homeassistant.helpers.typing import ConfigType
from homeassistant.util import dt as dt_util

from .accounts import HomeAccounts
from .const import DOMAIN
from .core.errors import Damaged, NewerSchema, StoreError
from .core.ports import House
from .devices import async_drop_lost_slots, async_make_devices
from .entry import HoaConfigEntry, site_config
from .gate import HomeBarrier
from .issues import Watch, async_tell_database
from .logins import async_record_logins
from .outages import Outages
from .phones import async_phones
from .removals import async_follow_removals
from .services import async_register_actions
from .sidebar import async_hide_panel, async_serve_bundle, async_show_panel
from .site import DATABASE, FOLDER, Site
from .tell_applications import ApplicationsPhones
from .tell_board import BoardNotice
from .tell_households import HouseholdsPhones
from .tell_owners import OwnersPhones
from .web import async_register_doors
from .web.credentials import is_paired, unpair_recognizer
from .web.exports import sweep as sweep_exports
from .words import database_word

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)
PLATFORMS = (Platform.BINARY_SENSOR, Platform.COVER, Platform.EVENT, Platform.SELECT, Platform.SENSOR)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Set up what is there once, whether the association is loaded or not."""
    async_register_doors(hass)
    async_register_actions(hass)
    await async_serve_bundle(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: HoaConfigEntry) -> bool:
    """Set up the association: its site, its devices and entities, its panel, its repairs."""
    # First: what is changed while the site opens has to be heard too.
    entry.async_on_unload(entry.add_update_listener(_reload))
    entry.runtime_data = site = await _open_site(hass, entry)
    entry.async_on_unload(site.close)
    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, _Closer(site).close))
    await sweep_exports(site)
    async_make_devices(hass, entry)
    async_drop_lost_slots(hass, entry, site.layouts.plan)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    entry.async_on_unload(Watch(hass, site, partial(is_paired, hass)).start())
    entry.async_on_unload(Outages(hass, site).start())
    entry.async_on_unload(BoardNotice(hass, site).start())
    entry.async_on_unload(async_record_logins(hass, site))
    entry.async_on_unload(async_follow_removals(hass, site))
    phones = await async_phones(hass, site)
    for teller in (OwnersPhones, HouseholdsPhones, ApplicationsPhones):
        entry.async_on_unload(teller(hass, site, phones).start())
    await async_show_panel(hass)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: HoaConfigEntry) -> bool:
    """Take away what set-up has made; the site closes last."""
    # The panel stays: every change of the set-up reloads the entry, and would throw its readers out.
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: HoaConfigEntry) -> None:
    """End the recognizer's token, take the panel away; the database and its pictures stay, they are records."""
    await unpair_recognizer(hass)
    async_hide_panel(hass)


async def async_remove_config_entry_device(hass: HomeAssistant, entry: HoaConfigEntry, device: AnyDeviceEntry) -> bool:
    """Refuse: every device here is something that is set up, and goes with it."""
    return False


async def _reload(hass: HomeAssistant, entry: HoaConfigEntry) -> None:
    hass.config_entries.async_schedule_reload(entry.entry_id)


async def _open_site(hass: HomeAssistant, entry: HoaConfigEntry) -> Site:
    folder = Path(hass.config.path(FOLDER))

    async def stream_source(entity_id: str) -> str | None:
        if "camera" not in hass.config.components:
            return None
        # Its packages are installed only where there are cameras.
        from homeassistant.components.camera import async_get_stream_source  # noqa: PLC0415

        try:
            return await async_get_stream_source(hass, entity_id)
        except HomeAssistantError:  # the camera's integration is not ready; it is asked again
            return None

    try:
        house = House(HomeBarrier(hass), stream_source, HomeAccounts(hass), dt_util.get_default_time_zone)
        # A big log's new schema takes minutes on a small machine: the start of Home Assistant waits for it, uncut.
        async with hass.timeout.async_freeze(DOMAIN):
            site = await Site.open(site_config(entry), folder, house)
    except StoreError as err:
        async_tell_database(hass, err, folder / DATABASE)
        kind = ConfigEntryError if isinstance(err, Damaged | NewerSchema) else ConfigEntryNotReady
        raise kind(translation_domain=DOMAIN, translation_key=database_word(err)) from err
    async_tell_database(hass, None, folder / DATABASE)
    return site


class _Closer:
    """Closes the site when Home Assistant stops, where nothing is unloaded."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def close(self, _: Event) -> None:
        """Close it."""
        await self._site.close()
