"""Whatever happens, in whatever order: counts add up, and stays are those of the places that are taken."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hypothesis import given, settings, strategies as st

from custom_components.hoa_parking.core.config import CameraConfig, CameraRole, CountedBy, ZoneConfig
from custom_components.hoa_parking.core.drawing import Drawing
from custom_components.hoa_parking.core.errors import Refused
from custom_components.hoa_parking.core.links import CameraState, CameraView
from custom_components.hoa_parking.core.places import SlotKind

from .conftest import CONFIG, Stage, drawn

CAMERAS, NUMBERS, ZONES = ("lot", "pole"), "1234", ("north", "south")
SHAPES = (((10, 10), (60, 10), (60, 60)), ((10, 10), (20, 10), (20, 20)))
LOT = replace(
    CONFIG,
    zones=(
        ZoneConfig("north", "North lot", 3, guest_limit=timedelta(minutes=5)),
        ZoneConfig("south", "South lot", 0),
        ZoneConfig("garage", "Garage", 3, counted_by=CountedBy.GATES, gates=("gate",)),
    ),
    cameras=(*CONFIG.cameras, CameraConfig("pole", "Pole", CameraRole.LOT, source="http://pole", zone="north")),
)


async def see(stage: Stage, camera: str, slots: dict[str, bool], ago: float) -> None:
    await stage.see(camera, ago, **slots)


async def tell(stage: Stage, cameras: list[str], state: CameraState, view: CameraView) -> None:
    stage.tell(state, view, (*cameras, "in", "out"))


async def say(stage: Stage, slot: str, occupied: bool | None, hold: bool) -> None:  # noqa: FBT001
    await stage.site.places.override(slot, occupied, "as I see it", hold, "guard")


async def unsay(stage: Stage, slot: str) -> None:
    await stage.site.places.end_override(slot, "guard")


async def draw(stage: Stage, camera: str, places: list[tuple[str, Any, str, SlotKind, str | None]]) -> None:
    known = {now.slot.address.number: now.slot.id for now in stage.site.places.slots}
    slots = [
        drawn(number, shape, slot_id=known.get(number), kind=kind, zone=zone, apartment=apartment)
        for number, shape, zone, kind, apartment in places
    ]
    await stage.site.layouts.save(camera, Drawing((100, 100), None, tuple(slots)), "board")


async def wait(stage: Stage, seconds: float) -> None:
    stage.clock.forward(seconds)
    stage.site.links.tick()
    stage.site.stays.tick()


async def drive(stage: Stage, camera: str, plate: str, ago: float) -> None:
    stage.reports += 1
    await stage.arrive(stage.car(stage.reports, plate, camera, ago))


async def count(stage: Stage, occupied: int) -> None:
    await stage.site.places.set_count("garage", occupied, "guard")


async def restart(stage: Stage) -> None:
    await stage.site.close()
    await stage.open()


SEEN = st.dictionaries(st.sampled_from([f"s{number}" for number in NUMBERS]), st.booleans(), min_size=1)
PLACE = st.tuples(
    *(st.sampled_from(NUMBERS), st.sampled_from(SHAPES), st.sampled_from(ZONES)),
    *(st.sampled_from(SlotKind), st.sampled_from(["17", None])),
)
PLACES = st.lists(PLACE, max_size=4, unique_by=lambda place: place[0])
CAMERA, SLOT = st.sampled_from(CAMERAS), st.sampled_from(NUMBERS)
STEPS: Final[Any] = st.one_of(
    st.tuples(st.just(see), CAMERA, SEEN, st.sampled_from([0, 0, 1, 30, 600, -100])),
    st.tuples(st.just(tell), st.lists(CAMERA, unique=True), st.sampled_from(CameraState), st.sampled_from(CameraView)),
    st.tuples(st.just(say), SLOT, st.sampled_from([True, False, None]), st.booleans()),
    st.tuples(st.just(unsay), SLOT),
    st.tuples(st.just(draw), CAMERA, PLACES),
    st.tuples(st.just(wait), st.sampled_from([1, 61, 400])),
    st.tuples(
        st.just(drive),
        st.sampled_from(["in", "out"]),
        st.sampled_from(["123ABC02", "777XYZ02"]),
        st.sampled_from([0.2, 300]),
    ),
    st.tuples(st.just(count), st.integers(0, 3)),
    st.tuples(st.just(restart)),
)

type Step = tuple[Callable[..., Awaitable[None]], Any]


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.lists(STEPS, min_size=10, max_size=25))
def test_counts_add_up_and_who_is_said_to_stand_stands(steps: list[Step]) -> None:
    asyncio.run(play(steps))


async def play(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        stage = Stage(Path(folder), LOT)
        await stage.open()
        await stage.site.people.add_vehicle("123ABC02", "17", "board")
        await draw(stage, "lot", [(number, SHAPES[0], "north", SlotKind.RESIDENT, None) for number in NUMBERS])
        stage.tell(cameras=(*CAMERAS, "in", "out"))
        for step, *given_to_it in steps:
            with suppress(Refused):
                await step(stage, *given_to_it)
            await stage.site.stays.settle()
            check(stage)
        await stage.site.close()


def check(stage: Stage) -> None:
    site = stage.site
    for zone in site.places.zones:
        assert zone.free + zone.occupied + zone.unknown == zone.total
        assert min(zone.free, zone.occupied, zone.unknown) >= 0
        assert not (zone.full and zone.free)
    taken = {now.slot.id for now in site.places.slots if now.occupied}
    free = {now.slot.id for now in site.places.slots if now.occupied is False}
    stood = {stay.slot for stay in site.stays.open_stays}
    assert taken <= stood
    assert not free & stood
    assert stood <= {now.slot.id for now in site.places.slots}
    assert all(now.since <= stage.clock() for now in site.places.slots if now.since is not None)
    plates = [stay.plate for stay in site.stays.open_stays if stay.plate is not None]
    assert len(plates) == len(set(plates))
    meant = {now.slot.id: now.slot.kind for now in site.places.slots}
    told = {(notice.kind.value, meant[notice.slot].value) for notice in site.stays.notices}
    assert {place for kind, place in told if kind == "overstay"} <= {"guest"}
    assert {place for kind, place in told if kind == "no_parking"} <= {"no_parking"}
