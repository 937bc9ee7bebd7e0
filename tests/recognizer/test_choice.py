"""Which engines look: by flag, by the app's option, as usual; the usual ones need no extra."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import yaml

from recognizer.__main__ import main
from recognizer.choice import (
    DETECTORS,
    MODEL_BYTES,
    READERS,
    SECOND_READERS,
    SLOT_CLASSIFIERS,
    USUAL,
    Choice,
    SlotChoice,
)
from recognizer.errors import ModelMissing, RecognizerError
from recognizer.eyes import open_eyes
from recognizer.model import Box, Image, Layout, Slot
from recognizer.settings import engines_of
from recognizer.vision.slot_yolo import SlotYolo
from recognizer.within import Within
from tests.recognizer.fakes import PaintedPlates

ROOT = Path(__file__).parents[2]


def chosen(folder: Path, options: object = None, **flags: object) -> Choice:
    (folder / "options.json").write_text(json.dumps(options or {}))
    none = dict.fromkeys(("detector", "reader", "second_reader", "model", "slot_classifier", "slot_model"))
    return engines_of(argparse.Namespace(**(none | flags)), folder)


def yolo(folder: Path, name: str = "plates.onnx") -> Path:
    path = folder / name
    path.write_bytes(b"weights")
    return path


def test_the_usual_engines_look_where_nothing_is_chosen(tmp_path: Path) -> None:
    assert chosen(tmp_path) == USUAL


@pytest.mark.parametrize(
    ("option", "names"), [("detector", DETECTORS), ("reader", READERS), ("second_reader", SECOND_READERS)]
)
def test_the_app_offers_what_there_is(option: str, names: Sequence[str]) -> None:
    app = yaml.safe_load((ROOT / "addon" / "config.yaml").read_text())

    assert app["schema"][option] == f"list({'|'.join(names)})"
    assert app["options"][option] == getattr(USUAL, option)


def test_the_app_offers_what_tells_places_apart() -> None:
    app = yaml.safe_load((ROOT / "addon" / "config.yaml").read_text())

    assert app["schema"]["slot_classifier"] == f"list({'|'.join(SLOT_CLASSIFIERS)})"
    assert app["options"]["slot_classifier"] == USUAL.slots.name


def test_what_tells_places_apart_has_a_model_of_its_own(tmp_path: Path) -> None:
    plates, vehicles = yolo(tmp_path), yolo(tmp_path, "vehicles.onnx")
    options = {"slot_classifier": "ultralytics", "slot_model_file": str(vehicles)}

    assert chosen(tmp_path, options).slots == SlotChoice("ultralytics", vehicles)
    assert chosen(tmp_path, options, slot_model=plates).slots == SlotChoice("ultralytics", plates)
    assert chosen(tmp_path, options, slot_classifier="own").slots == USUAL.slots


def test_the_options_choose(tmp_path: Path) -> None:
    model = yolo(tmp_path)
    options = {"detector": "ultralytics", "second_reader": "easyocr", "model_file": str(model)}

    assert chosen(tmp_path, options) == Choice("ultralytics", USUAL.reader, "easyocr", model)


def test_a_flag_wins_over_the_option(tmp_path: Path) -> None:
    model = yolo(tmp_path)

    choice = chosen(tmp_path, {"detector": "rapidocr"}, detector="ultralytics", model=model)

    assert (choice.detector, choice.model) == ("ultralytics", model)


def test_a_second_reader_that_is_the_first_one_proves_nothing(tmp_path: Path) -> None:
    assert chosen(tmp_path, reader="rapidocr", second_reader="rapidocr").second_reader == "none"


def test_a_model_of_a_detector_that_is_not_chosen_is_left_alone(tmp_path: Path) -> None:
    assert chosen(tmp_path, {"detector": "rapidocr", "model_file": str(yolo(tmp_path))}).model is None


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"detector": "eagle"}, "option detector is none of"),
        ({"reader": 7}, "option reader is none of"),
        ({"second_reader": ["easyocr"]}, "option second_reader is none of"),
        ({"detector": "ultralytics"}, "needs a model"),
        ({"detector": "ultralytics", "model_file": ""}, "needs a model"),
        ({"detector": "ultralytics", "model_file": 7}, "is no path"),
        ({"detector": "ultralytics", "model_file": "/etc/passwd"}, "outside"),
        ({"detector": "ultralytics", "model_file": "/data/../etc/passwd"}, "outside"),
        ({"detector": "ultralytics", "model_file": "../etc/passwd"}, "outside"),
        ({"detector": "ultralytics", "model_file": "gone.onnx"}, "cannot be read"),
        ({"detector": "ultralytics", "model_file": "a\0b"}, "no path"),
        ({"slot_classifier": "eagle"}, "option slot_classifier is none of"),
        ({"slot_classifier": "ultralytics"}, "give --slot-model or the option slot_model_file"),
        ({"slot_classifier": "ultralytics", "slot_model_file": "/etc/passwd"}, "slot_model_file names a place outside"),
    ],
)
def test_a_wrong_option_is_told(tmp_path: Path, options: object, words: str) -> None:
    with pytest.raises(RecognizerError, match=words):
        chosen(tmp_path, options)


def test_a_link_does_not_lead_out_of_the_apps_folders(tmp_path: Path) -> None:
    inside, outside = tmp_path / "data", tmp_path / "elsewhere"
    inside.mkdir()
    outside.mkdir()
    link = inside / "plates.onnx"
    link.symlink_to(yolo(outside))

    with pytest.raises(RecognizerError, match="outside"):
        chosen(inside, {"detector": "ultralytics", "model_file": str(link)})


def test_a_model_may_be_a_folder_and_may_not_be_huge(tmp_path: Path) -> None:
    folder = tmp_path / "openvino"
    folder.mkdir()
    weights = yolo(folder, "model.bin")
    assert chosen(tmp_path, detector="ultralytics", model=folder).model == folder

    os.truncate(weights, MODEL_BYTES + 1)

    with pytest.raises(RecognizerError, match="is larger than 512 MiB"):
        chosen(tmp_path, detector="ultralytics", model=folder)


def test_a_model_without_its_detector_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecognizerError, match="takes no model file"):
        chosen(tmp_path, detector="rapidocr", model=yolo(tmp_path))


def test_a_slot_model_without_its_classifier_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecognizerError, match="the slot classifier own takes no model file"):
        chosen(tmp_path, slot_model=yolo(tmp_path))


@pytest.mark.parametrize("engine", [{"detector": "ultralytics"}, {"second_reader": "easyocr"}])
def test_an_engine_that_is_not_installed_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: dict[str, str]
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    options = {"model_file": str(yolo(tmp_path)), **engine}

    with pytest.raises(ModelMissing, match="torch is not installed: take an image built with EXTRAS=yes"):
        open_eyes(1, chosen(tmp_path, options))


def test_the_command_line_tells_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)

    assert main(["read", "--detector", "ultralytics", "--model", str(yolo(tmp_path)), "none.jpg"]) == 1

    assert "not installed" in capsys.readouterr().err


def test_places_cannot_be_told_apart_by_an_engine_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    layout = tmp_path / "layout.json"
    layout.write_text('{"size": [9, 9], "slots": [{"id": "1", "polygon": [[0, 0], [9, 0], [9, 9]]}]}')
    engine = ["--slot-classifier", "ultralytics", "--slot-model", str(yolo(tmp_path))]

    assert main(["slots", *engine, "--layout", str(layout), "none.jpg"]) == 1

    assert "torch is not installed" in capsys.readouterr().err


def test_the_usual_eyes_need_no_extra() -> None:
    ask = (
        "import sys, numpy; from recognizer.eyes import open_eyes; from recognizer.look import warm, look_at;"
        "from recognizer.engines import slot_classifier; slot_classifier();"
        "eyes = open_eyes(1); warm(eyes); look_at(numpy.full((240, 320, 3), 127, numpy.uint8), eyes, ('KZ',));"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "addon")}

    told = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True)

    loaded = set(told.stdout.split())
    assert "onnxruntime" in loaded
    assert not loaded & {"torch", "torchvision", "ultralytics", "easyocr", "openvino", "scipy", "polars"}


class Vehicles:
    """A detector that sees vehicles where it is told."""

    def __init__(self, *boxes: Box) -> None:
        self._boxes = boxes

    def detect(self, _: Image) -> Sequence[Box]:
        return list(self._boxes)


def street(x: int, y: int) -> Image:
    """Paint a bright bar of 40 × 10 pixels."""
    image = np.full((240, 320, 3), 30, np.uint8)
    image[y : y + 10, x : x + 40] = 255
    return image


def test_plates_are_looked_for_inside_the_vehicles() -> None:
    car, van = Box(100, 100, 200, 200, 0.9), Box(210, 20, 310, 90, 0.8)

    (plate,) = Within(Vehicles(car, van), PaintedPlates()).detect(street(120, 170))

    assert tuple(plate) == (120, 170, 160, 180)


def test_what_is_written_beside_the_vehicles_is_not_looked_at() -> None:
    assert Within(Vehicles(Box(200, 20, 310, 90, 0.8)), PaintedPlates()).detect(street(20, 200)) == []


def test_without_a_vehicle_the_whole_picture_is_looked_at() -> None:
    (plate,) = Within(Vehicles(), PaintedPlates()).detect(street(20, 200))

    assert tuple(plate) == (20, 200, 60, 210)


def test_a_plate_in_two_vehicles_is_one() -> None:
    truck, trailer = Box(100, 100, 300, 230, 0.9), Box(90, 110, 290, 235, 0.8)

    assert len(Within(Vehicles(truck, trailer), PaintedPlates()).detect(street(150, 180))) == 1


class Cars:
    """A detector that sees cars where it is told."""

    def __init__(self, *boxes: Box) -> None:
        self._boxes = boxes

    def detect(self, _: Image) -> list[Box]:
        return list(self._boxes)


ROW = Layout(
    (400, 100),
    tuple(Slot(str(n), ((x, 40), (x + 90, 40), (x + 90, 90), (x, 90))) for n, x in enumerate((10, 110, 210, 310))),
)


def taken(*boxes: Box, size: tuple[int, int] = (100, 400)) -> set[str]:
    states = SlotYolo(Cars(*boxes)).classify(np.zeros((*size, 3), np.uint8), ROW)
    assert [state.id for state in states] == ["0", "1", "2", "3"]
    return {state.id for state in states if state.occupied}


def test_a_car_takes_the_place_that_it_stands_on_and_no_other() -> None:
    assert taken(Box(112, 20, 215, 88, 0.9)) == {"1"}
    assert taken(Box(224, 40, 416, 176, 0.9), size=(200, 800)) == {"1"}
    assert taken() == set()


def test_a_car_that_passes_behind_takes_no_place() -> None:
    assert taken(Box(120, 0, 220, 44, 0.9)) == set()


def test_two_cars_take_two_places() -> None:
    assert taken(Box(10, 30, 130, 90, 0.9), Box(60, 30, 190, 90, 0.8)) == {"0", "1"}
