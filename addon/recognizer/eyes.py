"""The eyes of a gate put together from the engines that are chosen."""

from .choice import USUAL, Choice
from .engines import detector, reader, second_reader
from .ports import Eyes


def open_eyes(threads: int = 2, choice: Choice = USUAL) -> Eyes:
    """Return what looks at gates; raise ModelMissing where a chosen engine is not installed."""
    return Eyes(
        detector(choice.detector, choice.model, threads),
        reader(choice.reader, threads),
        second_reader(choice.second_reader, threads),
    )
