"""Which engines look at gates and lots, by name, as the app's options and the command line's flags choose them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from .errors import RecognizerError

DETECTORS: Final = ("own", "rapidocr", "ultralytics")
READERS: Final = ("own", "rapidocr")
SECOND_READERS: Final = ("rapidocr", "own", "easyocr", "none")
SLOT_CLASSIFIERS: Final = ("own", "ultralytics")
"""Of each the first is what is used where nothing is chosen."""

MODEL_BYTES: Final = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SlotChoice:
    """What tells taken places from free ones; `model` is the file or folder of the one that wants it."""

    name: str = SLOT_CLASSIFIERS[0]
    model: Path | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The engines by name; `model` is the file or folder of the detector that wants one."""

    detector: str = DETECTORS[0]
    reader: str = READERS[0]
    second_reader: str = SECOND_READERS[0]
    model: Path | None = None
    slots: SlotChoice = SlotChoice()


USUAL: Final = Choice()
"""What is used where nothing is chosen."""


class NamedSlots(Protocol):
    """The command line's part about places; None where nothing was given."""

    slot_classifier: str | None
    slot_model: Path | None


class NamedPlates(Protocol):
    """The command line's part about plates; None where nothing was given."""

    detector: str | None
    reader: str | None
    second_reader: str | None
    model: Path | None


class Named(NamedPlates, NamedSlots, Protocol):
    """The command line's part; None where nothing was given."""


def choose_all(named: Named, options: Mapping[str, object] | None = None, folders: Sequence[Path] = ()) -> Choice:
    """Return all engines, as `choose` does."""
    return replace(choose(named, options, folders), slots=choose_slots(named, options, folders))


def choose(named: NamedPlates, options: Mapping[str, object] | None = None, folders: Sequence[Path] = ()) -> Choice:
    """Return what looks at gates, the command line's first; an option's model file must lie in one of the folders.

    A second reader that is the first one counts as none. Raise RecognizerError that says what is wrong.
    """
    options = options or {}
    detector = named.detector or _one_of(options, "detector", DETECTORS)
    reader = named.reader or _one_of(options, "reader", READERS)
    second = named.second_reader or _one_of(options, "second_reader", SECOND_READERS)
    model = named.model or _model_option(options, "model_file", folders)
    if detector == "ultralytics":
        _check(model, "the detector ultralytics needs a model: give --model or the option model_file")
    elif named.model:
        raise RecognizerError(f"the detector {detector} takes no model file: add --detector ultralytics")
    return Choice(
        detector=detector,
        reader=reader,
        second_reader="none" if second == reader else second,
        model=model if detector == "ultralytics" else None,
    )


def choose_slots(
    named: NamedSlots, options: Mapping[str, object] | None = None, folders: Sequence[Path] = ()
) -> SlotChoice:
    """Return what tells taken places from free ones, as `choose` does."""
    options = options or {}
    name = named.slot_classifier or _one_of(options, "slot_classifier", SLOT_CLASSIFIERS)
    if name == "own":
        if named.slot_model:
            raise RecognizerError("the slot classifier own takes no model file: add --slot-classifier ultralytics")
        return SlotChoice()
    model = named.slot_model or _model_option(options, "slot_model_file", folders)
    _check(model, f"the slot classifier {name} needs a model: give --slot-model or the option slot_model_file")
    return SlotChoice(name, model)


def _one_of(options: Mapping[str, object], name: str, known: Sequence[str]) -> str:
    value = options.get(name, known[0])
    if value not in known:
        raise RecognizerError(f"the app's option {name} is none of {', '.join(known)}")
    return str(value)


def _model_option(options: Mapping[str, object], name: str, folders: Sequence[Path]) -> Path | None:
    value = options.get(name, "")
    if not isinstance(value, str):
        raise RecognizerError(f"the app's option {name} is no path")
    if not value:
        return None
    allowed = " or ".join(map(str, folders))
    try:
        # A path that begins nowhere is meant from the first folder; neither .. nor a link may lead out.
        path = (folders[0] / value).resolve()
    except (OSError, ValueError, IndexError) as err:
        raise RecognizerError(f"the app's option {name} is no path below {allowed}") from err
    if not any(path.is_relative_to(folder.resolve()) for folder in folders):
        raise RecognizerError(f"the app's option {name} names a place outside of {allowed}")
    return path


def _check(model: Path | None, needed: str) -> None:
    if model is None:
        raise RecognizerError(needed)
    try:
        files = [path for path in model.iterdir() if path.is_file()] if model.is_dir() else [model]
        size = sum(path.stat().st_size for path in files)
    except (OSError, ValueError) as err:
        raise RecognizerError(f"the model {model} cannot be read") from err
    if size > MODEL_BYTES:
        raise RecognizerError(f"the model {model} is larger than {MODEL_BYTES // 2**20} MiB")
