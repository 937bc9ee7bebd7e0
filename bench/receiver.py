"""Report received → gate action: twenty passages a second at twenty gates, for half a minute."""

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from demo.product import Cast, Gate, Product

from .figures import Row, percentile
from .ready import ready

GATES = 20
PASSAGES = 600
PER_SECOND = 20.0
BUTTONS_YAML = "input_button:\n" + "".join(f"  gate_{n}: {{name: Gate {n}}}\n" for n in range(GATES))


async def measure(folder: Path) -> list[Row]:
    """Post real reports to a real Home Assistant; the gates are buttons whose press time it keeps itself."""
    cast = Cast(gate_source="/dev/null", residents=[(_plate(n), str(n)) for n in range(GATES)])
    product = Product(folder, cast, _gate(0), BUTTONS_YAML)
    try:
        await product.start(recognize=False)
        cameras = [product.ids["gate_camera"], *[await _add_gate(product, n) for n in range(1, GATES)]]
        await ready(product, GATES)
        waits = await _post_all(product, cameras)
    finally:
        await product.stop()
    figure = f"p50 {percentile(waits, 0.5):.0f} ms, p99 {percentile(waits, 0.99):.0f} ms"
    return [Row("report received → gate action", figure, "p99 ≤ 50 ms", f"{len(waits)} at {PER_SECOND:.0f}/s")]


async def _add_gate(product: Product, number: int) -> str:
    form = _gate(number).answer(f"Gate {number}")
    gate_id = await product.board.add_subentry(product.ids["entry"], "gate", form)
    form = {"name": f"Camera {number}", "source": "/dev/null", "gate": gate_id, "faces": "entry"}
    return await product.board.add_subentry(product.ids["entry"], "camera", {"next_step_id": "gate"}, form)


async def _post_all(product: Product, cameras: list[str]) -> list[float]:
    token = (product.folder / "recognizer" / "token").read_text()
    posted: dict[int, list[float]] = {n: [] for n in range(GATES)}
    pressed: dict[int, list[float]] = {n: [] for n in range(GATES)}
    async with _presses(product, pressed):
        begin = time.monotonic()
        sending: set[asyncio.Task[None]] = set()
        for number in range(PASSAGES):
            await asyncio.sleep(max(0.0, begin + number / PER_SECOND - time.monotonic()))
            gate = number % GATES
            posted[gate].append(time.time())
            report = _report(cameras[gate], number)
            sending.add(asyncio.create_task(_post(product, token, report)))
        await asyncio.gather(*sending)
        await asyncio.sleep(2)
    # A gate's presses come in the order of its reports: its cool-down is zero and they are a second apart.
    return [(press - post) * 1000 for gate in posted for post, press in zip(posted[gate], pressed[gate], strict=True)]


@asynccontextmanager
async def _presses(product: Product, pressed: dict[int, list[float]]) -> AsyncIterator[None]:
    async with product.home.door.http.ws_connect(f"{product.home.url}/api/websocket") as socket:
        await socket.receive_json()
        await socket.send_json({"type": "auth", "access_token": product.board.tokens["access_token"]})
        await socket.receive_json()
        await socket.send_json({"id": 1, "type": "subscribe_events", "event_type": "state_changed"})
        await socket.receive_json()
        listening = asyncio.create_task(_listen(socket, pressed))
        try:
            yield
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)


async def _listen(socket: aiohttp.ClientWebSocketResponse, pressed: dict[int, list[float]]) -> None:
    while True:
        message: dict[str, Any] = await socket.receive_json()
        state = message.get("event", {}).get("data", {}).get("new_state") or {}
        if state.get("entity_id", "").startswith("input_button.gate_") and state["state"] != "unknown":
            number = int(state["entity_id"].rpartition("_")[2])
            pressed[number].append(datetime.fromisoformat(state["state"]).timestamp())


async def _post(product: Product, token: str, report: dict[str, Any]) -> None:
    form = aiohttp.FormData()
    form.add_field("report", json.dumps(report), content_type="application/json")
    form.add_field("frame", PICTURE, content_type="image/jpeg", filename="frame.jpg")
    headers = {"Authorization": f"Bearer {token}"}
    url = f"{product.home.url}/api/hoa_parking/v1/reports"
    async with product.home.door.http.post(url, data=form, headers=headers) as answer:
        answer.raise_for_status()


def _report(camera: str, number: int) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    plate = _plate(number % GATES)
    return {
        "schema": 1,
        "kind": "passage",
        "id": str(uuid.uuid4()),
        "camera": camera,
        "captured_at": now,
        "sent_at": now,
        "recovered": False,
        "direction": "approaching",
        "reads": 3,
        "plate": {
            "text": plate,
            "raw": plate,
            "country": "KZ",
            "kind": "person",
            "confidence": 0.99,
            "accepted": True,
            "alternatives": [],
        },
    }


def _gate(number: int) -> Gate:
    return Gate(f"input_button.gate_{number}", None, {"cool_down": 0})


def _plate(number: int) -> str:
    return f"{100 + number}HOA02"


def _picture() -> bytes:
    """Return 60 kB that begin and end as a JPEG does: what a frame weighs."""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(60_000) + b"\xff\xd9"


PICTURE = _picture()
