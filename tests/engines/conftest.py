"""The model files of this machine, which are no part of the project: a test that wants one skips without it."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
YOLO_PLATES = ROOT / ".cache" / "models" / "yolo_plates.onnx"
YOLO_VEHICLES = ROOT.parent / "shared" / "models" / "yolov8n_int8_openvino_model"


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
