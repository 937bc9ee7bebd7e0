"""What fuzzy matching costs, against every stranger there can be, and against figures worked out by hand."""

from itertools import product
from random import Random
from string import ascii_uppercase

import pytest
from hypothesis import given, settings, strategies as st

from custom_components.hoa_parking.core.model import Matching, Pass, Plate
from custom_components.hoa_parking.core.plates import Found, find
from custom_components.hoa_parking.core.price import one_in, price

EXACT, LOOK_ALIKE = Matching.EXACT, Matching.LOOK_ALIKE
RUSSIAN = "ABEKMHOPCTYX"
SMALL = [f"{first}{second}{letter}" for first, second, letter in product("0123456789", "0123456789", ascii_uppercase)]
"""Every plate of a country with two digits and a letter."""


def some(of: list[str], how_many: int) -> list[str]:
    return Random(7).sample(of, how_many)


def is_let_in(plate: str, listed: list[str], matching: Matching) -> bool:
    """Ask the rules themselves."""
    entries = [Pass(entry, 1, 1, None, None, blocked=False) for entry in listed]
    return isinstance(find(Plate(plate, plate, None, None, 0.9, True), entries, matching), Found)


def share_within(listed: list[str], edits: int) -> float:
    strangers = [plate for plate in SMALL if plate not in listed]
    near = [
        plate
        for plate in strangers
        if min(sum(a != b for a, b in zip(plate, entry, strict=True)) for entry in listed) <= edits
    ]
    return len(near) / len(strangers)


def city(country: str, how_many: int, regions: str = "02") -> list[str]:
    """Make the plates of a city's cars."""
    random, plates = Random(7), list[str]()
    for number in range(how_many):
        region = regions.split()[number % len(regions.split())]
        figures = f"{random.randrange(1, 1000):03}"
        letters = "".join(random.choices({"KZ": ascii_uppercase, "RU": RUSSIAN}[country], k=3))
        plates.append(
            {"KZ": f"{figures}{letters}{region}", "RU": f"{letters[0]}{figures}{letters[1:]}{region}"}[country]
        )
    return plates


@pytest.mark.parametrize("how_many", [1, 40, 120])
def test_a_setting_costs_what_the_rules_do_to_every_stranger_there_is(how_many: int) -> None:
    listed = some(SMALL, how_many)
    strangers = [plate for plate in SMALL if plate not in listed]

    asked = price(listed)

    for matching in Matching:
        let_in = sum(is_let_in(plate, listed, matching) for plate in strangers)
        assert asked.by_matching[matching] == pytest.approx(let_in / len(strangers))


@pytest.mark.parametrize("how_many", [1, 40, 120])
def test_any_one_or_two_characters_cost_what_counting_says(how_many: int) -> None:
    listed = some(SMALL, how_many)

    asked = price(listed)

    assert asked.one_other == pytest.approx(share_within(listed, 1), rel=0.1)
    assert asked.two_other == pytest.approx(share_within(listed, 2), rel=0.1)


@pytest.mark.parametrize(
    ("country", "how_many", "look_alike", "one_other", "two_other"),
    [
        ("KZ", 150, 0.00003, 0.0009, 0.036),
        ("KZ", 600, 0.00011, 0.0035, 0.135),
        ("KZ", 1500, 0.00028, 0.0087, 0.304),
        ("RU", 150, 0.00009, 0.005, 0.127),
        ("RU", 600, 0.00035, 0.021, 0.418),
        ("RU", 1500, 0.00087, 0.051, 0.742),
    ],
)
def test_a_citys_figures_are_those_of_the_formula(
    country: str, how_many: int, look_alike: float, one_other: float, two_other: float
) -> None:
    """Worked out apart from this: neighbours of a plate × plates ÷ all plates, everybody from one region."""
    asked = price(city(country, how_many), ("KZ", "RU"))

    # One stranger in ten is taken to come from anywhere: a tenth less is right.
    assert asked.by_matching[LOOK_ALIKE] == pytest.approx(0.9 * look_alike, rel=0.15)
    assert asked.one_other == pytest.approx(0.9 * one_other, rel=0.15)
    assert asked.two_other == pytest.approx(0.9 * two_other, rel=0.15)
    assert asked.by_matching[EXACT] == 0


def test_cars_of_many_regions_resemble_fewer_strangers() -> None:
    near, far = price(city("KZ", 300)), price(city("KZ", 300, "01 02 03 04 05 06 07 08 09 10"))
    assert far.by_matching[LOOK_ALIKE] < 0.3 * near.by_matching[LOOK_ALIKE]


def test_a_plate_that_reads_like_another_countrys_costs_something_even_exactly() -> None:
    uzbek, kyrgyz, either = "95123ABC", "02123ABC", "01123ABC"
    assert price([uzbek, either]).by_matching[EXACT] == 0
    assert price([uzbek, either, kyrgyz]).by_matching[EXACT] > 0


@pytest.mark.parametrize(
    ("listed", "pairs"),
    [
        (["123ABC02", "777XXA05"], 0),
        (["O12AB", "012AB", "777XX"], 1),
        (["G12", "C12", "612"], 3),
        (["O12I", "0121"], 1),
        (["O12IB", "01218"], 0),
    ],
)
def test_plates_of_the_list_that_one_read_may_mean_are_counted(listed: list[str], pairs: int) -> None:
    assert price(listed).resembling == pairs


def test_an_empty_list_takes_nobody_for_anybody() -> None:
    asked = price([])
    assert (asked.plates, asked.resembling, asked.one_other, asked.two_other) == (0, 0, 0, 0)
    assert set(asked.by_matching.values()) == {0}


def test_a_list_of_every_plate_leaves_no_stranger() -> None:
    assert price(SMALL).by_matching[LOOK_ALIKE] == 0


def test_the_same_list_has_the_same_price_in_any_order() -> None:
    listed = city("RU", 80, "77 199 02")
    assert price(listed) == price([*reversed(listed), listed[0]])


@settings(max_examples=40)
@given(st.lists(st.text("0123456789ABCDEFHKMNOPRSTUVWXYZ", min_size=2, max_size=16), max_size=12))
def test_any_list_has_a_price(listed: list[str]) -> None:
    asked = price(listed, ("ID",))
    assert asked.plates == len(set(listed))
    assert 0 <= asked.by_matching[EXACT] <= asked.by_matching[LOOK_ALIKE] <= 1
    assert 0 <= asked.one_other <= 1
    assert 0 <= asked.two_other <= 1


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (1, 1),
        (0.4, 2),
        (0.0999, 10),
        (1 / 137, 130),
        (1 / 8349, 8300),
        (0.000_001, 1_000_000),
        (0.000_000_9, None),
        (0, None),
    ],
)
def test_a_chance_is_said_as_one_in_so_many_without_false_precision(chance: float, said: int | None) -> None:
    assert one_in(chance) == said


def test_a_figure_that_was_estimated_is_said_in_one_digit() -> None:
    assert [one_in(1 / n, figures=1) for n in (7.4, 13, 286)] == [7, 10, 200]
