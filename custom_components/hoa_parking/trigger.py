"""What automations may start from: zones that fill, slots that change, what guards and the board should hear of."""

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

from .core.events import ApplicationStep
from .core.model import Reason
from .core.places import NoticeKind
from .targets import ours

DENIED: Final = "denied"
"""The gates' event entities say so of what they refuse."""
REASON: Final = "reason"
ASKING: Final = frozenset({Reason.ASKED, Reason.GUARDED})


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


class _EventTrigger(_OursTrigger, StatelessEntityTriggerBase):
    """An event of one type came, for one of some reasons where there are any."""

    _type: ClassVar[str]
    _reasons: ClassVar[frozenset[Reason]] = frozenset()
    _domain_specs: Mapping[str, DomainSpec] = {EVENT_DOMAIN: DomainSpec()}

    @override
    def is_valid_state(self, state: State, report_not_triggered: NotTriggeredReasonReporter) -> bool:
        said = state.attributes
        return said.get(ATTR_EVENT_TYPE) == self._type and (not self._reasons or said.get(REASON) in self._reasons)


class _NoticeTrigger(_EventTrigger):
    """A notice of one kind came."""

    _entity = "notices"


class _RefusalTrigger(_EventTrigger):
    """A gate stayed closed for a vehicle that asked to pass now."""

    _entity, _type = "passage", DENIED


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

    _type = NoticeKind.PLACE_TAKEN


class GuestOverstayed(_NoticeTrigger):
    """A vehicle stands on a guest slot for longer than the zone allows."""

    _type = NoticeKind.OVERSTAY


class NoParkingUsed(_NoticeTrigger):
    """A vehicle stands where none may."""

    _type = NoticeKind.NO_PARKING


class PassageRefused(_RefusalTrigger):
    """A gate refused a vehicle; what its household is asked about is not refused yet."""

    _reasons = frozenset(Reason) - ASKING


class UnknownAtGate(_RefusalTrigger):
    """A vehicle that nobody knows stands at a gate."""

    _reasons = frozenset({Reason.UNKNOWN})


class HouseholdAsked(_RefusalTrigger):
    """A household is asked whether a vehicle may pass: a guest's, or its own that it guards."""

    _reasons = ASKING


class ApplicationReceived(_EventTrigger):
    """Somebody applied to the board."""

    _entity, _type = "applications", ApplicationStep.RECEIVED


TRIGGERS: Final[dict[str, type[Trigger]]] = {
    "zone_became_full": ZoneBecameFull,
    "zone_has_places_again": ZoneHasPlacesAgain,
    "zone_became_nearly_full": ZoneBecameNearlyFull,
    "slot_taken": SlotTaken,
    "slot_freed": SlotFreed,
    "place_taken": PlaceTaken,
    "guest_overstayed": GuestOverstayed,
    "no_parking_used": NoParkingUsed,
    "passage_refused": PassageRefused,
    "unknown_at_gate": UnknownAtGate,
    "household_asked": HouseholdAsked,
    "application_received": ApplicationReceived,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return our triggers by name."""
    return TRIGGERS
