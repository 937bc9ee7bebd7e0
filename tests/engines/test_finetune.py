"""One round of fine-tuning on painted frames gives a file that the recognizer can use; wrong labels are told."""

import csv
import sys
from pathlib import Path

import cv2
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from finetune.frames import FramesError, labelled, laid_out
from finetune.label import told
from finetune.train import Course, fine_tuned

from recognizer.eyes import open_eyes
from recognizer.vision.ultralytics_yolo import Kind, UltralyticsDetector
from tests.engines.painted import TEXT, painted_street

HEAD = ["file", "plates", "boxes_xyxy", "country"]


def table(folder: Path, rows: list[list[str]]) -> Path:
    with (folder / "labels.csv").open("w", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return folder


def site(folder: Path, frames: int = 8) -> Path:
    rows = []
    for number in range(frames):
        x, y = 250 + number * 70, 250 + number * 30
        cv2.imwrite(str(folder / f"{number}.jpg"), painted_street(at=(x, y), shade=90 + number * 8))
        rows.append([f"{number}.jpg", TEXT, f"{x} {y} {x + 260} {y + 56}", "KZ"])
    return table(folder, rows)


def test_one_round_gives_a_detector_of_plates(tmp_path: Path) -> None:
    out = tmp_path / "models" / "site.onnx"
    (tmp_path / "frames").mkdir()

    course = Course(epochs=1, side=160, batch=4, threads=1)

    precision = fine_tuned(site(tmp_path / "frames"), "yolov8n.yaml", out, course)

    assert 0.0 <= precision <= 1.0
    assert UltralyticsDetector(out, threads=1).kind is Kind.PLATES


def test_frames_are_laid_out_in_two_parts_and_none_is_in_both(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()

    laid_out(labelled(site(tmp_path / "frames")), tmp_path / "work")

    images = tmp_path / "work" / "images"
    train, val = ({path.resolve() for path in (images / part).iterdir()} for part in ("train", "val"))
    assert len(train | val) == 8
    assert train
    assert val
    assert not train & val
    first = min((tmp_path / "work" / "labels").rglob("000000.txt"))
    assert [float(word) for word in first.read_text().split()] == pytest.approx(
        [0, 380 / 1280, 278 / 720, 260 / 1280, 56 / 720], abs=1e-5
    )


def test_labels_are_taken_from_what_is_read_beyond_doubt(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "1.png"), painted_street())
    cv2.imwrite(str(tmp_path / "2.png"), painted_street()[:300])

    found = {path.name: [plate.text for plate, _ in plates] for path, plates in told(tmp_path, open_eyes(1), ("KZ",))}

    assert found == {"1.png": [TEXT], "2.png": []}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "needs rows"),
        ([["gone.jpg", "", "1 2 3 4", ""]], "line 2 of labels.csv: there is no file gone.jpg"),
        ([["here.jpg", "", "1 2 3", ""]], "line 2 of labels.csv: a box is four numbers"),
        ([["here.jpg", "", "a b c d", ""]], "a box is four numbers"),
        ([["here.jpg", "", "1 2 3 4", ""]], "one frame is not enough"),
    ],
)
def test_wrong_labels_are_told(tmp_path: Path, rows: list[list[str]], words: str) -> None:
    (tmp_path / "here.jpg").write_bytes(b"")

    with pytest.raises(FramesError, match=words):
        labelled(table(tmp_path, rows))
