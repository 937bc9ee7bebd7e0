"""What the set-up forms share."""

from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import NumberSelector, NumberSelectorConfig, NumberSelectorMode

from .const import DOMAIN, Key, Subentry

MAX_NAME = 64


def name_problem(name: str) -> str | None:
    """Say what is wrong with a name, as the key of an error."""
    if not name.strip():
        return "name_empty"
    return "name_too_long" if len(name.strip()) > MAX_NAME else None


def name_taken(entry: ConfigEntry, kind: Subentry, name: str, but: str | None) -> bool:
    """Whether another subentry of this kind (not `but`) bears the name."""
    wanted = name.strip().casefold()
    return any(
        subentry.title.casefold() == wanted and subentry.subentry_id != but
        for subentry in entry.get_subentries_of_type(kind)
    )


def subentry_name_problem(entry: ConfigEntry, kind: Subentry, name: str, but: str | None) -> str | None:
    """Say what is wrong with a subentry's name, as the key of an error."""
    if problem := name_problem(name):
        return problem
    return "name_taken" if name_taken(entry, kind, name, but) else None


def entity_problem(hass: HomeAssistant, entity_id: str, domains: tuple[str, ...]) -> str | None:
    """Say why an entity cannot be used, as the key of an error."""
    if entity_id.partition(".")[0] not in domains:
        return "entity_domain"
    known = er.async_get(hass).async_get(entity_id)
    if known is not None and known.platform == DOMAIN:
        return "entity_own"
    if known is None and hass.states.get(entity_id) is None:
        return "entity_not_found"
    return None


def seconds(least: float, most: float, step: float = 1) -> NumberSelector:
    """Ask for a number of seconds."""
    return NumberSelector(
        NumberSelectorConfig(min=least, max=most, step=step, unit_of_measurement="s", mode=NumberSelectorMode.BOX)
    )


def without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what was left blank, and the blanks around a name."""
    values = {key: value for key, value in values.items() if value not in (None, "")}
    return {**values, Key.NAME: values[Key.NAME].strip()}
