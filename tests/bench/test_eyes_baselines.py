"""The public baselines read what they should, or say why they cannot: figures beside ours must be fair to them."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from bench.eyes.baselines import YOLO, BaselineA, BaselineB, straight
from bench.eyes.count import Found
from recognizer.errors import ModelMissing
from recognizer.model import Image


def painted(*rows: str) -> Image:
    """Return a grey picture with a white plate in it."""
    picture = np.full((360, 640, 3), 120, np.uint8)
    bottom = 150 + 62 * len(rows)
    cv2.rectangle(picture, (180, 140), (200 + 34 * max(map(len, rows)), bottom), (245, 245, 245), -1)
    for n, row in enumerate(rows):
        cv2.putText(picture, row, (190, 195 + 62 * n), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (20, 20, 20), 4, cv2.LINE_AA)
    return picture


def accepted(found: list[Found]) -> list[str]:
    return [plate.text for plate, _ in found if plate.accepted]


@pytest.fixture(scope="module")
def baseline_a() -> BaselineA:
    return BaselineA(threads=1)


def test_baseline_a_reads_a_plate_on_a_photo(baseline_a: BaselineA) -> None:
    assert accepted(baseline_a.read(painted("482 ABE 07"), ("KZ",))) == ["482ABE07"]


def test_baseline_a_reads_two_rows(baseline_a: BaselineA) -> None:
    assert accepted(baseline_a.read(painted("482", "07 ABE"), ("KZ",))) == ["482ABE07"]


def test_baseline_a_reads_a_crop(baseline_a: BaselineA) -> None:
    crop = painted("482 ABE 07")[142:210, 182:536]
    assert accepted(baseline_a.read(crop, ("KZ",), whole=True)) == ["482ABE07"]


def test_baseline_a_finds_nothing_in_nothing(baseline_a: BaselineA) -> None:
    assert baseline_a.read(np.full((90, 160, 3), 90, np.uint8), ("KZ",)) == []


@pytest.mark.skipif(not YOLO.is_file(), reason="scripts/setup engines has not fetched the detector of baseline B")
def test_baseline_b_reads_a_plate_on_a_crop() -> None:
    crop = painted("482 ABE 07")[142:210, 182:536]
    assert accepted(BaselineB(threads=1).read(crop, ("KZ",), whole=True)) == ["482ABE07"]


def test_baseline_b_without_its_detector_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="scripts/setup engines"):
        BaselineB(model=tmp_path / "gone.onnx")


@pytest.mark.parametrize("angle", [-30, -8, 0, 8, 30])
def test_a_tilted_line_is_turned_level(angle: int) -> None:
    picture = np.zeros((300, 300, 3), np.uint8)
    corners = cv2.boxPoints(((150, 150), (160, 40), angle))
    cv2.fillPoly(picture, [corners.astype(np.int32)], (255, 255, 255))
    level = straight(picture, corners)
    assert level.shape[1] > 3 * level.shape[0]
    assert level[4:-4, 4:-4].min() > 200
