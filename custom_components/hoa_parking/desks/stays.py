"""Who stands where: stays begin and end with their slots, are guessed at, claimed and corrected; all on the record."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from ..core.claims import claimed, disclaimed, said, unnamed
from ..core.config import CameraRole, SiteConfig
from ..core.erasure import Target
from ..core.errors import Refused, StoreError
from ..core.events import (
    Event,
    NoticeEnded,
    NoticeRaised,
    OutcomeLogged,
    PassageLogged,
    PlanChanged,
    SlotsChanged,
    StaysChanged,
)
from ..core.inorder import InOrder
from ..core.model import AuditEntry, Direction, LogEntry
from ..core.notices import Rules, overdue
from ..core.places import Notice, NoticeKind, Plan, Slot, SlotNow, Stay, StaySource
from ..core.plates import checked
from ..core.ports import Asker, Clock, Publish
from ..core.roles import Act, may
from ..core.standing import GUESSING, Candidate, Turn, got_through, plate_of, turn
from ..store import arrivals, audit, people, standing as standings, stays
from ..store.database import Database
from ..store.standing import Around, Standing

type _Turns = Sequence[tuple[SlotNow, Turn, bool]]
"""Slots, what becomes of their stays, and whether that was seen as it happened."""


class StayDesk:
    """Keeps who stands where.

    What it hears is worked off in order, in the background (`settle` waits for that). What the database did not take
    is made good from how the slots are then, at a later `tick`.
    """

    def __init__(self, config: SiteConfig, database: Database, publish: Publish, now: Clock) -> None:
        self._gated = any(camera.role is CameraRole.GATE for camera in config.cameras)
        self._rules = {zone.id: Rules.of(zone) for zone in config.zones}
        self._database = database
        self._publish = publish
        self._now = now
        self._jobs = InOrder("hoa_parking stays")
        self._slots: dict[str, SlotNow] = {}  # as last heard
        self._seen: dict[str, bool | None] = {}  # as last worked off
        self._was_free: dict[str, datetime] = {}  # until when a slot that cannot be seen now was seen to be free
        self._standing: dict[str, Standing] = {}
        self._behind: set[str] = set()
        self._drawn_anew: Plan | None = None  # and not worked off

    async def open(self, slots: Iterable[SlotNow] = ()) -> None:
        """Take up the stays of the last run and go by the slots as they are. Raises StoreError."""
        self._slots = {now.slot.id: now for now in slots}
        self._standing = {one.stay.slot: one for one in await self._database.read(standings.of_all)}
        self._jobs.open()
        self._jobs.put(partial(self._replan, Plan(tuple(now.slot for now in self._slots.values()))))
        self.follow(SlotsChanged(tuple(self._slots.values())))

    async def close(self) -> None:
        """Work off what was heard, and hear no more."""
        await self._jobs.close()

    async def settle(self) -> None:
        """Return once all that was heard is worked off."""
        await self._jobs.settle()

    def follow(self, event: Event) -> None:
        """Hear what happens at the slots and at the gates."""
        match event:
            case SlotsChanged(slots):
                self._slots.update((now.slot.id, now) for now in slots)
                self._jobs.put(partial(self._take, slots))
            case PlanChanged(plan):
                self._jobs.put(partial(self._replan, plan))
            case PassageLogged(entry) | OutcomeLogged(entry) if entry.direction is Direction.EXIT:
                self._jobs.put(partial(self._left, entry))
            case _:
                pass

    def tick(self) -> None:
        """Notice who stands for too long, and make good what could not be written."""
        if not self._jobs.idle:
            return
        now = self._now()
        for slot_id, one in self._standing.items():
            at = self._slots.get(slot_id)
            kind = at and at.occupied and overdue(at.slot, one.stay, self._rules.get(at.slot.zone, Rules()), now)
            if kind and kind not in one.told:
                self._jobs.put(partial(self._warn, one.stay, kind))
        if self._drawn_anew is not None:
            self._jobs.put(partial(self._replan, self._drawn_anew))
        if self._behind:
            late = tuple(self._slots[slot] for slot in self._behind if slot in self._slots)
            self._behind.clear()
            self._jobs.put(partial(self._take, late))

    def stay(self, slot_id: str) -> Stay | None:
        """Return who stands on a slot now."""
        one = self._standing.get(slot_id)
        return one.stay if one else None

    @property
    def open_stays(self) -> tuple[Stay, ...]:
        """Every stay that has not ended."""
        return tuple(one.stay for one in self._standing.values())

    @property
    def noticed(self) -> tuple[Stay, ...]:
        """Every stay of which something is told: few of many."""
        return tuple(one.stay for one in self._standing.values() if one.told)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Every stay that is not as it should be, and how."""
        return tuple(standings.notice(one, kind) for one in self._standing.values() for kind in sorted(one.told))

    def told(self, slot_id: str) -> tuple[NoticeKind, ...]:
        """Return what is wrong with a slot's stay, what matters most first."""
        one = self._standing.get(slot_id)
        return tuple(kind for kind in NoticeKind if one is not None and kind in one.told)

    async def candidates(self, slot_id: str) -> tuple[Candidate, ...]:
        """Return who may stand on a slot, likeliest first; nobody on a free one. Raises Refused or StoreError."""
        slot, stay = self._slot(slot_id), self.stay(slot_id)
        if stay is None:
            return ()
        elsewhere = self._plates(but=slot_id)
        return await self._database.read(lambda c: arrivals.candidates(c, slot, stay.since, elsewhere))

    async def history(self, slot_id: str, limit: int) -> tuple[Stay, ...]:
        """Return a slot's stays, newest first. Raises Refused or StoreError."""
        slot = self._slot(slot_id)
        return await self._database.read(lambda c: stays.of_slot(c, slot.id, limit))

    async def dwell(self, zone: str, since: datetime) -> tuple[timedelta, ...]:
        """Return how long the stays in a zone lasted that ended since a time. Raises StoreError."""
        return await self._database.read(lambda c: stays.dwell(c, zone, since))

    async def find_vehicle(self, plate: str, person: Asker) -> tuple[Stay, ...]:
        """Return where a vehicle stands: one's own, or, on the record, anybody's for those who may know.

        Raises Refused or StoreError.
        """
        folded = checked(plate)
        found = tuple(stay for stay in self.open_stays if stay.plate == folded)
        if not may(person.role, Act.SEE_STANDING):
            return tuple(stay for stay in found if stay.household is not None and stay.household == person.household)
        entry = AuditEntry(self._now(), person.user_id, "vehicle_looked_up", folded, None)
        await self._database.write(lambda c: audit.add(c, entry))
        return found

    async def claim(self, slot_id: str, plate: str | None, person: Asker) -> Stay:
        """Say that it is one's own vehicle; None: one of the household's. Raises Refused or StoreError."""
        household, folded = person.household, checked(plate) if plate else None
        if household is None:
            raise Refused("no_household", "only whoever lives here has vehicles of their own here", "plate")

        def claim(connection: Connection, slot: Slot, before: Standing) -> list[Standing]:
            own = arrivals.vehicles_of(connection, household)
            if folded is not None and folded not in own:
                raise Refused("vehicle_not_yours", "this plate is not listed for your household", "plate")
            named = folded or (own[0] if len(own) == 1 else None)
            stay = claimed(before.stay, named, household, people.apartment(connection, household))
            self._record(connection, person.user_id, "stay_claimed", slot, named)
            return self._name(connection, slot, before, stay)

        return await self._say(slot_id, claim)

    async def disclaim(self, slot_id: str, person: Asker) -> Stay:
        """Say that it is not one's own vehicle; on one's own place, others are told. Raises Refused or StoreError."""

        def disclaim(connection: Connection, slot: Slot, before: Standing) -> list[Standing]:
            stay = disclaimed(before.stay, slot, person.household)
            self._record(connection, person.user_id, "stay_disclaimed", slot, before.stay.plate)
            *others, after = self._name(connection, slot, before, stay)
            if slot.household is not None and slot.household == person.household:
                kinds = after.told | {NoticeKind.PLACE_TAKEN}
                after = standings.told(connection, after, kinds, confirmed=True)
            return [*others, after]

        return await self._say(slot_id, disclaim)

    async def set_plate(self, slot_id: str, plate: str | None, user: str | None) -> Stay:
        """Say which vehicle it is, None: none that we guess, on the record. Raises Refused or StoreError."""
        folded = None if plate is None else checked(plate)

        def set_plate(connection: Connection, slot: Slot, before: Standing) -> list[Standing]:
            home = arrivals.household_of(connection, folded) if folded else None
            household, apartment = home or (None, None)
            self._record(connection, user, "stay_plate_set", slot, folded)
            return self._name(connection, slot, before, said(before.stay, folded, household, apartment, StaySource.SET))

        return await self._say(slot_id, set_plate)

    async def disown(self, whose: Target) -> None:
        """Forget of those who stand now who they are, where it is said whose they are. Raises StoreError."""
        async with self._jobs.turn():
            some = [one for one in self._standing.values() if whose.has(one.stay.plate, one.stay.household)]
            nobody = [Standing(unnamed(one.stay)) for one in some]

            def write(connection: Connection) -> None:
                for one in nobody:
                    stays.set_vehicle(connection, one.stay)

            await self._database.write(write)
            self._apply(nobody)

    async def _say(self, slot_id: str, say: Callable[[Connection, Slot, Standing], list[Standing]]) -> Stay:
        """Take a person's word on who stands on a slot, in its turn; returns the stay as it is then."""
        slot = self._slot(slot_id)
        async with self._jobs.turn():
            before = self._standing.get(slot_id)
            if before is None:
                raise Refused("slot_free", "nobody stands on this place", "slot")
            said_now = await self._database.write(lambda c: say(c, slot, before))
            self._apply(said_now)
            return self._standing[slot_id].stay

    def _name(self, connection: Connection, slot: Slot, before: Standing, stay: Stay) -> list[Standing]:
        """Write whose a stay is: that vehicle stands nowhere else then."""
        around = Around(self._plates(but=slot.id), self._gated)
        others = [(self._drawn(other), one) for other, one in self._standing.items() if other != slot.id]
        freed = standings.take_off(connection, stay.plate, others, stay.source, around)
        return [*freed, standings.name(connection, slot, before, stay, around)]

    async def _take(self, changed: Sequence[SlotNow]) -> None:
        at = self._now()
        turns = [
            (now, turn(now, self.stay(now.slot.id), at, seen=self._seen.get(now.slot.id)), self._was_seen(now, at))
            for now in changed
        ]
        turns = [one for one in turns if one[1] != Turn()]
        begun: list[Standing] = []
        if turns:
            try:
                begun = await self._database.write(lambda c: self._write(c, turns))
            except StoreError:
                # Later it is made good; what was meanwhile nobody will know.
                self._behind.update(now.slot.id for now in changed)
                self._seen.update((now.slot.id, None) for now in changed)
                raise
        for now in changed:
            self._look(now, at)
        self._apply(begun, [one.ended for _, one, _ in turns if one.ended is not None])

    def _write(self, connection: Connection, turns: _Turns) -> list[Standing]:
        """Write what becomes of some slots' stays; a vehicle is guessed to stand on one of them only."""
        plates = self._plates(but=None) - {one.ended.plate for _, one, _ in turns if one.ended and one.ended.plate}
        for _, one, _ in turns:
            if one.ended is not None and one.ended.until is not None:
                stays.end(connection, one.ended.id, one.ended.until)
        begun = []
        for now, one, seen in sorted(turns, key=lambda each: each[0].since or self._now()):
            if one.begun is not None:
                after = standings.begin(connection, now.slot, one.begun, Around(plates, self._gated), seen=seen)
                plates |= {after.stay.plate} if after.stay.plate else set()
                begun.append(after)
        return begun

    async def _replan(self, plan: Plan) -> None:
        """Go by what is drawn now: who stood on a place that is no more stands there no more."""
        self._drawn_anew, drawn, at = plan, {slot.id: slot for slot in plan.slots}, self._now()
        for slot_id, slot in drawn.items():
            self._slots[slot_id] = replace(self._slots.get(slot_id, SlotNow(slot, None, None)), slot=slot)
        ended = [replace(stay, until=max(at, stay.since)) for stay in self.open_stays if stay.slot not in drawn]
        kept = [(one, drawn[slot_id]) for slot_id, one in self._standing.items() if slot_id in drawn]
        moved = [(one, slot) for one, slot in kept if standings.is_other(one, slot)]

        def write(connection: Connection) -> list[Standing]:
            for stay in ended:
                stays.end(connection, stay.id, at)
            return [standings.move(connection, slot, one) for one, slot in moved]

        self._apply(await self._database.write(write) if ended or moved else (), ended)
        for slot_id in self._slots.keys() - drawn.keys():
            del self._slots[slot_id]
            self._seen.pop(slot_id, None)
            self._was_free.pop(slot_id, None)
        self._drawn_anew = None

    async def _left(self, entry: LogEntry) -> None:
        """Take a guess back whose vehicle has just left through a gate: it stands nowhere here."""
        plate, at = plate_of(entry), entry.passage.captured_at
        wrong = [
            one
            for one in self._standing.values()
            if one.stay.source is StaySource.SUGGESTED and one.stay.plate == plate and one.stay.since < at
        ]
        if wrong and got_through(entry):
            around = Around(self._plates(but=None), self._gated)
            self._apply(
                await self._database.write(
                    lambda c: [
                        standings.name(c, self._drawn(one.stay.slot), one, unnamed(one.stay), around) for one in wrong
                    ]
                )
            )

    async def _warn(self, stay: Stay, kind: NoticeKind) -> None:
        one = self._standing.get(stay.slot)
        if one is not None and one.stay.id == stay.id and kind not in one.told:
            self._apply(
                [
                    await self._database.write(
                        lambda c: standings.told(c, one, one.told | {kind}, confirmed=one.confirmed)
                    )
                ]
            )

    def _look(self, now: SlotNow, at: datetime) -> None:
        """Remember how a slot was worked off."""
        if now.occupied is None and self._seen.get(now.slot.id) is False:
            self._was_free[now.slot.id] = at
        self._seen[now.slot.id] = now.occupied

    def _was_seen(self, now: SlotNow, at: datetime) -> bool:
        """Tell whether a slot was free just before: who stands there came now, unless only somebody says so."""
        if now.override is not None:
            return False
        if self._seen.get(now.slot.id) is False:
            return True
        free = self._was_free.get(now.slot.id)
        return self._seen.get(now.slot.id) is None and free is not None and at - free <= GUESSING.window

    def _plates(self, but: str | None) -> set[str]:
        """Return the vehicles that are sure enough to stand elsewhere than on one slot."""
        others = (stay for stay in self.open_stays if stay.slot != but)
        return {stay.plate for stay in others if stay.plate is not None and stay.confidence >= GUESSING.certain}

    def _slot(self, slot_id: str) -> Slot:
        try:
            return self._slots[slot_id].slot
        except KeyError as err:
            raise Refused("slot_unknown", "there is no such place", "slot") from err

    def _drawn(self, slot_id: str) -> Slot | None:
        now = self._slots.get(slot_id)
        return now.slot if now else None

    def _record(self, connection: Connection, user: str | None, action: str, slot: Slot, detail: str | None) -> None:
        audit.add(connection, AuditEntry(self._now(), user, action, slot.address.text, detail))

    def _apply(self, standing: Iterable[Standing], ended: Iterable[Stay] = ()) -> None:
        """Remember what is written, and tell of it."""
        changed: list[Stay] = []
        notices: list[NoticeRaised | NoticeEnded] = []
        for stay in ended:
            before = self._standing.pop(stay.slot, None)
            changed.append(stay)
            notices += [NoticeEnded(standings.notice(before, kind)) for kind in sorted(before.told)] if before else []
        for after in standing:
            before = self._standing.get(after.stay.slot)
            self._standing[after.stay.slot] = after
            changed.append(after.stay)
            notices += standings.news(before or Standing(after.stay), after)
        if changed:
            self._publish(StaysChanged(tuple(changed)))
        for notice in notices:
            self._publish(notice)
