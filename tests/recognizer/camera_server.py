"""A camera that gives one picture a request, on a real port, as well and as badly as real ones do."""

import hashlib
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import cv2
import numpy as np

Answer = tuple[int, dict[str, str], bytes]


def jpeg(width: int = 64, height: int = 48, grey: int = 127) -> bytes:
    """Return a grey JPEG."""
    return cv2.imencode(".jpg", np.full((height, width, 3), grey, np.uint8))[1].tobytes()


@dataclass
class StillCamera:
    """What the camera answers: its answers one after the other, the last for ever; Basic or Digest before them."""

    answers: list[Answer] = field(default_factory=lambda: [(200, {}, jpeg())])
    login: str = ""
    nonce: str = "n1"
    password: str = "right"
    asked: list[str] = field(default_factory=list)
    clients: set[int] = field(default_factory=set)
    port: int = 0

    def url(self, login: str = "", options: str = "") -> str:
        return f"http://{login}127.0.0.1:{self.port}/snap.jpg?channel=1{options}"

    def demand(self, authorization: str) -> str | None:
        """Return what the camera demands, None where it is content."""
        if self.login == "basic":
            return None if authorization == "Basic dXNlcjpyaWdodA==" else 'Basic realm="camera"'
        if self.login == "digest":
            demand = f'Digest realm="camera", nonce="{self.nonce}", qop="auth", opaque="o"'
            return None if self._digest(authorization) else demand
        return None

    def _digest(self, authorization: str) -> bool:
        told = {name: quoted or bare for name, quoted, bare in re.findall(r'(\w+)=(?:"([^"]*)"|(\w+))', authorization)}
        if not told:
            return False
        who, what = _md5(f"user:camera:{self.password}"), _md5(f"GET:{told['uri']}")
        return told["response"] == _md5(f"{who}:{self.nonce}:{told['nc']}:{told['cnonce']}:auth:{what}")


class _Door(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    camera: StillCamera

    def do_GET(self) -> None:
        camera = self.camera
        camera.asked.append(self.path)
        camera.clients.add(self.client_address[1])
        demand = camera.demand(self.headers.get("Authorization", ""))
        if demand:
            self._send(401, {"WWW-Authenticate": demand}, b"no")
            return
        answer = camera.answers.pop(0) if len(camera.answers) > 1 else camera.answers[0]
        self._send(*answer)

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": "image/jpeg", "Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def still_camera(**behaviour: object) -> Iterator[StillCamera]:
    """Serve a camera on a free port of 127.0.0.1 until left."""
    camera = StillCamera(**behaviour)  # type: ignore[arg-type]  # the test names its fields
    handler = type("Door", (_Door,), {"camera": camera})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.block_on_close = False
        camera.port = server.server_address[1]
        thread = threading.Thread(target=lambda: server.serve_forever(0.05), daemon=True)
        thread.start()
        try:
            yield camera
        finally:
            server.shutdown()
            thread.join()


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()
