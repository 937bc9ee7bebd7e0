"""A picture sheet of what went wrong: a page to scroll through and contact sheets to glance at, an engine at a time.

It shows other people's plates, so it is written where a person says and nowhere else.
"""

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from recognizer.model import Box, Image

from .count import Found, Kind, Reading
from .labels import LabelError, load
from .measure import Seen

ORDER: Final = (Kind.ACCEPTED_WRONG, Kind.WRONG, Kind.LOST, Kind.NEAR, Kind.TWIN)
"""The worst first."""

CARD: Final = (480, 360)
STRIP: Final = (480, 130)
CAPTION: Final = 52
ACROSS, DOWN = 3, 4
WRITTEN: Final = (60, 200, 60)
RETURNED: Final = (40, 40, 230)

_PAGE: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{title}</title>
<style>body{{font:15px/1.4 sans-serif;margin:2em;max-width:110em}}figure{{display:inline-block;margin:0 1em 1em 0;
vertical-align:top;width:480px}}img{{width:100%}}b{{font-family:monospace}}.no{{color:#b00}}</style>
<h1>{title}</h1>
<p><strong>Plates are personal data: show this page to nobody who need not see them, and delete it when you are done.
</strong></p>
<p>Green is where a plate was written down, red where one was returned. {count} failures in {pictures} pictures.</p>
{body}
</html>
"""


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that went wrong on one picture: a labelled plate, a returned one, or both."""

    kind: Kind
    where: str
    path: Path
    written: str
    box: Box | None
    found: Found | None


def failures(where: str, seen: Sequence[Seen]) -> Iterator[Failure]:
    """Yield what went wrong in a set; what was accepted wrongly comes under that, whatever else it is."""
    for one in seen:
        told = set()
        for reading in one.verdict.readings:
            wrong = reading.found is not None and reading.found in one.verdict.wrong
            if reading.kind is not Kind.EXACT:
                told.add(id(reading.found))
                yield _failure(Kind.ACCEPTED_WRONG if wrong else reading.kind, where, one, reading)
        for found in one.verdict.wrong:
            if id(found) not in told:
                yield Failure(Kind.ACCEPTED_WRONG, where, one.picture.path, "", None, found)


def write(folder: Path, engine: str, seen: Mapping[str, Sequence[Seen]]) -> Path:
    """Write an engine's sheet, the seen pictures by set; return the page. Raise OSError where it cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = engine.replace("/", "+")
    found = [one for where, looks in seen.items() for one in failures(where, looks)]
    parts, drawn = [], []
    for kind in ORDER:
        those = [one for one in found if one.kind is kind]
        if those:
            parts.append(f"<h2>{html.escape(str(kind))}: {len(those)}</h2>")
        for one in those:
            card = _card(one)
            drawn.append(_captioned(card, one))
            name = f"{engine}-{len(drawn):04}.jpg"
            _save(folder / name, card)
            parts.append(f'<figure><img loading="lazy" src="{name}"><figcaption>{_words(one)}</figcaption></figure>')
    for number, start in enumerate(range(0, len(drawn), ACROSS * DOWN), 1):
        _save(folder / f"{engine}-contact-{number:02}.jpg", _contact(drawn[start : start + ACROSS * DOWN]))
    page = folder / f"{engine}.html"
    pictures = sum(map(len, seen.values()))
    title = f"What {engine} did not read"
    page.write_text(
        _PAGE.format(title=title, count=len(found), pictures=pictures, body="\n".join(parts)), encoding="utf-8"
    )
    return page


def cropped(image: Image, box: Box, size: tuple[int, int] = STRIP) -> Image:
    """Return what a box shows, upright where its corners are known, as large as fits."""
    corners = np.array(box.corners or _sides(box), np.float32)
    w = float(max(np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[3]), 4))
    h = float(max(np.linalg.norm(corners[3] - corners[0]), np.linalg.norm(corners[2] - corners[1]), 4))
    around = _grown(corners, 0.15 * h)
    scale = min(size[0] / (1.3 * w), size[1] / (1.3 * h))
    to = (max(8, min(size[0], round(1.3 * w * scale))), max(8, min(size[1], round(1.3 * h * scale))))
    target = np.array([(0, 0), (to[0], 0), (to[0], to[1]), (0, to[1])], np.float32)
    bend = cv2.getPerspectiveTransform(around, target)
    return np.asarray(cv2.warpPerspective(image, bend, to, flags=cv2.INTER_CUBIC), np.uint8)


def _failure(kind: Kind, where: str, one: Seen, reading: Reading) -> Failure:
    return Failure(kind, where, one.picture.path, reading.written.text, reading.written.box, reading.found)


def _card(one: Failure) -> Image:
    """Draw one failure: the picture with the boxes, and below it what they show from near."""
    canvas = np.full((CARD[1] + STRIP[1], CARD[0], 3), 32, np.uint8)
    try:
        image = load(one.path)
    except LabelError:
        return canvas
    height, width = image.shape[:2]
    scale = min(CARD[0] / width, CARD[1] / height)
    small = cv2.resize(image, (max(1, int(width * scale)), max(1, int(height * scale))), interpolation=cv2.INTER_AREA)
    returned = one.found[1] if one.found else None
    for box, colour in ((one.box, WRITTEN), (returned, RETURNED)):
        if box:
            corners = np.array(box.corners or _sides(box)) * scale
            cv2.polylines(small, [np.round(corners).astype(np.int32)], True, colour, 2)
    canvas[: small.shape[0], : small.shape[1]] = small
    shown = one.box or returned
    if shown:
        near = cropped(image, shown)
        canvas[CARD[1] : CARD[1] + near.shape[0], : near.shape[1]] = near
    return canvas


def _captioned(card: Image, one: Failure) -> Image:
    strip = np.full((CAPTION, card.shape[1], 3), 255, np.uint8)
    read = f"{one.found[0].text} {one.found[0].confidence:.2f}" if one.found else "-"
    accepted = " ACCEPTED" if one.found and one.found[0].accepted else ""
    for line, text in enumerate((f"{one.written or '-'} > {read}{accepted}", f"{one.where}: {one.kind}")):
        at = (6, 20 + 22 * line)
        cv2.putText(strip, text, at, cv2.FONT_HERSHEY_SIMPLEX, 0.55, (0, 0, 0), 1, cv2.LINE_AA)
    return np.asarray(np.vstack([card, strip]), np.uint8)


def _contact(cards: Sequence[Image]) -> Image:
    height, width = cards[0].shape[:2]
    canvas = np.full((DOWN * height, ACROSS * width, 3), 255, np.uint8)
    for n, card in enumerate(cards):
        top, left = n // ACROSS * height, n % ACROSS * width
        canvas[top : top + height, left : left + width] = card
    return canvas[: -(-len(cards) // ACROSS) * height]


def _words(one: Failure) -> str:
    written = f"written <b>{html.escape(one.written)}</b>" if one.written else "no label"
    if one.found is None:
        said = "nothing returned there"
    else:
        plate = one.found[0]
        accepted = '<span class="no">accepted</span>' if plate.accepted else "not accepted"
        said = f"read <b>{html.escape(plate.text)}</b>, {plate.confidence:.2f}, {accepted}"
        said += f" (raw {html.escape(plate.raw)})" if plate.raw != plate.text else ""
    return f"{written}, {said}<br>{html.escape(one.where)}/{html.escape(one.path.name)}"


def _grown(corners: NDArray[np.float32], margin: float) -> NDArray[np.float32]:
    middle = corners.mean(axis=0)
    rays = corners - middle
    lengths = np.maximum(np.linalg.norm(rays, axis=1, keepdims=True), 1)
    return np.asarray(corners + rays / lengths * margin * 1.4, np.float32)


def _sides(box: Box) -> tuple[tuple[float, float], ...]:
    return (box.x1, box.y1), (box.x2, box.y1), (box.x2, box.y2), (box.x1, box.y2)


def _save(path: Path, image: Image) -> None:
    done, content = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 85])
    if not done:
        raise OSError(f"{path.name} cannot be written as JPEG")
    path.write_bytes(content.tobytes())
