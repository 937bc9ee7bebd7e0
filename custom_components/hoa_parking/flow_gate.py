"""Set up a gate: which entity opens it, which one confirms, and how careful it is."""

from typing import Any

import probatio
from homeassistant.config_entries import ConfigEntryState, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
)

from .const import FEEDBACK_DOMAINS, GATE_DOMAINS, Key, Subentry
from .core.errors import StoreError
from .core.model import Matching
from .core.price import RAREST
from .entry import HoaConfigEntry
from .forms import entity_problem, seconds, subentry_name_problem, without_empty

TIMING = "timing"
UNKNOWN = "?"
TIMING_SCHEMA = probatio.Schema(
    {
        probatio.Required(Key.FRESH_FOR, default=12): seconds(2, 60),
        probatio.Required(Key.COOL_DOWN, default=5): seconds(0, 120),
        probatio.Required(Key.OPEN_TIMEOUT, default=10): seconds(1, 120),
        probatio.Required(Key.PULSE, default=1): seconds(0.1, 30, 0.1),
    }
)


def _entity(domains: tuple[str, ...]) -> EntitySelector:
    # A filter only guides the eye: what arrives is checked below, so that the answer is in words.
    return EntitySelector(EntitySelectorConfig(filter=[{"domain": list(domains)}]))


GATE_SCHEMA = probatio.Schema(
    {
        probatio.Required(Key.NAME): TextSelector(),
        probatio.Required(Key.ENTITY_ID): _entity(GATE_DOMAINS),
        probatio.Optional(Key.FEEDBACK_ENTITY_ID): _entity(FEEDBACK_DOMAINS),
        probatio.Required(Key.FREE_EXIT, default=True): BooleanSelector(),
        probatio.Required(Key.MATCHING, default=Matching.LOOK_ALIKE.value): SelectSelector(
            SelectSelectorConfig(options=[matching.value for matching in Matching], translation_key="matching")
        ),
        probatio.Required(TIMING, default=dict): section(TIMING_SCHEMA, {"collapsed": True}),
    }
)


class GateFlow(ConfigSubentryFlow):
    """Add a gate or change one."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add a gate."""
        errors = self._errors(user_input, but=None)
        if user_input is not None and not errors:
            data = _values(user_input)
            return self.async_create_entry(title=data[Key.NAME], data=data)
        return await self._form("user", user_input or {}, errors)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a gate."""
        subentry = self._get_reconfigure_subentry()
        errors = self._errors(user_input, but=subentry.subentry_id)
        if user_input is not None and not errors:
            data = _values(user_input)
            return self.async_update_and_abort(self._get_entry(), subentry, title=data[Key.NAME], data=data)
        return await self._form("reconfigure", user_input or {**subentry.data, TIMING: subentry.data}, errors)

    async def _form(self, step_id: str, kept: dict[str, Any], errors: dict[str, str]) -> SubentryFlowResult:
        schema = self.add_suggested_values_to_schema(GATE_SCHEMA, kept)
        price = await _price(self._get_entry())
        return self.async_show_form(step_id=step_id, data_schema=schema, errors=errors, description_placeholders=price)

    def _errors(self, user_input: dict[str, Any] | None, but: str | None) -> dict[str, str]:
        if user_input is None:
            return {}
        entity_id: str = user_input[Key.ENTITY_ID]
        feedback: str | None = user_input.get(Key.FEEDBACK_ENTITY_ID)
        problems = {
            Key.NAME: subentry_name_problem(self._get_entry(), Subentry.GATE, user_input[Key.NAME], but),
            Key.ENTITY_ID: entity_problem(self.hass, entity_id, GATE_DOMAINS),
            Key.FEEDBACK_ENTITY_ID: entity_problem(self.hass, feedback, FEEDBACK_DOMAINS) if feedback else None,
        }
        return {key: problem for key, problem in problems.items() if problem}


async def _price(entry: HoaConfigEntry) -> dict[str, str]:
    """Return what each setting costs, in signs that every language reads."""
    if entry.state is not ConfigEntryState.LOADED:
        return dict.fromkeys(("plates", *Matching), UNKNOWN)
    try:
        price = await entry.runtime_data.price.of_the_list()
    except StoreError:
        return dict.fromkeys(("plates", *Matching), UNKNOWN)
    return {
        "plates": _number(price.plates),
        **{matching.value: _odds(price.one_in[matching.value]) for matching in Matching},
    }


def _odds(one_in: int | None) -> str:
    return f"≤ 1 / {_number(RAREST)}" if one_in is None else f"≈ 1 / {_number(one_in)}"


def _number(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _values(user_input: dict[str, Any]) -> dict[str, Any]:
    flat = {key: value for key, value in user_input.items() if key != TIMING}
    return without_empty({**flat, **user_input[TIMING]})
