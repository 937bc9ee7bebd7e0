"""Make the demo's films: `python -m demo.films`. The same pictures from the same code; made once, kept by its hash."""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

import cv2

from . import gate_scene, lot_scene
from .footage import BLOCKED, OUT, RESIDENTS, VISITS, beats
from .ground import Picture

HERE: Final = Path(__file__).resolve().parent
SEED: Final = 20261121


def code_hash() -> str:
    """Return a hash of everything that the films depend on."""
    sources = ("lens", "bodies", "paint", "plates", "ground", "grain", "gate_scene", "lot_scene", "footage", "films")
    text = b"".join((HERE / f"{name}.py").read_bytes() for name in sources)
    return hashlib.sha256(text + cv2.__version__.encode()).hexdigest()[:16]


def story() -> dict[str, object]:
    """Return what the films show, for whoever checks: who comes when, and which slots are taken when."""
    times = beats(VISITS)
    visits = [
        {"plate": visit.plate, "from": beat.start, "until": round(beat.end, 2), "resident": visit.welcome}
        for visit, beat in zip(VISITS, times, strict=True)
    ]
    seconds = range(round(lot_scene.SECONDS))
    return {
        "visits": visits,
        "residents": [list(pair) for pair in RESIDENTS],
        "blocked": list(BLOCKED),
        "taken": [sorted(lot_scene.taken(t)) for t in seconds],
    }


def write(path: Path, pictures: Iterator[Picture], fps: int, size: tuple[int, int]) -> int:
    """Write pictures as an MP4 file, whole or not at all; return how many there were."""
    part = path.with_suffix(".part.mp4")
    film = cv2.VideoWriter(str(part), cv2.VideoWriter.fourcc(*"mp4v"), float(fps), size)
    if not film.isOpened():
        raise RuntimeError(f"OpenCV cannot write {part}: is the folder writable, the disk full?")
    count = 0
    for picture in pictures:
        film.write(picture)
        count += 1
    film.release()
    part.replace(path)
    return count


def make_gate(out: Path) -> str:
    """Make the gate's film; return a line about it."""
    cv2.setNumThreads(1)
    begin = time.monotonic()
    path = out / "gate.mp4"
    count = write(path, gate_scene.frames(VISITS, SEED), gate_scene.FPS, gate_scene.SIZE)
    return _line(path, count, gate_scene.FPS, begin)


def make_lot(out: Path) -> str:
    """Make the lot's film and its layout; return a line about it."""
    cv2.setNumThreads(1)
    begin = time.monotonic()
    (out / "lot-layout.json").write_text(json.dumps(lot_scene.layout(), indent=1))
    path = out / "lot.mp4"
    count = write(path, lot_scene.frames(SEED), lot_scene.FPS, lot_scene.SIZE)
    return _line(path, count, lot_scene.FPS, begin)


def _line(path: Path, count: int, fps: int, begin: float) -> str:
    took = time.monotonic() - begin
    return f"{path.name}: {count / fps:.0f} s of film, {path.stat().st_size / 1e6:.1f} MB, made in {took:.0f} s"


def main(arguments: Sequence[str] | None = None) -> int:
    """Make what is missing or older than the code."""
    parser = argparse.ArgumentParser(prog="python -m demo.films", description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=OUT, help="folder for gate.mp4, lot.mp4, lot-layout.json, story.json"
    )
    out: Path = parser.parse_args(arguments).out
    out.mkdir(parents=True, exist_ok=True)
    stamp = out / "made-by"
    if stamp.exists() and stamp.read_text() == code_hash():
        return 0
    stamp.unlink(missing_ok=True)
    print("painting the demo's films", flush=True)
    with ProcessPoolExecutor(2) as pool:
        for job in [pool.submit(make_gate, out), pool.submit(make_lot, out)]:
            print(job.result(), flush=True)
    (out / "story.json").write_text(json.dumps(story(), indent=1))
    stamp.write_text(code_hash())
    return 0


if __name__ == "__main__":
    sys.exit(main())
