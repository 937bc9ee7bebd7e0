"""Plates are read by the grammar of their country, repaired only where it knows, and never guessed."""

import random

import pytest

from recognizer.grammars import COUNTRIES, Grammar, grammars
from recognizer.model import Plate, RawRead
from recognizer.plates import fold, interpret

EVERY_GRAMMAR = [grammar for those in grammars().values() for grammar in those]


def read(*rows: str, countries: tuple[str, ...] = (), confidence: float = 0.98) -> Plate:
    plate = interpret(RawRead(rows, tuple((confidence,) * len(row) for row in rows)), countries)
    assert plate is not None
    return plate


def sample(grammar: Grammar, chance: random.Random) -> tuple[tuple[str, ...], str]:
    """Rows that the grammar allows, and the text they make."""
    for _ in range(100_000):
        rows = tuple("".join(chance.choice(place) for place in row) for row in grammar.rows)
        text = "".join("".join(rows)[place] for place in grammar.order)
        if grammar.allows(text):
            return rows, text
    raise AssertionError(f"{grammar.country} {grammar.kind} has no plate")


@pytest.mark.parametrize("grammar", EVERY_GRAMMAR, ids=lambda g: f"{g.country} {g.kind} {g.lengths}")
def test_every_grammar_reads_its_own_plates(grammar: Grammar) -> None:
    chance = random.Random(f"{grammar.country}{grammar.kind}{grammar.lengths}")
    for _ in range(8):
        rows, text = sample(grammar, chance)
        plate = read(*rows, countries=(grammar.country,))
        assert text in {plate.text, *(other.text for other in plate.alternatives)}, rows
        assert plate.text == text or not plate.accepted, rows


@pytest.mark.parametrize(
    ("rows", "countries", "text", "country"),
    [
        (("123 ABC 02",), (), "123ABC02", "KZ"),
        (("123АВС02",), (), "123ABC02", "KZ"),
        (("123", "02ABC"), ("KZ",), "123ABC02", "KZ"),
        (("H123", "AB77"), ("RU",), "H123AB77", "RU"),
        (("A123BC777RUS",), ("RU",), "A123BC777", "RU"),
        (("01A123BC",), (), "01A123BC", "UZ"),
        (("01KG123ABC",), (), "01123ABC", "KG"),
        (("1234AB-7",), ("BY",), "1234AB7", "BY"),
        (("1234ІК7",), ("BY",), "1234IK7", "BY"),
        (("B 1234 XYZ", "05.25"), ("ID",), "B1234XYZ", "ID"),
        (("DU166BF",), ("EU",), "DU166BF", "EU"),
    ],
)
def test_known_plates(rows: tuple[str, ...], countries: tuple[str, ...], text: str, country: str) -> None:
    plate = read(*rows, countries=countries)
    assert (plate.text, plate.country, plate.accepted) == (text, country, True)


@pytest.mark.parametrize(
    ("raw", "country", "text"),
    [
        ("I23ABC02", "KZ", "123ABC02"),
        ("123A8CO2", "KZ", "123ABC02"),
        ("0123BC77", "RU", "O123BC77"),
        ("A123BC7I", "RU", "A123BC71"),
        ("O1A123BC", "UZ", "01A123BC"),
    ],
)
def test_look_alikes_are_repaired_where_the_grammar_knows(raw: str, country: str, text: str) -> None:
    repaired, clean = read(raw, countries=(country,)), read(text, countries=(country,))
    assert repaired.text == text
    assert repaired.raw == raw
    assert repaired.confidence < clean.confidence


@pytest.mark.parametrize("country", ["EU", "US"])
def test_plates_without_a_grammar_are_never_repaired(country: str) -> None:
    assert read("DU1O6BF", countries=(country,)).text == "DU1O6BF"


def test_a_row_is_never_reordered_without_two_rows_being_seen() -> None:
    assert read("12302ABC", countries=("KZ",)).text != "123ABC02"


def test_what_two_countries_share_has_no_country_until_the_site_says() -> None:
    shared = "01123ABC"
    assert read(shared).country is None
    assert read(shared, countries=("KG",)).country == "KG"
    assert read(shared, countries=("UZ",)).country == "UZ"


def test_a_hint_is_no_filter() -> None:
    plate = read("A123BC77", countries=("KZ",))
    assert (plate.text, plate.country, plate.accepted) == ("A123BC77", "RU", True)


def test_a_tie_is_told_and_not_guessed() -> None:
    plate = read("01666000", countries=("UZ",))
    texts = {plate.text, *(other.text for other in plate.alternatives)}
    assert {"01666OOO", "016660OO"} <= texts
    assert not plate.accepted


def test_a_doubt_of_the_reader_decides_between_look_alikes() -> None:
    sure = (0.98,) * 8
    doubts = ((), (), (), (("D", 0.4),), (), (), (), ())
    plate = interpret(RawRead(("1230BC02",), (sure,), (doubts,)), ("KZ",))
    assert plate is not None
    assert {plate.text, *(other.text for other in plate.alternatives)} >= {"123OBC02", "123DBC02"}
    assert not plate.accepted


@pytest.mark.parametrize("countries", [(), ("KZ", "RU"), ("EU",), ("US",), ("ID",), COUNTRIES])
@pytest.mark.parametrize(
    "text",
    [
        "CAMERA 01", "PARKING", "TAXI", "+7 701 123 45 67", "2026-11-21", "10:40:37", "21-11-2026 10:40:37", "20140512",
        "OPEN 24", "LX570", "RUSSIA", "T4", "555-1234", "STOP", "ENTRANCE", "1700", "TOYOTA",
    ],
)  # fmt: skip
def test_other_text_is_never_accepted(text: str, countries: tuple[str, ...]) -> None:
    plate = interpret(RawRead((text,), ((0.999,) * len(text),)), countries)
    assert plate is None or not plate.accepted


def test_a_plate_cut_short_is_not_taken_for_an_older_kind() -> None:
    cut = read("A123BC", countries=("KZ", "RU"))
    assert (cut.text, cut.accepted) == ("A123BC", False)


def test_an_unsure_character_is_not_good_enough_for_a_gate() -> None:
    sure = RawRead(("123ABC02",), ((0.98,) * 8,))
    unsure = RawRead(("123ABC02",), ((0.98,) * 7 + (0.4,),))
    assert interpret(sure, ("KZ",)).accepted  # type: ignore[union-attr]  # both are plates
    assert not interpret(unsure, ("KZ",)).accepted  # type: ignore[union-attr]


def test_a_text_of_absurd_length_is_no_plate() -> None:
    assert interpret(RawRead(("9" * 5000,), ((0.9,) * 5000,))) is None


def test_nothing_read_is_no_plate() -> None:
    assert interpret(RawRead((), ())) is None


def test_fold_keeps_letters_and_digits_only() -> None:
    assert fold(" а 123-вс|77 і") == "A123BC77I"


def test_where_no_grammar_tells_o_from_0_both_are_told_and_neither_accepted() -> None:
    plate = read("BA3020Z", countries=("EU",), confidence=0.999)
    assert not plate.accepted
    assert "BA302OZ" in [other.text for other in plate.alternatives]
    assert read("RK605AB", countries=("EU",), confidence=0.999).accepted
