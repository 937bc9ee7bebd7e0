"""Errors of ours in Home Assistant's way: translated, and with their cause."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN
from .core.errors import GateError, Refused, StoreError

DATABASE_UNAVAILABLE: Final = "database_unavailable"
DATABASE_WORDS: Final[Mapping[str, str]] = {
    "damaged": "database_damaged",
    "full": "database_full",
    "locked": "database_locked",
    "newer_schema": "database_newer",
}


def database_word(error: StoreError) -> str:
    """Return the key of the words for a database's trouble."""
    return DATABASE_WORDS.get(error.code, DATABASE_UNAVAILABLE)


def refusal(key: str, **placeholders: str) -> ServiceValidationError:
    """Make the error for something a person may not do, or did not give."""
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders or None
    )


def failure(key: str, **placeholders: str) -> HomeAssistantError:
    """Make the error for something that a person rightly asked for and that went wrong."""
    return HomeAssistantError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders or None
    )


@contextmanager
def in_words(gate: str = "") -> Iterator[None]:
    """Raise what goes wrong inside as Home Assistant shows it; `gate` is the name of the one that is moved."""
    try:
        yield
    except Refused as err:
        raise refusal(err.code) from err
    except GateError as err:
        raise failure(f"gate_{err.code}", gate=gate) from err
    except StoreError as err:
        raise failure(database_word(err)) from err
