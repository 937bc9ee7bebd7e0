"""For how long what is kept."""

import json
from collections.abc import Mapping
from typing import Final

from .config import SiteConfig
from .errors import Refused

LEAST: Final = 1
MOST: Final = 3650
APPLICATIONS: Final = 90
DOCUMENTS: Final = 30
PASSES: Final = 90

type Periods = Mapping[str, int]
"""Days by kind."""


def start(config: SiteConfig) -> Periods:
    """Return the periods that hold until the board chooses others; some were once part of the set-up."""
    log = config.keep_log.days
    return {
        "passages": log,
        "pictures": config.keep_pictures.days,
        "activity": log,
        "applications": APPLICATIONS,
        "documents": DOCUMENTS,
        "passes": PASSES,
        "stays": log,
        "levels": log,
    }


def checked(periods: Periods, before: Periods) -> Periods:
    """Return what the board chose, with `before` for what it did not say; raises Refused."""
    if unknown := sorted(periods.keys() - before.keys()):
        raise Refused("retention_kind", f"nothing of this kind is kept: {unknown[0]}", unknown[0])
    chosen = {**before, **periods}
    for kind, days in chosen.items():
        if not LEAST <= days <= MOST:
            raise Refused("retention_days", f"{LEAST} to {MOST} days", kind)
    if chosen["pictures"] > chosen["passages"]:
        raise Refused("pictures_without_log", "pictures cannot be kept longer than their passages", "pictures")
    return chosen


def written(periods: Periods) -> str:
    """Return periods as they are kept."""
    return json.dumps(periods, sort_keys=True)


def read(text: str | None, otherwise: Periods) -> Periods:
    """Return periods that were kept; `otherwise` for those that were not, or cannot be read."""
    try:
        kept = json.loads(text) if text else {}
        return checked({kind: int(days) for kind, days in kept.items() if kind in otherwise}, otherwise)
    except ValueError, TypeError, AttributeError, Refused:
        return otherwise
