"""A resident's panel that listens: their household's cars, passes, what they are asked, and who looked for them."""

from datetime import timedelta
from typing import override

from ..core.cars import Lookup
from ..core.events import (
    AskEnded,
    AskRaised,
    Event,
    OutcomeLogged,
    PassageLogged,
    PassesChanged,
    StaysChanged,
)
from ..core.roles import Act, Role
from ..desks.people import Person
from . import mine_shapes
from .shapes import Shape, moment
from .watch import WholeWatch


class MineWatch(WholeWatch):
    """One resident's subscription."""

    needs = Act.SEE_OWN_PASSAGES
    again = timedelta(seconds=60)  # passes begin and end, and somebody looks for a car

    @override
    def concerns(self, event: Event, person: Person) -> bool:
        return person.household is not None and (_is_about(event, person.household) or self._has_parked(event))

    def _has_parked(self, event: Event) -> bool:
        """Tell whether one of the household's cars stands elsewhere now."""
        cars = self.told.get("vehicles")
        if not isinstance(event, StaysChanged) or not isinstance(cars, list):
            return False
        known = {car["plate"] for car in cars} | {car["place"] for car in cars if car["place"]}
        return any(stay.plate in known or stay.address in known for stay in event.stays)

    @override
    async def everything(self, person: Person) -> Shape:
        site, household = self.site, person.household
        if household is None:
            return {"kind": "mine", "vehicles": [], "passes": [], "asks": [], "lookups": []}
        now, gates = site.now(), site.gates.all
        cars = await site.passes.vehicles_of(household)
        asks = await site.asks.of_household(household)
        lookups = await site.passes.lookups(household)
        return {
            "kind": "mine",
            "vehicles": [mine_shapes.car(one, gates) for one in cars],
            "passes": [mine_shapes.given(one, person, now) for one in await site.passes.of_household(household)],
            "asks": [mine_shapes.asked(one, gates, self.sign, now) for one in asks],
            "lookups": await self._lookups(lookups),
        }

    async def _lookups(self, lookups: tuple[Lookup, ...]) -> list[Shape]:
        roles = {user: await self._role(user) for user in {one.user for one in lookups}}
        return [{"at": moment(one.at), "role": roles[one.user], "plate": one.plate} for one in lookups]

    async def _role(self, user_id: str | None) -> str:
        """Return what somebody is now who looked: a guard, or else the board."""
        user = await self.hass.auth.async_get_user(user_id) if user_id else None
        if user is None:
            return Role.BOARD.value
        person = await self.site.people.person(user.id, is_admin=user.is_admin)
        return (Role.GUARD if person.role is Role.GUARD else Role.BOARD).value


def _is_about(event: Event, household: int) -> bool:
    match event:
        case PassesChanged(changed):
            return changed is None or changed == household
        case AskRaised(ask) | AskEnded(ask):
            return ask.household == household
        case PassageLogged(entry) | OutcomeLogged(entry):
            return entry.household == household
        case _:
            return False
