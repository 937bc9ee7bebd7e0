"""What automations may ask: whether zones are full, have places, and whether slots are occupied."""

from collections.abc import Mapping
from typing import ClassVar, Final, override

import probatio
from homeassistant.components.binary_sensor import DOMAIN as BINARY_SENSOR_DOMAIN
from homeassistant.components.sensor import DOMAIN as SENSOR_DOMAIN
from homeassistant.const import CONF_OPTIONS, STATE_ON
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.condition import (
    ENTITY_STATE_CONDITION_SCHEMA_ANY_ALL,
    Condition,
    ConditionConfig,
    EntityConditionBase,
    EntityStateConditionBase,
)

from .targets import ours

AT_LEAST: Final = "at_least"
MOST: Final = 5000
"""More places than any zone has."""


class _OursCondition(EntityConditionBase):
    """Asks one kind of our entities, and takes the unknown for neither yes nor nothing."""

    _entity: ClassVar[str]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        return ours(self._hass, super().entity_filter(entities), self._entity)

    @override
    def _should_include(self, _state: State) -> bool:
        """Ask the unknown too: of several zones, not all are free while one cannot be seen."""
        return True

    @override
    def _check_all_match_state(self, states: list[State]) -> bool:
        """Answer no where there is nothing to ask."""
        return bool(states) and super()._check_all_match_state(states)


class _OnCondition(_OursCondition, EntityStateConditionBase):
    """Whether sensors of ours are on."""

    _domain_specs: Mapping[str, DomainSpec] = {BINARY_SENSOR_DOMAIN: DomainSpec()}
    _states: set[str | bool] = {STATE_ON}  # noqa: RUF012 - as the base has it


class IsFull(_OnCondition):
    """Whether zones are full."""

    _entity = "full"


class IsNearlyFull(_OnCondition):
    """Whether zones are nearly full."""

    _entity = "nearly_full"


class IsSlotOccupied(_OnCondition):
    """Whether slots are occupied."""

    _entity = "slot"


class HasFreePlaces(_OursCondition):
    """Whether zones have so many free places at least."""

    _entity = "free"
    _domain_specs: Mapping[str, DomainSpec] = {SENSOR_DOMAIN: DomainSpec()}
    _schema = ENTITY_STATE_CONDITION_SCHEMA_ANY_ALL.extend(
        {
            probatio.Required(CONF_OPTIONS, default={}): {
                probatio.Required(AT_LEAST, default=1): probatio.All(
                    probatio.Coerce(int), probatio.Range(min=1, max=MOST)
                )
            }
        }
    )

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        super().__init__(hass, config)
        self._at_least: int = (config.options or {})[AT_LEAST]

    @override
    def is_valid_state(self, entity_state: State) -> bool:
        try:
            return float(entity_state.state) >= self._at_least
        except ValueError:  # unknown or unavailable
            return False


CONDITIONS: Final[dict[str, type[Condition]]] = {
    "is_full": IsFull,
    "is_nearly_full": IsNearlyFull,
    "has_free_places": HasFreePlaces,
    "is_slot_occupied": IsSlotOccupied,
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return our conditions by name."""
    return CONDITIONS
