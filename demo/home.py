"""A real Home Assistant process on this machine."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

import aiohttp

from .door import Door, HomeError
from .login import Login

# No http: section: Home Assistant keeps that in its own storage and would undo a changed one after five minutes.
BASE_YAML = """\
homeassistant:
  name: HOA Parking
  latitude: 43.2380
  longitude: 76.8829
  elevation: 780
  unit_system: metric
  currency: KZT
  country: KZ
  time_zone: Asia/Almaty
  language: en
frontend:
config:
recorder:
  commit_interval: 1
history:
logbook:
"""

# Asks the installed Home Assistant for its own schema, so that a newer one needs no change here.
HTTP_STORE = """
import json, sys
from homeassistant.components.http import config as c
print(json.dumps({"version": c.STORAGE_VERSION, "minor_version": c.STORAGE_MINOR_VERSION, "key": "http", "data": {
    "stable": {**c._DEFAULT_CONFIG, "server_host": ["127.0.0.1"], "server_port": int(sys.argv[1])},
    "pending": None, "yaml_migration_done": True}}))
"""

# Onboarding's other steps install packages and want the internet; a person could do them later.
ONBOARDED = {
    "version": 4,
    "minor_version": 1,
    "key": "onboarding",
    "data": {"done": ["core_config", "analytics", "integration"]},
}


def free_port() -> int:
    """Return a TCP port that is free on the loopback address now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


class Home:
    """A Home Assistant process in its own configuration folder; `python` is that of the environment that holds it."""

    def __init__(self, config: Path, *, port: int = 0, yaml: str = "", python: str = sys.executable) -> None:
        self.config = config.resolve()
        self.port = port or free_port()
        self.door = Door(f"http://127.0.0.1:{self.port}")
        self.log = self.config / "home.log"
        self.python = python
        self._yaml = BASE_YAML + yaml
        self._process: subprocess.Popen[bytes] | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def url(self) -> str:
        """Where it answers."""
        return self.door.url

    @property
    def pid(self) -> int:
        """The process id."""
        if self._process is None:
            raise HomeError("Home Assistant is not running")
        return self._process.pid

    def write_config(self, component: Path | None = None) -> None:
        """Write configuration.yaml and the port; link our integration into custom_components."""
        store = self.config / ".storage"
        store.mkdir(parents=True, exist_ok=True)
        (self.config / "configuration.yaml").write_text(self._yaml)
        made = subprocess.run(
            [self.python, "-c", HTTP_STORE, str(self.port)], check=True, capture_output=True, text=True
        )
        (store / "http").write_text(made.stdout)
        if not (store / "onboarding").exists():
            (store / "onboarding").write_text(json.dumps(ONBOARDED))
        if component is not None:
            link = self.config / "custom_components" / component.name
            link.parent.mkdir(exist_ok=True)
            if not link.exists():
                link.symlink_to(component.resolve(), target_is_directory=True)

    def spawn(self) -> None:
        """Start the process without waiting for it."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [self.python, "-m", "homeassistant", "-c", str(self.config), "--skip-pip"],
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            )

    async def start(self, *, within: float = 180) -> None:
        """Start the process and wait until its pages answer, `within` seconds."""
        self.spawn()
        await self.answering(within=within)

    async def answering(self, *, within: float = 180) -> None:
        """Wait until the frontend answers."""
        deadline = time.monotonic() + within
        while True:
            if self._process is not None and self._process.poll() is not None:
                raise HomeError(f"Home Assistant ended with {self._process.returncode}: see {self.log}")
            with suppress(aiohttp.ClientError, TimeoutError):
                async with self.door.http.get(f"{self.url}/manifest.json", timeout=aiohttp.ClientTimeout(5)) as answer:
                    if answer.status == 200:
                        return
            if time.monotonic() > deadline:
                raise HomeError(f"Home Assistant did not answer within {within:.0f} s: see {self.log}")
            await asyncio.sleep(0.1)

    def ended(self) -> int | None:
        """Return how the process ended; None while it runs."""
        return None if self._process is None else self._process.poll()

    def kill(self) -> None:
        """Kill -9: no warning, as a power cut."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    async def stop(self) -> None:
        """Ask the process to end, and wait."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                await asyncio.to_thread(self._process.wait, 60)
            except subprocess.TimeoutExpired:
                self.kill()

    async def close(self) -> None:
        """Stop the process and the client."""
        await self.stop()
        await self.door.close()

    async def running(self, login: Login, *, within: float = 120) -> None:
        """Wait until Home Assistant says that it has started."""
        deadline = time.monotonic() + within
        while (await login.call("GET", "/api/config"))["state"] != "RUNNING":
            if time.monotonic() > deadline:
                raise HomeError(f"Home Assistant did not finish starting within {within:.0f} s: see {self.log}")
            await asyncio.sleep(0.1)

    def memory(self) -> int:
        """Resident memory of the process in bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) * 1024
