"""What a household may ask for when it gives a pass to a guest."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from .errors import Refused
from .passes import PassKind, Schedule
from .plates import checked

GUESTS: Final = (PassKind.VISITOR, PassKind.COURIER, PassKind.TAXI, PassKind.SERVICE)
"""Whom a household may give a pass."""
LONGEST: Final = timedelta(days=366)
LONGEST_WAIT: Final = timedelta(hours=24)
"""For an unknown car nobody waits longer: whoever is asked must still know whom they expect."""
LONGEST_NOTE: Final = 200


@dataclass(frozen=True, slots=True)
class PassDraft:
    """A pass as somebody asks for it; `valid_from` None: from now on."""

    kind: PassKind
    plate: str | None
    note: str | None
    valid_from: datetime | None
    valid_until: datetime
    schedule: Schedule | None = None
    once: bool = False
    open_plate: bool = False


def checked_draft(draft: PassDraft, now: datetime) -> PassDraft:
    """Return a draft as it is kept, with its beginning; raises Refused."""
    if draft.kind not in GUESTS:
        raise Refused("pass_kind", "a household gives passes to its guests only", "kind")
    note, start = " ".join((draft.note or "").split()), draft.valid_from or now
    if len(note) > LONGEST_NOTE or not note.isprintable():
        raise Refused("note_length", f"this has more than {LONGEST_NOTE} characters", "note")
    if draft.valid_until <= start:
        raise Refused("pass_ends_before_it_starts", "valid_until is not after valid_from", "valid_until")
    if draft.valid_until <= now:
        raise Refused("pass_in_the_past", "valid_until is in the past", "valid_until")
    if max(draft.valid_until - start, draft.valid_until - now) > LONGEST:
        raise Refused("pass_too_long", f"a pass lasts {LONGEST.days} days at most", "valid_until")
    plate = checked(draft.plate) if draft.plate else None
    asks = plate is None and not draft.open_plate
    if asks and draft.valid_until - start > LONGEST_WAIT:
        raise Refused("ask_too_long", "an unknown car is waited for 24 hours at most", "valid_until")
    return replace(draft, plate=plate, note=note or None, valid_from=start)
