"""Pictures of plates painted here, so that no photo is needed."""

import cv2
import numpy as np

from recognizer.model import Image

TEXT = "123ABC17"


def painted_plate(text: str = TEXT, size: tuple[int, int] = (520, 112)) -> Image:
    """Paint a plate: black letters on white, a frame around."""
    picture = np.full((size[1], size[0], 3), 245, np.uint8)
    cv2.rectangle(picture, (3, 3), (size[0] - 4, size[1] - 4), (20, 20, 20), 3)
    width, _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 2.6, 7)[0]
    place = ((size[0] - width) // 2, 84)
    cv2.putText(picture, text, place, cv2.FONT_HERSHEY_SIMPLEX, 2.6, (15, 15, 15), 7, cv2.LINE_AA)
    return picture


def painted_street(text: str = TEXT, at: tuple[int, int] = (520, 400), shade: int = 110) -> Image:
    """Paint a view of 1280 × 720 with one plate of 260 × 56 in it, and a dark car's tail around the plate."""
    view = np.full((720, 1280, 3), shade, np.uint8)
    view[450:] = shade - 30
    x, y = at
    cv2.rectangle(view, (x - 180, y - 190), (x + 440, y + 130), (60, 35, 30), -1)
    cv2.rectangle(view, (x - 120, y - 170), (x + 380, y - 70), (90, 80, 75), -1)
    view[y : y + 56, x : x + 260] = cv2.resize(painted_plate(text), (260, 56), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(view, (3, 3), 0), np.uint8)
