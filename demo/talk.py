"""A WebSocket connection to Home Assistant: commands with their answers, and subscriptions."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from .door import HomeError, Json

type Hear = Callable[[Any], None]
"""Gets each event of a subscription."""


class Talk:
    """One connection that somebody has logged in on."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self._answers: dict[int, asyncio.Future[Json]] = {}
        self._listeners: dict[int, Hear] = {}

    async def ask(self, message: Json, hear: Hear | None = None) -> Any:
        """Send a command and return its result; `hear` gets the events that follow. Raises HomeError."""
        self._number += 1
        number = self._number
        answered = self._answers[number] = asyncio.get_running_loop().create_future()
        if hear is not None:
            self._listeners[number] = hear
        await self._socket.send_json({"id": number, **message})
        answer = await answered
        if not answer.get("success", True):
            raise HomeError(f"{message['type']}: {answer['error']}")
        return answer.get("result")

    async def first(self, message: Json) -> Any:
        """Subscribe and return the first event."""
        came: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def hear(event: Any) -> None:
            if not came.done():
                came.set_result(event)

        await self.ask(message, hear)
        return await came

    async def read(self) -> None:
        """Hand out what comes, until the connection ends."""
        async for frame in self._socket:
            message: Json = frame.json()
            number = message.get("id", 0)
            if message["type"] == "event":
                self._listeners.get(number, _nobody)(message["event"])
            elif (answered := self._answers.pop(number, None)) is not None and not answered.done():
                answered.set_result(message)
        for waiting in self._answers.values():
            if not waiting.done():
                waiting.set_exception(HomeError("Home Assistant closed the connection"))


@asynccontextmanager
async def talking(http: aiohttp.ClientSession, url: str, token: str) -> AsyncIterator[Talk]:
    """Open a connection and log in on it; raises HomeError where the token is refused."""
    # A thousand places in one message are more than aiohttp's client takes by itself.
    async with http.ws_connect(f"{url}/api/websocket", max_msg_size=0) as socket:
        await socket.receive_json()
        await socket.send_json({"type": "auth", "access_token": token})
        if (await socket.receive_json())["type"] != "auth_ok":
            raise HomeError("Home Assistant refused the session's token")
        talk = Talk(socket)
        reading = asyncio.create_task(talk.read())
        try:
            yield talk
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)


def _nobody(_: Any) -> None:
    """Hear nothing."""
