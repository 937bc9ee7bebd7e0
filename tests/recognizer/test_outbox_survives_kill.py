"""Kill -9 at any moment: every report whose `put` returned is there, once, and asks for nothing any more."""

import random
import signal
import subprocess
import sys
from pathlib import Path

from recognizer.outbox import Outbox

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from recognizer.outbox import Outbox
from tests.recognizer.reports import frame, passage
outbox = Outbox(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 10_000):
    outbox.put(passage(number), frame())
    print(number, flush=True)
"""


def write_until_killed(folder: Path, begin: int, reports: int) -> list[str]:
    """Run a writer and kill it in the middle of what follows its last line; return the ids it said are stored."""
    environment = {"PYTHONPATH": f"{ROOT / 'addon'}:{ROOT}", "PATH": ""}
    command = [sys.executable, "-c", WRITER, str(folder), str(begin)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout is not None
        said = [next(writer.stdout).strip() for _ in range(reports)]
        writer.send_signal(signal.SIGKILL)
        said += [line.strip() for line in writer.stdout if line.endswith("\n")]
    return [f"p-{number}" for number in said]


def test_nothing_that_was_put_is_lost(tmp_path: Path) -> None:
    chance = random.Random(20261121)
    said: list[str] = []
    for life in range(4):
        said += write_until_killed(tmp_path, life * 10_000, chance.randint(1, 40))

    outbox = Outbox(tmp_path)
    letters = [letter for letter in iter(outbox.next, None) if outbox.delivered(letter.id) is None]

    ids = [letter.id for letter in letters]
    assert set(said) <= set(ids)
    assert len(ids) == len(set(ids))
    assert len(ids) <= len(said) + 4  # one a life may have been stored and not yet told
    assert all(letter.recovered for letter in letters)
