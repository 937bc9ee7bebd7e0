"""The slots: how each is, and how each changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from ..core.model import SlotReport, SlotsReport
from .schema import looks, slot_changes


@dataclass(frozen=True, slots=True)
class StoredSlot:
    """A slot as last reported."""

    camera: str
    slot: str
    occupied: bool
    p: float
    captured_at: datetime


def known(connection: Connection, report_id: str) -> bool:
    """Tell whether a report is in the log."""
    return connection.execute(select(slot_changes.c.id).where(slot_changes.c.report == report_id)).first() is not None


def add(connection: Connection, report: SlotsReport, received_at: datetime) -> bool:
    """Log a report's changes; a state that a newer report told stays. Returns whether the report was new."""
    if known(connection, report.id):
        return False
    for slot in report.slots:
        connection.execute(
            insert(slot_changes).values(report=report.id, received_at=received_at, **_values(report, slot))
        )
        values = _values(report, slot)
        statement = upsert(looks).values(since=report.captured_at, **values)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["camera", "slot"],
                set_={name: values[name] for name in ("occupied", "p", "captured_at")},
                where=looks.c.captured_at <= report.captured_at,
            )
        )
    return True


def states(connection: Connection) -> Sequence[StoredSlot]:
    """Return every slot as last reported."""
    rows = connection.execute(select(looks.c.camera, looks.c.slot, looks.c.occupied, looks.c.p, looks.c.captured_at))
    return [StoredSlot(*row) for row in rows]


def delete_before(connection: Connection, before: datetime, most: int) -> int:
    """Delete some changes from before a time, not how the slots are; returns how many."""
    old = select(slot_changes.c.id).where(slot_changes.c.captured_at < before).limit(most)
    return connection.execute(delete(slot_changes).where(slot_changes.c.id.in_(old))).rowcount


def _values(report: SlotsReport, slot: SlotReport) -> dict[str, object]:
    return {
        "camera": report.camera,
        "slot": slot.id,
        "occupied": slot.occupied,
        "p": slot.p,
        "captured_at": report.captured_at,
    }
