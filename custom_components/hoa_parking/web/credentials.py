"""The recognizer's own user and token."""

from datetime import timedelta
from typing import Final

from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant

NAME: Final = "HOA Parking recognizer"
LIFETIME: Final = timedelta(days=3650)


def is_recognizer(user: User) -> bool:
    """Tell whether a user is the recognizer's own: nobody but Home Assistant's own code makes system users."""
    return user.system_generated and user.name == NAME


async def pair_recognizer(hass: HomeAssistant) -> str:
    """Return a new token for the recognizer, to be shown once, and end every earlier one."""
    user = await _user(hass)
    if user is None:
        user = await hass.auth.async_create_system_user(NAME)
    earlier = list(user.refresh_tokens.values())
    fresh = await hass.auth.async_create_refresh_token(user, access_token_expiration=LIFETIME)
    for token in earlier:
        hass.auth.async_remove_refresh_token(token)
    return hass.auth.async_create_access_token(fresh)


async def is_paired(hass: HomeAssistant) -> bool:
    """Tell whether the recognizer has a token of its own."""
    user = await _user(hass)
    return user is not None and bool(user.refresh_tokens)


async def unpair_recognizer(hass: HomeAssistant) -> None:
    """Remove the recognizer's user with its token."""
    if (user := await _user(hass)) is not None:
        await hass.auth.async_remove_user(user)


async def _user(hass: HomeAssistant) -> User | None:
    return next((user for user in await hass.auth.async_get_users() if is_recognizer(user)), None)
