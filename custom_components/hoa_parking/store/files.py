"""Files that are whole or not there."""

import os
from contextlib import suppress
from pathlib import Path

from ..core.errors import StoreError


def write_whole(path: Path, content: bytes, what: str, *, private: bool = False) -> None:
    """Write a file that survives a power cut, whole or not at all; raises StoreError that names `what` it is.

    A private one only we may read.
    """
    temporary = path.with_suffix(".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "wb", opener=_private if private else None) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as err:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise StoreError(f"{what} cannot be written: {err.strerror}") from err


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
