"""Log lines, once each time, when the recognizer or a camera is lost and when it is back."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval

from .core.events import Event, LinksChanged
from .core.links import CameraState, Links
from .site import Site

_LOGGER = logging.getLogger(__name__)

LOOK_EVERY: Final = timedelta(seconds=30)
BACK_AFTER: Final = 60.0
"""Seconds for which something has to be well before it counts as back: a camera that flickers is one outage."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that can be lost: what is wrong with it now (None: nothing), and what to say when it is back."""

    id: str
    wrong: str | None
    back: str


class Outages:
    """Tells the log of the site's outages."""

    def __init__(self, hass: HomeAssistant, site: Site) -> None:
        self._hass = hass
        self._site = site
        self._told: set[str] = set()
        self._well_since: dict[str, float] = {}

    @callback
    def start(self) -> CALLBACK_TYPE:
        """Listen from now on; returns what ends it."""
        stop_hearing = self._site.subscribe(self._hear)
        stop_looking = async_track_time_interval(self._hass, self._look, LOOK_EVERY)

        @callback
        def stop() -> None:
            stop_hearing()
            stop_looking()

        return stop

    @callback
    def _hear(self, event: Event) -> None:
        if isinstance(event, LinksChanged):
            self._look()

    @callback
    def _look(self, _: datetime | None = None) -> None:
        for subject in _subjects(self._site.links.now):
            if subject.wrong is not None:
                self._lost(subject.id, subject.wrong)
            elif subject.id in self._told:
                self._well(subject)

    def _lost(self, subject_id: str, wrong: str) -> None:
        self._well_since.pop(subject_id, None)
        if subject_id not in self._told:
            self._told.add(subject_id)
            _LOGGER.warning("%s", wrong)

    def _well(self, subject: Subject) -> None:
        now = self._site.steady()
        if now - self._well_since.setdefault(subject.id, now) >= BACK_AFTER:
            del self._well_since[subject.id]
            self._told.discard(subject.id)
            _LOGGER.info("%s", subject.back)


def _subjects(links: Links) -> Iterator[Subject]:
    """Yield everything whose state is known: while the recognizer is away nobody knows about the cameras."""
    link = links.recognizer
    if link.online or link.since is not None:
        wrong = None if link.online else "The recognizer is not heard any more: no vehicle is recognized"
        yield Subject("recognizer", wrong, "The recognizer is back")
    yield Subject(
        "stranger",
        "Somebody asks for the recognizer's work with a token that is not the recognizer's; if it is your recognizer,"
        " run the action hoa_parking.pair_recognizer and give it the token"
        if link.stranger
        else None,
        "Nobody asks for the recognizer's work with a foreign token any more",
    )
    for camera in links.cameras:
        if camera.state not in {CameraState.UNKNOWN, CameraState.CONNECTING}:
            why = camera.error or camera.state.value
            wrong = None if camera.state is CameraState.ONLINE else f"Camera {camera.name} gives no picture: {why}"
            yield Subject(camera.id, wrong, f"Camera {camera.name} gives pictures again")
