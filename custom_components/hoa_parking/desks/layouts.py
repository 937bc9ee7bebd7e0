"""What is drawn: slots on cameras' pictures, and the pictures to draw on."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from ..core.config import CameraRole, SiteConfig
from ..core.drawing import Base, Drawing
from ..core.errors import Refused
from ..core.events import PlanChanged, StillArrived, StillsWanted
from ..core.interchange import Document, ImportReport, Names, RowProblem, read_document, write_document
from ..core.model import AuditEntry
from ..core.places import Plan, WantedStill
from ..core.ports import Clock, NewId, Publish
from ..core.redrawing import Flaw, Redrawing, Sheet, redraw
from ..core.stills import StillBook, is_still
from ..store import audit, layouts
from ..store.database import Database
from ..store.stills import StillFolder

TICK: Final = timedelta(milliseconds=1)
"""Moments are kept no finer."""
WORDS = {
    "layout_address": "a place has a number, and a row if need be, of up to 8 characters each",
    "layout_apartment_unknown": "nobody lives there yet: no household has this apartment",
    "layout_contradiction": "this place is drawn twice, and not as the same one",
    "layout_duplicate_slot": "this address is taken: each place has its own",
    "layout_site_full": "these are more places than a site can have",
    "layout_slot_unknown": "this place is not there any more",
    "layout_zone_unknown": "this zone is not there any more",
}


class LayoutDesk:
    """Keeps the plan, and the stills that it is drawn on."""

    def __init__(
        self,
        config: SiteConfig,
        database: Database,
        stills: StillFolder,
        publish: Publish,
        now: Clock,
        new_id: NewId,
    ) -> None:
        self._cameras = {camera.id: camera for camera in config.cameras if camera.role is CameraRole.LOT}
        self._names = Names(
            cameras={camera.id: camera.name for camera in self._cameras.values()},
            zones={zone.id: zone.name for zone in config.zones},
            zone_of={camera.id: camera.zone for camera in self._cameras.values() if camera.zone is not None},
        )
        self._database = database
        self._stills = stills
        self._publish = publish
        self._now = now
        self._new_id = new_id
        self._plan = Plan()
        self._book = StillBook()
        self._wanted: tuple[WantedStill, ...] = ()
        self._saving = asyncio.Lock()

    async def open(self) -> None:
        """Take up what is drawn; cameras that are no more lose their layouts, not their slots. Raises StoreError."""
        self._plan = await self._database.write(self._settle)
        drawn_on = _references(self._plan)
        for still in await self._stills.kept():
            if still not in drawn_on:
                self._book.came(still, "", self._now())

    @property
    def plan(self) -> Plan:
        """Everything that is drawn."""
        return self._plan

    async def save(self, camera: str, drawing: Drawing, user: str | None, base: Base | None = None) -> Plan:
        """Draw a camera's slots anew, all or none, on the record. Raises Refused, its field the slot, or StoreError.

        A drawing that began from another `base` than is there now is refused; None: whatever is there is drawn over.
        """
        self._camera(camera)
        still = drawing.still
        if still is not None and not (self._book.is_there(still, camera) or still == _reference(self._plan, camera)):
            raise Refused("layout_still_unknown", "this picture is not kept any more: take a new one", "still")

        def judge(plan: Plan, connection: Connection) -> Redrawing:
            if base is not None and base.saved_at != _saved_at(plan, camera):
                raise Refused("layout_outdated", "somebody else has saved this camera's layout meanwhile")
            redrawing = redraw(plan, [Sheet(camera, drawing)], self._names.zones, layouts.homes(connection))
            for flaw in redrawing.flaws[:1]:
                raise Refused(flaw.code, WORDS[flaw.code], flaw.slot)
            return redrawing

        _, plan = await self._draw(judge, "layout_saved", camera, user)
        return plan

    async def export(self) -> Document:
        """Return everything that is drawn, to be kept as a file."""
        return write_document(self._plan, self._names)

    async def import_(
        self, document: object, user: str | None, *, dry_run: bool, camera: str | None = None
    ) -> ImportReport:
        """Draw the cameras that a file names anew, all of it or nothing, on the record; or only say what that would do.

        `camera` says whose outlines they are where the file is a plain list of them. Raises StoreError.
        """

        def judge(plan: Plan, connection: Connection) -> Redrawing:
            reading = read_document(document, self._names, plan, camera)
            homes = layouts.homes(connection)
            redrawing = redraw(plan, reading.sheets, self._names.zones, homes, share=True)
            return replace(redrawing, flaws=(*reading.flaws, *map(reading.at_row, redrawing.flaws)))

        if dry_run:
            redrawing = await self._database.read(lambda c: judge(layouts.plan(c), c))
        else:
            redrawing, _ = await self._draw(judge, "layout_imported", "site", user)
        problems = tuple(RowProblem(self._where(flaw), flaw.code, flaw.slot) for flaw in redrawing.flaws)
        return ImportReport(problems, redrawing.added, redrawing.changed, len(redrawing.removed))

    async def ask_still(self, camera: str, user: str | None) -> str:
        """Ask for a camera's picture, on the record; returns the id under which it comes. Raises Refused or StoreError.

        Only a lot's camera: a gate's shows plates and faces.
        """
        self._camera(camera)
        now = self._now()
        still = self._book.ask(camera, now, self._new_id)
        if self._tell_wanted():
            entry = AuditEntry(now, user, "still_asked", camera, None)
            await self._database.write(lambda c: audit.add(c, entry))
        return still

    async def keep_still(self, still: str, jpeg: bytes) -> bool:
        """Keep a picture that came; returns whether it is waited for. Raises Refused for no picture, or StoreError."""
        now = self._now()
        camera = self._book.camera(still, now)
        if camera is None:
            return False
        if not is_still(jpeg):
            raise Refused("still_no_picture", "this is no JPEG, or one that is too large", "still")
        await self._stills.write(still, jpeg)
        self._book.came(still, camera, now)
        self._tell_wanted()
        self._publish(StillArrived(still, camera))
        return True

    def still_path(self, still: str) -> Path | None:
        """Return where a picture is that came or that something is drawn on; None where there is none."""
        there = self._book.has(still) or still in _references(self._plan)
        return self._stills.path(still) if there else None

    @property
    def wanted(self) -> tuple[WantedStill, ...]:
        """The pictures that are waited for."""
        return self._book.wanted(self._now())

    async def tick(self) -> None:
        """Wait no longer for what does not come, and keep no longer what nobody draws on. Raises StoreError."""
        self._tell_wanted()
        await self._stills.remove(self._book.stale(self._now()))

    async def reread(self) -> None:
        """Take up what is drawn as it is written, where whose a place is changed. Raises StoreError."""
        async with self._saving:
            before, self._plan = self._plan, await self._database.read(layouts.plan)
        if self._plan != before:
            self._publish(PlanChanged(self._plan))

    async def _draw(
        self, judge: Callable[[Plan, Connection], Redrawing], action: str, subject: str, user: str | None
    ) -> tuple[Redrawing, Plan]:
        """Write what changes, and tell everybody. Raises what `judge` raises, or StoreError."""
        now = self._now()

        def write(connection: Connection) -> tuple[Redrawing, Plan]:
            before = layouts.plan(connection)
            redrawing = judge(before, connection)
            if not redrawing.flaws:
                layouts.apply(connection, redrawing, _apart(now, before))
                audit.add(connection, AuditEntry(now, user, action, subject, _counts(redrawing)))
            return redrawing, layouts.plan(connection)

        async with self._saving:
            redrawing, plan = await self._database.write(write)
            before, self._plan = self._plan, plan
            self._move_stills(before, plan)
        if plan != before:
            self._publish(PlanChanged(plan))
        return redrawing, plan

    def _move_stills(self, before: Plan, after: Plan) -> None:
        """Keep what is drawn on for good, and what is not any more for a while: somebody may be looking at it."""
        for layout in before.layouts:
            if layout.still is not None and layout.still not in _references(after):
                self._book.came(layout.still, layout.camera, self._now())
        for still in _references(after):
            self._book.drawn_on(still)

    def _settle(self, connection: Connection) -> Plan:
        for camera in layouts.keep_cameras(connection, tuple(self._cameras)):
            audit.add(connection, AuditEntry(self._now(), None, "layout_lost", camera, None))
        return layouts.plan(connection)

    def _camera(self, camera: str) -> None:
        if camera not in self._cameras:
            raise Refused("layout_camera_unknown", "there is no such camera that watches a lot", "camera")

    def _where(self, flaw: Flaw) -> str:
        """Name a row by its camera and number; no words: whoever reads it speaks their own language."""
        camera = self._names.cameras.get(flaw.camera or "", "")
        return f"{camera} #{flaw.place}".strip() if flaw.place else camera

    def _tell_wanted(self) -> bool:
        before, self._wanted = self._wanted, self.wanted
        if self._wanted != before:
            self._publish(StillsWanted(self._wanted))
        return self._wanted != before


def _references(plan: Plan) -> Sequence[str]:
    return [layout.still for layout in plan.layouts if layout.still is not None]


def _reference(plan: Plan, camera: str) -> str | None:
    layout = plan.layout(camera)
    return layout.still if layout else None


def _saved_at(plan: Plan, camera: str) -> datetime | None:
    layout = plan.layout(camera)
    return layout.saved_at if layout else None


def _apart(now: datetime, plan: Plan) -> datetime:
    """Return a moment by which a layout saved now is told from those before, also on a clock that was put back."""
    at, taken = now.replace(microsecond=now.microsecond // 1000 * 1000), {layout.saved_at for layout in plan.layouts}
    while at in taken:
        at += TICK
    return at


def _counts(redrawing: Redrawing) -> str:
    return f"added {redrawing.added}, changed {redrawing.changed}, removed {len(redrawing.removed)}"
