"""A film in which nothing happens: the demo's empty gate in 1080p at 25 pictures a second, with a sensor's noise."""

import sys
from pathlib import Path

import cv2
import numpy as np

from demo.footage import OUT

SIZE, FPS, SECONDS, SEED = (1920, 1080), 25, 20, 20261121


def main(path: Path) -> None:
    """Write the film."""
    source = cv2.VideoCapture(str(OUT / "gate.mp4"))
    empty = cv2.resize(source.read()[1], SIZE, interpolation=cv2.INTER_CUBIC)
    source.release()
    dice = np.random.default_rng(SEED)
    noise = [np.rint(dice.normal(0, 3, empty.shape)).astype(np.int16) for _ in range(5)]
    film = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), FPS, SIZE)
    for number in range(FPS * SECONDS):
        film.write(np.clip(empty.astype(np.int16) + noise[number % len(noise)], 0, 255).astype(np.uint8))
    film.release()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
