"""What Home Assistant calls the people whom our records know by an id."""

from homeassistant.core import HomeAssistant


async def name_of(hass: HomeAssistant, user_id: str | None) -> str:
    """Return a user's name; nothing for whoever was removed."""
    user = await hass.auth.async_get_user(user_id) if user_id else None
    return (user.name if user else None) or ""
