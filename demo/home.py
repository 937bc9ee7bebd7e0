"""A real Home Assistant process on this machine, and a client that does what a person would do at its screens."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import aiohttp

Json = dict[str, Any]

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


class HomeError(Exception):
    """Home Assistant did not do what it was asked; the message says what and where its log is."""


def free_port() -> int:
    """Return a TCP port that is free on the loopback address now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@dataclass
class Login:
    """One person's session: what a browser keeps after the login page."""

    home: Home
    tokens: Json = field(repr=False)

    @property
    def headers(self) -> dict[str, str]:
        """The HTTP header that proves who asks."""
        return {"Authorization": f"Bearer {self.tokens['access_token']}"}

    def local_storage(self) -> str:
        """Return the `hassTokens` item with which the frontend counts as logged in."""
        return json.dumps(
            {
                "access_token": self.tokens["access_token"],
                "token_type": "Bearer",
                "refresh_token": self.tokens["refresh_token"],
                "expires_in": self.tokens["expires_in"],
                "hassUrl": self.home.url,
                "clientId": f"{self.home.url}/",
                "expires": int((time.time() + self.tokens["expires_in"]) * 1000),
            }
        )

    async def call(self, method: str, path: str, body: Json | None = None) -> Any:
        """Call the REST API; raises HomeError with the answer on anything but 2xx."""
        return await self.home.request(method, path, json_body=body, headers=self.headers)

    async def act(self, domain: str, action: str, data: Json, *, answer: bool = False) -> Any:
        """Run an action; with `answer` return its response."""
        query = "?return_response" if answer else ""
        result = await self.call("POST", f"/api/services/{domain}/{action}{query}", data)
        return result["service_response"] if answer else result

    async def ws(self, *messages: Json) -> list[Any]:
        """Send WebSocket commands over one connection, one after the other; return their results."""
        results: list[Any] = []
        async with self.home.http.ws_connect(f"{self.home.url}/api/websocket") as socket_:
            await socket_.receive_json()
            await socket_.send_json({"type": "auth", "access_token": self.tokens["access_token"]})
            if (await socket_.receive_json())["type"] != "auth_ok":
                raise HomeError("Home Assistant refused the session's token")
            for number, message in enumerate(messages, 1):
                await socket_.send_json({"id": number, **message})
                answer = await socket_.receive_json()
                while answer.get("id") != number or answer["type"] != "result":
                    answer = await socket_.receive_json()
                if not answer["success"]:
                    raise HomeError(f"{message['type']}: {answer['error']}")
                results.append(answer["result"])
        return results

    async def flow(self, path: str, handler: str | list[str], *answers: Json) -> Json:
        """Walk a config or subentry flow at its REST door: one answer a form, in order."""
        step = await self.call("POST", path, {"handler": handler, "show_advanced_options": False})
        for answer in answers:
            if step["type"] not in {"form", "menu"}:
                raise HomeError(f"{handler}: expected a form, got {step}")
            step = await self.call("POST", f"{path}/{step['flow_id']}", answer)
        if step["type"] != "create_entry":
            raise HomeError(f"{handler}: {step.get('errors') or step}")
        created: Json = step
        return created

    async def add_entry(self, domain: str, *answers: Json) -> str:
        """Add an integration; return its config entry id."""
        step = await self.flow("/api/config/config_entries/flow", domain, *answers)
        entry: str = step["result"]["entry_id"]
        return entry

    async def add_subentry(self, entry: str, kind: str, *answers: Json) -> str:
        """Add a subentry (gate, zone, camera) to an entry; return its id."""
        before = {sub["subentry_id"] for sub in await self.subentries(entry)}
        await self.flow("/api/config/config_entries/subentries/flow", [entry, kind], *answers)
        after = {sub["subentry_id"] for sub in await self.subentries(entry)}
        (added,) = after - before
        return str(added)

    async def subentries(self, entry: str) -> list[Json]:
        """List an entry's subentries."""
        (found,) = await self.ws({"type": "config_entries/subentries/list", "entry_id": entry})
        subentries: list[Json] = found
        return subentries

    async def add_user(self, name: str, username: str, password: str) -> str:
        """Add an ordinary user with a password; return the user id."""
        (made,) = await self.ws({"type": "config/auth/create", "name": name, "group_ids": ["system-users"]})
        user: str = made["user"]["id"]
        await self.ws(
            {
                "type": "config/auth_provider/homeassistant/create",
                "user_id": user,
                "username": username,
                "password": password,
            }
        )
        return user


class Home:
    """A Home Assistant process in its own configuration folder; `python` is that of the environment that holds it."""

    def __init__(self, config: Path, *, port: int = 0, yaml: str = "", python: str = sys.executable) -> None:
        self.config = config.resolve()
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = self.config / "home.log"
        self.python = python
        self._yaml = BASE_YAML + yaml
        self._process: subprocess.Popen[bytes] | None = None
        self._http: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def http(self) -> aiohttp.ClientSession:
        """The client's connections."""
        if self._http is None:
            self._http = aiohttp.ClientSession()
        return self._http

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
                async with self.http.get(f"{self.url}/manifest.json", timeout=aiohttp.ClientTimeout(5)) as answer:
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
        if self._http is not None:
            await self._http.close()
            self._http = None

    async def request(
        self,
        method: str,
        path: str,
        *,
        json_body: Json | None = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Do one HTTP request; return the JSON or text of a 2xx answer, else raise HomeError."""
        async with self.http.request(method, self.url + path, json=json_body, data=form, headers=headers) as answer:
            text = await answer.text()
            if not 200 <= answer.status < 300:
                raise HomeError(f"{method} {path}: {answer.status} {text[:500]}")
            return json.loads(text) if text[:1] in {"{", "["} else text

    async def onboard(self, name: str, username: str, password: str) -> Login:
        """Make the first person, an administrator, as the onboarding page does."""
        made = await self.request(
            "POST",
            "/api/onboarding/users",
            json_body={
                "client_id": f"{self.url}/",
                "name": name,
                "username": username,
                "password": password,
                "language": "en",
            },
        )
        return await self._redeem(made["auth_code"])

    async def login(self, username: str, password: str) -> Login:
        """Log in as the login page does."""
        flow = await self.request(
            "POST",
            "/auth/login_flow",
            json_body={
                "client_id": f"{self.url}/",
                "handler": ["homeassistant", None],
                "redirect_uri": f"{self.url}/?auth_callback=1",
            },
        )
        done = await self.request(
            "POST",
            f"/auth/login_flow/{flow['flow_id']}",
            json_body={"client_id": f"{self.url}/", "username": username, "password": password},
        )
        if "result" not in done:
            raise HomeError(f"{username} could not log in: {done.get('errors')}")
        return await self._redeem(done["result"])

    async def _redeem(self, code: str) -> Login:
        form = {"client_id": f"{self.url}/", "grant_type": "authorization_code", "code": code}
        return Login(self, await self.request("POST", "/auth/token", form=form))

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
