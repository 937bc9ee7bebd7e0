"""Tells taken slots from free ones with a small network of our own; models/SLOTS.md says how it was made."""

from pathlib import Path
from typing import Final

from ..model import Image, Layout, SlotState
from .network import open_network
from .patches import patches

MODEL: Final = Path(__file__).parent / "models" / "slots.onnx"
SIZE: Final = 48
"""Width and height of a patch, in pixels."""

OCCUPIED: Final = 0.5
"""From which probability on a slot counts as taken."""


class SlotCnn:
    """A SlotClassifier: looks at each outlined slot by itself, at all slots of a picture at once."""

    def __init__(self, model: Path = MODEL, threads: int = 2) -> None:
        """Load the model; raise ModelMissing where the file is not there."""
        self._network = open_network(model, threads)

    def classify(self, image: Image, layout: Layout) -> list[SlotState]:
        """Return one state a slot, in the layout's order; raise UnfitSlot for an outline that shows nothing."""
        if not layout.slots:
            return []
        (found,) = self._network.run(None, {"patches": patches(image, layout, SIZE)})
        chances = [float(p) for p in found]
        return [SlotState(slot.id, occupied=p >= OCCUPIED, p=p) for slot, p in zip(layout.slots, chances, strict=True)]
