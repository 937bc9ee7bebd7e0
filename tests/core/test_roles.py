"""What no role is allowed is refused."""

import pytest

from custom_components.hoa_parking.core.roles import Act, Role, may


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
