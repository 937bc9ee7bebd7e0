"""Phones that Home Assistant's own app registered, and the service that pushes to them."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockUser

ANSWERED = "mobile_app_notification_action"


@dataclass(frozen=True)
class Pushes:
    """What reaches phones, and where they answer, by the phone's name."""

    home: HomeAssistant
    url: str
    messages: asyncio.Queue[dict[str, Any]]
    webhooks: dict[str, str]

    async def register(self, user: MockUser, hass_client: Any) -> None:
        """Register a user's phone with the real integration, as the app does."""
        name = f"{user.name}s phone"
        client = await hass_client(await token_of(self.home, user))
        phone = {
            "app_data": {"push_token": name, "push_url": self.url},
            "app_id": "io.example.app",
            "app_name": "Example",
            "app_version": "1",
            "device_id": name,
            "device_name": name,
            "manufacturer": "Example",
            "model": "Phone",
            "os_name": "Android",
            "os_version": "16",
            "supports_encryption": False,
        }
        answer = await client.post("/api/mobile_app/registrations", json=phone)
        assert answer.status == HTTPStatus.CREATED, await answer.text()
        await self.home.async_block_till_done()
        self.webhooks[name] = (await answer.json())["webhook_id"]

    async def came(self) -> dict[str, Any]:
        """Return the next message that reaches a phone."""
        async with asyncio.timeout(10):
            return await self.messages.get()

    async def each(self, count: int) -> dict[str, dict[str, Any]]:
        """Return the next so many messages by the phone they reach: the last of each."""
        return {message["push_token"]: message for message in [await self.came() for _ in range(count)]}

    async def tap(self, client: Any, phone: str, action: str) -> None:
        """Answer as the app does: through its webhook."""
        event = {"type": "fire_event", "data": {"event_type": ANSWERED, "event_data": {"action": action}}}
        assert (await client.post(f"/api/webhook/{self.webhooks[phone]}", json=event)).status == HTTPStatus.OK
        await self.home.async_block_till_done()


async def token_of(home: HomeAssistant, user: MockUser) -> str:
    """Log a user in."""
    token = await home.auth.async_create_refresh_token(user, client_id="https://phone.example/")
    return home.auth.async_create_access_token(token)


@asynccontextmanager
async def pushing(home: HomeAssistant) -> AsyncGenerator[Pushes]:
    """Be the service that pushes to phones."""
    pytest.importorskip("homeassistant.components.mobile_app", exc_type=ImportError)
    assert await async_setup_component(home, "mobile_app", {})
    await home.async_block_till_done()
    messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def take(request: web.Request) -> web.Response:
        messages.put_nowait(await request.json())
        return web.json_response({}, status=201)

    service = web.Application()
    service.router.add_post("/push", take)
    async with TestServer(service, host="127.0.0.1") as server:
        yield Pushes(home, str(server.make_url("/push")), messages, {})


def actions(message: dict[str, Any]) -> list[str]:
    """Return the answers that a message offers."""
    return [action["action"] for action in message["data"]["actions"]]
