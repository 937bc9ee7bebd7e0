"""Who may do what: one table."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Role(StrEnum):
    """What a Home Assistant user is to the association."""

    BOARD = "board"
    GUARD = "guard"
    RESIDENT = "resident"
    APPLICANT = "applicant"
    NONE = "none"


GIVEN: Final = (Role.BOARD, Role.GUARD, Role.RESIDENT, Role.NONE)
"""What somebody can say a user is; whoever applies is an applicant by that."""


class Act(StrEnum):
    """Something a person asks for."""

    SEE_PLACES = "see_places"
    SEE_OWN_PASSAGES = "see_own_passages"
    SEE_ALL_PASSAGES = "see_all_passages"
    SEE_LINKS = "see_links"
    OPEN_GATE = "open_gate"
    SET_GATE_MODE = "set_gate_mode"
    KEEP_PEOPLE = "keep_people"
    CLAIM_PLACE = "claim_place"
    SEE_STANDING = "see_standing"
    SEE_STILLS = "see_stills"
    OVERRIDE_SLOT = "override_slot"
    SET_COUNT = "set_count"
    DRAW_LAYOUT = "draw_layout"
    SET_DISPLAY = "set_display"
    APPLY = "apply"
    GIVE_PASSES = "give_passes"
    GUARD_CAR = "guard_car"
    ANSWER_ASK = "answer_ask"
    SEARCH_JOURNAL = "search_journal"
    WORK_GATE = "work_gate"
    BLOCK_PLATES = "block_plates"
    DECIDE_APPLICATIONS = "decide_applications"
    EXPORT = "export"
    SEE_ACTIVITY = "see_activity"
    SEE_FIGURES = "see_figures"
    SET_RETENTION = "set_retention"
    ERASE = "erase"


_APPLICANT: Final = frozenset({Act.APPLY})
_RESIDENT: Final = _APPLICANT | {
    Act.SEE_PLACES,
    Act.SEE_OWN_PASSAGES,
    Act.CLAIM_PLACE,
    Act.GIVE_PASSES,
    Act.GUARD_CAR,
    Act.ANSWER_ASK,
}
_GUARD: Final = _RESIDENT | {
    Act.SEE_ALL_PASSAGES,
    Act.SEE_LINKS,
    Act.OPEN_GATE,
    Act.SET_GATE_MODE,
    Act.SEE_STANDING,
    Act.SEE_STILLS,
    Act.OVERRIDE_SLOT,
    Act.SET_COUNT,
    Act.SEARCH_JOURNAL,
    Act.WORK_GATE,
    Act.BLOCK_PLATES,
}

ALLOWED: Final[Mapping[Role, frozenset[Act]]] = MappingProxyType(
    {
        Role.NONE: _APPLICANT,
        Role.APPLICANT: _APPLICANT,
        Role.RESIDENT: _RESIDENT,
        Role.GUARD: _GUARD,
        Role.BOARD: frozenset(Act),
    }
)


def may(role: Role, act: Act) -> bool:
    """Tell whether a role is allowed an act."""
    return act in ALLOWED[role]
