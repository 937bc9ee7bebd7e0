"""Set the association up: by hand, or when the recognizer app announces itself."""

from typing import Any, override

import probatio
from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigFlowResult, ConfigSubentryFlow
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
from homeassistant.helpers.service_info.hassio import HassioServiceInfo

from .const import COUNTRIES, DOMAIN, Key, Subentry
from .flow_camera import CameraFlow
from .flow_gate import GateFlow
from .flow_zone import ZoneFlow
from .forms import name_problem

SITE_SCHEMA = probatio.Schema(
    {
        probatio.Required(Key.NAME): TextSelector(),
        probatio.Required(Key.COUNTRIES): SelectSelector(
            SelectSelectorConfig(
                options=[country.lower() for country in COUNTRIES],
                multiple=True,
                mode=SelectSelectorMode.DROPDOWN,
                translation_key="country",
            )
        ),
    }
)


class HoaParkingConfigFlow(ConfigFlow, domain=DOMAIN):
    """One association, one entry."""

    VERSION = 1
    MINOR_VERSION = 1

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(cls, config_entry: ConfigEntry) -> dict[str, type[ConfigSubentryFlow]]:
        return {Subentry.GATE: GateFlow, Subentry.ZONE: ZoneFlow, Subentry.CAMERA: CameraFlow}

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Set up by hand."""
        return await self._create("user", user_input)

    @override
    async def async_step_hassio(self, discovery_info: HassioServiceInfo) -> ConfigFlowResult:
        """Set up because the recognizer app announced itself."""
        await self.async_set_unique_id(discovery_info.uuid)
        self._abort_if_unique_id_configured()
        self._async_abort_entries_match()
        self.context["title_placeholders"] = {"name": discovery_info.name}
        return await self.async_step_hassio_confirm()

    async def async_step_hassio_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask before anything is made of the announcement."""
        return await self._create("hassio_confirm", user_input)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Change the name or the countries."""
        entry = self._get_reconfigure_entry()
        errors = _site_errors(user_input)
        if user_input is not None and not errors:
            data = {**entry.data, **_site_values(user_input)}
            return self.async_update_and_abort(entry, title=data[Key.NAME], data=data)
        kept = user_input or {**entry.data, Key.COUNTRIES: [c.lower() for c in entry.data[Key.COUNTRIES]]}
        return self.async_show_form(
            step_id="reconfigure", data_schema=self.add_suggested_values_to_schema(SITE_SCHEMA, kept), errors=errors
        )

    async def _create(self, step_id: str, user_input: dict[str, Any] | None) -> ConfigFlowResult:
        errors = _site_errors(user_input)
        if user_input is not None and not errors:
            # Not the announcement's own id: removing the app would then remove every gate and camera set up here.
            await self.async_set_unique_id(DOMAIN, raise_on_progress=False)
            data = _site_values(user_input)
            return self.async_create_entry(title=data[Key.NAME], data=data)
        kept = user_input or {Key.NAME: self.hass.config.location_name, Key.COUNTRIES: self._likely_countries()}
        return self.async_show_form(
            step_id=step_id, data_schema=self.add_suggested_values_to_schema(SITE_SCHEMA, kept), errors=errors
        )

    def _likely_countries(self) -> list[str]:
        country = self.hass.config.country
        return [country.lower()] if country in COUNTRIES else []


def _site_errors(user_input: dict[str, Any] | None) -> dict[str, str]:
    if user_input is None:
        return {}
    errors: dict[str, str] = {}
    if problem := name_problem(user_input[Key.NAME]):
        errors[Key.NAME] = problem
    if not user_input[Key.COUNTRIES]:
        errors[Key.COUNTRIES] = "no_country"
    return errors


def _site_values(user_input: dict[str, Any]) -> dict[str, Any]:
    chosen = {country.upper() for country in user_input[Key.COUNTRIES]}
    return {Key.NAME: user_input[Key.NAME].strip(), Key.COUNTRIES: [c for c in COUNTRIES if c in chosen]}
