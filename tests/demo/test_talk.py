"""The demo's connection to Home Assistant tells answers from events, and says when there is neither."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from demo.door import Door, HomeError
from demo.login import Login

EVENTS = [{"kind": "snapshot"}, {"kind": "zone"}]


class Server:
    """Speaks as much of Home Assistant's protocol as is needed here."""

    def __init__(self) -> None:
        self.set_up_after = 2

    async def talk(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "auth_required"})
        token = (await socket.receive_json())["access_token"]
        await socket.send_json({"type": "auth_ok" if token == "good" else "auth_invalid"})
        async for frame in socket:
            message = frame.json()
            if message["type"] == "leave":
                break
            await self._answer(socket, message)
        return socket

    async def _answer(self, socket: web.WebSocketResponse, message: dict[str, Any]) -> None:
        number = message["id"]
        match message["type"]:
            case "ping":
                await socket.send_json({"id": number, "type": "pong"})
            case "subscribe":
                await socket.send_json({"id": number, "type": "result", "success": True, "result": None})
                for event in EVENTS:
                    await socket.send_json({"id": number, "type": "event", "event": event})
            case "save" if self.set_up_after:
                self.set_up_after -= 1
                error = {"code": "not_loaded", "message": "being set up anew"}
                await socket.send_json({"id": number, "type": "result", "success": False, "error": error})
            case kind:
                error = {"code": "unknown_command", "message": "Unknown command."}
                answer = {"success": True, "result": kind} if kind == "save" else {"success": False, "error": error}
                await socket.send_json({"id": number, "type": "result", **answer})


@pytest.fixture
async def login() -> AsyncIterator[Login]:
    app = web.Application()
    app.router.add_get("/api/websocket", Server().talk)
    async with TestServer(app) as server:
        door = Door(str(server.make_url("")).rstrip("/"))
        yield Login(door, {"access_token": "good"})
        await door.close()


async def test_a_subscriptions_events_come_to_who_subscribed(login: Login) -> None:
    heard: list[Any] = []
    async with login.talk() as talk:
        await talk.ask({"type": "subscribe"}, heard.append)
        await talk.ask({"type": "ping"})
    assert heard == EVENTS


async def test_the_first_event_of_a_subscription_can_be_asked_for(login: Login) -> None:
    async with login.talk() as talk:
        assert await talk.first({"type": "subscribe"}) == EVENTS[0]


async def test_a_refusal_is_raised_in_its_own_words(login: Login) -> None:
    with pytest.raises(HomeError, match=r"fly.*unknown_command"):
        await login.ws({"type": "fly"})


async def test_what_cannot_be_done_while_everything_is_set_up_anew_is_tried_again(login: Login) -> None:
    assert await login.ws({"type": "save"}) == ["save"]


async def test_whoever_waits_hears_that_the_connection_is_gone(login: Login) -> None:
    async with login.talk() as talk:
        with pytest.raises(HomeError, match="closed the connection"):
            await talk.ask({"type": "leave"})


async def test_a_wrong_token_is_refused(login: Login) -> None:
    stranger = Login(login.door, {"access_token": "bad"})
    with pytest.raises(HomeError, match="refused"):
        await stranger.ws({"type": "ping"})
