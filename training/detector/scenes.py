"""Scenes of our own: plates on vehicles before a backdrop, as a camera sees them, and where the plates' corners are."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from plates.camera import photographed

from .backdrops import Dice, Picture, backdrop, colour, noise, resized, textured
from .bodies import Form, Sheet, formed, lay, painted_end, writing
from .stock import Painted, Stock

WIDTH, HEIGHT = 352, 288
"""A scene's size; training looks at a piece of it."""

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plate:
    """The corners of a plate in a scene, clockwise from its own top left (4 × 2), and whether it is one to find.

    They run along the edges of pixels: (0, 0) is the scene's own corner, not the middle of its first pixel. One that is
    mostly hidden or too small to tell is `unsure`: neither finding it nor missing it is wrong.
    """

    corners: Points
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture and the plates in it."""

    image: Picture
    plates: tuple[Plate, ...]


@dataclass(frozen=True, slots=True)
class _Eye:
    """A camera: from metres around a plate's middle (x right, y down, z away) to pixels."""

    turn: Points
    far: float
    focal: float
    middle: Points

    def pixels(self, places: Points) -> Points:
        """Return pixels, n × 2, of places, n × 3 or flat n × 2."""
        deep = np.zeros((len(places), 3))
        deep[:, : places.shape[1]] = places
        seen = deep @ self.turn.T
        found: Points = seen[:, :2] * (self.focal / (seen[:, 2:] + self.far)) + self.middle
        return found


def scene(dice: Dice, stock: Stock, photos: Sequence[Picture] = ()) -> Scene:
    """Return a random scene; now and then one without any plate."""
    image = backdrop(dice, WIDTH, HEIGHT, photos)
    plates: list[Plate] = []
    sizes = sorted(_width(dice) for _ in range(dice.choice((0, 1, 2, 3), p=(0.08, 0.62, 0.24, 0.06))))
    if not sizes and dice.random() < 0.5:
        _drive(dice, stock, image, plates, _width(dice), empty=True)
    for wide in sizes:
        if dice.random() < 0.85:
            _drive(dice, stock, image, plates, wide)
        else:
            _hang(dice, stock, image, plates, wide)
    if dice.random() < 0.35:
        _adverts(dice, stock, image)
    image = _developed(dice, image)
    if dice.random() < 0.1:
        _bordered(dice, image, plates)
    if dice.random() < 0.2:
        _stamped(dice, image)
    return Scene(image, tuple(plates))


def _width(dice: Dice) -> float:
    """Return how many pixels wide a plate of usual length shall look: mostly few."""
    return float(np.exp(np.log(20) + (np.log(300) - np.log(20)) * dice.beta(1.25, 1.7)))


def _eye(dice: Dice, wide: float, metres: float) -> _Eye:
    yaw = np.radians(np.clip(dice.normal(0, 24), -58, 58))
    pitch = np.radians(np.clip(dice.normal(8, 9), -20, 38))
    roll = np.radians(np.clip(dice.normal(0, 6) if dice.random() < 0.8 else dice.normal(0, 16), -30, 30))
    (cy, sy), (cp, sp), (cr, sr) = ((np.cos(a), np.sin(a)) for a in (yaw, pitch, roll))
    across = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    upright = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
    along = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    focal = 640 * float(np.exp(dice.uniform(np.log(0.8), np.log(3))))
    span = min(wide / 2, WIDTH / 2)
    x, y = dice.uniform(span * 0.7, WIDTH - span * 0.7), dice.uniform(10, HEIGHT - 10)
    return _Eye(along @ upright @ across, focal * metres / wide, focal, np.array([x, y]))


def _drive(dice: Dice, stock: Stock, image: Picture, plates: list[Plate], wide: float, *, empty: bool = False) -> None:
    """Paint a vehicle with its plate over what is there."""
    painted = stock.plate(dice)
    size = painted.corners[2] - painted.corners[0]
    metres = size * (0.52 if size[0] > 2.6 * size[1] else 0.305) / size[0]
    eye = _eye(dice, wide * metres[0] / 0.52, float(metres[0]))
    form = formed(dice, (float(metres[0]), float(metres[1])))
    _shadow(image, eye, form)
    _flank(dice, image, eye, form)
    cover = _end(dice, stock, image, eye, form)
    plates[:] = [_still_seen(plate, cover) for plate in plates]
    if not empty:
        flat = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * metres / 2
        plates.append(_screwed(dice, image, painted, eye.pixels(flat)))


def _hang(dice: Dice, stock: Stock, image: Picture, plates: list[Plate], wide: float) -> None:
    """Put a plate right onto the backdrop, a patch of some paint around it."""
    painted = stock.plate(dice)
    size = painted.corners[2] - painted.corners[0]
    eye = _eye(dice, wide, float(size[0]))
    flat = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * size / 2
    around = eye.pixels(flat * dice.uniform(1.02, 2.2, (1, 2)))
    if dice.random() < 0.7:
        cv2.fillPoly(image, [np.round(around * 16).astype(np.int32)], colour(dice), cv2.LINE_AA, 4)
    plates.append(_screwed(dice, image, painted, eye.pixels(flat)))


def _end(dice: Dice, stock: Stock, image: Picture, eye: _Eye, form: Form) -> NDArray[np.uint8]:
    """Paint the end of a vehicle; return what it covers."""
    scale = min(eye.focal / eye.far * 1.15, 420.0)
    half_x = min(form.half + 0.05, WIDTH * 1.1 / scale)
    up, down = min(-form.roof + 0.05, HEIGHT * 1.1 / scale), min(form.ground + 0.05, HEIGHT * 1.1 / scale)
    w, h = max(8, round(2 * half_x * scale)), max(8, round((up + down) * scale))
    canvas = np.full((h, w, 3), 40, np.uint8)
    sheet = Sheet(canvas, np.zeros((h, w), np.uint8), scale, (half_x * scale, up * scale), stock)
    painted_end(dice, sheet, form)
    flat = np.array([(-half_x, -up), (half_x, -up), (half_x, down), (-half_x, down)])
    source = np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float32) - np.float32(0.5)
    bend = np.asarray(cv2.getPerspectiveTransform(source, eye.pixels(flat).astype(np.float32)), np.float64)
    return _bent(image, sheet.paint, sheet.cover, bend)


def _screwed(dice: Dice, image: Picture, painted: Painted, corners: Points) -> Plate:
    """Bend a plate to its corners in the image, in the light that falls there."""
    size = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    own = painted.corners
    shrink = min(1.0, 1.25 * float(max(size[0], size[2])) / float(own[1, 0] - own[0, 0]))
    tall, wide = painted.cover.shape
    w, h = max(8, round(wide * shrink)), max(4, round(tall * shrink))
    ratio = np.array([w / wide, h / tall])
    flat = np.asarray(resized(painted.image, w, h), np.float32) * np.float32(dice.uniform(0.55, 1.08))
    flat += np.linspace(dice.normal(0, 12), dice.normal(0, 12), w, dtype=np.float32)[None, :, None]
    source = ((own + 0.5) * ratio - 0.5).astype(np.float32)
    bend = np.asarray(cv2.getPerspectiveTransform(source, corners.astype(np.float32)), np.float64)
    _bent(image, np.clip(flat, 0, 255).astype(np.uint8), _shrunk(painted.cover, w, h), bend)
    small = min(size.min() * 1.0, float(size.max()) / 3) < 4.5
    return Plate(corners + 0.5, unsure=bool(small or _inside(corners) < 0.75))


def _shrunk(cover: NDArray[np.uint8], w: int, h: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(cover, (w, h), interpolation=cv2.INTER_AREA), np.uint8)


def _inside(corners: Points) -> float:
    """Return which part of a quad lies in the scene."""
    quad = corners.astype(np.float32)
    picture = np.array([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], np.float32)
    shown, _ = cv2.intersectConvexConvex(quad, picture)
    return float(shown) / max(float(cv2.contourArea(quad)), 1e-6)


def _still_seen(plate: Plate, cover: NDArray[np.uint8]) -> Plate:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillConvexPoly(mask, np.round(plate.corners).astype(np.int32), 1)
    hidden = float((cover[mask > 0] > 127).mean()) if mask.any() else 1.0
    return plate if hidden < 0.1 else Plate(plate.corners, unsure=True)


def _shadow(image: Picture, eye: _Eye, form: Form) -> None:
    a, y = form.half, form.ground
    ground = eye.pixels(np.array([(-a, y, -0.3), (a, y, -0.3), (a, y, 2.5), (-a, y, 2.5)]))
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillPoly(mask, [_clipped(ground)], 170, cv2.LINE_AA, 4)
    mask = np.asarray(cv2.blur(mask, (9, 9)), np.uint8)
    _blend(image, np.zeros_like(image), mask)


def _flank(dice: Dice, image: Picture, eye: _Eye, form: Form) -> None:
    """Paint the side of the vehicle that is seen, away from the camera."""
    side = -1.0 if eye.turn[2, 0] > 0 else 1.0
    a, long = form.half * side, float(dice.uniform(2.5, 4.2))
    shade = np.array(form.body) * dice.uniform(0.45, 1.1)
    paint = tuple(float(part) for part in np.clip(shade, 0, 255))
    slim = a * form.slim
    over = np.clip(np.array(form.body) * dice.uniform(0.8, 1.4), 0, 255)
    top = [(-slim, form.roof, 0), (slim, form.roof, 0), (slim, form.roof, long * 0.7), (-slim, form.roof, long * 0.7)]
    for corners, fill in (
        (top, tuple(float(part) for part in over)),
        ([(a, form.belt, 0), (a, form.belt, long), (a, form.sill, long), (a, form.sill, 0)], paint),
        (
            [(slim, form.roof, 0.5), (slim, form.roof, long * 0.7), (a, form.belt, long * 0.8), (a, form.belt, 0.1)],
            paint,
        ),
        (
            [(slim, form.roof + 0.1, 0.6), (slim, form.roof + 0.1, 2), (a, form.belt, 2), (a, form.belt, 0.3)],
            colour(dice, 5, 80, 6),
        ),
    ):
        cv2.fillPoly(image, [_clipped(eye.pixels(np.array(corners)))], fill, cv2.LINE_AA, 4)
    turn = np.linspace(0, 2 * np.pi, 16)
    for deep in (0.8, long - 0.8):
        for r, fill in ((0.33, (20, 20, 20)), (0.2, colour(dice, 40, 200, 4))):
            wheel = np.stack([np.full(16, a), form.ground - 0.33 + r * np.sin(turn), deep + r * np.cos(turn)], axis=1)
            cv2.fillPoly(image, [_clipped(eye.pixels(wheel))], fill, cv2.LINE_AA, 4)


def _clipped(points: Points) -> NDArray[np.int32]:
    return np.round(np.clip(points, -3000, 3000) * 16).astype(np.int32)


def _bent(image: Picture, paint: Picture, cover: NDArray[np.uint8], bend: Points) -> NDArray[np.uint8]:
    """Bend a sheet into the image; return what it covers of it."""
    h, w = cover.shape
    outline = cv2.perspectiveTransform(np.array([[(0, 0), (w, 0), (w, h), (0, h)]], np.float64), bend)[0]
    (x1, y1), (x2, y2) = (
        np.clip(outline.min(axis=0) - 1, 0, None),
        np.clip(outline.max(axis=0) + 2, None, (WIDTH, HEIGHT)),
    )
    x, y, wide, tall = int(x1), int(y1), int(x2) - int(x1), int(y2) - int(y1)
    covered = np.zeros((HEIGHT, WIDTH), np.uint8)
    if wide > 0 and tall > 0:
        moved = np.array([[1, 0, -x], [0, 1, -y], [0, 0, 1]]) @ bend
        shown = cv2.warpPerspective(paint, moved, (wide, tall), borderMode=cv2.BORDER_REPLICATE)
        part = cv2.warpPerspective(cover, moved, (wide, tall))
        covered[y : y + tall, x : x + wide] = part
        _blend(image[y : y + tall, x : x + wide], np.asarray(shown, np.uint8), np.asarray(part, np.uint8))
    return covered


def _blend(image: Picture, shown: Picture, cover: NDArray[np.uint8]) -> None:
    share = cover[:, :, None].astype(np.uint16)
    image[:] = ((image * (255 - share) + shown * share) // 255).astype(np.uint8)


def _adverts(dice: Dice, stock: Stock, image: Picture) -> None:
    """Hang text where no plate is: at the edges of the picture, so that it hides none."""
    for _ in range(dice.integers(1, 3)):
        strip = writing(stock.print(dice), float(dice.uniform(6, 28)))
        y = dice.choice((dice.uniform(0, 25), dice.uniform(HEIGHT - 25, HEIGHT)))
        if y > HEIGHT / 2 or dice.random() < 0.7:
            lay(image, strip, np.array([dice.uniform(0, WIDTH), y]))


def _developed(dice: Dice, image: Picture) -> Picture:
    if dice.random() < 0.3:
        rough = noise(dice, WIDTH, HEIGHT, 5) * np.float32(dice.uniform(4, 25))
        image = np.asarray(cv2.add(image, cv2.merge([rough] * 3), dtype=cv2.CV_8U), np.uint8)
    if dice.random() < 0.3:
        textured(image, noise(dice, WIDTH, HEIGHT, 1), float(dice.uniform(1, 6)))
    if dice.random() < 0.65:
        return photographed(dice, image)
    if dice.random() < 0.5:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), float(dice.uniform(0.3, 0.9))), np.uint8)
    _, packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(dice.integers(40, 96))])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)


def _bordered(dice: Dice, image: Picture, plates: Sequence[Plate]) -> None:
    """Lay a bar of one colour along the top, the bottom or a side, as far as no plate is."""
    points = np.concatenate([plate.corners for plate in plates]) if plates else np.array([(WIDTH / 2, HEIGHT / 2)])
    (left, top), (right, low) = np.clip(points.min(axis=0), 0, None), np.clip(points.max(axis=0), None, (WIDTH, HEIGHT))
    paint, far = colour(dice, *((235, 256) if dice.random() < 0.6 else (0, 40)), 2), float(dice.uniform(0.1, 0.9))
    match dice.integers(4):
        case 0:
            image[: int(top * far)] = paint
        case 1:
            image[HEIGHT - int((HEIGHT - low) * far) :] = paint
        case 2:
            image[:, : int(left * far)] = paint
        case _:
            image[:, WIDTH - int((WIDTH - right) * far) :] = paint


def _stamped(dice: Dice, image: Picture) -> None:
    """Burn a time or a name into the picture, as cameras and web sites do."""
    text = "".join(dice.choice(list("0123456789:-/ CAMcam."), dice.integers(6, 22)))
    where = (int(dice.uniform(-20, WIDTH / 2)), int(dice.choice((dice.uniform(8, 24), HEIGHT - dice.uniform(2, 16)))))
    grey = colour(dice, 180, 255, 4) if dice.random() < 0.7 else colour(dice, 0, 90, 4)
    cv2.putText(image, text, where, int(dice.integers(0, 4)), float(dice.uniform(0.25, 0.8)), grey, 1, cv2.LINE_AA)
