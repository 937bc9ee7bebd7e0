"""Set up a zone: a named area with a capacity."""

from typing import Any

import probatio
from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.helpers.selector import NumberSelector, NumberSelectorConfig, NumberSelectorMode, TextSelector

from .const import Key, Subentry
from .forms import subentry_name_problem

ZONE_SCHEMA = probatio.Schema(
    {
        probatio.Required(Key.NAME): TextSelector(),
        probatio.Required(Key.CAPACITY, default=10): NumberSelector(
            NumberSelectorConfig(min=1, max=5000, step=1, mode=NumberSelectorMode.BOX)
        ),
    }
)


class ZoneFlow(ConfigSubentryFlow):
    """Add a zone or change one."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add a zone."""
        errors = self._errors(user_input, but=None)
        if user_input is not None and not errors:
            data = _values(user_input)
            return self.async_create_entry(title=data[Key.NAME], data=data)
        return self._form("user", user_input or {}, errors)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a zone."""
        subentry = self._get_reconfigure_subentry()
        errors = self._errors(user_input, but=subentry.subentry_id)
        if user_input is not None and not errors:
            data = _values(user_input)
            return self.async_update_and_abort(self._get_entry(), subentry, title=data[Key.NAME], data=data)
        return self._form("reconfigure", user_input or dict(subentry.data), errors)

    def _form(self, step_id: str, kept: dict[str, Any], errors: dict[str, str]) -> SubentryFlowResult:
        schema = self.add_suggested_values_to_schema(ZONE_SCHEMA, kept)
        return self.async_show_form(step_id=step_id, data_schema=schema, errors=errors)

    def _errors(self, user_input: dict[str, Any] | None, but: str | None) -> dict[str, str]:
        if user_input is None:
            return {}
        problem = subentry_name_problem(self._get_entry(), Subentry.ZONE, user_input[Key.NAME], but)
        return {Key.NAME: problem} if problem else {}


def _values(user_input: dict[str, Any]) -> dict[str, Any]:
    return {Key.NAME: user_input[Key.NAME].strip(), Key.CAPACITY: int(user_input[Key.CAPACITY])}
