"""Which engines look at gates, by name, as the app's options and the command line's flags choose them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from .errors import RecognizerError

DETECTORS: Final = ("own", "rapidocr", "ultralytics")
READERS: Final = ("own", "rapidocr")
SECOND_READERS: Final = ("rapidocr", "own", "easyocr", "none")
"""Of each the first is what is used where nothing is chosen."""

MODEL_BYTES: Final = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Choice:
    """The engines by name; `model` is the file or folder of the detector that wants one."""

    detector: str = DETECTORS[0]
    reader: str = READERS[0]
    second_reader: str = SECOND_READERS[0]
    model: Path | None = None


USUAL: Final = Choice()
"""What is used where nothing is chosen."""


class Named(Protocol):
    """The command line's part; None where nothing was given."""

    detector: str | None
    reader: str | None
    second_reader: str | None
    model: Path | None


def choose(named: Named, options: Mapping[str, object] | None = None, folders: Sequence[Path] = ()) -> Choice:
    """Return the engines, the command line's first; an option's model file must lie in one of the folders.

    A second reader that is the first one counts as none. Raise RecognizerError that says what is wrong.
    """
    options = options or {}
    detector = named.detector or _one_of(options, "detector", DETECTORS)
    reader = named.reader or _one_of(options, "reader", READERS)
    second = named.second_reader or _one_of(options, "second_reader", SECOND_READERS)
    model = named.model or _model_option(options, folders)
    if detector == "ultralytics":
        _check(model)
    elif named.model:
        raise RecognizerError(f"the detector {detector} takes no model file: add --detector ultralytics")
    return Choice(
        detector=detector,
        reader=reader,
        second_reader="none" if second == reader else second,
        model=model if detector == "ultralytics" else None,
    )


def _one_of(options: Mapping[str, object], name: str, known: Sequence[str]) -> str:
    value = options.get(name, known[0])
    if value not in known:
        raise RecognizerError(f"the app's option {name} is none of {', '.join(known)}")
    return str(value)


def _model_option(options: Mapping[str, object], folders: Sequence[Path]) -> Path | None:
    value = options.get("model_file", "")
    if not isinstance(value, str):
        raise RecognizerError("the app's option model_file is no path")
    if not value:
        return None
    allowed = " or ".join(map(str, folders))
    try:
        # A path that begins nowhere is meant from the first folder; neither .. nor a link may lead out.
        path = (folders[0] / value).resolve()
    except (OSError, ValueError, IndexError) as err:
        raise RecognizerError(f"the app's option model_file is no path below {allowed}") from err
    if not any(path.is_relative_to(folder.resolve()) for folder in folders):
        raise RecognizerError(f"the app's option model_file names a place outside of {allowed}")
    return path


def _check(model: Path | None) -> None:
    if model is None:
        raise RecognizerError("the detector ultralytics needs a model: give --model or the option model_file")
    try:
        files = [path for path in model.iterdir() if path.is_file()] if model.is_dir() else [model]
        size = sum(path.stat().st_size for path in files)
    except (OSError, ValueError) as err:
        raise RecognizerError(f"the model {model} cannot be read") from err
    if size > MODEL_BYTES:
        raise RecognizerError(f"the model {model} is larger than {MODEL_BYTES // 2**20} MiB")
