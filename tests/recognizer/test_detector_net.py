"""The plate detector: finds plates and their corners in scenes that the project painted itself."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest

from recognizer.errors import ModelMissing
from recognizer.model import Image
from recognizer.vision.detector_net import DetectorNet, DetectorRules, fitted

PICTURES = Path(__file__).parent / "pictures"
SCENES = json.loads((PICTURES / "scenes.json").read_text())
"""The corners of the plates of each scene: written by the painter, not by the network."""


def picture(name: str) -> Image:
    return np.asarray(cv2.imread(str(PICTURES / name)), np.uint8)


def apart(corners: object, others: object) -> float:
    """Return how far two quads' corners lie from each other, in parts of the first's height."""
    one, other = np.array(corners, float), np.array(others, float)
    height = np.linalg.norm(one[3] - one[0] + one[2] - one[1]) / 2
    return float(np.linalg.norm(one - other, axis=1).max() / height)


@pytest.mark.parametrize("name", sorted(SCENES))
def test_every_painted_plate_is_found_with_its_corners(name: str) -> None:
    found = DetectorNet().detect(picture(name))
    near = [min((apart(plate, box.corners) for box in found), default=9.0) for plate in SCENES[name]]
    assert max(near) < 0.35, near


@pytest.mark.parametrize("name", sorted(SCENES))
def test_a_plate_is_the_first_to_be_named(name: str) -> None:
    first = DetectorNet().detect(picture(name))[0]
    assert min(apart(plate, first.corners) for plate in SCENES[name]) < 0.35


@pytest.mark.parametrize("name", sorted(SCENES))
def test_a_picture_three_times_as_large_has_its_plates_in_the_same_place(name: str) -> None:
    large = np.asarray(cv2.resize(picture(name), None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC), np.uint8)
    first = DetectorNet().detect(large)[0]
    assert min(apart(np.array(plate) * 3, first.corners) for plate in SCENES[name]) < 0.35


@pytest.mark.parametrize("grey", [0, 90, 255])
def test_a_blank_picture_has_no_plates(grey: int) -> None:
    assert DetectorNet().detect(np.full((720, 1280, 3), grey, np.uint8)) == []


@pytest.mark.parametrize("size", [(1, 1), (3, 400), (400, 3), (31, 33), (2160, 3840)])
def test_a_picture_of_any_size_is_searched(size: tuple[int, int]) -> None:
    boxes = DetectorNet().detect(np.random.default_rng(1).integers(0, 256, (*size, 3), np.uint8))
    assert all(0 <= box.x1 <= box.x2 <= size[1] and 0 <= box.y1 <= box.y2 <= size[0] for box in boxes)


def test_the_surest_come_first_and_no_more_than_asked_for() -> None:
    image = np.hstack([picture(name) for name in sorted(SCENES)])
    found = DetectorNet(rules=DetectorRules(most=2)).detect(image)
    assert len(found) == 2
    assert found[0].confidence >= found[1].confidence


def test_many_threads_may_come_first() -> None:
    detector, image = DetectorNet(threads=1), picture(min(SCENES))
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(detector.detect, [image] * 4))
    assert found == [found[0]] * 4


def test_a_missing_network_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"detector\.onnx"):
        DetectorNet(folder=tmp_path).detect(np.zeros((80, 80, 3), np.uint8))


def test_a_camera_picture_is_halved_to_whole_steps() -> None:
    small, scale = fitted(np.zeros((720, 1280, 3), np.uint8), 640)
    assert small.shape == (352, 640, 3)
    assert scale == pytest.approx((2.0, 720 / 352))
