"""The commands that look at files: `read` plates on pictures, `watch` a film or stream, `slots` on pictures."""

import argparse
import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .choice import DETECTORS, READERS, SECOND_READERS, SLOT_CLASSIFIERS, choose, choose_slots
from .engines import slot_classifier
from .errors import RecognizerError, SourceError
from .eyes import open_eyes
from .grammars import COUNTRIES
from .look import look_at, warm
from .model import Box, Camera, Image, Layout, Passage, Plate, Role
from .pipeline import GatePipeline
from .sources import open_source, redact
from .sources.picture import decode_picture
from .wire_config import parse_layout

if TYPE_CHECKING:
    # A name that exists for type checkers only.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

EVERY: Final = 0.2
FILE_BYTES: Final = 64 * 1024 * 1024

Row = Mapping[str, Any]


def add_parsers(commands: "Commands") -> None:
    """Add `read`, `watch` and `slots` to a command line; each sets `command` to what runs it."""
    read = commands.add_parser("read", help="read the plates on pictures", description="Read the plates on pictures.")
    read.add_argument("paths", nargs="+", metavar="PATH", help="a JPEG, PNG or WebP picture")
    _add_common(read, _read, plates=True)
    watch = commands.add_parser(
        "watch",
        help="report the passages in a film or a stream",
        description="Report the passages in a film, or in a stream until it ends.",
    )
    watch.add_argument("source", metavar="SOURCE", help="a video file, or an rtsp:// or http(s):// address")
    _add_common(watch, _watch, plates=True)
    slots = commands.add_parser(
        "slots",
        help="tell taken from free places on pictures",
        description="Tell taken from free parking places on pictures of one camera.",
    )
    slots.add_argument("--layout", required=True, type=Path, metavar="FILE", help='{"size": [w,h], "slots": […]}')
    slots.add_argument("paths", nargs="+", metavar="PATH", help="a JPEG, PNG or WebP picture")
    _add_common(slots, _slots, plates=False)


def _add_common(parser: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int], *, plates: bool) -> None:
    if plates:
        known = ", ".join(COUNTRIES)
        parser.add_argument(
            "--country",
            type=_countries,
            default=(),
            metavar="KZ,RU",
            help=f"countries the site expects, a hint and no filter: {known}",
        )
        add_plate_engines(parser)
    else:
        add_slot_engines(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument("--threads", type=int, default=2, metavar="N", help="how many cores to use, 2 by default")
    parser.set_defaults(command=run)


def add_engines(parser: argparse.ArgumentParser) -> None:
    """Add the flags that choose all that looks; None where nothing is given."""
    add_plate_engines(parser)
    add_slot_engines(parser)


def add_slot_engines(parser: argparse.ArgumentParser) -> None:
    """Add the flags that choose what tells taken places from free ones."""
    what = f"what tells taken places from free ones, {SLOT_CLASSIFIERS[0]} by default"
    parser.add_argument("--slot-classifier", choices=SLOT_CLASSIFIERS, help=what)
    told = "a YOLO file that knows vehicles, for --slot-classifier ultralytics"
    parser.add_argument("--slot-model", type=Path, metavar="FILE", help=told)


def add_plate_engines(parser: argparse.ArgumentParser) -> None:
    """Add the flags that choose what finds and reads plates."""
    for flag, names, what in (
        ("--detector", DETECTORS, "what finds plates"),
        ("--reader", READERS, "what reads them"),
        ("--second-reader", SECOND_READERS, "what must read the same"),
    ):
        parser.add_argument(flag, choices=names, help=f"{what}, {names[0]} by default")
    parser.add_argument("--model", type=Path, metavar="FILE", help="a YOLO file for --detector ultralytics")


def _countries(text: str) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(part.strip().upper() for part in text.split(",") if part.strip()))
    unknown = [name for name in named if name not in COUNTRIES]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is not known: use {', '.join(COUNTRIES)}")
    return named


def _read(arguments: argparse.Namespace) -> int:
    eyes = open_eyes(arguments.threads, choose(arguments))
    warm(eyes)  # so that no picture's time holds the loading

    def plates(image: Image) -> Row:
        found = look_at(image, eyes, arguments.country)
        return {"plates": [_plate_row(plate, box) for plate, box in found]}

    return _print(_over(arguments.paths, plates), _plate_lines, as_json=arguments.json)


def _slots(arguments: argparse.Namespace) -> int:
    layout = _layout(arguments.layout)
    classifier = slot_classifier(choose_slots(arguments), arguments.threads)

    def slots(image: Image) -> Row:
        states = classifier.classify(image, layout)
        return {"slots": [{"id": s.id, "occupied": s.occupied, "p": round(s.p, 4)} for s in states]}

    return _print(_over(arguments.paths, slots), _slot_lines, as_json=arguments.json)


def _watch(arguments: argparse.Namespace) -> int:
    return _print(_passages(arguments), _passage_lines, as_json=arguments.json)


def _passages(arguments: argparse.Namespace) -> Iterator[Row]:
    camera = Camera("watch", "watch", Role.GATE, arguments.source)
    eyes = open_eyes(arguments.threads, choose(arguments))
    numbers = itertools.count(1)
    pipeline = GatePipeline(camera, eyes, arguments.country, lambda: str(next(numbers)))
    failed: SourceError | None = None
    try:
        for frame in open_source(arguments.source, camera.id, every=EVERY).frames():
            yield from (_passage_row(passage) for passage, _ in pipeline.feed(frame))
    except SourceError as err:
        failed = err
    yield from (_passage_row(passage) for passage, _ in pipeline.finish())
    if failed:
        yield {"source": redact(arguments.source), "error": str(failed)}


def _over(paths: Sequence[str], look: Callable[[Image], Row]) -> Iterator[Row]:
    """Look at each picture; one that cannot be read gives a row with its error, and the others go on."""
    for path in paths:
        start = time.perf_counter()
        try:
            row = look(_picture(Path(path)))
        except RecognizerError as err:
            yield {"file": path, "error": str(err)}
            continue
        yield {"file": path, "ms": round((time.perf_counter() - start) * 1000, 1), **row}


def _picture(path: Path) -> Image:
    return decode_picture(_content(path, "the picture"))


def _layout(path: Path) -> Layout:
    return parse_layout(_content(path, "the layout"))


def _content(path: Path, what: str) -> bytes:
    """Read a file that may be anything, a device that never ends among it."""
    try:
        with path.open("rb") as file:
            content = file.read(FILE_BYTES + 1)
    except OSError as err:
        raise SourceError(f"{what} {path.name or path} cannot be opened: {err.strerror}") from err
    if len(content) > FILE_BYTES:
        raise SourceError(f"{what} {path.name} is larger than {FILE_BYTES // 2**20} MiB")
    return content


def _print(rows: Iterator[Row], table: Callable[[Row], Iterator[str]], *, as_json: bool) -> int:
    status = 0
    for row in rows:
        if "error" in row:
            status = 1
        lines = [json.dumps(row, ensure_ascii=False)] if as_json else _table_lines(row, table)
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return status


def _table_lines(row: Row, table: Callable[[Row], Iterator[str]]) -> Iterator[str]:
    if "error" in row:
        yield f"{row.get('file') or row.get('source')}: {row['error']}"
    else:
        yield from table(row)


def _plate_row(plate: Plate, box: Box) -> Row:
    return {
        "text": plate.text,
        "country": plate.country,
        "confidence": round(plate.confidence, 4),
        "box": [round(side, 1) for side in box],
        "accepted": plate.accepted,
        "alternatives": [
            {"text": other.text, "country": other.country, "confidence": round(other.confidence, 4)}
            for other in plate.alternatives
        ],
    }


def _passage_row(passage: Passage) -> Row:
    return {
        "t": round(passage.t, 3),
        "plate": passage.plate.text,
        "country": passage.plate.country,
        "confidence": round(passage.plate.confidence, 4),
        "direction": passage.direction.value,
        "reads": passage.reads,
    }


def _plate_lines(row: Row) -> Iterator[str]:
    yield f"{row['file']}  {row['ms']:.0f} ms" + ("" if row["plates"] else "  no plate")
    for plate in row["plates"]:
        mark = "accepted" if plate["accepted"] else "doubtful"
        others = ", ".join(other["text"] for other in plate["alternatives"])
        yield f"  {plate['text']:<12} {plate['country'] or '?':<3} {plate['confidence']:.2f}  {mark}" + (
            f"  or {others}" if others else ""
        )


def _passage_lines(row: Row) -> Iterator[str]:
    yield (
        f"{row['t']:8.2f} s  {row['plate']:<12} {row['country'] or '?':<3} {row['confidence']:.2f}  "
        f"{row['direction']}, {row['reads']} reads"
    )


def _slot_lines(row: Row) -> Iterator[str]:
    free = sum(not slot["occupied"] for slot in row["slots"])
    yield f"{row['file']}  {row['ms']:.0f} ms  {free} of {len(row['slots'])} free"
    for slot in row["slots"]:
        yield f"  {slot['id']:<8} {'taken' if slot['occupied'] else 'free':<5} {slot['p']:.2f}"
