"""What the browser loads: the panel with its place in the sidebar, and the card for dashboards."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from homeassistant.components.frontend import (
    DATA_EXTRA_MODULE_URL,
    add_extra_js_url,
    async_panel_exists,
    async_remove_panel,
    remove_extra_js_url,
)
from homeassistant.components.http import StaticPathConfig
from homeassistant.components.panel_custom import async_register_panel
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util.hass_dict import HassKey

from .bundle import FOLDER, fingerprint
from .const import DOMAIN, STATIC_URL

BUNDLE: Final = FOLDER / "panel.js"
CARDS: Final = "cards.js"
PANEL_URL: Final = "hoa-parking"
ELEMENT: Final = "hoa-parking-panel"
ISSUE: Final = "bundle_missing"

_SERVED: HassKey[dict[str, str]] = HassKey(f"{DOMAIN}_bundle")
_LOGGER = logging.getLogger(__name__)


async def async_serve_bundle(hass: HomeAssistant) -> None:
    """Serve the browser's files; once a run, because Home Assistant cannot take a path back."""
    files = (BUNDLE, BUNDLE.with_name(CARDS))
    fingerprints = await hass.async_add_executor_job(_fingerprints, files)
    hass.data[_SERVED] = {name: f"{STATIC_URL}/{name}?v={value}" for name, value in fingerprints.items()}
    if missing := [file for file in files if file.name not in fingerprints]:
        _tell_missing(hass, missing[0])
    else:
        ir.async_delete_issue(hass, DOMAIN, ISSUE)
    if fingerprints:
        folder = str(BUNDLE.parent)
        await hass.http.async_register_static_paths([StaticPathConfig(STATIC_URL, folder, cache_headers=True)])


async def async_show_panel(hass: HomeAssistant) -> None:
    """Put the panel into the sidebar and the card among the dashboards' cards, where they are there to show."""
    served = hass.data.get(_SERVED, {})
    card = served.get(CARDS)
    if card is not None and card not in hass.data[DATA_EXTRA_MODULE_URL].urls:
        add_extra_js_url(hass, card)
    panel = served.get(BUNDLE.name)
    if panel is None or async_panel_exists(hass, PANEL_URL):
        return
    await async_register_panel(
        hass,
        frontend_url_path=PANEL_URL,
        webcomponent_name=ELEMENT,
        sidebar_title=await _title(hass),
        sidebar_icon="mdi:boom-gate-up-outline",
        module_url=panel,
        require_admin=False,
        handle_safe_area=True,
    )


@callback
def async_hide_panel(hass: HomeAssistant) -> None:
    """Take the panel out of the sidebar, and offer the card no more; one on an open page stays until it is reloaded."""
    async_remove_panel(hass, PANEL_URL, warn_if_unknown=False)
    if (card := hass.data.get(_SERVED, {}).get(CARDS)) is not None:
        remove_extra_js_url(hass, card)


@callback
def _tell_missing(hass: HomeAssistant, file: Path) -> None:
    _LOGGER.error("The parking panel cannot be shown: %s is missing. Build it with scripts/setup", file)
    ir.async_create_issue(
        hass,
        DOMAIN,
        ISSUE,
        is_fixable=False,
        severity=ir.IssueSeverity.ERROR,
        translation_key=ISSUE,
        translation_placeholders={"file": f"{file.parent.name}/{file.name}"},
    )


async def _title(hass: HomeAssistant) -> str:
    """Return the panel's name in the house's language: the sidebar takes one for everybody."""
    words = await async_get_translations(hass, hass.config.language, "common", {DOMAIN})
    return words[f"component.{DOMAIN}.common.sidebar_title"]


def _fingerprints(files: Iterable[Path]) -> dict[str, str]:
    """Return what tells each file's contents apart, by name, of those that are built."""
    return {file.name: found for file in files if (found := fingerprint(file)) is not None}
