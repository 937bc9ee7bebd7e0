"""Times as commands carry them."""

from datetime import UTC, datetime
from typing import Final

import probatio


def moment(value: object) -> datetime:
    """Return the time of an ISO text with a zone; raises Invalid."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) and len(value) <= 40 else None
        if at is not None and at.tzinfo is not None and 1970 <= at.year < 2200:
            return at.astimezone(UTC)
    except ValueError, OverflowError:
        pass
    raise probatio.Invalid("not a time with a zone")


MOMENT: Final = probatio.Any(None, moment)
"""A time, or none."""
