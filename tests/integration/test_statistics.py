"""How full a zone was stays in Home Assistant's own long-term statistics, by its own recorder."""

from datetime import timedelta

import pytest
from homeassistant.components.recorder import Recorder, get_instance
from homeassistant.components.recorder.statistics import list_statistic_ids, statistics_during_period
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
)

from .conftest import Post, slots, status

NUMBERS = {f"sensor.north_lot_{name}" for name in ("free_places", "occupied_places", "places", "occupancy")}


@pytest.fixture(autouse=True)
def our_integration(recorder_mock: Recorder, enable_custom_integrations: None) -> None:
    """Have a real recorder, on a database in memory, before Home Assistant is there; then our integration as always."""
    assert recorder_mock
    assert enable_custom_integrations is None


async def test_a_zone_has_a_past_in_home_assistants_own_graphs(home: HomeAssistant, report: Post, tell: Post) -> None:
    await tell(status())
    await report(slots(A1=True, A2=False))
    await async_wait_recording_done(home)
    now = dt_util.utcnow()
    start = now.replace(minute=now.minute - now.minute % 5, second=0, microsecond=0)

    do_adhoc_statistics(home, start=start)
    await async_wait_recording_done(home)

    instance = get_instance(home)
    known = await instance.async_add_executor_job(list_statistic_ids, home)
    assert {one["statistic_id"] for one in known} >= NUMBERS
    rows = await instance.async_add_executor_job(
        statistics_during_period, home, start, start + timedelta(minutes=5), NUMBERS, "5minute", None, {"max"}
    )
    assert {name: row[0]["max"] for name, row in rows.items()} == {
        "sensor.north_lot_free_places": 1,
        "sensor.north_lot_occupied_places": 1,
        "sensor.north_lot_places": 3,
        "sensor.north_lot_occupancy": 33.3,
    }
