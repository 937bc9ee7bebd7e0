"""Work in the background: in its order, one at a time, whatever fails."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import pytest

from custom_components.hoa_parking.core.errors import Full
from custom_components.hoa_parking.core.inorder import InLines, InOrder

type Job = Callable[[], Awaitable[None]]


def noting(done: list[str], word: str, error: Exception | None = None) -> Job:
    async def job() -> None:
        done.append(word)
        await asyncio.sleep(0)
        if error is not None:
            raise error
        done.append(f"{word} done")

    return job


async def test_jobs_are_done_one_after_the_other_and_before_closing() -> None:
    work, done = InOrder("work"), list[str]()
    work.put(noting(done, "too early"))
    work.open()
    for word in ("a", "b"):
        work.put(noting(done, word))
    assert work.idle is False
    await work.close()
    work.put(noting(done, "too late"))
    await work.settle()

    assert done == ["a", "a done", "b", "b done"]


async def test_a_job_that_fails_is_said_once_and_the_next_is_done(caplog: pytest.LogCaptureFixture) -> None:
    work, done = InOrder("work"), list[str]()
    work.open()
    work.put(noting(done, "a", Full("the disk is full")))
    work.put(noting(done, "b", Full("the disk is full")))
    work.put(noting(done, "c", ValueError("a mistake of ours")))
    work.put(noting(done, "d"))
    await work.close()

    assert done == ["a", "b", "c", "d", "d done"]
    levels = [record.levelno for record in caplog.records if record.name.endswith("inorder")]
    assert [level for level in levels if level >= logging.WARNING] == [logging.WARNING, logging.ERROR]


async def test_whoever_has_the_turn_is_alone() -> None:
    work, done = InOrder("work"), list[str]()
    work.open()
    async with work.turn():
        work.put(noting(done, "a"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert done == []
    await work.close()
    assert done == ["a", "a done"]


async def test_each_has_a_line_of_their_own_and_all_is_done_before_closing() -> None:
    work, done, stuck = InLines("work"), list[str](), asyncio.Event()

    async def wait() -> None:
        await stuck.wait()
        done.append("slow")

    work.put(1, noting(done, "too early"))
    work.open()
    for whose, job in ((1, wait), (1, noting(done, "behind it")), (2, noting(done, "beside it"))):
        work.put(whose, job)
    while "beside it done" not in done:
        await asyncio.sleep(0)
    before = list(done)
    closing = asyncio.ensure_future(work.close())
    await asyncio.sleep(0)
    work.put(2, noting(done, "too late"))
    stuck.set()
    await closing

    assert before == ["beside it", "beside it done"]
    assert done == [*before, "slow", "behind it", "behind it done"]
