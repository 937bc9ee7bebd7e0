"""What a person has to mend appears among the repairs, in words, and goes when it is well."""

from datetime import timedelta
from typing import Any

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.hoa_parking.const import DOMAIN
from custom_components.hoa_parking.core.errors import Full
from custom_components.hoa_parking.web.credentials import pair_recognizer

from .conftest import (
    A1,
    A2,
    DRAWING,
    GATE,
    GATE_CAMERA,
    LOT_CAMERA,
    ZONE,
    ZONE_DATA,
    Post,
    draw,
    slots,
    status,
    subentry,
)

SOUTH = "01JD0SOUTH0000000000000000"


@pytest.fixture(autouse=True)
def stopped_clock(freezer: FrozenDateTimeFactory) -> FrozenDateTimeFactory:
    """Stop the clock before anything is set up: time passes where a test lets it."""
    return freezer


def shown(home: HomeAssistant) -> dict[str, str | None]:
    """Return what is shown: each issue's id and the key of its words."""
    return {issue_id: issue.translation_key for (domain, issue_id), issue in _issues(home) if domain == DOMAIN}


def _issues(home: HomeAssistant) -> Any:
    ours = ir.async_get(home).issues.items()
    return [(key, issue) for key, issue in ours if issue.active and issue.translation_key != "bundle_missing"]


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what our log says of what is lost and back."""
    return [record.getMessage() for record in caplog.records if record.name.endswith("hoa_parking.outages")]


async def later(home: HomeAssistant, freezer: FrozenDateTimeFactory, **time: float) -> None:
    """Let time pass in steps, as it does."""
    for _ in range(int(timedelta(**time) / timedelta(seconds=30))):
        freezer.tick(timedelta(seconds=30))
        async_fire_time_changed(home, dt_util.utcnow())
        await home.async_block_till_done()


async def test_all_is_well(home: HomeAssistant, tell: Post, freezer: FrozenDateTimeFactory) -> None:
    await tell(status())
    await later(home, freezer, minutes=1)

    assert shown(home) == {}


@pytest.mark.usefixtures("loaded")
async def test_no_recognizer_was_ever_paired(home: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await later(home, freezer, minutes=2)
    assert shown(home) == {}

    await later(home, freezer, minutes=1.5)
    assert shown(home) == {"recognizer_unpaired": "recognizer_unpaired"}


@pytest.mark.usefixtures("loaded")
async def test_a_recognizer_was_paired_and_is_not_heard(home: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await pair_recognizer(home)

    await later(home, freezer, minutes=3.5)

    assert shown(home) == {"recognizer_never": "recognizer_never"}


async def test_a_recognizer_that_comes_with_a_foreign_token_is_told_apart(
    home: HomeAssistant,
    tell: Post,
    hass_client: Any,
    hass_read_only_access_token: str,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    stranger = await hass_client(hass_read_only_access_token)
    for _ in range(3):
        assert (await stranger.post("/api/hoa_parking/v1/status", json=status())).status == 403
    await home.async_block_till_done()

    assert shown(home) == {"recognizer_refused": "recognizer_refused"}
    assert caplog.text.count("a token that is not the recognizer's") == 1
    assert hass_read_only_access_token not in caplog.text

    await tell(status())
    await later(home, freezer, minutes=1)
    assert shown(home) == {}


async def test_the_recognizer_is_lost_and_comes_back(
    home: HomeAssistant,
    loaded: MockConfigEntry,
    tell: Post,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", logger="custom_components.hoa_parking")
    await tell(status())
    await later(home, freezer, minutes=2)
    loaded.runtime_data.links.tick()
    await later(home, freezer, minutes=3.5)
    assert shown(home) == {"recognizer_lost": "recognizer_lost"}
    assert home.states.get("binary_sensor.abay_10_recognizer").state == "off"
    assert home.states.get("binary_sensor.gate_camera_connection").state == "unknown"

    await tell(status())
    assert shown(home) == {}
    assert home.states.get("binary_sensor.abay_10_recognizer").state == "on"

    await later(home, freezer, minutes=1)
    assert lines(caplog) == [
        "The recognizer is not heard any more: no vehicle is recognized",
        "The recognizer is back",
    ]


@pytest.mark.parametrize(
    ("off_by", "key", "difference"),
    [
        (timedelta(seconds=95), "clock_ahead", "0:01:35"),
        (timedelta(hours=-2), "clock_behind", "2:00:00"),
        (timedelta(days=1), "clock_ahead", "24:00:00"),
        (timedelta(days=-1, minutes=-5), "clock_behind", "24:05:00"),
    ],
)
async def test_a_clock_that_is_wrong(
    home: HomeAssistant, tell: Post, freezer: FrozenDateTimeFactory, off_by: timedelta, key: str, difference: str
) -> None:
    def wrong() -> dict[str, Any]:
        return {**status(), "sent_at": (dt_util.utcnow() + off_by).isoformat(timespec="milliseconds")}

    await tell(wrong())
    await later(home, freezer, seconds=30)
    assert shown(home) == {}

    await tell(wrong())
    await later(home, freezer, seconds=30)
    assert shown(home) == {"clock_off": key}
    issue = ir.async_get(home).async_get_issue(DOMAIN, "clock_off")
    assert issue.translation_placeholders == {"difference": difference}

    await tell(status())
    assert shown(home) == {}


async def test_a_report_that_was_slow_once_is_no_wrong_clock(
    home: HomeAssistant, tell: Post, freezer: FrozenDateTimeFactory
) -> None:
    late = (dt_util.utcnow() - timedelta(seconds=10)).isoformat(timespec="milliseconds")
    await tell({**status(), "sent_at": late})
    await later(home, freezer, seconds=30)
    await tell(status())
    await later(home, freezer, minutes=1)

    assert shown(home) == {}


@pytest.mark.parametrize(
    ("problem", "key"),
    [
        ("disk_low", "outbox_low"),
        ("disk_full", "outbox_full"),
        ("disk_error", "outbox_full"),
        ("damaged", "outbox_damaged"),
    ],
)
async def test_the_recognizer_s_own_disk(home: HomeAssistant, tell: Post, problem: str, key: str) -> None:
    message = status()
    message["outbox"]["problem"] = problem
    await tell(message)
    assert shown(home) == {"outbox": key}

    await tell(status())
    assert shown(home) == {}


@pytest.mark.parametrize(
    ("state", "error", "key"),
    [
        ("offline", "unauthorized", "camera_unauthorized"),
        ("offline", "unreachable", "camera_unreachable"),
        ("offline", "unreadable", "camera_unreadable"),
        ("offline", "too_large", "camera_too_large"),
        ("offline", "ended", "camera_ended"),
        ("offline", "failed", "camera_failed"),
        ("offline", "a_new_word", "camera_unreachable"),
        ("silent", "silent", "camera_silent"),
    ],
)
async def test_a_camera_that_gives_no_picture(
    home: HomeAssistant, tell: Post, freezer: FrozenDateTimeFactory, state: str, error: str, key: str
) -> None:
    await tell(status(gate=state, error=error))
    await later(home, freezer, seconds=30)
    assert shown(home) == {}

    await later(home, freezer, seconds=30)
    assert shown(home) == {f"camera_{GATE_CAMERA}": key}
    assert home.states.get("binary_sensor.gate_camera_connection").state == "off"
    assert home.states.get("binary_sensor.lot_camera_connection").state == "on"

    await tell(status())
    assert shown(home) == {}
    assert home.states.get("binary_sensor.gate_camera_connection").state == "on"


async def test_a_camera_that_is_gone_for_an_hour_is_told_once_and_is_back_by_itself(
    home: HomeAssistant,
    loaded: MockConfigEntry,
    hass_client: Any,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert loaded.runtime_data
    caplog.set_level("INFO", logger="custom_components.hoa_parking")
    recognizer = await hass_client(await pair_recognizer(home))

    async def tell(message: dict[str, Any]) -> None:
        assert (await recognizer.post("/api/hoa_parking/v1/status", json=message)).status == 200

    for _ in range(120):
        await tell(status(gate="offline", error="unreachable"))
        await later(home, freezer, seconds=30)
    assert shown(home) == {f"camera_{GATE_CAMERA}": "camera_unreachable"}

    for _ in range(4):
        await tell(status())
        await later(home, freezer, seconds=30)

    assert shown(home) == {}
    assert lines(caplog) == [
        "Camera Gate camera gives no picture: unreachable",
        "Camera Gate camera gives pictures again",
    ]


async def test_a_camera_that_flickers_is_no_repair_and_one_line(
    home: HomeAssistant, tell: Post, freezer: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="custom_components.hoa_parking")
    for _ in range(10):
        await tell(status(gate="silent", error="silent"))
        await tell(status())
        await later(home, freezer, seconds=30)
        await tell(status(gate="offline", error="unreachable"))

    assert shown(home) == {}
    assert lines(caplog) == ["Camera Gate camera gives no picture: silent"]


async def test_a_camera_that_the_recognizer_does_not_name_is_told(
    home: HomeAssistant, tell: Post, freezer: FrozenDateTimeFactory
) -> None:
    for _ in range(7):
        message = status()
        del message["cameras"][0]
        await tell(message)
        await later(home, freezer, seconds=30)

    assert shown(home) == {f"camera_{GATE_CAMERA}": "camera_unwatched"}

    await tell(status())
    assert shown(home) == {}


async def test_a_camera_that_was_moved_is_named_and_its_slots_are_unknown_until_it_looks_at_the_same(
    home: HomeAssistant, tell: Post, report: Post
) -> None:
    await tell(status())
    await report(slots(A1=True, A2=False))
    assert home.states.get("sensor.north_lot_free_places").state == "1"

    await tell(status(view="moved"))
    assert shown(home) == {f"moved_{LOT_CAMERA}": "camera_moved"}
    issue = ir.async_get(home).async_get_issue(DOMAIN, f"moved_{LOT_CAMERA}")
    assert issue.translation_placeholders == {"camera": "Lot camera"}
    assert home.states.get("sensor.north_lot_free_places").state == "unknown"
    assert home.states.get("binary_sensor.north_lot_slot_a_1").state == "unknown"

    await tell(status(view="unclear"))
    assert shown(home) == {f"moved_{LOT_CAMERA}": "camera_moved"}

    await tell(status(view="same"))
    assert shown(home) == {}
    assert home.states.get("sensor.north_lot_free_places").state == "1"


async def test_places_of_a_zone_that_was_removed_are_named_until_they_have_another(
    home: HomeAssistant, loaded: MockConfigEntry
) -> None:
    home.config_entries.async_add_subentry(loaded, subentry("zone", SOUTH, {**ZONE_DATA, "name": "South lot"}))
    home.config_entries.async_remove_subentry(loaded, ZONE)
    await home.async_block_till_done()
    assert shown(home) == {"slots_without_zone": "slots_without_zone"}
    issue = ir.async_get(home).async_get_issue(DOMAIN, "slots_without_zone")
    assert issue.translation_placeholders == {"count": "2", "places": "A-1, A-2"}

    await draw(home, loaded, {**DRAWING, "slots": [{**A1, "id": "1", "zone": SOUTH}, {**A2, "id": "2", "zone": SOUTH}]})
    assert shown(home) == {}


async def test_reports_that_wait_or_are_lost(home: HomeAssistant, tell: Post) -> None:
    await tell(status(parked=3, dropped=1))
    assert shown(home) == {"reports_parked": "reports_parked", "reports_dropped": "reports_dropped"}

    await tell(status())
    assert shown(home) == {}


async def test_a_gate_that_is_gone(home: HomeAssistant, tell: Post, freezer: FrozenDateTimeFactory) -> None:
    await tell(status())
    home.states.async_set("switch.barrier", "unavailable")
    await home.async_block_till_done()
    await later(home, freezer, minutes=0.5)
    assert shown(home) == {}

    await later(home, freezer, minutes=0.5)
    assert shown(home) == {f"gate_{GATE}": "gate_unavailable"}

    home.states.async_set("switch.barrier", "off")
    await home.async_block_till_done()
    assert shown(home) == {}


async def test_a_disk_that_is_full(
    home: HomeAssistant, loaded: MockConfigEntry, tell: Post, freezer: FrozenDateTimeFactory
) -> None:
    await tell(status())
    loaded.runtime_data.database.trouble = Full("no space")
    await later(home, freezer, minutes=0.5)
    assert shown(home) == {"database_full": "database_full"}

    loaded.runtime_data.database.trouble = None
    await later(home, freezer, minutes=0.5)
    assert shown(home) == {}


async def test_nothing_is_left_when_the_association_goes(
    home: HomeAssistant, loaded: MockConfigEntry, tell: Post
) -> None:
    await tell(status(parked=1))
    assert len(shown(home)) == 1

    await home.config_entries.async_remove(loaded.entry_id)

    assert shown(home) == {}
