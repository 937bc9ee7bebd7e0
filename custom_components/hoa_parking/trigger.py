"""What automations may start from: zones that fill, slots that change, and what the guards should hear of."""

from collections.abc import Mapping
from typing import ClassVar, Final, override

from homeassistant.components.binary_sensor import DOMAIN as BINARY_SENSOR_DOMAIN
from homeassistant.components.event import ATTR_EVENT_TYPE, DOMAIN as EVENT_DOMAIN
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.trigger import (
    EntityTransitionTriggerBase,
    EntityTriggerBase,
    NotTriggeredReasonReporter,
    StatelessEntityTriggerBase,
    Trigger,
)

from .core.places import NoticeKind
from .targets import ours


class _OursTrigger(EntityTriggerBase):
    """Listens to one kind of our entities and to nobody else's, whatever a target holds beside them."""

    _entity: ClassVar[str]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        return ours(self._hass, super().entity_filter(entities), self._entity)


class _TurnTrigger(_OursTrigger, EntityTransitionTriggerBase):
    """A sensor turned from one known state to the other; what was unknown before has not turned."""

    _domain_specs: Mapping[str, DomainSpec] = {BINARY_SENSOR_DOMAIN: DomainSpec()}

    @override
    def _should_include(self, state: State) -> bool:
        """Count the unknown too: of several, not all are full while one cannot be seen."""
        return True


class _NoticeTrigger(_OursTrigger, StatelessEntityTriggerBase):
    """A notice of one kind came."""

    _entity = "notices"
    _kind: ClassVar[NoticeKind]
    _domain_specs: Mapping[str, DomainSpec] = {EVENT_DOMAIN: DomainSpec()}

    @override
    def is_valid_state(self, state: State, report_not_triggered: NotTriggeredReasonReporter) -> bool:
        return bool(state.attributes.get(ATTR_EVENT_TYPE) == self._kind)


class ZoneBecameFull(_TurnTrigger):
    """A zone that had places has none any more."""

    _entity, _from_states, _to_states = "full", {STATE_OFF}, {STATE_ON}


class ZoneHasPlacesAgain(_TurnTrigger):
    """A zone that was full has places."""

    _entity, _from_states, _to_states = "full", {STATE_ON}, {STATE_OFF}


class ZoneBecameNearlyFull(_TurnTrigger):
    """A zone has few places left."""

    _entity, _from_states, _to_states = "nearly_full", {STATE_OFF}, {STATE_ON}


class SlotTaken(_TurnTrigger):
    """A free slot is occupied."""

    _entity, _from_states, _to_states = "slot", {STATE_OFF}, {STATE_ON}


class SlotFreed(_TurnTrigger):
    """An occupied slot is free."""

    _entity, _from_states, _to_states = "slot", {STATE_ON}, {STATE_OFF}


class PlaceTaken(_NoticeTrigger):
    """Another vehicle stands on a household's slot."""

    _kind = NoticeKind.PLACE_TAKEN


class GuestOverstayed(_NoticeTrigger):
    """A vehicle stands on a guest slot for longer than the zone allows."""

    _kind = NoticeKind.OVERSTAY


class NoParkingUsed(_NoticeTrigger):
    """A vehicle stands where none may."""

    _kind = NoticeKind.NO_PARKING


TRIGGERS: Final[dict[str, type[Trigger]]] = {
    "zone_became_full": ZoneBecameFull,
    "zone_has_places_again": ZoneHasPlacesAgain,
    "zone_became_nearly_full": ZoneBecameNearlyFull,
    "slot_taken": SlotTaken,
    "slot_freed": SlotFreed,
    "place_taken": PlaceTaken,
    "guest_overstayed": GuestOverstayed,
    "no_parking_used": NoParkingUsed,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return our triggers by name."""
    return TRIGGERS
