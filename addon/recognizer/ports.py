"""The one-method seams to whatever sees, reads and stores."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from .model import Answer, Box, Frame, Image, Layout, Passage, RawRead, Request, SlotChange, SlotState


class PlateDetector(Protocol):
    """Finds plates."""

    def detect(self, image: Image) -> list[Box]:
        """Return the plates in a picture, in its pixels."""


class PlateReader(Protocol):
    """Reads plates that were found."""

    def read(self, image: Image, boxes: Sequence[Box]) -> list[RawRead]:
        """Return one read a box, in their order; an unreadable one has no rows."""


@dataclass(frozen=True, slots=True)
class Eyes:
    """What looks at a gate: who finds plates and who reads them.

    `second` reads them too, and only what both read is accepted; `slow` looks where nothing was readable. `again`:
    where nothing was sure, the likeliest places are looked at once more from near, because the detector does not.
    """

    detector: PlateDetector
    reader: PlateReader
    second: PlateReader | None = None
    slow: Self | None = None
    again: bool = True


class SlotClassifier(Protocol):
    """Tells taken places from free ones."""

    def classify(self, image: Image, layout: Layout) -> list[SlotState]:
        """Return one state a slot of the layout, in its order; the picture may have another size than the layout."""


class Source(Protocol):
    """Gives a camera's frames."""

    def frames(self) -> Iterator[Frame]:
        """Yield frames until the source ends; raise SourceError when it fails."""


class Reports(Protocol):
    """Takes what must not be lost."""

    def put(self, report: Passage | SlotChange, frame: Frame) -> None:
        """Store a report with its frame for delivery; on return it survives a power cut."""


class Home(Protocol):
    """Home Assistant's HTTP interface."""

    async def ask(self, request: Request) -> Answer:
        """Return the answer, whatever its status; raise Away when there is none."""
