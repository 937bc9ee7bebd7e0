"""The gates' modes."""

from collections.abc import Mapping

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from ..core.model import GateMode
from .schema import gates


def modes(connection: Connection) -> Mapping[str, GateMode]:
    """Return each gate's mode, of those that were ever set."""
    return {gate: GateMode(mode) for gate, mode in connection.execute(select(gates.c.gate, gates.c.mode))}


def set_mode(connection: Connection, gate: str, mode: GateMode) -> None:
    """Keep a gate's mode."""
    values = {"mode": mode.value}
    connection.execute(
        upsert(gates).values(gate=gate, **values).on_conflict_do_update(index_elements=["gate"], set_=values)
    )
