"""Which entities of a target are ours."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import DOMAIN


@callback
def ours(hass: HomeAssistant, entities: set[str], kind: str) -> set[str]:
    """Return the entities of ours of one kind; `kind` is the translation key they share."""
    registry = er.async_get(hass)
    known = ((entity_id, registry.async_get(entity_id)) for entity_id in entities)
    return {
        entity_id
        for entity_id, entry in known
        if entry is not None and entry.platform == DOMAIN and entry.translation_key == kind
    }
