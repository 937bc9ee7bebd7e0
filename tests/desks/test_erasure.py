"""Erasing: after it nothing in the house knows the vehicle, or the household, and a receipt proves it by numbers."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from custom_components.hoa_parking.core.applications import ApplicationKind, Draft
from custom_components.hoa_parking.core.errors import Refused
from custom_components.hoa_parking.core.events import ApplicationsErased, PersonChanged
from custom_components.hoa_parking.core.model import Alternative, Passage, Pictures
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.desks import erasure
from custom_components.hoa_parking.store import passages as log

from .conftest import DRAWING, Stage, drawn

BOTH = Pictures(frame=b"\xff\xd8\xff frame", plate=b"\xff\xd8\xff plate")
PLATE, OTHER = "123ABC02", "777XYZ02"


@dataclass(frozen=True)
class Board:
    """Somebody of the board."""

    user_id: str = "board"
    role: Role = Role.BOARD
    household: int | None = None


def also_read(passage: Passage, text: str) -> Passage:
    """Let a camera have thought of another plate too."""
    alternatives = (Alternative(text, "KZ", 0.3), Alternative("777XYZ82", "KZ", 0.2))
    return replace(passage, plate=replace(passage.plate, alternatives=alternatives))


@pytest.fixture
async def lived(stage: Stage) -> Stage:
    """Give a house where 17's car came, went and stands, its neighbour's car looked like it, and people wrote of it."""
    site = stage.site
    await site.people.add_vehicle(OTHER, "18", "board")
    await site.people.link_user("aliya", Role.RESIDENT, "17", "board")
    await site.people.link_user("omar", Role.GUARD, "17", "board")
    await site.layouts.save("lot", replace(DRAWING, slots=(drawn("1", slot_id="1", apartment="17"),)), "board")
    for number in range(3):
        await stage.arrive(stage.car(number, plate=PLATE), BOTH)
        stage.clock.forward(60)
    await stage.arrive(stage.car(3, plate="I23ABC02"))
    await stage.arrive(also_read(stage.car(4, plate=OTHER), PLATE), BOTH)
    stage.tell()
    await stage.see(s1=False)
    stage.clock.forward(60)
    await stage.see(s1=True)
    await site.stays.settle()
    await site.stays.set_plate("1", PLATE, "guard")
    await site.people.block(OTHER, "guard", f"Scratched {PLATE.lower()} and drove off")
    return stage


def everything(folder: Path) -> Iterator[bytes]:
    for path in (*folder.glob("*.db"), *folder.glob("*.db-wal")):
        yield path.read_bytes()


def found(stage: Stage, *words: str) -> list[str]:
    files = list(everything(stage.folder))
    return [word for word in words for content in files if word.lower().encode() in content.lower()]


def pictures(stage: Stage) -> list[str]:
    return sorted(path.name for path in (stage.folder / "pictures").rglob("*.jpg"))


async def test_a_plate_is_nowhere_any_more(lived: Stage) -> None:
    assert found(lived, PLATE)

    receipt = await lived.site.erasure.erase(" 123 abc 02", None, "Asked for in writing", Board())

    assert {kind: count for kind, count in receipt.counts.items() if count} == {
        "passages": 4,
        "pictures": 6,
        "readings": 1,
        "stays": 1,
        "vehicles": 1,
        "passes": 1,
        "plates": 1,
        "activity": 3,
        "mentions": 1,
    }
    assert [passage for passage, _, _ in await lived.log()] == ["p-0004"]
    assert pictures(lived) == ["p-0004-frame.jpg", "p-0004-plate.jpg"]
    assert found(lived, PLATE) == []
    stay = lived.site.stays.stay("1")
    assert stay is not None
    assert (stay.plate, stay.household) == (None, None)


async def test_nor_after_the_site_was_closed_and_the_file_packed(lived: Stage) -> None:
    await lived.site.erasure.erase(PLATE, None, "Asked for in writing", Board())
    await lived.site.close()
    with closing(sqlite3.connect(lived.folder / "hoa_parking.db")) as database:
        database.execute("VACUUM")

    assert found(lived, PLATE) == []
    await lived.open()


async def test_what_is_others_stays(lived: Stage) -> None:
    await lived.site.erasure.erase(PLATE, None, "Asked for in writing", Board())

    entry = await lived.site.passages.entry("p-0004")
    assert entry is not None
    assert [other.text for other in entry.passage.plate.alternatives] == ["777XYZ82"]
    assert (entry.passage.plate.text, entry.apartment) == (OTHER, "18")
    assert [block.reason for block in await lived.site.people.blocked()] == ["Scratched erased and drove off"]
    assert [vehicle.plate for vehicle in await lived.site.people.vehicles()] == [OTHER]


async def test_a_household_goes_with_all_it_has(lived: Stage) -> None:
    receipt = await lived.site.erasure.erase(None, "17", "They moved out", Board())

    assert {kind: receipt.counts[kind] for kind in ("residents", "places", "households", "vehicles", "passages")} == {
        "residents": 2,
        "places": 1,
        "households": 1,
        "vehicles": 1,
        "passages": 4,
    }
    person = await lived.site.people.person("aliya", is_admin=False)
    guard = await lived.site.people.person("omar", is_admin=False)
    assert (person.role, person.household) == (Role.NONE, None)
    assert (guard.role, guard.household) == (Role.GUARD, None)
    (slot,) = lived.site.layouts.plan.slots
    assert slot.household is None
    assert found(lived, PLATE) == []
    details = {entry.detail for entry in await lived.site.people.audit(100)}
    assert "resident erased" in details
    assert not {"17", "resident 17"} & details
    with pytest.raises(Refused):
        await lived.site.erasure.preview(None, "17")


async def test_a_preview_counts_and_takes_nothing(lived: Stage) -> None:
    before = await lived.log()

    counts = await lived.site.erasure.preview(PLATE, None)
    receipt = await lived.site.erasure.erase(PLATE, None, "Asked for in writing", Board())

    assert len(before) == 5
    assert counts == receipt.counts


async def test_a_block_stays_and_is_told(lived: Stage) -> None:
    receipt = await lived.site.erasure.erase(OTHER, None, "Asked for in writing", Board())

    assert receipt.counts["blocks_kept"] == 1
    assert [block.plate for block in await lived.site.people.blocked()] == [OTHER]


async def test_the_receipt_names_nobody_and_is_on_the_record(lived: Stage) -> None:
    receipt = await lived.site.erasure.erase(PLATE, "17", "Asked for in writing", Board())

    assert await lived.site.erasure.receipts() == (receipt,)
    newest = (await lived.site.people.audit(1))[0]
    assert (newest.user, newest.action, newest.subject, newest.detail) == ("board", "erased", receipt.id, None)


async def test_who_looked_for_it_with_a_pattern_named_it_too(lived: Stage) -> None:
    wanted = ("?23ABC02", "1*", "9*9ABC")
    for pattern in wanted:
        journal = erasure.AuditEntry(lived.clock(), "guard", "vehicle_looked_up", pattern, None)
        await lived.site.database.write(lambda c, entry=journal: erasure.audit.add(c, entry))

    await lived.site.erasure.erase(PLATE, None, "Asked for in writing", Board())

    log_now = [entry.subject for entry in await lived.site.people.audit(100) if entry.action == "vehicle_looked_up"]
    assert log_now == ["9*9ABC", "1*", "erased"]


async def test_nobody_waits_nor_was_looked_for_under_it_in_memory_either(stage: Stage) -> None:
    await stage.arrive(stage.car(1, plate=OTHER))
    await stage.site.guard.settle()
    assert stage.site.guard.waiting == 1
    await stage.site.journal.looked_up(OTHER, Board("guard"))

    await stage.site.erasure.erase(OTHER, None, "Asked for in writing", Board())

    assert stage.site.guard.waiting == 0
    await stage.site.journal.looked_up(OTHER, Board("guard"))
    log_now = [entry.subject for entry in await stage.site.people.audit(100) if entry.action == "vehicle_looked_up"]
    assert log_now == [OTHER, "erased"]


@pytest.mark.parametrize(
    ("plate", "apartment", "reason", "code"),
    [
        (None, None, "why", "erase_what"),
        (" ", "", "why", "erase_what"),
        (PLATE, None, " ", "reason_needed"),
        (PLATE, None, "of 123-abc-02", "reason_names"),
        (PLATE, None, "x" * 201, "reason_length"),
        (None, "99", "why", "not_found"),
        ("Ж", None, "why", "plate_length"),
    ],
)
async def test_what_cannot_be_erased_is_refused_and_nothing_goes(
    lived: Stage, plate: str | None, apartment: str | None, reason: str, code: str
) -> None:
    with pytest.raises(Refused) as caught:
        await lived.site.erasure.erase(plate, apartment, reason, Board())

    assert caught.value.code == code
    assert len(await lived.log()) == 5


async def test_one_at_a_time(lived: Stage) -> None:
    first = asyncio.ensure_future(lived.site.erasure.erase(PLATE, None, "Asked for in writing", Board()))
    await asyncio.sleep(0)

    with pytest.raises(Refused) as caught:
        await lived.site.erasure.preview(OTHER, None)
    await first

    assert caught.value.code == "erase_running"


async def test_cut_short_it_is_done_when_it_is_asked_for_again(lived: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasure.erasure, "BATCH", 2)
    done = []

    def fail(*_: object) -> object:
        done.append(1)
        raise sqlite3.OperationalError("power cut")

    with monkeypatch.context() as cut:
        cut.setattr(erasure.mentions, "clean_written", fail)
        with pytest.raises(sqlite3.OperationalError):
            await lived.site.erasure.erase(PLATE, None, "Asked for in writing", Board())
    assert done
    assert await lived.site.erasure.receipts() == ()

    await lived.site.erasure.erase(PLATE, None, "Asked for in writing", Board())

    assert await lived.site.database.read(log.count) == 1
    assert found(lived, PLATE) == []


async def test_an_application_that_is_erased_waits_no_more_and_who_applied_hears_of_it(stage: Stage) -> None:
    applicant, draft = Board("alma", Role.NONE), Draft("Alma", "21", "+7 701", (PLATE,), "", "en", None, None)
    await stage.site.applications.apply(draft, ApplicationKind.ACCESS, applicant)
    await stage.site.applications.apply(replace(draft, plates=(OTHER,)), ApplicationKind.ACCESS, applicant)
    before = stage.site.applications.waiting
    stage.events.clear()

    await stage.site.erasure.erase(PLATE, None, "Asked for in writing", Board())

    assert (before, stage.site.applications.waiting) == (2, 1)
    assert ApplicationsErased(1) in stage.events
    assert PersonChanged("alma") in stage.events
