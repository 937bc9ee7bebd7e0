"""The reader network: what it reads off painted plates, how sure it says it is, what it does with no plate."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest

from recognizer.errors import ModelMissing
from recognizer.model import Box, Image, RawRead
from recognizer.vision import network
from recognizer.vision.network import Network, open_network
from recognizer.vision.reader_net import ReaderNet
from recognizer.vision.rectify import Margin, rectified, widened
from recognizer.vision.steps import ALPHABET, spelled

PICTURES = sorted((Path(__file__).parent / "pictures" / "plates").glob("*.png"))
"""Painted by training/plates, each named after its country and what its rows say."""


@pytest.fixture(scope="module")
def reader() -> ReaderNet:
    return ReaderNet(threads=1)


def painted(path: Path) -> tuple[Image, tuple[str, ...]]:
    image = cv2.imread(str(path))
    assert image is not None
    return np.asarray(image, np.uint8), tuple(path.stem.split("_")[1:])


def whole(image: Image, rim: int = 8) -> Box:
    height, width = image.shape[:2]
    return Box(rim, rim, width - rim, height - rim, 1.0)


def steps(*places: tuple[str, float]) -> np.ndarray:
    """Return one row of network output: at each place a character ("" for blank) with its probability."""
    row = np.zeros((len(places), len(ALPHABET) + 1), np.float32)
    for step, (char, chance) in zip(row, places, strict=True):
        step[:] = (1 - chance) / len(ALPHABET)
        step[ALPHABET.index(char) + 1 if char else 0] = chance
    return row


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_reads_a_painted_plate_of_each_country(reader: ReaderNet, path: Path) -> None:
    image, rows = painted(path)
    (read,) = reader.read(image, [whole(image)])
    assert read.rows == rows


def test_tells_for_each_character_how_sure_it_is_and_what_else_it_may_be(reader: ReaderNet) -> None:
    image, rows = painted(PICTURES[0])
    (read,) = reader.read(image, [whole(image)])
    assert [len(row) for row in read.confidences] == [len(row) for row in read.doubts] == [len(row) for row in rows]
    sure = [chance for row in read.confidences for chance in row]
    assert min(sure) > 0.5
    assert max(sure) <= 1.0


def test_says_less_surely_what_is_hard_to_see(reader: ReaderNet) -> None:
    image, _ = painted(PICTURES[0])
    small = cv2.resize(image, None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA)
    faint = np.asarray(cv2.resize(small, (image.shape[1], image.shape[0])), np.uint8)
    clear, doubtful = (lowest(reader.read(one, [whole(one)])[0]) for one in (image, faint))
    assert doubtful < clear - 0.2


def lowest(read: RawRead) -> float:
    return min((chance for row in read.confidences for chance in row), default=0.0)


@pytest.mark.parametrize("grey", [0, 90, 255])
def test_a_blank_picture_has_no_rows(reader: ReaderNet, grey: int) -> None:
    image = np.full((120, 300, 3), grey, np.uint8)
    assert reader.read(image, [Box(20, 20, 280, 100, 1.0)]) == [RawRead(rows=(), confidences=())]


def test_no_boxes_are_no_reads(reader: ReaderNet) -> None:
    assert reader.read(np.zeros((50, 50, 3), np.uint8), []) == []


def test_answers_every_box_in_its_order_however_odd(reader: ReaderNet) -> None:
    image, rows = painted(PICTURES[0])
    height, width = image.shape[:2]
    odd = [
        Box(-500, -500, -400, -450, 0.1),
        Box(3, 3, 4, 4, 0.1),
        Box(5, 5, 5, 5, 0.1),
        Box(0, 0, 4 * width, 9 * height, 0.1),
        whole(image),
        Box(width - 2, 0, width + 600, height, 0.1),
    ]
    reads = reader.read(image, odd * 9)
    assert len(reads) == 54
    assert {reads[n].rows for n in range(4, 54, 6)} == {rows}


def test_corners_of_a_turned_plate_lead_to_the_same_text_as_a_box_around_it(reader: ReaderNet) -> None:
    image, rows = painted(PICTURES[0])
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 9, 1.0)
    turned = np.asarray(cv2.warpAffine(image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)
    (read,) = reader.read(turned, [whole(turned, rim=4)])
    assert read.rows == rows


def test_several_threads_load_the_network_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []

    def counted(path: Path, threads: int) -> Network:
        opened.append(path)
        return open_network(path, threads)

    monkeypatch.setattr(network, "open_network", counted)
    image, rows = painted(PICTURES[0])
    reader = ReaderNet(threads=1)
    with ThreadPoolExecutor(4) as pool:
        looks = [pool.submit(reader.read, image, [whole(image)]) for _ in range(8)]
    assert {look.result()[0].rows for look in looks} == {rows}
    assert len(opened) == 1


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="reinstall"):
        ReaderNet(folder=tmp_path).read(np.zeros((50, 150, 3), np.uint8), [Box(0, 0, 150, 50, 1.0)])


def test_a_character_seen_at_several_steps_is_one() -> None:
    line = spelled(steps(("A", 0.6), ("A", 0.9), ("", 0.99), ("A", 0.8), ("7", 0.95)))
    assert line.text == "AA7"
    assert line.confidences == pytest.approx((0.9, 0.8, 0.95), abs=0.02)


def test_what_may_have_been_passed_over_makes_its_neighbours_less_sure() -> None:
    gap = steps(("A", 0.9), ("", 0.99), ("7", 0.95))
    gap[1, ALPHABET.index("4") + 1], gap[1, 0] = 0.45, 0.54
    line = spelled(gap)
    assert line.text == "A7"
    assert max(line.confidences) < 0.6


def test_a_cut_shows_what_lies_between_the_corners() -> None:
    image = np.zeros((100, 200, 3), np.uint8)
    image[40:60, 50:150] = 255
    corners = np.array([(50.0, 40.0), (150.0, 40.0), (150.0, 60.0), (50.0, 60.0)])
    assert rectified(image, corners)[4:-4, 4:-4].min() == 255
    rim = rectified(image, widened(corners, Margin(along=0.5, across=0.5)))
    assert rim[:10].max() == 0
    assert rim[20:28, 20:140].min() == 255
