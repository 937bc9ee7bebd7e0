"""What the public page knows of plates is what the recognizer knows; one list of good and bad ones holds both."""

import json
import random
import re
import runpy
from pathlib import Path

import pytest

from recognizer.grammars import COUNTRIES, Grammar, grammars
from recognizer.model import RawRead
from recognizer.plates import interpret

ROOT = Path(__file__).resolve().parent.parent
WRITER = runpy.run_path(str(ROOT / "scripts" / "plate_forms.py"))
FORMS = ROOT / "www" / "src" / "lib" / "plate-forms.json"
PAGE = {
    country: [re.compile(one["form"]) for one in forms]
    for country, forms in json.loads(FORMS.read_text("utf-8"))["countries"].items()
}
PLATES = json.loads((ROOT / "tests" / "contract" / "plates.json").read_text("utf-8"))
NATIONAL = [grammar for those in grammars().values() for grammar in those]


def fits(grammar: Grammar, text: str) -> bool:
    """Whether a plate in its own order has this form."""
    flat = [place for row in grammar.rows for place in row]
    if len(text) != len(grammar.order) or not grammar.allows(text):
        return False
    return all(char in flat[at] for char, at in zip(text, grammar.order, strict=True))


def known(country: str, text: str) -> bool:
    if country in PAGE:
        return any(fits(grammar, text) for grammar in NATIONAL if grammar.country == country)
    plate = interpret(RawRead((text,), ((0.99,) * len(text),)), (country,))
    mixed = re.search(r"\d", text) is not None and re.search(r"[A-Z]", text) is not None
    return plate is not None and mixed and (plate.text, plate.country) == (text, country)


def test_the_pages_forms_are_made_from_the_grammars_as_they_are() -> None:
    assert FORMS.read_text("utf-8") == WRITER["text"](), "run scripts/plate_forms.py again"


def test_every_country_has_its_plates_on_the_list() -> None:
    assert set(PLATES) == set(COUNTRIES)


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_recognizer_takes_the_good_plates_for_that_countrys(country: str) -> None:
    assert [plate for plate in PLATES[country]["good"] if not known(country, plate)] == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_recognizer_does_not_take_the_bad_ones_for_that_countrys(country: str) -> None:
    assert [plate for plate in PLATES[country]["bad"] if known(country, plate)] == []


@pytest.mark.parametrize("country", PAGE)
def test_page_and_recognizer_agree_on_plates_that_nobody_thought_of(country: str) -> None:
    chance = random.Random(country)
    mine = [grammar for grammar in NATIONAL if grammar.country == country]
    texts = [typed(chance.choice(mine), chance) for _ in range(3000)]
    verdicts = [known(country, text) for text in texts]

    assert [any(form.match(text) for form in PAGE[country]) for text in texts] == verdicts
    assert {True, False} == set(verdicts)


def typed(grammar: Grammar, chance: random.Random) -> str:
    """Return characters that the places allow, one of them sometimes another."""
    flat = [place for row in grammar.rows for place in row]
    text = [chance.choice(flat[at]) for at in grammar.order]
    if chance.random() < 0.5:
        text[chance.randrange(len(text))] = chance.choice("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return "".join(text)
