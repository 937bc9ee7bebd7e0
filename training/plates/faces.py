"""Faces by name, from free fonts and from strokes, as cached masks of one height."""

from __future__ import annotations

import functools
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from plates.strokes import Mask, StrokeFace, stroke_glyph

REFERENCE = 112  # rows of a cached mask
FontSource: TypeAlias = "FontFace | StrokeFace"
_DEBIAN = Path("/usr/share/fonts/truetype")


@dataclass(frozen=True, slots=True)
class FontFace:
    """A file of a font package ("fontpkg_…") or of a Debian font folder; weight for variable fonts."""

    package: str
    file: str
    weight: int | None = None


FACES: dict[str, FontSource] = {
    "din": FontFace("opendin", "OSP-DIN.ttf"),
    "road_b": FontFace("roadgeek", "RG2014B.ttf"),
    "road_c": FontFace("roadgeek", "RG2014C.ttf"),
    "road_d": FontFace("roadgeek", "RG2014D.ttf"),
    "barlow": FontFace("fontpkg_barlow", "Barlow-SemiBold.ttf"),
    "barlow_semi": FontFace("fontpkg_barlow_semi_condensed", "BarlowSemiCondensed-SemiBold.ttf"),
    "barlow_semi_m": FontFace("fontpkg_barlow_semi_condensed", "BarlowSemiCondensed-Medium.ttf"),
    "barlow_cond": FontFace("fontpkg_barlow_condensed", "BarlowCondensed-SemiBold.ttf"),
    "barlow_cond_m": FontFace("fontpkg_barlow_condensed", "BarlowCondensed-Medium.ttf"),
    "rajdhani": FontFace("fontpkg_rajdhani", "Rajdhani-Bold.ttf"),
    "rajdhani_m": FontFace("fontpkg_rajdhani", "Rajdhani-SemiBold.ttf"),
    "share": FontFace("fontpkg_share_tech", "ShareTech-Regular.ttf"),
    "saira": FontFace("fontpkg_saira_condensed", "SairaCondensed-SemiBold.ttf"),
    "saira_m": FontFace("fontpkg_saira_condensed", "SairaCondensed-Medium.ttf"),
    "roboto": FontFace("fontpkg_roboto_condensed", "RobotoCondensed[wght].ttf", 560),
    "oswald": FontFace("fontpkg_oswald", "Oswald[wght].ttf", 420),
    "overpass": FontFace("fontpkg_overpass", "Overpass[wght].ttf", 620),
    "archivo": FontFace("fontpkg_archivo_narrow", "ArchivoNarrow[wght].ttf", 600),
    "pt": FontFace("fontpkg_pt_sans_narrow", "PT_Sans-Narrow-Web-Bold.ttf"),
    "bebas": FontFace("fontpkg_bebas_neue", "BebasNeue-Regular.ttf"),
    "chakra": FontFace("fontpkg_chakra_petch", "ChakraPetch-SemiBold.ttf"),
    "russo": FontFace("fontpkg_russo_one", "RussoOne-Regular.ttf"),
    "gost": StrokeFace("gost", 0.62, 0.135, 0.5),
    "gost_light": StrokeFace("gost", 0.6, 0.115, 0.5),
    "gost_plain": StrokeFace("plain", 0.6, 0.13, 0.5),
    "steppe": StrokeFace("steppe", 0.62, 0.13, 0.5),
    "steppe_light": StrokeFace("steppe", 0.58, 0.115, 0.5),
    "uz_slit": StrokeFace("slit", 0.56, 0.135, 0.25),
    "uz_slit_bold": StrokeFace("slit", 0.58, 0.15, 0.3),
    "uz": StrokeFace("plain", 0.56, 0.135, 0.34),
    "uz_notched": StrokeFace("notched", 0.58, 0.135, 0.4),
    "fe": StrokeFace("notched", 0.6, 0.145, 0.42),
    "fe_plain": StrokeFace("plain", 0.6, 0.14, 0.45),
    "mid": StrokeFace("plain", 0.6, 0.105, 0.5),
    "uk": StrokeFace("plain", 0.64, 0.175, 0.3),
    "id": StrokeFace("angular", 0.48, 0.11, 0.22),
    "id_barred": StrokeFace("barred", 0.48, 0.12, 0.25),
    "id_round": StrokeFace("angular", 0.5, 0.12, 0.45),
    "id_thin": StrokeFace("angular", 0.46, 0.085, 0.3),
    "dies": StrokeFace("dies", 0.46, 0.125, 0.45),
    "dies_square": StrokeFace("dies", 0.47, 0.12, 0.25),
    "dies_bold": StrokeFace("dies", 0.5, 0.15, 0.4),
    "dies_thin": StrokeFace("dies", 0.46, 0.1, 0.45),
    "by": StrokeFace("plain", 0.6, 0.13, 0.4),
}


def _font_path(face: FontFace) -> Path | None:
    if not face.package.startswith("fontpkg_"):
        path = _DEBIAN / face.package / face.file
        return path if path.is_file() else None
    found = importlib.util.find_spec(face.package)
    if found is None or not found.submodule_search_locations:
        return None
    path = Path(next(iter(found.submodule_search_locations))) / "files" / face.file
    return path if path.is_file() else None


@functools.cache
def has(name: str) -> bool:
    """Whether the face can be drawn here: strokes always, a font when its package is installed."""
    face = FACES[name]
    return isinstance(face, StrokeFace) or _font_path(face) is not None


def missing() -> tuple[str, ...]:
    """Return the faces whose fonts are not installed: training that is to be repeated wants none."""
    return tuple(name for name in FACES if not has(name))


def among(*names: str) -> tuple[str, ...]:
    """Those of the faces that can be drawn here."""
    return _among(names)


@functools.cache
def _among(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if has(name))


@functools.cache
def _font(face: FontFace) -> ImageFont.FreeTypeFont:
    path = _font_path(face)
    if path is None:
        raise LookupError(f"{face.package} is not installed")
    font = ImageFont.truetype(str(path), 200)
    if face.weight is not None:
        font.set_variation_by_axes([face.weight])
    top, bottom = font.getbbox("H")[1], font.getbbox("H")[3]
    font = ImageFont.truetype(str(path), round(200 * REFERENCE / (bottom - top)))
    if face.weight is not None:
        font.set_variation_by_axes([face.weight])
    return font


def _font_glyph(face: FontFace, char: str) -> Mask:
    font = _font(face)
    base, cap = font.getbbox("H")[3], font.getbbox("H")[1]
    left, _, right, bottom = font.getbbox(char)
    low = bottom if char in "QJ" else base  # a tail below the line is squeezed in
    picture = Image.new("L", (max(1, round(right - left)), round(max(base, low) - cap)))
    ImageDraw.Draw(picture).text((-left, -cap), char, fill=255, font=font)
    mask = np.asarray(picture, np.uint8)
    return np.asarray(cv2.resize(mask, (mask.shape[1], REFERENCE), interpolation=cv2.INTER_AREA), np.uint8)


@functools.cache
def glyph(name: str, char: str, heavier: int = 0, *, coarse: bool = False) -> Mask:
    """Return a character's ink, REFERENCE rows high, coarse half of that; heavier: pixels added to its edges."""
    if coarse:
        full = glyph(name, char, heavier)
        size = (max(1, round(full.shape[1] / 2)), REFERENCE // 2)
        return np.asarray(cv2.resize(full, size, interpolation=cv2.INTER_AREA), np.uint8)
    face = FACES[name]
    mask = stroke_glyph(face, char, REFERENCE) if isinstance(face, StrokeFace) else _font_glyph(face, char)
    if heavier == 0 or min(mask.shape) < 8:
        return mask
    element = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * abs(heavier) + 1,) * 2)
    if heavier < 0:
        return np.asarray(cv2.erode(mask, element, borderType=cv2.BORDER_REPLICATE), np.uint8)
    wide = cv2.copyMakeBorder(mask, 0, 0, heavier, heavier, cv2.BORDER_CONSTANT, value=(0.0,))
    return np.asarray(cv2.dilate(wide, element), np.uint8)


def _mark(char: str) -> Mask:
    mark = np.zeros((REFERENCE, REFERENCE // 3), np.uint8)
    if char == "-":
        mark[REFERENCE // 2 - 6 : REFERENCE // 2 + 6] = 255
    elif char == "·":
        mark[REFERENCE // 2 - 10 : REFERENCE // 2 + 10, REFERENCE // 10 : REFERENCE // 10 + REFERENCE // 6] = 255
    elif char != " ":
        mark[-REFERENCE // 6 :, REFERENCE // 10 : REFERENCE // 10 + REFERENCE // 6] = 255
    return mark


@functools.cache
def line(name: str, text: str) -> Mask:
    """Return a whole line of small print, upper and lower case, REFERENCE rows high with room for tails."""
    face = FACES[name]
    if isinstance(face, StrokeFace):
        parts = [glyph(name, c) if c.isalnum() else _mark(c) for c in text.upper()]
        gap = np.zeros((REFERENCE, REFERENCE // 8), np.uint8)
        return np.hstack([piece for part in parts for piece in (part, gap)])
    font = _font(face)
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new("L", (max(1, round(right - left)), max(1, round(bottom - top))))
    ImageDraw.Draw(picture).text((-left, -top), text, fill=255, font=font)
    return np.asarray(picture, np.uint8)
