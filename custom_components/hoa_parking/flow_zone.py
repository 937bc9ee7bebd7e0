"""Set up a zone: a named area with a capacity, counted by its slots or by who drives in and out at its gates."""

from typing import Any

import probatio
from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)

from .const import Key, Subentry
from .core.config import NEARLY_FULL
from .core.places import CountedBy
from .forms import subentry_name_problem

GUEST_HOURS = 24 * 31


def _number(least: int, most: int, unit: str) -> NumberSelector:
    return NumberSelector(
        NumberSelectorConfig(min=least, max=most, step=1, unit_of_measurement=unit, mode=NumberSelectorMode.BOX)
    )


ZONE_SCHEMA = probatio.Schema(
    {
        probatio.Required(Key.NAME): TextSelector(),
        probatio.Required(Key.CAPACITY, default=10): NumberSelector(
            NumberSelectorConfig(min=1, max=5000, step=1, mode=NumberSelectorMode.BOX)
        ),
        probatio.Required(Key.COUNTED_BY, default=CountedBy.SLOTS.value): SelectSelector(
            SelectSelectorConfig(
                options=[way.value for way in CountedBy],
                mode=SelectSelectorMode.LIST,
                translation_key="counted_by",
            )
        ),
        probatio.Required(Key.NEARLY_FULL, default=NEARLY_FULL): _number(50, 100, "%"),
        probatio.Required(Key.GUEST_LIMIT, default=0): _number(0, GUEST_HOURS, "h"),
    }
)


class ZoneFlow(ConfigSubentryFlow):
    """Add a zone or change one."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add a zone."""
        errors = self._errors(user_input, but=None)
        if user_input is not None and not errors:
            self._values = _values(user_input)
            return await self.async_step_gates() if _by_gates(self._values) else self._create()
        return self._form("user", user_input or {}, errors)

    async def async_step_gates(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Choose the gates that count a new zone."""
        if user_input and user_input[Key.GATES]:
            self._values[Key.GATES] = user_input[Key.GATES]
            return self._create()
        return self._gates_form("gates", {}, missing=user_input is not None)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a zone."""
        subentry = self._get_reconfigure_subentry()
        errors = self._errors(user_input, but=subentry.subentry_id)
        if user_input is not None and not errors:
            self._values = _values(user_input)
            return await self.async_step_reconfigure_gates() if _by_gates(self._values) else self._update()
        return self._form("reconfigure", user_input or dict(subentry.data), errors)

    async def async_step_reconfigure_gates(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Choose the gates that count a zone."""
        if user_input and user_input[Key.GATES]:
            self._values[Key.GATES] = user_input[Key.GATES]
            return self._update()
        kept = self._get_reconfigure_subentry().data
        return self._gates_form("reconfigure_gates", dict(kept), missing=user_input is not None)

    def _create(self) -> SubentryFlowResult:
        return self.async_create_entry(title=self._values[Key.NAME], data=self._values)

    def _update(self) -> SubentryFlowResult:
        subentry = self._get_reconfigure_subentry()
        return self.async_update_and_abort(self._get_entry(), subentry, title=self._values[Key.NAME], data=self._values)

    def _form(self, step_id: str, kept: dict[str, Any], errors: dict[str, str]) -> SubentryFlowResult:
        schema = self.add_suggested_values_to_schema(ZONE_SCHEMA, kept)
        return self.async_show_form(step_id=step_id, data_schema=schema, errors=errors)

    def _gates_form(self, step_id: str, kept: dict[str, Any], *, missing: bool) -> SubentryFlowResult:
        gates = [
            SelectOptionDict(value=gate.subentry_id, label=gate.title)
            for gate in self._get_entry().get_subentries_of_type(Subentry.GATE)
        ]
        still_there = {gate["value"] for gate in gates}
        chosen = [gate for gate in kept.get(Key.GATES, ()) if gate in still_there]
        selector = SelectSelector(SelectSelectorConfig(options=gates, multiple=True, mode=SelectSelectorMode.LIST))
        only = [gates[0]["value"]] if len(gates) == 1 else []
        schema = probatio.Schema({probatio.Required(Key.GATES, default=chosen or only): selector})
        errors = {Key.GATES.value: "no_gate_chosen"} if missing else {}
        return self.async_show_form(step_id=step_id, data_schema=schema, errors=errors)

    def _errors(self, user_input: dict[str, Any] | None, but: str | None) -> dict[str, str]:
        if user_input is None:
            return {}
        gates = self._get_entry().get_subentries_of_type(Subentry.GATE)
        problems = {
            Key.NAME: subentry_name_problem(self._get_entry(), Subentry.ZONE, user_input[Key.NAME], but),
            Key.COUNTED_BY: "no_gates" if _by_gates(user_input) and not gates else None,
        }
        return {field: problem for field, problem in problems.items() if problem}


def _by_gates(values: dict[str, Any]) -> bool:
    return bool(values[Key.COUNTED_BY] == CountedBy.GATES)


def _values(user_input: dict[str, Any]) -> dict[str, Any]:
    return {
        Key.NAME: user_input[Key.NAME].strip(),
        Key.CAPACITY: int(user_input[Key.CAPACITY]),
        Key.COUNTED_BY: user_input[Key.COUNTED_BY],
        Key.NEARLY_FULL: int(user_input[Key.NEARLY_FULL]),
        Key.GUEST_LIMIT: int(user_input[Key.GUEST_LIMIT]),
    }
