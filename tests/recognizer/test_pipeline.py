"""A car's film in values: frames in, exactly one passage out, and slot changes from a lot."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np

from recognizer.look import look_at
from recognizer.model import (
    Box,
    Camera,
    Direction,
    Frame,
    Image,
    Layout,
    Passage,
    RawRead,
    Role,
    Slot,
    SlotState,
)
from recognizer.pipeline import GatePipeline, LotPipeline
from recognizer.ports import Eyes

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
GATE = Camera("gate-1", "Gate", Role.GATE, "file")


@dataclass(frozen=True)
class Car:
    """A plate in view: its text, how well it reads, its box."""

    text: str
    x: float = 500
    y: float = 400
    width: float = 160
    confidence: float = 0.98


@dataclass
class Scene:
    """A detector and a reader that know what is in view, wherever the camera looks."""

    cars: Sequence[Car] = ()
    looks: int = 0
    _seen: list[Car] = field(default_factory=list)

    def detect(self, _: Image) -> list[Box]:
        self.looks += 1
        self._seen = list(self.cars)
        return [Box(car.x, car.y, car.x + car.width, car.y + car.width / 4, 0.9) for car in self._seen]

    def read(self, _: Image, boxes: Sequence[Box]) -> list[RawRead]:
        return [RawRead((car.text,), ((car.confidence,) * len(car.text),)) for car, _ in zip(self._seen, boxes)]  # noqa: B905


def frame(t: float, shade: int = 0) -> Frame:
    image = np.zeros((720, 1280, 3), np.uint8)
    image[200:600, 400:900] = shade % 256
    return Frame(GATE.id, image, START + timedelta(seconds=t), t)


def film(scenes: Sequence[Sequence[Car]], camera: Camera = GATE, step: float = 0.2) -> list[tuple[Passage, Frame]]:
    """Show one scene a frame to a gate, the view moving all the time; return what it reports, the end included."""
    scene, numbers = Scene(), itertools.count(1)
    gate = GatePipeline(camera, Eyes(scene, scene), ("KZ",), lambda: f"p{next(numbers)}")
    found = []
    for n, cars in enumerate(scenes):
        scene.cars = cars
        found += gate.feed(frame(n * step, shade=97 * n))
    return found + gate.finish()


def coming(text: str, frames: int = 10, **of: float) -> list[list[Car]]:
    return [[Car(text, y=300 + 12 * n, width=150 + 6 * n, **of)] for n in range(frames)]


def test_a_car_that_comes_is_told_once_before_it_leaves() -> None:
    found = film([[], *coming("123ABC02"), *[coming("123ABC02")[-1]] * 40])
    assert [(p.id, p.plate.text, p.plate.accepted, p.camera) for p, _ in found] == [("p1", "123ABC02", True, "gate-1")]
    passage, evidence = found[0]
    assert passage.t < 1.0
    assert (evidence.t, passage.captured_at) == (passage.t, START + timedelta(seconds=passage.t))


def test_direction_is_known_when_the_plate_grows_before_it_is_sure() -> None:
    doubtful, clear = coming("123ABC02", 8, confidence=0.7), coming("123ABC02", 12)[8:]
    assert [(p.direction, p.plate.accepted) for p, _ in film(doubtful + clear)] == [(Direction.APPROACHING, True)]


def test_the_same_car_coming_back_later_is_a_new_passage() -> None:
    found = film([*coming("123ABC02"), *[[]] * 100, *coming("123ABC02")])
    assert [passage.plate.text for passage, _ in found] == ["123ABC02", "123ABC02"]


def test_two_cars_close_behind_each_other_are_two_passages() -> None:
    found = film([*coming("123ABC02"), *[[]] * 5, *coming("777XYZ01")])
    assert [passage.plate.text for passage, _ in found] == ["123ABC02", "777XYZ01"]


def test_a_car_that_was_never_read_surely_is_told_at_its_end_and_not_accepted() -> None:
    found = film([*coming("123ABC02", confidence=0.7), *[[]] * 20])
    assert [(p.plate.text, p.plate.accepted, p.reads) for p, _ in found] == [("123ABC02", False, 10)]


def test_the_end_of_the_film_ends_every_track() -> None:
    found = film(coming("123ABC02", confidence=0.7))
    assert [(p.plate.text, p.plate.accepted) for p, _ in found] == [("123ABC02", False)]


def test_a_car_far_behind_asks_for_nothing_yet() -> None:
    near, far = Car("123ABC02", x=300, width=200), Car("777XYZ01", x=900, width=60)
    scene = Scene([near, far])
    looks = look_at(frame(0).image, Eyes(scene, scene), ("KZ",))
    assert [(plate.text, plate.accepted) for plate, _ in looks] == [("123ABC02", True), ("777XYZ01", False)]


def test_lettering_is_no_passage() -> None:
    assert film([[Car("CAMERA01"), Car("LX570", x=900)]] * 30) == []


def test_a_still_view_is_hardly_looked_at() -> None:
    scene = Scene()
    gate = GatePipeline(GATE, Eyes(scene, scene), ("KZ",), lambda: "p")
    for n in range(400):
        gate.feed(frame(n / 10))
    assert scene.looks == 2


def test_plates_outside_the_region_are_not_read() -> None:
    left_half = Camera("gate-1", "Gate", Role.GATE, "file", region=((0, 0), (0.5, 0), (0.5, 1), (0, 1)))
    assert film([[Car("123ABC02", x=900)]] * 10, left_half) == []
    assert len(film([[Car("123ABC02", x=200)]] * 10, left_half)) == 1


class Lot:
    """A classifier that is told what it sees."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def classify(self, _: Image, layout: Layout) -> list[SlotState]:
        return [SlotState(s.id, s.id in self.taken, 0.9 if s.id in self.taken else 0.1) for s in layout.slots]


def test_a_lot_tells_every_slot_first_and_then_what_changed() -> None:
    outline = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0))
    camera = Camera(
        "lot-1", "Lot", Role.LOT, "file", layout=Layout((100, 50), (Slot("A1", outline), Slot("A2", outline)))
    )
    lot, numbers = Lot(), itertools.count(1)
    pipeline = LotPipeline(camera, lot, lambda: f"c{next(numbers)}")
    changes = []
    for second in range(20):
        lot.taken = {"A2"} if second >= 10 else set()
        changes += pipeline.feed(frame(second))
    told = [(change.id, [(slot.id, slot.occupied) for slot in change.slots]) for change in changes]
    assert told == [("c1", [("A1", False), ("A2", False)]), ("c2", [("A2", True)])]


def test_a_lot_without_outlines_tells_nothing() -> None:
    assert LotPipeline(Camera("lot-1", "Lot", Role.LOT, "file"), Lot(), lambda: "c").feed(frame(0)) == []


def test_a_doubtful_car_before_a_sure_one_is_not_lost() -> None:
    found = film([*coming("123ABC02", confidence=0.7), *[[]] * 4, *coming("777XYZ01"), *[[]] * 20])
    assert sorted((p.plate.text, p.plate.accepted) for p, _ in found) == [("123ABC02", False), ("777XYZ01", True)]
