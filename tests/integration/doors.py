"""Every door of ours and who may come in by it: the one table, with something to say at each."""

from dataclasses import dataclass, field
from typing import Any, Final

from .conftest import A1, GATE, ZONE

OUTSIDER: Final = "outsider"
"""Somebody without any log-in."""
RECOGNIZER: Final = "recognizer"
NONE: Final = "none"
APPLICANT: Final = "applicant"
RESIDENT: Final = "resident"
GUARD: Final = "guard"
BOARD: Final = "board"
ADMIN: Final = "admin"

_ADMINS = frozenset({ADMIN})
_BOARD = frozenset({BOARD, ADMIN})
_GUARDS = _BOARD | {GUARD}
_PEOPLE = _GUARDS | {RESIDENT}
_USERS = _PEOPLE | {APPLICANT, NONE}
_MACHINE = frozenset({RECOGNIZER, ADMIN})
_LOGGED_IN = _USERS | {RECOGNIZER}
_ANYBODY = _LOGGED_IN | {OUTSIDER}

USERS: Final = (NONE, APPLICANT, RESIDENT, GUARD, BOARD, ADMIN)
EVERYBODY: Final = (OUTSIDER, RECOGNIZER, *USERS)


@dataclass(frozen=True)
class Door:
    """Who may, and what is said there: enough to be let in, and about nothing that is there."""

    may: frozenset[str]
    says: dict[str, Any] = field(default_factory=dict)


UNTIL = "2026-12-31T00:00:00Z"
_SLOT = {"slot": "99"}
_CAR = {"plate": "999ZZZ99"}
_HOME = {"apartment": "Nowhere"}
_PERSON = {"name": "Somebody", "contact": "0", **_HOME}
_DRAWING = {"size": [100, 100], "still": None, "slots": [A1]}

COMMANDS: Final[dict[str, Door]] = {
    # Everybody may listen; what they hear is theirs.
    "subscribe": Door(_USERS),
    "passages": Door(_USERS),
    "places/subscribe": Door(_USERS),
    # Whoever wants in, or something else.
    "applications/form": Door(_USERS),
    "applications/apply": Door(_USERS, {"kind": "access", "plates": [], **_PERSON}),
    "applications/mine": Door(_USERS),
    "applications/answer": Door(_USERS, {"application": 99, "text": "Yes"}),
    "applications/withdraw": Door(_USERS, {"application": 99}),
    # The household's own.
    "mine/subscribe": Door(_PEOPLE),
    "mine/guard": Door(_PEOPLE, {"on": True, **_CAR}),
    "passes/give": Door(_PEOPLE, {"kind": "visitor", "valid_until": UNTIL, **_CAR}),
    "passes/end": Door(_PEOPLE, {"pass": 99}),
    "passes/share": Door(_PEOPLE, {"pass": 99}),
    "asks/answer": Door(_PEOPLE, {"ask": 99, "answer": "open"}),
    "places/slot": Door(_PEOPLE, _SLOT),
    "places/find": Door(_PEOPLE, {"text": "999ZZZ99"}),
    "places/history": Door(_PEOPLE, {"zone": ZONE, "span": "today"}),
    "places/claim": Door(_PEOPLE, {"plate": None, **_SLOT}),
    "places/disclaim": Door(_PEOPLE, _SLOT),
    # The guard's.
    "gate/open": Door(_GUARDS, {"gate": "nothing"}),
    "guard/subscribe": Door(_GUARDS),
    "guard/resolve": Door(_GUARDS, {"passage": "p-99", "answer": "open"}),
    "guard/enter": Door(_GUARDS, {"gate": GATE, "direction": "entry", **_CAR}),
    "guard/check": Door(_GUARDS, _CAR),
    "passage/notes": Door(_GUARDS, {"passage": "p-99"}),
    "passage/note": Door(_GUARDS, {"passage": "p-99", "text": "Seen"}),
    "shift/take": Door(_GUARDS),
    "shift/hand_over": Door(_GUARDS, {"note": "Quiet"}),
    "shift/list": Door(_GUARDS),
    "blocklist": Door(_GUARDS),
    "blocklist/add": Door(_GUARDS, {"reason": "Debt", **_CAR}),
    "blocklist/remove": Door(_GUARDS, _CAR),
    "journal": Door(_GUARDS, {"filter": {}}),
    "places/override": Door(_GUARDS, {"state": "free", "reason": "Seen", "hold": False, **_SLOT}),
    "places/end_override": Door(_GUARDS, _SLOT),
    "places/release": Door(_GUARDS, {"reason": "Seen", **_SLOT}),
    "places/set_plate": Door(_GUARDS, {**_CAR, **_SLOT}),
    "places/set_count": Door(_GUARDS, {"zone": ZONE, "occupied": 1}),
    # The board's.
    "applications/list": Door(_BOARD, {"state": "waiting"}),
    "applications/approve": Door(_BOARD, {"application": 99, "plates": [], "name": "Somebody", **_HOME}),
    "applications/refuse": Door(_BOARD, {"application": 99, "reason": "No"}),
    "applications/ask": Door(_BOARD, {"application": 99, "question": "Who?"}),
    "applications/page": Door(_BOARD),
    "applications/set_page": Door(_BOARD, {"enabled": False, "consent": {}, "document": False, "local_only": False}),
    "people/list": Door(_BOARD),
    "people/save_vehicle": Door(_BOARD, {**_CAR, **_HOME}),
    "people/remove_vehicle": Door(_BOARD, _CAR),
    "people/remove_household": Door(_BOARD, {"household": 99}),
    "people/users": Door(_BOARD),
    "people/link": Door(_BOARD, {"user_id": "nobody", "role": "none"}),
    "people/password_link": Door(_BOARD, {"user_id": "nobody"}),
    "people/revoke": Door(_BOARD, {"user_id": "nobody"}),
    "people/import": Door(_BOARD, {"what": "vehicles", "text": "", "dry_run": True}),
    "people/export": Door(_BOARD, {"what": "vehicles"}),
    "journal/export": Door(_BOARD, {"filter": {}, "format": "csv"}),
    "activity": Door(_BOARD, {"filter": {}}),
    "activity/export": Door(_BOARD, {"filter": {}, "format": "csv"}),
    "figures": Door(_BOARD),
    "retention": Door(_BOARD),
    "retention/set": Door(_BOARD, {"periods": {"passages": 365}}),
    "erase/preview": Door(_BOARD, _CAR),
    "erase": Door(_BOARD, {"reason": "Asked", **_CAR}),
    "erase/receipts": Door(_BOARD),
    "price": Door(_BOARD),
    "layout/still": Door(_BOARD, {"camera": "nothing"}),
    "layout/save": Door(_BOARD, {"camera": "nothing", "drawing": _DRAWING}),
    "layout/export": Door(_BOARD),
    "layout/import": Door(_BOARD, {"document": {}, "dry_run": True}),
    "display/state": Door(_BOARD),
    "display/enable": Door(_BOARD),
    "display/disable": Door(_BOARD),
}
"""The panel's commands, behind `hoa_parking/`."""

_API = "/api/hoa_parking/v1"

VIEWS: Final[dict[tuple[str, str], Door]] = {
    # The recognizer's.
    ("POST", f"{_API}/reports"): Door(_MACHINE),
    ("POST", f"{_API}/status"): Door(_MACHINE),
    ("GET", f"{_API}/config"): Door(_MACHINE),
    ("POST", f"{_API}/stills/{{still}}"): Door(_MACHINE),
    ("GET", f"{_API}/reads/{{read}}"): Door(_MACHINE),
    ("POST", f"{_API}/reads/{{read}}"): Door(_MACHINE),
    # Each theirs: whatever is another's is not there.
    ("GET", f"{_API}/pictures/{{passage}}/{{picture}}"): Door(_PEOPLE),
    ("GET", f"{_API}/exports/{{export}}"): Door(_LOGGED_IN),
    ("GET", f"{_API}/stills/{{still}}"): Door(_GUARDS | {RECOGNIZER}),
    ("GET", f"{_API}/documents/{{application}}"): Door(_BOARD),
    ("POST", f"{_API}/reads"): Door(_GUARDS),
    # Whoever has the address has the key.
    ("GET", f"{_API}/display/{{token}}"): Door(_ANYBODY),
    ("GET", f"{_API}/display/{{token}}/state"): Door(_ANYBODY),
    # The public's.
    **{
        ("POST", f"{_API}/apply{door}"): Door(_ANYBODY)
        for door in (
            *("", "/form", "/track", "/answer", "/withdraw", "/claim", "/account", "/password"),
            *("/pass", "/pass/plate"),
        )
    },
    **{("GET", f"/apply{page}"): Door(_ANYBODY) for page in ("", "/status", "/password", "/pass")},
}
"""What answers to HTTP, by method and path."""

ACTIONS: Final[dict[str, Door]] = {
    "add_vehicle": Door(_BOARD, {**_CAR, **_HOME}),
    "remove_vehicle": Door(_BOARD, _CAR),
    "block_plate": Door(_GUARDS, _CAR),
    "unblock_plate": Door(_GUARDS, _CAR),
    "list_vehicles": Door(_ADMINS),
    "link_user": Door(_ADMINS, {"user_id": "nobody", "role": "none"}),
    "give_pass": Door(_PEOPLE, {"valid_until": "2026-12-31 00:00:00", **_CAR}),
    "end_pass": Door(_PEOPLE, {"pass": 99}),
    "open_gate": Door(_GUARDS, {"gate": "nothing"}),
    "pair_recognizer": Door(_ADMINS),
    "find_vehicle": Door(_PEOPLE, _CAR),
    "find_slot": Door(_PEOPLE, {"number": "99"}),
    "list_free": Door(_PEOPLE),
    "override_slot": Door(_GUARDS, {"number": "99", "state": "free", "reason": "Seen"}),
    "release_slot": Door(_GUARDS, {"number": "99", "reason": "Seen"}),
    "set_zone_count": Door(_GUARDS, {"zone": "Nowhere", "occupied": 1}),
    "install_blueprints": Door(_ADMINS),
}
"""Home Assistant's actions of ours."""
