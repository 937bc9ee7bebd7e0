"""A camera that moved is noticed, slowly and surely; night, fog and strangers in the picture are no movement."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Never

import cv2
import numpy as np
import pytest

from recognizer.drift import Reference, Steady, Watch
from recognizer.model import Camera, CameraView, Image, Layout, LotRules, Role, Slot
from recognizer.pipeline import LotPipeline
from recognizer.pipelines import UNREADABLE, Engines, Pipelines
from tests.recognizer.test_pipeline import Lot, frame

SAME, MOVED, UNCLEAR = CameraView.SAME, CameraView.MOVED, CameraView.UNCLEAR
WIDTH, HEIGHT, SIDE = 960, 540, 60


def ground(seed: int = 7) -> Image:
    """Paint a yard of stones of all sizes, larger than any camera sees of it."""
    rng = np.random.default_rng(seed)
    yard = np.full((HEIGHT + 400, WIDTH + 400, 3), 110, np.uint8)
    for _ in range(900):
        x, y = (int(rng.integers(0, side)) for side in (WIDTH + 400, HEIGHT + 400))
        shade = int(rng.integers(40, 220))
        cv2.ellipse(
            yard, (x, y), (int(rng.integers(4, 26)), int(rng.integers(3, 14))), x % 180, 0, 360, (shade,) * 3, -1
        )
    return np.asarray(cv2.GaussianBlur(yard, (3, 3), 0), np.uint8)


def seen(yard: Image, *, right: float = 0, turned: float = 0, nearer: float = 1) -> Image:
    """Return what a camera shows of the yard that was moved so many pixels, turned by degrees, or zoomed."""
    bend = cv2.getRotationMatrix2D(((WIDTH + 400) / 2, (HEIGHT + 400) / 2), turned, nearer)
    bend[0, 2] += right
    return np.asarray(cv2.warpAffine(yard, bend, (WIDTH + 400, HEIGHT + 400))[200:-200, 200:-200], np.uint8)


def layout(still: str | None = "s-1") -> Layout:
    corners = ((0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE))
    slots = [
        Slot(f"{x}-{y}", tuple((x + dx, y + dy) for dx, dy in corners))
        for x in range(100, 800, 100)
        for y in (150, 300)
    ]
    return Layout((WIDTH, HEIGHT), tuple(slots), still)


def with_cars(picture: Image, shade: int = 230) -> Image:
    """Return the picture with a car on every other slot."""
    picture = picture.copy()
    for slot in layout().slots[::2]:
        (x, y) = (int(side) for side in slot.polygon[0])
        cv2.rectangle(picture, (x + 6, y + 4), (x + SIDE - 6, y + SIDE - 4), (shade, 60, 40), -1)
    return picture


def test_a_camera_that_stands_still_is_the_same_whatever_is_parked_before_it() -> None:
    yard = ground()
    reference = Reference(seen(yard), layout())

    judgement = reference.judge(with_cars(seen(yard)))

    assert judgement.view is SAME
    assert judgement.shift == pytest.approx(0, abs=0.05)


def test_the_picture_may_have_another_size() -> None:
    yard = ground()
    larger = np.asarray(cv2.resize(seen(yard), (1920, 1080)), np.uint8)

    assert Reference(seen(yard), layout()).judge(larger).view is SAME


@pytest.mark.parametrize(
    "moved", [{"right": SIDE * 0.5}, {"right": -SIDE * 2}, {"turned": 8}, {"turned": -20}, {"nearer": 1.2}]
)
def test_a_camera_that_moved_is_noticed(moved: dict[str, float]) -> None:
    yard = ground()

    assert Reference(seen(yard), layout()).judge(with_cars(seen(yard, **moved))).view is MOVED


def test_a_little_movement_is_none() -> None:
    yard = ground()
    judgement = Reference(seen(yard), layout()).judge(seen(yard, right=SIDE * 0.2))

    assert (judgement.view, judgement.shift) == (SAME, pytest.approx(0.2, abs=0.02))


@pytest.mark.parametrize("what", ["night", "fog", "a bag over it", "another yard", "rain of noise"])
def test_what_cannot_be_compared_is_unclear(what: str) -> None:
    yard = ground()
    noise = np.random.default_rng(3).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
    pictures: dict[str, Image] = {
        "night": (seen(yard) * 0.01).astype(np.uint8),
        "fog": cv2.GaussianBlur((seen(yard) * 0.1 + 200).astype(np.uint8), (0, 0), 15),
        "a bag over it": np.full((HEIGHT, WIDTH, 3), 15, np.uint8),
        "another yard": seen(ground(seed=8), right=30),
        "rain of noise": noise,
    }

    assert Reference(seen(yard), layout()).judge(pictures[what]).view is UNCLEAR


def heard(row: Sequence[CameraView]) -> list[CameraView]:
    steady, views = Steady(agree=3), []
    for said in row:
        steady.hear(said)
        views.append(steady.view)
    return views


def test_only_three_in_a_row_say_that_it_moved_and_three_that_it_is_back() -> None:
    row = [SAME, MOVED, MOVED, SAME, MOVED, MOVED, MOVED, SAME, SAME, MOVED, SAME, SAME, SAME]

    assert heard(row) == [*[SAME] * 6, *[MOVED] * 6, SAME]


def test_night_does_not_put_a_camera_right() -> None:
    assert heard([*[MOVED] * 3, *[UNCLEAR] * 9, SAME])[2:] == [MOVED] * 11


def test_a_view_that_gets_lost_is_unclear_after_a_while() -> None:
    assert heard([SAME, UNCLEAR, UNCLEAR, UNCLEAR, SAME, SAME, SAME]) == [*[SAME] * 3, *[UNCLEAR] * 3, SAME]


def test_a_camera_found_moved_at_the_start_is_not_yet_said_to_be() -> None:
    assert heard([MOVED, MOVED, MOVED]) == [UNCLEAR, UNCLEAR, MOVED]


def test_a_picture_is_judged_once_a_minute_and_only_when_the_reference_is_here() -> None:
    yard = ground()
    asked: list[str] = []
    here: dict[str, Image] = {}

    def find(still: str) -> Image | None:
        asked.append(still)
        return here.get(still)

    watch = Watch(layout(), find)
    watch.look(seen(yard), 0.0)
    before = watch.view
    here["s-1"] = seen(yard)
    watch.look(seen(yard), 1.0)
    after = watch.view
    for t in range(2, 180):
        watch.look(seen(yard, right=SIDE), float(t))

    assert (before, after) == (UNCLEAR, SAME)
    assert asked == ["s-1", "s-1"]
    assert (watch.view, watch.trusted) == (SAME, False)
    watch.look(seen(yard, right=SIDE), 181.0)
    assert watch.view is MOVED


def test_a_reference_picture_that_is_damaged_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "s-1.jpg").write_bytes(b"no picture")
    pipelines = Pipelines(Engines(never, never), tmp_path)
    watch = pipelines.watch(Camera("lot-1", "Lot", Role.LOT, "file", layout=layout()))
    assert watch is not None
    for t in range(3):
        watch.look(seen(ground()), float(t))

    assert watch.view is UNCLEAR
    assert [record.levelname for record in caplog.records if UNREADABLE in record.message] == ["WARNING"]


def never() -> Never:
    raise AssertionError("no model is needed")


def test_slots_of_a_layout_without_a_reference_are_told_as_ever() -> None:
    camera = Camera("lot-1", "Lot", Role.LOT, "file", layout=layout(still=None))
    pipeline = LotPipeline(camera, Lot(), lambda: "c", Watch(layout(still=None), lambda _: None))

    assert len(pipeline.feed(frame(0))) == 1
    assert pipeline.view is UNCLEAR


def test_a_lot_tells_no_changes_while_its_camera_seems_to_have_moved() -> None:
    yard, lot = ground(), Lot()
    drawn = layout()
    camera = Camera("lot-1", "Lot", Role.LOT, "file", layout=drawn)
    pipeline = LotPipeline(camera, lot, lambda: "c", Watch(drawn, lambda _: seen(yard)))

    def told(minutes: range, picture: Image) -> list[bool]:
        shots = [frame(minute * 60 + second) for minute in minutes for second in range(8)]
        changes = [pipeline.feed(replace(shot, image=picture)) for shot in shots]
        return [slot.occupied for found in changes for change in found for slot in change.slots]

    first = told(range(1), seen(yard))
    lot.taken = {drawn.slots[0].id}
    while_moved, view = told(range(1, 6), seen(yard, right=SIDE)), pipeline.view
    back = told(range(6, 9), seen(yard))

    assert first == [False] * len(drawn.slots)
    assert (while_moved, view) == ([], MOVED)
    assert (back, pipeline.view) == ([True], SAME)


def test_rules_of_the_layout_say_how_long_a_slot_must_look_so() -> None:
    drawn = Layout((100, 50), (Slot("A1", ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0))),), rules=LotRules(taken_s=30.0))
    lot = Lot()
    pipeline = LotPipeline(Camera("lot-1", "Lot", Role.LOT, "file", layout=drawn), lot, lambda: "c")
    told = []
    for second in range(60):
        lot.taken = {"A1"} if second >= 10 else set()
        told += [(second, slot.occupied) for change in pipeline.feed(frame(second)) for slot in change.slots]

    assert told == [(0, False), (40, True)]
