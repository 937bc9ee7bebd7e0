"""What a person has to mend, shown among Home Assistant's repairs and taken away once it is well."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_track_time_interval

from .const import DOMAIN
from .core.errors import StoreError
from .core.events import Event, GateChanged, LinksChanged, PlanChanged
from .core.links import CameraLink, CameraState, CameraView, Links, RecognizerLink
from .core.model import Gate
from .core.places import SlotNow
from .site import DATABASE, Site
from .words import DATABASE_UNAVAILABLE, DATABASE_WORDS, database_word

LOOK_EVERY: Final = timedelta(seconds=30)
LOST_AFTER: Final = timedelta(minutes=3)
CLOCKS_DIFFER: Final = timedelta(seconds=2)
MOMENT: Final = timedelta(minutes=1)
NAMED: Final = 5
"""Places that are named; of more, only how many they are."""

PATIENCE: Final = {
    "recognizer_lost": LOST_AFTER,
    "recognizer_never": LOST_AFTER,
    "recognizer_unpaired": LOST_AFTER,
    "clock_ahead": MOMENT,
    "clock_behind": MOMENT,
    "camera_ended": MOMENT,
    "camera_failed": MOMENT,
    "camera_silent": MOMENT,
    "camera_too_large": MOMENT,
    "camera_unauthorized": MOMENT,
    "camera_unreachable": MOMENT,
    "camera_unreadable": MOMENT,
    "camera_unwatched": LOST_AFTER,
    "gate_unavailable": MOMENT,
    "gate_not_found": MOMENT,
}
"""How long a problem has to last before somebody is called."""

CAMERA_ERRORS: Final = {
    "ended": "camera_ended",
    "failed": "camera_failed",
    "silent": "camera_silent",
    "too_large": "camera_too_large",
    "unauthorized": "camera_unauthorized",
    "unreadable": "camera_unreadable",
}
OUTBOX_PROBLEMS: Final = {
    "damaged": "outbox_damaged",
    "disk_error": "outbox_full",
    "disk_full": "outbox_full",
    "disk_low": "outbox_low",
}
GATE_PROBLEMS: Final = frozenset({"unavailable", "timeout", "refused", "not_found"})


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to mend: `key` names its words, `id` this case of it."""

    id: str
    key: str
    words: tuple[tuple[str, str], ...] = ()


class Watch:
    """Keeps the list of repairs in step with the site; `is_paired` tells whether the recognizer was given a token."""

    def __init__(self, hass: HomeAssistant, site: Site, is_paired: Callable[[], Awaitable[bool]]) -> None:
        self._hass = hass
        self._site = site
        self._is_paired = is_paired
        self._paired = False
        # Patience is measured in seconds that pass, not on a clock that somebody sets.
        self._since: dict[str, float] = {}
        self._shown: dict[str, Issue] = {}

    @callback
    def start(self) -> CALLBACK_TYPE:
        """Look now, at each change and every half minute; returns what ends it and clears the list."""
        stop_hearing = self._site.subscribe(self._hear)
        stop_looking = async_track_time_interval(self._hass, self._look_around, LOOK_EVERY)
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
        if isinstance(event, LinksChanged | GateChanged | PlanChanged):
            self._look()

    async def _look_around(self, _: datetime) -> None:
        self._paired = await self._is_paired()
        self._look()

    @callback
    def _look(self) -> None:
        now = self._site.steady()
        wanted = {issue.id: issue for issue in _all(self._site, paired=self._paired)}
        self._since = {issue_id: self._since.get(issue_id, now) for issue_id in wanted}
        due = {
            issue.id: issue
            for issue in wanted.values()
            if now - self._since[issue.id] >= PATIENCE.get(issue.key, timedelta(0)).total_seconds()
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
    for issue_id in {DATABASE_UNAVAILABLE, *DATABASE_WORDS.values()} - issues.keys():
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


def _all(site: Site, *, paired: bool) -> Iterator[Issue]:
    if site.config.cameras:
        yield from _of_recognizer(site.links.now.recognizer, paired=paired)
        yield from _of_cameras(site.links.now)
    yield from _of_gates(site.gates.all)
    yield from _of_slots(site.places.slots, {zone.id for zone in site.config.zones})
    yield from _of_database(site.database.trouble, site.folder / DATABASE)


def _of_recognizer(link: RecognizerLink, *, paired: bool) -> Iterator[Issue]:
    if not link.online:
        key = _why_away(link, paired=paired)
        yield Issue(key, key, (("minutes", str(LOST_AFTER // timedelta(minutes=1))),))
        return
    if link.skew is not None and abs(link.skew) >= CLOCKS_DIFFER:
        key = "clock_ahead" if link.skew > timedelta(0) else "clock_behind"
        yield Issue("clock_off", key, (("difference", _spelled(abs(link.skew))),))
    if link.parked:
        yield Issue("reports_parked", "reports_parked", (("count", str(link.parked)),))
    if link.dropped:
        yield Issue("reports_dropped", "reports_dropped", (("count", str(link.dropped)),))
    if (key := OUTBOX_PROBLEMS.get(link.problem or "", "")) != "":
        yield Issue("outbox", key)


def _why_away(link: RecognizerLink, *, paired: bool) -> str:
    if link.stranger:
        return "recognizer_refused"
    if link.since is not None:
        return "recognizer_lost"
    return "recognizer_never" if paired else "recognizer_unpaired"


def _spelled(difference: timedelta) -> str:
    """Return hours, minutes and seconds, which need no words in any language."""
    minutes, seconds = divmod(round(difference.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _of_cameras(links: Links) -> Iterator[Issue]:
    for camera in links.cameras:
        words = (("camera", camera.name),)
        if key := _why_dark(camera, watched=links.recognizer.online):
            yield Issue(f"camera_{camera.id}", key, words)
        if camera.view is CameraView.MOVED:
            yield Issue(f"moved_{camera.id}", "camera_moved", words)


def _why_dark(camera: CameraLink, *, watched: bool) -> str | None:
    if camera.state is CameraState.UNKNOWN:
        return "camera_unwatched" if watched else None
    if camera.state is CameraState.SILENT:
        return "camera_silent"
    if camera.error is not None or camera.state is CameraState.OFFLINE:
        return CAMERA_ERRORS.get(camera.error or "", "camera_unreachable")
    return None


def _of_gates(gates: Iterable[Gate]) -> Iterator[Issue]:
    for gate in gates:
        if gate.problem in GATE_PROBLEMS:
            yield Issue(f"gate_{gate.id}", f"gate_{gate.problem}", (("gate", gate.name),))


def _of_slots(slots: Iterable[SlotNow], zones: Collection[str]) -> Iterator[Issue]:
    """Tell of slots whose zone was removed: they would be missing from every count, and nobody would notice."""
    lost = [now.slot.address.text for now in slots if now.slot.zone not in zones]
    if lost:
        more = ", …" if len(lost) > NAMED else ""
        words = (("count", str(len(lost))), ("places", ", ".join(lost[:NAMED]) + more))
        yield Issue("slots_without_zone", "slots_without_zone", words)


def _of_database(trouble: StoreError | None, path: Path) -> Iterator[Issue]:
    if trouble is not None:
        key = database_word(trouble)
        yield Issue(key, key, (("path", str(path)),))
