"""Documents that applicants sent, as files: pictures that only we may read."""

import asyncio
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from ..core.errors import StoreError
from .stills import SUFFIX, StillFolder


class DocumentFolder(StillFolder):
    """A folder of documents by their ids."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "a document", private=True)
        self._documents = folder

    async def sweep(self, keep: Collection[str], unfinished_before: datetime) -> int:
        """Delete what no application has and was not written just now; returns how many. Raises StoreError."""
        return await asyncio.to_thread(_sweep, self._documents, frozenset(keep), unfinished_before.timestamp())


def _sweep(folder: Path, keep: frozenset[str], before: float) -> int:
    swept = 0
    try:
        for file in folder.glob("*"):
            wanted = file.suffix == SUFFIX and file.stem in keep
            if not wanted and file.is_file() and file.stat().st_mtime < before:
                file.unlink(missing_ok=True)
                swept += 1
    except FileNotFoundError:  # somebody was quicker: the next sweep takes the rest
        return swept
    except OSError as err:
        raise StoreError(f"old documents cannot be deleted: {err.strerror}") from err
    return swept
