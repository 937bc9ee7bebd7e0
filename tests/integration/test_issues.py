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

from .conftest import GATE, GATE_CAMERA, Post, status


def shown(home: HomeAssistant) -> dict[str, str | None]:
    """Return what is shown: each issue's id and the key of its words."""
    return {issue_id: issue.translation_key for (domain, issue_id), issue in _issues(home) if domain == DOMAIN}


def _issues(home: HomeAssistant) -> Any:
    ours = ir.async_get(home).issues.items()
    return [(key, issue) for key, issue in ours if issue.active and issue.translation_key != "bundle_missing"]


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
async def test_no_recognizer_ever_came(home: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    await later(home, freezer, minutes=2)
    assert shown(home) == {}

    await later(home, freezer, minutes=1.5)
    assert shown(home) == {"recognizer_never": "recognizer_never"}


async def test_the_recognizer_is_lost_and_comes_back(
    home: HomeAssistant, loaded: MockConfigEntry, tell: Post, freezer: FrozenDateTimeFactory
) -> None:
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


async def test_a_clock_that_is_wrong(home: HomeAssistant, tell: Post) -> None:
    ahead = (dt_util.utcnow() + timedelta(seconds=95)).isoformat(timespec="milliseconds")
    await tell({**status(), "sent_at": ahead})
    assert shown(home) == {"clock_off": "clock_off"}
    issue = ir.async_get(home).async_get_issue(DOMAIN, "clock_off")
    assert issue.translation_placeholders == {"seconds": "95"}

    await tell(status())
    assert shown(home) == {}


@pytest.mark.parametrize(
    ("state", "error", "key", "minutes"),
    [
        ("offline", "unauthorized", "camera_unauthorized", 0),
        ("offline", "too_large", "camera_unreadable", 0),
        ("offline", "unreachable", "camera_unreachable", 1.5),
        ("offline", "refused", "camera_unreachable", 1.5),
        ("silent", "silent", "camera_silent", 1.5),
    ],
)
async def test_a_camera_that_gives_no_picture(
    home: HomeAssistant,
    tell: Post,
    freezer: FrozenDateTimeFactory,
    state: str,
    error: str,
    key: str,
    minutes: float,
) -> None:
    await tell(status(gate=state, error=error))
    await later(home, freezer, minutes=minutes)

    assert shown(home) == {f"camera_{GATE_CAMERA}": key}
    assert home.states.get("binary_sensor.gate_camera_connection").state == "off"
    assert home.states.get("binary_sensor.lot_camera_connection").state == "on"

    await tell(status())
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
    await tell(status(gate="offline", error="unauthorized"))
    assert len(shown(home)) == 1

    await home.config_entries.async_remove(loaded.entry_id)

    assert shown(home) == {}
