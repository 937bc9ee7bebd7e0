"""Two readers look at one plate: a gate believes what both of them say."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from recognizer.look import look_at
from recognizer.model import Box, Image, RawRead
from recognizer.ports import Eyes

PICTURE = np.zeros((720, 1280, 3), np.uint8)


@dataclass
class Says:
    """A reader that says one thing, however many rows it is told of; it remembers the boxes it was shown."""

    rows: tuple[str, ...]
    confidence: float = 0.98
    asked: int = 0
    boxes: tuple[Box, ...] = ()

    def read(self, _: Image, boxes: Sequence[Box]) -> list[RawRead]:
        self.asked += len(boxes)
        self.boxes = tuple(boxes)
        sure = tuple((self.confidence,) * len(row) for row in self.rows)
        return [RawRead(self.rows, sure) for _ in boxes]


@dataclass
class Finds:
    """A detector that finds so many plates beside each other."""

    plates: int = 1
    looks: int = 0

    def detect(self, _: Image) -> list[Box]:
        self.looks += 1
        return [Box(200.0 * n, 300.0, 200.0 * n + 150, 340.0, 0.9) for n in range(self.plates)]


def accepted(first: Says, second: Says) -> list[tuple[str, bool]]:
    found = look_at(PICTURE, Eyes(Finds(), first, second), ("KZ",))
    return [(plate.text, plate.accepted) for plate, _ in found]


def test_what_both_readers_say_is_accepted() -> None:
    assert accepted(Says(("123ABC02",)), Says(("123ABC02",))) == [("123ABC02", True)]


@pytest.mark.parametrize("other", [("123ABC05",), ("123AB02",), ("1234ABC02",), ("",), ()])
def test_what_they_read_differently_is_told_and_not_accepted(other: tuple[str, ...]) -> None:
    ((_, sure),) = accepted(Says(("123ABC02",)), Says(other))
    assert not sure


def test_the_surer_reader_is_believed_where_they_differ_and_the_other_is_an_alternative() -> None:
    ((plate, _),) = look_at(PICTURE, Eyes(Finds(), Says(("123ABC02",)), Says(("123ABC05",), confidence=0.6)), ("KZ",))
    assert plate.text == "123ABC02"
    assert "123ABC05" in {other.text for other in plate.alternatives}


def test_a_text_that_keeps_to_a_grammar_is_believed_before_one_that_does_not() -> None:
    eyes = Eyes(Finds(), Says(("QWERTY12",), confidence=0.99), Says(("123ABC02",), confidence=0.7))
    ((plate, _),) = look_at(PICTURE, eyes, ("KZ",))
    assert (plate.text, plate.accepted) == ("123ABC02", False)


def test_where_no_grammar_tells_the_readers_vote_by_character() -> None:
    eyes = Eyes(Finds(), Says(("RK763AS",), confidence=0.7), Says(("RK768AS",), confidence=0.95))
    ((plate, _),) = look_at(PICTURE, eyes, ("EU",))
    assert (plate.text, plate.accepted) == ("RK768AS", False)


def test_one_reader_may_doubt_what_the_other_is_sure_of() -> None:
    assert accepted(Says(("123ABC02",)), Says(("123ABC02",), confidence=0.6)) == [("123ABC02", True)]


@pytest.mark.parametrize(("one", "other"), [(0.98, 0.3), (0.6, 0.6)])
def test_one_that_sees_next_to_nothing_or_two_that_doubt_are_no_agreement(one: float, other: float) -> None:
    assert accepted(Says(("123ABC02",), one), Says(("123ABC02",), other)) == [("123ABC02", False)]


def test_a_reader_of_lines_is_told_of_two_rows() -> None:
    second = Says(("123", "02ABC"))
    assert accepted(Says(("123", "02ABC")), second) == [("123ABC02", True)]
    top, bottom = second.boxes[0].rows
    assert (top[0], top[3], bottom[0], bottom[3]) == ((0.0, 300.0), (0.0, 320.0), (0.0, 320.0), (0.0, 340.0))


def test_the_second_reader_is_not_asked_about_everything() -> None:
    second = Says(("123ABC02",))
    look_at(PICTURE, Eyes(Finds(6), Says(("123ABC02",)), second), ("KZ",), twice=False)
    assert second.asked == 2


def test_slow_eyes_look_where_nothing_was_accepted() -> None:
    slow = Eyes(Finds(), Says(("123ABC02",)))
    unsure = Eyes(Finds(), Says(("123ABC02",), confidence=0.5), slow=slow)
    assert [(plate.text, plate.accepted) for plate, _ in look_at(PICTURE, unsure, ("KZ",))] == [("123ABC02", True)]
    assert [plate.accepted for plate, _ in look_at(PICTURE, unsure, ("KZ",), slowly=False)] == [False]


def test_slow_eyes_are_left_alone_where_something_was_accepted() -> None:
    search = Finds()
    look_at(PICTURE, Eyes(Finds(), Says(("123ABC02",)), slow=Eyes(search, Says(("123ABC02",)))), ("KZ",))
    assert search.looks == 0
