"""From a text network's output to characters, and several views of one line to one read. Pure: arrays and values."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ..model import Corners, Doubts, Image, RawRead

ALPHABET: Final = string.digits + string.ascii_uppercase
HEIGHT: Final = 48
LEAST: Final = 0.02


@dataclass(frozen=True, slots=True)
class Line:
    """One line as read: for each place the characters it may be with their confidences, the likeliest first."""

    places: tuple[Doubts, ...] = ()

    @property
    def text(self) -> str:
        """The likeliest characters."""
        return "".join(place[0][0] for place in self.places)

    @property
    def confidences(self) -> tuple[float, ...]:
        """How sure each of them is."""
        return tuple(place[0][1] for place in self.places)


def straightened(image: Image, corners: Corners, margin: float, stretch: float) -> Image:
    """Return a line turned level, HEIGHT pixels high, `margin` heights wider at each end, `stretch` times as long."""
    top_left, top_right, bottom_right, bottom_left = (np.asarray(corner, np.float32) for corner in corners)
    across, along = bottom_left - top_left, top_right - top_left
    height = max(1.0, float(np.hypot(*across)))
    length = max(1.0, float(np.hypot(*along)))
    side = along / length * height * margin
    source = np.asarray([top_left - side, top_right + side, bottom_right + side], np.float32)
    width = int(np.clip(round(HEIGHT * (length / height + 2 * margin) * stretch), 24, 960))
    target = np.asarray([(0, 0), (width, 0), (width, HEIGHT)], np.float32)
    if height > 2 * HEIGHT:
        image, source = _shrunk(image, source, HEIGHT * 1.5 / height)
    warp = cv2.getAffineTransform(source, target)
    return np.asarray(cv2.warpAffine(image, warp, (width, HEIGHT), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def columns(characters: Sequence[str]) -> NDArray[np.intp]:
    """Return, for a network's classes, where each belongs: 0 blank, 1… ALPHABET, then a gap, then all the rest."""
    index = {char: place for place, char in enumerate(ALPHABET, 1)}
    index |= {char.lower(): place for char, place in index.items()}
    gap, rest = len(ALPHABET) + 1, len(ALPHABET) + 2
    gaps = set(" -.·•:|_'`,~")
    places = [gap if char in gaps else index.get(char, rest) for char in characters]
    return np.asarray([0, *places, gap], np.intp)


def gathered(steps: NDArray[np.float32], places: NDArray[np.intp]) -> NDArray[np.float32]:
    """Return a line's probabilities (time × classes) summed by the `columns` places the classes belong to."""
    rest = len(ALPHABET) + 2
    kept = np.zeros((rest + 1, len(steps)), np.float32)
    known = np.flatnonzero(places != rest)
    np.add.at(kept, places[known], steps[:, known].T)
    kept[rest] = 1 - kept[:rest].sum(axis=0)
    return kept.T


def decoded(steps: NDArray[np.float32]) -> Line:
    """Return the characters of one line from probabilities over `columns` places (time × places), repeats joined."""
    best = steps[:, :-1].argmax(axis=1)
    peaks: list[int] = []
    last = 0
    for step, place in enumerate(best.tolist()):
        known = 0 < place <= len(ALPHABET) and steps[step, place] >= LEAST
        if known and place == last:
            peaks[-1] = max(peaks[-1], step, key=lambda at: float(steps[at, place]))
        elif known:
            peaks.append(step)
        last = place if known else 0
    return Line(tuple(_ranked(dict(zip(ALPHABET, steps[step, 1:].tolist(), strict=False))) for step in peaks))


def agreed(lines: Sequence[Line]) -> Line:
    """Return what several views of one line say together: each character's confidence is its mean over the views."""
    if len(lines) == 1:
        return lines[0]
    lead = max(lines, key=lambda line: _weight(line, lines))
    tallies: list[dict[str, float]] = [{} for _ in lead.places]
    for line in lines:
        for tally, place in zip(tallies, _aligned(lead.text, line), strict=True):
            for char, confidence in place:
                tally[char] = tally.get(char, 0.0) + confidence / len(lines)
    return Line(tuple(_ranked(tally) for tally in tallies))


def raw_read(rows: Sequence[Line]) -> RawRead:
    """Return what the rows of a plate say, top to bottom, without those that say nothing."""
    kept = [row for row in rows if row.places]
    return RawRead(
        rows=tuple(row.text for row in kept),
        confidences=tuple(row.confidences for row in kept),
        doubts=tuple(tuple(place[1:] for place in row.places) for row in kept),
    )


def _ranked(tally: Mapping[str, float]) -> Doubts:
    ranked = sorted(tally.items(), key=lambda item: -item[1])
    return tuple(item for n, item in enumerate(ranked[:4]) if n == 0 or item[1] >= LEAST)


def _weight(line: Line, lines: Sequence[Line]) -> tuple[float, float]:
    same = sum(len(other.places) == len(line.places) for other in lines)
    return same, sum(line.confidences) / max(1, len(line.places))


def _aligned(lead: str, other: Line) -> Sequence[Doubts]:
    """Return, for each character of the lead, what the other line has there, if anything."""
    text = other.text
    if len(text) == len(lead):
        return other.places
    rows, places = len(lead), len(text)
    cost = np.zeros((rows + 1, places + 1), np.int32)
    cost[:, 0], cost[0, :] = range(rows + 1), range(places + 1)
    for i in range(1, rows + 1):
        for j in range(1, places + 1):
            swap = cost[i - 1, j - 1] + (lead[i - 1] != text[j - 1])
            cost[i, j] = min(swap, cost[i - 1, j] + 1, cost[i, j - 1] + 1)
    found: list[Doubts] = [()] * rows
    i, j = rows, places
    while i and j:
        if cost[i, j] == cost[i - 1, j - 1] + (lead[i - 1] != text[j - 1]):
            i, j = i - 1, j - 1
            found[i] = other.places[j]
        elif cost[i, j] == cost[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return found


def _shrunk(image: Image, source: NDArray[np.float32], factor: float) -> tuple[Image, NDArray[np.float32]]:
    """Shrink the part of a picture around some points, so that what is cut from it is not all aliases."""
    low = np.maximum(np.floor(np.r_[source, [source[0] + source[2] - source[1]]].min(axis=0)), 0).astype(int)
    high = np.ceil(np.r_[source, [source[0] + source[2] - source[1]]].max(axis=0)).astype(int) + 1
    part = image[low[1] : high[1], low[0] : high[0]]
    if part.size == 0:
        return image, source
    small = np.asarray(cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    return small, ((source - low) * factor).astype(np.float32)
