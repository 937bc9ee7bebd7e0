"""Where frames come from: `open_source` picks the kind by the address."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from ..errors import SourceError
from ..ports import Source
from .address import parse_address, redact
from .file import FileSource, Playing
from .rtsp import Patience, RtspSource
from .still import Polling, StillSource

__all__ = ["open_source", "redact", "utc_now"]


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def open_source(
    url: str,
    camera_id: str,
    clock: Callable[[], datetime] = utc_now,
    *,
    paced: bool = False,
    every: float = 0.0,
    stop: threading.Event | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> Source:
    """Return a source for a path, file://, rtsp(s):// or http(s):// address; nothing is opened before `frames()`.

    A source lives one connection: it ends at a file's end, when `stop` is set, or with a SourceError. `paced` plays
    a file in real time; `?loop` behind the path plays it over and over, `?pace=0` or `1` overrides. `every`: at least
    so many seconds between two frames. Behind http addresses `#every=2` sets the period, `#insecure` trusts any
    certificate.
    """
    stop = stop or threading.Event()
    scheme = url.partition("://")[0].lower() if "://" in url else "file"
    if scheme == "file":
        path, playing = _file(url, paced, every)
        return FileSource(path, camera_id, playing=playing, clock=clock, monotonic=monotonic, stop=stop)
    if scheme in ("rtsp", "rtsps"):
        patience = Patience(every=max(every, Patience().every))
        address = parse_address(url)
        return RtspSource(address, camera_id, clock=clock, monotonic=monotonic, stop=stop, patience=patience)
    if scheme in ("http", "https"):
        address = parse_address(url)
        polling = Polling(every=max(every, _seconds(address.option("every"))))
        return StillSource(address, camera_id, clock=clock, monotonic=monotonic, stop=stop, polling=polling)
    raise SourceError(
        f"an address that begins with {scheme[:16]}:// is not known: use rtsp, rtsps, http, https or file"
    )


def _file(url: str, paced: bool, every: float) -> tuple[Path, Playing]:  # noqa: FBT001  # private
    if "://" in url:
        parts = urlsplit(url)
        path, query = Path(unquote(parts.path)), parts.query
    elif Path(url).is_file():
        path, query = Path(url), ""
    else:
        name, _, query = url.rpartition("?") if "?" in url else (url, "", "")
        path = Path(name)
    options = dict(parse_qsl(query, keep_blank_values=True))
    paced = options["pace"] not in ("0", "no") if "pace" in options else paced
    return path, Playing(paced=paced, loop=options.get("loop", "0") in ("", "1", "yes"), every=every)


def _seconds(text: str | None) -> float:
    if text is None:
        return Polling().every
    try:
        return min(max(float(text), 0.1), 3600.0)
    except ValueError as err:
        raise SourceError("#every= behind the camera's address is no number of seconds") from err
