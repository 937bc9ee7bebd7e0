"""What is looked for in the passage log."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Final

from .errors import Refused
from .model import Cursor, LogEntry, Outcome, Reason, Source, Verdict
from .plates import LONGEST, fold, skeleton

LONGEST_PATTERN: Final = 64
LOOK_ALIKES: Final = "look_alikes"
"""What is recorded beside a pattern that was looked for with all that looks like it."""
_WILD: Final = re.compile(r"([*?])")


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """Which passages are wanted; None: whichever.

    `plate` is a pattern as `plate_pattern` gives it; `alike`: what looks like it counts too. `until` is not included.
    """

    since: datetime | None = None
    until: datetime | None = None
    gate: str | None = None
    plate: str | None = None
    alike: bool = False
    apartment: str | None = None
    verdict: Verdict | None = None
    reason: Reason | None = None
    outcome: Outcome | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Some passages, newest first; `next` is where the search goes on, None at its end.

    It may be short with a `next`: so far was searched, to `searched_to`.
    """

    entries: tuple[LogEntry, ...]
    next: Cursor | None
    searched_to: datetime | None


def plate_pattern(text: str | None) -> str | None:
    """Return what a person typed as a folded pattern of `*` and `?`; None where it asks for nothing; raises Refused."""
    if text is None or not text.strip():
        return None
    if len(text) > LONGEST_PATTERN:
        raise Refused("plate_length", f"a plate has at most {LONGEST} letters and digits", "plate")
    parts = _WILD.split(unicodedata.normalize("NFKC", text))
    pattern = re.sub(r"\*+", "*", "".join(part if part in {"*", "?"} else fold(part) for part in parts))
    if not pattern.isascii():
        raise Refused("plate_letters", "this has letters that no plate here has", "plate")
    if not pattern or len(pattern.replace("*", "")) > LONGEST:
        raise Refused("plate_length", f"a plate has at most {LONGEST} letters and digits", "plate")
    return None if pattern == "*" else pattern


def is_exact(pattern: str) -> bool:
    """Tell whether a pattern is one plate."""
    return not _WILD.search(pattern)


def fits(pattern: str, plate: str, *, alike: bool = False) -> bool:
    """Tell whether a plate is what a pattern asks for; `alike`: or looks like it."""
    return fnmatchcase(skeleton(plate), skeleton(pattern)) if alike else fnmatchcase(plate, pattern)
