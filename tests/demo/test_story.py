"""The check tells what happened and what did not."""

from pathlib import Path
from typing import Any

import pytest

from demo.product import Cast, Product
from demo.story import Seen, missing

ZONE = {"name": "North lot", "total": 12, "free": 5, "occupied": 7, "unknown": 0, "id": "z"}


def passage(plate: str, verdict: str, reason: str, outcome: str = "none", listed: str | None = None) -> dict[str, Any]:
    return {"plate": plate, "verdict": verdict, "reason": reason, "outcome": outcome, "listed_plate": listed}


RESIDENT = passage("123ABC02", "open", "registered", "opened", "123ABC02")
STRANGER = passage("458TEN01", "refuse", "unknown")
BLOCKED = passage("901KMB05", "refuse", "blocked", listed="901KMB05")


@pytest.fixture
def product(tmp_path: Path) -> Product:
    cast = Cast("gate.mp4", "lot.mp4", {"slots": [{"id": "A1"}]}, residents=[("123ABC02", "12")], blocked=["901KMB05"])
    return Product(tmp_path, cast)


def test_the_whole_story_leaves_nothing_out(product: Product) -> None:
    seen = Seen((RESIDENT, STRANGER, BLOCKED), (ZONE,), frozenset({5, 6}), 1, 1)
    assert missing(product, seen) == []


@pytest.mark.parametrize(
    ("passages", "free", "words"),
    [
        ((STRANGER, BLOCKED), {5, 6}, "resident"),
        (({**RESIDENT, "outcome": "failed"}, STRANGER, BLOCKED), {5, 6}, "resident"),
        ((RESIDENT, BLOCKED), {5, 6}, "stranger"),
        ((RESIDENT, STRANGER), {5, 6}, "blocked"),
        ((RESIDENT, STRANGER, BLOCKED), {5}, "free places"),
    ],
)
def test_what_did_not_happen_is_named(
    product: Product, passages: tuple[dict[str, Any], ...], free: set[int], words: str
) -> None:
    (said,) = missing(product, Seen(passages, (ZONE,), frozenset(free), 1, 1))
    assert words in said


@pytest.mark.parametrize(("places", "pictures", "words"), [(0, 1, "not all places"), (1, 0, "no picture")])
def test_a_lot_that_is_not_drawn_on_a_picture_is_named(
    product: Product, places: int, pictures: int, words: str
) -> None:
    everybody = (RESIDENT, STRANGER, BLOCKED)
    (said,) = missing(product, Seen(everybody, (ZONE,), frozenset({5, 6}), places, pictures))
    assert words in said


def test_the_summary_says_who_was_let_in() -> None:
    summary = Seen((RESIDENT, STRANGER), (ZONE,), frozenset({5}), 12, 1).summary()
    assert summary == {
        "passages": [
            {"plate": "123ABC02", "verdict": "open", "reason": "registered", "opened": True},
            {"plate": "458TEN01", "verdict": "refuse", "reason": "unknown", "opened": False},
        ],
        "zones": [{"name": "North lot", "total": 12, "free": 5}],
        "places": 12,
    }
