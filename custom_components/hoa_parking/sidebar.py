"""The panel in the sidebar: its file, and its place."""

import hashlib
import logging
from pathlib import Path
from typing import Final

from homeassistant.components.frontend import async_panel_exists, async_remove_panel
from homeassistant.components.http import StaticPathConfig
from homeassistant.components.panel_custom import async_register_panel
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN, STATIC_URL

BUNDLE: Final = Path(__file__).parent / "frontend" / "panel.js"
PANEL_URL: Final = "hoa-parking"
ELEMENT: Final = "hoa-parking-panel"
ISSUE: Final = "bundle_missing"

_FINGERPRINT: HassKey[str] = HassKey(f"{DOMAIN}_bundle")
_LOGGER = logging.getLogger(__name__)


async def async_serve_bundle(hass: HomeAssistant) -> None:
    """Serve the panel's file; once a run, because Home Assistant cannot take a path back."""
    fingerprint = await hass.async_add_executor_job(_fingerprint, BUNDLE)
    if fingerprint is None:
        _LOGGER.error("The parking panel cannot be shown: %s is missing. Build it with scripts/setup", BUNDLE)
        ir.async_create_issue(
            hass,
            DOMAIN,
            ISSUE,
            is_fixable=False,
            severity=ir.IssueSeverity.ERROR,
            translation_key=ISSUE,
            translation_placeholders={"file": f"{BUNDLE.parent.name}/{BUNDLE.name}"},
        )
        return
    ir.async_delete_issue(hass, DOMAIN, ISSUE)
    await hass.http.async_register_static_paths([StaticPathConfig(STATIC_URL, str(BUNDLE.parent), cache_headers=True)])
    hass.data[_FINGERPRINT] = fingerprint


async def async_show_panel(hass: HomeAssistant) -> None:
    """Put the panel into the sidebar, where there is one to show."""
    fingerprint = hass.data.get(_FINGERPRINT)
    if fingerprint is None or async_panel_exists(hass, PANEL_URL):
        return
    await async_register_panel(
        hass,
        frontend_url_path=PANEL_URL,
        webcomponent_name=ELEMENT,
        sidebar_title=await _title(hass),
        sidebar_icon="mdi:boom-gate-up-outline",
        # The file is cached for a month: a new one needs a new address.
        module_url=f"{STATIC_URL}/{BUNDLE.name}?v={fingerprint}",
        require_admin=False,
        handle_safe_area=True,
    )


@callback
def async_hide_panel(hass: HomeAssistant) -> None:
    """Take the panel out of the sidebar."""
    async_remove_panel(hass, PANEL_URL, warn_if_unknown=False)


async def _title(hass: HomeAssistant) -> str:
    """Return the panel's name in the house's language: the sidebar takes one for everybody."""
    words = await async_get_translations(hass, hass.config.language, "common", {DOMAIN})
    return words[f"component.{DOMAIN}.common.sidebar_title"]


def _fingerprint(bundle: Path) -> str | None:
    try:
        return hashlib.sha256(bundle.read_bytes()).hexdigest()[:12]
    except FileNotFoundError:
        return None
