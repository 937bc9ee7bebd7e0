"""What stands in exported tables for codes: the words of Home Assistant's translations, in the asker's language."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN
from .sheets import Cell


class Said(StrEnum):
    """Families of codes."""

    DIRECTION = "direction"
    VERDICT = "verdict"
    REASON = "reason"
    OUTCOME = "outcome"
    WHY = "why"
    SOURCE = "source"
    ACTION = "action"


_PASSAGE: Final = f"component.{DOMAIN}.entity.event.passage.state_attributes."
_COMMON: Final = f"component.{DOMAIN}.common.said_"

type Words = Mapping[Said, Mapping[Cell, str]]
type Speak = Callable[[Sequence[Cell]], list[Cell]]


async def words(hass: HomeAssistant, language: str) -> Words:
    """Return the words for codes, in English where a language has none."""
    found: dict[Said, dict[Cell, str]] = {family: {} for family in Said}
    for key, text in (await async_get_translations(hass, language, "entity", {DOMAIN})).items():
        family, _, code = key.removeprefix(_PASSAGE).partition(".state.")
        if key.startswith(_PASSAGE) and family in set(Said):
            found[Said(family)][code] = text
    for key, text in (await async_get_translations(hass, language, "common", {DOMAIN})).items():
        family, _, code = key.removeprefix(_COMMON).partition("_")
        if key.startswith(_COMMON) and family in set(Said):
            found[Said(family)][code] = text
    return found


def speaker(spoken: Words, columns: Mapping[int, Said]) -> Speak:
    """Return what puts words for codes into a row; a code without words stays as it is."""
    by_column = [(column, spoken[family]) for column, family in columns.items()]

    def speak(row: Sequence[Cell]) -> list[Cell]:
        cells = list(row)
        for column, known in by_column:
            code = cells[column]
            cells[column] = known.get(code, code)
        return cells

    return speak
