"""Any YOLO file as a detector of plates or of vehicles, through the package `ultralytics-opencv-headless`."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelMissing
from ..model import Box, Image
from .torch_door import HAVE_EXTRAS, ready_torch

VEHICLES: Final = frozenset({"car", "truck", "bus", "motorcycle"})
PLATE_WORDS: Final = ("plate", "licen", "anpr", "alpr")

_BLANK: Final = np.full((64, 64, 3), 127, np.uint8)
_BROKEN: Final = (OSError, ValueError, TypeError, AttributeError, KeyError, RuntimeError, ImportError)

# It would look for the internet, send statistics and install packages by itself: none of that here.
_ALONE: Final = {"YOLO_OFFLINE": "true", "YOLO_AUTOINSTALL": "false", "YOLO_VERBOSE": "false"}


class Kind(StrEnum):
    """What a model finds."""

    PLATES = "plates"
    VEHICLES = "vehicles"


@dataclass(frozen=True, slots=True)
class YoloRules:
    """From which confidence (0 to 1) on a box counts, how many count; the side looked at, None as it was trained."""

    confidence: float = 0.25
    most: int = 12
    side: int | None = None


class _Array(Protocol):
    def numpy(self) -> NDArray[np.float32]: ...


class _Boxes(Protocol):
    xyxy: _Array
    conf: _Array


class _Result(Protocol):
    boxes: _Boxes | None


class _Model(Protocol):
    task: str
    names: Mapping[int, str]

    def predict(self, source: Image, **options: object) -> Sequence[_Result]: ...


class UltralyticsDetector:
    """A detector of plates, or of vehicles: what its file's classes are called tells which."""

    def __init__(self, path: Path, kind: Kind | None = None, threads: int = 2, rules: YoloRules | None = None) -> None:
        """Load a .pt or .onnx file or an OpenVINO folder, once; raise ModelMissing where that cannot be."""
        self._rules = rules or YoloRules()
        self._model = _open(path, threads)
        self.kind, self._classes = _classes(self._model.names, kind, path)
        # The library undoes the number of threads at its first look.
        self.detect(_BLANK)
        ready_torch(threads)

    def detect(self, image: Image) -> list[Box]:
        """Return the plates or the vehicles in a picture, in its pixels, the surest first."""
        rules = self._rules
        size = {} if rules.side is None else {"imgsz": rules.side}
        (found,) = self._model.predict(
            np.ascontiguousarray(image),
            conf=rules.confidence,
            max_det=rules.most,
            classes=list(self._classes),
            device="cpu",
            verbose=False,
            save=False,
            **size,
        )
        if found.boxes is None:
            return []
        sides, sure = found.boxes.xyxy.numpy().tolist(), found.boxes.conf.numpy().tolist()
        return [Box(x1, y1, x2, y2, p) for (x1, y1, x2, y2), p in zip(sides, sure, strict=True)]


def _open(path: Path, threads: int) -> _Model:
    if not path.exists():
        raise ModelMissing(f"the model file {path.name} is not in {path.parent}")
    os.environ.update(_ALONE)
    ready_torch(threads)
    try:
        from ultralytics import YOLO  # type: ignore[import-not-found]  # noqa: PLC0415  # an extra
    except ImportError as err:
        raise ModelMissing(f"the package ultralytics is not installed: {HAVE_EXTRAS}") from err
    try:
        model = cast("_Model", YOLO(str(path), task="detect"))
        model.names  # noqa: B018  # a file is read at the first question
    except _BROKEN as err:
        raise ModelMissing(f"{path.name} is no YOLO detector that ultralytics can load: {err}") from err
    return model


def _classes(names: Mapping[int, str], kind: Kind | None, path: Path) -> tuple[Kind, tuple[int, ...]]:
    """Return what a model finds and the numbers of its classes of that kind."""
    vehicles = tuple(n for n, name in names.items() if name.lower() in VEHICLES)
    plates = tuple(n for n, name in names.items() if any(word in name.lower() for word in PLATE_WORDS))
    if not plates and not vehicles and len(names) == 1:
        plates = tuple(names)
    if kind is None:
        kind = Kind.PLATES if plates else Kind.VEHICLES
    chosen = plates if kind is Kind.PLATES else vehicles
    if not chosen:
        raise ModelMissing(f"{path.name} finds no {kind}: its classes are {', '.join(list(names.values())[:12])}")
    return kind, chosen
