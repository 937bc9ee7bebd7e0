"""Who is connected: the recognizer, as we hear it, and each camera, as the recognizer tells."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from ..core.config import SiteConfig
from ..core.events import LinksChanged
from ..core.links import CameraHealth, CameraLink, CameraState, CameraView, Links, RecognizerLink, StatusReport
from ..core.places import CameraLayout, Plan
from ..core.ports import Clock, Publish, Steady

LOST_AFTER: Final = 90.0
"""Seconds. The recognizer says something every 30 seconds; after three times nothing it is lost."""
STRANGE_FOR: Final = 600.0
"""Seconds for which a knock with a foreign token is remembered; a refused recognizer tries every five minutes."""
SKEW_STEP: Final = timedelta(seconds=1)
"""A clock's error is told when it moved by more than this."""


class LinkDesk:
    """Keeps who is connected, in memory: after a restart everybody has to be heard again.

    Silence is measured with `steady`: a clock that is set, by an hour or a day, is no silence, and hides none.
    """

    def __init__(self, config: SiteConfig, publish: Publish, now: Clock, steady: Steady) -> None:
        self._publish = publish
        self._now = now
        self._steady = steady
        self._heard_at: float | None = None
        self._stranger_at = 0.0
        self._layouts: Mapping[str, CameraLayout] | None = None
        self._redrawn: set[str] = set()
        cameras = tuple(
            CameraLink(camera.id, camera.name, CameraState.UNKNOWN, None, None) for camera in config.cameras
        )
        self._links = Links(RecognizerLink(online=False, since=None), cameras)

    @property
    def now(self) -> Links:
        """Who is connected."""
        return self._links

    def heard(self) -> None:
        """Note that the recognizer said something."""
        self._heard_at = self._steady()
        recognizer = self._links.recognizer
        if not recognizer.online:
            self._set(replace(self._links, recognizer=replace(recognizer, online=True, since=self._now())))

    def refused(self) -> None:
        """Note that somebody knocked with a token that is not the recognizer's; who it was is nobody's business."""
        self._stranger_at = self._steady()
        self._strange(stranger=True)

    def status(self, report: StatusReport) -> None:
        """Take what the recognizer says of itself."""
        self._heard_at, now = self._steady(), self._now()
        before = self._links.recognizer
        skew = report.sent_at - now
        if before.skew is not None and abs(skew - before.skew) <= SKEW_STEP:
            skew = before.skew
        recognizer = RecognizerLink(
            online=True,
            since=before.since if before.online else now,
            version=report.version,
            pending=report.pending,
            parked=report.parked,
            dropped=report.dropped,
            problem=report.problem,
            skew=skew,
            stranger=before.stranger,
        )
        told = {camera.id: camera for camera in report.cameras}
        cameras = tuple(
            self._told(link, told[link.id]) if link.id in told else _untold(link) for link in self._links.cameras
        )
        self._set(Links(recognizer, cameras))

    def replan(self, plan: Plan) -> None:
        """Note which cameras' pictures were drawn on anew: there, that they had moved is over."""
        layouts = {layout.camera: layout for layout in plan.layouts}
        if self._layouts is not None:
            drawn = {camera for camera in layouts if self._layouts.get(camera) != layouts[camera]}
            self._redrawn |= drawn
            cameras = (
                replace(link, view=CameraView.UNKNOWN) if link.id in drawn else link for link in self._links.cameras
            )
            self._set(replace(self._links, cameras=tuple(cameras)))
        self._layouts = layouts

    def _told(self, link: CameraLink, health: CameraHealth) -> CameraLink:
        """Return a camera as it is told; one that had moved has until it looks at the same again, or is drawn anew."""
        view = health.view
        if link.id in self._redrawn:
            # What is told just now may be of what was drawn before.
            if view is not CameraView.MOVED:
                self._redrawn.discard(link.id)
        elif link.view is CameraView.MOVED and view is not CameraView.SAME:
            view = CameraView.MOVED
        return replace(link, state=health.state, error=health.error, since=health.since, view=view)

    def tick(self) -> None:
        """Notice that the recognizer has been silent for too long, and that no stranger knocks any more."""
        if self._steady() - self._stranger_at > STRANGE_FOR:
            self._strange(stranger=False)
        recognizer = self._links.recognizer
        if not recognizer.online or self._heard_at is None or self._steady() - self._heard_at <= LOST_AFTER:
            return
        cameras = tuple(_untold(link) for link in self._links.cameras)
        self._set(Links(replace(recognizer, online=False, since=self._now()), cameras))

    def _strange(self, *, stranger: bool) -> None:
        self._set(replace(self._links, recognizer=replace(self._links.recognizer, stranger=stranger)))

    def _set(self, links: Links) -> None:
        if links != self._links:
            self._links = links
            self._publish(LinksChanged(links))


def _untold(link: CameraLink) -> CameraLink:
    """Return a camera of which nothing is heard; that it had moved stays so until somebody says otherwise."""
    view = CameraView.MOVED if link.view is CameraView.MOVED else CameraView.UNKNOWN
    return replace(link, state=CameraState.UNKNOWN, error=None, view=view)
