"""A video file: every frame as fast as it is taken, or at its own pace and over and over like a camera."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from ..errors import SourceError, Unreadable
from ..model import Frame
from .capture import Capture, FfmpegCapture

_PATIENCE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Playing:
    """How a file is played: `paced` in real time (the newest frame only), `loop` for ever, `every` seconds a frame."""

    paced: bool = False
    loop: bool = False
    every: float = 0.0


class FileSource:
    """The frames of a file; `t` is the position in it, going on growing when the file plays again."""

    def __init__(
        self,
        path: Path,
        camera_id: str,
        *,
        playing: Playing,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
        stop: threading.Event,
    ) -> None:
        self._path = path
        self._camera = camera_id
        self._playing = playing
        self._clock = clock
        self._monotonic = monotonic
        self._stop = stop
        self._started = 0.0

    def frames(self) -> Iterator[Frame]:
        """Yield frames; raise SourceError for a file that is missing or no video."""
        if not self._path.is_file():
            raise SourceError(f"there is no file {self._path.name}")
        self._started, played = self._monotonic(), 0.0
        epoch = self._clock()
        while True:
            ended = played
            for frame in self._once(epoch, played):
                ended = frame.t
                yield frame
            if self._stop.is_set() or not self._playing.loop:
                return
            played = ended + 0.04

    def _once(self, epoch: datetime, played: float) -> Iterator[Frame]:
        video = FfmpegCapture(str(self._path))
        seen = False
        next_t = 0.0
        try:
            for t in _positions(video):
                if self._stop.is_set():
                    return
                if seen and t < next_t:
                    continue
                late = self._wait_for(played + t)
                if seen and late > 1 / video.fps:
                    continue
                image = video.retrieve()
                if image is None:
                    continue
                seen, next_t = True, t + self._playing.every
                at = self._clock() if self._playing.paced else epoch + timedelta(seconds=played + t)
                yield Frame(self._camera, image, at, played + t)
        finally:
            video.release()
        if not seen:
            raise Unreadable(f"{self._path.name} holds no frame that can be decoded")

    def _wait_for(self, t: float) -> float:
        """Wait until a paced frame is due; return how late it is, in seconds."""
        if not self._playing.paced:
            return 0.0
        ahead = self._started + t - self._monotonic()
        if ahead > 0:
            self._stop.wait(ahead)
        if ahead < -_PATIENCE:
            # A machine this slow would skip whole cars to keep up: the film waits for it instead.
            self._started -= ahead
            return 0.0
        return -ahead


def _positions(video: Capture) -> Iterator[float]:
    index, before = 0, -1.0
    while video.grab():
        told = video.position()
        t = told if told > before and (told > 0 or index == 0) else max(index / video.fps, before + 0.001)
        yield t
        index, before = index + 1, t
