"""OpenCV's video reader, with its limits and its noise under control."""

import os
from typing import Final, Protocol

import cv2
import numpy as np

from ..errors import SourceError, Unreadable
from ..model import Image
from .picture import check_size

OPEN_MS: Final = 10_000
_OPTIONS: Final = "rtsp_transport;tcp|protocol_whitelist;file,crypto,rtp,tcp,tls,rtsp,rtsps,udp"


class Capture(Protocol):
    """An opened video, frame after frame."""

    fps: float

    def grab(self) -> bool:
        """Go to the next frame; False at the end or when nothing comes in time."""

    def position(self) -> float:
        """Return the grabbed frame's place in the video, in seconds; 0 where the video does not say."""

    def retrieve(self) -> Image | None:
        """Return the grabbed frame as a picture."""

    def release(self) -> None:
        """Let go of the file or the connection."""


class FfmpegCapture:
    """A video opened by FFmpeg; raises Unreadable or TooLarge, with no address in the words."""

    def __init__(self, location: str, patience: float = 10.0) -> None:
        """Open it; a read that brings nothing for `patience` seconds fails."""
        _quieten()
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, OPEN_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, round(patience * 1000)]
        # One decoding thread: more of them hold back as many frames, in time and in memory.
        limits += [cv2.CAP_PROP_N_THREADS, 1]
        self._video = cv2.VideoCapture(location, cv2.CAP_FFMPEG, limits)
        if not self._video.isOpened():
            self._video.release()
            raise Unreadable("nothing there can be decoded as video")
        try:
            check_size(int(self._video.get(cv2.CAP_PROP_FRAME_WIDTH)), int(self._video.get(cv2.CAP_PROP_FRAME_HEIGHT)))
        except SourceError:
            self._video.release()
            raise
        fps = float(self._video.get(cv2.CAP_PROP_FPS))
        self.fps = fps if 0.1 < fps <= 240 else 25.0

    def grab(self) -> bool:
        """Go to the next frame."""
        return bool(self._video.grab())

    def position(self) -> float:
        """Return the grabbed frame's place in seconds."""
        return float(self._video.get(cv2.CAP_PROP_POS_MSEC)) / 1000

    def retrieve(self) -> Image | None:
        """Return the grabbed frame."""
        try:
            done, image = self._video.retrieve()
        except cv2.error:
            return None
        return np.asarray(image, np.uint8) if done and image is not None else None

    def release(self) -> None:
        """Close it."""
        self._video.release()


def _quieten() -> None:
    # Both libraries print addresses, passwords included, to standard error.
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = _OPTIONS
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
