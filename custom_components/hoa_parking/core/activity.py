"""What people do that is on the record, and what is looked for in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .model import AuditEntry

LOGIN_FAILED: Final = "login_failed"
ADDRESS_BANNED: Final = "address_banned"

ACTIONS: Final = (
    *("activity_exported", ADDRESS_BANNED),
    *("application_answered", "application_approved", "application_asked", "application_received"),
    *("application_refused", "application_withdrawn"),
    *("ask_answered", "car_guarded", "car_unguarded"),
    *("count_set", "display_disabled", "display_enabled", "erased"),
    *("gate_closed", "gate_mode", "gate_opened"),
    *("household_removed", "journal_exported"),
    *("layout_imported", "layout_lost", "layout_saved", "list_exported", "list_imported", LOGIN_FAILED),
    *("override_ended", "passage_entered", "passage_noted", "passage_resolved"),
    *("pass_ended", "pass_given", "pass_plate_given", "pass_shared", "password_link_made", "password_set"),
    *("plate_blocked", "plate_unblocked", "public_page_set", "retention_set"),
    *("shift_handed_over", "shift_taken", "slot_overridden", "slot_released"),
    *("stay_claimed", "stay_disclaimed", "stay_plate_set", "still_asked"),
    *("user_linked", "user_revoked", "vehicle_added", "vehicle_looked_up", "vehicle_removed"),
)
"""Every action that is ever recorded, for those who filter by one and those who translate them."""


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """Which entries are wanted; None: whichever. `text` stands in their subject or detail; `until` is not included."""

    since: datetime | None = None
    until: datetime | None = None
    user: str | None = None
    action: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """An entry of the record with its number."""

    id: int
    entry: AuditEntry


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Some entries, newest first; `next` is before which number the search goes on, None at its end."""

    entries: tuple[Activity, ...]
    next: int | None
