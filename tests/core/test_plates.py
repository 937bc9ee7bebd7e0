"""Plates are compared folded; look-alikes are one letter off and never two."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from custom_components.hoa_parking.core.model import Match, Matching, Pass, Plate
from custom_components.hoa_parking.core.plates import Ambiguous, Found, candidates, find, fold


def read(text: str) -> Plate:
    return Plate(text, text, None, None, 0.9, True)


def on_list(*plates: str) -> list[Pass]:
    return [Pass(plate, 1, 1, None, None, blocked=False) for plate in plates]


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("123 авс 02", "123ABC02"),
        ("а123вс-777", "A123BC777"),
        ("В 1234 ХYZ", "B1234XYZ"),
        ("7777 ІІ-1", "7777II1"),
        ("１２３ＡＢＣ０２", "123ABC02"),
        ("  ", ""),
    ],
)
def test_a_plate_is_folded_as_people_type_it(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_an_exact_plate_wins_over_a_look_alike() -> None:
    found = find(read("O12ABC02"), on_list("012ABC02", "O12ABC02"), Matching.LOOK_ALIKE)
    assert isinstance(found, Found)
    assert (found.plate, found.match) == ("O12ABC02", Match.EXACT)


@pytest.mark.parametrize(
    ("seen", "listed"), [("I23ABC02", "123ABC02"), ("123A8C02", "123ABC02"), ("X123KM77", "X123KH77")]
)
def test_one_letter_that_cameras_mistake_is_a_look_alike(seen: str, listed: str) -> None:
    found = find(read(seen), on_list(listed), Matching.LOOK_ALIKE)
    assert isinstance(found, Found)
    assert (found.plate, found.match) == (listed, Match.LOOK_ALIKE)


@pytest.mark.parametrize("seen", ["I23A8C02", "128ABC02", "123ABC0", "123ABC022", "124ABC02"])
def test_two_letters_or_a_letter_that_looks_different_are_none(seen: str) -> None:
    assert find(read(seen), on_list("123ABC02"), Matching.LOOK_ALIKE) is None


def test_a_character_that_was_read_surely_is_not_taken_for_another() -> None:
    sure = replace(read("I23ABC02"), confidences=(0.99,) * 8)
    doubtful = replace(sure, confidences=(0.8, *(0.99,) * 7))
    assert find(sure, on_list("123ABC02"), Matching.LOOK_ALIKE) is None
    assert isinstance(find(doubtful, on_list("123ABC02"), Matching.LOOK_ALIKE), Found)


def test_two_that_fit_are_ambiguous() -> None:
    assert find(read("Q12"), on_list("O12", "012"), Matching.LOOK_ALIKE) == Ambiguous(("012", "O12"))


def test_exact_matching_asks_for_one_text_only() -> None:
    assert candidates(read("I23ABC02"), Matching.EXACT) == {"I23ABC02"}


@given(
    st.text("0123456789ABEKMHOPCTYXDQILZSGVUNFR", min_size=1, max_size=16), st.text("0O1I8B", min_size=1, max_size=9)
)
def test_whatever_is_found_was_among_the_candidates(seen: str, listed: str) -> None:
    found = find(read(seen), on_list(listed), Matching.LOOK_ALIKE)
    assert (found is not None) is (listed in candidates(read(seen), Matching.LOOK_ALIKE))
    assert len(candidates(read(seen), Matching.LOOK_ALIKE)) <= 1 + 4 * len(seen)
