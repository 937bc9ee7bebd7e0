"""`scripts/bench eyes`: measure the eyes on a folder of labelled pictures."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from recognizer.vision.slot_cnn import SlotCnn

from . import report
from .count import Figures
from .engines import Engine, made
from .labels import LabelError, PictureSet, read_sets
from .measure import Asked, LotSeen, Seen, figures, look_over, look_through
from .options import Options, parse


@dataclass(slots=True)
class Results:
    """What is known so far: by set and engine; it can be printed at any moment."""

    plates: dict[str, dict[str, list[Seen]]] = field(default_factory=dict)
    lots: dict[str, list[LotSeen]] = field(default_factory=dict)

    def plate_tables(self) -> Mapping[str, Mapping[str, Figures]]:
        """Return each set's figures, and where there are several sets, those of all together."""
        by_set = {name: {engine: figures(seen) for engine, seen in row.items()} for name, row in self.plates.items()}
        if len(self.plates) < 2:
            return by_set
        engines = dict.fromkeys(engine for row in self.plates.values() for engine in row)
        all_of = {one: [seen for row in self.plates.values() for seen in row.get(one, ())] for one in engines}
        return {**by_set, "all of them": {name: figures(seen) for name, seen in all_of.items()}}


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
    engines = _engines(options) if any(one.pictures for one in sets) else {}
    try:
        _measure(sets, engines, options, results)
    except KeyboardInterrupt:
        tell("interrupted: this is how far it came\n")
        status = 130
    _print(sets, results, options)
    return status


def tell(words: str) -> None:
    """Say how it goes, over and over in one line where a person watches."""
    live = sys.stderr.isatty()
    if live or words.endswith("\n"):
        print(f"\r\033[K{words}" if live else words, end="", file=sys.stderr, flush=True)


def _engines(options: Options) -> dict[str, Engine]:
    engines: dict[str, Engine] = {}
    for name, engine in made(options.engines, options.threads):
        if isinstance(engine, str):
            print(f"{name}: {engine}")
        else:
            engines[name] = engine
    return engines


def _measure(sets: Sequence[PictureSet], engines: Mapping[str, Engine], options: Options, results: Results) -> None:
    asked = Asked(options.countries, options.hd)
    for one in sets:
        for name, seen in look_through(one, engines, asked, tell):
            results.plates.setdefault(one.name, {}).setdefault(name, []).append(seen)
        if one.lots:
            rows = results.lots.setdefault(one.name, [])
            rows.extend(look_over(one, SlotCnn(threads=options.threads), tell))
        tell(f"{one.name} done\n")


def _print(sets: Sequence[PictureSet], results: Results, options: Options) -> None:
    left_out = {one.name: one.left_out for one in sets}
    for name, rows in results.plate_tables().items():
        part = f", the {options.part} part, {left_out[name]} pictures left out" if left_out.get(name) else ""
        print(f"\n{name}{part}\n\n{report.plates_table(rows)}")
    for name, seen in results.lots.items():
        print(f"\n{name}\n\n{report.lots_table(seen)}")
    if options.json:
        options.json.write_text(json.dumps(_json(results), ensure_ascii=False, indent=1), encoding="utf-8")


def _json(results: Results) -> dict[str, Any]:
    tables = results.plate_tables()
    return {
        "figures": {name: {one: report.as_json(row) for one, row in rows.items()} for name, rows in tables.items()},
        "reads": {
            name: {one: report.looks_json(seen) for one, seen in rows.items()} for name, rows in results.plates.items()
        },
        "lots": {name: report.lots_json(seen) for name, seen in results.lots.items()},
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
