"""One thread a camera: source → pipeline → outbox, again and again until told to stop; and the crew of them all."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, Protocol

from .backoff import Backoff
from .errors import RecognizerError, Silent, SourceError, Unauthorized
from .model import (
    Camera,
    CameraHealth,
    CameraState,
    CameraView,
    Config,
    Frame,
    Passage,
    PlateRead,
    SlotChange,
    SlotState,
    View,
)
from .ports import Reports, Source

LOG = logging.getLogger(__name__)

Found = Sequence[tuple[Passage | SlotChange, Frame]]

LONG_LIFE: Final = 60.0
STUCK: Final = 120.0
_WINDOW: Final = 5.0


class Eye(Protocol):
    """A pipeline with what it shows of itself."""

    @property
    def looks(self) -> tuple[PlateRead, ...]:
        """The plates seen in the newest frame."""

    @property
    def slots(self) -> tuple[SlotState, ...]:
        """The slots as they are known."""

    @property
    def view(self) -> CameraView | None:
        """Whether the camera looks where its slots were drawn; None where that means nothing."""

    def feed(self, frame: Frame) -> Found:
        """Take a frame, return what is to be reported."""

    def finish(self) -> Found:
        """Return what is left to report when no more frames come."""


Opener = Callable[[threading.Event], Source]


class Lookout(threading.Thread):
    """Watches one camera; its failure is its own. `view` is what it shows, `stuck` when it has gone quiet inside."""

    def __init__(
        self,
        camera: Camera,
        open_source: Opener,
        make_eye: Callable[[], Eye],
        reports: Reports,
        *,
        clock: Callable[[], datetime],
        on_change: Callable[[], None] = lambda: None,
        monotonic: Callable[[], float] = time.monotonic,
        backoff: Backoff | None = None,
    ) -> None:
        super().__init__(name=f"camera {camera.id}", daemon=True)
        self.camera = camera
        self._open = open_source
        self._make_eye = make_eye
        self._reports = reports
        self._clock = clock
        self._on_change = on_change
        self._monotonic = monotonic
        self._backoff = backoff or Backoff(1, 30)
        # Cameras lock out who comes again and again with the wrong password.
        self._refused = Backoff(60, 600)
        self._ending = threading.Event()
        self._view = View(camera, CameraHealth(camera.id, CameraState.CONNECTING, clock(), None, 0.0), None, (), ())
        self._alive: float | None = None
        self._counted, self._since = 0, 0.0

    @property
    def view(self) -> View:
        """What the camera shows now."""
        return self._view

    @property
    def stuck(self) -> bool:
        """Whether the thread has died or done nothing for long while it should."""
        if not self.is_alive():
            return not self._ending.is_set() and self._view.health.error != "ended"
        return self._alive is not None and self._monotonic() - self._alive > STUCK

    def stop(self) -> None:
        """Ask it to end; `join` to wait."""
        self._ending.set()

    def run(self) -> None:
        """Watch until stopped or until a file has ended."""
        while not self._ending.is_set():
            wait = self._life()
            if wait is None:
                return
            self._alive = None
            self._ending.wait(wait)

    def _life(self) -> float | None:
        """Watch one connection to its end; return the seconds to wait before the next, None for no next."""
        self._alive = began = self._monotonic()
        try:
            self._watch()
        except Unauthorized as err:
            self._lost(CameraState.OFFLINE, err.code, str(err))
            return self._refused.next()
        except SourceError as err:
            state = CameraState.SILENT if isinstance(err, Silent) else CameraState.OFFLINE
            self._lost(state, err.code, str(err))
        except RecognizerError as err:
            self._lost(CameraState.OFFLINE, "failed", str(err))
        except Exception:
            LOG.exception("Camera %s failed inside", self.camera.name)
            self._lost(CameraState.OFFLINE, "failed", "a fault of the recognizer, its log has more")
        else:
            if not self._ending.is_set():
                self._lost(CameraState.OFFLINE, "ended", "the film has ended")
            return None
        if self._monotonic() - began > LONG_LIFE:
            self._backoff.reset()
        return self._backoff.next()

    def _watch(self) -> None:
        eye = self._make_eye()
        self._counted, self._since = 0, self._monotonic()
        try:
            for frame in self._open(self._ending).frames():
                self._take(eye, frame)
        except SourceError:
            self._report(eye.finish())
            raise
        self._report(eye.finish())

    def _take(self, eye: Eye, frame: Frame) -> None:
        self._report(eye.feed(frame))
        self._alive = now = self._monotonic()
        self._counted += 1
        health = self._view.health
        if health.state is not CameraState.ONLINE:
            LOG.info("Camera %s gives pictures", self.camera.name)
            self._refused.reset()
            health = CameraHealth(self.camera.id, CameraState.ONLINE, self._clock(), None, 0.0)
        if health.view is not eye.view:
            LOG.info("Camera %s: its view is %s", self.camera.name, eye.view)
            health = replace(health, view=eye.view)
        if now - self._since >= _WINDOW:
            health = replace(health, fps=self._counted / (now - self._since))
            self._counted, self._since = 0, now
        self._show(View(self.camera, health, frame, tuple(eye.looks), tuple(eye.slots)))

    def _report(self, found: Found) -> None:
        for report, frame in found:
            self._reports.put(report, frame)

    def _lost(self, state: CameraState, code: str, words: str) -> None:
        before = self._view.health
        if (state, code) != (before.state, before.error):
            LOG.warning("Camera %s gives no pictures (%s): %s", self.camera.name, code, words)
        since = before.since if state is before.state else self._clock()
        # A camera that has moved does not move back by being lost.
        health = CameraHealth(self.camera.id, state, since, code, 0.0, before.view)
        self._show(View(self.camera, health, None, (), ()))

    def _show(self, view: View) -> None:
        before, self._view = self._view.health, view
        if replace(view.health, since=before.since, fps=before.fps) != before:
            self._on_change()


class Crew:
    """The lookouts of the configuration in force."""

    def __init__(self, hire: Callable[[Camera, Config], Lookout]) -> None:
        self._hire = hire
        self._posts: dict[str, tuple[tuple[Camera, tuple[str, ...]], Lookout]] = {}

    @property
    def lookouts(self) -> tuple[Lookout, ...]:
        """All of them, in the configuration's order."""
        return tuple(lookout for _, lookout in self._posts.values())

    def apply(self, config: Config) -> None:
        """Stop and start the cameras that changed, and only those."""
        wanted = {camera.id: (camera, config.countries) for camera in config.cameras}
        leaving = [one for key, (how, one) in self._posts.items() if wanted.get(key) != how]
        _dismiss(leaving)
        posts = {}
        for key, how in wanted.items():
            known = self._posts.get(key)
            if known is not None and known[0] == how:
                posts[key] = known
            else:
                lookout = self._hire(how[0], config)
                lookout.start()
                posts[key] = (how, lookout)
        self._posts = posts

    def stop(self) -> None:
        """Stop them all."""
        _dismiss(self.lookouts)


def _dismiss(lookouts: Sequence[Lookout]) -> None:
    for lookout in lookouts:
        lookout.stop()
    patience = time.monotonic() + 3
    for lookout in lookouts:
        lookout.join(max(0.0, patience - time.monotonic()))
