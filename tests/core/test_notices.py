"""When a stay is not as it should be: on somebody's place, for too long, or where nobody may stand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from custom_components.hoa_parking.core.claims import claimed, disclaimed, said, unnamed
from custom_components.hoa_parking.core.config import ZoneConfig
from custom_components.hoa_parking.core.errors import Refused
from custom_components.hoa_parking.core.notices import Rules, overdue, taken
from custom_components.hoa_parking.core.places import Address, NoticeKind, Slot, SlotKind, Stay, StaySource

AT = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
OWNED = Slot("12", Address("B", "17"), SlotKind.RESIDENT, "north", 17, "17")
PUBLIC = replace(OWNED, household=None, apartment=None)
NOBODY = Stay(5, "12", "B-17", "north", AT)
OWNERS = said(NOBODY, "123ABC02", 17, "17", StaySource.CLAIMED)
NEIGHBOURS = said(NOBODY, "777XYZ02", 18, "18", StaySource.SUGGESTED)
STRANGERS = said(NOBODY, "999STR01", None, None, StaySource.SET)
UNNAMED_OWNERS = said(NOBODY, None, 17, "17", StaySource.CLAIMED)


@pytest.mark.parametrize(
    ("slot", "stay", "expected", "is_taken"),
    [
        (PUBLIC, NOBODY, False, False),
        (PUBLIC, STRANGERS, False, False),
        (OWNED, NOBODY, False, True),
        (OWNED, NOBODY, True, False),
        (OWNED, OWNERS, False, False),
        (OWNED, UNNAMED_OWNERS, False, False),
        (OWNED, NEIGHBOURS, True, True),
        (OWNED, STRANGERS, True, True),
    ],
)
def test_whose_car_it_is_decides_whether_a_place_is_taken(
    slot: Slot,
    stay: Stay,
    expected: bool,  # noqa: FBT001
    is_taken: bool,  # noqa: FBT001
) -> None:
    assert taken(slot, stay, expected=expected) is is_taken


@pytest.mark.parametrize(
    ("kind", "limit_h", "minutes", "expected"),
    [
        (SlotKind.NO_PARKING, None, 0.99, None),
        (SlotKind.NO_PARKING, None, 1, NoticeKind.NO_PARKING),
        (SlotKind.GUEST, 2, 120, None),
        (SlotKind.GUEST, 2, 120.1, NoticeKind.OVERSTAY),
        (SlotKind.GUEST, None, 10_000, None),
        (SlotKind.RESIDENT, 2, 10_000, None),
    ],
)
def test_how_long_is_too_long(kind: SlotKind, limit_h: int | None, minutes: float, expected: NoticeKind | None) -> None:
    zone = ZoneConfig("north", "North", 9, guest_limit=timedelta(hours=limit_h) if limit_h else None)
    assert overdue(replace(PUBLIC, kind=kind), NOBODY, Rules.of(zone), AT + timedelta(minutes=minutes)) is expected


def test_a_guess_gives_way_to_a_claim_and_a_claim_to_nobody_else_s() -> None:
    assert claimed(NEIGHBOURS, "123ABC02", 17, "17") == OWNERS
    assert claimed(OWNERS, None, 17, "17") == UNNAMED_OWNERS
    with pytest.raises(Refused, match="somebody else"):
        claimed(OWNERS, "777XYZ02", 18, "18")


def test_a_guard_s_word_gives_way_to_nothing_but_its_own_kind() -> None:
    with pytest.raises(Refused, match="guard"):
        claimed(STRANGERS, "123ABC02", 17, "17")
    none_that_we_know = said(NOBODY, None, None, None, StaySource.SET)
    assert claimed(none_that_we_know, "123ABC02", 17, "17") == OWNERS
    assert claimed(replace(OWNERS, source=StaySource.SET), "123ABC02", 17, "17") == OWNERS


def test_one_may_say_not_mine_of_one_s_car_and_of_one_s_place() -> None:
    assert disclaimed(OWNERS, PUBLIC, 17) == unnamed(OWNERS) == NOBODY
    assert disclaimed(NEIGHBOURS, OWNED, 17) == NEIGHBOURS
    for household in (19, None):
        with pytest.raises(Refused, match="neither"):
            disclaimed(NEIGHBOURS, OWNED, household)
    with pytest.raises(Refused, match="guard"):
        disclaimed(replace(OWNERS, source=StaySource.SET), OWNED, 17)
