"""The whole product on this machine: a real Home Assistant with the integration, and the recognizer beside it."""

import asyncio
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from .door import HomeError
from .home import Home, free_port
from .login import Login, log_in, onboard
from .places import Place, capacity, draw, drawing, drawn, import_outlines, take_still

ROOT = Path(__file__).resolve().parent.parent
COMPONENT = ROOT / "custom_components" / "hoa_parking"
HOME_PYTHON = ROOT / ".venv" / "ha" / "bin" / "python"
RECOGNIZER_PYTHON = ROOT / ".venv" / "recognizer" / "bin" / "python"

PEOPLE = ("board", "guard", "resident")

# A barrier of Home Assistant's own parts: a relay, an arm that takes a moment to rise and comes down by itself.
BARRIER_YAML = """\
input_boolean:
  barrier:
    name: Barrier relay
template:
  - binary_sensor:
      - name: Barrier up
        default_entity_id: binary_sensor.barrier_up
        state: "{{ is_state('input_boolean.barrier', 'on') }}"
        delay_on: {milliseconds: 700}
        delay_off: {milliseconds: 700}
  - cover:
      - name: Barrier
        default_entity_id: cover.barrier
        device_class: gate
        state: "{{ is_state('binary_sensor.barrier_up', 'on') }}"
        open_cover: {action: input_boolean.turn_on, target: {entity_id: input_boolean.barrier}}
        close_cover: {action: input_boolean.turn_off, target: {entity_id: input_boolean.barrier}}
automation:
  - alias: The barrier comes down by itself
    triggers:
      - {trigger: state, entity_id: input_boolean.barrier, to: "on", for: {seconds: 4}}
    actions:
      - {action: input_boolean.turn_off, target: {entity_id: input_boolean.barrier}}
"""


@dataclass(frozen=True, slots=True)
class Gate:
    """The barrier to set up: the entity that moves it, what confirms it, and the form's other values."""

    entity_id: str = "cover.barrier"
    feedback_entity_id: str | None = "binary_sensor.barrier_up"
    timing: dict[str, float] = field(default_factory=dict)

    def answer(self, name: str) -> dict[str, Any]:
        """Return what a person would fill into the gate's form."""
        timing = {"fresh_for": 12, "cool_down": 5, "open_timeout": 10, "pulse": 1, **self.timing}
        form = {"name": name, "entity_id": self.entity_id, "free_exit": True, "matching": "look_alike"}
        feedback = {"feedback_entity_id": self.feedback_entity_id} if self.feedback_entity_id else {}
        return {**form, **feedback, "timing": timing}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what is set up: footage, plates, countries; `residents` are (plate, apartment) in order.

    `lot_layout` outlines the lot's slots in the recognizer's own form, `places` says what is special about them.
    """

    gate_source: str
    lot_source: str | None = None
    lot_layout: dict[str, Any] | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    residents: Sequence[tuple[str, str]] = ()
    blocked: Sequence[str] = ()
    countries: Sequence[str] = ("kz", "ru")


class Recognizer:
    """The recognizer's process."""

    def __init__(self, folder: Path, home: Home, token: str, python: Path = RECOGNIZER_PYTHON) -> None:
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = self.folder / "recognizer.log"
        self.port = free_port()
        self._token_file = self.folder / "token"
        self._token_file.write_text(token)
        self._token_file.chmod(0o600)
        self._home, self._python = home, python
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process id."""
        if self._process is None:
            raise HomeError("the recognizer is not running")
        return self._process.pid

    def start(self) -> None:
        """Start the process."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(str(self._python), "-m", "recognizer", "run", "--data", str(self.folder)),
                    *("--url", self._home.url, "--token-file", str(self._token_file), "--port", str(self.port)),
                ],
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": str(ROOT / "addon"), "PYTHONDONTWRITEBYTECODE": "1"},
            )

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
                await asyncio.to_thread(self._process.wait, 20)
            except subprocess.TimeoutExpired:
                self.kill()

    def ended(self) -> int | None:
        """Return how the process ended; None while it runs."""
        return None if self._process is None else self._process.poll()

    def memory(self) -> int:
        """Resident memory of the process in bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) * 1024


@dataclass
class Product:
    """Home Assistant set up through its own forms, three people, the recognizer paired; `folder` holds all of it."""

    folder: Path
    cast: Cast
    gate: Gate = field(default_factory=Gate)
    hardware: str = BARRIER_YAML
    port: int = 0
    passwords: dict[str, str] = field(default_factory=lambda: {who: secrets.token_urlsafe(9) for who in PEOPLE})
    ids: dict[str, str] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        try:
            await self.start()
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, *, recognize: bool = True) -> None:
        """Start Home Assistant, set everything up as a person would, pair and start the recognizer."""
        self.home = Home(self.folder / "home", port=self.port, yaml=self.hardware, python=str(HOME_PYTHON))
        self.home.write_config(COMPONENT)
        await self.home.start()
        self.board = await onboard(self.home.door, "Board", "board", self.passwords["board"])
        await self.home.running(self.board)
        await self._set_up_site()
        await self._set_up_people()
        paired = await self.board.act("hoa_parking", "pair_recognizer", {}, answer=True)
        self.recognizer = Recognizer(self.folder / "recognizer", self.home, paired["token"])
        if recognize:
            self.recognizer.start()
            await self._draw_lot()

    async def stop(self) -> None:
        """Stop both."""
        with suppress(AttributeError):
            await self.recognizer.stop()
        with suppress(AttributeError):
            await self.home.close()

    async def _set_up_site(self) -> None:
        countries = list(self.cast.countries)
        entry = await self.board.add_entry("hoa_parking", {"name": "Abay 10", "countries": countries})
        self.ids["entry"] = entry
        self.ids["gate"] = await self.board.add_subentry(entry, "gate", self.gate.answer("Main gate"))
        self.ids["gate_camera"] = await self.board.add_subentry(
            entry,
            "camera",
            {"next_step_id": "gate"},
            {
                "name": "Gate camera",
                "source": self.cast.gate_source,
                "gate": self.ids["gate"],
                "faces": "entry",
            },
        )
        if self.cast.lot_source is None:
            return
        layout = self.cast.lot_layout
        places = capacity(layout, self.cast.places) if layout else 10
        zone = {"name": "North lot", "capacity": places, "guest_limit": 24}
        self.ids["zone"] = await self.board.add_subentry(entry, "zone", zone)
        self.ids["lot_camera"] = await self.board.add_subentry(
            entry,
            "camera",
            {"next_step_id": "lot"},
            # On a loop of a minute a place is taken sooner than on a real lot.
            {"name": "Lot camera", "source": self.cast.lot_source, "zone": self.ids["zone"], "taken_s": 2},
        )

    async def _draw_lot(self) -> None:
        """Draw the lot on a picture of the day; outlines that come with other footage are imported first."""
        layout, places = self.cast.lot_layout, self.cast.places
        if layout is None:
            return
        camera = self.ids["lot_camera"]
        still = await take_still(self.board, camera)
        if not places:
            await import_outlines(self.board, camera, layout)
            sketch = drawn(await self.places(), camera, still)
        else:
            sketch = drawing(layout, places, self.ids["zone"], still)
        await draw(self.board, camera, sketch)

    async def _set_up_people(self) -> None:
        user = await self.board.add_user("Resident", "resident", self.passwords["resident"])
        guard = await self.board.add_user("Guard", "guard", self.passwords["guard"])
        first = self.cast.residents[0][1] if self.cast.residents else "1"
        for plate, apartment in self.cast.residents:
            await self.board.act("hoa_parking", "add_vehicle", {"plate": plate, "apartment": apartment})
        for plate in self.cast.blocked:
            await self.board.act("hoa_parking", "block_plate", {"plate": plate, "reason": "Demo"})
        await self.board.act("hoa_parking", "link_user", {"user_id": user, "apartment": first, "role": "resident"})
        await self.board.act("hoa_parking", "link_user", {"user_id": guard, "role": "guard"})
        self.guard = await log_in(self.home.door, "guard", self.passwords["guard"])
        self.resident = await log_in(self.home.door, "resident", self.passwords["resident"])

    async def snapshot(self, login: Login | None = None) -> dict[str, Any]:
        """Return what the panel shows when it opens, for the board or another login."""
        async with (login or self.board).talk() as talk:
            shown: dict[str, Any] = await talk.first({"type": "hoa_parking/subscribe"})
            return shown

    async def places(self, login: Login | None = None) -> dict[str, Any]:
        """Return every place as a login sees it."""
        async with (login or self.board).talk() as talk:
            shown: dict[str, Any] = await talk.first({"type": "hoa_parking/places/subscribe"})
            return shown

    async def passages(self, login: Login | None = None) -> list[dict[str, Any]]:
        """Return the whole passage log as a login sees it, newest first."""
        rows: list[dict[str, Any]] = []
        before: dict[str, str] = {}
        while True:
            (page,) = await (login or self.board).ws({"type": "hoa_parking/passages", "limit": 100, **before})
            rows += page["passages"]
            if not page["next"]:
                return rows
            before = {"before": page["next"]}


def say(text: str) -> None:
    """Tell the person at the terminal what is going on, beside the output that programs read."""
    print(text, file=sys.stderr, flush=True)
