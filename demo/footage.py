"""The demo's cast: which cars its films show, in which order, and who of them may come in."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .places import PLACES
from .product import Cast

OUT: Final = Path(__file__).resolve().parent.parent / ".cache" / "demo"
"""Where scripts/setup footage leaves the films."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One car's visit: what it is, its plate, and whether the barrier lets it through."""

    plate: str
    sort: str
    shape: str
    colour: tuple[int, int, int]
    welcome: bool


@dataclass(frozen=True, slots=True)
class Beat:
    """When a visit begins and how its parts last, in seconds."""

    start: float
    approach: float = 3.2
    wait: float = 2.0
    leave: float = 2.2
    empty: float = 1.2

    @property
    def end(self) -> float:
        """When the next car may come."""
        return self.start + self.approach + self.wait + self.leave + self.empty


def beats(visits: tuple[Visit, ...]) -> tuple[Beat, ...]:
    """Return when each visit happens."""
    found: list[Beat] = []
    for _ in visits:
        found.append(Beat(found[-1].end if found else 1.0))
    return tuple(found)


VISITS: Final = (
    Visit("123ABC02", "kz", "sedan", (150, 84, 36), welcome=True),
    Visit("458TEN01", "kz", "suv", (208, 210, 210), welcome=False),
    Visit("A482EK777", "ru", "suv", (48, 44, 150), welcome=True),
    Visit("901KMB05", "kz", "sedan", (52, 50, 50), welcome=False),
    Visit("246OPT02", "kz-square", "suv", (158, 156, 150), welcome=True),
)
"""The cast: three residents, a stranger (the second) and a blocked car (the fourth)."""

RESIDENTS: Final = (("123ABC02", "12"), ("A482EK777", "34"), ("246OPT02", "57"))
BLOCKED: Final = ("901KMB05",)


def demo_cast(folder: Path = OUT) -> Cast:
    """Return what the demo sets up: its own films over and over, its residents and its blocked car."""
    return Cast(
        gate_source=playing(folder / "gate.mp4"),
        lot_source=playing(folder / "lot.mp4"),
        lot_layout=json.loads((folder / "lot-layout.json").read_text()),
        places=PLACES,
        residents=RESIDENTS,
        blocked=BLOCKED,
    )


def playing(film: Path) -> str:
    """Return the camera address under which a file plays like a camera: at its own pace, over and over."""
    return f"{film.resolve().as_uri()}?loop=1"
