"""Pictures of cameras that the panel asked for, as files: one each, whole or not there."""

import asyncio
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from ..core.errors import StoreError
from ..core.stills import STILL_ID
from .files import write_whole

SUFFIX: Final = ".jpg"


class StillFolder:
    """A folder of pictures by their ids; written by a thread of its own. Private ones only we may read."""

    def __init__(self, folder: Path, what: str = "a still", *, private: bool = False) -> None:
        self._folder = folder
        self._write = partial(write_whole, what=what, private=private)
        self._thread = ThreadPoolExecutor(1, f"hoa_parking {folder.name}")

    def path(self, still: str) -> Path:
        """Return where a picture is or would be; raises StoreError for an id that is no file's name."""
        if not STILL_ID.fullmatch(still):
            raise StoreError("a still's id cannot name a file")
        return self._folder / f"{still}{SUFFIX}"

    async def kept(self) -> tuple[str, ...]:
        """Return the ids of the pictures that are there, and sweep up what was never finished. Raises StoreError."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, _kept, self._folder)

    async def write(self, still: str, jpeg: bytes) -> None:
        """Write a picture; returns when it survives a power cut. Raises StoreError."""
        path = self.path(still)
        await asyncio.get_running_loop().run_in_executor(self._thread, self._write, path, jpeg)

    async def remove(self, stills: Collection[str]) -> None:
        """Delete pictures; one that is not there is none the less gone. Raises StoreError."""
        paths = [self.path(still) for still in stills]
        if not paths:
            return
        await asyncio.get_running_loop().run_in_executor(self._thread, _remove, paths)

    async def close(self) -> None:
        """Finish what was begun and end the thread."""
        await asyncio.to_thread(self._thread.shutdown)


def _kept(folder: Path) -> tuple[str, ...]:
    try:
        for unfinished in folder.glob("*.tmp"):
            unfinished.unlink(missing_ok=True)
        return tuple(sorted(path.stem for path in folder.glob(f"*{SUFFIX}") if STILL_ID.fullmatch(path.stem)))
    except OSError as err:
        raise StoreError(f"the stills cannot be listed: {err.strerror}") from err


def _remove(paths: Collection[Path]) -> None:
    try:
        for path in paths:
            path.unlink(missing_ok=True)
    except OSError as err:
        raise StoreError(f"a still cannot be deleted: {err.strerror}") from err
