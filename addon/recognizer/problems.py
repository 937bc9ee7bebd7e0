"""What is wrong with the places, in words for the log and the page."""

from collections.abc import Sequence
from typing import Final

from .model import CameraView, Config, View

MOST: Final = 5
"""So many slots of a camera are named; of more, how many there are."""


def left_out(config: Config) -> list[str]:
    """Return for each camera which slots are not watched, and why."""
    told = []
    for camera in config.cameras:
        slots = camera.layout.left_out if camera.layout else ()
        names = ", ".join(slot.label or slot.id for slot in slots[:MOST])
        if slots:
            more = f" and {len(slots) - MOST} more" if len(slots) > MOST else ""
            why = slots[0].why
            told.append(f"Camera {camera.name}: {names}{more} cannot be watched ({why}): draw the outline anew")
    return told


def moved(views: Sequence[View]) -> list[str]:
    """Return which cameras look elsewhere than when their slots were drawn."""
    return [
        f"Camera {view.camera.name} has moved since its slots were drawn: turn it back, or draw them anew."
        " Until then nothing is told of them"
        for view in views
        if view.health.view is CameraView.MOVED
    ]
