"""A resident's panel that listens: their household's cars, passes, what they are asked, and who looked for them."""

import asyncio
from datetime import datetime, timedelta
from typing import Final, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval

from ..core.cars import Lookup
from ..core.errors import StoreError
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
from .commands import Connection
from .guard_watch import lasting
from .shapes import Shape, moment
from .watch import Watch

PAUSE_S: Final = 0.25
"""What changes within this time is sent together."""
AGAIN: Final = timedelta(seconds=60)
"""Time passes too: passes begin and end, and somebody looks for a car."""


class MineWatch(Watch):
    """One resident's subscription."""

    needs = Act.SEE_OWN_PASSAGES

    def __init__(self, hass: HomeAssistant, connection: Connection, message_id: int) -> None:
        super().__init__(hass, connection, message_id)
        self.sign = lasting(self.sign)
        self._told: Shape = {}
        self._stale = False
        self._looking = False

    @override
    async def start(self) -> None:
        await super().start()
        if (unsubscribe := self.connection.subscriptions.get(self._id)) is None:
            return
        untimed = async_track_time_interval(self.hass, self._again, AGAIN)

        def leave() -> None:
            untimed()
            unsubscribe()

        self.connection.subscriptions[self._id] = leave

    @override
    async def snapshot(self, person: Person) -> Shape:
        self._told = await self._shape(person)
        return self._told

    @override
    def tell(self, event: Event, person: Person) -> None:
        if person.household is not None and (_is_about(event, person.household) or self._has_parked(event)):
            self._look_soon()

    def _has_parked(self, event: Event) -> bool:
        """Tell whether one of the household's cars stands elsewhere now."""
        cars = self._told.get("vehicles")
        if not isinstance(event, StaysChanged) or not isinstance(cars, list):
            return False
        known = {car["plate"] for car in cars} | {car["place"] for car in cars if car["place"]}
        return any(stay.plate in known or stay.address in known for stay in event.stays)

    @callback
    def _again(self, _: datetime) -> None:
        self._look_soon()

    def _look_soon(self) -> None:
        self._stale = True
        if not self._looking:
            self._looking = True
            self.hass.async_create_task(self._look(), "hoa_parking mine")

    async def _look(self) -> None:
        try:
            while self._stale and (person := self.person) is not None:
                self._stale = False
                await self._tell_changes(person)
                await asyncio.sleep(PAUSE_S)
        finally:
            self._looking = False

    async def _tell_changes(self, person: Person) -> None:
        try:
            shape = await self._shape(person)
        except StoreError:  # the next change, or the site's end, says it anew
            return
        if shape != self._told and self.person is person:
            self._told = shape
            self.send(shape)

    async def _shape(self, person: Person) -> Shape:
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
