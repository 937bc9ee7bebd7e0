"""Figures as tables for the terminal and for Markdown, ratios first, and as JSON."""

import statistics
from collections.abc import Mapping, Sequence
from typing import Any, Final

from .count import Figures, wilson_upper
from .measure import LotSeen, Seen

NOTHING: Final = "–"


def plates_table(engines: Mapping[str, Figures]) -> str:
    """Return one set's figures, a row an engine: times in parts of baseline B's, or A's where B is not there."""
    base = next((name for name in ("baseline-b", "baseline-a") if engines.get(name, Figures()).wall_ms), None)
    against = f"time ÷ {base[-1].upper()}" if base else "time ÷ ?"
    head = (
        *("engine", against, "pictures", "exact", "O/0 equal", "within one", "accepted right"),
        *("wrong a picture", "wrong at most", "found", "ms median", "ms mean", "cpu ms"),
    )
    return table(head, [_row(name, one, engines[base] if base else None) for name, one in engines.items()])


def lots_table(seen: Sequence[LotSeen]) -> str:
    """Return how well the places of a lot were told, and what a hundred of them cost."""
    slots, free = sum(one.slots for one in seen), sum(one.free for one in seen)
    wrong = sum(one.wrong for one in seen)
    head = ("pictures", "places", "accuracy", "free called taken", "taken called free", "ms per 100 places")
    row = (
        str(len(seen)),
        str(slots),
        _share(slots - wrong, slots),
        _share(sum(one.free_called_taken for one in seen), free),
        _share(sum(one.taken_called_free for one in seen), slots - free),
        f"{100 * sum(one.ms for one in seen) / slots:.2f}" if slots else NOTHING,
    )
    return table(head, [row])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table for the terminal and for Markdown; figures stand to the right."""
    widths = [max(len(line[n]) for line in (head, *rows)) for n in range(len(head))]
    lines = [f"| {' | '.join(_aligned(line, widths))} |" for line in (head, *rows)]
    lines.insert(1, "|" + "|".join("-" * (w + 1) + (":" if n else "-") for n, w in enumerate(widths)) + "|")
    return "\n".join(lines)


def _aligned(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    first, *rest = zip(line, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]


def as_json(one: Figures) -> dict[str, Any]:
    """Return a set's figures as JSON has them."""
    return {
        **{name: getattr(one, name) for name in ("pictures", "plates", "exact", "twins", "near", "right", "wrong")},
        "boxed": one.boxed,
        "located": one.located,
        "wrong_per_picture_at_most": round(wilson_upper(one.fooled, one.pictures), 4),
        "ms_median": _rounded(one.wall_ms, statistics.median),
        "ms_mean": _rounded(one.wall_ms, statistics.fmean),
        "cpu_ms_mean": _rounded(one.cpu_ms, statistics.fmean),
    }


def looks_json(seen: Sequence[Seen]) -> list[dict[str, Any]]:
    """Return each look of an engine: the labels, and what was returned."""
    return [
        {
            "file": one.picture.path.name,
            "plates": [plate.text for plate in one.picture.plates],
            "read": [
                {
                    "text": plate.text,
                    "country": plate.country,
                    "confidence": plate.confidence,
                    "accepted": plate.accepted,
                    "box": [round(side, 1) for side in box],
                }
                for plate, box in one.found
            ],
            "ms": round(one.wall_ms, 2),
        }
        for one in seen
    ]


def lots_json(seen: Sequence[LotSeen]) -> dict[str, Any]:
    """Return a lot's figures as JSON has them."""
    names = ("slots", "free", "free_called_taken", "taken_called_free")
    sums = {name: sum(getattr(one, name) for one in seen) for name in names}
    return {"pictures": len(seen), **sums, "ms": round(sum(one.ms for one in seen), 2)}


def _row(name: str, one: Figures, base: Figures | None) -> tuple[str, ...]:
    ratio = f"{statistics.median(one.wall_ms) / statistics.median(base.wall_ms):.2f}" if base and one.wall_ms else ""
    return (
        name,
        ratio or NOTHING,
        str(one.pictures),
        _share(one.exact, one.plates),
        _share(one.twins, one.plates),
        _share(one.near, one.plates),
        _share(one.right, one.plates),
        f"{one.wrong / one.pictures:.3f}" if one.pictures else NOTHING,
        f"{wilson_upper(one.fooled, one.pictures):.3f}",
        _share(one.located, one.boxed),
        *(_whole(times, how) for times, how in ((one.wall_ms, statistics.median), (one.wall_ms, statistics.fmean))),
        _whole(one.cpu_ms, statistics.fmean),
    )


def _share(part: int, of: int) -> str:
    return f"{part / of:.3f}" if of else NOTHING


def _whole(values: Sequence[float], how: Any) -> str:
    return f"{how(values):.1f}" if values else NOTHING


def _rounded(values: Sequence[float], how: Any) -> float | None:
    return round(how(values), 2) if values else None
