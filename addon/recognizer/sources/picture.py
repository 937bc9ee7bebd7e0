"""Decode a picture from bytes, looking at its size before anything is allocated for it."""

import struct
from typing import Final

import cv2
import numpy as np

from ..errors import TooLarge, Unreadable
from ..model import Image

PIXELS: Final = 50_000_000
SIDE: Final = 16_384

_JPEG_SIZES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


def decode_picture(content: bytes) -> Image:
    """Decode JPEG, PNG or WebP; raise Unreadable or TooLarge."""
    if not content:
        raise Unreadable("the picture is empty")
    size = picture_size(content)
    if size is None:
        raise Unreadable("this is no JPEG, PNG or WebP picture")
    check_size(*size)
    try:
        image = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error as err:
        raise Unreadable("the picture is damaged") from err
    if image is None:
        raise Unreadable("the picture is damaged")
    return np.asarray(image, np.uint8)


def check_size(width: int, height: int) -> None:
    """Raise TooLarge for more than we decode, Unreadable for nothing."""
    if width < 1 or height < 1:
        raise Unreadable("the picture has no width or height")
    if width > SIDE or height > SIDE or width * height > PIXELS:
        raise TooLarge(f"{width}×{height} is too large: at most {SIDE} a side and {PIXELS // 1_000_000} megapixels")


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height from the header alone; None for what is not a picture we know."""
    try:
        if content.startswith(b"\xff\xd8"):
            return _jpeg_size(content)
        if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
            width, height = struct.unpack(">II", content[16:24])
            return int(width), int(height)
        if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
            return _webp_size(content)
    except (struct.error, IndexError):
        pass
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return int(width), int(height)
        elif marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 2
        else:
            at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None


def _webp_size(content: bytes) -> tuple[int, int] | None:
    kind = content[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return int(width) & 0x3FFF, int(height) & 0x3FFF
    return None
