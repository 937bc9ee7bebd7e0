"""A clock is wrong, the recognizer's or ours: every car is in the log, with the reason, and no gate moves for it."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from freezegun import freeze_time
from freezegun.api import TickingDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking.web.credentials import pair_recognizer

from .conftest import passage

type Arrive = Callable[..., Awaitable[tuple[str, str]]]


@pytest.fixture
def clock() -> Iterator[TickingDateTimeFactory]:
    """Give the clock to a test, which may set it while time itself goes on."""
    with freeze_time(tick=True, real_asyncio=True) as ticking:
        yield ticking


@pytest.fixture
async def arrive(home: HomeAssistant, loaded: MockConfigEntry, hass_client: Any) -> Arrive:
    """Report a resident's car; give the reason and the outcome that the log has for it."""
    site = loaded.runtime_data
    await site.people.add_vehicle("123ABC02", "17", None)
    # It was paired long ago: Home Assistant refuses tokens that its clock takes to be of tomorrow.
    with freeze_time(dt_util.utcnow() - timedelta(days=30), tick=True, real_asyncio=True):
        token = await pair_recognizer(home)
    client = await hass_client(token)

    async def report(message: dict[str, Any]) -> tuple[str, str]:
        answer = await client.post("/api/hoa_parking/v1/reports", json=message)
        assert (await answer.json())["handled"] == "new"
        await home.async_block_till_done()
        await site.passages.settle()
        entry = await site.passages.entry(message["id"])
        return entry.reason.value, entry.outcome.value

    return report


def seen(off_by: timedelta) -> dict[str, Any]:
    """Make the report of a car that is seen now, by a clock that is off."""
    told = (dt_util.utcnow() + off_by).isoformat(timespec="milliseconds")
    return passage("123ABC02", captured_at=told, sent_at=told)


@pytest.mark.parametrize(
    ("off_by", "reason"),
    [
        (timedelta(minutes=-3), "stale"),
        (timedelta(hours=-1), "stale"),
        (timedelta(days=-1), "stale"),
        (timedelta(seconds=5), "future"),
        (timedelta(minutes=3), "future"),
        (timedelta(hours=1), "future"),
        (timedelta(days=1), "future"),
    ],
)
async def test_a_recognizer_with_a_wrong_clock_opens_nothing_until_it_is_right(
    arrive: Arrive, relay: list[Any], off_by: timedelta, reason: str
) -> None:
    assert await arrive(seen(off_by)) == (reason, "none")
    assert relay == []

    assert await arrive(seen(timedelta(0))) == ("registered", "opened")
    assert len(relay) == 1


@pytest.mark.parametrize(
    ("jump", "reason"),
    [
        (timedelta(hours=1), "stale"),
        (timedelta(days=1), "stale"),
        (timedelta(hours=-1), "future"),
        (timedelta(days=-1), "future"),
    ],
)
async def test_home_assistant_s_clock_jumps_while_a_car_waits(
    clock: TickingDateTimeFactory, arrive: Arrive, relay: list[Any], jump: timedelta, reason: str
) -> None:
    waiting = seen(timedelta(0))
    clock.move_to(dt_util.utcnow() + jump)

    assert await arrive(waiting) == (reason, "none")
    assert relay == []

    clock.move_to(dt_util.utcnow() - jump)
    assert await arrive(seen(timedelta(0))) == ("registered", "opened")
