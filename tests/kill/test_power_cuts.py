"""Fifty power cuts in one run: the recognizer, Home Assistant or both die at any moment, and nothing is lost or late.

Every passage that the recognizer settled is in the log exactly once, every report of a place was taken and counted no
more than once, and the gate moved only for cars that were there.
"""

import asyncio
import random
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from demo.footage import VISITS, demo_cast, playing
from demo.login import log_in
from demo.product import RECOGNIZER_PYTHON, ROOT, Cast, Gate, Product

CUTS = 50
SEED = 20261121
FRESH_S = 12.0
FEWEST, FEWEST_CHANGES = 30, 12
"""So many passages, and changes of places, at least must have been logged, or the run has proved nothing."""

# The relay is a file with the time of every pulse: a witness that neither program can talk to afterwards.
WITNESS_YAML = """\
shell_command:
  pulse: date +%s.%N >> {pulses}
script:
  relay:
    mode: queued
    sequence:
      - action: shell_command.pulse
"""


@pytest.fixture
def pulses(tmp_path: Path) -> Path:
    """Return the relay's file."""
    path = tmp_path / "pulses"
    path.touch()
    return path


@pytest.fixture
def product(tmp_path: Path, pulses: Path) -> Product:
    """Return a product whose gate camera sees one registered car after the other, and whose lot is never still."""
    film = tmp_path / "queue.mp4"
    # OpenCV lives with the recognizer, Home Assistant does without it.
    command = [str(RECOGNIZER_PYTHON), "-m", "tests.kill.queue_film", str(film)]
    subprocess.run(command, check=True, cwd=ROOT)
    lot = demo_cast()
    cast = Cast(
        gate_source=playing(film),
        lot_source=lot.lot_source,
        lot_layout=lot.lot_layout,
        places={name: replace(place, apartment=None) for name, place in lot.places.items()},
        residents=[(visit.plate, str(number)) for number, visit in enumerate(VISITS, 1)],
    )
    gate = Gate("script.relay", None, {"fresh_for": FRESH_S, "cool_down": 0})
    return Product(tmp_path, cast, gate, WITNESS_YAML.format(pulses=pulses))


async def test_fifty_power_cuts_lose_nothing_and_open_for_no_old_car(product: Product, pulses: Path) -> None:
    try:
        await product.start()
        await asyncio.sleep(15)
        await cut_power(product, random.Random(SEED))
        settled = await drain(product)
        logged = await product.passages()
        told, changes = letters(product, "slots"), logged_changes(product)
    finally:
        await product.stop()

    assert len(settled) >= FEWEST, "too few cars to prove anything"
    assert set(settled.values()) == {"delivered"}
    assert sorted(passage["id"] for passage in logged) == sorted(settled)

    assert set(told.values()) == {"delivered"}
    assert len(changes) >= FEWEST_CHANGES, "too few places changed to prove anything"
    # What a recognizer says anew after its restart, and everybody knows, is no change.
    assert {report for report, _ in changes} <= set(told)
    assert set(changes.values()) == {1}

    openings = [passage for passage in logged if passage["verdict"] == "open"]
    assert openings, "no car was let in"
    moved_for_nobody = list(unexplained(pulse_times(pulses), [captured(passage) for passage in openings]))
    assert not moved_for_nobody
    assert all(passage["verdict"] == "log_only" for passage in logged if passage["reason"] in {"recovered", "stale"})


async def cut_power(product: Product, dice: random.Random) -> None:
    """Kill -9 one or both, and start again, fifty times, each time after a while that the dice choose."""
    for _ in range(CUTS):
        await asyncio.sleep(dice.uniform(0.2, 7.0))
        victims = dice.choice((("recognizer",), ("home",), ("recognizer", "home")))
        if "recognizer" in victims:
            product.recognizer.kill()
        if "home" in victims:
            product.home.kill()
        await asyncio.sleep(dice.uniform(0.0, 0.5))
        if "home" in victims:
            product.home.spawn()
        if "recognizer" in victims:
            product.recognizer.start()


async def drain(product: Product) -> dict[str, str]:
    """Let both run in peace until nothing waits, stop the recognizer, and return every settled passage's state."""
    await product.home.answering()
    product.board = await log_in(product.home.door, "board", product.passwords["board"])
    await product.home.running(product.board)
    for _ in range(60):
        await asyncio.sleep(2)
        if not waiting(product):
            await product.recognizer.stop()
            if not waiting(product):
                return letters(product)
            product.recognizer.start()
    return letters(product)


def waiting(product: Product) -> bool:
    """Tell whether any report has not been delivered."""
    return "pending" in {*letters(product).values(), *letters(product, "slots").values()}


def letters(product: Product, kind: str = "passage") -> dict[str, str]:
    """Return the state of every report of a kind in the recognizer's outbox, delivered ones too."""
    with sqlite3.connect(f"file:{product.recognizer.folder / 'outbox.db'}?mode=ro", uri=True, timeout=10) as db:
        return dict(db.execute("SELECT id, state FROM letters WHERE kind = ?", (kind,)).fetchall())


def logged_changes(product: Product) -> Counter[tuple[str, str]]:
    """Return how often each report's change of each place is in the integration's log."""
    path = product.home.config / "hoa_parking" / "hoa_parking.db"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10) as db:
        return Counter(db.execute("SELECT report, slot FROM slot_changes").fetchall())


def pulse_times(pulses: Path) -> list[float]:
    """Return when the relay was pulsed."""
    return sorted(float(line) for line in pulses.read_text().splitlines() if line)


def captured(passage: dict[str, str]) -> float:
    """Return when a passage was seen."""
    return datetime.fromisoformat(passage["captured_at"]).timestamp()


def unexplained(pulses: list[float], openings: list[float]) -> Iterator[float]:
    """Yield the pulses for which no car had just been seen; a car explains one pulse, the oldest that it can."""
    waiting = sorted(openings)
    for pulse in pulses:
        seen = next((at for at in waiting if at <= pulse <= at + FRESH_S + 1), None)
        if seen is None:
            yield pulse
        else:
            waiting.remove(seen)
