"""An assistant asks how many places are free, and gets counts in words, never a person."""

import json
from typing import Any

import pytest
from homeassistant.components.llm import async_get_tools
from homeassistant.core import HomeAssistant
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, Tool, ToolInput
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking.core.places import SlotKind

from .conftest import Post, status
from .lot import draw, place, seen

TOOL = "hoa_parking__free_places"


def spoken(language: str | None) -> LLMContext:
    """Make the circumstances of a question."""
    return LLMContext(platform="test", context=None, language=language, assistant="conversation", device_id=None)


async def tools(home: HomeAssistant, api: str = LLM_API_ASSIST) -> list[Tool]:
    """Return what an assistant is offered of ours."""
    assert await async_setup_component(home, "llm", {})
    offered = await async_get_tools(home, spoken("en"), api)
    return [tool for tool in offered.tools if tool.name == TOOL]


async def ask(home: HomeAssistant, language: str | None = "en", **arguments: Any) -> Any:
    """Ask as an assistant does."""
    [tool] = await tools(home)
    return await tool.async_call(home, ToolInput(TOOL, arguments), spoken(language))


@pytest.fixture
async def lot(home: HomeAssistant, loaded: MockConfigEntry, tell: Post, report: Post, act: Any) -> MockConfigEntry:
    """Give a lot of a household's place, two of guests, and one that has not been seen."""
    await act("add_vehicle", plate="123ABC02", apartment="17")
    await draw(home, loaded, place(1, apartment="17"), place(2, SlotKind.GUEST), place(3, SlotKind.GUEST), place(4))
    await tell(status())
    await report(seen(loaded, taken="A-1 A-2", free="A-3"))
    return loaded


async def test_counts_in_words(home: HomeAssistant, lot: MockConfigEntry) -> None:
    answer = await ask(home)

    assert lot.runtime_data is not None
    assert not answer.error
    assert answer.data == {
        "say": "North lot: 1 of 4 places are free; 1 cannot be seen.",
        "zones": [
            {
                "zone": "North lot",
                "free": 1,
                "total": 4,
                "unknown": 1,
                "full": False,
                "kinds": {"resident": {"free": 0, "total": 2}, "guest": {"free": 1, "total": 2}},
            }
        ],
    }


async def test_in_the_language_of_the_question(home: HomeAssistant, lot: MockConfigEntry) -> None:
    answers = [(await ask(home, language)).data["say"] for language in ("ru-RU", "ru", "de", None)]

    assert lot.runtime_data is not None
    assert answers == [
        "North lot: свободно мест 1 из 4; не видно: 1.",
        "North lot: свободно мест 1 из 4; не видно: 1.",
        "North lot: 1 of 4 places are free; 1 cannot be seen.",
        "North lot: 1 of 4 places are free; 1 cannot be seen.",
    ]


async def test_what_cannot_be_seen_is_not_free(home: HomeAssistant, lot: MockConfigEntry, tell: Post) -> None:
    await tell(status(lot="offline"))

    answer = await ask(home, zone="north lot ")

    assert lot.runtime_data is not None
    assert answer.data["say"] == "North lot: its places cannot be seen at the moment."
    assert answer.data["zones"][0]["free"] is None


async def test_another_zone_is_not_made_up(home: HomeAssistant, lot: MockConfigEntry) -> None:
    answer = await ask(home, zone="South lot")

    assert lot.runtime_data is not None
    assert answer.error
    assert answer.data == {"error": "zone_unknown", "zones": ["North lot"]}


async def test_nothing_personal_is_told(home: HomeAssistant, lot: MockConfigEntry) -> None:
    told = json.dumps((await ask(home)).data)

    assert lot.runtime_data is not None
    assert "123ABC02" not in told
    assert "17" not in told


async def test_it_is_offered_to_assistants_while_the_association_is_loaded(
    home: HomeAssistant, loaded: MockConfigEntry
) -> None:
    [tool] = await tools(home)
    assert tool.annotations.read_only
    assert not tool.annotations.open_world
    assert await tools(home, "homeassistant") == []

    await home.config_entries.async_unload(loaded.entry_id)
    assert await tools(home) == []
