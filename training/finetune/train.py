"""Fine-tune a YOLO plate detector on a site's own frames: `python -m finetune.train --help` says how."""

import argparse
import importlib
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recognizer.errors import RecognizerError
from recognizer.vision.torch_door import ready_torch

from .frames import FramesError, labelled, laid_out


@dataclass(frozen=True, slots=True)
class Course:
    """How it is trained: rounds, pixels of a picture's longer side, pictures at once, cores, the dice's seed."""

    epochs: int = 40
    side: int = 640
    batch: int = 8
    threads: int = 2
    seed: int = 1


def fine_tuned(frames: Path, start: str, out: Path, course: Course) -> float:
    """Train, write the network as ONNX and return its mean average precision (IoU .5) on the frames set aside.

    `start`: a YOLO .pt file, or the name of a shape like yolov8n.yaml to begin from nothing.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        described = laid_out(labelled(frames), work / "frames")
        model = _model(start, work, course.threads)
        measured = model.train(
            data=str(described),
            epochs=course.epochs,
            imgsz=course.side,
            batch=course.batch,
            seed=course.seed,
            single_cls=True,
            # What a number plate never is: upside down or mirrored.
            flipud=0.0,
            fliplr=0.0,
            workers=0,
            amp=False,
            plots=False,
            project=str(work),
            name="run",
        )
        best = _yolo()(str(work / "run" / "weights" / "best.pt"))
        made = best.export(format="onnx", imgsz=course.side, opset=17, simplify=False)
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, out)
        return float(measured.box.map50)


def _model(start: str, work: Path, threads: int) -> Any:  # noqa: ANN401  # of a library without types
    # It would look for the internet, send statistics and install packages by itself: none of that here.
    os.environ |= {"YOLO_OFFLINE": "true", "YOLO_AUTOINSTALL": "false", "YOLO_CONFIG_DIR": str(work)}
    ready_torch(threads)
    yolo = _yolo()
    _lay_a_font(work)
    return yolo(start)


def _yolo() -> Any:  # noqa: ANN401  # of a library without types
    # It reads its environment when it is imported.
    return importlib.import_module("ultralytics").YOLO


def _lay_a_font(work: Path) -> None:
    """Lay down a font for the library's pictures, which we do not draw; it would fetch one otherwise."""
    import matplotlib as mpl  # noqa: PLC0415  # comes with ultralytics

    font = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    (work / "Ultralytics").mkdir(exist_ok=True)
    shutil.copy(font, work / "Ultralytics" / "Arial.ttf")


def main() -> None:
    """Run from the command line."""
    usual = Course()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=Path, required=True, help="a folder of pictures with labels.csv")
    parser.add_argument("--start", required=True, help="a YOLO .pt file to begin with, or yolov8n.yaml for nothing")
    parser.add_argument("--out", type=Path, required=True, help="where the .onnx goes")
    parser.add_argument("--epochs", type=int, default=usual.epochs)
    parser.add_argument("--side", type=int, default=usual.side)
    parser.add_argument("--threads", type=int, default=usual.threads)
    given = parser.parse_args()
    course = Course(epochs=given.epochs, side=given.side, threads=given.threads)
    try:
        precision = fine_tuned(given.frames, given.start, given.out, course)
    except (FramesError, RecognizerError) as err:
        sys.exit(f"finetune: {err}")
    print(f"{given.out}: mean average precision {precision:.3f} on the frames set aside")


if __name__ == "__main__":
    main()
