"""The line to the integration: configuration arrives when it changes, a bad one changes nothing, status goes up."""

import asyncio
import json
import os
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from recognizer.backoff import Backoff
from recognizer.errors import RecognizerError
from recognizer.home import open_home
from recognizer.link import Link, announce
from recognizer.model import Config, OutboxState, Status
from tests.recognizer.home_server import TOKEN, HomeServer, home_server, until
from tests.recognizer.reports import Clock

GOOD: dict[str, Any] = json.loads((Path(__file__).parents[1] / "contract" / "config" / "good-config.json").read_text())
STATUS = Status("0.1.0", None, (), OutboxState(0, 0, 0, None))


@pytest.fixture
async def home() -> AsyncIterator[HomeServer]:
    async with home_server() as server:
        yield server


@asynccontextmanager
async def linked(url: str, folder: Path, token: str = TOKEN) -> AsyncIterator[tuple[Link, list[Config]]]:
    """Give a link and the configurations it has given so far."""
    given: list[Config] = []
    async with open_home(url, token, Clock()) as home:
        quick = Backoff(0.02, 0.02, lambda: 0.0)
        link = Link(home, folder, Clock(), backoff=quick, refused=quick)

        async def follow() -> None:
            async for config in link.configs():
                given.append(config)  # noqa: PERF401  # the test looks at it while it grows

        task = asyncio.create_task(follow())
        try:
            yield link, given
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_the_configuration_is_fetched_and_followed(home: HomeServer, tmp_path: Path) -> None:
    home.set_config(GOOD)
    async with linked(home.url, tmp_path) as (link, given):
        await until(lambda: len(given) == 1)
        await until(lambda: len(home.known) == 2)
        home.set_config(GOOD | {"version": "next"})
        await until(lambda: len(given) == 2)

    assert [config.version for config in given] == ["5f2b9c0a1d3e4f67", "next"]
    assert home.known[:2] == ["", "5f2b9c0a1d3e4f67"]
    assert link.problem is None


async def test_the_last_good_configuration_serves_when_nobody_answers(home: HomeServer, tmp_path: Path) -> None:
    home.set_config(GOOD)
    async with linked(home.url, tmp_path) as (_, given):
        await until(lambda: len(given) == 1)

    async with linked("http://127.0.0.1:1", tmp_path) as (link, remembered):
        await until(lambda: link.problem is not None)

    assert remembered == given
    assert "cannot be reached" in str(link.problem)


async def test_the_copy_on_disk_is_for_nobody_elses_eyes(home: HomeServer, tmp_path: Path) -> None:
    home.set_config(GOOD)
    async with linked(home.url, tmp_path) as (_, given):
        await until(lambda: len(given) == 1)

    assert [stat.S_IMODE(entry.stat().st_mode) for entry in os.scandir(tmp_path)] == [0o600]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (b"no json", "is no JSON"),
        (json.dumps(GOOD | {"schema": 99}).encode(), "update the older"),
        (json.dumps(GOOD | {"cameras": 5}).encode(), "cameras: is no list"),
    ],
)
async def test_a_bad_configuration_changes_nothing(home: HomeServer, tmp_path: Path, bad: bytes, words: str) -> None:
    home.set_config(GOOD)
    async with linked(home.url, tmp_path) as (link, given):
        await until(lambda: len(given) == 1)
        home.set_config(bad)
        await until(lambda: link.problem is not None)

    assert words in str(link.problem)
    assert [config.version for config in given] == [GOOD["version"]]
    async with open_home(home.url, TOKEN, Clock()) as door:
        assert Link(door, tmp_path, Clock()).remembered() == given[0]


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "Pair recognizer"), (403, "ip_bans.yaml"), (404, "without the HOA Parking integration"), (503, "not ready")],
)
async def test_each_refusal_says_what_to_do_and_is_tried_again(
    home: HomeServer, tmp_path: Path, status: int, words: str
) -> None:
    back: list[bool] = []
    home.set_config(b"{}", status)
    async with linked(home.url, tmp_path) as (link, given):
        await until(lambda: link.problem is not None)
        told = link.problem
        link.on_back = lambda: back.append(True)
        home.set_config(GOOD)
        await until(lambda: len(given) == 1)

    assert words in str(told)
    assert (link.problem, back) == (None, [True])


async def test_a_wrong_token_says_to_pair_again_and_is_not_tried_again_and_again(
    home: HomeServer, tmp_path: Path
) -> None:
    home.set_config(GOOD)
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await asyncio.sleep(0)

    async with open_home(home.url, "wrong", Clock()) as door:
        link = Link(door, tmp_path, Clock(), sleep=sleep)
        following = asyncio.create_task(anext(link.configs()))
        await until(lambda: len(waits) >= 6)
        with pytest.raises(RecognizerError, match="Pair recognizer"):
            await link.report(STATUS)
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)

    assert "Pair recognizer" in str(link.problem)
    assert (waits[0] >= 15, waits[5] >= 150) == (True, True)
    assert home.statuses == []


async def test_a_damaged_copy_is_passed_over(home: HomeServer, tmp_path: Path) -> None:
    (tmp_path / "last-good-configuration.json").write_bytes(b"{half a")
    home.set_config(GOOD)
    async with linked(home.url, tmp_path) as (_, given):
        await until(lambda: len(given) == 1)

    assert given[0].version == GOOD["version"]


async def test_the_difference_of_the_clocks_is_noticed(home: HomeServer, tmp_path: Path) -> None:
    home.date = "Sat, 21 Nov 2026 06:32:00 GMT"
    home.set_config(GOOD)
    async with linked(home.url, tmp_path) as (link, given):
        await until(lambda: len(given) == 1)

    assert link.skew_s == pytest.approx(-100.5)


async def test_the_status_goes_up(home: HomeServer, tmp_path: Path) -> None:
    async with linked(home.url, tmp_path) as (link, _):
        await link.report(STATUS)

    assert home.statuses[0]["outbox"]["problem"] is None
    assert home.statuses[0]["sent_at"] == "2026-11-21T06:30:20.000Z"


async def test_supervisor_is_told_once_where_the_recognizer_is(home: HomeServer) -> None:
    async with open_home(home.url, "supervisor", Clock()) as supervisor:
        await announce(supervisor, "app-host", 8099)

    assert home.statuses == [{"service": "hoa_parking", "config": {"host": "app-host", "port": 8099}}]


async def test_a_supervisor_that_is_away_harms_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async with open_home("http://127.0.0.1:1", "supervisor", Clock()) as supervisor:
        await announce(supervisor, "app-host", 8099)

    assert "Supervisor was not told" in caplog.text
