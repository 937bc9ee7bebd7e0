"""Delivery to a real HTTP server: at least once, the right wait for every refusal, nothing personal in the log."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from recognizer.backoff import Backoff
from recognizer.deliver import Delivery
from recognizer.home import open_home
from recognizer.outbox import Outbox
from tests.recognizer.home_server import TOKEN, HomeServer, home_server, until
from tests.recognizer.reports import Clock, frame, passage, slots

QUICK = 0.02


@asynccontextmanager
async def delivering(url: str, outbox: Outbox, wait: float = QUICK) -> AsyncIterator[Delivery]:
    clock = Clock()
    async with open_home(url, TOKEN, clock) as home:
        delivery = Delivery(home, outbox, clock, Backoff(wait, wait, lambda: 0.0))
        outbox.on_put = delivery.wake
        task = asyncio.create_task(delivery.run())
        try:
            yield delivery
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path, clock=Clock())


@pytest.fixture
async def home() -> AsyncIterator[HomeServer]:
    async with home_server() as server:
        yield server


def ids(home: HomeServer) -> list[str]:
    return [taken.message["id"] for taken in home.taken]


async def test_a_passage_arrives_with_its_pictures(outbox: Outbox, home: HomeServer) -> None:
    outbox.put(passage(1), frame())

    async with delivering(home.url, outbox):
        await until(lambda: outbox.state().pending == 0)

    (taken,) = home.taken
    assert taken.message["plate"]["text"] == "123ABC02"
    assert taken.message["sent_at"] == "2026-11-21T06:30:20.000Z"
    assert {name: picture[:3] for name, picture in taken.pictures.items()} == {
        "frame": b"\xff\xd8\xff",
        "plate": b"\xff\xd8\xff",
    }


async def test_what_is_put_later_leaves_at_once(outbox: Outbox, home: HomeServer) -> None:
    async with delivering(home.url, outbox):
        await asyncio.to_thread(outbox.put, slots(1), frame())
        await until(lambda: outbox.state().pending == 0)

    assert ids(home) == ["s-1"]
    assert home.taken[0].pictures == {}


@pytest.mark.parametrize("status", [302, 401, 403, 404, 408, 429, 500, 502, 503])
async def test_what_may_be_taken_later_is_sent_again(outbox: Outbox, home: HomeServer, status: int) -> None:
    home.answers = [web.Response(status=status, headers={"Location": "/elsewhere"}) for _ in range(2)]
    outbox.put(passage(1), frame())

    async with delivering(home.url, outbox) as delivery:
        await until(lambda: outbox.state().pending == 0 and delivery.problem is None)

    assert home.tried == ["p-1", "p-1", "p-1"]
    assert outbox.state().parked == 0


@pytest.mark.parametrize("status", [400, 405, 409, 413, 415, 422])
async def test_what_is_refused_for_its_content_is_parked_and_holds_up_nobody(
    outbox: Outbox, home: HomeServer, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    told = {
        "error": "invalid",
        "message": "123ABC02 is bad",
        "fields": [{"field": "plate.text", "problem": "123ABC02"}],
    }
    home.answers = [web.Response(status=status, body=json.dumps(told))]
    outbox.put(passage(1), frame())
    outbox.put(passage(2), frame())

    async with delivering(home.url, outbox):
        await until(lambda: outbox.state().pending == 0)

    assert ids(home) == ["p-2"]
    assert outbox.state().parked == 1
    assert "plate.text" in caplog.text
    assert "123ABC02" not in caplog.text


@pytest.mark.parametrize("status", [400, 405, 413, 422])
@pytest.mark.parametrize("body", ["400: Bad Request", '{"message": "no"}', "<html>too large</html>", "", "[]"])
async def test_a_no_that_is_not_the_integration_s_own_loses_nothing_and_holds_up_nobody(
    outbox: Outbox, home: HomeServer, status: int, body: str
) -> None:
    """Such as Home Assistant's 400 for a proxy that it does not trust."""
    home.answers = [web.Response(status=status, text=body)]
    outbox.put(passage(1), frame())
    outbox.put(passage(2), frame())

    async with delivering(home.url, outbox):
        await until(lambda: outbox.state().pending == 0)

    assert (ids(home), outbox.state().parked) == (["p-2", "p-1"], 0)


async def test_a_letter_that_the_receiver_fails_at_lets_the_others_through(outbox: Outbox, home: HomeServer) -> None:
    home.answers = [web.Response(status=500)]
    outbox.put(passage(1), frame())
    outbox.put(passage(2), frame())

    async with delivering(home.url, outbox):
        await until(lambda: outbox.state().pending == 0)

    assert ids(home) == ["p-2", "p-1"]


async def test_a_login_page_in_between_is_no_receipt(outbox: Outbox, home: HomeServer) -> None:
    home.answers = [
        web.Response(body=b"<html>please log in</html>"),
        web.json_response({"id": "p-9", "handled": "new"}),
    ]
    outbox.put(passage(1), frame())

    async with delivering(home.url, outbox):
        await until(lambda: outbox.state().pending == 0)

    assert home.tried == ["p-1", "p-1", "p-1"]


async def test_the_same_report_again_is_fine(outbox: Outbox, home: HomeServer) -> None:
    home.answers = [web.json_response({"id": "p-1", "handled": "known"})]
    outbox.put(passage(1), frame())

    async with delivering(home.url, outbox):
        await until(lambda: outbox.state().pending == 0)

    assert home.tried == ["p-1"]


async def test_reports_wait_while_home_assistant_is_away(
    outbox: Outbox, home: HomeServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    nobody = "http://127.0.0.1:1"
    async with delivering(nobody, outbox) as delivery:
        outbox.put(passage(1), frame())
        await until(lambda: delivery.problem is not None)
    waiting = outbox.state().pending

    async with delivering(home.url, outbox):
        await until(lambda: outbox.state().pending == 0)

    assert waiting == 1
    assert "cannot be reached" in caplog.text
    assert ids(home) == ["p-1"]


async def test_a_new_report_cuts_a_long_wait_short(outbox: Outbox, home: HomeServer) -> None:
    home.answers = [web.Response(status=503, headers={"Retry-After": "30"})]
    outbox.put(passage(1), frame())
    async with delivering(home.url, outbox, wait=3600) as delivery:
        await until(lambda: delivery.problem is not None)
        outbox.put(passage(2), frame())
        await until(lambda: outbox.state().pending == 0)

    assert sorted(ids(home)) == ["p-1", "p-2"]


async def test_what_an_earlier_run_left_says_so(tmp_path: Path, home: HomeServer) -> None:
    before = Outbox(tmp_path / "outbox", clock=Clock())
    before.put(passage(1), frame())
    before.close()

    outbox = Outbox(tmp_path / "outbox", clock=Clock())
    async with delivering(home.url, outbox):
        await until(lambda: outbox.state().pending == 0)

    assert home.taken[0].message["recovered"] is True


async def test_a_backlog_leaves_in_its_order(outbox: Outbox, home: HomeServer) -> None:
    for number in range(50):
        outbox.put(slots(number), frame())

    async with delivering(home.url, outbox):
        await until(lambda: outbox.state().pending == 0)

    assert ids(home) == [f"s-{number}" for number in range(50)]
