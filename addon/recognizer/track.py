"""Follow plates from frame to frame: which looks are of one vehicle, and which way it moved."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from .model import Box, Direction, PlateRead


@dataclass(frozen=True, slots=True)
class TrackRules:
    """How looks are joined. Distances are in plate widths, times in seconds.

    A plate unseen for `forget_s` is gone; one that shows the very same text again within `same_plate_s` never left.
    """

    near: float = 1.5
    speed: float = 6.0
    alike: float = 0.5
    touching: float = 0.3
    touching_s: float = 0.7
    forget_s: float = 2.0
    same_plate_s: float = 10.0
    max_tracks: int = 8
    max_reads: int = 40
    growth: float = 0.12
    drift: float = 0.5
    leaving: float = 2.0
    leaving_looks: int = 3


RULES: Final = TrackRules()


@dataclass(frozen=True, slots=True)
class Track:
    """One vehicle over time: its newest looks, and its very first box."""

    id: int
    first: PlateRead
    reads: tuple[PlateRead, ...]
    seen: int
    settled: bool = False

    @property
    def last(self) -> PlateRead:
        """The newest look."""
        return self.reads[-1]


class Tracker:
    """Joins the looks of one camera into tracks; holds `max_tracks` of them with `max_reads` looks at most."""

    def __init__(self, rules: TrackRules = RULES) -> None:
        self._rules = rules
        self._tracks: dict[int, Track] = {}
        self._next = 0

    @property
    def tracks(self) -> tuple[Track, ...]:
        """The tracks that are alive."""
        return tuple(self._tracks.values())

    def update(self, reads: Sequence[PlateRead], t: float) -> tuple[list[Track], list[Track]]:
        """Take one frame's looks; return the tracks they went to and those that ended."""
        ended = self._evict(t)
        touched, free = [], dict(self._tracks)
        pairs = sorted(
            ((_bond(track, read, self._rules), track.id, n) for track in free.values() for n, read in enumerate(reads)),
            reverse=True,
        )
        placed: set[int] = set()
        for bond, track_id, n in pairs:
            if bond > 0 and track_id in free and n not in placed:
                placed.add(n)
                touched.append(self._grow(free.pop(track_id), reads[n]))
        for n, read in enumerate(reads):
            if n not in placed:
                ended += self._make_room()
                touched.append(self._begin(read))
        return touched, ended

    def settle(self, track_id: int) -> None:
        """Remember that a track was reported; it is followed on, and its looks are no longer kept."""
        track = self._tracks[track_id]
        self._tracks[track_id] = replace(track, settled=True, reads=track.reads[-1:])

    def close(self) -> list[Track]:
        """End every track."""
        ended = list(self._tracks.values())
        self._tracks.clear()
        return ended

    def _begin(self, read: PlateRead) -> Track:
        track = Track(self._next, read, (read,), 1)
        self._next += 1
        self._tracks[track.id] = track
        return track

    def _grow(self, track: Track, read: PlateRead) -> Track:
        kept = 1 if track.settled else self._rules.max_reads
        grown = replace(track, reads=(*track.reads, read)[-kept:], seen=track.seen + 1)
        self._tracks[track.id] = grown
        return grown

    def _evict(self, t: float) -> list[Track]:
        # A settled track lingers: the same plate shown again a moment later is the same passage.
        gone = [
            track
            for track in self._tracks.values()
            if t - track.last.t > (self._rules.same_plate_s if track.settled else self._rules.forget_s)
        ]
        for track in gone:
            del self._tracks[track.id]
        return gone

    def _make_room(self) -> list[Track]:
        if len(self._tracks) < self._rules.max_tracks:
            return []
        oldest = min(self._tracks.values(), key=lambda track: (not track.settled, track.last.t))
        return [self._tracks.pop(oldest.id)]


def direction(track: Track, rules: TrackRules = RULES) -> Direction:
    """Tell how a vehicle moved: a plate that grows and comes down the picture approaches; one that stays is unknown.

    A gate stays shut for what leaves, so that takes more looks, twice the evidence, and size and place that agree.
    """
    boxes = [track.first.box, *(read.box for read in track.reads if read is not track.first)]
    third = max(1, len(boxes) // 3)
    before, after = boxes[:third], boxes[-third:]
    growth = math.log(median(map(_size, after)) / max(1.0, median(map(_size, before))))
    height = max(1.0, median(box.height for box in boxes))
    drift = (median(box.centre[1] for box in after) - median(box.centre[1] for box in before)) / height
    score = growth / rules.growth + drift / rules.drift
    if score >= 1:
        return Direction.APPROACHING
    sure = len(boxes) >= rules.leaving_looks and growth < 0 and drift < 0
    return Direction.LEAVING if sure and score <= -rules.leaving else Direction.UNKNOWN


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1: one minus edits by the longer length."""
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        new = [i]
        for j, (above_left, above) in enumerate(pairwise(row), 1):
            new.append(min(above + 1, new[-1] + 1, above_left + (char != other[j - 1])))
        row = new
    return 1 - row[-1] / max(len(one), len(other), 1)


def _size(box: Box) -> float:
    return math.sqrt(max(1.0, box.width * box.height))


def _bond(track: Track, read: PlateRead, rules: TrackRules) -> float:
    """How surely a look belongs to a track; 0 where it does not."""
    gap = read.t - track.last.t
    alike = max(likeness(read.plate.text, seen.plate.text) for seen in track.reads[-5:])
    if alike == 1 and gap <= rules.same_plate_s:
        return 3.0
    if gap > rules.forget_s:
        return 0.0
    overlap = track.last.box.iou(read.box)
    if overlap >= rules.touching and gap <= rules.touching_s:
        return 1.0 + overlap + alike
    away = math.dist(track.last.box.centre, read.box.centre) / max(track.last.box.width, read.box.width, 1.0)
    if alike >= rules.alike and away <= rules.near + rules.speed * gap:
        return alike
    return 0.0
