"""Whether the user behind a call may do what it asks."""

from homeassistant.core import Context, HomeAssistant

from .core.roles import Act, may
from .desks.people import Person
from .site import Site
from .words import in_words, refusal


async def async_require(hass: HomeAssistant, site: Site, context: Context, act: Act) -> str | None:
    """Return the id of the user who asks, None for an automation; raises for one who may not."""
    person = await async_require_person(hass, site, context, act)
    return None if person is None else person.user_id


async def async_require_person(hass: HomeAssistant, site: Site, context: Context, act: Act) -> Person | None:
    """Return who asks, None for an automation; raises for one who may not.

    Never Unauthorized: at the HTTP door that would count as a failed login, and lock the resident's address out.
    """
    if context.user_id is None:
        return None
    user = await hass.auth.async_get_user(context.user_id)
    if user is None or not user.is_active:
        raise refusal("not_allowed")
    with in_words():
        person = await site.people.person(user.id, is_admin=user.is_admin)
    if not may(person.role, act):
        raise refusal("not_allowed")
    return person


async def async_require_admin(hass: HomeAssistant, context: Context) -> str:
    """Return the id of the administrator who asks; raises for anybody else, and for automations."""
    user = await hass.auth.async_get_user(context.user_id) if context.user_id else None
    if user is None or not user.is_active or not user.is_admin:
        raise refusal("admins_only")
    return user.id
