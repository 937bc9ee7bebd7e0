"""From the names of engines to what finds and reads plates and looks at places; the one place that knows both."""

import importlib.util
from dataclasses import replace
from pathlib import Path
from typing import Final

from .choice import USUAL, SlotChoice
from .errors import RecognizerError
from .ports import PlateDetector, PlateReader, SlotClassifier
from .vision.detector_net import DetectorNet
from .vision.easyocr_reader import EasyOcrReader
from .vision.rapidocr import EyeRules, RapidOcr
from .vision.reader_net import ReaderNet
from .vision.slot_cnn import SlotCnn
from .vision.slot_yolo import SlotYolo
from .vision.ultralytics_yolo import Kind, UltralyticsDetector, YoloRules
from .within import Within

SECOND: Final = EyeRules(first=(0.08, 1.5), views=())
"""RapidOCR as a second reader: one view, a little wide and long, which is what it reads best from whole plates."""

LOT: Final = YoloRules(confidence=0.15, most=300)
"""YOLO on a lot: many vehicles, small and half hidden."""

EXTRAS: Final = {"ultralytics": "ultralytics", "easyocr": "easyocr"}
"""What is installed only where somebody wants it: the engine, and the module that it is."""


def detector(name: str, model: Path | None = None, threads: int = 2) -> PlateDetector:
    """Return the detector of a name; a model that knows vehicles only tells where the usual detector looks for plates.

    Raise ModelMissing where its package or model is not installed, with words what to do.
    """
    if name == "own":
        return DetectorNet(threads)
    if name == "rapidocr":
        return RapidOcr(EyeRules(threads=threads))
    if name == "ultralytics" and model is not None:
        yolo = UltralyticsDetector(model, threads=threads)
        return Within(yolo, detector(USUAL.detector, threads=threads)) if yolo.kind is Kind.VEHICLES else yolo
    raise RecognizerError(f"there is no plate detector {name}" + (" without a model file" if name in EXTRAS else ""))


def reader(name: str, threads: int = 2) -> PlateReader:
    """Return the reader of a name; raise ModelMissing where its package or model is not installed."""
    if name == "own":
        return ReaderNet(threads)
    if name == "rapidocr":
        return RapidOcr(EyeRules(threads=threads))
    if name == "easyocr":
        return EasyOcrReader(threads=threads)
    raise RecognizerError(f"there is no plate reader {name}")


def second_reader(name: str, threads: int = 2) -> PlateReader | None:
    """Return the reader that has to agree, None for the name `none`; raise ModelMissing as `reader` does."""
    if name == "rapidocr":
        return RapidOcr(replace(SECOND, threads=threads))
    return None if name == "none" else reader(name, threads)


def slot_classifier(choice: SlotChoice = USUAL.slots, threads: int = 2) -> SlotClassifier:
    """Return what tells taken places from free ones; raise ModelMissing where its package or model is not installed."""
    if choice.name == "own":
        return SlotCnn(threads=threads)
    if choice.name == "ultralytics" and choice.model is not None:
        return SlotYolo(UltralyticsDetector(choice.model, Kind.VEHICLES, threads, LOT))
    raise RecognizerError(f"there is no slot classifier {choice.name} without a model file")


def extras() -> dict[str, bool]:
    """Return of each engine that is an extra whether its package is installed; nothing is imported."""
    return {name: importlib.util.find_spec(module) is not None for name, module in EXTRAS.items()}
