"""A list as a spreadsheet saves it: the good rows are read, every bad cell is named by its row, column and why."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies

from custom_components.hoa_parking.core.lists import (
    COLUMNS,
    MOST_ROWS,
    PassRow,
    VehicleRow,
    What,
    pass_cells,
    read_passes,
    read_vehicles,
    vehicle_cells,
)
from custom_components.hoa_parking.core.passes import PassKind, Schedule
from custom_components.hoa_parking.core.people import in_order

ALMATY = ZoneInfo("Asia/Almaty")  # UTC+5
HEADS = "apartment,plate,note,valid_from,valid_until"
GUESTS = "apartment;kind;plate;note;valid_from;valid_until;days;start;end;once"


def bad(text: str) -> list[tuple[int, str, str, str]]:
    return [(one.row, one.column, one.code, one.value) for one in read_vehicles(text, ALMATY).problems]


def bad_pass(*cells: str) -> list[tuple[int, str, str, str]]:
    found = read_passes(f"{GUESTS}\n{';'.join(cells)}", ALMATY).problems
    return [(one.row, one.column, one.code, one.value) for one in found]


def test_a_list_is_read_by_its_heads_in_any_order_with_any_delimiter() -> None:
    wanted = (VehicleRow(2, "17", "123ABC02", "White Camry", None, datetime(2026, 12, 31, 19, tzinfo=UTC)),)

    assert read_vehicles(f"{HEADS}\n17,123 abc 02,White Camry,,2026-12-31", ALMATY).rows == wanted
    assert read_vehicles(f"\ufeff{HEADS}\r\n17,123ABC02,White Camry,,31.12.2026\r\n", ALMATY).rows == wanted
    semicolons = "Plate ; Apartment;valid_until;note\n123ABC02;17;31.12.2026;White  Camry"
    assert read_vehicles(semicolons, ALMATY).rows == wanted
    tabs = "plate\tapartment\tnote\tvalid_until\n123АВС02\t17\tWhite Camry\t01.01.2027 0:00"
    assert read_vehicles(tabs, ALMATY).rows == wanted


def test_a_row_s_number_is_the_spreadsheet_s_and_empty_rows_count() -> None:
    text = f'{HEADS}\n17,123ABC02,"two\nlines",,\n\n,,,,\n18,!,,,'

    sheet = read_vehicles(text, ALMATY)

    assert [(row.row, row.note) for row in sheet.rows] == [(2, "two lines")]
    assert bad(text) == [(5, "plate", "plate_length", "!")]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",123ABC02,,,", ("apartment", "required", "")),
        ("17,,,,", ("plate", "required", "")),
        (f"{'9' * 33},123ABC02,,,", ("apartment", "apartment_length", "9" * 33)),
        ("17,京A12345,,,", ("plate", "plate_letters", "京A12345")),
        (f"17,{'A' * 400},,,", ("plate", "plate_length", "A" * 64)),
        (f"17,123ABC02,{'x' * 201},,", ("note", "note_length", "x" * 64)),
        ("17,123ABC02,,31.02.2027,", ("valid_from", "date", "31.02.2027")),
        ("17,123ABC02,,,soon", ("valid_until", "date", "soon")),
        ("17,123ABC02,,,12/31/2026", ("valid_until", "date", "12/31/2026")),
        ("17,123ABC02,,,0001-01-01T00:00+14:00", ("valid_until", "date", "0001-01-01T00:00+14:00")),
        ("17,123ABC02,,,9999-12-31", ("valid_until", "date", "9999-12-31")),
        ("17,123ABC02,,2026-12-02,2026-12-01", ("valid_until", "ends_before_it_starts", "2026-12-01")),
        ("17,123ABC02,,,,what,is,this", ("", "cells", "what")),
    ],
)
def test_a_bad_cell_is_named(row: str, problem: tuple[str, str, str]) -> None:
    assert bad(f"{HEADS}\n{row}") == [(2, *problem)]
    assert read_vehicles(f"{HEADS}\n{row}", ALMATY).rows == ()


def test_every_bad_cell_of_every_bad_row_is_named_and_the_good_ones_are_still_read() -> None:
    text = f"{HEADS}\n,!,,x,y\n17,123ABC02,,,\n18,123 abc 02,,,"

    assert bad(text) == [
        (2, "apartment", "required", ""),
        (2, "plate", "plate_length", "!"),
        (2, "valid_from", "date", "x"),
        (2, "valid_until", "date", "y"),
        (4, "plate", "plate_twice", "123 abc 02"),
    ]
    assert [row.row for row in read_vehicles(text, ALMATY).rows] == [3]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(1, "", "file_empty", "")]),
        (HEADS, [(1, "", "file_empty", "")]),
        ("apartment,plate\n17,\ufffd23", [(2, "", "file_encoding", "")]),
        ("plate,colour\n123ABC02,red", [(1, "", "column_unknown", "colour"), (1, "apartment", "column_missing", "")]),
        ("plate,apartment,plate\n1A,17,2B", [(1, "plate", "column_twice", "plate")]),
        (f'apartment,plate\n17,"{"x" * 200_000}"', [(2, "", "cells", "")]),
    ],
)
def test_what_is_wrong_with_all_of_a_file_is_said_once(text: str, problems: list[tuple[int, str, str, str]]) -> None:
    assert [one for one in bad(text) if one[0:3] != (2, "apartment", "required")] == problems


def test_ten_thousand_rows_are_read_and_not_one_more() -> None:
    rows = [f"{number},{number:05}A" for number in range(MOST_ROWS)]

    assert len(read_vehicles("\n".join(["apartment,plate", *rows]), ALMATY).rows) == MOST_ROWS
    longer = read_vehicles("\n".join(["apartment,plate", *rows, "1,LAST1"]), ALMATY)
    assert (longer.rows, [one.code for one in longer.problems]) == ((), ["file_rows"])


def test_a_guest_s_pass_has_its_week() -> None:
    text = f"{GUESTS}\n17;Service;123ABC02;cleaner;;31.12.2026 18:30;пн-ср fri;9:00;18:00;да"

    wanted = datetime(2026, 12, 31, 13, 30, tzinfo=UTC)
    week = Schedule(frozenset({0, 1, 2, 4}), time(9), time(18))
    assert read_passes(text, ALMATY).rows == (
        PassRow(2, "17", PassKind.SERVICE, "123ABC02", "cleaner", None, wanted, week, once=True),
    )


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (("17", "resident", "123ABC02", "", "", "2026-12-31"), ("kind", "kind", "resident")),
        (("17", "", "123ABC02", "", "", "2026-12-31"), ("kind", "required", "")),
        (("17", "taxi", "123ABC02", "", "", ""), ("valid_until", "required", "")),
        (("17", "taxi", "1A", "", "", "2026-12-31", "someday", "9:00", "10:00"), ("days", "days", "someday")),
        (("17", "taxi", "1A", "", "", "2026-12-31", "mon", "25:00", "10:00"), ("start", "time", "25:00")),
        (("17", "taxi", "1A", "", "", "2026-12-31", "mon"), ("days", "schedule_half", "mon")),
        (("17", "taxi", "1A", "", "", "2026-12-31", "", "", "", "maybe"), ("once", "flag", "maybe")),
    ],
)
def test_a_bad_cell_of_a_pass_is_named(cells: tuple[str, ...], problem: tuple[str, str, str]) -> None:
    assert bad_pass(*cells) == [(2, *problem)]


def test_what_is_written_is_read_again() -> None:
    car = VehicleRow(2, "17", "123ABC02", "=1+1", datetime(2026, 1, 1, 5, 30, tzinfo=UTC), None)
    week = Schedule(frozenset({0, 6}), time(22), time(2))
    until = datetime(2026, 12, 31, 19, tzinfo=UTC)
    guest = PassRow(2, "17", PassKind.TAXI, "1A", None, None, until, week, once=True)

    cars = "\t".join(COLUMNS[What.VEHICLES]) + "\n" + "\t".join(vehicle_cells(car, ALMATY))
    guests = "\t".join(COLUMNS[What.PASSES]) + "\n" + "\t".join(pass_cells(guest, ALMATY))

    assert read_vehicles(cars, ALMATY).rows == (car,)
    assert read_passes(guests, ALMATY).rows == (guest,)
    assert read_vehicles(cars.replace("=1+1", "'=1+1"), ALMATY).rows == (car,)
    assert "2026-12-31" in guests


@given(strategies.text(max_size=300))
def test_whatever_is_in_a_file_it_is_read_or_named(text: str) -> None:
    for sheet in (read_vehicles(text, ALMATY), read_vehicles(f"{HEADS}\n{text}", ALMATY), read_passes(text, ALMATY)):
        assert sheet.problems or sheet.rows


def test_apartments_are_in_the_order_of_their_numbers() -> None:
    apartments = ["10", "9", "Б-2", "10а", "1", "Б-10", "100", "office"]

    assert sorted(apartments, key=in_order) == ["1", "9", "10", "10а", "100", "office", "Б-2", "Б-10"]
