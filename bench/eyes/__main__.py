"""`scripts/bench eyes`: measure the eyes on a folder of labelled pictures."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from recognizer.vision.slot_cnn import SlotCnn

from . import clips, curve, report, sheet
from .count import Figures, Verdict
from .engines import Engine, Ours, made
from .labels import LabelError, PictureSet, read_sets
from .measure import Asked, LotSeen, Seen, figures, look_over, look_through
from .options import Options, parse

ALL: Final = "all of them"
SEED: Final = 1


@dataclass(slots=True)
class Results:
    """What is known so far: by set, and by engine where there are several; it can be printed at any moment."""

    plates: dict[str, dict[str, list[Seen]]] = field(default_factory=dict)
    lots: dict[str, list[LotSeen]] = field(default_factory=dict)
    verdicts: dict[str, list[dict[float, Verdict]]] = field(default_factory=dict)
    drives: dict[str, clips.Drive] = field(default_factory=dict)

    def plate_tables(self) -> Mapping[str, Mapping[str, Figures]]:
        """Return each set's figures, and where there are several sets, those of all together."""
        by_set = {name: {engine: figures(seen) for engine, seen in row.items()} for name, row in self.plates.items()}
        if len(self.plates) < 2:
            return by_set
        engines = dict.fromkeys(engine for row in self.plates.values() for engine in row)
        together = {one: [seen for row in self.plates.values() for seen in row.get(one, ())] for one in engines}
        return {**by_set, ALL: {name: figures(seen) for name, seen in together.items()}}

    def curves(self) -> dict[str, Sequence[curve.Point]]:
        """Return each set's curve, and where there are several sets, that of all together."""
        by_set: dict[str, Sequence[curve.Point]] = {name: curve.points(row) for name, row in self.verdicts.items()}
        if len(by_set) < 2:
            return by_set
        return {**by_set, ALL: curve.points([one for row in self.verdicts.values() for one in row])}


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for and print it; what Ctrl-C cuts short is printed as far as it came."""
    options = parse(arguments)
    try:
        sets = read_sets(options.data, options.part, options.limit)
    except LabelError as err:
        print(f"scripts/bench eyes: {err}", file=sys.stderr)
        return 2
    for complaint in (words for one in sets for words in one.complaints):
        print(f"left out: {complaint}", file=sys.stderr)
    results, status = Results(), 0
    try:
        _work(sets, options, results)
    except KeyboardInterrupt:
        tell("interrupted: this is how far it came\n")
        status = 130
    try:
        _print(sets, results, options)
    except OSError as err:
        print(f"scripts/bench eyes: {err.filename or 'the results'} cannot be written: {err.strerror}", file=sys.stderr)
        return 1
    return status


def tell(words: str) -> None:
    """Say how it goes, over and over in one line where a person watches."""
    live = sys.stderr.isatty()
    if live or words.endswith("\n"):
        print(f"\r\033[K{words}" if live else words, end="", file=sys.stderr, flush=True)


def _work(sets: Sequence[PictureSet], options: Options, results: Results) -> None:
    with_plates = [one for one in sets if one.pictures]
    engines = _engines(options) if with_plates else {}
    if options.curve or options.clips:
        _try_out(with_plates, engines, options, results)
        return
    asked = Asked(options.countries, options.hd)
    for one in sets:
        for name, seen in look_through(one, engines, asked, tell):
            results.plates.setdefault(one.name, {}).setdefault(name, []).append(seen)
        if one.lots:
            rows = results.lots.setdefault(one.name, [])
            rows.extend(look_over(one, SlotCnn(threads=options.threads), tell))
        tell(f"{one.name} done\n")


def _engines(options: Options) -> dict[str, Engine]:
    engines: dict[str, Engine] = {}
    for name, engine in made(options.engines, options.threads):
        if isinstance(engine, str):
            print(f"{name}: {engine}")
        else:
            engines[name] = engine
    return engines


def _try_out(sets: Sequence[PictureSet], engines: Mapping[str, Engine], options: Options, results: Results) -> None:
    """Draw the curve, or let cars drive up: both need to turn what is inside an engine, which baselines have not."""
    name, engine = next(((name, one) for name, one in engines.items() if isinstance(one, Ours)), ("", None))
    if engine is None:
        print("none of the engines asked for can be tried at other settings or on clips: name default")
        return
    for one in sets:
        if options.curve:
            rows = results.verdicts.setdefault(one.name, [])
            rows.extend(curve.trace(one, engine, options.countries, tell))
        if options.clips and not one.crops:
            cars = options.limit or clips.CARS
            results.drives[one.name] = clips.drive(one, engine.eyes, cars, SEED, tell)
        tell(f"{one.name}, {name}: done\n")


def _print(sets: Sequence[PictureSet], results: Results, options: Options) -> None:
    left_out = {one.name: one.left_out for one in sets}
    for name, rows in results.plate_tables().items():
        part = f", the {options.part} part, {left_out[name]} pictures left out" if left_out.get(name) else ""
        _show(name + part, report.plates_table(rows))
    for name, seen in results.lots.items():
        _show(name, report.lots_table(seen))
    for name, line in results.curves().items():
        _show(name, curve.curve_table(line))
    if results.drives:
        _show("cars driving up", clips.clips_table(results.drives))
    if options.sheet:
        _write_sheets(results, options)
    if options.json:
        options.json.write_text(json.dumps(_json(results), ensure_ascii=False, indent=1), encoding="utf-8")


def _show(title: str, table: str) -> None:
    print(f"\n{title}\n\n{table}")


def _write_sheets(results: Results, options: Options) -> None:
    if options.sheet is None:
        return
    options.sheet.mkdir(parents=True, exist_ok=True)
    for engine in dict.fromkeys(name for row in results.plates.values() for name in row):
        seen = {name: row[engine] for name, row in results.plates.items() if engine in row}
        tell(f"{sheet.write(options.sheet, engine, seen)}\n")
    if results.verdicts:
        drawing = options.sheet / "curve.svg"
        drawing.write_text(curve.svg(results.curves()), encoding="utf-8")
        tell(f"{drawing}\n")


def _json(results: Results) -> dict[str, Any]:
    tables = results.plate_tables()
    return {
        "figures": {name: {one: report.as_json(row) for one, row in rows.items()} for name, rows in tables.items()},
        "reads": {
            name: {one: report.looks_json(seen) for one, seen in rows.items()} for name, rows in results.plates.items()
        },
        "lots": {name: report.lots_json(seen) for name, seen in results.lots.items()},
        "curves": {name: [asdict(one) for one in line] for name, line in results.curves().items()},
        "clips": {name: asdict(one) for name, one in results.drives.items()},
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
