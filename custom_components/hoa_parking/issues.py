"""What a person has to mend, shown among Home Assistant's repairs and taken away once it is well."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_track_time_interval

from .const import DOMAIN
from .core.errors import StoreError
from .core.events import Event, GateChanged, LinksChanged
from .core.model import CameraLink, CameraState, Gate, Links
from .site import DATABASE, Site
from .words import DATABASE_WORDS

LOOK_EVERY: Final = timedelta(seconds=30)
LOST_AFTER: Final = timedelta(minutes=3)
CLOCKS_DIFFER: Final = timedelta(seconds=2)

PATIENCE: Final = {
    "recognizer_lost": LOST_AFTER,
    "recognizer_never": LOST_AFTER,
    "camera_silent": timedelta(minutes=1),
    "camera_unreachable": timedelta(minutes=1),
    "gate_unavailable": timedelta(minutes=1),
    "gate_not_found": timedelta(minutes=1),
}
"""How long a problem has to last before somebody is called."""

CAMERA_ERRORS: Final = {
    "unauthorized": "camera_unauthorized",
    "unreadable": "camera_unreadable",
    "too_large": "camera_unreadable",
    "silent": "camera_silent",
}
GATE_PROBLEMS: Final = frozenset({"unavailable", "timeout", "refused", "not_found"})


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to mend: `key` names its words, `id` this case of it."""

    id: str
    key: str
    words: tuple[tuple[str, str], ...] = ()


class Watch:
    """Keeps the list of repairs in step with the site."""

    def __init__(self, hass: HomeAssistant, site: Site) -> None:
        self._hass = hass
        self._site = site
        self._since: dict[str, datetime] = {}
        self._shown: dict[str, Issue] = {}

    @callback
    def start(self) -> CALLBACK_TYPE:
        """Look now, at each change and every half minute; returns what ends it and clears the list."""
        stop_hearing = self._site.subscribe(self._hear)
        stop_looking = async_track_time_interval(self._hass, self._look, LOOK_EVERY)
        self._look()

        @callback
        def stop() -> None:
            stop_hearing()
            stop_looking()
            for issue_id in self._shown:
                ir.async_delete_issue(self._hass, DOMAIN, issue_id)

        return stop

    @callback
    def _hear(self, event: Event) -> None:
        if isinstance(event, LinksChanged | GateChanged):
            self._look()

    @callback
    def _look(self, _: datetime | None = None) -> None:
        now = self._site.now()
        wanted = {issue.id: issue for issue in _all(self._site)}
        self._since = {issue_id: self._since.get(issue_id, now) for issue_id in wanted}
        due = {
            issue.id: issue
            for issue in wanted.values()
            if now - self._since[issue.id] >= PATIENCE.get(issue.key, timedelta(0))
        }
        for issue_id in self._shown.keys() - due.keys():
            ir.async_delete_issue(self._hass, DOMAIN, issue_id)
        for issue in due.values():
            if self._shown.get(issue.id) != issue:
                _create(self._hass, issue)
        self._shown = due


@callback
def async_tell_database(hass: HomeAssistant, error: StoreError | None, path: Path) -> None:
    """Show why the database cannot be opened, or take that away."""
    issues = {issue.id: issue for issue in _of_database(error, path)}
    for issue_id in set(DATABASE_WORDS.values()) - issues.keys():
        ir.async_delete_issue(hass, DOMAIN, issue_id)
    for issue in issues.values():
        _create(hass, issue)


def _create(hass: HomeAssistant, issue: Issue) -> None:
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue.id,
        is_fixable=False,
        severity=ir.IssueSeverity.ERROR,
        translation_key=issue.key,
        translation_placeholders=dict(issue.words),
    )


def _all(site: Site) -> Iterator[Issue]:
    if site.config.cameras:
        yield from _of_recognizer(site.links.now)
        yield from _of_cameras(site.links.now.cameras)
    yield from _of_gates(site.gates.all)
    yield from _of_database(site.database.trouble, site.folder / DATABASE)


def _of_recognizer(links: Links) -> Iterator[Issue]:
    link = links.recognizer
    if not link.online:
        key = "recognizer_never" if link.since is None else "recognizer_lost"
        yield Issue(key, key, (("minutes", str(LOST_AFTER // timedelta(minutes=1))),))
    elif link.skew is not None and abs(link.skew) >= CLOCKS_DIFFER:
        yield Issue("clock_off", "clock_off", (("seconds", str(round(abs(link.skew).total_seconds()))),))
    if link.parked:
        yield Issue("reports_parked", "reports_parked", (("count", str(link.parked)),))
    if link.dropped:
        yield Issue("reports_dropped", "reports_dropped", (("count", str(link.dropped)),))


def _of_cameras(cameras: Iterable[CameraLink]) -> Iterator[Issue]:
    for camera in cameras:
        if camera.state is CameraState.SILENT:
            key = "camera_silent"
        elif camera.error is not None or camera.state is CameraState.OFFLINE:
            key = CAMERA_ERRORS.get(camera.error or "", "camera_unreachable")
        else:
            continue
        yield Issue(f"camera_{camera.id}", key, (("camera", camera.name),))


def _of_gates(gates: Iterable[Gate]) -> Iterator[Issue]:
    for gate in gates:
        if gate.problem in GATE_PROBLEMS:
            yield Issue(f"gate_{gate.id}", f"gate_{gate.problem}", (("gate", gate.name),))


def _of_database(trouble: StoreError | None, path: Path) -> Iterator[Issue]:
    if trouble is not None and (key := DATABASE_WORDS.get(trouble.code)):
        yield Issue(key, key, (("path", str(path)),))
