"""The eyes of a gate put together from the engines that are chosen."""

from dataclasses import replace

from .choice import USUAL, Choice
from .engines import detector, reader, second_reader
from .ports import Eyes


def open_eyes(threads: int = 2, choice: Choice = USUAL) -> Eyes:
    """Return what looks at gates; raise ModelMissing where a chosen engine is not installed.

    Where our own networks see nothing readable, RapidOCR's text detector looks too: it is slow, and sees other things.
    """
    eyes = Eyes(
        detector(choice.detector, choice.model, threads),
        reader(choice.reader, threads),
        second_reader(choice.second_reader, threads),
        again=choice.detector != "own",  # it looks again by itself
    )
    if (choice.detector, choice.reader) != ("own", "own"):
        return eyes
    slow = Eyes(detector("rapidocr", threads=threads), reader("rapidocr", threads), eyes.reader)
    return replace(eyes, slow=slow)
