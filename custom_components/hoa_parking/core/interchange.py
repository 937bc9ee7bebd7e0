"""A site's layout as a file: written to be kept or changed by hand, and read again, every bad row named."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from .drawing import (
    Drawing,
    DrawingError,
    DrawnSlot,
    outline,
    picture_size,
    read_address,
    read_apartment,
    read_kind,
    read_zone,
    slot_list,
)
from .layout import Polygon
from .places import Address, Plan, Slot, SlotKind
from .redrawing import Flaw, Sheet, outlines_by_slot

FORM: Final = "hoa_parking_layout"
VERSION: Final = 1
MAX_CAMERAS: Final = 64

type Document = dict[str, object]


@dataclass(frozen=True, slots=True)
class Names:
    """What is set up: the names of lot cameras and of zones by their ids, and the zone that a camera looks at."""

    cameras: Mapping[str, str]
    zones: Mapping[str, str]
    zone_of: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row of a file that cannot be used: where it stands, why, and its address where it has one."""

    where: str
    code: str
    slot: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import changed, or would change: nothing where there are problems."""

    problems: tuple[RowProblem, ...]
    added: int
    changed: int
    removed: int


@dataclass(slots=True)
class Reading:
    """What a file says: sheets to draw, which row each of their places stands in, and what is wrong with it."""

    sheets: list[Sheet] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    rows: dict[str | None, tuple[int, ...]] = field(default_factory=dict)

    def at_row(self, flaw: Flaw) -> Flaw:
        """Return a flaw of a sheet's place as one of the file's row."""
        row = self.rows[flaw.camera][flaw.place - 1] if flaw.place else 0
        return Flaw(flaw.camera, row, flaw.code, flaw.slot)


def write_document(plan: Plan, names: Names) -> Document:
    """Return everything that is drawn; the places that no camera sees stand under the camera null."""
    by_id = {slot.id: slot for slot in plan.slots}
    drawn = outlines_by_slot(plan)
    groups: list[Document] = [
        {
            "camera": names.cameras.get(layout.camera, layout.camera),
            "size": list(layout.size),
            "slots": [_row(by_id[line.slot], names, line.polygon) for line in layout.outlines],
        }
        for layout in plan.layouts
    ]
    undrawn = [_row(slot, names, None) for slot in plan.slots if slot.id not in drawn]
    if undrawn:
        groups.append({"camera": None, "size": None, "slots": undrawn})
    return {FORM: VERSION, "cameras": groups}


def read_document(document: object, names: Names, plan: Plan, camera: str | None = None) -> Reading:
    """Read a file as `write_document` wrote it, or with a camera's id given, a list of outlines with their ids."""
    reading = Reading()
    try:
        for group, its_camera in _groups(document, names, camera):
            _read_group(reading, group, its_camera, names, plan)
    except DrawingError as err:
        reading.flaws.append(Flaw(None, 0, err.code, err.slot))
    return reading


def _row(slot: Slot, names: Names, polygon: Polygon | None) -> Document:
    return {
        "row": slot.address.row,
        "number": slot.address.number,
        "kind": slot.kind.value,
        "zone": names.zones.get(slot.zone, slot.zone),
        "apartment": slot.apartment,
        "polygon": None if polygon is None else [list(point) for point in polygon],
    }


def _groups(document: object, names: Names, camera: str | None) -> list[tuple[Document, str | None]]:
    if not isinstance(document, dict):
        raise DrawingError("layout_not_object")
    if FORM not in document:
        if camera not in names.cameras:
            raise DrawingError("layout_camera_unknown")
        return [(cast("Document", document), camera)]
    groups = document.get("cameras")
    if document[FORM] != VERSION or not isinstance(groups, list) or len(groups) > MAX_CAMERAS:
        raise DrawingError("layout_document")
    found = [(cast("Document", group), _camera(group, names)) for group in groups]
    if len({its_camera for _, its_camera in found}) != len(found):
        raise DrawingError("layout_camera_twice")
    return found


def _camera(group: object, names: Names) -> str | None:
    if not isinstance(group, dict):
        raise DrawingError("layout_not_object")
    name = group.get("camera")
    if name is None:
        return None
    found = _by_name(names.cameras, name)
    if found is None:
        raise DrawingError("layout_camera_unknown", name[:64] if isinstance(name, str) else "")
    return found


def _by_name(names: Mapping[str, str], name: object) -> str | None:
    if not isinstance(name, str):
        return None
    wanted = name.strip().casefold()
    return next((key for key, value in names.items() if name == key or value.strip().casefold() == wanted), None)


def _read_group(reading: Reading, group: Document, camera: str | None, names: Names, plan: Plan) -> None:
    try:
        size = (0, 0) if camera is None else picture_size(group.get("size"))
        rows = slot_list(group.get("slots"))
    except DrawingError as err:
        reading.flaws.append(Flaw(camera, 0, err.code, err.slot))
        return
    reader = _RowReader(camera, size, names, plan)
    good: dict[int, DrawnSlot] = {}
    for number, row in enumerate(rows, start=1):
        try:
            good[number] = reader.read(row, f"#{number}")
        except DrawingError as err:
            reading.flaws.append(Flaw(camera, number, err.code, err.slot))
    reading.rows[camera] = tuple(good)
    reading.sheets.append(Sheet(camera, Drawing(size, _still(plan, camera, size), tuple(good.values()))))


def _still(plan: Plan, camera: str | None, size: tuple[int, int]) -> str | None:
    """Return the picture that is drawn on now: outlines of the same size are meant for it."""
    return next((each.still for each in plan.layouts if (each.camera, each.size) == (camera, size)), None)


class _RowReader:
    """Reads one camera's rows."""

    def __init__(self, camera: str | None, size: tuple[int, int], names: Names, plan: Plan) -> None:
        self._camera = camera
        self._size = size
        self._names = names
        self._present = {slot.address.key: slot for slot in plan.slots}

    def read(self, row: object, where: str) -> DrawnSlot:
        """Read a row; raises DrawingError."""
        if not isinstance(row, dict):
            raise DrawingError("layout_slot_not_object", where)
        if "id" in row and "number" not in row:
            return self._bare(row, where)
        address = read_address(row.get("row"), row.get("number"), where)
        name = address.text
        apartment = read_apartment(row.get("apartment"), name)
        return self._slot(address, read_kind(row.get("kind"), name), self._zone(row.get("zone"), name), apartment, row)

    def _bare(self, row: dict[str, object], where: str) -> DrawnSlot:
        """Read an outline that has nothing but an id: what it is stays as it is, or is what is usual here."""
        address = _address(row.get("id"), where)
        slot = self._present.get(address.key)
        if slot is not None:
            return self._slot(slot.address, slot.kind, slot.zone, slot.apartment, row)
        return self._slot(address, SlotKind.RESIDENT, self._zone(None, address.text), None, row)

    def _slot(
        self, address: Address, kind: SlotKind, zone: str, apartment: str | None, row: dict[str, object]
    ) -> DrawnSlot:
        drawn = None
        if self._camera is not None and row.get("polygon") is not None:
            drawn = outline(row["polygon"], self._size, address.text)
        return DrawnSlot(None, address.row, address.number, kind, zone, apartment, drawn)

    def _zone(self, value: object, slot: str) -> str:
        if value is None:
            zone = self._names.zone_of.get(self._camera or "")
        else:
            zone = _by_name(self._names.zones, read_zone(value, slot))
        if zone is None:
            raise DrawingError("layout_zone_unknown", slot)
        return zone


def _address(value: object, where: str) -> Address:
    if not isinstance(value, str):
        raise DrawingError("layout_address", where)
    row, _, number = value.strip().rpartition("-")
    try:
        return read_address(row, number, where)
    except DrawingError:
        return read_address("", value.strip(), where)
