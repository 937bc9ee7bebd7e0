"""The outbox keeps what was seen: in order, within limits, whatever the disk does, and nothing after delivery."""

import sqlite3
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest

from recognizer.errors import RecognizerError
from recognizer.letters import Limits
from recognizer.model import Letter
from recognizer.outbox import Outbox
from tests.recognizer.reports import NOW, Clock, frame, passage, slots


def drained(outbox: Outbox) -> list[str]:
    """Deliver everything; return the ids in the order of sending."""
    return [letter.id for letter in iter(outbox.next, None) if outbox.delivered(letter.id) is None]


def first(outbox: Outbox) -> Letter:
    letter = outbox.next()
    assert letter is not None
    return letter


def fill_disk(outbox: Outbox, pages: int = 1) -> sqlite3.Connection:
    """Let SQLite itself say that the disk is full."""
    db = outbox._opened()
    db.execute(f"PRAGMA max_page_count = {pages}")
    return db


def refuse_writing(outbox: Outbox) -> sqlite3.Connection:
    """Let SQLite itself refuse every change, as on a disk that went read-only."""
    db = outbox._opened()
    db.execute("PRAGMA query_only = ON")
    return db


def test_what_is_put_comes_out_with_its_pictures(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock())
    outbox.put(passage(1), frame())

    letter = first(outbox)

    assert (letter.id, letter.kind, letter.recovered) == ("p-1", "passage", False)
    assert cv2.imdecode(np.frombuffer(letter.frame or b"", np.uint8), 1).shape == (240, 320, 3)
    assert cv2.imdecode(np.frombuffer(letter.plate or b"", np.uint8), 1).shape == (46, 151, 3)


def test_a_change_of_slots_has_no_pictures(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock())
    outbox.put(slots(1), frame())

    letter = first(outbox)

    assert (letter.kind, letter.frame, letter.plate) == ("slots", None, None)


def test_pictures_are_made_to_fit_the_contract(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock())
    outbox.put(
        replace(passage(1), box=replace(passage().box, x1=0, y1=0, x2=4000, y2=3000)), frame(4000, 3000, noisy=True)
    )

    letter = first(outbox)

    assert letter.frame is not None
    assert letter.plate is not None
    assert len(letter.frame) <= 2 * 1024 * 1024
    assert len(letter.plate) <= 512 * 1024
    assert max(cv2.imdecode(np.frombuffer(letter.frame, np.uint8), 1).shape) <= 1280


def test_a_plate_outside_the_frame_costs_only_its_crop(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock())
    outbox.put(replace(passage(1), box=replace(passage().box, x1=900, x2=1000)), frame())

    assert first(outbox).plate is None
    assert first(outbox).frame is not None


def test_the_oldest_goes_first(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock())
    for number in (1, 2, 3):
        outbox.put(slots(number), frame())

    assert drained(outbox) == ["s-1", "s-2", "s-3"]


def test_a_car_at_the_gate_does_not_wait_behind_a_backlog(tmp_path: Path) -> None:
    clock = Clock()
    outbox = Outbox(tmp_path, clock=clock)
    for number in (1, 2):
        outbox.put(passage(number), frame())
    clock.forward(3600)
    outbox.put(slots(3), frame())
    outbox.put(passage(4, captured_at=clock.now), frame())

    assert drained(outbox) == ["p-4", "p-1", "p-2", "s-3"]


def test_a_letter_that_the_receiver_fails_at_lets_the_others_go_first(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock())
    for number in (1, 2):
        outbox.put(passage(number), frame())

    outbox.postpone("p-1")

    assert drained(outbox) == ["p-2", "p-1"]


def test_the_same_id_is_kept_once(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock())
    outbox.put(passage(1), frame())
    outbox.put(passage(1), frame())

    assert drained(outbox) == ["p-1"]


def test_a_refused_letter_is_put_aside_and_counted(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock())
    outbox.put(passage(1), frame())

    outbox.park("p-1", "400 plate.text")

    assert outbox.next() is None
    assert (outbox.state().pending, outbox.state().parked) == (0, 1)


def test_the_state_tells_how_long_the_oldest_waits(tmp_path: Path) -> None:
    clock = Clock()
    outbox = Outbox(tmp_path, clock=clock)
    assert outbox.state().oldest_s is None
    outbox.put(passage(1), frame())
    clock.forward(90)
    outbox.put(passage(2), frame())

    assert (outbox.state().pending, outbox.state().oldest_s) == (2, 90)


def test_a_clock_that_was_put_back_gives_no_negative_age(tmp_path: Path) -> None:
    clock = Clock()
    outbox = Outbox(tmp_path, clock=clock)
    outbox.put(passage(1), frame())
    clock.forward(-86_400)

    assert outbox.state().oldest_s == 0


def test_what_an_earlier_run_left_is_recovered_and_what_comes_now_is_not(tmp_path: Path) -> None:
    before = Outbox(tmp_path, clock=Clock())
    before.put(passage(1), frame())
    before.close()

    outbox = Outbox(tmp_path, clock=Clock())
    outbox.put(passage(2), frame())
    letters = {letter.id: letter.recovered for letter in iter(outbox.next, None) if outbox.delivered(letter.id) is None}

    assert letters == {"p-1": True, "p-2": False}


def test_nothing_of_a_delivered_report_stays_in_the_folder(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock())
    outbox.put(passage(1, plate="777XYZ01"), frame())
    assert drained(outbox) == ["p-1"]
    outbox.close()

    Outbox(tmp_path, clock=Clock()).close()

    assert b"777XYZ01" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_only_so_many_delivered_ids_are_remembered(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock(), limits=Limits(delivered=3))
    for number in range(8):
        outbox.put(slots(number), frame())
    drained(outbox)
    outbox.close()

    with sqlite3.connect(tmp_path / "outbox.db") as db:
        assert db.execute("SELECT id FROM letters").fetchall() == [("s-5",), ("s-6",), ("s-7",)]


def test_others_may_not_read_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    Outbox(folder, clock=Clock()).put(passage(1), frame())

    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "outbox.db").stat().st_mode & 0o077 == 0


def test_two_recognizers_do_not_share_a_folder(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock())

    with pytest.raises(RecognizerError, match="another recognizer"):
        Outbox(tmp_path, clock=Clock())
    outbox.close()


def test_many_cameras_put_at_once(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock())
    cameras = [
        threading.Thread(target=lambda c=c: [outbox.put(slots(100 * c + n), frame()) for n in range(10)])
        for c in range(4)
    ]
    for camera in cameras:
        camera.start()
    for camera in cameras:
        camera.join()

    assert len(set(drained(outbox))) == 40


def test_without_room_the_pictures_of_the_oldest_go_first(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock(NOW + timedelta(hours=1)), limits=Limits(octets=100_000))
    for number in range(4):
        outbox.put(passage(number), frame(noisy=True))

    letters = {letter.id: letter.frame for letter in iter(outbox.next, None) if outbox.delivered(letter.id) is None}

    assert [name for name, picture in letters.items() if picture] == ["p-3"]
    assert list(letters) == ["p-0", "p-1", "p-2", "p-3"]
    assert outbox.state().dropped == 0


def test_without_room_for_letters_the_oldest_refused_goes_then_the_oldest(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock(), limits=Limits(letters=3))
    for number in range(3):
        outbox.put(passage(number), frame())
    outbox.park("p-1", "400")
    outbox.put(passage(3), frame())
    outbox.put(passage(4), frame())

    assert (outbox.state().parked, outbox.state().dropped) == (0, 2)
    assert drained(outbox) == ["p-2", "p-3", "p-4"]


def test_what_was_dropped_is_still_counted_after_a_restart(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock(), limits=Limits(letters=1))
    outbox.put(passage(1), frame())
    outbox.put(passage(2), frame())
    outbox.close()

    assert Outbox(tmp_path, clock=Clock()).state().dropped == 1


def test_on_an_almost_full_disk_reports_are_kept_without_pictures(tmp_path: Path) -> None:
    room = {"bytes": 1000}
    outbox = Outbox(tmp_path, clock=Clock(), free=lambda _: room["bytes"])
    outbox.put(passage(1), frame())
    low = (first(outbox).frame, outbox.state().problem)
    room["bytes"] = 10**9
    outbox.put(passage(2), frame())

    assert low == (None, "disk_low")
    assert outbox.state().problem is None
    assert drained(outbox) == ["p-1", "p-2"]


def test_a_full_disk_keeps_the_gate_working_from_memory_and_says_so(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock())
    db = fill_disk(outbox)
    outbox.put(passage(1), frame(noisy=True))
    outbox.put(passage(2), frame(noisy=True))
    full = (outbox.state().problem, outbox.state().pending)
    sent = first(outbox).id
    outbox.delivered(sent)

    db.execute("PRAGMA max_page_count = 100000")
    outbox.put(passage(3), frame())

    assert full == ("disk_full", 2)
    assert sent == "p-1"
    assert outbox.state().problem is None
    assert drained(outbox) == ["p-2", "p-3"]


def test_a_delivery_that_a_full_disk_could_not_note_is_not_repeated(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock())
    outbox.put(passage(1), frame())
    outbox.put(passage(2), frame())
    db = refuse_writing(outbox)
    sent = drained(outbox)
    unwritable = outbox.state().problem

    db.execute("PRAGMA query_only = OFF")

    assert (sent, unwritable) == (["p-1", "p-2"], "disk_error")
    assert outbox.next() is None
    assert outbox.state().problem is None


def test_memory_holds_only_so_much(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, clock=Clock(), limits=Limits(held=2, held_octets=1_000))
    refuse_writing(outbox)
    for number in (1, 2, 3):
        outbox.put(passage(number), frame())

    letter = first(outbox)

    assert (letter.id, letter.frame) == ("p-2", None)
    assert (outbox.state().pending, outbox.state().dropped) == (2, 1)


def test_a_damaged_file_is_kept_aside_and_a_new_one_begun(tmp_path: Path) -> None:
    before = Outbox(tmp_path, clock=Clock())
    before.put(passage(1), frame())
    before.close()
    (tmp_path / "outbox.db").write_bytes(b"this is no database" * 1000)

    outbox = Outbox(tmp_path, clock=Clock())
    outbox.put(passage(2), frame())

    assert drained(outbox) == ["p-2"]
    assert outbox.state().problem == "damaged"
    assert [path.read_bytes()[:7] for path in tmp_path.glob("outbox.damaged-*.db")] == [b"this is"]


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(RecognizerError, match="cannot be written"):
        Outbox(tmp_path / "file" / "folder", clock=Clock())
