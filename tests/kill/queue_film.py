"""A film of one car after the other, cut from the demo's: nothing but the seconds in which a plate can be read."""

import sys
from pathlib import Path

import cv2

from demo.footage import OUT, VISITS, beats

GATE_FILM = OUT / "gate.mp4"
SEEN_FROM, SEEN_UNTIL, EMPTY = 1.2, 4.2, 0.8
"""Seconds into a visit between which it is shown, and of the empty road before it."""


def main(path: Path) -> None:
    """Write the film; about four seconds a car."""
    source = cv2.VideoCapture(str(GATE_FILM))
    fps = source.get(cv2.CAP_PROP_FPS)
    size = (int(source.get(cv2.CAP_PROP_FRAME_WIDTH)), int(source.get(cv2.CAP_PROP_FRAME_HEIGHT)))
    film = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), fps, size)
    for beat in beats(VISITS):
        for begin, end in ((0.0, EMPTY), (beat.start + SEEN_FROM, beat.start + SEEN_UNTIL)):
            source.set(cv2.CAP_PROP_POS_FRAMES, round(begin * fps))
            for _ in range(round((end - begin) * fps)):
                film.write(source.read()[1])
    film.release()
    source.release()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
