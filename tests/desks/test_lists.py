"""A board's list is taken in whole or not at all, and what was given out can be taken in again."""

import threading
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest

from custom_components.hoa_parking.core.errors import Refused
from custom_components.hoa_parking.core.events import PassesChanged
from custom_components.hoa_parking.core.lists import MOST_BYTES, Imported, Sheet, VehicleRow, What, read_vehicles
from custom_components.hoa_parking.desks import lists

from .conftest import NOON, Stage

ALMATY = ZoneInfo("Asia/Almaty")
HEADS = "apartment,plate,note,valid_from,valid_until\n"
GUESTS = "apartment,kind,plate,note,valid_from,valid_until,days,start,end,once\n"


async def take(stage: Stage, text: str, what: What = What.VEHICLES, *, dry_run: bool = False) -> Imported:
    done = await stage.site.lists.take_in(what, text, ALMATY, "board", dry_run=dry_run)
    await stage.site.database.read(lambda _: None)
    return done


async def listed(stage: Stage) -> list[tuple[str, str, str | None]]:
    return [(car.plate, car.apartment, car.note) for car in await stage.site.people.vehicles()]


async def given(stage: Stage, what: What) -> str:
    return "\n".join(",".join(row) for row in await stage.site.lists.give_out(what, ALMATY, "board"))


async def test_a_dry_run_says_what_would_happen_and_writes_nothing(stage: Stage) -> None:
    text = HEADS + "17,123ABC02,Red,,\n18,777XYZ02,,,\n"

    assert await take(stage, text, dry_run=True) == Imported((), added=1, changed=1, same=0)

    assert await listed(stage) == [("123ABC02", "17", None)]
    assert [entry.action for entry in await stage.site.people.audit(1)] == ["vehicle_added"]
    assert stage.events == []


async def test_a_list_is_written_and_its_cars_come_in(stage: Stage) -> None:
    assert await take(stage, HEADS + "17,123ABC02,Red,,\n18,777XYZ02,,,2026-11-21\n") == Imported((), 1, 1, 0)

    assert await listed(stage) == [("123ABC02", "17", "Red"), ("777XYZ02", "18", None)]
    await stage.arrive(stage.car(1, "777XYZ02"))
    assert await stage.log() == [("p-0001", "registered", "opened")]
    newest = (await stage.site.people.audit(1))[0]
    assert (newest.user, newest.action, newest.subject, newest.detail) == (
        *("board", "list_imported", "vehicles"),
        "added 1, changed 1, same 0",
    )
    assert PassesChanged(None) in stage.events
    assert await take(stage, HEADS + "17,123ABC02,Red,,\n18,777XYZ02,,,2026-11-21\n") == Imported((), 0, 0, 2)


async def test_nothing_is_written_while_anything_is_wrong(stage: Stage) -> None:
    text = HEADS + "18,123ABC02,,,\n18,777XYZ02,,,\n18,777xyz02,,,\n19,,,,\n"

    done = await take(stage, text)

    assert [(bad.row, bad.column, bad.code, bad.value) for bad in done.problems] == [
        (2, "plate", "plate_elsewhere", "123ABC02"),
        (4, "plate", "plate_twice", "777xyz02"),
        (5, "plate", "required", ""),
    ]
    assert await listed(stage) == [("123ABC02", "17", None)]


async def test_a_list_is_read_where_no_gate_waits_for_it(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    threads = list[str]()

    def read(text: str, zone: tzinfo) -> Sheet[VehicleRow]:
        threads.append(threading.current_thread().name)
        return read_vehicles(text, zone)

    monkeypatch.setattr(lists, "read_vehicles", read)

    assert await take(stage, HEADS + "18,777XYZ02,,,\n") == Imported((), 1, 0, 0)

    assert [name.startswith("hoa_parking") for name in threads] == [False]


async def test_a_list_with_anything_wrong_never_comes_to_the_writer(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage.site.database, "write", None)

    done = await take(stage, HEADS + "18,123ABC02,,,\n")

    assert [bad.code for bad in done.problems] == ["plate_elsewhere"]


async def test_what_a_list_has_no_column_for_stays(stage: Stage) -> None:
    until = datetime(2027, 1, 1, tzinfo=UTC)
    await stage.site.people.add_vehicle("123ABC02", "17", "board", note="Red", valid_until=until)

    assert await take(stage, "plate,apartment\n123ABC02,17\n777XYZ02,17\n") == Imported((), 1, 0, 1)

    car = (await stage.site.people.vehicles())[0]
    assert (car.note, car.valid_until) == ("Red", until)


async def test_guests_get_their_passes_and_a_corrected_list_corrects_them(stage: Stage) -> None:
    weekly = GUESTS + "18,service,555AAA02,{},,31.12.2026,mon-sun,06:00,18:00,no\n"

    assert await take(stage, weekly.format("Cleaner"), What.PASSES) == Imported((), 1, 0, 0)
    assert await take(stage, weekly.format("Anna"), What.PASSES) == Imported((), 0, 1, 0)
    assert await take(stage, weekly.format("Anna"), What.PASSES) == Imported((), 0, 0, 1)

    stage.clock.forward(60)
    await stage.arrive(stage.car(1, "555AAA02"))
    assert await stage.log() == [("p-0001", "registered", "opened")]
    stage.clock.forward(12 * 3600)
    await stage.arrive(stage.car(2, "555AAA02"))
    assert (await stage.log())[0] == ("p-0002", "off_schedule", "none")


@pytest.mark.parametrize(
    ("until", "code"),
    [("2026-11-20", "pass_in_the_past"), ("2027-11-30", "pass_too_long")],
)
async def test_a_pass_that_nobody_could_give_is_named(stage: Stage, until: str, code: str) -> None:
    done = await take(stage, f"{GUESTS}18,taxi,555AAA02,,,{until},,,,\n", What.PASSES)

    assert [(bad.row, bad.column, bad.code) for bad in done.problems] == [(2, "valid_until", code)]


async def test_what_was_given_out_is_the_same_when_it_comes_back(stage: Stage) -> None:
    await take(stage, HEADS + "9,777XYZ02,Blue,2026-01-01 08:30,2027-01-01\n")
    until = NOON + timedelta(days=3, milliseconds=250)
    await stage.site.people.add_vehicle("888AAA02", "9", "board", valid_until=until)
    await take(stage, GUESTS + "9,taxi,555AAA02,,,2026-12-31 23:59,tue,22:00,02:00,yes\n", What.PASSES)

    cars, guests = await given(stage, What.VEHICLES), await given(stage, What.PASSES)

    assert cars.splitlines()[1:] == [
        "9,777XYZ02,Blue,2026-01-01 08:30,2027-01-01",
        "9,888AAA02,,,2026-11-24 12:00",
        "17,123ABC02,,,",
    ]
    assert guests.splitlines()[1:] == ["9,taxi,555AAA02,,2026-11-21 12:00,2026-12-31 23:59,tue,22:00,02:00,yes"]
    assert await take(stage, cars) == Imported((), 0, 0, 3)
    assert await take(stage, guests, What.PASSES) == Imported((), 0, 0, 1)
    assert "list_exported" in [entry.action for entry in await stage.site.people.audit(10)]


async def test_a_list_that_is_too_long_is_refused_before_it_is_read(stage: Stage) -> None:
    with pytest.raises(Refused) as caught:
        await take(stage, "я" * (MOST_BYTES // 2 + 1))

    assert caught.value.code == "list_too_long"


async def test_ten_thousand_rows_go_in_at_once_and_their_households_are_read_in_pages(stage: Stage) -> None:
    rows = [f"{number % 2000 + 1000},{number:05}AA,,,2027-01-01" for number in range(10_000)]

    assert await take(stage, HEADS + "\n".join(rows)) == Imported((), 10_000, 0, 0)

    seen, after = 0, None
    for _ in range(20):
        page = await stage.site.people.roster("", {}, after, 100)
        seen += sum(len(household.vehicles) for household in page.households)
        after = page.next
    page = await stage.site.people.roster("", {}, after, 100)
    assert (seen + len(page.households[0].vehicles), page.next) == (10_001, None)
    assert (page.counts.households, page.counts.vehicles) == (2001, 10_001)
