"""Secrets that open a door for whoever has them: only their digests are kept, and those open nothing."""

import hashlib
from typing import Final

LONGEST_TOKEN: Final = 128


def digest(token: str) -> str:
    """Return what is kept of a token; of text that is longer than any token, that of its beginning."""
    return hashlib.sha256(token[:LONGEST_TOKEN].encode(errors="replace")).hexdigest()
