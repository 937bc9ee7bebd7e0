"""Reads the labelled photographs of parking lots that the slot network learns from and is measured on."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from recognizer.model import Image, Layout, Slot

MOVED = frozenset({"cnr_c1_2016-01-08_1549.jpg"})
"""Pictures on which the camera had turned away from its outlines: what is labelled is not what they enclose."""


MISLABELLED = {
    ("cnr_c3_2015-11-12_0915.jpg", "221"): False,
    ("cnr_c5_2015-11-12_1647.jpg", "264"): True,
    ("cnr_c7_2015-11-12_1647.jpg", "208"): False,
    ("cnr_c7_2015-11-12_1647.jpg", "211"): True,
}
"""Places that the set labels the other way round than anybody sees: an empty one taken, one with a car free."""


@dataclass(frozen=True)
class Photo:
    """One picture with its slots; `taken` says of each whether a car stands in it, `published` what the set says.

    `group` is what a split must not cut through: a camera ("cnr7") or a lot's day ("pklot-2013-02-22").
    """

    name: str
    group: str
    image: Image
    layout: Layout
    taken: tuple[bool, ...]
    published: tuple[bool, ...]


def photos(data: Path) -> list[Photo]:
    """Read both sets from a folder that holds parking_cnr and parking_pklot, each with its gt.json."""
    cnr, pklot = data / "parking_cnr", data / "parking_pklot"
    return [_photo(cnr, one, f"cnr{one['camera']}") for one in _truth(cnr) if one["file"] not in MOVED] + [
        _photo(pklot, one, "pklot-" + one["file"].split("_")[2]) for one in _truth(pklot)
    ]


def _truth(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "gt.json").read_text())
    return found


def _photo(folder: Path, one: dict[str, Any], group: str) -> Photo:
    image = cv2.imread(str(folder / one["file"]))
    if image is None:
        raise SystemExit(f"{folder / one['file']} is no picture")
    layout = Layout((image.shape[1], image.shape[0]), tuple(_slot(slot) for slot in one["slots"]))
    published = tuple(bool(slot["occupied"]) for slot in one["slots"])
    ids = [slot.id for slot in layout.slots]
    taken = tuple(MISLABELLED.get((one["file"], slot), said) for slot, said in zip(ids, published, strict=True))
    return Photo(one["file"], group, np.asarray(image, np.uint8), layout, taken, published)


def _slot(slot: dict[str, Any]) -> Slot:
    if "polygon" in slot:
        return Slot(str(slot["id"]), tuple((float(x), float(y)) for x, y in slot["polygon"]))
    x, y, w, h = (float(v) for v in slot["box_xywh"])
    return Slot(str(slot["id"]), ((x, y), (x + w, y), (x + w, y + h), (x, y + h)))
