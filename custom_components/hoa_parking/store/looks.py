"""What each camera last said of each slot, and how that changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from ..core.model import SlotReport, SlotsReport
from ..core.places import Look
from .schema import looks, slot_changes

_LOOK = (looks.c.camera, looks.c.slot, looks.c.occupied, looks.c.p, looks.c.since, looks.c.captured_at)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a report came to: its camera's looks from now on, and the slots it saw change."""

    looks: tuple[Look, ...]
    changed: frozenset[str]


def known(connection: Connection, report_id: str) -> bool:
    """Tell whether a report is in the log."""
    return connection.execute(select(slot_changes.c.id).where(slot_changes.c.report == report_id)).first() is not None


def take(
    connection: Connection, report: SlotsReport, received_at: datetime, agreed: Mapping[str, datetime]
) -> Taken | None:
    """Keep what a report says and log what it changes; None for one that is known. What a newer one said stays.

    `agreed`: since when slots are already as the report says. What says nothing new leaves no trace in the log.
    """
    if known(connection, report.id):
        return None
    said = _of_camera(connection, report.camera, [slot.id for slot in report.slots])
    before = {look.slot: _possible(look, report, received_at) for look in said}
    newer = [
        _look(report, slot, before.get(slot.id), agreed) for slot in report.slots if _is_newer(report, slot, before)
    ]
    logged = [slot for slot in report.slots if _is_logged(report, slot, before)]
    if logged:
        connection.execute(insert(slot_changes), [_change(report, slot, received_at) for slot in logged])
    if newer:
        _keep(connection, newer)
    changed = (look.slot for look in newer if look.slot in before and before[look.slot].occupied is not look.occupied)
    return Taken(tuple(newer), frozenset(changed))


def all_of(connection: Connection) -> Sequence[Look]:
    """Return what every camera last said."""
    return [Look(*row) for row in connection.execute(select(*_LOOK))]


def delete_before(connection: Connection, before: datetime, most: int) -> int:
    """Delete some changes from before a time, not how the slots are; returns how many."""
    old = select(slot_changes.c.id).where(slot_changes.c.captured_at < before).limit(most)
    return connection.execute(delete(slot_changes).where(slot_changes.c.id.in_(old))).rowcount


def _of_camera(connection: Connection, camera: str, slots: Iterable[str]) -> Iterable[Look]:
    rows = connection.execute(select(*_LOOK).where(looks.c.camera == camera, looks.c.slot.in_(slots)))
    return (Look(*row) for row in rows)


def _possible(look: Look, report: SlotsReport, received_at: datetime) -> Look:
    """Return a look; one from the future, as our clock was ahead then, as if it were of the report's time."""
    if look.captured_at <= received_at:
        return look
    return replace(look, captured_at=report.captured_at, since=min(look.since, report.captured_at))


def _is_newer(report: SlotsReport, slot: SlotReport, before: Mapping[str, Look]) -> bool:
    return slot.id not in before or before[slot.id].captured_at <= report.captured_at


def _is_logged(report: SlotsReport, slot: SlotReport, before: Mapping[str, Look]) -> bool:
    same = slot.id in before and before[slot.id].occupied is slot.occupied
    return not same or not _is_newer(report, slot, before)


def _look(report: SlotsReport, slot: SlotReport, before: Look | None, agreed: Mapping[str, datetime]) -> Look:
    since = min(report.captured_at, agreed.get(slot.id, report.captured_at))
    if before is not None and before.occupied is slot.occupied:
        since = before.since
    return Look(report.camera, slot.id, slot.occupied, slot.p, since, report.captured_at)


def _change(report: SlotsReport, slot: SlotReport, received_at: datetime) -> dict[str, object]:
    return {
        "report": report.id,
        "camera": report.camera,
        "slot": slot.id,
        "occupied": slot.occupied,
        "p": slot.p,
        "captured_at": report.captured_at,
        "received_at": received_at,
    }


def _keep(connection: Connection, newer: Sequence[Look]) -> None:
    statement = upsert(looks)
    kept = {name: statement.excluded[name] for name in ("occupied", "p", "since", "captured_at")}
    connection.execute(
        statement.on_conflict_do_update(index_elements=["camera", "slot"], set_=kept),
        [{column.name: getattr(look, column.name) for column in _LOOK} for look in newer],
    )
