"""Home Assistant goes away and comes back: the recognizer keeps watching, and what it saw arrives afterwards."""

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.recognizer.fakes import gate_clip, lot_clip
from tests.recognizer.home_server import home_server, until
from tests.recognizer.whole import config, health, problems, running, states, taken


async def waiting(port: int, number: int) -> dict[str, Any]:
    """Return the recognizer's health once so many reports wait."""
    async with asyncio.timeout(20):
        while (told := await health(port))["outbox"]["pending"] < number:
            await asyncio.sleep(0.01)
    return told


async def test_what_happens_while_it_restarts_arrives_afterwards(tmp_path: Path) -> None:
    gate, lot = tmp_path / "gate.avi", lot_clip(tmp_path / "lot.avi")
    watched = config(f"file://{gate}", f"file://{lot}?loop")
    async with home_server() as before:
        before.set_config(watched)
        port = urlsplit(before.url).port
        assert port is not None
        async with running(before.url, tmp_path / "data") as page:
            await until(lambda: states(before) == {"gate": ("offline", "unreachable"), "lot": ("online", None)})
            # The lot's own report is to wait for nobody: what waits later is the passage.
            await until(lambda: bool(taken(before, "slots")))
            await before.stop()
            gate_clip(gate)
            away, told = await waiting(page, 1), await problems(page)
            async with home_server(port) as after:
                after.set_config(watched)
                await until(lambda: taken(after, "passage"))

    (late,) = taken(after, "passage")
    assert away["cameras"]["online"] == 2
    assert "Home Assistant cannot be reached" in told[0]
    assert (late["captured_at"] < late["sent_at"], late["recovered"]) == (True, False)
    assert taken(before, "passage") == []


async def test_a_recognizer_that_starts_while_it_is_away_watches_as_it_last_did(tmp_path: Path) -> None:
    gate, lot = tmp_path / "gate.avi", lot_clip(tmp_path / "lot.avi")
    watched = config(f"file://{gate}", f"file://{lot}")
    async with home_server() as before:
        before.set_config(watched)
        port = urlsplit(before.url).port
        assert port is not None
        async with running(before.url, tmp_path / "data"):
            await until(lambda: states(before).get("gate") == ("offline", "unreachable"))

    gate_clip(gate)
    async with running(before.url, tmp_path / "data") as page:
        alone = await waiting(page, 1)
    gate.unlink()

    async with home_server(port) as after, running(after.url, tmp_path / "data"):
        after.set_config(watched)
        await until(lambda: taken(after, "passage"))

    assert alone["configured"] is True
    assert [passage["recovered"] for passage in taken(after, "passage")] == [True]
