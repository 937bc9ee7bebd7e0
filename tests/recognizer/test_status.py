"""The recognizer's page: pictures only for ingress, this machine and who has the token; health for all."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import cv2
import numpy as np
import pytest
from aiohttp import web

from recognizer.model import (
    Box,
    Camera,
    CameraHealth,
    CameraState,
    Layout,
    OutboxState,
    Plate,
    PlateRead,
    Role,
    Slot,
    SlotState,
    Status,
    View,
)
from recognizer.status import Condition, StatusPage, annotated
from tests.recognizer.reports import NOW, frame

SECRET = "rtsp://user:secret@192.0.2.1/stream"
LAYOUT = Layout((640, 480), (Slot("A-1", ((20, 20), (200, 20), (200, 200), (20, 200))),))
PLATE = Plate("123ABC02", "123ABC02", "KZ", "kz_2012_person", 0.97, accepted=True)
GATE = View(
    Camera("gate", "Main <gate>", Role.GATE, SECRET, region=((0.1, 0.1), (0.9, 0.1), (0.9, 0.9))),
    CameraHealth("gate", CameraState.ONLINE, NOW, None, 11.8),
    frame(),
    (PlateRead(PLATE, Box(100, 100, 200, 130, 0.9), 0.0),),
    (),
)
LOT = View(
    Camera("lot", "Lot", Role.LOT, SECRET, layout=LAYOUT),
    CameraHealth("lot", CameraState.OFFLINE, NOW, "unauthorized", 0.0),
    None,
    (),
    (),
)
FINE = Condition(Status("0.1.0", "v1", (GATE.health, LOT.health), OutboxState(2, 1, 0, 4.0)), (), stuck=False)


@asynccontextmanager
async def served(condition: Condition = FINE, token: str | None = None) -> AsyncIterator[str]:
    runner = web.AppRunner(StatusPage(lambda: (GATE, LOT), lambda: condition, token).application())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def get(url: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status, await answer.read(), dict(answer.headers)


async def test_the_page_shows_every_camera_and_no_secret() -> None:
    async with served() as url:
        status, body, headers = await get(url + "/")

    page = body.decode()
    assert status == 200
    assert "Main &lt;gate&gt;" in page
    assert 'src="cameras/gate.jpg"' in page
    assert "offline, unauthorized" in page
    assert "secret" not in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


async def test_a_cameras_picture_has_what_was_seen_drawn_on_it() -> None:
    async with served() as url:
        status, body, headers = await get(url + "/cameras/gate.jpg")

    picture = cv2.imdecode(np.frombuffer(body, np.uint8), 1)
    assert (status, headers["Content-Type"], picture.shape) == (200, "image/jpeg", (240, 320, 3))
    assert abs(picture.astype(int) - 127).max() > 60


@pytest.mark.parametrize("path", ["/cameras/lot.jpg", "/cameras/none.jpg", "/cameras/..%2F..%2Fetc%2Fpasswd.jpg", "/x"])
async def test_what_is_not_there_is_not_found(path: str) -> None:
    async with served() as url:
        status, _, headers = await get(url + path)

    assert status == 404
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_a_foreign_page_that_was_made_to_point_here_sees_nothing() -> None:
    async with served() as url:
        status, _, _ = await get(url + "/cameras/gate.jpg", Host="evil.example")

    assert status == 403


async def test_headers_that_claim_an_address_are_not_believed() -> None:
    async with served() as url:
        status, _, _ = await get(url + "/", **{"Host": "evil.example", "X-Forwarded-For": "172.30.32.2"})

    assert status == 403


@pytest.mark.parametrize(("token", "expected"), [("right", 200), ("wrong", 403), ("", 403)])
async def test_who_has_the_token_may_see(token: str, expected: int) -> None:
    async with served(token="right") as url:
        status, _, _ = await get(url + "/", Host="parking.example", Authorization=f"Bearer {token}")

    assert status == expected


async def test_health_is_for_all_and_holds_nothing_personal() -> None:
    async with served() as url:
        status, body, _ = await get(url + "/health", Host="anything.example")

    assert status == 200
    assert b'"ok": true' in body
    assert b'"online": 1' in body
    assert not {word for word in (b"gate", b"123ABC02", b"secret") if word in body}


async def test_a_recognizer_that_hangs_inside_is_unhealthy() -> None:
    async with served(replace(FINE, stuck=True, problems=("The outbox has a problem: disk_full",))) as url:
        status, body, _ = await get(url + "/health")

    assert status == 503
    assert b"disk_full" in body


async def test_problems_are_shown() -> None:
    async with served(replace(FINE, problems=("Clock <wrong>",))) as url:
        _, body, _ = await get(url + "/")

    assert b"Clock &lt;wrong&gt;" in body


def test_slots_are_drawn_in_the_colour_of_their_state() -> None:
    def corner(view: View) -> list[int]:
        return [int(channel) for channel in annotated(view)[10, 50]]

    seen = replace(LOT, frame=frame())
    unknown = corner(seen)
    taken = corner(replace(seen, slots=(SlotState("A-1", occupied=True, p=0.9),)))
    free = corner(replace(seen, slots=(SlotState("A-1", occupied=False, p=0.1),)))

    assert len({tuple(unknown), tuple(taken), tuple(free)}) == 3
    assert taken[2] > taken[1]
    assert free[1] > free[2]


def test_a_slot_is_drawn_with_its_address() -> None:
    def drawn(slot_id: str, label: str) -> bytes:
        layout = replace(LAYOUT, slots=(Slot(slot_id, LAYOUT.slots[0].polygon, label),))
        return annotated(replace(LOT, camera=replace(LOT.camera, layout=layout), frame=frame())).tobytes()

    assert drawn("12", "B-17") == drawn("B-17", "")
    assert drawn("12", "B-17") != drawn("12", "")
