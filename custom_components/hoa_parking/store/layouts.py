"""What is drawn: slots, and their outlines on cameras' pictures."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from ..core.layout import Polygon
from ..core.places import Address, CameraLayout, Outline, Plan, Slot, SlotKind
from ..core.redrawing import PlacedSlot, Redrawing
from .schema import households, layouts, looks, outlines, slots


def plan(connection: Connection) -> Plan:
    """Return everything that is drawn: slots in the order they were first drawn."""
    rows = connection.execute(
        select(
            slots.c.id,
            slots.c.row,
            slots.c.number,
            slots.c.kind,
            slots.c.zone,
            slots.c.household,
            households.c.apartment,
        )
        .outerjoin(households, slots.c.household == households.c.id)
        .order_by(slots.c.id)
    )
    every = tuple(
        Slot(str(row.id), Address(row.row, row.number), SlotKind(row.kind), row.zone, row.household, row.apartment)
        for row in rows
    )
    drawn: dict[str, list[Outline]] = {}
    for line in connection.execute(select(outlines).order_by(outlines.c.camera, outlines.c.slot)):
        drawn.setdefault(line.camera, []).append(Outline(line.camera, str(line.slot), _polygon(line.polygon)))
    return Plan(
        every,
        tuple(
            CameraLayout(row.camera, (row.width, row.height), row.still, row.saved_at, tuple(drawn.get(row.camera, ())))
            for row in connection.execute(select(layouts).order_by(layouts.c.camera))
        ),
    )


def homes(connection: Connection) -> Mapping[str, int]:
    """Return the household of each apartment."""
    return {row.apartment: row.id for row in connection.execute(select(households.c.apartment, households.c.id))}


def apply(connection: Connection, redrawing: Redrawing, at: datetime) -> None:
    """Write what changes; it has no flaws."""
    household = homes(connection)
    remove(connection, redrawing.removed)
    cameras = [sheet.camera for sheet in redrawing.sheets if sheet.camera is not None]
    before = _lines(connection, cameras)
    connection.execute(delete(outlines).where(outlines.c.camera.in_(cameras)))
    _put_layouts(connection, redrawing, at)
    _free_keys(connection, [int(slot.id) for slot in redrawing.placed if slot.id is not None])
    lines: list[dict[str, object]] = []
    for slot in redrawing.placed:
        slot_id = _put_slot(connection, slot, household.get(slot.apartment or ""))
        lines += [{"camera": camera, "slot": slot_id, "polygon": line} for camera, line in slot.outlines.items()]
    if lines:
        connection.execute(insert(outlines), lines)
    _forget_looks(connection, cameras, before)


def remove(connection: Connection, slot_ids: Collection[str]) -> None:
    """Delete slots with what was said of them; their stays remain."""
    for slot_id in slot_ids:
        connection.execute(delete(slots).where(slots.c.id == int(slot_id)))
        connection.execute(delete(looks).where(looks.c.slot == slot_id))


def keep_cameras(connection: Connection, cameras: Collection[str]) -> tuple[str, ...]:
    """Delete the layouts of all other cameras; returns which those were. Their slots stay, undrawn."""
    lost = tuple(connection.execute(select(layouts.c.camera).where(layouts.c.camera.not_in(cameras))).scalars())
    connection.execute(delete(layouts).where(layouts.c.camera.in_(lost)))
    connection.execute(delete(looks).where(looks.c.camera.in_(lost)))
    return lost


def _put_layouts(connection: Connection, redrawing: Redrawing, at: datetime) -> None:
    for sheet in redrawing.sheets:
        if sheet.camera is None:
            continue
        if not any(slot.polygon is not None for slot in sheet.drawing.slots):
            connection.execute(delete(layouts).where(layouts.c.camera == sheet.camera))
            continue
        width, height = sheet.drawing.size
        values = {"width": width, "height": height, "still": sheet.drawing.still, "saved_at": at}
        connection.execute(
            upsert(layouts)
            .values(camera=sheet.camera, **values)
            .on_conflict_do_update(index_elements=["camera"], set_=values)
        )


def _free_keys(connection: Connection, ids: Iterable[int]) -> None:
    """Let slots exchange their addresses: no key that is about to be given away is in the way."""
    for slot_id in ids:
        connection.execute(update(slots).where(slots.c.id == slot_id).values(key=f"\n{slot_id}"))


def _put_slot(connection: Connection, slot: PlacedSlot, household: int | None) -> int:
    values = {
        "row": slot.address.row,
        "number": slot.address.number,
        "key": slot.address.key,
        "kind": slot.kind.value,
        "zone": slot.zone,
        "household": household,
    }
    if slot.id is not None:
        connection.execute(update(slots).where(slots.c.id == int(slot.id)).values(values))
        return int(slot.id)
    slot_id: int = connection.execute(insert(slots).values(values).returning(slots.c.id)).scalar_one()
    return slot_id


type _Lines = Mapping[tuple[str, str], object]
"""What tells an outline, by its camera and slot, from another one of the same."""


def _lines(connection: Connection, cameras: Collection[str]) -> _Lines:
    rows = connection.execute(
        select(outlines, layouts.c.width, layouts.c.height)
        .join(layouts, layouts.c.camera == outlines.c.camera)
        .where(outlines.c.camera.in_(cameras))
    )
    return {(row.camera, str(row.slot)): (row.width, row.height, row.polygon) for row in rows}


def _forget_looks(connection: Connection, cameras: Collection[str], before: _Lines) -> None:
    """Delete what was said of outlines that are other ones now."""
    after = _lines(connection, cameras)
    said = connection.execute(select(looks.c.camera, looks.c.slot).where(looks.c.camera.in_(cameras))).all()
    for camera, slot_id in said:
        if (camera, slot_id) not in after or before.get((camera, slot_id)) != after[camera, slot_id]:
            connection.execute(delete(looks).where(looks.c.camera == camera, looks.c.slot == slot_id))


def _polygon(points: list[list[float]]) -> Polygon:
    return tuple((x, y) for x, y in points)
