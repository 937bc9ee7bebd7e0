"""A log of millions of passages, made up from a seed: residents who come and go, strangers, and what goes wrong."""

import random
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import create_engine

from custom_components.hoa_parking.core.plates import LOOK_ALIKES
from custom_components.hoa_parking.store.migrate import migrate

SEED: Final = 20261121
END: Final = datetime(2026, 11, 21, tzinfo=UTC)
YEAR_MS: Final = 365 * 24 * 60 * 60 * 1000
GATES: Final = tuple(f"gate-{number:02}" for number in range(12))
HOUSEHOLDS: Final = 2_000
VEHICLES: Final = 3_000
STRANGERS: Final = 0.12
LOOK_ALIKE: Final = 0.03
BATCH: Final = 50_000
BEFORE: Final = "0003"
"""The schema that the log is made with: bringing it to today's is measured too."""

_LETTERS: Final = "ABCDEHKMOPTXYZ"
_COLUMNS: Final = (
    *("id", "camera", "gate", "captured_at", "received_at", "recovered", "movement", "direction", "reads", "plate"),
    *("raw", "country", "kind", "confidence", "accepted", "alternatives", "verdict", "reason", "match"),
    *("listed_plate", "household", "outcome", "outcome_reason", "opened_at", "latency_ms", "frame", "plate_picture"),
)


def make(path: Path, rows: int, revision: str = BEFORE) -> None:
    """Make a database of so many passages in a year, in the order they came."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        migrate(connection, revision)
    engine.dispose()
    dice = random.Random(SEED)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1500000", "locking_mode=EXCLUSIVE"):
            database.execute(f"PRAGMA {pragma}")
        database.execute("BEGIN")
        listed = _people(database, dice)
        marks = ", ".join("?" * len(_COLUMNS))
        statement = f"INSERT INTO passages ({', '.join(_COLUMNS)}) VALUES ({marks})"  # noqa: S608 - our own names
        database.executemany(statement, _passages(dice, listed, rows))
        database.execute("COMMIT")
        database.execute("PRAGMA journal_mode=WAL")


def plate(dice: random.Random) -> str:
    """Return a plate as they are in Kazakhstan."""
    letters = "".join(dice.choices(_LETTERS, k=3))
    return f"{dice.randrange(1000):03}{letters}{dice.randrange(1, 21):02}"


def _people(database: sqlite3.Connection, dice: random.Random) -> list[tuple[str, int]]:
    database.executemany(
        "INSERT INTO households (id, apartment) VALUES (?, ?)", ((n, str(n)) for n in range(1, HOUSEHOLDS + 1))
    )
    plates = sorted({plate(dice) for _ in range(VEHICLES)})
    listed = [(one, dice.randrange(1, HOUSEHOLDS + 1)) for one in plates]
    for number, (one, household) in enumerate(listed, 1):
        database.execute("INSERT INTO vehicles (id, plate, household) VALUES (?, ?, ?)", (number, one, household))
        database.execute("INSERT INTO passes (vehicle, kind) VALUES (?, 'resident')", (number,))
    return listed


def _passages(dice: random.Random, listed: list[tuple[str, int]], rows: int) -> Iterator[tuple[object, ...]]:
    end = int(END.timestamp() * 1000)
    regulars = [plate(dice) for _ in range(20_000)]
    for number in range(rows):
        at = end - YEAR_MS + YEAR_MS * number // rows + dice.randrange(500)
        yield _passage(dice, listed, regulars, at)


def _passage(dice: random.Random, listed: list[tuple[str, int]], regulars: list[str], at: int) -> tuple[object, ...]:
    gate, direction = dice.choice(GATES), dice.choice(("entry", "exit"))
    if dice.random() < STRANGERS:
        read = dice.choice(regulars) if dice.random() < 0.6 else plate(dice)
        decided: tuple[object, ...] = ("refuse", "unknown", None, None, None, "none", None, None, None)
    else:
        own, household = dice.choice(listed)
        read = _misread(dice, own) if dice.random() < LOOK_ALIKE else own
        match = "exact" if read == own else "look_alike"
        failed = dice.random() < 0.0005
        done = ("failed", "timeout", None, None) if failed else ("opened", None, at + 400, dice.randrange(300, 900))
        decided = ("open", "registered", match, own, household, *done)
    seen = (read, read, "KZ", "private", round(dice.uniform(0.85, 1), 3), 1, "[]")
    came = (gate + direction, gate, at, at + 300, 0, "approaching", direction, dice.randrange(2, 9))
    return (str(uuid.UUID(int=dice.getrandbits(128), version=4)), *came, *seen, *decided, 0, 0)


def _misread(dice: random.Random, own: str) -> str:
    at = dice.choice([place for place, character in enumerate(own) if character in LOOK_ALIKES])
    return own[:at] + dice.choice(LOOK_ALIKES[own[at]]) + own[at + 1 :]
