"""A drawing is checked before anything else sees it, and what is wrong is named with its slot."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from custom_components.hoa_parking.core.drawing import Drawing, DrawingError, DrawnSlot, read_drawing
from custom_components.hoa_parking.core.places import SlotKind
from custom_components.hoa_parking.core.stills import MOST_WANTED, STILL_BYTES, StillBook, is_still, jpeg_size

SQUARE = [[10, 10], [60, 10], [60, 60], [10, 60]]


def slot(number: object = "17", **changes: Any) -> dict[str, Any]:
    return {
        "id": None,
        "row": "B",
        "number": number,
        "kind": "resident",
        "zone": "north",
        "apartment": None,
        "polygon": SQUARE,
        **changes,
    }


def drawing(*slots: object, **changes: Any) -> dict[str, Any]:
    return {"size": [640, 480], "still": None, "slots": list(slots), **changes}


def jpeg(width: int, height: int, *, before: bytes = b"") -> bytes:
    """Make the beginning of a JPEG: what stands before its size, and its size."""
    size = height.to_bytes(2) + width.to_bytes(2)
    return b"\xff\xd8" + before + b"\xff\xc0\x00\x11\x08" + size + b"\x03" + b"\x00" * 9


def test_a_good_drawing_becomes_values() -> None:
    sent = drawing(
        slot(" 17 ", id="5", kind="guest", apartment="  4  a "),
        slot("7\u0431", row="Ряд 2", polygon=[[0, 0], [640, 0], [640, 480.0]]),
        still="0192f5a4-7c1e-4b7a-9d56-0f6d1c2a3b4f",
    )

    assert read_drawing(sent) == Drawing(
        (640, 480),
        "0192f5a4-7c1e-4b7a-9d56-0f6d1c2a3b4f",
        (
            DrawnSlot("5", "B", "17", SlotKind.GUEST, "north", "4 a", ((10, 10), (60, 10), (60, 60), (10, 60))),
            DrawnSlot(None, "Ряд 2", "7б", SlotKind.RESIDENT, "north", None, ((0, 0), (640, 0), (640, 480))),
        ),
    )


def test_a_camera_may_see_no_slot_and_a_site_may_have_no_rows() -> None:
    assert read_drawing(drawing()).slots == ()
    assert [one.address.text for one in read_drawing(drawing(slot(row=""), slot("18", row=None))).slots] == ["17", "18"]


@pytest.mark.parametrize(
    ("sent", "code", "where"),
    [
        ([], "layout_not_object", ""),
        (drawing(size=[640]), "layout_size", ""),
        (drawing(size=[True, 480]), "layout_size", ""),
        (drawing(size=[640, 10**6]), "layout_size", ""),
        (drawing(still="../../etc/passwd"), "layout_still", ""),
        (drawing(still=7), "layout_still", ""),
        (drawing(slots=None), "layout_no_slots", ""),
        (drawing(*(slot(str(number)) for number in range(501))), "layout_too_many_slots", ""),
        (drawing(slot(), "B-18"), "layout_slot_not_object", "#2"),
        (drawing(slot("")), "layout_address", "#1"),
        (drawing(slot(17)), "layout_address", "#1"),
        (drawing(slot("123456789")), "layout_address", "#1"),
        (drawing(slot(row="Basement 2")), "layout_address", "#1"),
        (drawing(slot("1\u202e7")), "layout_address", "#1"),
        (drawing(slot("1\ud800")), "layout_address", "#1"),
        (drawing(slot(id="seventeen")), "layout_slot_unknown", "B-17"),
        (drawing(slot(id=5)), "layout_slot_unknown", "B-17"),
        (drawing(slot(id="1" * 19)), "layout_slot_unknown", "B-17"),
        (drawing(slot(kind="helicopter")), "layout_kind", "B-17"),
        (drawing(slot(kind=["guest"])), "layout_kind", "B-17"),
        (drawing(slot(zone="")), "layout_zone_unknown", "B-17"),
        (drawing(slot(zone=None)), "layout_zone_unknown", "B-17"),
        (drawing(slot(apartment="x" * 33)), "layout_apartment", "B-17"),
        (drawing(slot(apartment=4)), "layout_apartment", "B-17"),
        (drawing(slot(), slot("18"), slot(row="b")), "layout_duplicate_slot", "b-17"),
        (drawing(slot(id="5"), slot("18", id="5")), "layout_duplicate_slot", "B-18"),
        (drawing(slot(polygon=None)), "layout_polygon", "B-17"),
        (drawing(slot(polygon=[[1, 2], [3, "4"], [6, 7]])), "layout_polygon", "B-17"),
        (drawing(slot(polygon=[[1, 2], [3, float("nan")], [6, 7]])), "layout_polygon", "B-17"),
        (drawing(slot(polygon=[[1, 2], [3, 4]])), "layout_too_few_points", "B-17"),
        (drawing(slot(polygon=SQUARE * 9)), "layout_too_many_points", "B-17"),
        (drawing(slot(polygon=[[1, 2], [641, 4], [6, 70]])), "layout_outside", "B-17"),
        (drawing(slot(polygon=[[1, 2], [3, 1e999], [6, 7]])), "layout_polygon", "B-17"),
        (drawing(slot(polygon=[[1, 2], [10**400, 4], [6, 7]])), "layout_polygon", "B-17"),
        (drawing(slot(polygon=[[1, 2], [3, 4, 5], [6, 7]])), "layout_polygon", "B-17"),
        (drawing(slot(polygon=[[1, 2], [-1, 4], [6, 70]])), "layout_outside", "B-17"),
        (drawing(slot(polygon=[[1, 1], [5, 5], [9, 9]])), "layout_no_area", "B-17"),
        (drawing(slot(polygon=[[1, 1], [4, 1], [4, 4], [1, 4]])), "layout_no_area", "B-17"),
        (drawing(slot(polygon=[[10, 10], [60, 60], [60, 10], [10, 90]])), "layout_crossing", "B-17"),
    ],
)
def test_what_is_wrong_is_named(sent: object, code: str, where: str) -> None:
    with pytest.raises(DrawingError) as caught:
        read_drawing(sent)

    assert (caught.value.code, caught.value.slot) == (code, where)


def test_an_outline_may_be_a_nook_or_touch_itself() -> None:
    nook = [[0, 0], [60, 0], [60, 60], [30, 20], [0, 60]]
    touching = [[0, 0], [60, 0], [30, 30], [60, 60], [0, 60], [30, 30]]

    drawn = read_drawing(drawing(slot(polygon=nook), slot("18", polygon=touching)))

    assert [len(one.polygon or ()) for one in drawn.slots] == [5, 6]


@pytest.mark.parametrize(
    "before", [b"", b"\xff\xe0\x00\x10" + b"J" * 14, b"\xff\xff\xff\xfe\x00\x04..", b"\xff\xc4\x00\x04\xff\xc0"]
)
def test_a_jpeg_says_how_large_it_is(before: bytes) -> None:
    assert jpeg_size(jpeg(1920, 1080, before=before)) == (1920, 1080)


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"GIF89a" + bytes(40),
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\xff\xff" + bytes(20),
        b"\xff\xd8\xff\xe0\x00\x00" + bytes(20),
        jpeg(0, 1080),
        jpeg(1921, 100),
        jpeg(100, 65_535),
        jpeg(1920, 1080) + bytes(STILL_BYTES),
    ],
)
def test_what_is_no_still(picture: bytes) -> None:
    assert is_still(picture) is False


def test_requests_for_pictures_that_are_too_many_give_way_the_oldest_first() -> None:
    book, now = StillBook(), datetime(2026, 11, 21, 12, tzinfo=UTC)

    for camera in range(MOST_WANTED + 1):
        book.ask(f"lot-{camera}", now, lambda camera=camera: f"still-{camera}")

    wanted = book.wanted(now)
    assert (len(wanted), wanted[0].id, wanted[-1].id) == (MOST_WANTED, "still-1", f"still-{MOST_WANTED}")


@pytest.mark.parametrize("hours", [-24, 24])
def test_a_clock_that_is_set_leaves_nothing_wanted_for_ever(hours: int) -> None:
    book, now = StillBook(), datetime(2026, 11, 21, 12, tzinfo=UTC)
    book.ask("lot", now, lambda: "still")
    book.came("left", "lot", now)

    then = now + timedelta(hours=hours)

    assert (book.wanted(then), book.stale(then)) == ((), ("left",))
