"""`scripts/demo`: play the product on this machine, to look at or to check."""

import asyncio
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from .door import HomeError
from .options import Options, OptionsError, parse
from .people import arrange
from .product import ROOT, Product, say
from .story import Seen, Watch, missing

RUNS: Final = ROOT / ".demo"
_SETTLING_S: Final = 6.0
"""How long the last report, its decision and the barrier may take after a film has ended."""


class Ended(Exception):
    """A part of the product ended by itself."""


def main(arguments: Sequence[str]) -> int:
    """Run the demo; return the exit status."""
    try:
        options = parse(arguments)
    except OptionsError as err:
        say(f"scripts/demo: {err}")
        return 2
    folder = _folder()
    status = 1
    try:
        status = asyncio.run(_until_told_to_stop(_play(options, folder)))
    except (HomeError, Ended) as err:
        say(f"scripts/demo: {err}")
        say(f"The logs are in {folder}")
    except asyncio.CancelledError:
        say("Stopped.")
        status = 1 if options.check else 0
    if status == 0 and not options.keep:
        shutil.rmtree(folder, ignore_errors=True)
    return status


def _folder() -> Path:
    """Return a folder for this run; sweep away those of runs that are over."""
    RUNS.mkdir(exist_ok=True)
    for old in RUNS.glob("run-*"):
        number = old.name.removeprefix("run-")
        if number.isdecimal() and not Path(f"/proc/{number}").exists():
            shutil.rmtree(old, ignore_errors=True)
    return RUNS / f"run-{os.getpid()}"


async def _until_told_to_stop(play: Awaitable[int]) -> int:
    task = asyncio.ensure_future(play)
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(sign, task.cancel)
    return await task


async def _play(options: Options, folder: Path) -> int:
    product = Product(folder, options.cast, port=options.port)
    try:
        await _with_a_clock("Home Assistant starts and is set up", product.start())
        say(
            f"  Home Assistant runs at {product.home.url}, the recognizer's page at http://127.0.0.1:{product.recognizer.port}"
        )
        if options.cast.lot_layout is None:
            say("  This lot has no layout: its slots are not watched, and the story does without them.")
        if options.check:
            return await _check(product, options)
        await arrange(product)
        return await _show(product)
    finally:
        say("  stopping both programs")
        await product.stop()


async def _with_a_clock(what: str, work: Awaitable[Any]) -> None:
    """Await something that takes long, telling now and then that it goes on."""
    begin = time.monotonic()
    task = asyncio.ensure_future(work)
    say(f"  {what} …")
    try:
        while not task.done():
            await asyncio.wait([task], timeout=5)
            if not task.done():
                say(f"  … {time.monotonic() - begin:.0f} s")
    finally:
        if not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
    await task


async def _show(product: Product) -> int:
    """Print the address and the logins, then what happens, until Ctrl-C."""
    say("")
    print(f"  Open      {product.home.url}/hoa-parking")
    print(f"  Apply     {product.home.url}/apply   (without a login; one application waits for the board)")
    for who, words in (
        ("board", "sees everything, decides on applications, draws the lot"),
        ("guard", "sees every car and place, decides on who waits at the gate"),
        ("resident", "sees their own household's cars, lets guests in"),
    ):
        print(f"  {who:9} password {product.passwords[who]}   ({words})")
    print("  Ctrl-C stops it.\n", flush=True)
    reporter = Reporter()
    watch = Watch(product)
    while True:
        _still_running(product)
        reporter.tell(await watch.look())
        await asyncio.sleep(1)


async def _check(product: Product, options: Options) -> int:
    """Wait for the story, print what happened; return 0 when all of it did."""
    watch, reporter = Watch(product), Reporter()
    deadline = time.monotonic() + options.within
    over: float | None = None
    while True:
        _still_running(product)
        seen = await watch.look()
        reporter.tell(seen)
        if over is None and options.gate_ends and await _film_has_ended(product):
            say("  the gate's film has been played once")
            over = time.monotonic() + _SETTLING_S
        told = not missing(product, seen)
        if told and (not options.gate_ends or (over is not None and time.monotonic() > over)):
            break
        lot_waits = over is not None and options.cast.lot_layout is not None and _only_the_lot(product, seen)
        if (over is not None and time.monotonic() > over and not lot_waits) or time.monotonic() > deadline:
            break
        await asyncio.sleep(0.5)
    left = missing(product, seen)
    print(json.dumps(seen.summary(), ensure_ascii=False), flush=True)
    for words in left:
        say(f"scripts/demo --check: {words}")
    if left:
        say(f"The logs are in {product.folder}")
    return 1 if left else 0


def _only_the_lot(product: Product, seen: Seen) -> bool:
    return all("free places" in words for words in missing(product, seen))


async def _film_has_ended(product: Product) -> bool:
    links = (await product.snapshot())["links"]
    if links["recognizer"]["pending"]:
        return False
    return any(one["id"] == product.ids["gate_camera"] and one["error"] == "ended" for one in links["cameras"])


def _still_running(product: Product) -> None:
    """Raise Ended when a program is gone, rather than wait for what it will never do."""
    if (status := product.recognizer.ended()) is not None:
        raise Ended(f"the recognizer ended with {status}: see {product.recognizer.log}")
    if (status := product.home.ended()) is not None:
        raise Ended(f"Home Assistant ended with {status}: see {product.home.log}")


class Reporter:
    """Says each passage once when its outcome is known, and the free places when they change."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._free: dict[str, int] = {}

    def tell(self, seen: Seen) -> None:
        """Say what is new."""
        for passage in seen.passages:
            if passage["id"] in self._told or passage["outcome"] == "pending":
                continue
            self._told.add(passage["id"])
            say(f"  {passage['captured_at'][11:19]} {passage['plate'] or '?':10} {_fate(passage)}")
        for zone in seen.zones:
            if zone["unknown"] == 0 and self._free.get(zone["id"]) != zone["free"]:
                self._free[zone["id"]] = zone["free"]
                say(f"  {zone['name']}: {zone['free']} of {zone['total']} places free")


def _fate(passage: dict[str, Any]) -> str:
    words = f"{passage['verdict']} ({passage['reason']})"
    if passage["outcome"] == "opened":
        return f"{words}, opened {passage['latency_ms']} ms after the picture"
    if passage["outcome"] == "failed":
        return f"{words}, but the gate failed: {passage['outcome_reason']}"
    return words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
