"""Slots and zones: what is free, as far as a camera vouches for it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from ..core.config import CameraRole, SiteConfig
from ..core.events import SlotsChanged, ZoneChanged
from ..core.model import CameraState, Links, Slot, SlotsReport, Zone
from ..core.occupancy import count
from ..core.ports import Publish
from ..store import slots
from ..store.database import Database
from ..store.slots import StoredSlot


class PlaceDesk:
    """Takes reports of slots, keeps them, and counts zones."""

    def __init__(self, config: SiteConfig, database: Database, publish: Publish) -> None:
        self._config = config
        self._database = database
        self._publish = publish
        self._stored: dict[tuple[str, str], StoredSlot] = {}
        self._seen: frozenset[str] = frozenset()
        self._slots = self._look()
        self._zones = self._count()

    async def open(self) -> None:
        """Take up the states of the last run; they count once their camera is seen. Raises StoreError."""
        self._remember(await self._database.read(slots.states))

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every outlined slot as it is now."""
        return tuple(self._slots.values())

    @property
    def zones(self) -> tuple[Zone, ...]:
        """Every zone as it is now."""
        return tuple(self._zones.values())

    async def handle(self, report: SlotsReport, received_at: datetime) -> bool:
        """Log a report of slots and count again; returns whether it was new. Raises StoreError."""
        # A clock that runs ahead must not make today's changes look old to tomorrow's.
        report = replace(report, captured_at=min(report.captured_at, received_at))
        new = await self._database.write(lambda c: slots.add(c, report, received_at))
        if new:
            self._remember(
                StoredSlot(report.camera, slot.id, slot.occupied, slot.p, report.captured_at) for slot in report.slots
            )
            self._tell()
        return new

    def see(self, links: Links) -> None:
        """Trust the slots of the cameras that are online, and only those."""
        online = (camera.id for camera in links.cameras if camera.state is CameraState.ONLINE)
        self._seen = frozenset(online) if links.recognizer.online else frozenset()
        self._tell()

    def _remember(self, states: Iterable[StoredSlot]) -> None:
        for state in states:
            before = self._stored.get((state.camera, state.slot))
            if before is None or before.captured_at <= state.captured_at:
                self._stored[state.camera, state.slot] = state

    def _tell(self) -> None:
        slots_before, self._slots = self._slots, self._look()
        zones_before, self._zones = self._zones, self._count()
        changed = tuple(slot for key, slot in self._slots.items() if slots_before.get(key) != slot)
        if changed:
            self._publish(SlotsChanged(changed))
        for zone in self._zones.values():
            if zones_before.get(zone.id) != zone:
                self._publish(ZoneChanged(zone))

    def _look(self) -> dict[tuple[str, str], Slot]:
        outlined = (
            (camera, slot.id)
            for camera in self._config.cameras
            if camera.role is CameraRole.LOT and camera.layout is not None
            for slot in camera.layout.slots
        )
        found: dict[tuple[str, str], Slot] = {}
        for camera, slot_id in outlined:
            state = self._stored.get((camera.id, slot_id)) if camera.id in self._seen else None
            found[camera.id, slot_id] = Slot(
                camera=camera.id,
                id=slot_id,
                zone=camera.zone,
                occupied=state.occupied if state else None,
                p=state.p if state else None,
                captured_at=state.captured_at if state else None,
            )
        return found

    def _count(self) -> dict[str, Zone]:
        every = tuple(self._slots.values())
        return {zone.id: count(zone, every) for zone in self._config.zones}
