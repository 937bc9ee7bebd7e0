"""The browser's files as they were built."""

import hashlib
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "frontend"


def fingerprint(file: Path) -> str | None:
    """Return what tells a file's contents apart, None where it is not built.

    It is cached for a month: new contents need a new address.
    """
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    except FileNotFoundError:
        return None
