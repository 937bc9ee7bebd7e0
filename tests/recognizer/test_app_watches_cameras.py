"""One thread a camera: it comes back from every failure by itself, and its failure stays its own."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence

import pytest

from recognizer.backoff import Backoff
from recognizer.errors import Silent, SourceError, Unauthorized
from recognizer.lookout import STUCK, Crew, Lookout
from recognizer.model import Camera, CameraState, Config, Frame, Passage, Role, SlotChange
from recognizer.turns import Turns
from tests.recognizer.reports import NOW, Clock, frame, passage

CAMERA = Camera("gate", "Gate", Role.GATE, "rtsp://user:secret@host/")


class Script:
    """A source that lives its lives one after the other: frames, then an error; the last life lasts."""

    def __init__(self, *lives: tuple[int, Exception | None]) -> None:
        self.lives = list(lives)
        self.opened = 0

    def __call__(self, stop: threading.Event) -> Script:
        self.opened += 1
        self._stop = stop
        return self

    def frames(self) -> Iterator[Frame]:
        count, error = self.lives.pop(0) if self.lives else (1, None)
        for _ in range(count):
            yield frame()
        if error:
            raise error
        if not self.lives:
            self._stop.wait()


class Counting:
    """A pipeline that reports every frame as a passage, and one more at its end."""

    looks = ()
    slots = ()
    view = None

    def __init__(self) -> None:
        self.number = 0

    def feed(self, shot: Frame) -> Sequence[tuple[Passage | SlotChange, Frame]]:
        self.number += 1
        return [(passage(self.number), shot)]

    def finish(self) -> Sequence[tuple[Passage | SlotChange, Frame]]:
        return [(passage(1000 + self.number), frame())]


class Put:
    """Takes reports and lets a test wait for them."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.came = threading.Condition()

    def put(self, report: Passage | SlotChange, _: Frame) -> None:
        with self.came:
            self.ids.append(report.id)
            self.came.notify_all()

    def wait(self, number: int) -> None:
        with self.came:
            assert self.came.wait_for(lambda: len(self.ids) >= number, 10)


class States:
    """Every state a lookout goes through."""

    def __init__(self) -> None:
        self.seen: list[tuple[CameraState, str | None]] = []
        self.changed = threading.Condition()
        self.lookout: Lookout | None = None

    def __call__(self) -> None:
        assert self.lookout is not None
        with self.changed:
            self.seen.append((self.lookout.view.health.state, self.lookout.view.health.error))
            self.changed.notify_all()

    def wait(self, number: int) -> list[tuple[CameraState, str | None]]:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.seen) >= number, 10)
        return self.seen


def hired(
    source: Script, reports: Put, states: States, eye: Callable[[], Counting] = Counting, camera: Camera = CAMERA
) -> Lookout:
    lookout = Lookout(
        camera, source, eye, reports, clock=Clock(), on_change=states, backoff=Backoff(0.01, 0.01, lambda: 0.0)
    )
    states.lookout = lookout
    return lookout


def ended(lookout: Lookout) -> None:
    lookout.stop()
    lookout.join(10)
    assert not lookout.is_alive()


@pytest.mark.parametrize(
    ("error", "state", "code"),
    [
        (SourceError("gone"), CameraState.OFFLINE, "unreachable"),
        (Silent("no picture"), CameraState.SILENT, "silent"),
        (ZeroDivisionError("a bug"), CameraState.OFFLINE, "failed"),
    ],
)
def test_a_camera_that_is_lost_comes_back_by_itself(error: Exception, state: CameraState, code: str) -> None:
    source, reports, states = Script((1, error), (1, None)), Put(), States()
    lookout = hired(source, reports, states)
    lookout.start()

    seen = states.wait(3)
    ended(lookout)

    assert seen[:3] == [(CameraState.ONLINE, None), (state, code), (CameraState.ONLINE, None)]
    assert source.opened == 2


def test_a_wrong_password_is_not_tried_again_at_once() -> None:
    source, states = Script((0, Unauthorized("no"))), States()
    lookout = hired(source, Put(), states)
    lookout.start()

    seen = states.wait(1)
    assert not lookout.stuck
    ended(lookout)

    assert seen == [(CameraState.OFFLINE, "unauthorized")]
    assert source.opened == 1


def test_what_was_seen_before_a_failure_is_reported() -> None:
    source, reports = Script((2, SourceError("gone")), (0, None)), Put()
    lookout = hired(source, reports, States())
    lookout.start()

    reports.wait(3)
    ended(lookout)

    assert reports.ids[:3] == ["p-1", "p-2", "p-1002"]


def test_the_same_failure_again_and_again_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    source, reports, states = Script(*[(0, SourceError("gone"))] * 5, (1, None)), Put(), States()
    lookout = hired(source, reports, states)
    lookout.start()

    seen = states.wait(2)
    ended(lookout)

    assert seen[:2] == [(CameraState.OFFLINE, "unreachable"), (CameraState.ONLINE, None)]
    assert caplog.text.count("gives no pictures (unreachable): gone") == 1


def test_a_film_that_has_ended_is_no_fault() -> None:
    class Film(Script):
        def frames(self) -> Iterator[Frame]:
            yield frame()

    states = States()
    lookout = hired(Film(), Put(), states)
    lookout.start()
    lookout.join(10)

    assert states.seen[-1] == (CameraState.OFFLINE, "ended")
    assert not lookout.stuck


def test_a_lookout_that_hangs_is_noticed() -> None:
    hanging, going_on = threading.Event(), threading.Event()
    now = [0.0]

    class Hanging(Counting):
        def feed(self, _: Frame) -> Sequence[tuple[Passage | SlotChange, Frame]]:
            hanging.set()
            going_on.wait()
            return []

    lookout = Lookout(CAMERA, Script((1, None)), Hanging, Put(), clock=Clock(), monotonic=lambda: now[0])
    lookout.start()
    assert hanging.wait(10)
    before = lookout.stuck
    now[0] = STUCK + 1
    after = lookout.stuck
    going_on.set()
    ended(lookout)

    assert (before, after) == (False, True)


def test_only_the_cameras_that_changed_are_started_again() -> None:
    started: list[Lookout] = []

    def hire(camera: Camera, _: Config) -> Lookout:
        lookout = hired(Script((1, None)), Put(), States(), camera=camera)
        started.append(lookout)
        return lookout

    def config(*names: str, countries: tuple[str, ...] = ("KZ",)) -> Config:
        cameras = tuple(Camera(name[0], name, Role.GATE, "x") for name in names)
        return Config("v", "site", countries, cameras)

    crew = Crew(hire)
    crew.apply(config("a1", "b1", "c1"))
    crew.apply(config("a1", "b2", "d1"))
    names = [lookout.camera.name for lookout in crew.lookouts]
    alive = {lookout.camera.name: lookout.is_alive() for lookout in started}
    crew.apply(config("a1", "b2", "d1", countries=("KZ", "RU")))
    crew.stop()

    assert names == ["a1", "b2", "d1"]
    assert alive == {"a1": True, "b1": False, "c1": False, "b2": True, "d1": True}
    assert [lookout.camera.name for lookout in started] == ["a1", "b1", "c1", "b2", "d1", "a1", "b2", "d1"]
    assert not any(lookout.is_alive() for lookout in started)


def test_cameras_take_turns_in_the_order_of_asking() -> None:
    turns, order = Turns(), []
    waiting = []

    def look(name: int) -> None:
        with turns.turn():
            order.append(name)

    with turns.turn():
        for name in range(5):
            thread = threading.Thread(target=look, args=(name,))
            thread.start()
            waiting.append(thread)
            while len(turns._waiting) <= name:
                pass
    for thread in waiting:
        thread.join()

    assert order == [0, 1, 2, 3, 4]


def test_a_view_is_of_now() -> None:
    source, states = Script((1, None)), States()
    lookout = hired(source, Put(), states)
    before = lookout.view
    lookout.start()
    states.wait(1)
    after = lookout.view
    ended(lookout)

    assert (before.health.state, before.frame, before.health.since) == (CameraState.CONNECTING, None, NOW)
    assert after.frame is not None
