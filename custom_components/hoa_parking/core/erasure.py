"""What is to be erased, and the receipt of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .plates import fold

ERASED: Final = "erased"
KINDS: Final = (
    *("passages", "pictures", "readings", "stays", "vehicles", "passes", "asks", "applications", "documents"),
    *("residents", "places", "households", "notes", "activity", "mentions", "plates", "blocks_kept"),
)
"""What is counted. Users of Home Assistant and blocks stay: `residents` are links to them, `blocks_kept` is told."""

OF_APARTMENTS: Final = (
    *("vehicle_added", "vehicle_removed", "household_removed", "user_linked", "user_revoked", "journal_exported"),
    *("application_received", "application_approved", "application_refused", "application_asked"),
    *("application_answered", "application_withdrawn", "pass_given", "pass_ended", "ask_answered"),
)
"""Actions whose entries may name an apartment; elsewhere its number is only a number."""

type Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Target:
    """Whose traces are to go: some plates, and a household with its apartment."""

    plates: tuple[str, ...]
    household: int | None = None
    apartment: str | None = None

    def has(self, plate: str | None, household: int | None) -> bool:
        """Tell whether something of a plate or a household is meant."""
        return plate in self.plates or (household is not None and household == self.household)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that something was erased, without saying whose it was."""

    id: str
    at: datetime
    user: str | None
    reason: str
    counts: Counts


def without(text: str | None, words: Iterable[str]) -> str | None:
    """Return a text in which some words are no more, however they are written; part of a longer word is another one."""
    for word in words:
        text = text and re.sub(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", ERASED, text, flags=re.IGNORECASE)
    return text


def names(text: str, plates: Iterable[str]) -> bool:
    """Tell whether a text names one of some plates, with whatever between its letters."""
    folded = fold(text)
    return any(plate in folded for plate in plates)
