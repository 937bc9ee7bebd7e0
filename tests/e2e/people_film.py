"""A film of a newcomer's gate: a visitor's car, their own, the visitor's again. Painted once, kept by its hash."""

import sys
from collections.abc import Iterator
from pathlib import Path

from demo.films import SEED, code_hash, write
from demo.footage import OUT, Visit
from demo.gate_scene import FPS, SIZE, frames
from demo.ground import Picture


def film_of(own: str, guest: str) -> Path:
    """Return the film, made where it is missing."""
    path = OUT / f"people-{guest}-{own}-{code_hash()}.mp4"
    if not path.exists():
        for old in OUT.glob(f"people-{guest}-{own}-*.mp4"):
            old.unlink()
        write(path, _pictures(own, guest), FPS, SIZE)
    return path


def _pictures(own: str, guest: str) -> Iterator[Picture]:
    visitor = list(_visit(Visit(guest, "kz", "sedan", (170, 168, 160), welcome=True)))
    yield from visitor
    # Who comes again at once has not gone: the other car gives them the time to.
    yield from _visit(Visit(own, "kz", "suv", (120, 128, 60), welcome=True))
    yield from visitor


def _visit(visit: Visit) -> Iterator[Picture]:
    return frames((visit,), SEED)


if __name__ == "__main__":
    sys.stdout.write(str(film_of(*sys.argv[1:])))
