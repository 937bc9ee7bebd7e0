"""Actions: what people and automations may ask for, each checked before it is done."""

from collections.abc import Callable, Coroutine
from typing import Final

import probatio
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, callback
from homeassistant.helpers.service import async_get_config_entry

from .const import DOMAIN
from .entry import HoaConfigEntry
from .permission import async_require_admin, async_require_person
from .services_blueprints import BLUEPRINT_ACTIONS
from .services_call import Action, Call
from .services_gates import GATE_ACTIONS
from .services_passes import PASS_ACTIONS
from .services_people import PEOPLE_ACTIONS
from .services_places import PLACE_ACTIONS
from .words import in_words

ACTIONS: Final = (*PEOPLE_ACTIONS, *PASS_ACTIONS, *GATE_ACTIONS, *PLACE_ACTIONS, *BLUEPRINT_ACTIONS)


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
            call = Call(hass, site, service, await async_require_admin(hass, service.context))
        else:
            person = await async_require_person(hass, site, service.context, action.act)
            call = Call(hass, site, service, person.user_id if person else None, person)
        with in_words():
            return await action.work(call)

    return run
