"""An empty view costs nothing, a moving one is looked at, a still one now and then."""

import numpy as np

from recognizer.model import Image
from recognizer.motion import MotionGate, MotionRules

RANDOM = np.random.default_rng(7)
GRAIN = RANDOM.normal(0, 4, (720, 1280, 3)).astype(np.int16)


def view(car: int | None = None, light: int = 0) -> Image:
    picture = np.full((720, 1280, 3), 90 + light, np.uint8)
    picture[400:, :] = 120 + light
    if car is not None:
        picture[300:500, car : car + 200] = 230
    # Drawing a picture full of noise takes longer than looking at it: the same grain is moved about instead.
    grain = np.roll(GRAIN, RANDOM.integers(0, GRAIN.size), axis=None)
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def test_the_first_picture_is_looked_at() -> None:
    assert MotionGate().worth_a_look(view(), 0)


def test_a_still_view_is_looked_at_every_few_seconds_only() -> None:
    gate = MotionGate(MotionRules(still_s=3))
    looks = [n / 5 for n in range(50) if gate.worth_a_look(view(), n / 5)]
    assert looks == [0.0, 3.0, 6.0, 9.0]


def test_a_moving_car_is_looked_at_in_every_frame() -> None:
    gate = MotionGate()
    gate.worth_a_look(view(), 0)
    assert all(gate.worth_a_look(view(car=80 * n), n / 5) for n in range(1, 10))


def test_a_lamp_or_a_cloud_is_no_motion() -> None:
    gate = MotionGate()
    gate.worth_a_look(view(), 0)
    assert not gate.worth_a_look(view(light=40), 0.2)


def test_a_clock_that_jumps_back_does_not_blind_the_camera() -> None:
    gate = MotionGate()
    gate.worth_a_look(view(), 1000)
    assert gate.worth_a_look(view(), 1)
