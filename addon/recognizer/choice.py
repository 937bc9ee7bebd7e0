"""Which engines look at gates, by name, as the app's options and the command line's flags choose them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from .errors import RecognizerError

DETECTORS: Final = ("own", "rapidocr", "ultralytics")
READERS: Final = ("own", "rapidocr")
SECOND_READERS: Final = ("rapidocr", "easyocr", "none")
MODEL_BYTES: Final = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Choice:
    """The engines by name; `model` is the file or folder of the detector that wants one."""

    detector: str = "own"
    reader: str = "own"
    second_reader: str = "rapidocr"
    model: Path | None = None


class Named(Protocol):
    """The command line's part; None where nothing was given."""

    detector: str | None
    reader: str | None
    second_reader: str | None
    model: Path | None


def choose(named: Named, options: Mapping[str, object] | None = None, folders: tuple[Path, ...] = ()) -> Choice:
    """Return the engines, the command line's first; an option's model file must lie in one of the folders.

    Raise RecognizerError that says what is wrong.
    """
    options = options or {}
    detector = named.detector or _one_of(options, "detector", DETECTORS, "own")
    model = named.model or _model_option(options, folders)
    if detector == "ultralytics" and model is None:
        raise RecognizerError("the detector ultralytics needs a model file: name one with --model or model_file")
    if detector != "ultralytics" and named.model is not None:
        raise RecognizerError(f"the detector {detector} takes no model file: choose --detector ultralytics for it")
    if detector == "ultralytics" and model is not None:
        _check(model)
    return Choice(
        detector=detector,
        reader=named.reader or _one_of(options, "reader", READERS, "own"),
        second_reader=named.second_reader or _one_of(options, "second_reader", SECOND_READERS, "rapidocr"),
        model=model if detector == "ultralytics" else None,
    )


def _one_of(options: Mapping[str, object], name: str, known: tuple[str, ...], otherwise: str) -> str:
    value = options.get(name, otherwise)
    if value not in known:
        raise RecognizerError(f"the app's option {name} is none of {', '.join(known)}")
    return str(value)


def _model_option(options: Mapping[str, object], folders: tuple[Path, ...]) -> Path | None:
    value = options.get("model_file", "")
    if not isinstance(value, str):
        raise RecognizerError("the app's option model_file is no path")
    if not value:
        return None
    allowed = " or ".join(map(str, folders))
    try:
        # A relative path is meant from the first folder; a link may not lead out either.
        path = (folders[0] / value).resolve()
    except (OSError, ValueError, IndexError) as err:
        raise RecognizerError(f"the app's option model_file is no path below {allowed}") from err
    if not any(path.is_relative_to(folder.resolve()) for folder in folders):
        raise RecognizerError(f"the app's option model_file names a place outside of {allowed}")
    return path


def _check(model: Path) -> None:
    try:
        if model.is_dir():
            size = sum(path.stat().st_size for path in model.iterdir() if path.is_file())
        else:
            size = model.stat().st_size
    except (OSError, ValueError) as err:
        raise RecognizerError(f"the model file {model} cannot be read") from err
    if size > MODEL_BYTES:
        raise RecognizerError(f"the model file {model} is larger than {MODEL_BYTES // 2**20} MiB")
