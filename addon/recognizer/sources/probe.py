"""Ask an RTSP camera in plain words whether it would play, because FFmpeg only says that it did not."""

import socket
import ssl
from typing import Final

from ..errors import SourceError, Unauthorized, Unreadable
from .address import Address
from .credentials import Login

SECONDS: Final = 5.0
_HEADER_BYTES: Final = 16_384


def probe(address: Address, seconds: float = SECONDS) -> None:
    """Raise the SourceError that fits the camera's answer to DESCRIBE; return when it would play."""
    try:
        with socket.create_connection((address.host, address.port), timeout=seconds) as plain:
            if address.scheme == "rtsps":
                # Cameras sign their own certificates; FFmpeg, which plays the stream, does not ask for more either.
                with _unverified().wrap_socket(plain) as secured:
                    _describe(secured, address)
            else:
                _describe(plain, address)
    except OSError as err:
        raise SourceError(f"no connection to {address.netloc}: {_why(err)}") from err


def _unverified() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _why(err: OSError) -> str:
    if isinstance(err, TimeoutError):
        return "it does not answer"
    if isinstance(err, socket.gaierror):
        return "nobody knows this host name"
    return err.strerror or "the connection broke"


def _describe(line: socket.socket, address: Address) -> None:
    login = Login(address.user, address.password)
    code, demands = _ask(line, address, None, 1)
    if code == 401 and login.challenged(demands):
        code, _ = _ask(line, address, login.header("DESCRIBE", address.url), 2)
    if code in (401, 403):
        told = "refuses this user name and password" if address.user else "wants a user name and a password"
        raise Unauthorized(f"the camera at {address.netloc} {told}")
    if code == 404:
        raise Unreadable(f"the camera at {address.netloc} has no such stream: check the path in its address")
    if code in (453, 503):
        raise SourceError(f"the camera at {address.netloc} is busy: too many viewers at once")
    if code >= 400:
        raise SourceError(f"the camera at {address.netloc} answers with error {code}")


def _ask(line: socket.socket, address: Address, authorization: str | None, number: int) -> tuple[int, list[str]]:
    lines = [f"DESCRIBE {address.url} RTSP/1.0", f"CSeq: {number}", "Accept: application/sdp"]
    lines += [f"Authorization: {authorization}"] if authorization else []
    line.sendall("\r\n".join([*lines, "", ""]).encode())
    head, body = _until_blank(line)
    first, *rest = head.split("\r\n")
    words = first.split()
    if len(words) < 2 or not words[0].startswith("RTSP/") or not words[1].isdigit():
        raise SourceError(f"what answers at {address.netloc} does not speak RTSP")
    fields = [(name.strip().lower(), value.strip()) for name, _, value in (field.partition(":") for field in rest)]
    _skip(line, _length(fields) - len(body))
    return int(words[1]), [value for name, value in fields if name == "www-authenticate"]


def _length(fields: list[tuple[str, str]]) -> int:
    told = dict(fields).get("content-length", "0")
    return min(int(told), _HEADER_BYTES) if told.isdigit() else 0


def _until_blank(line: socket.socket) -> tuple[str, bytes]:
    got = b""
    while b"\r\n\r\n" not in got:
        more = line.recv(4096)
        got += more
        if not more or len(got) > _HEADER_BYTES:
            return got.decode("latin-1"), b""
    head, _, body = got.partition(b"\r\n\r\n")
    return head.decode("latin-1"), body


def _skip(line: socket.socket, size: int) -> None:
    while size > 0:
        got = line.recv(min(size, 4096))
        if not got:
            return
        size -= len(got)
