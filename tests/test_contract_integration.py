"""The integration reads what the contract calls good, and names every field of what it calls bad."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from custom_components.hoa_parking.core.config import CameraConfig, CameraRole, SiteConfig
from custom_components.hoa_parking.core.errors import WireError
from custom_components.hoa_parking.core.fields import MESSAGE_BYTES
from custom_components.hoa_parking.core.links import CameraState, CameraView
from custom_components.hoa_parking.core.model import Alternative, Movement, Passage, Plate, SlotReport, SlotsReport
from custom_components.hoa_parking.core.places import Address, CameraLayout, Outline, Plan, Slot, SlotKind, WantedStill
from custom_components.hoa_parking.core.reads import Reading, ReadProblem
from custom_components.hoa_parking.core.wire import parse_reading, parse_report, parse_status
from custom_components.hoa_parking.core.wire_config import recognizer_config

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CONTRACT = Path(__file__).parent / "contract"
BAD = sorted((CONTRACT / "reports").glob("bad-*.json"))


def message(name: str) -> bytes:
    return (CONTRACT / name).read_bytes()


def bad_message(report: object) -> bytes:
    """Return the message of a case; what cannot stand in JSON stands there as text."""
    return report.encode() if isinstance(report, str) else json.dumps(report).encode()


def test_a_good_passage() -> None:
    assert parse_report(message("reports/good-passage.json")) == Passage(
        id="0192f5a4-7c1e-4b7a-9d56-0f6d1c2a3b4c",
        camera="01JD0GATECAMERA00000000000",
        captured_at=datetime(2026, 11, 21, 6, 30, 15, 250_000, tzinfo=UTC),
        recovered=False,
        movement=Movement.APPROACHING,
        reads=4,
        plate=Plate(
            "123ABC02",
            "123АВС02",
            "KZ",
            "kz_2012_person",
            0.974,
            True,
            (Alternative("128ABC02", "KZ", 0.021),),
            (0.999, 0.98, 0.91, 0.999, 0.95, 0.99, 1.0, 0.997),
        ),
        sent_at=datetime(2026, 11, 21, 6, 30, 15, 290_000, tzinfo=UTC),
    )


def test_a_good_passage_of_an_earlier_run_in_another_zone() -> None:
    passage = parse_report(message("reports/good-passage-recovered.json"))
    assert isinstance(passage, Passage)
    assert (passage.recovered, passage.captured_at) == (True, datetime(2026, 11, 20, 22, 30, 15, 250_000, tzinfo=UTC))


def test_good_slots() -> None:
    assert parse_report(message("reports/good-slots.json")) == SlotsReport(
        id="0192f5a4-7c1e-4b7a-9d56-0f6d1c2a3b4e",
        camera="01JD0LOTCAMERA000000000000",
        captured_at=datetime(2026, 11, 21, 6, 30, 20, tzinfo=UTC),
        recovered=False,
        slots=(SlotReport("A-1", True, 0.993), SlotReport("A-2", False, 0.012)),
    )


def test_a_good_status() -> None:
    status = parse_status(message("status/good-status.json"))
    assert [(camera.state, camera.error, camera.view) for camera in status.cameras] == [
        (CameraState.ONLINE, None, CameraView.UNKNOWN),
        (CameraState.OFFLINE, "unauthorized", CameraView.MOVED),
    ]
    assert (status.version, status.pending, status.parked, status.dropped) == ("0.1.0", 0, 1, 0)


def test_a_good_reading() -> None:
    first, second = parse_reading(message("reads/good-read.json")).plates
    assert (first.text, first.accepted, first.alternatives) == (
        "777XXA05",
        True,
        (Alternative("777XXA06", "KZ", 0.031),),
    )
    assert (second.text, second.accepted, second.country) == ("A123BC7", False, None)


def test_a_reading_of_nothing_and_one_that_could_not_be() -> None:
    assert parse_reading(message("reads/good-read-nothing.json")) == Reading()
    assert parse_reading(message("reads/good-read-no-picture.json")) == Reading((), ReadProblem.NO_PICTURE)


def test_a_bad_reading_names_its_fields() -> None:
    body = json.loads(message("reads/good-read.json"))
    body["plates"][1]["text"] = "а123"
    body["problem"] = "tired"
    with pytest.raises(WireError) as caught:
        parse_reading(json.dumps(body).encode())
    assert {problem.field for problem in caught.value.problems} == {"plates[1].text", "problem"}


@pytest.mark.parametrize("path", BAD, ids=[path.stem for path in BAD])
def test_a_bad_report_is_refused_with_the_names_of_its_bad_fields(path: Path) -> None:
    case = json.loads(path.read_text())
    with pytest.raises(WireError) as caught:
        parse_report(bad_message(case["report"]))
    assert {problem.field for problem in caught.value.problems} == set(case["fields"])


@pytest.mark.parametrize("text", ["[" * 60_000, '{"schema":' * 6_000, "", "null", "\ud800", '{"schema": 1e999}'])
def test_no_json_however_mean_is_more_than_a_bad_message(text: str) -> None:
    with pytest.raises(WireError):
        parse_report(text.encode(errors="surrogatepass"))


def test_a_message_that_is_too_long_is_not_even_read() -> None:
    with pytest.raises(WireError, match="larger"):
        parse_report(b" " * (MESSAGE_BYTES + 1))


def test_more_slots_than_a_camera_can_see_are_refused() -> None:
    body = json.loads(message("reports/good-slots.json"))
    body["slots"] = [{"id": str(n), "occupied": True, "p": 1} for n in range(501)]
    with pytest.raises(WireError, match="slots: has more than 500"):
        parse_report(json.dumps(body).encode())


def test_times_are_kept_to_the_millisecond() -> None:
    body = json.loads(message("reports/good-passage.json")) | {"captured_at": "2026-11-21T06:30:15.250999Z"}
    assert parse_report(json.dumps(body).encode()).captured_at.microsecond == 250_000


def test_a_bad_status_names_its_fields() -> None:
    body = json.loads(message("status/good-status.json"))
    body["sent_at"] = "yesterday"
    body["cameras"][0]["state"] = "tired"
    body["cameras"][1]["view"] = "lovely"
    body["outbox"]["pending"] = -1
    with pytest.raises(WireError) as caught:
        parse_status(json.dumps(body).encode())
    assert {problem.field for problem in caught.value.problems} == {
        *("sent_at", "cameras[0].state", "cameras[1].view", "outbox.pending")
    }


def test_the_configuration_is_what_the_recognizer_reads() -> None:
    golden = json.loads(message("config/good-config.json"))
    gate, lot = golden["cameras"]
    drawn = lot["layout"]
    site = SiteConfig(
        name="Abay 10",
        countries=("KZ", "RU"),
        cameras=(
            CameraConfig(gate["id"], "Main gate", CameraRole.GATE, region=tuple(tuple(p) for p in gate["region"])),
            CameraConfig(lot["id"], "North lot", CameraRole.LOT, **drawn["rules"]),
        ),
    )
    slots = tuple(
        Slot(slot["id"], Address(*slot["label"].split("-")), SlotKind.RESIDENT, "north", None, None)
        for slot in drawn["slots"]
    )
    outlines = tuple(
        Outline(lot["id"], slot["id"], tuple(tuple(point) for point in slot["polygon"])) for slot in drawn["slots"]
    )
    plan = Plan(slots, (CameraLayout(lot["id"], (1280, 720), drawn["still"], NOON, outlines),))
    wanted = tuple(WantedStill(still["id"], still["camera"]) for still in golden["stills"])

    reads = tuple(read["id"] for read in golden["reads"])

    config = recognizer_config(site, {gate["id"]: gate["source"], lot["id"]: lot["source"]}, plan, wanted, reads)

    assert json.loads(config.message) == golden | {"version": config.version}


def test_the_configuration_s_version_changes_with_anything_in_it() -> None:
    camera = CameraConfig("lot", "Lot", CameraRole.LOT)
    site = SiteConfig("Abay 10", cameras=(camera,))
    one = {"lot": "rtsp://one"}
    drawn = Plan(layouts=(CameraLayout("lot", (1280, 720), None, NOON, ()),))
    versions = {
        recognizer_config(site, one, Plan()).version,
        recognizer_config(site, {"lot": "rtsp://two"}, Plan()).version,
        recognizer_config(site, {}, Plan()).version,
        recognizer_config(SiteConfig("Abay 12", cameras=(camera,)), one, Plan()).version,
        recognizer_config(site, one, drawn).version,
        recognizer_config(site, one, Plan(), (WantedStill("still", "lot"),)).version,
        recognizer_config(site, one, Plan(), (), ("read",)).version,
    }
    assert len(versions) == 7
    assert recognizer_config(site, one, Plan()).version in versions


def test_a_picture_of_a_camera_without_a_source_is_not_asked_for() -> None:
    site = SiteConfig("Abay 10", cameras=(CameraConfig("lot", "Lot", CameraRole.LOT),))

    config = recognizer_config(site, {}, Plan(), (WantedStill("still", "lot"),))

    assert json.loads(config.message)["stills"] == []
