"""What a person types as a plate, and what it asks for."""

import pytest
from hypothesis import given, strategies as st

from custom_components.hoa_parking.core.errors import Refused
from custom_components.hoa_parking.core.journal import fits, plate_pattern
from custom_components.hoa_parking.core.plates import LOOK_ALIKES

PLATES = st.text("ABCEHKMOPTXY0123456789", min_size=2, max_size=9)


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("123 abc 02", "123ABC02"),
        (" *123* ", "*123*"),
        ("а?23*", "A?23*"),
        ("12**3", "12*3"),
        ("12-3*", "123*"),
        ("１２３＊", "123*"),
        ("*", None),
        ("***", None),
        ("", None),
        (None, None),
        ("?", "?"),
    ],
)
def test_what_is_typed_is_folded(typed: str | None, pattern: str | None) -> None:
    assert plate_pattern(typed) == pattern


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Ж123", "plate_letters"),
        ("-", "plate_length"),
        ("A" * 17, "plate_length"),
        ("?" * 17, "plate_length"),
        ("*" * 65, "plate_length"),
    ],
)
def test_what_can_be_no_plate_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        plate_pattern(typed)

    assert (caught.value.code, caught.value.field) == (code, "plate")


@given(PLATES, st.data())
def test_a_plate_fits_itself_however_it_is_masked(plate: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(plate) - 1))
    to = data.draw(st.integers(at + 1, len(plate)))

    assert fits(plate, plate)
    assert fits(f"{plate[:at]}?{plate[at + 1 :]}", plate)
    assert fits(f"{plate[:at]}*{plate[to:]}", plate)
    assert not fits(f"{plate}?", plate)


@given(PLATES, st.data())
def test_a_plate_fits_whatever_looks_like_it(plate: str, data: st.DataObject) -> None:
    other = "".join(
        data.draw(st.sampled_from(one + LOOK_ALIKES.get(one, ""))) if data.draw(st.booleans()) else one for one in plate
    )

    assert fits(other, plate, alike=True)
    assert fits(plate, plate, alike=True)
