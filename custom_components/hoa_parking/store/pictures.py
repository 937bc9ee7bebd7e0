"""Evidence pictures as files, by day."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ..core.errors import StoreError
from ..core.model import Picture, Pictures
from .files import write_whole

WRITERS: Final = 2
DAYS: Final = "[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]"
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", re.ASCII)


class PictureFolder:
    """A folder with one folder a day; a picture is whole or not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._threads = ThreadPoolExecutor(WRITERS, "hoa_parking pictures")

    def path(self, passage_id: str, captured_at: datetime, picture: Picture) -> Path:
        """Return where a passage's picture is or would be; raises StoreError for an id that is no file's name."""
        if not _SAFE.fullmatch(passage_id):
            raise StoreError("a passage's id cannot name a file")
        day = captured_at.astimezone(UTC)
        return (
            self._folder / f"{day.year:04}" / f"{day.month:02}" / f"{day.day:02}" / f"{passage_id}-{picture.value}.jpg"
        )

    async def write(self, passage_id: str, captured_at: datetime, pictures: Pictures) -> None:
        """Write a passage's pictures; returns when they survive a power cut. Raises StoreError."""
        wanted = (
            (self.path(passage_id, captured_at, Picture.FRAME), pictures.frame),
            (self.path(passage_id, captured_at, Picture.PLATE), pictures.plate),
        )
        loop = asyncio.get_running_loop()
        await asyncio.gather(
            *(
                loop.run_in_executor(self._threads, write_whole, path, jpeg, "a picture")
                for path, jpeg in wanted
                if jpeg is not None
            )
        )

    async def sweep(self, before: datetime, unfinished_before: datetime) -> int:
        """Delete the pictures written before a time, and what was never finished; returns how many. Raises StoreError.

        One folder after the other, and not by the threads that write: a car at the gate waits for those.
        """
        swept = 0
        for day in await asyncio.to_thread(lambda: sorted(self._folder.glob(DAYS))):
            swept += await asyncio.to_thread(_sweep, day, before.timestamp(), unfinished_before.timestamp())
        return swept

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=False)


def _sweep(day: Path, before: float, unfinished_before: float) -> int:
    limits = {".jpg": before, ".tmp": unfinished_before}
    try:
        touched = day.stat().st_mtime
        old = [file for file in day.iterdir() if file.stat().st_mtime < limits.get(file.suffix, 0)]
        for file in old:
            file.unlink()
    except FileNotFoundError:  # finished, or deleted by somebody, while we looked: the next sweep takes the rest
        return 0
    except OSError as err:
        raise StoreError(f"old pictures cannot be deleted: {err.strerror}") from err
    if touched < unfinished_before:  # else somebody may be about to write into it
        with suppress(OSError):  # there is more in it
            for folder in (day, day.parent, day.parent.parent):
                folder.rmdir()
    return len(old)
