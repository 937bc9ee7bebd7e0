"""Whether a camera still looks where it looked when its slots were drawn: points of then, found again now.

Cars come and go, light and weather change; kerbs, lines, walls and trees stay. Where enough such points are found again
and agree on how the picture went over, that tells how far each outline is off. Where they do not, nothing is said.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Final, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from .model import CameraView, Image, Layout

Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class DriftRules:
    """When a camera has moved, and how it is asked.

    Pictures are made `width` pixels wide; of each the `points` strongest points count, found again where the best match
    is nearer than `ratio` times the next one, and agreeing within `near` pixels. The camera has moved when the median
    slot is off by more than `moved` of its own size (the root of its area), as `moved_points` agreeing points or more
    say, which are `moved_share` of all found again and spread over `spread` of the picture; it is the same when
    `same_points` say less. It is asked once an `every_s` seconds; `agree` answers in a row change what is said.
    """

    width: int = 400
    points: int = 800
    contrast: float = 0.02
    ratio: float = 0.8
    near: float = 2.0
    moved: float = 0.35
    moved_points: int = 20
    moved_share: float = 0.3
    spread: float = 0.1
    same_points: int = 12
    every_s: float = 60.0
    agree: int = 3


RULES: Final = DriftRules()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one picture says: how far the median slot is off, in its own size, and how many points agree on that."""

    view: CameraView
    shift: float | None
    points: int


UNSURE: Final = Judgement(CameraView.UNCLEAR, None, 0)


class Reference:
    """The picture on which the slots were drawn, by its points."""

    def __init__(self, image: Image, layout: Layout, rules: DriftRules = RULES) -> None:
        self._rules = rules
        width, height = layout.size
        self._size = (rules.width, max(1, round(height * rules.width / width)))
        self._finder = cv2.SIFT.create(nfeatures=rules.points, contrastThreshold=rules.contrast)
        self._matcher = cv2.BFMatcher(cv2.NORM_L2)
        scale = np.array([self._size[0] / width, self._size[1] / height])
        outlines = [np.asarray(slot.polygon, np.float32) * scale for slot in layout.slots]
        self._middles = np.array([outline.mean(axis=0) for outline in outlines], np.float32).reshape(-1, 1, 2)
        areas = [max(1.0, cv2.contourArea(outline.astype(np.float32))) for outline in outlines]
        self._sides: Points = np.sqrt(np.array(areas, np.float32))
        self._points, self._looks = self._found(image)

    def judge(self, image: Image) -> Judgement:
        """Return what a picture of the same camera says; its size may be another one."""
        then, now = self._matched(image)
        if len(self._sides) == 0 or len(then) < self._rules.same_points:
            return UNSURE
        bend, fits = _bend(then, now, self._rules.near)
        if bend is None or fits is None:
            return UNSURE
        agreeing = then[fits.ravel() > 0]
        moved = cv2.perspectiveTransform(self._middles, bend).reshape(-1, 2) - self._middles.reshape(-1, 2)
        shift = float(np.median(np.linalg.norm(moved, axis=1) / self._sides))
        return Judgement(self._view(shift, agreeing, len(then)), shift, len(agreeing))

    def _view(self, shift: float, agreeing: Points, matched: int) -> CameraView:
        rules = self._rules
        if shift <= rules.moved:
            return CameraView.SAME if len(agreeing) >= rules.same_points else CameraView.UNCLEAR
        enough = max(rules.moved_points, rules.moved_share * matched)
        width, height = np.ptp(agreeing, axis=0) if len(agreeing) else (0.0, 0.0)
        wide = width * height >= rules.spread * self._size[0] * self._size[1]
        return CameraView.MOVED if len(agreeing) >= enough and wide else CameraView.UNCLEAR

    def _found(self, image: Image) -> tuple[Points, Points]:
        small = cv2.resize(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), self._size, interpolation=cv2.INTER_AREA)
        places, looks = self._finder.detectAndCompute(small, None)
        if len(places) == 0:
            return np.zeros((0, 2), np.float32), np.zeros((0, 128), np.float32)
        # The root of each share compares histograms better than the share itself.
        shares = np.sqrt(looks / (looks.sum(axis=1, keepdims=True) + 1e-7))
        return np.array([place.pt for place in places], np.float32), shares.astype(np.float32)

    def _matched(self, image: Image) -> tuple[Points, Points]:
        """Return the points of then that are found again, and where; each place of now once."""
        points, looks = self._found(image)
        nearest: dict[int, tuple[float, int]] = {}
        pairs = self._matcher.knnMatch(self._looks, looks, k=2) if min(len(looks), len(self._looks)) > 1 else ()
        for best, next_best in pairs:
            known = nearest.get(best.trainIdx)
            if best.distance < self._rules.ratio * next_best.distance and (known is None or best.distance < known[0]):
                nearest[best.trainIdx] = (best.distance, best.queryIdx)
        then, now = [index for _, index in nearest.values()], list(nearest)
        return self._points[then], points[now]


def _bend(then: Points, now: Points, near: float) -> tuple[NDArray[np.float64] | None, NDArray[np.uint8] | None]:
    """Return what takes the points of then to those of now and which agree on it; None where none does."""
    bend, fits = cv2.findHomography(then, now, cv2.USAC_MAGSAC, near, maxIters=2000, confidence=0.999)
    return cast("NDArray[np.float64] | None", bend), cast("NDArray[np.uint8] | None", fits)


class Steady:
    """What a row of judgements says: the first as it is, unless it alarms, then only what several in a row say."""

    def __init__(self, agree: int = RULES.agree) -> None:
        self.view = CameraView.UNCLEAR
        self.suspected = False
        self._agree = agree
        self._heard = 0
        self._row: tuple[CameraView, int] = (CameraView.UNCLEAR, 0)

    def hear(self, said: CameraView) -> None:
        """Take one judgement; `suspected` is whether the newest says that the camera moved."""
        self._heard += 1
        self.suspected = said is CameraView.MOVED
        self._row = (said, self._row[1] + 1 if said is self._row[0] else 1)
        if self._heard == 1 and not self.suspected:
            self.view = said
        # A camera that moved is not right again because night fell.
        if self._row[1] >= self._agree and (said, self.view) != (CameraView.UNCLEAR, CameraView.MOVED):
            self.view = said


class Watch:
    """Watches one lot camera for having moved; `find` gives a reference picture by its id, None where it is not here.

    `turn` is held while a picture is judged, so that cameras do so one after the other.
    """

    def __init__(
        self,
        layout: Layout,
        find: Callable[[str], Image | None],
        turn: Callable[[], AbstractContextManager[None]] = nullcontext,
        rules: DriftRules = RULES,
    ) -> None:
        self._layout = layout
        self._find = find
        self._turn = turn
        self._rules = rules
        self._steady = Steady(rules.agree)
        self._reference: Reference | None = None
        self._judged: float | None = None

    @property
    def view(self) -> CameraView:
        """Whether the camera looks where it looked."""
        return self._steady.view

    @property
    def trusted(self) -> bool:
        """Whether what the slots show may be told: not while the camera seems to have moved."""
        return self._steady.view is not CameraView.MOVED and not self._steady.suspected

    def look(self, image: Image, t: float) -> None:
        """Judge a picture taken at `t` seconds, if it is time to."""
        if self._judged is not None and 0 <= t - self._judged < self._rules.every_s:
            return
        with self._turn():
            reference = self._known()
            if reference is None:
                return
            self._judged = t
            self._steady.hear(reference.judge(image).view)

    def _known(self) -> Reference | None:
        if self._reference is None and self._layout.still is not None:
            image = self._find(self._layout.still)
            self._reference = Reference(image, self._layout, self._rules) if image is not None else None
        return self._reference
