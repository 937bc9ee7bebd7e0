"""A small RTSP camera on a real port: motion JPEG over one TCP connection, with a password where a test wants one.

Just enough of RFC 2326 and RFC 2435 for FFmpeg to play it: OPTIONS, DESCRIBE, SETUP, PLAY, interleaved RTP.
"""

import hashlib
import re
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import cv2
import numpy as np

WIDTH, HEIGHT = 320, 240
_SDP = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\nm=video 0 RTP/AVP 26\r\n"
    "a=framerate:25\r\na=control:track1\r\n"
)


@dataclass
class RtspCamera:
    """What the camera does; it may be changed while it plays."""

    user: str = ""
    password: str = ""
    frozen: bool = False
    silent: bool = False
    frames: int = 1_000_000
    port: int = 0
    connections: int = 0
    played: int = 0
    closing: threading.Event = field(default_factory=threading.Event)

    def url(self, login: str = "") -> str:
        return f"rtsp://{login}127.0.0.1:{self.port}/stream1"

    def admits(self, method: str, authorization: str) -> bool:
        """Tell whether this is the digest of the right password."""
        if not self.user:
            return True
        told = dict(re.findall(r'(\w+)="([^"]*)"', authorization))
        who = _md5(f"{self.user}:camera:{self.password}")
        right = _md5(f"{who}:once:{_md5(method + ':' + told.get('uri', ''))}")
        return told.get("username") == self.user and told.get("response") == right


class _Connection(socketserver.StreamRequestHandler):
    camera: RtspCamera

    def handle(self) -> None:
        self.camera.connections += 1
        with suppress(OSError):
            for method, headers in self._requests():
                self._answer(method, headers)
                if method == "PLAY":
                    self._play()
                    return

    def _requests(self) -> Iterator[tuple[str, dict[str, str]]]:
        while line := self.rfile.readline().decode("latin-1").strip():
            headers = dict(iter(self._header, None))
            self.path = line.split()[1]
            yield line.split()[0], headers

    def _header(self) -> tuple[str, str] | None:
        line = self.rfile.readline().decode("latin-1").strip()
        name, _, value = line.partition(":")
        return (name.lower(), value.strip()) if line else None

    def _answer(self, method: str, headers: dict[str, str]) -> None:
        lines = {"CSeq": headers.get("cseq", "0"), "Session": "1"}
        code, body = "200 OK", ""
        if method not in ("OPTIONS", "TEARDOWN") and not self.camera.admits(method, headers.get("authorization", "")):
            code, lines["WWW-Authenticate"] = "401 Unauthorized", 'Digest realm="camera", nonce="once"'
        elif method == "OPTIONS":
            lines["Public"] = "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN"
        elif method == "DESCRIBE" and not self.path.endswith("/stream1"):
            code = "404 Not Found"
        elif method == "DESCRIBE":
            body, lines["Content-Type"] = _SDP, "application/sdp"
        elif method == "SETUP":
            lines["Transport"] = "RTP/AVP/TCP;unicast;interleaved=0-1"
        lines["Content-Length"] = str(len(body))
        head = "\r\n".join([f"RTSP/1.0 {code}", *(f"{name}: {value}" for name, value in lines.items()), "", ""])
        self.wfile.write((head + body).encode())

    def _play(self) -> None:
        sequence = 0
        for number in range(self.camera.frames):
            if self.camera.closing.wait(0.02):
                return
            while self.camera.silent:
                # Connected and talking, as real cameras are that show nothing: a sender report now and then.
                self._interleave(1, struct.pack(">BBHIIIIII", 0x80, 200, 6, 1, 0, 0, 0, 0, 0))
                if self.camera.closing.wait(0.02):
                    return
            for packet in _packets(_jpeg(0 if self.camera.frozen else number), number * 3600, sequence):
                self._interleave(0, packet)
                sequence += 1
            self.camera.played += 1

    def _interleave(self, channel: int, packet: bytes) -> None:
        self.wfile.write(b"$" + struct.pack(">BH", channel, len(packet)) + packet)


@contextmanager
def rtsp_camera(**behaviour: object) -> Iterator[RtspCamera]:
    """Serve a camera on a free port of 127.0.0.1 until left."""
    camera = RtspCamera(**behaviour)  # type: ignore[arg-type]  # the test names its fields
    handler = type("Connection", (_Connection,), {"camera": camera})
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        camera.port = server.server_address[1]
        thread = threading.Thread(target=lambda: server.serve_forever(0.05), daemon=True)
        thread.start()
        try:
            yield camera
        finally:
            camera.closing.set()
            server.shutdown()
            thread.join()


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


def _jpeg(number: int) -> bytes:
    image = np.full((HEIGHT, WIDTH, 3), 40, np.uint8)
    cv2.rectangle(image, (number % 200, 60), (number % 200 + 80, 160), (60, 200, 240), -1)
    return cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes()


def _packets(jpeg: bytes, clock: int, sequence: int) -> Iterator[bytes]:
    """Cut a JPEG into RTP packets: its tables in the first, its scan over all of them."""
    tables = b"".join(found[5:69] for found in re.findall(rb"\xff\xdb\x00\x43.{65}", jpeg, re.DOTALL))
    start = jpeg.index(b"\xff\xda")
    scan = jpeg[start + 2 + struct.unpack(">H", jpeg[start + 2 : start + 4])[0] : -2]
    at = 0
    while at < len(scan):
        piece = scan[at : at + 1200]
        last = at + len(piece) == len(scan)
        header = struct.pack(">BBHII", 0x80, 26 | (0x80 if last else 0), sequence & 0xFFFF, clock & 0xFFFFFFFF, 1)
        # type 1 is 4:2:0; a quality of 255 says that the tables come along
        picture = struct.pack(">IBBBB", at, 1, 255, WIDTH // 8, HEIGHT // 8)
        own = struct.pack(">BBH", 0, 0, len(tables)) + tables if at == 0 else b""
        yield header + picture + own + piece
        at += len(piece)
        sequence += 1
