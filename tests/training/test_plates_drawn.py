"""The plates that the networks learn from: what a picture claims to say, it says, and where it claims."""

import sys
from pathlib import Path

import numpy as np
import pytest

from recognizer.grammars import Grammar, grammars

pytest.importorskip("PIL", reason="Pillow, which draws the faces, is not installed")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from plates.camera import contrast, photographed
from plates.draw import COUNTRIES, Drawn, Glyph, draw_plate, draw_text
from plates.wear import worn

WITH_GRAMMARS = sorted({grammar.country for those in grammars().values() for grammar in those})
WITHOUT_A_GRAMMAR = {("UZ", "two_row")}


def plates_of(country: str, count: int = 30) -> list[Drawn]:
    dice = np.random.default_rng([7, *country.encode()])
    return [draw_plate(dice, country, px_per_mm=0.8) for _ in range(count)]


def keeps_to(grammar: Grammar, rows: tuple[str, ...]) -> bool:
    fits = all(
        char in allowed
        for row, places in zip(rows, grammar.rows, strict=True)
        for char, allowed in zip(row, places, strict=True)
    )
    return fits and grammar.allows("".join("".join(rows)[place] for place in grammar.order))


def spread(image: np.ndarray, glyph: Glyph) -> float:
    # an I fills its box: a little of what is beside it is looked at too
    x1, y1, x2, y2 = (round(edge) for edge in glyph.box)
    return float(np.ptp(image[y1:y2, max(0, x1 - 3) : x2 + 3].astype(int).sum(axis=2)))


@pytest.mark.parametrize("country", COUNTRIES)
def test_rows_are_what_the_characters_spell(country: str) -> None:
    for plate in plates_of(country):
        spelled = ("".join(glyph.char for glyph in plate.glyphs if glyph.row == row) for row in range(len(plate.rows)))
        assert tuple(spelled) == plate.rows


@pytest.mark.parametrize("country", WITH_GRAMMARS)
def test_numbers_keep_to_a_grammar_of_their_country(country: str) -> None:
    for plate in plates_of(country):
        those = grammars().get(tuple(len(row) for row in plate.rows), ())
        fitting = [one for one in those if one.country == country and keeps_to(one, plate.rows)]
        assert fitting or (country, plate.kind) in WITHOUT_A_GRAMMAR, plate.rows


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_box_holds_ink_and_stands_in_reading_order(country: str) -> None:
    for plate in plates_of(country):
        assert min(spread(plate.image, glyph) for glyph in plate.glyphs) > 90
        for row in range(len(plate.rows)):
            middles = [(glyph.box[0] + glyph.box[2]) / 2 for glyph in plate.glyphs if glyph.row == row]
            assert middles == sorted(middles)


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_same_dice_paint_the_same_picture(country: str) -> None:
    first, again = (worn(np.random.default_rng(3), draw_plate(np.random.default_rng(5), country)) for _ in range(2))
    assert np.array_equal(first.image, again.image)
    assert first.glyphs == again.glyphs


def test_wear_and_a_dealers_frame_keep_the_characters_in_their_boxes() -> None:
    dice = np.random.default_rng(11)
    grown = 0
    for plate in plates_of("RU", 60):
        old = worn(dice, plate)
        grown += old.image.shape != plate.image.shape
        assert old.rows == plate.rows
        assert old.image.shape[:2] == old.mask.shape
        before, after = (min(spread(one.image, glyph) for glyph in one.glyphs) for one in (plate, old))
        assert after > 0.3 * before
    assert grown > 10


def test_what_is_no_plate_has_no_rows() -> None:
    dice = np.random.default_rng(2)
    signs = [draw_text(dice) for _ in range(20)]
    assert {(sign.rows, sign.glyphs, sign.country) for sign in signs} == {((), (), "")}
    assert all(contrast(sign.image) > 20 for sign in signs)


def test_a_photograph_keeps_its_size_and_its_contrast() -> None:
    dice = np.random.default_rng(4)
    for plate in plates_of("KZ", 60):
        photo = photographed(dice, plate.image)
        assert photo.shape == plate.image.shape
        assert contrast(photo) > 12
