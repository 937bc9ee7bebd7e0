"""Vehicles that pass, places that are not used as they should be, people who apply: what and why, never who."""

from typing import Final, override

from homeassistant.components.event import EventEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .core.events import APPLICATIONS, ApplicationChanged, ApplicationStep, Event, NoticeRaised, PassageLogged
from .core.model import Direction, LogEntry, Reason, Verdict
from .core.places import Notice, NoticeKind
from .entity import HoaEntity, device
from .entry import HoaConfigEntry
from .site import Site

PARALLEL_UPDATES = 0

DENIED: Final = "denied"
TYPES: Final = {Direction.ENTRY: "entry", Direction.EXIT: "exit", Direction.UNKNOWN: "passage"}
NOT_NOW: Final = frozenset({Reason.RECOVERED, Reason.STALE, Reason.FUTURE})
"""What belongs to another time is in the log; an automation would take it for a car that stands there now."""


async def async_setup_entry(
    hass: HomeAssistant, entry: HoaConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add each gate's passages, each zone's notices, and the association's applications."""
    site = entry.runtime_data
    async_add_entities([ApplicationEvent(site, entry.entry_id)])
    for gate in site.config.gates:
        async_add_entities([PassageEvent(site, gate.id)], config_subentry_id=gate.id)
    for zone in site.config.zones:
        async_add_entities([NoticeEvent(site, zone.id)], config_subentry_id=zone.id)


class PassageEvent(HoaEntity, EventEntity):
    """Fires when a vehicle passes a gate or asks to."""

    _attr_translation_key = "passage"
    _attr_event_types = [*TYPES.values(), DENIED]  # noqa: RUF012 - Home Assistant's own attribute

    def __init__(self, site: Site, gate_id: str) -> None:
        super().__init__(site, gate_id, "passage", device(gate_id))

    @override
    @callback
    def hear(self, event: Event) -> None:
        if isinstance(event, PassageLogged):
            self._fire(event.entry)

    def _fire(self, entry: LogEntry) -> None:
        if entry.reason in NOT_NOW:
            return
        kind = DENIED if entry.verdict is Verdict.REFUSE else TYPES[entry.direction]
        # Every user of Home Assistant can read these: no plate, no apartment, no passage id.
        words = {"direction": entry.direction.value, "verdict": entry.verdict.value, "reason": entry.reason.value}
        self._trigger_event(kind, words)
        self.async_write_ha_state()


class NoticeEvent(HoaEntity, EventEntity):
    """Fires when a place of a zone is taken, overstayed, or parked on where nobody may."""

    _attr_translation_key = "notices"
    _attr_event_types = [kind.value for kind in NoticeKind]  # noqa: RUF012 - Home Assistant's own attribute

    def __init__(self, site: Site, zone_id: str) -> None:
        super().__init__(site, zone_id, "notices", device(zone_id))

    @override
    @callback
    def hear(self, event: Event) -> None:
        if isinstance(event, NoticeRaised):
            self._fire(event.notice)

    def _fire(self, notice: Notice) -> None:
        if (now := self.site.places.drawn(notice.slot)) is None:
            return
        address = now.slot.address
        # Every user of Home Assistant can read these: which place, never whose, nor which vehicle.
        words = {"row": address.row, "number": address.number, "since": notice.since.isoformat()}
        self._trigger_event(notice.kind.value, words)
        self.async_write_ha_state()


class ApplicationEvent(HoaEntity, EventEntity):
    """Fires when somebody applies to the board, and when something becomes of it."""

    _attr_translation_key = "applications"
    _attr_event_types = [step.value for step in ApplicationStep]  # noqa: RUF012 - Home Assistant's own attribute

    def __init__(self, site: Site, entry_id: str) -> None:
        super().__init__(site, entry_id, "applications", device(entry_id))

    @property
    @override
    def follows(self) -> str:
        return APPLICATIONS

    @override
    @callback
    def hear(self, event: Event) -> None:
        if isinstance(event, ApplicationChanged):
            # Every user of Home Assistant can read these: how many wait, never whose.
            self._trigger_event(event.step.value, {"waiting": event.waiting})
            self.async_write_ha_state()
