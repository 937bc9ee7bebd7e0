"""Actions: what people and automations may ask for, each checked before it is done."""

from collections.abc import Callable, Coroutine
from typing import Final

import probatio
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, callback
from homeassistant.helpers.service import async_get_config_entry

from .const import DOMAIN
from .entry import HoaConfigEntry
from .permission import async_require, async_require_admin
from .services_call import Action, Call
from .services_gates import GATE_ACTIONS
from .services_people import PEOPLE_ACTIONS
from .words import in_words

ACTIONS: Final = (*PEOPLE_ACTIONS, *GATE_ACTIONS)


@callback
def async_register_actions(hass: HomeAssistant) -> None:
    """Offer every action, whether the association is loaded or not."""
    for action in ACTIONS:
        hass.services.async_register(
            DOMAIN, action.name, _runner(hass, action), probatio.Schema(action.fields), action.response
        )


def _runner(hass: HomeAssistant, action: Action) -> Callable[[ServiceCall], Coroutine[object, object, ServiceResponse]]:
    async def run(service: ServiceCall) -> ServiceResponse:
        entry: HoaConfigEntry = async_get_config_entry(hass, DOMAIN, None)
        site = entry.runtime_data
        if action.act is None:
            user: str | None = await async_require_admin(hass, service.context)
        else:
            user = await async_require(hass, site, service.context, action.act)
        with in_words():
            return await action.work(Call(hass, site, service, user))

    return run
