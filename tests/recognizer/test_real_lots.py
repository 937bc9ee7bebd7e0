"""Real parking lots, replayed as cameras, where the folder with them stands beside the repository; it is no part of it.

What these figures are worth: the slot network was trained on 35 of the CNR pictures, the whole day of camera 3 among
them, and on all 20 of PKLot (`vision/models/SLOTS.md` says what it does on cameras and days it has not seen: .989 and
.993). So the day proves the way from the picture to the report, not the network. The two clips from above and the
comparing of views are new to everything here: nothing was trained on them; their slots were labelled by eye.
"""

import itertools
import json
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import cv2
import numpy as np
import pytest

from recognizer.drift import Reference, Watch
from recognizer.model import Camera, CameraView, Frame, Image, Layout, Role, Slot
from recognizer.pipeline import LotPipeline
from recognizer.sources import open_source
from recognizer.vision.slot_cnn import SlotCnn

DATA = Path(__file__).parents[3] / "shared" / "data"
START = datetime(2015, 12, 18, 7, 48, tzinfo=UTC)
LOOKS, APART = 8, 1800.0

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real photos is not beside the repository")


@dataclass(frozen=True)
class Shot:
    """One photo of a lot, its slots, and which of them are taken."""

    name: str
    image: Image
    layout: Layout
    taken: frozenset[str]


def box(x: float, y: float, width: float, height: float) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def shot(folder: str, row: dict[str, Any]) -> Shot:
    image = cv2.imread(str(DATA / folder / row["file"]))
    outlines = [
        tuple((x, y) for x, y in slot["polygon"]) if "polygon" in slot else box(*slot["box_xywh"])
        for slot in row["slots"]
    ]
    slots = tuple(Slot(str(slot["id"]), outline) for slot, outline in zip(row["slots"], outlines, strict=True))
    taken = frozenset(str(slot["id"]) for slot in row["slots"] if slot["occupied"])
    return Shot(row["file"], image, Layout((image.shape[1], image.shape[0]), slots, "reference"), taken)


def shots(folder: str, **like: object) -> list[Shot]:
    rows = json.loads((DATA / folder / "gt.json").read_text())
    return [shot(folder, row) for row in rows if all(row[key] == value for key, value in like.items())]


@dataclass
class Told:
    """What a lot's camera told: each slot's state, and every change of it after the first."""

    states: dict[str, bool] = field(default_factory=dict)
    changes: list[tuple[float, str]] = field(default_factory=list)

    def hear(self, pipeline: LotPipeline, frames: Iterable[Frame]) -> None:
        for frame in frames:
            for slot in itertools.chain.from_iterable(change.slots for change in pipeline.feed(frame)):
                self.changes += [(frame.t, slot.id)] if slot.id in self.states else []
                self.states[slot.id] = slot.occupied

    @property
    def taken(self) -> frozenset[str]:
        return frozenset(key for key, occupied in self.states.items() if occupied)


def looks(image: Image, at: float, rng: np.random.Generator) -> Iterator[Frame]:
    """Show a photo for some seconds as a camera does: with noise, a little lighter or darker from look to look."""
    for second in range(LOOKS):
        light, noise = rng.uniform(0.95, 1.05), rng.normal(0, 4, image.shape)
        seen = np.clip(image * light + noise, 0, 255).astype(np.uint8)
        yield Frame("lot", seen, START + timedelta(seconds=at + second), at + second)


@dataclass
class Day:
    """How a replayed day went: wrong states a photo, changes that were none, changes that were missed, views."""

    wrong: list[int] = field(default_factory=list)
    false: int = 0
    missed: int = 0
    true: int = 0
    views: set[CameraView | None] = field(default_factory=set)


def replayed(day: Sequence[Shot]) -> Day:
    """Show photo after photo, half an hour apart, to one camera, and hold what it tells against the labels."""
    layout, rng, told, went = day[0].layout, np.random.default_rng(7), Told(), Day()
    pipeline = LotPipeline(
        Camera("lot", "Lot", Role.LOT, "", layout=layout), SlotCnn(), lambda: "c", Watch(layout, lambda _: day[0].image)
    )
    before: Shot | None = None
    for number, photo in enumerate(day):
        told.changes.clear()
        told.hear(pipeline, looks(photo.image, number * APART, rng))
        changed, truly = {slot for _, slot in told.changes}, photo.taken ^ (before or photo).taken
        went.wrong.append(len(told.taken ^ photo.taken) + len(layout.slots) - len(told.states))
        went.false += len(told.changes) - len(changed & truly)
        went.missed += len(truly - changed)
        went.true += len(truly)
        went.views.add(pipeline.view)
        before = photo
    return went


def test_a_whole_day_gives_the_right_free_counts_and_changes() -> None:
    """Measured: 19 photos of 21 slots: 1 state wrong, 32 of 33 changes told, none false; the view the same all day."""
    day = [photo for photo in shots("parking_cnr", camera=3) if "2015-12-18" in photo.name]

    went = replayed(day)

    assert (len(day), len(day[0].layout.slots), went.true) == (19, 21, 33)
    assert sum(went.wrong) <= 3
    assert sum(not wrong for wrong in went.wrong) >= 17
    assert (went.false, went.missed <= 2) == (0, True)
    assert went.views == {CameraView.SAME}


@pytest.mark.parametrize("sequence", [0, 1, 2, 4])
def test_four_days_of_another_lot_give_the_right_changes(sequence: int) -> None:
    """Measured, 5 photos of 40 slots each: 3 of 800 states wrong, 56 of 57 changes told, 4 false."""
    went = replayed(shots("parking_pklot", sequence=sequence))

    assert sum(went.wrong) <= 3
    assert went.false <= 3
    assert went.missed <= 2
    assert went.views == {CameraView.SAME}


def cameras() -> list[list[Shot]]:
    cnr = [shots("parking_cnr", camera=camera) for camera in (1, 3, 4, 5, 7, 8)]
    return [*cnr, shots("parking_pklot")]


def test_no_camera_that_stood_still_is_said_to_have_moved_whatever_the_weather() -> None:
    """Measured over every pair of photos of a camera: 908 judgements, none `moved`, 846 `same`."""
    views: list[CameraView] = []
    for photos in cameras():
        references = [Reference(photo.image, photo.layout) for photo in photos[::6]]
        views += [reference.judge(photo.image).view for reference in references for photo in photos]

    assert CameraView.MOVED not in views
    assert views.count(CameraView.SAME) >= 0.85 * len(views)


def test_a_camera_that_had_been_turned_is_not_called_the_same() -> None:
    before, after = shots("parking_cnr", camera=1)

    assert after.name == "cnr_c1_2016-01-08_1549.jpg"
    assert Reference(before.image, before.layout).judge(after.image).view is not CameraView.SAME


def cut(photo: Shot, right: float = 0.0) -> Image:
    """Return the middle of a photo, taken so many pixels further to the right."""
    height, width = photo.image.shape[:2]
    x, y = round(width * 0.14 + right), round(height * 0.14)
    return photo.image[y : height - y, x : x + width - 2 * round(width * 0.14)]


def cut_layout(photo: Shot) -> Layout:
    width, height = photo.layout.size
    x, y = round(width * 0.14), round(height * 0.14)
    slots = [
        Slot(slot.id, tuple((a - x, b - y) for a, b in slot.polygon))
        for slot in photo.layout.slots
        if all(x <= a < width - x and y <= b < height - y for a, b in slot.polygon)
    ]
    return Layout((width - 2 * x, height - 2 * y), tuple(slots))


@pytest.mark.parametrize(("slots", "never"), [(0.1, CameraView.MOVED), (0.6, CameraView.SAME), (1.5, CameraView.SAME)])
def test_a_photo_of_another_hour_moved_by_half_a_slot_is_not_the_same_view(slots: float, never: CameraView) -> None:
    """Measured over shift, roll, zoom and pan of 45 pairs: from half a slot on none is `same`, two in three `moved`."""
    day = [photo for photo in shots("parking_cnr", camera=3) if "2015-12-18" in photo.name]
    reference = Reference(cut(day[10]), cut_layout(day[10]))
    sizes = [np.sqrt(cv2.contourArea(np.asarray(slot.polygon, np.float32))) for slot in cut_layout(day[10]).slots]

    views = [reference.judge(cut(photo, right=slots * float(np.median(sizes)))).view for photo in day]

    assert never not in views
    assert views.count(CameraView.UNCLEAR) <= len(day) // 3


class NoClasses(pickle.Unpickler):
    """Reads lists and numbers; whatever would need code is refused."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"{module}.{name}")


def from_above() -> Layout:
    """Return the first clip's slots: 77 × 32 at the file's corners, which belong to a picture of 1920 × 1080."""
    with (DATA / "videos" / "carpark_tutorial_CarParkPos.pkl").open("rb") as file:
        corners = NoClasses(file).load()
    # A shelter for trolleys, a place into which a long van reaches from behind, two corners beside every row.
    no_slots = {228, 235, 241, 242}
    slots = [Slot(str(n), box(x, y, 77, 32)) for n, (x, y) in enumerate(corners) if n not in no_slots]
    return Layout((1920, 1080), tuple(slots))


def from_nearer() -> Layout:
    """Return the second clip's slots, outlined between the painted lines; one row of them is a shelter for trolleys."""
    rows = {"A": (40, 152), "B": (153, 255), "C": (393, 499), "D": (501, 606), "E": (741, 846), "F": (895, 988)}
    tops = {row: (196, 10) if row == "F" else (100, 12) for row in rows}
    slots = [
        Slot(f"{row}{n + 1}", box(left, tops[row][0] + n * 47.6 - 3, right - left, 42))
        for row, (left, right) in rows.items()
        for n in range(tops[row][1])
    ]
    return Layout((1100, 720), tuple(slot for slot in slots if slot.id not in ("C9", "D9")))


ABOVE = (
    "15 17 18 21 22 23 25 27 28 37 40 42 44 45 46 48 54 55 58 62 65 67 69 71 72 75 76 86 89 91 94 105 114 116 124"
    " 141 144 156 157 158 159 163 169 184 197 198 213 217 222 230 233 236 237 238 240"
)
FREE_ABOVE = frozenset(ABOVE.split())
"""In the first second, by eye; 126 is just being left. In the 20th its car, 206's and 209's are gone, 105's came."""

FREE_NEARER = frozenset(["A7", "B11", "C3", "C11", "D5", "D8", "D10", "E7", "E9", "E11", "F7", "F8"])
"""In the first second, by eye. By the 12th the cars of B8 and E6 have left too."""


def wrong(name: str, layout: Layout, at: float, free: frozenset[str]) -> set[str]:
    """Return the slots of which a look at a moment of a clip says the opposite of what a person sees."""
    frames = open_source(str(DATA / "videos" / name), "lot", every=1.0).frames()
    image = next(frame.image for frame in frames if frame.t >= at)
    return {state.id for state in SlotCnn().classify(image, layout) if state.occupied == (state.id in free)}


def played(name: str, layout: Layout) -> Told:
    """Play a clip as a camera that is looked at once a second."""
    told = Told()
    pipeline = LotPipeline(Camera("lot", "Lot", Role.LOT, "", layout=layout), SlotCnn(), lambda: "c")
    told.hear(pipeline, open_source(str(DATA / "videos" / name), "lot", every=1.0).frames())
    return told


def test_a_lot_from_high_above_is_counted() -> None:
    """Measured: 9 of 238 slots wrong in the first second (55 free), 7 of 239 in the 20th: dark cars, new asphalt."""
    layout, clip = from_above(), "carpark_tutorial_1280x720.mp4"
    later = FREE_ABOVE - {"105"} | {"126", "206", "209"}

    at_first = wrong(clip, layout, 0.0, FREE_ABOVE) - {"126"}

    assert len(layout.slots) == 239
    assert len(at_first) <= 12
    assert len(wrong(clip, layout, 20.0, later)) <= 10


def test_a_lot_from_above_is_counted() -> None:
    """Measured: 2 of 68 slots wrong in the first second (12 free), 2 in the 12th (14 free): a white van, dark cars."""
    layout, clip = from_nearer(), "carpark_crop_1100x720.mp4"

    assert len(layout.slots) == 68
    assert len(wrong(clip, layout, 0.0, FREE_NEARER)) <= 3
    assert len(wrong(clip, layout, 12.0, FREE_NEARER | {"B8", "E6"})) <= 3


@pytest.mark.parametrize(
    ("clip", "layout", "truly", "most"),
    [
        ("carpark_tutorial_1280x720.mp4", from_above, {"105", "206", "209"}, 5),
        ("carpark_crop_1100x720.mp4", from_nearer, {"B8", "E6"}, 2),
    ],
)
def test_cars_that_stand_do_not_flicker_and_those_that_come_and_go_are_told(
    clip: str, layout: Callable[[], Layout], truly: set[str], most: int
) -> None:
    """Measured: 3 false changes in 239 slots and 28 s (85 without patience), 1 in 68 and 15 s."""
    told = played(clip, layout())

    changed = [slot for _, slot in told.changes]
    assert truly <= set(changed)
    assert len([slot for slot in changed if slot not in truly]) <= most
