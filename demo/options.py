"""What a person may ask of the demo, and the cast that comes of it."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from .footage import BLOCKED, OUT, RESIDENTS, demo_cast, playing
from .product import Cast

COUNTRIES: Final = ("KZ", "RU", "UZ", "KG", "BY", "ID", "EU", "US")


class OptionsError(Exception):
    """Something asked for cannot be: the message says what, and what to do."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is to be played; `gate_ends`: the gate's camera plays a file once. Times in seconds."""

    cast: Cast
    check: bool
    port: int
    keep: bool
    within: float
    gate_ends: bool


def parse(arguments: Sequence[str]) -> Options:
    """Read the command line; raise OptionsError, or leave as argparse does."""
    asked = _parser().parse_args(arguments)
    gate, gate_is_file = _source(asked.gate) if asked.gate else (OUT / "gate.mp4", True)
    cast = demo_cast()
    if asked.lot:
        lot, is_file = _source(asked.lot)
        address = playing(Path(lot)) if is_file else str(lot)
        layout = _layout(asked.lot_layout) if asked.lot_layout else None
        cast = replace(cast, lot_source=address, lot_layout=layout, places={})
    elif asked.lot_layout:
        raise OptionsError("--lot-layout describes other footage of a lot: give that with --lot")
    # A check plays a film once, so that its log is the film's; who looks on sees it over and over.
    address = (Path(gate).resolve().as_uri() if asked.check else playing(Path(gate))) if gate_is_file else str(gate)
    plates = _folded(asked.resident)
    residents = tuple((plate, str(12 + n)) for n, plate in enumerate(plates))
    own_lists = bool(asked.gate or asked.resident or asked.blocked)
    cast = replace(
        cast,
        gate_source=address,
        residents=residents if own_lists else RESIDENTS,
        blocked=_folded(asked.blocked) if own_lists else BLOCKED,
        countries=tuple(asked.country),
    )
    return Options(
        cast=cast,
        check=asked.check,
        port=asked.port,
        keep=asked.keep,
        within=asked.within,
        gate_ends=gate_is_file and asked.check,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/demo",
        description="Start the whole product: Home Assistant with the integration, the recognizer, two cameras.",
        epilog="Without options it plays films made by the project, with their residents and their blocked car.",
    )
    parser.add_argument("--gate", metavar="FILE|URL", help="other footage of the gate: a video file or an rtsp:// URL")
    parser.add_argument("--lot", metavar="FILE|URL", help="other footage of the parking lot")
    parser.add_argument(
        "--lot-layout", type=Path, metavar="FILE", help="that lot's slots (JSON); without it none are watched"
    )
    parser.add_argument(
        "--resident", nargs="+", action="extend", default=[], metavar="PLATE", help="plates that may come in"
    )
    parser.add_argument(
        "--blocked", nargs="+", action="extend", default=[], metavar="PLATE", help="plates that may not"
    )
    parser.add_argument(
        "--country",
        type=_countries,
        default=("kz", "ru"),
        metavar="KZ,RU",
        help=f"whose plates the site expects, of {', '.join(COUNTRIES)} (default KZ,RU)",
    )
    parser.add_argument(
        "--check", action="store_true", help="no looking on: wait for the story, print one JSON summary, exit 0 or 1"
    )
    parser.add_argument(
        "--within", type=float, default=420, metavar="SECONDS", help="how long --check waits (default 420)"
    )
    parser.add_argument("--port", type=int, default=0, help="Home Assistant's port (default: a free one)")
    parser.add_argument("--keep", action="store_true", help="leave its folder, with the logs, when it ends")
    return parser


def _countries(text: str) -> tuple[str, ...]:
    names = tuple(name.strip().upper() for name in text.split(",") if name.strip())
    if not names or set(names) - set(COUNTRIES):
        raise argparse.ArgumentTypeError(f"{text!r}: give some of {', '.join(COUNTRIES)}, with commas between")
    return tuple(name.lower() for name in names)


def _folded(plates: Sequence[str]) -> tuple[str, ...]:
    """Return the plates as a person might have written them, also several in one word: `"123 ABC 02,777XXA05"`."""
    return tuple(part.strip() for text in plates for part in text.split(",") if part.strip())


def _source(text: str) -> tuple[Path | str, bool]:
    """Return a camera's address or a file's path, and whether it is a file."""
    scheme, is_url, _ = text.partition("://")
    if is_url and scheme != "file":
        if scheme.lower() not in {"rtsp", "rtsps", "http", "https"}:
            raise OptionsError(f"{scheme}:// is no camera: use rtsp, rtsps, http or https, or a file")
        return text, False
    path = Path(text.removeprefix("file://")).expanduser()
    if not path.is_file():
        raise OptionsError(f"there is no file {path}")
    return path, True


def _layout(path: Path) -> dict[str, Any]:
    try:
        layout: Any = json.loads(path.read_text())
    except FileNotFoundError as err:
        raise OptionsError(f"there is no file {path}") from err
    except (OSError, ValueError) as err:
        raise OptionsError(f"{path} is no slot layout: {err}") from err
    if not isinstance(layout, dict) or "size" not in layout or not layout.get("slots"):
        raise OptionsError(f'{path} is no slot layout: it needs "size": [w, h] and "slots": [{{"id", "polygon"}}]')
    return layout
