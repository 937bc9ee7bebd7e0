"""What no camera vouches for is never free; what no role is allowed is refused."""

import pytest

from custom_components.hoa_parking.core.config import ZoneConfig
from custom_components.hoa_parking.core.model import Slot, Zone
from custom_components.hoa_parking.core.occupancy import count
from custom_components.hoa_parking.core.roles import Act, Role, may


def slot(name: str, occupied: bool | None, zone: str = "north") -> Slot:  # noqa: FBT001
    return Slot("camera", name, zone, occupied, None, None)


def test_a_zone_counts_its_own_slots_and_leaves_the_rest_unknown() -> None:
    slots = [slot("1", True), slot("2", False), slot("3", None), slot("9", False, "south")]
    assert count(ZoneConfig("north", "North", 5), slots) == Zone("north", "North", 5, free=1, occupied=1, unknown=3)


def test_a_zone_is_never_smaller_than_its_slots() -> None:
    assert count(ZoneConfig("north", "North", 1), [slot("1", False), slot("2", False)]).total == 2


def test_a_zone_without_a_camera_is_all_unknown() -> None:
    zone = count(ZoneConfig("north", "North", 5), [])
    assert (zone.free, zone.unknown, zone.known) == (0, 5, False)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.BOARD, set(Act)),
        (Role.GUARD, set(Act) - {Act.KEEP_PEOPLE, Act.DRAW_LAYOUT, Act.SET_DISPLAY}),
        (Role.RESIDENT, {Act.SEE_PLACES, Act.SEE_OWN_PASSAGES, Act.CLAIM_PLACE}),
        (Role.NONE, set()),
    ],
)
def test_each_role_may_do_this_and_nothing_else(role: Role, allowed: set[Act]) -> None:
    assert {act for act in Act if may(role, act)} == allowed
