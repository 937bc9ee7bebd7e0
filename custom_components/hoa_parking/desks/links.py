"""Who is connected: the recognizer, as we hear it, and each camera, as the recognizer tells."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from ..core.config import SiteConfig
from ..core.events import LinksChanged
from ..core.model import CameraLink, CameraState, Links, RecognizerLink, StatusReport
from ..core.ports import Clock, Publish

LOST_AFTER: Final = timedelta(seconds=90)
"""The recognizer says something every 30 seconds; after three times nothing it is lost."""
SKEW_STEP: Final = timedelta(seconds=1)
"""A clock's error is told when it moved by more than this."""


class LinkDesk:
    """Keeps who is connected, in memory: after a restart everybody has to be heard again."""

    def __init__(self, config: SiteConfig, publish: Publish, now: Clock) -> None:
        self._publish = publish
        self._now = now
        self._heard_at: datetime | None = None
        cameras = tuple(
            CameraLink(camera.id, camera.name, CameraState.UNKNOWN, None, None) for camera in config.cameras
        )
        self._links = Links(RecognizerLink(online=False, since=None), cameras)

    @property
    def now(self) -> Links:
        """Who is connected."""
        return self._links

    @property
    def heard_at(self) -> datetime | None:
        """When the recognizer last said anything."""
        return self._heard_at

    def heard(self) -> None:
        """Note that the recognizer said something."""
        self._heard_at = self._now()
        recognizer = self._links.recognizer
        if not recognizer.online:
            self._set(replace(self._links, recognizer=replace(recognizer, online=True, since=self._heard_at)))

    def status(self, report: StatusReport) -> None:
        """Take what the recognizer says of itself."""
        self._heard_at = self._now()
        before = self._links.recognizer
        skew = report.sent_at - self._heard_at
        if before.skew is not None and abs(skew - before.skew) <= SKEW_STEP:
            skew = before.skew
        recognizer = RecognizerLink(
            online=True,
            since=before.since if before.online else self._heard_at,
            version=report.version,
            pending=report.pending,
            parked=report.parked,
            dropped=report.dropped,
            problem=report.problem,
            skew=skew,
        )
        told = {camera.id: camera for camera in report.cameras}
        cameras = tuple(
            replace(link, state=told[link.id].state, error=told[link.id].error, since=told[link.id].since)
            if link.id in told
            else replace(link, state=CameraState.UNKNOWN, error=None)
            for link in self._links.cameras
        )
        self._set(Links(recognizer, cameras))

    def tick(self) -> None:
        """Notice that the recognizer has been silent for too long."""
        recognizer = self._links.recognizer
        if not recognizer.online or self._heard_at is None or self._now() - self._heard_at <= LOST_AFTER:
            return
        cameras = tuple(replace(link, state=CameraState.UNKNOWN, error=None) for link in self._links.cameras)
        self._set(Links(replace(recognizer, online=False, since=self._now()), cameras))

    def _set(self, links: Links) -> None:
        if links != self._links:
            self._links = links
            self._publish(LinksChanged(links))
