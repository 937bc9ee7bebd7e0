"""The model files of this machine, which are no part of the project: a test that wants one skips without it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
YOLO_PLATES = ROOT / ".cache" / "models" / "yolo_plates.onnx"
YOLO_VEHICLES = ROOT.parent / "shared" / "models" / "yolov8n_int8_openvino_model"
LOT = ROOT.parent / "shared" / "data" / "parking_pklot"


@dataclass(frozen=True)
class LotPhoto:
    """A photo of a parking lot, 1280 × 720, and its slots: id, polygon, occupied 0 or 1."""

    path: Path
    slots: list[dict[str, Any]]


@pytest.fixture(scope="session")
def lot_photo() -> LotPhoto:
    if not LOT.is_dir():
        pytest.skip("the folder of real photos is not beside the repository")
    photos = json.loads((LOT / "gt.json").read_text())
    busiest = max(photos, key=lambda photo: sum(slot["occupied"] for slot in photo["slots"]))
    return LotPhoto(LOT / busiest["file"], busiest["slots"])


@pytest.fixture(scope="session")
def yolo_plates() -> Path:
    if not YOLO_PLATES.is_file():
        pytest.skip("there is no .cache/models/yolo_plates.onnx: scripts/setup engines makes it")
    return YOLO_PLATES


@pytest.fixture(scope="session")
def yolo_vehicles() -> Path:
    if not YOLO_VEHICLES.is_dir():
        pytest.skip("the folder of model files for comparing is not on this machine")
    return YOLO_VEHICLES
