"""A barrier opens through whatever entity there is, and says in one word why it did not."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.common import async_mock_service

from custom_components.hoa_parking.core.config import GateConfig
from custom_components.hoa_parking.core.errors import GateError
from custom_components.hoa_parking.core.model import GateState
from custom_components.hoa_parking.gate import HomeBarrier

SOON = timedelta(seconds=0.05)


def gate(entity_id: str, **changes: Any) -> GateConfig:
    return replace(GateConfig("g", "Gate", entity_id, open_timeout=timedelta(seconds=5), pulse=timedelta(0)), **changes)


@pytest.fixture
def barrier(home: HomeAssistant) -> HomeBarrier:
    return HomeBarrier(home)


@pytest.mark.parametrize(
    ("entity_id", "features", "action"),
    [
        ("cover.gate", 3, "open_cover"),
        ("switch.gate", 0, "turn_on"),
        ("lock.gate", 1, "open"),
        ("lock.gate", 0, "unlock"),
        ("button.gate", 0, "press"),
        ("input_button.gate", 0, "press"),
        ("script.gate", 0, "turn_on"),
    ],
)
async def test_each_kind_of_entity_is_told_in_its_own_words(
    home: HomeAssistant, barrier: HomeBarrier, entity_id: str, features: int, action: str
) -> None:
    calls = async_mock_service(home, entity_id.partition(".")[0], action)
    home.states.async_set(entity_id, "unknown", {"supported_features": features})

    await barrier.open(gate(entity_id))

    assert [call.data["entity_id"] for call in calls] == [entity_id]


@pytest.mark.parametrize(
    ("entity_id", "hold", "release"),
    [
        ("cover.gate", "open_cover", "close_cover"),
        ("switch.gate", "turn_on", "turn_off"),
        ("lock.gate", "unlock", "lock"),
    ],
)
async def test_what_can_be_held_is_held_and_let_go(
    home: HomeAssistant, barrier: HomeBarrier, entity_id: str, hold: str, release: str
) -> None:
    domain = entity_id.partition(".")[0]
    held, released = async_mock_service(home, domain, hold), async_mock_service(home, domain, release)
    home.states.async_set(entity_id, "closed")

    await barrier.hold(gate(entity_id, pulse=SOON))
    await asyncio.sleep(2 * SOON.total_seconds())
    assert (len(held), len(released)) == (1, 0)

    await barrier.release(gate(entity_id))
    assert (len(held), len(released)) == (1, 1)


async def test_a_button_opens_once_and_holds_nothing(home: HomeAssistant, barrier: HomeBarrier) -> None:
    presses = async_mock_service(home, "button", "press")
    home.states.async_set("button.gate", "unknown")

    with pytest.raises(GateError) as caught:
        await barrier.hold(gate("button.gate"))

    assert (caught.value.code, presses) == ("refused", [])


async def test_a_relay_is_let_go_after_its_pulse(home: HomeAssistant, barrier: HomeBarrier) -> None:
    on, off = async_mock_service(home, "switch", "turn_on"), async_mock_service(home, "switch", "turn_off")
    home.states.async_set("switch.gate", "off")

    await barrier.open(gate("switch.gate", pulse=SOON))
    assert (len(on), len(off)) == (1, 0)
    await home.async_block_till_done()
    assert (len(on), len(off)) == (1, 1)


async def test_a_relay_is_let_go_though_its_gate_never_says_that_it_opened(
    home: HomeAssistant, barrier: HomeBarrier
) -> None:
    on, off = async_mock_service(home, "switch", "turn_on"), async_mock_service(home, "switch", "turn_off")
    home.states.async_set("switch.gate", "off")
    home.states.async_set("binary_sensor.gate", "off")

    with pytest.raises(GateError, match="not open"):
        await barrier.open(gate("switch.gate", pulse=SOON, open_timeout=SOON, feedback_entity_id="binary_sensor.gate"))
    await home.async_block_till_done()

    assert (len(on), len(off)) == (1, 1)


async def test_a_relay_is_let_go_though_it_never_answered(home: HomeAssistant, barrier: HomeBarrier) -> None:
    async def hang(_: ServiceCall) -> None:
        await asyncio.Event().wait()

    home.services.async_register("switch", "turn_on", hang)
    off = async_mock_service(home, "switch", "turn_off")
    home.states.async_set("switch.gate", "off")

    with pytest.raises(GateError):
        await barrier.open(gate("switch.gate", pulse=SOON, open_timeout=SOON))
    await home.async_block_till_done()

    assert len(off) == 1


@pytest.mark.parametrize(
    ("feedback", "says"),
    [
        ("binary_sensor.gate", "on"),
        ("cover.gate_2", "opening"),
        ("lock.gate_2", "unlocked"),
        ("sensor.gate", "Open"),
    ],
)
async def test_with_a_feedback_it_is_open_when_the_feedback_says_so(
    home: HomeAssistant, barrier: HomeBarrier, feedback: str, says: str
) -> None:
    home.states.async_set("button.gate", "unknown")
    home.states.async_set(feedback, "closed")

    async def press(_: ServiceCall) -> None:
        home.loop.call_soon(home.states.async_set, feedback, says)

    home.services.async_register("button", "press", press)

    await barrier.open(gate("button.gate", feedback_entity_id=feedback))
    assert home.states.get(feedback).state == says


async def test_a_feedback_that_stays_shut_is_a_timeout(home: HomeAssistant, barrier: HomeBarrier) -> None:
    async_mock_service(home, "button", "press")
    home.states.async_set("button.gate", "unknown")
    home.states.async_set("binary_sensor.gate", "off")

    with pytest.raises(GateError, match="not open") as caught:
        await barrier.open(gate("button.gate", feedback_entity_id="binary_sensor.gate", open_timeout=SOON))
    assert caught.value.code == "timeout"


async def test_a_device_that_never_answers_is_a_timeout(home: HomeAssistant, barrier: HomeBarrier) -> None:
    async def hang(_: ServiceCall) -> None:
        await asyncio.Event().wait()

    home.services.async_register("button", "press", hang)
    home.states.async_set("button.gate", "unknown")

    with pytest.raises(GateError) as caught:
        await barrier.open(gate("button.gate", open_timeout=SOON))
    assert caught.value.code == "timeout"


@pytest.mark.parametrize("failure", [HomeAssistantError("no"), OSError("cable"), KeyError("bug of a colleague")])
async def test_a_device_that_fails_in_whatever_way_refused(
    home: HomeAssistant, barrier: HomeBarrier, failure: Exception
) -> None:
    async def fail(_: ServiceCall) -> None:
        raise failure

    home.services.async_register("button", "press", fail)
    home.states.async_set("button.gate", "unknown")

    with pytest.raises(GateError) as caught:
        await barrier.open(gate("button.gate"))
    assert (caught.value.code, caught.value.__cause__) == ("refused", failure)


async def test_a_password_in_a_device_s_address_is_not_said(home: HomeAssistant, barrier: HomeBarrier) -> None:
    async_mock_service(
        home, "button", "press", raise_exception=HomeAssistantError("no answer from http://board:s3cr@t@192.0.2.7/open")
    )
    home.states.async_set("button.gate", "unknown")

    with pytest.raises(GateError) as caught:
        await barrier.open(gate("button.gate"))

    assert str(caught.value) == "button.press failed: no answer from http://192.0.2.7/open"


@pytest.mark.parametrize(
    ("state", "entity_id", "code"),
    [("unavailable", "cover.gate", "unavailable"), ("on", "light.gate", "refused"), ("open", "cover.gate", "refused")],
)
async def test_what_cannot_be_moved_says_why(
    home: HomeAssistant, barrier: HomeBarrier, state: str, entity_id: str, code: str
) -> None:
    """The last has no action registered at all."""
    home.states.async_set(entity_id, state)
    with pytest.raises(GateError) as caught:
        await barrier.open(gate(entity_id))
    assert caught.value.code == code


async def test_an_entity_that_is_not_there_is_not_found(barrier: HomeBarrier) -> None:
    with pytest.raises(GateError) as caught:
        await barrier.open(gate("cover.gone"))
    assert caught.value.code == "not_found"


async def test_it_is_seen_where_a_gate_is_from_its_feedback_or_from_itself(
    home: HomeAssistant, barrier: HomeBarrier
) -> None:
    seen: list[GateState | None] = []
    home.states.async_set("cover.gate", "closed")
    stop = barrier.watch(gate("cover.gate"), seen.append)
    for state in ("opening", "open", "unavailable", "closing", "unknown"):
        home.states.async_set("cover.gate", state)
        await home.async_block_till_done()
    stop()
    home.states.async_set("cover.gate", "open")
    await home.async_block_till_done()

    assert seen == [
        GateState.CLOSED,
        GateState.OPENING,
        GateState.OPEN,
        None,
        GateState.CLOSING,
        GateState.UNKNOWN,
    ]


async def test_a_relay_does_not_tell_where_its_gate_is(home: HomeAssistant, barrier: HomeBarrier) -> None:
    seen: list[GateState | None] = []
    home.states.async_set("switch.gate", "on")
    home.states.async_set("binary_sensor.gate", "on")
    barrier.watch(gate("switch.gate"), seen.append)
    barrier.watch(gate("switch.gate", feedback_entity_id="binary_sensor.gate"), seen.append)

    assert seen == [GateState.UNKNOWN, GateState.OPEN]
