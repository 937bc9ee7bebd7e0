"""Move one barrier through whatever entity Home Assistant has for it, and confirm it."""

import asyncio
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from homeassistant.components.lock import LockEntityFeature
from homeassistant.const import ATTR_ENTITY_ID, ATTR_SUPPORTED_FEATURES, STATE_UNAVAILABLE
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers.event import async_track_state_change_event

from .core.config import GateConfig
from .core.errors import GateError
from .core.model import GateState
from .core.ports import Unsubscribe

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Actions:
    """What moves a kind of entity; without `hold` it can only be told to open once."""

    open: str
    hold: str | None = None
    release: str | None = None
    tells: bool = False
    pulsed: bool = False


_ACTIONS: Final[Mapping[str, _Actions]] = MappingProxyType(
    {
        "cover": _Actions("open_cover", "open_cover", "close_cover", tells=True),
        "switch": _Actions("turn_on", "turn_on", "turn_off", pulsed=True),
        "lock": _Actions("open", "unlock", "lock", tells=True),
        "button": _Actions("press"),
        "input_button": _Actions("press"),
        "script": _Actions("turn_on"),
    }
)

_STATES: Final[Mapping[str, GateState]] = MappingProxyType(
    {
        "on": GateState.OPEN,
        "off": GateState.CLOSED,
        "open": GateState.OPEN,
        "opened": GateState.OPEN,
        "opening": GateState.OPENING,
        "closed": GateState.CLOSED,
        "closing": GateState.CLOSING,
        "unlocked": GateState.OPEN,
        "unlocking": GateState.OPENING,
        "locked": GateState.CLOSED,
        "locking": GateState.CLOSING,
    }
)

_PASSWORD: Final = re.compile(r"//[^/\s]*@")
"""Who goes in and how, in an address: what another integration says of its failure goes into the log."""

_MOVING: Final = frozenset({GateState.OPEN, GateState.OPENING})


class HomeBarrier:
    """Barriers that are Home Assistant's entities."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._pulses: dict[str, asyncio.Task[None]] = {}

    async def open(self, gate: GateConfig) -> None:
        """Open for one vehicle and return when confirmed; raises GateError."""
        domain, actions, state = self._entity(gate)
        action = actions.open
        if domain == "lock" and not state.attributes.get(ATTR_SUPPORTED_FEATURES, 0) & LockEntityFeature.OPEN:
            action = "unlock"
        self._stop_pulse(gate)
        await self._move(gate, domain, action, confirm=True, pulsed=actions.pulsed)

    async def hold(self, gate: GateConfig) -> None:
        """Open and leave open; raises GateError."""
        domain, actions, _ = self._entity(gate)
        if actions.hold is None:
            raise GateError("refused", f"{gate.entity_id} opens once and cannot hold a gate open")
        self._stop_pulse(gate)
        await self._move(gate, domain, actions.hold, confirm=True)

    async def release(self, gate: GateConfig) -> None:
        """Close, or let it close; raises GateError."""
        domain, actions, _ = self._entity(gate)
        if actions.release is None:
            raise GateError("refused", f"{gate.entity_id} opens and cannot close")
        self._stop_pulse(gate)
        await self._move(gate, domain, actions.release, confirm=False)

    def watch(self, gate: GateConfig, seen: Callable[[GateState | None], None]) -> Unsubscribe:
        """Call `seen` now and at each change, None while the entity is unavailable."""

        @callback
        def look(_: Event[EventStateChangedData] | None = None) -> None:
            seen(self._where(gate))

        look()
        entities = [entity for entity in (gate.entity_id, gate.feedback_entity_id) if entity]
        return async_track_state_change_event(self._hass, entities, look)

    async def _move(self, gate: GateConfig, domain: str, action: str, *, confirm: bool, pulsed: bool = False) -> None:
        try:
            async with asyncio.timeout(gate.open_timeout.total_seconds()):
                try:
                    await self._call(domain, action, gate.entity_id)
                finally:
                    # Whatever comes of it: a relay that stays on is a gate that stays open.
                    if pulsed:
                        self._begin_pulse(gate)
                if confirm and gate.feedback_entity_id is not None:
                    await self._confirmed(gate.feedback_entity_id)
        except TimeoutError as err:
            words = f"not open {gate.open_timeout.total_seconds():g} s after it was told to"
            raise GateError("timeout", words if confirm else "no answer in time") from err

    async def _call(self, domain: str, action: str, entity_id: str) -> None:
        try:
            await self._hass.services.async_call(domain, action, {ATTR_ENTITY_ID: entity_id}, blocking=True)
        except TimeoutError:
            raise
        except Exception as err:  # another integration's failure, of whatever kind, is a gate that did not move
            raise GateError("refused", f"{domain}.{action} failed: {_PASSWORD.sub('//', str(err))}") from err

    async def _confirmed(self, entity_id: str) -> None:
        """Return once an entity says that the gate opens or is open."""
        opened = asyncio.Event()

        @callback
        def look(_: Event[EventStateChangedData] | None = None) -> None:
            if _meaning(self._hass.states.get(entity_id)) in _MOVING:
                opened.set()

        unsubscribe = async_track_state_change_event(self._hass, [entity_id], look)
        try:
            look()
            await opened.wait()
        finally:
            unsubscribe()

    def _begin_pulse(self, gate: GateConfig) -> None:
        if gate.pulse:
            self._pulses[gate.id] = self._hass.async_create_task(self._end_pulse(gate), f"hoa_parking pulse {gate.id}")

    async def _end_pulse(self, gate: GateConfig) -> None:
        await asyncio.sleep(gate.pulse.total_seconds())
        try:
            await self._call("switch", "turn_off", gate.entity_id)
        except GateError as err:
            _LOGGER.warning("The relay of gate %s stays on: %s", gate.name, err)

    def _stop_pulse(self, gate: GateConfig) -> None:
        if (pulse := self._pulses.pop(gate.id, None)) is not None:
            pulse.cancel()

    def _entity(self, gate: GateConfig) -> tuple[str, _Actions, State]:
        domain = gate.entity_id.partition(".")[0]
        state = self._hass.states.get(gate.entity_id)
        if state is None:
            raise GateError("not_found", f"{gate.entity_id} does not exist")
        if state.state == STATE_UNAVAILABLE:
            raise GateError("unavailable", f"{gate.entity_id} is unavailable")
        if (actions := _ACTIONS.get(domain)) is None:
            raise GateError("refused", f"{gate.entity_id} is nothing that can open a gate")
        return domain, actions, state

    def _where(self, gate: GateConfig) -> GateState | None:
        state = self._hass.states.get(gate.entity_id)
        if state is None or state.state == STATE_UNAVAILABLE:
            return None
        if gate.feedback_entity_id is not None:
            return _meaning(self._hass.states.get(gate.feedback_entity_id))
        actions = _ACTIONS.get(gate.entity_id.partition(".")[0])
        return _meaning(state) if actions is not None and actions.tells else GateState.UNKNOWN


def _meaning(state: State | None) -> GateState:
    return GateState.UNKNOWN if state is None else _STATES.get(state.state.lower(), GateState.UNKNOWN)
