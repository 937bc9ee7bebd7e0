"""The recognizer's door: who may come in, what is taken, and what is refused in words."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking.core.errors import Full
from custom_components.hoa_parking.store import passages
from custom_components.hoa_parking.web.credentials import pair_recognizer

REPORTS = "/api/hoa_parking/v1/reports"
STATUS = "/api/hoa_parking/v1/status"
CONFIG = "/api/hoa_parking/v1/config"
CONTRACT = Path(__file__).parents[1] / "contract"
BAD = {path.stem: json.loads(path.read_text()) for path in sorted((CONTRACT / "reports").glob("bad-*.json"))}
JPEG = b"\xff\xd8\xff\xe0 a picture"

type Client = TestClient[Any, Any]


def golden(name: str, **changes: Any) -> dict[str, Any]:
    message: dict[str, Any] = json.loads((CONTRACT / name).read_text())
    return message | changes


def just_now(**changes: Any) -> dict[str, Any]:
    seen = (dt_util.utcnow() - timedelta(seconds=0.5)).isoformat(timespec="milliseconds")
    return golden("reports/good-passage.json", captured_at=seen, sent_at=seen) | changes


def form(report: dict[str, Any], **pictures: bytes) -> FormData:
    data = FormData()
    data.add_field("report", json.dumps(report), content_type="application/json")
    for name, jpeg in pictures.items():
        data.add_field(name, jpeg, content_type="image/jpeg", filename=f"{name}.jpg")
    return data


@pytest.fixture
async def recognizer(
    home: HomeAssistant, loaded: MockConfigEntry, hass_client: Callable[..., Awaitable[Client]]
) -> Client:
    """Give a client with the recognizer's own token."""
    assert loaded.runtime_data
    return await hass_client(await pair_recognizer(home))


async def test_a_resident_s_car_opens_the_gate_and_the_answer_comes_after_the_commit(
    home: HomeAssistant, loaded: MockConfigEntry, recognizer: Client, relay: list[Any]
) -> None:
    await loaded.runtime_data.people.add_vehicle("123ABC02", "17", None)

    response = await recognizer.post(REPORTS, data=form(just_now(), frame=JPEG, plate=JPEG))
    assert response.status == 200
    assert await response.json() == {"id": just_now()["id"], "handled": "new"}
    await home.async_block_till_done()
    await loaded.runtime_data.passages.settle()

    assert [call.data["entity_id"] for call in relay] == ["switch.barrier"]
    entry = (await loaded.runtime_data.passages.page(None, 1)).entries[0]
    assert (entry.reason, entry.outcome, entry.apartment, entry.frame) == ("registered", "opened", "17", True)


async def test_the_same_report_again_is_known_and_an_old_one_is_only_logged(
    home: HomeAssistant, loaded: MockConfigEntry, recognizer: Client, relay: list[Any]
) -> None:
    await loaded.runtime_data.people.add_vehicle("123ABC02", "17", None)
    old = golden("reports/good-passage.json")

    answers = [await (await recognizer.post(REPORTS, json=old)).json() for _ in range(2)]
    await home.async_block_till_done()

    assert [answer["handled"] for answer in answers] == ["new", "known"]
    assert relay == []


async def test_slots_and_status_fill_a_zone(loaded: MockConfigEntry, recognizer: Client) -> None:
    seen = golden("reports/good-slots.json")
    seen["slots"] = [{**slot, "id": str(number)} for number, slot in enumerate(seen["slots"], start=1)]
    assert (await recognizer.post(REPORTS, json=seen)).status == 200
    online = golden("status/good-status.json")
    online["cameras"][1] |= {"state": "online", "error": None, "view": "same"}
    assert (await recognizer.post(STATUS, json=online)).status == 200

    zone = loaded.runtime_data.places.zones[0]
    assert (zone.free, zone.occupied, zone.unknown) == (1, 1, 1)
    assert loaded.runtime_data.links.now.recognizer.parked == 1


@pytest.mark.parametrize("case", BAD.values(), ids=BAD)
async def test_a_bad_report_is_refused_with_the_names_of_its_bad_fields(
    recognizer: Client, case: dict[str, Any]
) -> None:
    report = case["report"]
    body = report if isinstance(report, str) else json.dumps(report)

    response = await recognizer.post(REPORTS, data=body, headers={"Content-Type": "application/json"})

    assert response.status == case["status"]
    assert {field["field"] for field in (await response.json())["fields"]} == set(case["fields"])


@pytest.mark.parametrize(
    ("pictures", "status", "named"),
    [
        ({"frame": b"GIF89a"}, 415, "frame"),
        ({"plate": JPEG + b"x" * 600_000}, 413, "plate"),
        ({"frame": JPEG + b"x" * 2_200_000}, 413, "frame"),
        ({"selfie": JPEG}, 400, ""),
    ],
)
async def test_pictures_that_are_none_or_too_large_are_refused(
    recognizer: Client, pictures: dict[str, bytes], status: int, named: str
) -> None:
    response = await recognizer.post(REPORTS, data=form(just_now(), **pictures))

    assert response.status == status
    assert [field["field"] for field in (await response.json())["fields"]] == [named]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"x" * 70_000, "application/json", 413),
        (b"x" * 3_000_000, "multipart/form-data; boundary=b", 413),
        (b"not a form", "multipart/form-data; boundary=b", 400),
        (b"--b\r\n\r\nno name\r\n--b--\r\n", "multipart/form-data; boundary=b", 400),
        (b"a=b", "application/x-www-form-urlencoded", 415),
        (b"{}", "multipart/form-data", 400),
    ],
)
async def test_messages_of_the_wrong_size_or_kind_are_refused(
    recognizer: Client, body: bytes, kind: str, status: int
) -> None:
    response = await recognizer.post(REPORTS, data=body, headers={"Content-Type": kind})
    assert response.status == status


@pytest.mark.parametrize("path", [REPORTS, STATUS])
async def test_an_ordinary_user_s_token_is_refused_with_403_and_counts_as_no_failed_login(
    home: HomeAssistant,
    loaded: MockConfigEntry,
    hass_client: Callable[..., Awaitable[Client]],
    hass_read_only_access_token: str,
    path: str,
) -> None:
    client = await hass_client(hass_read_only_access_token)

    response = await client.post(path, json=just_now())

    assert response.status == 403
    assert (await response.json())["error"] == "not_the_recognizer"
    assert await loaded.runtime_data.passages.count() == 0
    assert (await client.get(CONFIG)).status == 403
    assert home.states.async_entity_ids("persistent_notification") == []


async def test_without_a_token_nobody_comes_in(
    loaded: MockConfigEntry, hass_client_no_auth: Callable[..., Awaitable[Client]]
) -> None:
    client = await hass_client_no_auth()
    assert (await client.post(REPORTS, json=just_now())).status == 401
    assert await loaded.runtime_data.passages.count() == 0


async def test_pairing_again_ends_the_old_token(
    home: HomeAssistant, recognizer: Client, hass_client: Callable[..., Awaitable[Client]]
) -> None:
    fresh = await hass_client(await pair_recognizer(home))

    assert (await recognizer.post(REPORTS, json=just_now())).status == 401
    assert (await fresh.post(REPORTS, json=just_now())).status == 200


async def test_a_full_disk_answers_503_and_the_report_is_taken_later(
    loaded: MockConfigEntry, recognizer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Full("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(passages, "add", full)
        response = await recognizer.post(REPORTS, json=just_now())
        assert (response.status, response.headers["Retry-After"]) == (503, "5")
        assert (await response.json())["error"] == "store_full"
    assert await (await recognizer.post(REPORTS, json=just_now())).json() == {"id": just_now()["id"], "handled": "new"}
    assert await loaded.runtime_data.passages.count() == 1


async def test_while_the_integration_is_not_loaded_it_answers_503(
    home: HomeAssistant, loaded: MockConfigEntry, recognizer: Client
) -> None:
    await home.config_entries.async_unload(loaded.entry_id)

    for response in (await recognizer.post(REPORTS, json=just_now()), await recognizer.get(CONFIG)):
        assert (response.status, response.headers["Retry-After"]) == (503, "5")


async def test_the_configuration_is_given_once_and_then_only_when_it_changes(recognizer: Client) -> None:
    first = await recognizer.get(CONFIG)
    config = await first.json()

    assert [camera["role"] for camera in config["cameras"]] == ["gate", "lot"]
    assert config["cameras"][0]["source"] == "rtsp://cam:secret@192.0.2.10:554/stream1"
    assert (await recognizer.get(CONFIG, params={"known": config["version"], "wait": "0"})).status == 204
    assert (await recognizer.get(CONFIG, params={"known": "another"})).status == 200


async def test_whoever_waits_for_the_configuration_is_let_go_when_the_integration_is_unloaded(
    home: HomeAssistant, loaded: MockConfigEntry, recognizer: Client
) -> None:
    version = (await (await recognizer.get(CONFIG)).json())["version"]
    waiting = home.async_create_task(recognizer.get(CONFIG, params={"known": version, "wait": "50"}))
    while not loaded.runtime_data.recognizer.waiting:
        await asyncio.sleep(0)

    await home.config_entries.async_unload(loaded.entry_id)

    assert (await waiting).status == 503


@pytest.mark.parametrize("query", [{"wait": "long"}, {"wait": "-1"}, {"known": "x" * 200}])
async def test_a_question_for_the_configuration_that_makes_no_sense_is_refused(
    recognizer: Client, query: dict[str, str]
) -> None:
    response = await recognizer.get(CONFIG, params=query)
    assert (response.status, (await response.json())["fields"][0]["field"]) == (400, next(iter(query)))


async def test_what_waited_for_as_long_as_its_sender_s_clock_is_ahead_opens_nothing(
    loaded: MockConfigEntry, recognizer: Client, relay: list[Any]
) -> None:
    """Seen a minute ago, by a clock a minute ahead: it looks like now."""
    await loaded.runtime_data.people.add_vehicle("123ABC02", "17", None)
    ahead = (dt_util.utcnow() + timedelta(minutes=1)).isoformat(timespec="milliseconds")

    response = await recognizer.post(REPORTS, json=just_now(sent_at=ahead))
    assert response.status == 200
    await loaded.runtime_data.passages.settle()

    assert relay == []
    assert (await loaded.runtime_data.passages.page(None, 1)).entries[0].reason == "future"


HEAD = b'--cut\r\nContent-Disposition: form-data; name="report"\r\n'


FORMS = {
    "empty": b"",
    "no boundary": b"no boundary at all",
    "half a boundary": b"--cut",
    "half a head": HEAD,
    "half a part": HEAD + b"\r\n{",
    "length no number": HEAD + b"Content-Length: much\r\n\r\n{}\r\n--cut--\r\n",
    "shorter than it says": HEAD + b"Content-Length: 9\r\n\r\n{}",
    "no header": HEAD + b"no header\r\n\r\n{}\r\n--cut--\r\n",
    "long header": HEAD + b"X: " + b"x" * 20_000 + b"\r\n\r\n{}\r\n--cut--\r\n",
    "many headers": HEAD + b"X: x\r\n" * 20_000 + b"\r\n{}\r\n--cut--\r\n",
    "form in a form": b"--cut\r\nContent-Type: multipart/mixed; boundary=in\r\n\r\n--in--\r\n--cut--\r\n",
    "form in a form without boundary": b"--cut\r\nContent-Type: multipart/mixed\r\n\r\n--cut--\r\n",
    "many lines before": b"x\r\n" * 100_000,
}


@pytest.mark.parametrize("body", FORMS.values(), ids=FORMS)
async def test_a_form_that_is_none_is_refused_in_words(recognizer: Client, body: bytes) -> None:
    """Anything but a 4xx would have the recognizer send it for ever."""
    response = await recognizer.post(REPORTS, data=body, headers={"Content-Type": "multipart/form-data; boundary=cut"})

    assert (response.status, (await response.json())["error"]) == (400, "bad_message")


@pytest.mark.parametrize(
    "confidence",
    ["1" * 400, "-" + "1" * 400, "1" * 5000, "1e999", "NaN"],
    ids=["huge", "negative", "unreadable", "infinite", "none"],
)
async def test_a_number_beyond_all_measure_is_refused_in_words(recognizer: Client, confidence: str) -> None:
    report = just_now()
    report["plate"]["confidence"] = "?"
    body = json.dumps(report).replace('"?"', confidence)

    response = await recognizer.post(REPORTS, data=body, headers={"Content-Type": "application/json"})

    assert (response.status, (await response.json())["error"]) == (400, "bad_message")
