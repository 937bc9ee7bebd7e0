"""What a household does about its own: passes for guests, guarded cars, where its cars are. All on the record."""

from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from ..core.cars import Car, Lookup
from ..core.errors import Refused
from ..core.events import AskEnded, PassesChanged
from ..core.inviting import PassDraft, checked_draft
from ..core.model import AuditEntry
from ..core.passes import Ask, AskAnswer, GuestPass, PassState
from ..core.plates import checked
from ..core.ports import Clock, NewToken, Publish
from ..core.tokens import digest
from ..store import asks, audit, cars, passes
from ..store.database import Database

MOST_OPEN: Final = 20
MOST_A_DAY: Final = 100
LOOKED_UP_FOR: Final = timedelta(days=90)
_DAY: Final = timedelta(days=1)
_GONE: Final = frozenset({PassState.OVER, PassState.ENDED})


class PassDesk:
    """Keeps the passes that households give."""

    def __init__(self, database: Database, publish: Publish, now: Clock, new_token: NewToken) -> None:
        self._database = database
        self._publish = publish
        self._now = now
        self._new_token = new_token

    async def give(self, household: int | None, draft: PassDraft, user: str | None) -> GuestPass:
        """Give a guest a pass. Raises Refused or StoreError."""
        home, now = _home(household), self._now()
        kept = checked_draft(draft, now)

        def give(connection: Connection) -> GuestPass:
            if (
                passes.count_open(connection, home, now) >= MOST_OPEN
                or passes.count_made(connection, home, now - _DAY) >= MOST_A_DAY
            ):
                raise Refused("too_many_passes", f"a household has {MOST_OPEN} open passes at most")
            given = passes.add(connection, home, kept, user, now)
            self._record(connection, user, "pass_given", given)
            return given

        given = await self._database.write(give)
        self._publish(PassesChanged(home))
        return given

    async def end_own(self, household: int | None, pass_id: int, user: str | None) -> GuestPass:
        """End a pass of one's own household. Raises Refused or StoreError."""
        return await self.end(_home(household), pass_id, user)

    async def end(self, household: int | None, pass_id: int, user: str | None) -> GuestPass:
        """End a pass of a household, or anybody's for None, and what is asked on it. Raises Refused or StoreError."""

        def end(connection: Connection) -> tuple[GuestPass, tuple[Ask, ...]]:
            given = _own(connection, household, pass_id)
            if given.ended_at is not None:
                return given, ()
            now = self._now()
            self._record(connection, user, "pass_ended", given)
            asked = asks.end(connection, asks.of_pass(pass_id), AskAnswer.TAKEN, now)
            return passes.end(connection, pass_id, now), asked

        ended, asked = await self._database.write(end)
        self._publish(PassesChanged(ended.household))
        for ask in asked:
            self._publish(AskEnded(ask))
        return ended

    async def share(self, household: int | None, pass_id: int, user: str | None) -> str:
        """Make a link's secret for a pass, which is told once and ends the earlier. Raises Refused or StoreError."""
        home, token = _home(household), self._new_token()

        def share(connection: Connection) -> None:
            given = _own(connection, home, pass_id)
            if given.state(self._now()) in _GONE:
                raise Refused("pass_over", "this pass is over")
            passes.share(connection, pass_id, digest(token))
            self._record(connection, user, "pass_shared", given)

        await self._database.write(share)
        self._publish(PassesChanged(home))
        return token

    async def by_token(self, token: str) -> GuestPass:
        """Return the pass of a link while it lasts. Raises Refused with not_found, or StoreError."""
        return await self._database.read(lambda c: self._linked(c, token))

    async def put_plate(self, token: str, plate: str) -> GuestPass:
        """Take the word of whoever has a pass's link on which plate it is for, once. Raises Refused or StoreError."""

        def put(connection: Connection) -> GuestPass:
            given = self._linked(connection, token)
            if not given.open_plate or given.plate is not None:
                raise Refused("pass_has_plate", "this pass is for a plate already", "plate")
            folded = checked(plate)
            passes.put_plate(connection, given.id, folded)
            audit.add(connection, AuditEntry(self._now(), None, "pass_plate_given", _subject(given), folded))
            return self._linked(connection, token)

        given = await self._database.write(put)
        self._publish(PassesChanged(given.household))
        return given

    async def guard(self, household: int | None, plate: str, user: str | None, *, on: bool) -> None:
        """Ask a household before its car leaves, or no more. Raises Refused or StoreError."""
        home, folded = _home(household), checked(plate)
        entry = AuditEntry(self._now(), user, "car_guarded" if on else "car_unguarded", folded, None)

        def guard(connection: Connection) -> None:
            if not cars.guard(connection, home, folded, on=on):
                raise Refused("not_found", "this household has no such car", "plate")
            audit.add(connection, entry)

        await self._database.write(guard)
        self._publish(PassesChanged(home))

    async def of_household(self, household: int) -> tuple[GuestPass, ...]:
        """Return the newest passes that a household gave. Raises StoreError."""
        return await self._database.read(lambda c: passes.of_household(c, household))

    async def vehicles_of(self, household: int) -> tuple[Car, ...]:
        """Return a household's own cars and where they are. Raises StoreError."""
        return await self._database.read(lambda c: cars.of_household(c, household))

    async def lookups(self, household: int) -> tuple[Lookup, ...]:
        """Return who looked for a household's cars lately. Raises StoreError."""
        since = self._now() - LOOKED_UP_FOR
        return await self._database.read(lambda c: cars.lookups(c, household, since))

    def _linked(self, connection: Connection, token: str) -> GuestPass:
        given = passes.by_digest(connection, digest(token))
        if given is None or given.state(self._now()) in _GONE:
            raise Refused("not_found", "there is no such pass")
        return given

    def _record(self, connection: Connection, user: str | None, action: str, given: GuestPass) -> None:
        audit.add(connection, AuditEntry(self._now(), user, action, _subject(given), given.plate))


def _subject(given: GuestPass) -> str:
    return f"{given.kind.value} {given.id}"


def _home(household: int | None) -> int:
    if household is None:
        raise Refused("no_household", "only whoever lives here has guests and cars here")
    return household


def _own(connection: Connection, household: int | None, pass_id: int) -> GuestPass:
    given = passes.one(connection, pass_id)
    if given is None or (household is not None and given.household != household):
        raise Refused("not_found", "there is no such pass", "pass")
    return given
