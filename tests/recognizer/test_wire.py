"""The recognizer speaks the contract: what it writes is the golden JSON, what it reads is refused by field."""

import copy
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from recognizer.errors import WireError
from recognizer.model import (
    CameraHealth,
    CameraState,
    CameraView,
    Config,
    Direction,
    Layout,
    LeftOut,
    LotRules,
    OutboxState,
    Passage,
    Plate,
    Role,
    SlotChange,
    SlotState,
    Status,
    Wanted,
)
from recognizer.wire import answered_id, refused_fields, report_body, stamped, status_body
from recognizer.wire_config import parse_config
from tests.recognizer.reports import golden_passage

CONTRACT = Path(__file__).parents[1] / "contract"
SENT = datetime(2026, 11, 21, 6, 30, 15, 290_000, UTC)


def golden(name: str) -> Any:
    return json.loads((CONTRACT / name).read_text())


def config_with(change: Any) -> bytes:
    message = copy.deepcopy(golden("config/good-config.json"))
    change(message)
    return json.dumps(message).encode()


def test_a_passage_is_written_as_the_contract_has_it() -> None:
    body = report_body(golden_passage())

    assert json.loads(stamped(body, SENT, recovered=False)) == golden("reports/good-passage.json")


def test_a_recovered_passage_is_written_as_the_contract_has_it_but_for_the_zone() -> None:
    told = golden("reports/good-passage-recovered.json")
    at = datetime(2026, 11, 21, 3, 30, 15, 250_000, timezone(timedelta(hours=5)))
    plate = Plate("A123BC777", "A123BC777", None, None, 0.41, accepted=False)
    found = Passage(told["id"], told["camera"], at, 0.0, plate, Direction.UNKNOWN, 1, golden_passage().box)

    written = json.loads(stamped(report_body(found), SENT, recovered=True))

    assert datetime.fromisoformat(written.pop("captured_at")) == datetime.fromisoformat(told.pop("captured_at"))
    assert written == told


def test_a_change_of_slots_is_written_as_the_contract_has_it() -> None:
    told = golden("reports/good-slots.json")
    states = (SlotState("A-1", occupied=True, p=0.993), SlotState("A-2", occupied=False, p=0.012))
    at = datetime(2026, 11, 21, 6, 30, 20, tzinfo=UTC)
    change = SlotChange(told["id"], told["camera"], at, states)

    assert json.loads(stamped(report_body(change), at + timedelta(milliseconds=40), recovered=False)) == told


def test_the_status_is_written_as_the_contract_has_it() -> None:
    told = golden("status/good-status.json")
    gate, lot = (camera["id"] for camera in told["cameras"])
    hour = datetime(2026, 11, 21, 6, tzinfo=UTC)
    status = Status(
        version="0.1.0",
        config="5f2b9c0a1d3e4f67",
        cameras=(
            CameraHealth(gate, CameraState.ONLINE, hour, None, 11.8),
            CameraHealth(lot, CameraState.OFFLINE, hour + timedelta(minutes=20), "unauthorized", 0.0, CameraView.MOVED),
        ),
        outbox=OutboxState(0, 1, 0, None),
    )

    assert json.loads(status_body(status, hour + timedelta(minutes=30, seconds=30))) == told


def test_the_contracts_configuration_is_read() -> None:
    config = parse_config((CONTRACT / "config" / "good-config.json").read_bytes())

    gate, lot = config.cameras
    assert (config.version, config.site, config.countries) == ("5f2b9c0a1d3e4f67", "Abay 10", ("KZ", "RU"))
    assert (gate.role, gate.source) == (Role.GATE, "rtsp://cam:secret@192.0.2.10:554/stream1")
    assert gate.region == ((0.1, 0.2), (0.9, 0.2), (0.9, 1.0), (0.1, 1.0))
    assert lot.layout is not None
    assert lot.layout.size == (1280, 720)
    assert [(slot.id, slot.name) for slot in lot.layout.slots] == [("A-1", "B-17"), ("A-2", "B-18")]
    assert (lot.layout.still, lot.layout.rules) == ("0192f5a4-7c1e-4b7a-9d56-0f6d1c2a3b4f", LotRules(2.0, 3.5))
    assert config.stills == (Wanted("0192f5a4-7c1e-4b7a-9d56-0f6d1c2a3b50", gate.id),)
    assert config.reads == ("0192f5a4-7c1e-4b7a-9d56-0f6d1c2a3b70",)


def test_a_configuration_of_yesterday_is_read() -> None:
    def yesterday(message: dict[str, Any]) -> None:
        message.pop("stills")
        message.pop("reads")
        layout = message["cameras"][1]["layout"]
        layout.pop("still")
        layout.pop("rules")
        for slot in layout["slots"]:
            slot.pop("label")

    config = parse_config(config_with(yesterday))

    layout = config.cameras[1].layout
    assert layout is not None
    assert (config.stills, config.reads, layout.still, layout.rules) == ((), (), None, LotRules())
    assert [slot.name for slot in layout.slots] == ["A-1", "A-2"]


@pytest.mark.parametrize(
    ("polygon", "why"),
    [
        ([[10, 10], [20, 10], [30, 10]], "polygon: encloses 0 square pixels, needs 16 or more"),
        ([[10, 10], [13, 10], [13, 13], [10, 13]], "polygon: encloses 9 square pixels, needs 16 or more"),
        ([[10, 10], [20, 20]], "polygon: has fewer than three corners"),
        ([[10, 10], [20, 10], [float("nan"), 20]], "polygon[2]: is not between 0 and 1280"),
        ([[10, 10], [20, 10], [20, 721]], "polygon[2]: is not between 0 and 720"),
        (None, "polygon: is no list"),
    ],
)
def test_a_slot_with_a_bad_outline_is_left_out_and_named(polygon: object, why: str) -> None:
    config = parse_config(config_with(lambda m: m["cameras"][1]["layout"]["slots"][1].update(polygon=polygon)))

    layout = config.cameras[1].layout
    assert layout is not None
    assert [slot.id for slot in layout.slots] == ["A-1"]
    assert layout.left_out == (LeftOut("A-2", "B-18", f"cameras[1].layout.slots[1] (B-18).{why}"),)


def test_fields_of_tomorrow_are_passed_over() -> None:
    def tomorrow(message: dict[str, Any]) -> None:
        message["weather"] = "snow"
        message["cameras"][0]["lens"] = {"f": 2.8}

    assert len(parse_config(config_with(tomorrow)).cameras) == 2


BAD: dict[str, Any] = {
    "schema": lambda m: m.update(schema=2),
    "schema ": lambda m: m.update(schema=0),
    "schema  ": lambda m: m.update(schema=True),
    "version": lambda m: m.pop("version"),
    "site": lambda m: m.update(site=None),
    "site.name": lambda m: m["site"].update(name=""),
    "site.countries[0]": lambda m: m["site"].update(countries=["kz"]),
    "cameras": lambda m: m.update(cameras=m["cameras"] * 40),
    "cameras ": lambda m: m.update(cameras=[m["cameras"][0]] * 2),
    "cameras[0]": lambda m: m["cameras"].insert(0, "camera"),
    "cameras[0].id": lambda m: m["cameras"][0].update(id="../../etc/passwd"),
    "cameras[0].role": lambda m: m["cameras"][0].update(role="door"),
    "cameras[0].source": lambda m: m["cameras"][0].update(source=7),
    "cameras[0].source ": lambda m: m["cameras"][0].update(source="x" * 3000),
    "cameras[0].region": lambda m: m["cameras"][0].update(region=[[0, 0], [1, 1]]),
    "cameras[0].region[1]": lambda m: m["cameras"][0]["region"].__setitem__(1, [0.5, 1.5]),
    "cameras[1].layout": lambda m: m["cameras"][1].pop("layout"),
    "cameras[1].layout.size": lambda m: m["cameras"][1]["layout"].update(size=[1280]),
    "cameras[1].layout.size[0]": lambda m: m["cameras"][1]["layout"].update(size=[10**300, 720]),
    "cameras[1].layout.slots": lambda m: m["cameras"][1]["layout"]["slots"][1].update(id="A-1"),
    "cameras[1].layout.slots[1].label": lambda m: m["cameras"][1]["layout"]["slots"][1].update(label=7),
    "cameras[1].layout.still": lambda m: m["cameras"][1]["layout"].update(still="../../etc/passwd"),
    "cameras[1].layout.rules": lambda m: m["cameras"][1]["layout"].update(rules=2),
    "cameras[1].layout.rules.free_s": lambda m: m["cameras"][1]["layout"].update(rules={"free_s": -1}),
    "stills": lambda m: m.update(stills=7),
    "stills ": lambda m: m.update(stills=m["stills"] * 65),
    "stills[0].id": lambda m: m["stills"][0].update(id="a/b"),
    "stills[0].camera": lambda m: m["stills"][0].pop("camera"),
}


@pytest.mark.parametrize("field", BAD)
def test_a_bad_configuration_is_refused_by_the_name_of_its_field(field: str) -> None:
    with pytest.raises(WireError) as refusal:
        parse_config(config_with(BAD[field]))

    assert refusal.value.field == field.strip()
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("message", [b"", b"no json", b"[]", b"\xff\xfe", b"[" * 100_000, b"9" * 10_000])
def test_what_is_no_configuration_at_all_is_refused(message: bytes) -> None:
    with pytest.raises(WireError):
        parse_config(message)


def test_an_endless_configuration_is_refused() -> None:
    with pytest.raises(WireError, match="larger than"):
        parse_config(b" " * 5_000_000)


def test_a_newer_schema_says_that_one_side_needs_an_update() -> None:
    with pytest.raises(WireError, match="update the older"):
        parse_config(config_with(lambda m: m.update(schema=2)))


def test_only_the_names_of_refused_fields_are_taken_from_an_answer() -> None:
    answer = {
        "error": "invalid",
        "message": "plate 123ABC02",
        "fields": [{"field": "plate.text", "problem": "123ABC02"}],
    }

    assert refused_fields(json.dumps(answer).encode()) == ("plate.text",)


@pytest.mark.parametrize("message", [b"<html>", b"{}", b'{"fields": 3}', b'{"fields": [{"problem": "x"}]}'])
def test_an_answer_without_fields_names_none(message: bytes) -> None:
    assert refused_fields(message) == ()


@pytest.mark.parametrize(
    "message", [b"", b"<html>login</html>", b'{"id": "p-1"}', b'{"id": "p-1", "handled": "maybe"}']
)
def test_an_answer_that_confirms_nothing_is_no_confirmation(message: bytes) -> None:
    with pytest.raises(WireError):
        answered_id(message)


def test_a_configuration_is_a_value() -> None:
    message = (CONTRACT / "config" / "good-config.json").read_bytes()

    assert parse_config(message) == parse_config(message)
    assert isinstance(parse_config(message), Config)
    assert isinstance(parse_config(message).cameras[1].layout, Layout)
