"""Movement in a slot is seen; light, noise and what moves beside it are none."""

import cv2
import numpy as np
import pytest

from recognizer.model import Image, Layout, Slot
from recognizer.stillness import Stillness

SIZE = (1280, 720)
LAYOUT = Layout(
    SIZE,
    tuple(
        Slot(str(n), ((x, 300.0), (x + 100, 300.0), (x + 100, 400.0), (x, 400.0))) for n, x in enumerate((100.0, 300.0))
    ),
)


def lot(car_at: int | None = None, light: float = 1.0, seed: int = 0) -> Image:
    """Paint a lot with a car whose left side is at x, as a noisy camera sees it."""
    image = np.full((SIZE[1], SIZE[0], 3), 110, np.uint8)
    if car_at is not None:
        cv2.rectangle(image, (car_at, 310), (car_at + 80, 390), (200, 190, 180), -1)
    noise = np.random.default_rng(seed).normal(0, 6, image.shape)
    return np.clip(image * light + noise, 0, 255).astype(np.uint8)


def moving(*looks: Image) -> list[set[str]]:
    stillness = Stillness(LAYOUT)
    return [set(stillness.moving(look)) for look in looks]


def test_a_car_moves_until_it_stands() -> None:
    looks = [lot(car_at=x, seed=n) for n, x in enumerate((20, 60, 110, 110))]

    assert moving(*looks) == [set(), {"0"}, {"0"}, set()]


def test_a_car_beside_the_slots_moves_in_none() -> None:
    assert moving(lot(car_at=700), lot(car_at=760, seed=1)) == [set(), set()]


@pytest.mark.parametrize("light", [0.5, 0.8, 1.3])
def test_a_cloud_is_no_movement(light: float) -> None:
    assert moving(lot(car_at=110), lot(car_at=110, light=light, seed=1))[1] == set()


def test_the_noise_of_a_small_camera_at_dusk_is_no_movement() -> None:
    def dusk(seed: int) -> Image:
        small = cv2.resize(lot(car_at=110), (480, 270), interpolation=cv2.INTER_AREA) * 0.7
        noise = np.random.default_rng(seed).normal(0, 18, small.shape)
        return np.clip(small + noise, 0, 255).astype(np.uint8)

    assert moving(dusk(1), dusk(2), dusk(3)) == [set(), set(), set()]


def test_a_picture_of_another_size_is_compared_all_the_same() -> None:
    small = np.asarray(cv2.resize(lot(car_at=110, seed=1), (640, 360), interpolation=cv2.INTER_AREA), np.uint8)

    assert moving(lot(car_at=110), small)[1] == set()


def test_a_slot_smaller_than_a_pixel_is_watched_too() -> None:
    corner = Layout((16384, 9216), (Slot("1", ((16380.0, 9210.0), (16384.0, 9210.0), (16384.0, 9216.0))),))
    stillness = Stillness(corner)
    stillness.moving(lot())

    assert stillness.moving(np.full((720, 1280, 3), 110, np.uint8)) == frozenset()
