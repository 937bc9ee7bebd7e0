"""Engines chosen by name find and read painted plates, from the command line's front door down to each adapter."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from recognizer.__main__ import main
from recognizer.choice import Choice, SlotChoice
from recognizer.engines import detector, reader, slot_classifier
from recognizer.errors import ModelMissing
from recognizer.eyes import open_eyes
from recognizer.look import look_at
from recognizer.model import Box
from recognizer.vision.easyocr_reader import EasyOcrReader
from recognizer.vision.ultralytics_yolo import Kind, UltralyticsDetector
from tests.engines.conftest import LotPhoto
from tests.engines.painted import TEXT, painted_plate, painted_street

PLATE = Box(520, 400, 780, 456, 1.0)


def test_a_yolo_file_finds_a_plate(yolo_plates: Path) -> None:
    yolo = UltralyticsDetector(yolo_plates, threads=1)

    boxes = yolo.detect(painted_street())

    assert yolo.kind is Kind.PLATES
    assert boxes[0].iou(PLATE) > 0.5
    assert yolo.detect(np.full((720, 1280, 3), 110, np.uint8)) == []


@pytest.mark.parametrize("size", [(64, 48), (33, 2000), (1080, 1920)])
def test_any_picture_can_be_looked_at(yolo_plates: Path, size: tuple[int, int]) -> None:
    assert UltralyticsDetector(yolo_plates, threads=1).detect(np.zeros((*size, 3), np.uint8)) == []


def test_a_file_of_vehicles_tells_where_to_look(yolo_vehicles: Path) -> None:
    vehicles = UltralyticsDetector(yolo_vehicles, threads=1)

    (plate, *_) = detector("ultralytics", yolo_vehicles, threads=1).detect(painted_street())

    assert vehicles.kind is Kind.VEHICLES
    assert plate.iou(PLATE) > 0.5


def test_a_file_without_what_is_asked_for_is_told(yolo_plates: Path, yolo_vehicles: Path) -> None:
    with pytest.raises(ModelMissing, match="finds no vehicles: its classes are license_plate"):
        UltralyticsDetector(yolo_plates, Kind.VEHICLES, threads=1)
    with pytest.raises(ModelMissing, match="finds no plates: its classes are person, bicycle, car"):
        UltralyticsDetector(yolo_vehicles, Kind.PLATES, threads=1)


@pytest.mark.parametrize("name", ["broken.onnx", "broken.pt"])
def test_a_file_that_is_no_model_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"no model at all" * 100)

    with pytest.raises(ModelMissing, match=f"{name} is no YOLO detector"):
        UltralyticsDetector(tmp_path / name, threads=1)


def test_easyocr_reads_a_plate_letter_by_letter() -> None:
    plate = painted_plate()
    box = Box(10, 10, plate.shape[1] - 10, plate.shape[0] - 10, 1.0)

    (read,) = reader("easyocr", threads=1).read(plate, [box])

    assert read.rows == (TEXT,)
    assert [len(confidences) for confidences in read.confidences] == [len(TEXT)]
    assert min(read.confidences[0]) > 0.5


def test_easyocr_reads_two_rows_and_tells_what_it_cannot_read() -> None:
    picture = np.vstack([painted_plate("123ABC"), painted_plate("17"), np.full((112, 520, 3), 127, np.uint8)])
    row, blank = 112, Box(20, 230, 500, 330, 1.0)
    top, bottom = (((10, y + 10), (510, y + 10), (510, y + row - 10), (10, y + row - 10)) for y in (0, row))
    both = Box(0, 0, 520, 2 * row, 1.0, rows=(top, bottom))

    two, none = EasyOcrReader(threads=1).read(picture, [both, blank])

    assert two.rows == ("123ABC", "17")
    assert none.rows == ()


def test_easyocr_takes_a_folder_and_downloads_nothing(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"english_g2\.pth is not in .*: install"):
        EasyOcrReader(tmp_path, threads=1)
    (tmp_path / "english_g2.pth").write_bytes(b"somebody else's")
    with pytest.raises(ModelMissing, match="is not the network that easyocr knows"):
        EasyOcrReader(tmp_path, threads=1)


def test_a_second_reader_is_asked_and_what_it_doubts_is_less_sure(yolo_plates: Path) -> None:
    alone, watched = (
        open_eyes(1, Choice("ultralytics", "rapidocr", second, yolo_plates)) for second in ("none", "easyocr")
    )

    told = [look_at(painted_street(), eyes, ("KZ",))[0][0] for eyes in (alone, watched)]

    # EasyOCR takes the plate's left edge for a letter, which the grammar leaves out again.
    assert [(plate.text, plate.accepted) for plate in told] == [(TEXT, True), (TEXT, True)]
    assert min(told[1].confidences) < min(told[0].confidences) - 0.05


def test_the_command_line_reads_with_the_engines_it_is_told(
    tmp_path: Path, yolo_plates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cv2.imwrite(str(tmp_path / "street.png"), painted_street())
    engines = ["--detector", "ultralytics", "--model", str(yolo_plates), "--second-reader", "easyocr"]

    status = main(["read", *engines, "--country", "KZ", "--json", str(tmp_path / "street.png")])

    (told,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert status == 0
    assert told["plates"][0]["text"] == TEXT


def test_a_file_of_vehicles_tells_taken_places_from_free_ones(
    tmp_path: Path, yolo_vehicles: Path, lot_photo: LotPhoto, capsys: pytest.CaptureFixture[str]
) -> None:
    slots = [{"id": str(slot["id"]), "polygon": slot["polygon"]} for slot in lot_photo.slots]
    (tmp_path / "layout.json").write_text(json.dumps({"size": [1280, 720], "slots": slots}))
    engine = ["--slot-classifier", "ultralytics", "--slot-model", str(yolo_vehicles)]

    status = main(["slots", *engine, "--layout", str(tmp_path / "layout.json"), "--json", str(lot_photo.path)])

    (told,) = map(json.loads, capsys.readouterr().out.splitlines())
    right = [
        seen["occupied"] == bool(slot["occupied"]) for seen, slot in zip(told["slots"], lot_photo.slots, strict=True)
    ]
    assert status == 0
    assert sum(right) >= 0.85 * len(right)
    assert {seen["occupied"] for seen in told["slots"]} == {True, False}


def test_a_file_of_plates_tells_no_places_apart(yolo_plates: Path) -> None:
    with pytest.raises(ModelMissing, match="finds no vehicles"):
        slot_classifier(SlotChoice("ultralytics", yolo_plates), threads=1)
