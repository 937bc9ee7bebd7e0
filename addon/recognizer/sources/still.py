"""A camera that gives one picture a request: polled over HTTP, one connection kept open."""

import http.client
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ..errors import SourceError, TooLarge, Unauthorized, Unreadable
from ..model import Frame
from .address import Address
from .credentials import Login
from .picture import decode_picture
from .silence import Stillness

BYTES: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Polling:
    """Seconds: between two pictures, for one request as a whole, and of the same picture before it counts as frozen."""

    every: float = 1.0
    timeout: float = 10.0
    frozen: float = 900.0


class StillSource:
    """The pictures of one address; `t` is monotonic time."""

    def __init__(
        self,
        address: Address,
        camera_id: str,
        *,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
        stop: threading.Event,
        polling: Polling = Polling(),
    ) -> None:
        self._address = address
        self._camera = camera_id
        self._clock = clock
        self._monotonic = monotonic
        self._stop = stop
        self._polling = polling
        self._login = Login(address.user, address.password)

    def frames(self) -> Iterator[Frame]:
        """Yield a picture a period until `stop` is set; raise SourceError at the first that fails."""
        stillness = Stillness(self._polling.frozen)
        line = self._connection()
        try:
            while not self._stop.is_set():
                at, t = self._clock(), self._monotonic()
                image = decode_picture(self._fetch(line))
                stillness.look(image, t)
                yield Frame(self._camera, image, at, t)
                self._stop.wait(max(0.0, t + self._polling.every - self._monotonic()))
        finally:
            line.close()

    def _connection(self) -> http.client.HTTPConnection:
        address, timeout = self._address, self._polling.timeout
        if address.scheme == "http":
            return http.client.HTTPConnection(address.host, address.port, timeout=timeout)
        context = ssl.create_default_context()
        if address.option("insecure") is not None:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return http.client.HTTPSConnection(address.host, address.port, timeout=timeout, context=context)

    def _fetch(self, line: http.client.HTTPConnection) -> bytes:
        deadline = self._monotonic() + self._polling.timeout
        try:
            answer = self._ask(line)
            if answer.status == 401 and self._login.challenged(answer.headers.get_all("WWW-Authenticate") or ()):
                answer.read(BYTES)
                answer = self._ask(line)
            self._judge(answer)
            return self._body(answer, deadline)
        except ssl.SSLCertVerificationError as err:
            raise SourceError(
                f"the certificate of {self._address.netloc} is not trusted: "
                "if it is the camera's own, put #insecure behind the address"
            ) from err
        except (OSError, http.client.HTTPException) as err:
            raise SourceError(f"no picture from {self._address.netloc}: {_why(err)}") from err

    def _ask(self, line: http.client.HTTPConnection) -> http.client.HTTPResponse:
        header = self._login.header("GET", self._address.path)
        headers = {"Accept": "image/jpeg, image/png, image/webp"} | ({"Authorization": header} if header else {})
        try:
            line.request("GET", self._address.path, headers=headers)
            return line.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # The camera closed a connection that was kept: once more on a new one.
            line.close()
            line.request("GET", self._address.path, headers=headers)
            return line.getresponse()

    def _judge(self, answer: http.client.HTTPResponse) -> None:
        where = self._address.netloc
        if answer.status in (401, 403):
            told = "refuses this user name and password" if self._address.user else "wants a user name and a password"
            raise Unauthorized(f"the camera at {where} {told}")
        if 300 <= answer.status < 400:
            raise Unreadable(f"the camera at {where} sends elsewhere: write the address it names")
        if answer.status == 404:
            raise Unreadable(f"the camera at {where} has no such picture: check the path in its address")
        if answer.status != 200:
            raise SourceError(f"the camera at {where} answers with error {answer.status}")
        if answer.headers.get_content_maintype() == "multipart":
            raise Unreadable(f"{where} sends a film and no picture: use its RTSP address")

    def _body(self, answer: http.client.HTTPResponse, deadline: float) -> bytes:
        content = bytearray()
        while chunk := answer.read1(65_536):
            content += chunk
            if len(content) > BYTES:
                answer.close()
                raise TooLarge(f"the picture is larger than {BYTES // 1024 // 1024} MiB")
            if self._monotonic() > deadline or self._stop.is_set():
                answer.close()
                raise SourceError(f"the picture did not arrive within {self._polling.timeout:.0f} s")
        if answer.length:
            raise Unreadable("the picture came only in part")
        return bytes(content)


def _why(err: Exception) -> str:
    if isinstance(err, TimeoutError):
        return "it does not answer in time"
    if isinstance(err, OSError):
        return err.strerror or "the connection broke"
    return "its answer is no HTTP"
