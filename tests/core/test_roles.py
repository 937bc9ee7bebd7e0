"""What no role is allowed is refused."""

import pytest

from custom_components.hoa_parking.core.roles import Act, Role, may

BOARD_ONLY = {
    *(Act.KEEP_PEOPLE, Act.DRAW_LAYOUT, Act.SET_DISPLAY, Act.DECIDE_APPLICATIONS, Act.EXPORT),
    *(Act.SEE_ACTIVITY, Act.SEE_FIGURES, Act.SET_RETENTION, Act.ERASE),
}
RESIDENT = {
    *(Act.SEE_PLACES, Act.SEE_OWN_PASSAGES, Act.CLAIM_PLACE),
    *(Act.APPLY, Act.GIVE_PASSES, Act.GUARD_CAR, Act.ANSWER_ASK),
}


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.BOARD, set(Act)),
        (Role.GUARD, set(Act) - BOARD_ONLY),
        (Role.RESIDENT, RESIDENT),
        (Role.APPLICANT, {Act.APPLY}),
        (Role.NONE, {Act.APPLY}),
    ],
)
def test_each_role_may_do_this_and_nothing_else(role: Role, allowed: set[Act]) -> None:
    assert {act for act in Act if may(role, act)} == allowed
