"""The gates: their modes, where they are, and moving them one at a time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from sqlalchemy import Connection

from ..core.config import GateConfig, SiteConfig
from ..core.errors import GateError, Refused
from ..core.events import GateChanged, OpenedByHand
from ..core.model import AuditEntry, Gate, GateMode, GateState
from ..core.ports import Barrier, Clock, Publish, Unsubscribe
from ..store import audit, gates
from ..store.database import Database

_LOGGER = logging.getLogger(__name__)

_STOPPED: Final = frozenset({"late", "called_off"})
_MOVED_BY_HAND_ONLY: Final = frozenset({GateMode.LOCKED, GateMode.SHADOW})


class GateDesk:
    """Opens gates, keeps their modes and says how they are."""

    def __init__(self, config: SiteConfig, database: Database, barrier: Barrier, publish: Publish, now: Clock) -> None:
        self._configs = {gate.id: gate for gate in config.gates}
        self._database = database
        self._barrier = barrier
        self._publish = publish
        self._now = now
        self._gates = {
            gate.id: Gate(gate.id, gate.name, GateState.UNKNOWN, GateMode.NORMAL, None) for gate in config.gates
        }
        self._places = dict.fromkeys(self._configs, GateState.UNKNOWN)  # where each was last seen
        self._locks = {gate.id: asyncio.Lock() for gate in config.gates}
        self._changing = {gate.id: asyncio.Lock() for gate in config.gates}
        self._opening: dict[str, asyncio.Task[None]] = {}
        self._unsubscribes: list[Unsubscribe] = []

    async def open(self) -> None:
        """Take up each gate's mode and watch where it is; raises StoreError."""
        for gate_id, mode in (await self._database.read(gates.modes)).items():
            if gate_id in self._gates:
                self._gates[gate_id] = replace(self._gates[gate_id], mode=mode)
        for gate in self._configs.values():
            self._unsubscribes.append(self._barrier.watch(gate, partial(self._seen, gate.id)))

    async def close(self) -> None:
        """Stop watching and let openings finish."""
        for unsubscribe in self._unsubscribes:
            unsubscribe()
        self._unsubscribes.clear()
        await asyncio.gather(*self._opening.values(), return_exceptions=True)

    @property
    def all(self) -> tuple[Gate, ...]:
        """Every gate as it is now."""
        return tuple(self._gates.values())

    def gate(self, gate_id: str) -> Gate:
        """Return a gate as it is now; raises Refused for one that is not set up."""
        try:
            return self._gates[gate_id]
        except KeyError as err:
            raise Refused("no_such_gate", "there is no such gate", "gate") from err

    async def open_gate(self, gate_id: str, until: datetime | None = None) -> None:
        """Open a gate for one vehicle, unless its turn comes after `until`; whoever asks while it opens joins in.

        Without `until` it is by hand: late is never, and a locked gate opens. Raises GateError, with the code late or
        called_off for a vehicle that was not to be let in any more when its turn came, or Refused.
        """
        self.gate(gate_id)
        while (others := self._opening.get(gate_id)) is not None:
            try:
                await asyncio.shield(others)
            except GateError as err:
                # What stopped another vehicle is no reason for this one, nor for a hand.
                if err.code not in _STOPPED:
                    raise
            else:
                return
        opening = asyncio.create_task(self._open(self._configs[gate_id], until), name=f"hoa_parking open {gate_id}")
        self._opening[gate_id] = opening
        opening.add_done_callback(lambda _: self._opening.pop(gate_id, None))
        await asyncio.shield(opening)

    async def open_by_hand(self, gate_id: str, user: str | None, reason: str | None) -> None:
        """Open a gate because a person says so, on the record; raises Refused, GateError or StoreError."""
        await self._record(self.gate(gate_id), user, "gate_opened", reason)
        await self.open_gate(gate_id)
        self._publish(OpenedByHand(gate_id, self._now()))

    async def close_by_hand(self, gate_id: str, user: str | None) -> None:
        """Close a gate because a person says so, on the record; raises Refused, GateError or StoreError."""
        await self._record(self.gate(gate_id), user, "gate_closed", None)
        await self._move(self._configs[gate_id], self._barrier.release)

    async def set_mode(self, gate_id: str, mode: GateMode, user: str | None) -> None:
        """Change what a gate does with decisions, on the record; raises Refused, GateError or StoreError."""
        self.gate(gate_id)
        # One change after the other: the last that was asked for is the one that stays.
        async with self._changing[gate_id]:
            await self._change_mode(self._configs[gate_id], mode, user)

    async def _change_mode(self, gate: GateConfig, mode: GateMode, user: str | None) -> None:
        before = self._gates[gate.id].mode
        if before is mode:
            return
        if mode is GateMode.HOLD_OPEN:
            async with self._locks[gate.id]:
                # First, so that a gate that cannot be held open is not said to be.
                await self._moved(gate, self._barrier.hold)
                await self._keep_mode(gate, mode, user)
            return
        await self._keep_mode(gate, mode, user)
        if before is GateMode.HOLD_OPEN:
            await self._move(gate, self._barrier.release)

    async def _keep_mode(self, gate: GateConfig, mode: GateMode, user: str | None) -> None:
        entry = AuditEntry(self._now(), user, "gate_mode", gate.name, mode.value)
        await self._database.write(partial(_set_mode, gate.id, mode, entry))
        self._set(replace(self._gates[gate.id], mode=mode))

    async def _open(self, gate: GateConfig, until: datetime | None) -> None:
        async with self._locks[gate.id]:
            if until is not None and self._now() > until:
                raise GateError("late", "the gate was busy until it was too late")
            if until is not None and self._gates[gate.id].mode in _MOVED_BY_HAND_ONLY:
                raise GateError("called_off", "the gate was locked, or told to move nothing, while a vehicle waited")
            self._set(replace(self._gates[gate.id], state=GateState.OPENING))
            held = self._gates[gate.id].mode is GateMode.HOLD_OPEN  # an opening for one would let it close behind them
            await self._moved(gate, self._barrier.hold if held else self._barrier.open)

    async def _move(self, gate: GateConfig, move: Callable[[GateConfig], Awaitable[None]]) -> None:
        async with self._locks[gate.id]:
            await self._moved(gate, move)

    async def _moved(self, gate: GateConfig, move: Callable[[GateConfig], Awaitable[None]]) -> None:
        try:
            await move(gate)
        except GateError as err:
            _LOGGER.warning("Gate %s: %s", gate.name, err)
            self._set(replace(self._gates[gate.id], state=self._places[gate.id], problem=err.code))
            raise
        self._set(replace(self._gates[gate.id], state=self._places[gate.id], problem=None))

    async def _record(self, gate: Gate, user: str | None, action: str, detail: str | None) -> None:
        entry = AuditEntry(self._now(), user, action, gate.name, detail)
        await self._database.write(lambda c: audit.add(c, entry))

    def _seen(self, gate_id: str, state: GateState | None) -> None:
        gate = self._gates[gate_id]
        self._places[gate_id] = state or GateState.UNKNOWN
        if state is None:
            self._set(replace(gate, state=GateState.UNKNOWN, problem="unavailable"))
        elif gate.problem == "unavailable":
            self._set(replace(gate, state=state, problem=None))
        else:
            self._set(replace(gate, state=state))

    def _set(self, gate: Gate) -> None:
        if gate != self._gates[gate.id]:
            self._gates[gate.id] = gate
            self._publish(GateChanged(gate))


def _set_mode(gate_id: str, mode: GateMode, entry: AuditEntry, connection: Connection) -> None:
    gates.set_mode(connection, gate_id, mode)
    audit.add(connection, entry)
