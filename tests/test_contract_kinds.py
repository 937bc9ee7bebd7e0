"""Every kind of plate that the recognizer knows is one that the integration takes."""

import json
from pathlib import Path

import pytest

from custom_components.hoa_parking.core.model import Passage
from custom_components.hoa_parking.core.wire import parse_report
from recognizer.grammars import grammars

GOOD = Path(__file__).parent / "contract" / "reports" / "good-passage.json"
KINDS = sorted({(grammar.country, grammar.kind) for those in grammars().values() for grammar in those})


@pytest.mark.parametrize(("country", "kind"), KINDS)
def test_a_plate_of_every_kind_is_taken(country: str, kind: str) -> None:
    report = json.loads(GOOD.read_text())
    report["plate"] |= {"country": country, "kind": kind}
    passage = parse_report(json.dumps(report).encode())
    assert isinstance(passage, Passage)
    assert (passage.plate.country, passage.plate.kind) == (country, kind)
