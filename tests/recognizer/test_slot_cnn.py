"""The slot network: cuts outlined slots out of a picture and tells taken ones from free ones."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from demo import lot_scene
from recognizer.errors import ModelMissing
from recognizer.model import Image, Layout, Slot
from recognizer.vision.patches import UnfitSlot, patches
from recognizer.vision.slot_cnn import SlotCnn

SEED = 20261121


def layout_of(*polygons: list[tuple[float, float]], size: tuple[int, int] = (200, 100)) -> Layout:
    return Layout(size, tuple(Slot(str(n), tuple(polygon)) for n, polygon in enumerate(polygons, 1)))


def square(x: float, y: float, side: float) -> list[tuple[float, float]]:
    return [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]


@pytest.fixture(scope="module")
def lot() -> tuple[Image, Layout]:
    """Return the demo's lot as its film begins."""
    drawn = lot_scene.layout()
    slots = tuple(Slot(slot["id"], tuple((x, y) for x, y in slot["polygon"])) for slot in drawn["slots"])
    width, height = drawn["size"]
    return next(lot_scene.frames(SEED)), Layout((width, height), slots)


def test_every_place_of_a_lot_is_told_taken_or_free(lot: tuple[Image, Layout]) -> None:
    image, layout = lot
    states = SlotCnn().classify(image, layout)
    assert [state.id for state in states] == [slot.id for slot in layout.slots]
    assert {state.id for state in states if state.occupied} == lot_scene.taken(0)


def test_a_layout_drawn_on_another_size_fits_the_frame(lot: tuple[Image, Layout]) -> None:
    image, layout = lot
    half = np.asarray(cv2.resize(image, (image.shape[1] // 2, image.shape[0] // 2), interpolation=cv2.INTER_AREA))
    states = SlotCnn().classify(half, layout)
    assert {state.id for state in states if state.occupied} == lot_scene.taken(0)


def test_places_are_told_apart_at_dusk(lot: tuple[Image, Layout]) -> None:
    image, layout = lot
    grain = np.random.default_rng(SEED).normal(0, 4, image.shape)
    dusk = np.clip(image * 0.3 + grain, 0, 255).astype(np.uint8)
    states = SlotCnn().classify(dusk, layout)
    assert {state.id for state in states if state.occupied} == lot_scene.taken(0)


def test_what_a_place_is_called_does_not_hang_on_its_neighbours(lot: tuple[Image, Layout]) -> None:
    image, layout = lot
    together = SlotCnn().classify(image, layout)
    alone = [SlotCnn().classify(image, Layout(layout.size, (slot,)))[0] for slot in layout.slots]
    assert [state.id for state in alone] == [state.id for state in together]
    assert [state.p for state in alone] == pytest.approx([state.p for state in together], abs=1e-3)


def test_a_lot_without_slots_has_no_states() -> None:
    assert SlotCnn().classify(np.zeros((100, 200, 3), np.uint8), layout_of()) == []


def test_a_patch_shows_its_slot_upright_and_a_rim_around_it() -> None:
    image = np.zeros((100, 200, 3), np.uint8)
    image[20:60, 40:80] = 255
    (patch,) = patches(image, layout_of(square(40, 20, 40)), 48)
    assert patch.shape == (48, 48, 3)
    assert patch[24, 24].min() == 255
    assert patch[0].max() == 0


def test_a_large_slot_is_shrunk_and_not_sampled_here_and_there() -> None:
    image = np.zeros((800, 1000, 3), np.uint8)
    image[100:500, 300:700] = 255
    image[100:500:2, 300:700] = 0
    (patch,) = patches(image, layout_of(square(300, 100, 400), size=(1000, 800)), 48)
    assert abs(int(patch[24, 24, 0]) - 127) <= 1
    assert np.ptp(patch[12:36, 12:36]) <= 2
    assert patch[0].max() == 0


def test_near_and_far_slots_keep_their_order() -> None:
    image = np.zeros((800, 1000, 3), np.uint8)
    image[20:60, 20:60], image[100:700, 300:900], image[20:60, 120:160] = 50, 100, 150
    layout = layout_of(square(20, 20, 40), square(300, 100, 600), square(120, 20, 40), size=(1000, 800))
    assert [int(patch[24, 24, 0]) for patch in patches(image, layout, 48)] == [50, 100, 150]


def test_corners_may_be_given_in_any_order() -> None:
    image = np.random.default_rng(SEED).integers(0, 255, (100, 200, 3), np.uint8)
    corners = square(40, 20, 40)
    one, other = patches(image, layout_of(corners, [*corners[2:], *corners[:2]]), 48)
    assert np.array_equal(one, other)


@pytest.mark.parametrize(
    ("polygon", "why"),
    [
        ([(10.0, 10.0), (20.0, 20.0)], "three corners"),
        ([(10.0, 10.0), (20.0, 20.0), (30.0, 30.0)], "square pixels"),
        (square(500, 500, 40), "outside the picture"),
    ],
)
def test_an_outline_that_shows_nothing_is_named(polygon: list[tuple[float, float]], why: str) -> None:
    with pytest.raises(UnfitSlot, match=f"slot 1: .*{why}"):
        patches(np.zeros((100, 200, 3), np.uint8), layout_of(polygon), 48)


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="reinstall"):
        SlotCnn(tmp_path / "slots.onnx")
