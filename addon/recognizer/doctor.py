"""Check everything that the recognizer needs and say in words what to do about what is missing."""

import argparse
import asyncio
import importlib.metadata
import json
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np

from .engines import extras
from .errors import Away, RecognizerError, SourceError, Unauthorized, WireError
from .home import open_home
from .link import CONFIG, Link
from .look import warm
from .model import Answer, Camera, Config, Layout, Request, Role, Slot
from .pipelines import Engines
from .problems import left_out
from .settings import Settings, settle
from .sources import open_source, redact, utc_now
from .wire import REFUSALS
from .wire_config import parse_config

PACKAGES: Final = ("aiohttp", "numpy", "onnxruntime", "opencv-python-headless", "rapidocr")
ROOM: Final = 1_000_000_000
SKEW: Final = 2.0
LOOK: Final = 3.0
PATIENCE: Final = 30.0


class State(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, and what to do about it."""

    check: str
    state: State
    told: str
    advice: str = ""


def examine(arguments: argparse.Namespace, engines: Engines) -> int:
    """Run every check, print what it finds as it finds it; return 1 where anything failed."""
    failed = False
    for finding in _findings(arguments, engines):
        failed = failed or finding.state is State.FAILURE
        _print(finding, as_json=arguments.json)
    return 1 if failed else 0


def _findings(arguments: argparse.Namespace, engines: Engines) -> Iterator[Finding]:
    yield _python()
    yield from _packages()
    yield from _extras()
    yield from _models(engines)
    cameras = [Camera(f"given-{i}", redact(url), Role.GATE, url) for i, url in enumerate(arguments.camera, 1)]
    try:
        settings = settle(arguments)
    except RecognizerError as err:
        # Whoever only wants a camera looked at needs no Home Assistant for it.
        state = State.WARNING if cameras else State.FAILURE
        yield Finding("home assistant", state, "not checked", str(err))
    else:
        yield _disk(settings.data)
        config = None
        for finding, found in asyncio.run(_home_assistant(settings)):
            config = found or config
            yield finding
        cameras += config.cameras if config else ()
        for words in left_out(config) if config else ():
            yield Finding("places", State.WARNING, words)
    for camera in cameras:
        yield _camera(camera)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if (3, 11) <= sys.version_info[:2] <= (3, 14):
        return Finding("python", State.OK, version)
    return Finding("python", State.WARNING, version, "it is tried with Python 3.11 to 3.14: take one of these")


def _packages() -> Iterator[Finding]:
    for name in PACKAGES:
        try:
            yield Finding(name, State.OK, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(name, State.FAILURE, "not installed", f"install {name} as addon/pyproject.toml has it")
    for name in ("opencv-python", "opencv-contrib-python"):
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        advice = f"two OpenCVs overwrite each other: uninstall {name}, then reinstall opencv-python-headless"
        yield Finding(name, State.FAILURE, found, advice)


def _extras() -> Iterator[Finding]:
    for name, there in extras().items():
        told = "installed" if there else "not installed: it is an extra, needed only where it is chosen"
        yield Finding(f"engine {name}", State.OK, told)


def _models(engines: Engines) -> Iterator[Finding]:
    blank = np.full((240, 320, 3), 127, np.uint8)
    layout = Layout((320, 240), (Slot("1", ((10.0, 10.0), (110.0, 10.0), (110.0, 90.0), (10.0, 90.0))),))
    tries: tuple[tuple[str, Callable[[], object]], ...] = (
        ("plate models", lambda: warm(engines.eyes())),
        ("slot model", lambda: engines.classifier().classify(blank, layout)),
    )
    for name, look in tries:
        began = time.monotonic()
        try:
            look()
        except RecognizerError as err:
            yield Finding(name, State.FAILURE, "does not work", str(err))
        else:
            yield Finding(name, State.OK, f"loaded and tried in {time.monotonic() - began:.1f} s")


def _disk(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        free = shutil.disk_usage(folder).free
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(13, "no permission to write")
    except OSError as err:
        why = f"{folder}: {err.strerror}"
        return Finding("disk", State.FAILURE, why, "give the recognizer a folder it may write, with --data")
    told = f"{free / 1e9:.1f} GB free in {folder}"
    if free < ROOM:
        return Finding("disk", State.WARNING, told, "reports wait here while Home Assistant is away: make some room")
    return Finding("disk", State.OK, told)


async def _home_assistant(settings: Settings) -> list[tuple[Finding, Config | None]]:
    async with open_home(settings.url, settings.token, utc_now) as home:
        try:
            answer = await home.ask(Request(f"{CONFIG}?known=&wait=0"))
        except Away as err:
            advice = f"check that Home Assistant runs at {settings.url} and that this machine reaches it"
            remembered = Link(home, settings.data, utc_now).remembered()
            return [(Finding("home assistant", State.FAILURE, str(err), advice), remembered)]
    return [(_clock(answer), None), _answered(answer)]


def _answered(answer: Answer) -> tuple[Finding, Config | None]:
    name = "home assistant"
    if answer.status in REFUSALS:
        told, _, advice = REFUSALS[answer.status].partition(": ")
        return Finding(name, State.FAILURE, told, advice or "try again in a minute"), None
    if answer.status != 200:
        advice = "look into Home Assistant's log"
        return Finding(name, State.FAILURE, f"it answers with {answer.status}", advice), None
    try:
        config = parse_config(answer.body)
    except WireError as err:
        advice = "update the integration and the recognizer to versions that belong together"
        return Finding(name, State.FAILURE, f"its configuration is not understood: {err}", advice), None
    cameras = len(config.cameras)
    if not cameras:
        advice = "add a camera to the HOA Parking integration"
        return Finding(name, State.WARNING, "connected, no camera is set up", advice), config
    return Finding(name, State.OK, f"connected, {cameras} camera{'s' if cameras > 1 else ''} to watch"), config


def _clock(answer: Answer) -> Finding:
    if answer.skew_s is None:
        return Finding("clock", State.WARNING, "Home Assistant does not tell its time")
    apart = timedelta(seconds=round(abs(answer.skew_s)))
    told = f"{apart} {'ahead of' if answer.skew_s > 0 else 'behind'} Home Assistant's"
    if abs(answer.skew_s) > SKEW:
        advice = "set both clocks by NTP: a passage that seems old or from the future opens no gate"
        return Finding("clock", State.FAILURE, told, advice)
    return Finding("clock", State.OK, "as Home Assistant's")


def _camera(camera: Camera) -> Finding:
    """Open a camera and look for a moment, in a thread of its own so that a hanging one is told and left."""
    found: list[Finding] = []
    stop = threading.Event()
    thread = threading.Thread(target=lambda: found.append(_look(camera, stop)), daemon=True)
    thread.start()
    thread.join(PATIENCE)
    stop.set()
    if found:
        return found[0]
    advice = "look whether another program plays its stream, then restart the camera"
    return Finding(f"camera {camera.name}", State.FAILURE, f"no answer within {PATIENCE:.0f} s", advice)


def _look(camera: Camera, stop: threading.Event) -> Finding:
    name, count, size, began = f"camera {camera.name}", 0, "", 0.0
    try:
        for frame in open_source(camera.source, camera.id, paced=True, stop=stop).frames():
            if not count:
                began, size = time.monotonic(), f"{frame.image.shape[1]}×{frame.image.shape[0]}"
            count += 1
            if time.monotonic() - began > LOOK:
                break
    except SourceError as err:
        return Finding(name, State.FAILURE, f"{err.code}: {err}", _advice(err))
    if not count:
        return Finding(name, State.FAILURE, "no picture", "check the camera's address")
    rate = (count - 1) / max(0.001, time.monotonic() - began)
    return Finding(name, State.OK, f"{size}, {rate:.1f} frames a second")


def _advice(err: SourceError) -> str:
    if isinstance(err, Unauthorized):
        return "put the right user name and password into the address; too many tries lock a camera for a while"
    return "open the address in a player on this machine; check cable, power and the camera's own settings"


def _print(finding: Finding, *, as_json: bool) -> None:
    if as_json:
        text = json.dumps(asdict(finding), ensure_ascii=False)
    else:
        text = f"{finding.state.value:8} {finding.check}: {finding.told}"
        text += f"\n         → {finding.advice}" if finding.advice else ""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
