"""The eyes of a gate put together from the engines that are chosen."""

from .ports import Eyes
from .vision.rapidocr import EyeRules, RapidOcr


def open_eyes(threads: int = 2) -> Eyes:
    """Return what looks at gates; networks load at their first use."""
    ocr = RapidOcr(EyeRules(threads=threads))
    return Eyes(ocr, ocr)
