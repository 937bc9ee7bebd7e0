"""Slots and zones: what is free, as far as a camera, a gate or a guard vouches for it."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from ..core.config import SiteConfig, ZoneConfig
from ..core.counting import Turnstile, moved
from ..core.errors import Refused, StoreError
from ..core.events import SlotsChanged, ZoneChanged
from ..core.links import CameraState, CameraView, Links
from ..core.model import AuditEntry, GateMode, LogEntry, SlotsReport, Zone
from ..core.occupancy import as_it_is, count, is_news, outlines, views
from ..core.places import Address, CountedBy, Look, Override, Plan, Slot, SlotNow
from ..core.ports import Clock, Publish
from ..store import audit, counts, looks, overrides
from ..store.counts import Count
from ..store.database import Database
from ..store.looks import Taken

LONGEST_REASON: Final = 200

_LOGGER = logging.getLogger(__name__)


class PlaceDesk:
    """Takes reports of slots and guards' words, keeps them, and counts zones.

    A slot is as its best view that can be trusted says (`core.occupancy.views`): one whose camera is online, has not
    moved, and has said something. What is told touches those slots and their zones only.
    """

    def __init__(self, config: SiteConfig, database: Database, publish: Publish, now: Clock) -> None:
        self._configs = {zone.id: zone for zone in config.zones}
        self._database = database
        self._publish = publish
        self._now = now
        self._counting = {zone.id: config.cameras_that_count(zone) for zone in config.zones}
        self._trusted: frozenset[str] = frozenset()
        self._plan = Plan()
        self._views: Mapping[str, tuple[str, ...]] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._overrides: dict[str, Override] = {}
        self._counts: dict[str, Count] = {}
        self._turnstile = Turnstile()
        self._writing: set[asyncio.Task[None]] = set()
        self._slots: dict[str, SlotNow] = {}
        self._of_zone: dict[str, tuple[str, ...]] = {}
        self._of_key: dict[str, str] = {}
        self._zones = {zone.id: count(zone, (), None) for zone in config.zones}

    async def open(self) -> None:
        """Take up what was said until the last run, before there is a plan. Raises StoreError."""
        self._looks = {(look.camera, look.slot): look for look in await self._database.read(looks.all_of)}
        self._overrides = dict(await self._database.read(overrides.all_of))
        self._counts = dict(await self._database.read(counts.all_of))

    async def close(self) -> None:
        """Return once all that gates have counted is written."""
        while pending := [task for task in self._writing if not task.done()]:
            await asyncio.wait(pending)

    @property
    def slots(self) -> tuple[SlotNow, ...]:
        """Every slot as it is now."""
        return tuple(self._slots.values())

    def drawn(self, slot_id: str) -> SlotNow | None:
        """Return a slot as it is now; None for one that is not drawn, or no more."""
        return self._slots.get(slot_id)

    def slot(self, slot_id: str) -> SlotNow:
        """Return a slot as it is now; raises Refused for one that is not drawn."""
        if (now := self.drawn(slot_id)) is None:
            raise Refused("slot_unknown", "there is no such place", "slot")
        return now

    def find(self, row: str, number: str) -> SlotNow:
        """Return the slot of an address as it is now; raises Refused where there is none."""
        return self.slot(self._of_key.get(Address(row.strip(), number.strip()).key, ""))

    @property
    def zones(self) -> tuple[Zone, ...]:
        """Every zone as it is now."""
        return tuple(self._zones.values())

    def zone(self, zone_id: str) -> Zone:
        """Return a zone as it is now; raises Refused for one that is not set up."""
        if (zone := self._zones.get(zone_id)) is None:
            raise Refused("zone_unknown", "there is no such zone", "zone")
        return zone

    async def handle(self, report: SlotsReport, received_at: datetime) -> bool:
        """Take a report of slots; returns False for one that is in the log. Raises StoreError."""
        # A clock that runs ahead must not make today's changes look old to tomorrow's.
        captured_at = min(report.captured_at, received_at)
        drawn = tuple(slot for slot in report.slots if report.camera in self._views.get(slot.id, ()))
        if not drawn:
            return True
        report = replace(report, captured_at=captured_at, slots=drawn)
        agreed = {
            slot.id: now.since
            for slot in drawn
            if (now := self._slots[slot.id]).occupied is slot.occupied and now.since is not None
        }

        def take(connection: Connection) -> tuple[Taken, frozenset[str]] | None:
            taken = looks.take(connection, report, received_at, agreed)
            if taken is None:
                return None
            return taken, overrides.end_seen(connection, taken.changed, captured_at)

        told = await self._database.write(take)
        if told is None:
            return False
        taken, ended = told
        for slot_id in ended:
            self._overrides.pop(slot_id, None)
        self._remember(taken.looks)
        self._look_at(slot.id for slot in drawn)
        return True

    def see(self, links: Links) -> None:
        """Trust the cameras that are online and look at what was drawn on their pictures, and only those."""
        before = self._trusted
        trusted = (
            link.id
            for link in links.cameras
            if link.state is CameraState.ONLINE and link.view is not CameraView.MOVED and links.recognizer.online
        )
        self._trusted = frozenset(trusted)
        turned = before ^ self._trusted
        if turned:
            self._look_at(slot for slot, cameras in self._views.items() if not turned.isdisjoint(cameras))
            self._tell((), (zone for zone, cameras in self._counting.items() if not turned.isdisjoint(cameras)))

    def replan(self, plan: Plan) -> None:
        """Go by what is drawn now; what a camera said of an outline that is another one now counts no more."""
        before, after = outlines(self._plan), outlines(plan)
        self._looks = {
            key: look for key, look in self._looks.items() if key not in before or before[key] == after.get(key)
        }
        self._plan, self._views = plan, views(plan)
        told, self._slots = self._slots, {}
        self._overrides = {slot: override for slot, override in self._overrides.items() if slot in self._views}
        changed = []
        for slot in plan.slots:
            now = self._slots[slot.id] = self._as_it_is(slot, told.get(slot.id))
            # Of new ones the plan itself tells.
            if slot.id in told and is_news(told[slot.id], now):
                changed.append(now)
        self._of_key = {slot.address.key: slot.id for slot in plan.slots}
        self._of_zone = {zone: tuple(s.id for s in plan.slots if s.zone == zone) for zone in self._configs}
        self._tell(changed, self._configs)

    def passed(self, entry: LogEntry, mode: GateMode = GateMode.NORMAL) -> None:
        """Count a vehicle that drove through a gate, which is in a mode, where that gate counts; each passage once."""
        zones = [zone for zone in self._configs.values() if zone.is_counted_by(entry.gate)]
        step = self._turnstile.step(entry, mode) if zones else 0
        for zone in zones:
            kept = self._counts.get(zone.id)
            # Until somebody says how many are in, nobody knows; what came before that is in what they said.
            if step and kept is not None and entry.passage.captured_at > kept.at:
                self._move(zone, kept, moved(kept.occupied, step, self._zones[zone.id].total))

    async def override(
        self,
        slot_id: str,
        occupied: bool | None,  # noqa: FBT001 - a state like any other
        reason: str,
        hold: bool,  # noqa: FBT001
        user: str | None,
    ) -> SlotNow:
        """Let a guard's word stand against the cameras', on the record: taken, free, or None for out of use.

        It stands until a camera sees the slot change, or, to `hold`, until it is ended. Raises Refused or StoreError.
        """
        return await self._say(Override(slot_id, occupied, reason, user, self._now(), hold), "slot_overridden")

    async def release(self, slot_id: str, reason: str, user: str | None) -> SlotNow:
        """Give a slot back to the free ones until a camera sees it change. Raises Refused or StoreError."""
        return await self._say(Override(slot_id, False, reason, user, self._now(), False), "slot_released")

    async def end_override(self, slot_id: str, user: str | None) -> SlotNow:
        """Go by the cameras again, on the record. Raises Refused or StoreError."""
        address = self.slot(slot_id).slot.address
        if slot_id not in self._overrides:
            raise Refused("override_unknown", "nobody has said anything of this place", "slot")
        entry = AuditEntry(self._now(), user, "override_ended", address.text, None)

        def end(connection: Connection) -> None:
            overrides.remove(connection, slot_id)
            audit.add(connection, entry)

        await self._database.write(end)
        self._overrides.pop(slot_id, None)
        self._look_at((slot_id,))
        return self.slot(slot_id)

    async def set_count(self, zone_id: str, occupied: int, user: str | None) -> Zone:
        """Say how many vehicles a zone holds that its gates count, on the record. Raises Refused or StoreError."""
        before = self.zone(zone_id)
        if self._configs[zone_id].counted_by is not CountedBy.GATES:
            raise Refused("zone_not_counted", "this zone is counted by its places, not by its gates", "zone")
        if not 0 <= occupied <= before.total:
            raise Refused("count_range", f"this zone holds 0 to {before.total} vehicles", "occupied")
        kept, new = self._counts.get(zone_id), Count(occupied, self._now())
        words = f"{occupied}, was {kept.occupied if kept else 'unknown'}"
        entry = AuditEntry(new.at, user, "count_set", before.name, words)

        def put(connection: Connection) -> None:
            counts.put(connection, zone_id, new, user)
            audit.add(connection, entry)

        # At once: who drives in while this is written is counted on top of it.
        self._counts[zone_id] = new
        try:
            await self._database.write(put)
        except StoreError:
            self._counts.pop(zone_id) if kept is None else self._counts.update({zone_id: kept})
            raise
        finally:
            self._tell((), (zone_id,))
        return self.zone(zone_id)

    async def _say(self, said: Override, action: str) -> SlotNow:
        address = self.slot(said.slot).slot.address
        said = replace(said, reason=_reason(said.reason))
        state = {True: "occupied", False: "free", None: "unknown"}[said.occupied]
        words = f"{state}{', held' if said.hold else ''}: {said.reason}"
        entry = AuditEntry(said.at, said.user, action, address.text, words)

        def put(connection: Connection) -> None:
            overrides.put(connection, said)
            audit.add(connection, entry)

        await self._database.write(put)
        self._overrides[said.slot] = said
        self._look_at((said.slot,))
        return self.slot(said.slot)

    def _move(self, zone: ZoneConfig, kept: Count, occupied: int) -> None:
        if occupied == kept.occupied:
            return
        self._counts[zone.id] = replace(kept, occupied=occupied)
        self._tell((), (zone.id,))
        task = asyncio.ensure_future(self._write_count(zone, occupied))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _write_count(self, zone: ZoneConfig, occupied: int) -> None:
        try:
            await self._database.write(lambda c: counts.move(c, zone.id, occupied))
        except StoreError as err:
            _LOGGER.warning("The count of %s is kept in memory only: %s", zone.name, err)

    def _remember(self, told: Iterable[Look]) -> None:
        # Which is the newer was decided where they are written, and that answers in its order.
        self._looks.update({(look.camera, look.slot): look for look in told})

    def _look_at(self, slot_ids: Iterable[str]) -> None:
        """Look again at some slots, and tell what is new."""
        changed = []
        for slot_id in slot_ids:
            if (before := self._slots.get(slot_id)) is not None:
                now = self._slots[slot_id] = self._as_it_is(before.slot, before)
                if is_news(before, now):
                    changed.append(now)
        self._tell(changed, {now.slot.zone for now in changed})

    def _as_it_is(self, slot: Slot, before: SlotNow | None) -> SlotNow:
        cameras = (camera for camera in self._views[slot.id] if camera in self._trusted)
        seen = [look for camera in cameras if (look := self._looks.get((camera, slot.id))) is not None]
        return as_it_is(slot, seen, self._overrides.get(slot.id), before)

    def _driven_in(self, zone_id: str) -> int | None:
        """Return how many vehicles a zone holds by its gates; None while one of their cameras may miss somebody."""
        kept = self._counts.get(zone_id)
        return kept.occupied if kept is not None and self._counting[zone_id] <= self._trusted else None

    def _tell(self, changed: Iterable[SlotNow], zone_ids: Iterable[str]) -> None:
        slots = tuple(changed)
        told, counted = self._zones, dict(self._zones)
        for zone_id in self._configs.keys() & set(zone_ids):
            own = (self._slots[slot_id] for slot_id in self._of_zone.get(zone_id, ()))
            counted[zone_id] = count(self._configs[zone_id], own, told[zone_id], self._driven_in(zone_id))
        self._zones = counted
        if slots:
            self._publish(SlotsChanged(slots))
        for zone_id, zone in counted.items():
            if told[zone_id] != zone:
                self._publish(ZoneChanged(zone))


def _reason(text: str) -> str:
    words = " ".join(text.split())
    if not 0 < len(words) <= LONGEST_REASON or not words.isprintable():
        raise Refused("reason_length", f"a reason has 1 to {LONGEST_REASON} characters", "reason")
    return words
