"""The lot as the board draws it: addresses, kinds and owners, on the camera's picture of the day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from .door import HomeError, Json
from .login import Login


@dataclass(frozen=True, slots=True)
class Place:
    """What a place is meant for, and whose it is."""

    kind: str = "resident"
    apartment: str | None = None


PLACES: Final[Mapping[str, Place]] = {
    "A1": Place("guest"),
    "A6": Place("no_parking"),
    "B1": Place("ev"),
    "B4": Place(apartment="12"),
    "B5": Place("disabled"),
}
"""What is special in the demo's lot. A car stands on A6, where none may: it is no place that anybody counts."""


def capacity(layout: Json, places: Mapping[str, Place]) -> int:
    """Return how many places a lot has."""
    kept_free = [slot for slot in layout["slots"] if places.get(slot["id"], Place()).kind == "no_parking"]
    return len(layout["slots"]) - len(kept_free)


def drawing(layout: Json, places: Mapping[str, Place], zone: str, still: str | None) -> Json:
    """Return outlines, which the films come with, as the board draws them."""
    return {"size": layout["size"], "still": still, "slots": [_slot(slot, places, zone) for slot in layout["slots"]]}


async def draw(board: Login, camera: str, sketch: Json) -> None:
    """Save what is drawn on a camera's picture."""
    await board.ws({"type": "hoa_parking/layout/save", "camera": camera, "drawing": sketch})


async def take_still(board: Login, camera: str, attempts: int = 3) -> str:
    """Ask for a picture of a camera and return its id; raises HomeError where none comes."""
    try:
        (taken,) = await board.ws({"type": "hoa_parking/layout/still", "camera": camera})
    except HomeError as err:
        # A recognizer that has just started has much to load before it can answer.
        if "still_late" not in str(err) or attempts == 1:
            raise
        return await take_still(board, camera, attempts - 1)
    still: str = taken["still"]
    return still


async def import_outlines(board: Login, camera: str, layout: Json) -> None:
    """Import the recognizer's own form of outlines; raises HomeError that names what is wrong with it."""
    message = {"type": "hoa_parking/layout/import", "camera": camera, "document": layout, "dry_run": False}
    (report,) = await board.ws(message)
    if report["problems"]:
        raise HomeError(f"the outlines were refused: {report['problems']}")


def drawn(shown: Json, camera: str, still: str | None) -> Json:
    """Return what is drawn on a camera's picture, to be saved again with another picture."""
    slots = {slot["id"]: slot for slot in shown["slots"]}
    (seen,) = (one for one in shown["cameras"] if one["id"] == camera)
    kept = ("id", "row", "number", "kind", "zone", "apartment")
    return {
        "size": seen["size"],
        "still": still,
        "slots": [
            {name: slots[outline["slot"]][name] for name in kept} | {"polygon": outline["polygon"]}
            for outline in seen["outlines"]
        ],
    }


def _slot(slot: Json, places: Mapping[str, Place], zone: str) -> dict[str, Any]:
    row, number = _address(slot["id"])
    place = places.get(slot["id"], Place())
    return {
        "id": None,
        "row": row,
        "number": number,
        "kind": place.kind,
        "zone": zone,
        "apartment": place.apartment,
        "polygon": slot["polygon"],
    }


def _address(name: str) -> tuple[str, str]:
    """Return the row and the number of B4."""
    found = re.fullmatch(r"(\D*)(\d.*)", name)
    return (found[1], found[2]) if found else ("", name)
