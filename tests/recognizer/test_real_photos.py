"""A handful of real photos, where the folder with them stands beside the repository; it is no part of it."""

import csv
from pathlib import Path

import cv2
import pytest

from recognizer.eyes import open_eyes
from recognizer.look import look_at

PHOTOS = Path(__file__).parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(not PHOTOS.is_dir(), reason="the folder of real photos is not beside the repository")


@pytest.mark.parametrize(("folder", "country", "least"), [("plates_kz", "KZ", 3), ("plates_ru", "RU", 2)])
def test_real_plates_are_read_and_nothing_wrong_is_accepted(folder: str, country: str, least: int) -> None:
    rows = list(csv.DictReader((PHOTOS / folder / "labels.csv").open()))[::16][:3]
    eyes = open_eyes()
    found = [(row["plates"], look_at(cv2.imread(str(PHOTOS / folder / row["file"])), eyes, (country,))) for row in rows]
    accepted = [(truth, {plate.text for plate, _ in looks if plate.accepted}) for truth, looks in found]
    assert sum(bool(texts & set(truth.split("|"))) for truth, texts in accepted) >= least
    assert [texts - set(truth.split("|")) for truth, texts in accepted] == [set()] * len(rows)
