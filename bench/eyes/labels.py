"""Labelled pictures as a person lays them down: a folder with labels.csv or gt.json, or a folder of such folders."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from recognizer.errors import RecognizerError
from recognizer.grammars import COUNTRIES
from recognizer.model import Box, Image, Point, Slot
from recognizer.plates import fold
from recognizer.sources.picture import decode_picture

LABELS: Final = "labels.csv"
SLOTS: Final = "gt.json"
PARTS: Final = ("open", "held", "all")
HELD: Final = 0.3
CROPS: Final = "platecrops"
"""How the names of folders begin whose pictures show one plate each and nothing else."""


class LabelError(RecognizerError):
    """A folder or a row of labels is not what it should be; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Written:
    """One plate as a person wrote it down: its folded text, and where it is in the picture, if that was said."""

    text: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """One picture and every plate that can be read on it; `country` is empty where it was not said."""

    path: Path
    plates: tuple[Written, ...]
    country: str = ""

    @property
    def expected(self) -> tuple[str, ...]:
        """The countries a site that saw this would expect."""
        return (self.country,) if self.country else ()


@dataclass(frozen=True, slots=True)
class Lot:
    """One picture of a parking lot, its outlined slots, and whether each is taken."""

    path: Path
    slots: tuple[Slot, ...]
    occupied: tuple[bool, ...]


Picture = TypeVar("Picture", Labelled, Lot)


@dataclass(frozen=True, slots=True)
class PictureSet:
    """One folder's pictures. `crops`: each shows one plate and nothing else; `left_out`: of the part not asked for."""

    name: str
    pictures: tuple[Labelled, ...] = ()
    lots: tuple[Lot, ...] = ()
    crops: bool = False
    left_out: int = 0
    complaints: tuple[str, ...] = ()


def held_out(name: str) -> bool:
    """Tell whether a picture belongs to the part that is not looked at while choosing; its file name alone decides."""
    return hashlib.sha256(name.encode()).digest()[0] % 10 < HELD * 10


def read_sets(folder: Path, part: str = "open", limit: int | None = None) -> list[PictureSet]:
    """Return the labelled pictures in a folder, or in the folders in it; raise LabelError where there are none."""
    if not folder.is_dir():
        raise LabelError(f"there is no folder {folder}")
    folders = [one for one in (folder, *sorted(folder.iterdir())) if _labelled(one)]
    if not folders:
        raise LabelError(f"neither {LABELS} nor {SLOTS} is in {folder}, nor in a folder in it")
    return [_parted(one, part, limit) for one in map(_read, folders)]


def load(path: Path) -> Image:
    """Return a picture's pixels; raise LabelError where it cannot be read."""
    try:
        return decode_picture(path.read_bytes())
    except OSError as err:
        raise LabelError(f"{path.name} cannot be opened: {err.strerror}") from err
    except RecognizerError as err:
        raise LabelError(f"{path.name}: {err}") from err


def opened(name: str, those: Sequence[Picture], tell: Callable[[str], None]) -> Iterator[tuple[Picture, Image]]:
    """Yield a set's pictures with their pixels; one that cannot be opened is told about, and the others go on."""
    for number, one in enumerate(those, 1):
        tell(f"{name} {number}/{len(those)}")
        try:
            image = load(one.path)
        except LabelError as err:
            tell(f"{name}: {err}\n")
        else:
            yield one, image


def _labelled(folder: Path) -> bool:
    return (folder / LABELS).is_file() or (folder / SLOTS).is_file()


def _parted(found: PictureSet, part: str, limit: int | None) -> PictureSet:
    wanted = [one for one in found.pictures if part == "all" or held_out(one.path.name) == (part == "held")]
    left_out = len(found.pictures) - len(wanted)
    return replace(found, pictures=tuple(wanted[:limit]), lots=found.lots[:limit], left_out=left_out)


def _read(folder: Path) -> PictureSet:
    pictures: tuple[Labelled, ...] = ()
    lots: tuple[Lot, ...] = ()
    complaints: list[str] = []
    try:
        if (folder / LABELS).is_file():
            pictures = tuple(_pictures(folder, complaints))
        if (folder / SLOTS).is_file():
            lots = tuple(_lots(folder, complaints))
    except LabelError as err:
        complaints.append(f"{folder.name}: {err}")
    return PictureSet(folder.name, pictures, lots, folder.name.startswith(CROPS), complaints=tuple(complaints))


def _pictures(folder: Path, complaints: list[str]) -> Iterator[Labelled]:
    rows = list(_rows(folder / LABELS))
    for number, row in rows:
        try:
            yield _picture(folder, row)
        except LabelError as err:
            complaints.append(f"{folder.name}/{LABELS} line {number}: {err}")


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as err:
        raise LabelError(f"{path.name} cannot be read as UTF-8 text") from err
    lines = text.splitlines()
    head = lines[0] if lines else ""
    # Spreadsheets set up for Russian or German write semicolons.
    rows = csv.DictReader(lines, delimiter=";" if head.count(";") > head.count(",") else ",", restval="")
    if missing := {"file", "plates"} - set(rows.fieldnames or ()):
        raise LabelError(f"the first line of {path.name} names no {' and no '.join(sorted(missing))}")
    for row in rows:
        yield rows.line_num, {name: (value or "").strip() for name, value in row.items() if isinstance(name, str)}


def _picture(folder: Path, row: Mapping[str, str]) -> Labelled:
    country = row.get("country", "").upper()
    if country and country not in COUNTRIES:
        raise LabelError(f"the country {country!r} is not known: use {', '.join(COUNTRIES)} or leave it empty")
    texts = [fold(text) for text in row["plates"].split("|")] if row["plates"] else []
    if not all(texts):
        raise LabelError(f"{row['plates']!r} holds a plate without a letter or digit")
    boxes = row.get("boxes_xyxy", "")
    places = [_box(box) for box in boxes.split("|")] if boxes else [None] * len(texts)
    if len(places) != len(texts):
        raise LabelError(f"{len(texts)} plates have {len(places)} boxes")
    plates = tuple(Written(text, place) for text, place in zip(texts, places, strict=True))
    return Labelled(_inside(folder, row["file"]), plates, country)


def _box(text: str) -> Box | None:
    if not text.strip():
        return None
    try:
        x1, y1, x2, y2 = map(float, text.split())
    except ValueError as err:
        raise LabelError(f"the box {text!r} is not four numbers") from err
    if not (x1 < x2 and y1 < y2):
        raise LabelError(f"the box {text!r} is not left, top, right, bottom")
    return Box(x1, y1, x2, y2, 1.0)


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not name or not path.is_relative_to(folder.resolve()):
        raise LabelError(f"{name!r} is no file in this folder")
    if not path.is_file():
        raise LabelError(f"there is no file {name!r}")
    return path


def _lots(folder: Path, complaints: list[str]) -> Iterator[Lot]:
    try:
        entries = json.loads((folder / SLOTS).read_bytes())
    except (OSError, ValueError) as err:
        raise LabelError(f"{SLOTS} cannot be read as JSON") from err
    if not isinstance(entries, list):
        raise LabelError(f"{SLOTS} is no list of pictures")
    for number, entry in enumerate(entries, 1):
        try:
            yield _lot(folder, entry)
        except LabelError as err:
            complaints.append(f"{folder.name}/{SLOTS} picture {number}: {err}")


def _lot(folder: Path, entry: Any) -> Lot:
    try:
        path = _inside(folder, str(entry["file"]))
        slots = tuple(Slot(str(slot["id"]), _outline(slot)) for slot in entry["slots"])
        return Lot(path, slots, tuple(bool(slot["occupied"]) for slot in entry["slots"]))
    except (KeyError, TypeError, ValueError) as err:
        raise LabelError("needs file, and slots with id, box_xywh or polygon, and occupied") from err


def _outline(slot: Mapping[str, Any]) -> tuple[Point, ...]:
    if "polygon" in slot:
        return tuple((float(x), float(y)) for x, y in slot["polygon"])
    x, y, w, h = map(float, slot["box_xywh"])
    return (x, y), (x + w, y), (x + w, y + h), (x, y + h)
