"""An RTSP camera: one connection's life, the newest frame only; it ends with the error that ended it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ..errors import Silent, SourceError
from ..model import Frame, Image
from .address import Address
from .capture import OPEN_MS, Capture, FfmpegCapture
from .probe import probe
from .silence import Stillness

_LOOK: Final = 0.25


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: without any frame, of one frozen frame, and at least between two frames that are handed out."""

    silent: float = 10.0
    frozen: float = 120.0
    every: float = 1 / 15


Opener = Callable[[Address, float], Capture]


def connect(address: Address, patience: float) -> Capture:
    """Ask the camera why, if it refuses, then open it with FFmpeg; raise SourceError."""
    probe(address)
    return FfmpegCapture(address.with_login, patience)


class RtspSource:
    """The newest frames of one connection; `t` is monotonic time."""

    def __init__(
        self,
        address: Address,
        camera_id: str,
        *,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
        stop: threading.Event,
        patience: Patience = Patience(),
        opener: Opener = connect,
    ) -> None:
        self._address = address
        self._camera = camera_id
        self._clock = clock
        self._monotonic = monotonic
        self._stop = stop
        self._patience = patience
        self._opener = opener

    def frames(self) -> Iterator[Frame]:
        """Yield frames until `stop` is set; raise SourceError when the connection fails, Silent when nothing comes."""
        silent = self._patience.silent
        reader = _Reader(lambda: self._opener(self._address, silent), silent, self._clock, self._monotonic)
        stillness = Stillness(self._patience.frozen)
        reader.start()
        try:
            last = None
            while not self._stop.is_set():
                shot = reader.newest(_LOOK)
                if shot is None:
                    self._endure(reader.opened_at if last is None else last)
                    continue
                image, at, last = shot
                stillness.look(image, last)
                yield Frame(self._camera, image, at, last)
                self._stop.wait(max(0.0, last + self._patience.every - self._monotonic()))
        finally:
            reader.end(0.5 if self._stop.is_set() else OPEN_MS / 1000 + silent)

    def _endure(self, since: float | None) -> None:
        # The reader notices first that nothing comes at all; here it is noticed that nothing can be decoded.
        if since is not None and self._monotonic() - since > 1.5 * self._patience.silent:
            raise _silent(self._patience.silent)


def _silent(seconds: float) -> Silent:
    return Silent(f"the camera is connected and gave no picture for {seconds:.0f} s")


class _Reader(threading.Thread):
    """Takes every frame off the connection so that none grows old in it, and decodes one when it is asked for."""

    def __init__(
        self,
        opener: Callable[[], Capture],
        silent: float,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        super().__init__(name="rtsp", daemon=True)
        self.opened_at: float | None = None
        self._opener = opener
        self._silent = silent
        self._clock = clock
        self._monotonic = monotonic
        self._turn = threading.Condition()
        self._shot: tuple[Image, datetime, float] | None = None
        self._wanted = False
        self._error: SourceError | None = None
        self._ending = False

    def newest(self, patience: float) -> tuple[Image, datetime, float] | None:
        """Wait for a frame taken after this call; None when there is none yet. Raise what ended the reading."""
        with self._turn:
            self._wanted = True
            self._turn.wait_for(lambda: self._shot is not None or self._error is not None, patience)
            shot, self._shot = self._shot, None
            if shot is None and self._error is not None:
                raise self._error
            return shot

    def end(self, patience: float) -> None:
        """Stop reading; a read that hangs ends by its own time limit."""
        self._ending = True
        self.join(patience)

    def run(self) -> None:
        """Open, read and close, all in this thread."""
        try:
            video = self._opener()
            self.opened_at = self._monotonic()
            try:
                self._read(video)
            finally:
                video.release()
        except SourceError as err:
            self._fail(err)

    def _read(self, video: Capture) -> None:
        while not self._ending:
            began = self._monotonic()
            if not video.grab():
                waited = self._monotonic() - began
                raise _silent(waited) if waited > 0.9 * self._silent else SourceError("the camera ended the connection")
            if not self._wanted:
                continue
            at, t = self._clock(), self._monotonic()
            image = video.retrieve()
            if image is None:
                continue
            with self._turn:
                self._shot, self._wanted = (image, at, t), False
                self._turn.notify()

    def _fail(self, err: SourceError) -> None:
        with self._turn:
            self._error = err
            self._turn.notify()
