"""What counts as read, as a table of stories: what was written down, what an engine returned, what that comes to."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bench.eyes.count import Found, Kind, Verdict, judge, summed, wilson_upper
from bench.eyes.labels import Labelled, Written
from recognizer.model import Box, Plate

HERE = Box(100, 100, 200, 130, 1.0)
THERE = Box(400, 300, 500, 330, 1.0)


def said(text: str, box: Box = HERE, *, accepted: bool = False) -> Found:
    return Plate(text, text, None, None, 0.9, accepted), box


def sure(text: str, box: Box = HERE) -> Found:
    return said(text, box, accepted=True)


def photo(*plates: Written, country: str = "KZ") -> Labelled:
    return Labelled(Path("photo.jpg"), plates, country)


def written(text: str) -> Written:
    return Written(text, HERE)


@dataclass(frozen=True)
class Story:
    tells: str
    picture: Labelled
    found: list[Found]
    kinds: list[Kind]
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    located: int = 0


ONE, OTHER = written("123ABC02"), Written("777KZA05", THERE)

STORIES = [
    Story("read and accepted", photo(ONE), [sure("123ABC02")], [Kind.EXACT], right=1, located=1),
    Story("read and doubted", photo(ONE), [said("123ABC02")], [Kind.EXACT], located=1),
    Story("nothing returned", photo(ONE), [], [Kind.LOST]),
    Story("read elsewhere only", photo(ONE), [said("123ABC02", THERE)], [Kind.LOST]),
    Story("one character off", photo(ONE), [said("128ABC02")], [Kind.NEAR], located=1),
    Story("a character lost", photo(ONE), [said("23ABC02")], [Kind.NEAR], located=1),
    Story("two off", photo(ONE), [said("189ABC02")], [Kind.WRONG], located=1),
    Story("two look-alikes off", photo(ONE), [said("I23A8C02")], [Kind.TWIN], located=1),
    Story("the first at a place counts", photo(ONE), [said("999XXX99"), said("123ABC02")], [Kind.WRONG], located=1),
    Story("accepted wrongly", photo(ONE), [sure("128ABC02")], [Kind.NEAR], wrong=["128ABC02"], located=1),
    Story("a grammar tells O from 0", photo(ONE), [sure("123ABCO2")], [Kind.TWIN], wrong=["123ABCO2"], located=1),
    Story(
        "no grammar tells O from 0",
        photo(written("OSG719"), country="US"),
        [sure("0SG719")],
        [Kind.TWIN],
        right=1,
        located=1,
    ),
    Story("an advert is accepted", photo(ONE), [sure("SALE50", THERE)], [Kind.LOST], wrong=["SALE50"]),
    Story("no plate to be read", photo(), [sure("SALE50")], [], wrong=["SALE50"]),
    Story(
        "two plates, each at its place",
        photo(ONE, OTHER),
        [sure("777KZA05", THERE), sure("123ABC02")],
        [Kind.EXACT, Kind.EXACT],
        right=2,
        located=2,
    ),
    Story(
        "two plates changed over",
        photo(ONE, OTHER),
        [said("777KZA05"), said("123ABC02", THERE)],
        [Kind.WRONG, Kind.WRONG],
        located=2,
    ),
    Story("no box: anywhere will do", photo(Written("123ABC02")), [said("123ABC02", THERE)], [Kind.EXACT]),
    Story("no box: lettering is no plate", photo(Written("123ABC02")), [said("PHONE707")], [Kind.LOST]),
    Story(
        "no box: one read serves one plate",
        photo(Written("123ABC02"), Written("123ABC03")),
        [said("123ABC02")],
        [Kind.EXACT, Kind.LOST],
    ),
]


def told(verdict: Verdict) -> tuple[list[Kind], int, list[str], int]:
    return (
        [reading.kind for reading in verdict.readings],
        verdict.right,
        [plate.text for plate, _ in verdict.wrong],
        verdict.located,
    )


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.tells)
def test_what_counts_as_read(story: Story) -> None:
    assert told(judge(story.picture, story.found)) == (story.kinds, story.right, story.wrong, story.located)


def test_on_a_crop_the_first_plate_is_the_answer() -> None:
    crop = photo(Written("B9140BCD"), country="ID")
    second = judge(crop, [said("B914OBCO"), said("B9140BCD")], crops=True)
    assert [reading.kind for reading in second.readings] == [Kind.WRONG]


def test_a_set_is_summed_and_what_is_exact_is_also_close() -> None:
    verdicts = [
        judge(photo(ONE), [sure("123ABC02")]),
        judge(photo(ONE), [said("12BABC02")]),
        judge(photo(ONE), [sure("128ABC02"), sure("SALE50", THERE)]),
        judge(photo(Written("123ABC02")), []),
    ]
    figures = summed(verdicts, [1.0, 2.0, 3.0, 4.0])
    assert (figures.pictures, figures.plates, figures.exact, figures.twins, figures.near) == (4, 4, 1, 1, 3)
    assert (figures.right, figures.wrong, figures.fooled) == (1, 2, 1)
    assert (figures.boxed, figures.located) == (3, 3)


@pytest.mark.parametrize(
    ("hits", "of", "least", "most"), [(0, 0, 1.0, 1.0), (0, 100, 0.036, 0.038), (5, 100, 0.11, 0.113), (9, 9, 1.0, 1.0)]
)
def test_few_pictures_leave_much_room_for_luck(hits: int, of: int, least: float, most: float) -> None:
    assert least <= wilson_upper(hits, of) <= most
