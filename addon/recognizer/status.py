"""The recognizer's own page: how every camera is, and what it sees with boxes drawn. The only place that draws.

Pictures show plates and people: they are given to Supervisor's ingress, to this machine itself and to who has the
page's token; `/health` holds nothing personal and is given to all.
"""

import asyncio
import base64
import hashlib
import hmac
import html
import ipaddress
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from aiohttp import web

from .evidence import FRAME_BYTES, FRAME_SIDE, fit, jpeg
from .model import Image, Status, View

LOG = logging.getLogger(__name__)

INGRESS: Final = ipaddress.ip_address("172.30.32.2")
_GREEN, _RED, _AMBER = (80, 200, 60), (60, 60, 230), (40, 170, 255)
_STYLE: Final = (
    "body{font:15px/1.5 system-ui,sans-serif;margin:1rem;background:#111;color:#eee}img{max-width:100%;display:block}"
    "section{margin:0 0 2rem}h2{font-size:1.1rem;margin:.5rem 0}.bad{color:#f96}"
)
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; img-src 'self'; style-src 'sha256-{_STYLE_HASH}'; frame-ancestors 'self'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "recognizer",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """How the whole recognizer is: its status, what is wrong in words, and whether something hangs inside."""

    status: Status
    problems: tuple[str, ...]
    stuck: bool


class StatusPage:
    """Serves the page, a picture a camera and `/health`; nothing is drawn before somebody asks."""

    def __init__(
        self,
        views: Callable[[], Sequence[View]],
        condition: Callable[[], Condition],
        token: str | None = None,
    ) -> None:
        self._views = views
        self._condition = condition
        self._token = token

    def application(self) -> web.Application:
        """Return what is to be served."""
        application = web.Application(middlewares=[self._guard], client_max_size=1024)
        application.router.add_get("/", self._page)
        application.router.add_get("/health", self._health)
        application.router.add_get("/cameras/{id}.jpg", self._picture)
        return application

    @web.middleware
    async def _guard(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        try:
            if request.path != "/health" and not self._may(request):
                raise web.HTTPForbidden(text="This page is for Home Assistant's sidebar and for this machine itself.\n")
            response = await handler(request)
        except web.HTTPException as err:
            err.headers.update(_HEADERS)
            raise
        response.headers.update(_HEADERS)
        return response

    def _may(self, request: web.Request) -> bool:
        given = request.headers.get("Authorization", "")
        if self._token and hmac.compare_digest(given.encode(), f"Bearer {self._token}".encode()):
            return True
        # The connection's own address: what headers say about it, anybody could have written.
        peer = request.transport.get_extra_info("peername") if request.transport else None
        try:
            address = ipaddress.ip_address(peer[0]) if peer else None
        except ValueError:
            return False
        if address == INGRESS:
            return True
        # A foreign page whose name was made to point here must not read it through the browser of this machine.
        return address is not None and address.is_loopback and _names_this_machine(request.host)

    async def _page(self, _: web.Request) -> web.Response:
        condition = await asyncio.to_thread(self._condition)
        return web.Response(text=_render(self._views(), condition), content_type="text/html")

    async def _health(self, _: web.Request) -> web.Response:
        condition = await asyncio.to_thread(self._condition)
        return web.json_response(_healthy(condition), status=503 if condition.stuck else 200)

    async def _picture(self, request: web.Request) -> web.Response:
        view = next((view for view in self._views() if view.camera.id == request.match_info["id"]), None)
        if view is None or view.frame is None:
            raise web.HTTPNotFound(text="There is no picture of this camera now.\n")
        drawn = await asyncio.to_thread(lambda: jpeg(annotated(view), FRAME_SIDE, FRAME_BYTES))
        if drawn is None:
            raise web.HTTPNotFound(text="The picture cannot be shown.\n")
        return web.Response(body=drawn, content_type="image/jpeg")


def annotated(view: View) -> Image:
    """Return the newest frame with plates and slots drawn on it; a view without a frame has none to draw on."""
    if view.frame is None:
        return np.zeros((1, 1, 3), np.uint8)
    image = fit(view.frame.image, FRAME_SIDE).copy()
    height, width = view.frame.image.shape[:2]
    scale = image.shape[1] / width
    _draw_slots(image, view)
    for look in view.looks:
        colour = _GREEN if look.plate.accepted else _AMBER
        x1, y1, x2, y2 = (round(side * scale) for side in look.box)
        cv2.rectangle(image, (x1, y1), (x2, y2), colour, 2)
        label = f"{look.plate.text} {look.plate.confidence:.2f}"
        cv2.putText(image, label, (x1, max(14, y1 - 6)), cv2.FONT_HERSHEY_SIMPLEX, 0.6, colour, 2, cv2.LINE_AA)
    if view.camera.region:
        outline = [(x * width * scale, y * height * scale) for x, y in view.camera.region]
        cv2.polylines(image, [np.asarray(outline, np.int32)], isClosed=True, color=_AMBER, thickness=1)
    return image


def _draw_slots(image: Image, view: View) -> None:
    layout = view.camera.layout
    if layout is None:
        return
    known = {slot.id: slot.occupied for slot in view.slots}
    across, down = image.shape[1] / layout.size[0], image.shape[0] / layout.size[1]
    for slot in layout.slots:
        colour = _AMBER if slot.id not in known else _RED if known[slot.id] else _GREEN
        outline = np.asarray([(x * across, y * down) for x, y in slot.polygon], np.int32)
        cv2.polylines(image, [outline], isClosed=True, color=colour, thickness=2)
        x, y = (int(side) for side in outline.mean(axis=0))
        # This font has Latin letters only; the number can be read all the same.
        name = slot.name.encode("ascii", "replace").decode()
        cv2.putText(image, name, (x - 14, y + 5), cv2.FONT_HERSHEY_SIMPLEX, 0.5, colour, 1, cv2.LINE_AA)


def _names_this_machine(host: str) -> bool:
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def _healthy(condition: Condition) -> dict[str, object]:
    status = condition.status
    states = [camera.state.value for camera in status.cameras]
    return {
        "ok": not condition.stuck,
        "version": status.version,
        "configured": status.config is not None,
        "cameras": {state: states.count(state) for state in sorted(set(states))},
        "outbox": {"pending": status.outbox.pending, "parked": status.outbox.parked, "dropped": status.outbox.dropped},
        "problems": list(condition.problems),
    }


def _render(views: Sequence[View], condition: Condition) -> str:
    outbox = condition.status.outbox
    lines = [f"<p class=bad>{html.escape(problem)}</p>" for problem in condition.problems]
    lines.append(f"<p>Reports: {outbox.pending} waiting, {outbox.parked} refused, {outbox.dropped} dropped.</p>")
    lines += [_section(view) for view in views] or ["<p>No camera is set up in Home Assistant yet.</p>"]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>HOA Parking recognizer</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="refresh" content="5">'
        f"<style>{_STYLE}</style></head><body><h1>HOA Parking recognizer</h1>{''.join(lines)}</body></html>"
    )


def _section(view: View) -> str:
    health = view.health
    told = f"{health.state.value}{f', {health.error}' if health.error else ''}, {health.fps:.1f} frames a second"
    told += f", view {health.view.value}" if health.view else ""
    picture = f'<img src="cameras/{html.escape(view.camera.id)}.jpg" alt="newest frame">' if view.frame else ""
    name = html.escape(view.camera.name)
    return f"<section><h2>{name}</h2><p{'' if view.frame else ' class=bad'}>{html.escape(told)}</p>{picture}</section>"
