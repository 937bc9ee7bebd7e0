"""Outlines drawn by people are checked, and what is wrong is named with its slot."""

import json

import pytest

from custom_components.hoa_parking.core.layout import Layout, LayoutError, OutlinedSlot, parse_layout, parse_region

SQUARE = [[10, 10], [60, 10], [60, 60], [10, 60]]


def layout(*slots: object, size: object = (640, 480)) -> str:
    return json.dumps({"size": size, "slots": list(slots)})


def slot(name: object = "A-1", polygon: object = SQUARE) -> dict[str, object]:
    return {"id": name, "polygon": polygon}


def raw(polygon: str) -> str:
    return '{"size": [640, 480], "slots": [{"id": "A-1", "polygon": ' + polygon + "}]}"


def test_a_good_layout_becomes_values() -> None:
    read = parse_layout(layout(slot(" A-1 "), slot("Ряд 2/7", [[0, 0], [640, 0], [640.0, 480.5 - 0.5]])))

    assert read == Layout(
        (640, 480),
        (
            OutlinedSlot("A-1", ((10, 10), (60, 10), (60, 60), (10, 60))),
            OutlinedSlot("Ряд 2/7", ((0, 0), (640, 0), (640, 480))),
        ),
    )


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("{", "json_malformed", ""),
        ("[" * 100_000, "json_malformed", ""),
        (" " * 300_000, "json_too_long", ""),
        ("[]", "layout_not_object", ""),
        (layout(slot(), size=[640]), "layout_size", ""),
        (layout(slot(), size=[640, "480"]), "layout_size", ""),
        (layout(slot(), size=[True, 480]), "layout_size", ""),
        (layout(slot(), size=[8, 480]), "layout_size", ""),
        (layout(slot(), size=[640, 1_000_000]), "layout_size", ""),
        (layout(), "layout_no_slots", ""),
        (json.dumps({"size": [640, 480]}), "layout_no_slots", ""),
        (layout(*(slot(str(number)) for number in range(501))), "layout_too_many_slots", ""),
        (layout(slot(), "A-2"), "layout_slot_not_object", "#2"),
        (layout(slot(""), slot()), "layout_slot_id", "#1"),
        (layout(slot(), slot(7)), "layout_slot_id", "#2"),
        (layout(slot("A" * 33)), "layout_slot_id", "#1"),
        (layout(slot(), slot("A-2"), slot("A-1")), "layout_duplicate_slot", "A-1"),
        (layout(slot("A-1", None)), "layout_polygon", "A-1"),
        (layout(slot("A-1", [[1, 2], [3, 4, 5], [6, 7]])), "layout_polygon", "A-1"),
        (layout(slot("A-1", [[1, 2], [3, "4"], [6, 7]])), "layout_polygon", "A-1"),
        (
            '{"size": [640, 480], "slots": [{"id": "A-1", "polygon": [[1, 2], [3, NaN], [6, 7]]}]}',
            "layout_polygon",
            "A-1",
        ),
        (
            '{"size": [640, 480], "slots": [{"id": "A-1", "polygon": [[1, 2], [3, 1e999], [6, 7]]}]}',
            "layout_polygon",
            "A-1",
        ),
        (layout(slot("A-1", [[1, 2], [3, 4]])), "layout_too_few_points", "A-1"),
        (layout(slot("A-1", [[1, 2]] * 33)), "layout_too_many_points", "A-1"),
        (layout(slot(), slot("A-2", [[1, 2], [641, 4], [6, 7]])), "layout_outside", "A-2"),
        (layout(slot("A-1", [[1, 2], [-1, 4], [6, 7]])), "layout_outside", "A-1"),
        (layout(slot("A-1", [[1, 1], [5, 5], [9, 9]])), "layout_no_area", "A-1"),
        (layout(slot("A-1", [[1, 1], [4, 1], [4, 4], [1, 4]])), "layout_no_area", "A-1"),
    ],
)
def test_what_is_wrong_is_named(text: str, code: str, where: str) -> None:
    with pytest.raises(LayoutError) as caught:
        parse_layout(text)

    assert (caught.value.code, caught.value.slot) == (code, where)


def test_a_region_is_parts_of_the_picture() -> None:
    assert parse_region("[[0.1, 0.2], [0.9, 0.2], [0.9, 1]]") == ((0.1, 0.2), (0.9, 0.2), (0.9, 1))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nonsense", "json_malformed"),
        ("{}", "region_polygon"),
        ("[[0.1, 0.2], [0.9, 0.2]]", "region_too_few_points"),
        ("[[0.1, 0.2], [9, 0.2], [0.9, 1]]", "region_outside"),
        ("[[0.1, 0.1], [0.2, 0.2], [0.3, 0.3]]", "region_no_area"),
    ],
)
def test_a_region_that_cannot_be_used_is_refused(text: str, code: str) -> None:
    with pytest.raises(LayoutError) as caught:
        parse_region(text)

    assert caught.value.code == code


def test_a_number_beyond_all_measure_is_refused() -> None:
    huge = "1" * 400
    for text in (
        f'{{"size": [{huge}, 9], "slots": [{{"id": "1", "polygon": [[0, 0], [9, 0], [9, 9]]}}]}}',
        f'{{"size": [90, 90], "slots": [{{"id": "1", "polygon": [[0, 0], [{huge}, 0], [9, 9]]}}]}}',
    ):
        with pytest.raises(LayoutError):
            parse_layout(text)
    with pytest.raises(LayoutError):
        parse_region(f"[[0, 0], [{huge}, 0], [1, 1]]")
