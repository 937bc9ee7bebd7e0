"""The demo's lot is drawn as a board would draw it."""

from demo import lot_scene
from demo.places import PLACES, Place, capacity, drawing, drawn

LAYOUT = {
    "size": [64, 48],
    "slots": [
        {"id": "A1", "polygon": [[1, 1], [9, 1], [9, 9]]},
        {"id": "12", "polygon": [[11, 1], [19, 1], [19, 9]]},
        {"id": "gate", "polygon": [[21, 1], [29, 1], [29, 9]]},
    ],
}


def test_an_outline_gets_its_address_from_its_name() -> None:
    slots = drawing(LAYOUT, {}, "north", None)["slots"]
    assert [(slot["row"], slot["number"]) for slot in slots] == [("A", "1"), ("", "12"), ("", "gate")]


def test_a_place_is_for_residents_unless_it_is_special() -> None:
    slots = drawing(LAYOUT, {"12": Place("guest", apartment="7")}, "north", "picture")["slots"]
    assert [(slot["kind"], slot["apartment"]) for slot in slots] == [
        ("resident", None),
        ("guest", "7"),
        ("resident", None),
    ]


def test_what_is_drawn_can_be_saved_again_on_another_picture() -> None:
    slot = {"id": "7", "row": "A", "number": "1", "kind": "ev", "zone": "north", "apartment": "12"}
    outline = [[1, 1], [9, 1], [9, 9]]
    cameras = [
        {"id": "gone", "size": None, "outlines": []},
        {"id": "lot", "size": [64, 48], "outlines": [{"slot": "7", "polygon": outline}]},
    ]
    shown = {"slots": [{**slot, "state": "free", "address": "A-1"}], "cameras": cameras}
    assert drawn(shown, "lot", "new") == {"size": [64, 48], "still": "new", "slots": [{**slot, "polygon": outline}]}


def test_where_nobody_may_park_there_is_no_place() -> None:
    assert capacity(LAYOUT, {"gate": Place("no_parking")}) == 2


def test_the_demos_lot_has_places_of_every_kind_and_one_with_an_owner() -> None:
    slots = drawing(lot_scene.layout(), PLACES, "north", None)["slots"]
    assert {slot["kind"] for slot in slots} == {"resident", "guest", "disabled", "ev", "no_parking"}
    assert [slot["apartment"] for slot in slots if slot["apartment"]] == ["12"]


def test_the_free_places_of_the_story_are_those_that_may_be_parked_on() -> None:
    counted = set(lot_scene.slot_names()) - {name for name, place in PLACES.items() if place.kind == "no_parking"}
    free = [len(counted - lot_scene.taken(second)) for second in range(int(lot_scene.SECONDS))]
    assert sorted(set(free)) == [4, 5, 6]
