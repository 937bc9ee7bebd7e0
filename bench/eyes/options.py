"""What a person asks of `scripts/bench eyes`."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from recognizer.grammars import COUNTRIES

from .engines import ENGINES, USUAL, named
from .labels import PARTS

ROOT: Final = Path(__file__).resolve().parents[2]
BESIDE: Final = ROOT.parent / "shared" / "data"
"""Where the project's own measuring pictures lie, if they are there; they are no part of the repository."""


@dataclass(frozen=True, slots=True)
class Options:
    """The answers: where the pictures are, what to measure on them, and where the results go."""

    data: Path
    engines: tuple[str, ...]
    countries: tuple[str, ...] | None
    part: str
    limit: int | None
    hd: bool
    threads: int
    sheet: Path | None
    json: Path | None
    curve: bool
    clips: bool


def parse(arguments: Sequence[str]) -> Options:
    """Return what was asked; ends the program with words where that makes no sense."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.data is None and not BESIDE.is_dir():
        parser.error("which pictures? Give --data a folder with labels.csv or gt.json; docs/eyes.md says how")
    if given.sheet and given.sheet.resolve().is_relative_to(ROOT):
        parser.error("the sheet shows people's plates: choose a folder outside of the repository")
    return Options(
        data=given.data or BESIDE,
        engines=tuple(dict.fromkeys(given.engine or USUAL)),
        countries=given.country,
        part=given.part,
        limit=given.limit,
        hd=given.hd,
        threads=given.threads,
        sheet=given.sheet,
        json=given.json,
        curve=given.curve,
        clips=given.clips,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/bench eyes",
        description="Measure how well plates are read and places are told on labelled pictures, and how fast.",
        epilog="docs/eyes.md says how to label pictures and what the columns mean.",
    )
    add = parser.add_argument
    add("--data", type=Path, metavar="DIR", help="a folder with labels.csv or gt.json, or a folder of such folders")
    known = f"which: {', '.join(ENGINES)}, or DETECTOR/READER or DETECTOR/READER/SECOND put together"
    add("--engine", nargs="+", type=_engine, metavar="NAME", help=known)
    add("--country", type=_countries, metavar="KZ,RU", help="what the site expects; else what labels.csv says")
    add("--part", choices=PARTS, default="open", help="of the plate pictures; by default those not held back")
    add("--limit", type=_positive, metavar="N", help="at most so many pictures of each folder")
    add("--hd", action="store_true", help="tell times for pictures of 1280×720")
    add("--threads", type=_positive, default=2, metavar="N", help="how many cores to use, 2 by default")
    add("--sheet", type=Path, metavar="DIR", help="write a picture sheet of the failures there")
    add("--json", type=Path, metavar="FILE", help="write all figures and reads there")
    add("--curve", action="store_true", help="what accepting more or less readily would change, for the first engine")
    add("--clips", action="store_true", help="let cars of each set drive up, for the first engine")
    return parser


def _engine(text: str) -> str:
    try:
        named(text)
    except ValueError as err:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(ENGINES)}") from err
    return text


def _countries(text: str) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(part.strip().upper() for part in text.split(",") if part.strip()))
    unknown = [name for name in named if name not in COUNTRIES]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is not known: use {', '.join(COUNTRIES)}")
    return named


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
