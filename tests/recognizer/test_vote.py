"""Many looks make one answer, sure only when enough of them agree."""

from recognizer.model import Plate, RawRead
from recognizer.plates import interpret
from recognizer.vote import vote


def look(text: str, confidence: float = 0.97) -> Plate:
    plate = interpret(RawRead((text,), ((confidence,) * len(text),)), ("KZ",))
    assert plate is not None
    return plate


def test_one_look_is_never_enough() -> None:
    assert not vote([look("123ABC02")], ("KZ",)).sure


def test_two_sure_looks_that_agree_settle() -> None:
    said = vote([look("123ABC02"), look("123ABC02")], ("KZ",))
    assert (said.plate.text, said.plate.accepted, said.sure, said.reads) == ("123ABC02", True, True, 2)


def test_doubtful_looks_do_not_settle_however_many() -> None:
    said = vote([look("123ABC02", 0.5)] * 20, ("KZ",))
    assert (said.plate.text, said.sure) == ("123ABC02", False)


def test_an_even_quarrel_does_not_settle() -> None:
    said = vote([look("123ABC02"), look("123ABE02")] * 4, ("KZ",))
    assert not said.sure
    assert {said.plate.text, *(other.text for other in said.plate.alternatives)} == {"123ABC02", "123ABE02"}


def test_the_many_outvote_a_misread_and_keep_it_as_an_alternative() -> None:
    said = vote([look("123ABC02"), look("123ABE02", 0.8), look("123ABC02"), look("123ABC02")], ("KZ",))
    assert (said.plate.text, said.sure) == ("123ABC02", True)
    assert [other.text for other in said.plate.alternatives] == ["123ABE02"]


def test_characters_are_voted_one_by_one_and_the_grammar_has_its_say() -> None:
    said = vote([look("123ABC07", 0.8), look("128ABC02", 0.8), look("123ABE02", 0.8)], ("KZ",))
    assert (said.plate.text, said.plate.kind, said.sure) == ("123ABC02", "person", False)
