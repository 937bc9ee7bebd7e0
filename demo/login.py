"""One person at Home Assistant's screens: what they log in with, and what they do there."""

import asyncio
import json
import time
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

from .door import Door, HomeError, Json
from .talk import Talk, talking


@dataclass
class Login:
    """One person's session: what a browser keeps after the login page."""

    door: Door
    tokens: Json = field(repr=False)

    @property
    def headers(self) -> dict[str, str]:
        """The HTTP header that proves who asks."""
        return {"Authorization": f"Bearer {self.tokens['access_token']}"}

    def local_storage(self) -> str:
        """Return the `hassTokens` item with which the frontend counts as logged in."""
        return json.dumps(
            {
                "access_token": self.tokens["access_token"],
                "token_type": "Bearer",
                "refresh_token": self.tokens["refresh_token"],
                "expires_in": self.tokens["expires_in"],
                "hassUrl": self.door.url,
                "clientId": f"{self.door.url}/",
                "expires": int((time.time() + self.tokens["expires_in"]) * 1000),
            }
        )

    async def call(self, method: str, path: str, body: Json | None = None) -> Any:
        """Call the REST API; raises HomeError with the answer on anything but 2xx."""
        return await self.door.request(method, path, json_body=body, headers=self.headers)

    async def act(self, domain: str, action: str, data: Json, *, answer: bool = False) -> Any:
        """Run an action; with `answer` return its response."""
        query = "?return_response" if answer else ""
        result = await self.call("POST", f"/api/services/{domain}/{action}{query}", data)
        return result["service_response"] if answer else result

    async def ws(self, *messages: Json) -> list[Any]:
        """Send WebSocket commands over one connection, one after the other; return their results."""
        async with self.talk() as talk:
            return [await _ask_again(talk, message) for message in messages]

    def talk(self) -> AbstractAsyncContextManager[Talk]:
        """Open a connection for commands and subscriptions."""
        return talking(self.door.http, self.door.url, self.tokens["access_token"])

    async def flow(self, path: str, handler: str | list[str], *answers: Json) -> Json:
        """Walk a config or subentry flow at its REST door: one answer a form, in order."""
        step = await self.call("POST", path, {"handler": handler, "show_advanced_options": False})
        for answer in answers:
            if step["type"] not in {"form", "menu"}:
                raise HomeError(f"{handler}: expected a form, got {step}")
            step = await self.call("POST", f"{path}/{step['flow_id']}", answer)
        if step["type"] != "create_entry":
            raise HomeError(f"{handler}: {step.get('errors') or step}")
        created: Json = step
        return created

    async def add_entry(self, domain: str, *answers: Json) -> str:
        """Add an integration; return its config entry id."""
        step = await self.flow("/api/config/config_entries/flow", domain, *answers)
        entry: str = step["result"]["entry_id"]
        return entry

    async def add_subentry(self, entry: str, kind: str, *answers: Json) -> str:
        """Add a subentry (gate, zone, camera) to an entry; return its id."""
        before = {sub["subentry_id"] for sub in await self.subentries(entry)}
        await self.flow("/api/config/config_entries/subentries/flow", [entry, kind], *answers)
        after = {sub["subentry_id"] for sub in await self.subentries(entry)}
        (added,) = after - before
        return str(added)

    async def subentries(self, entry: str) -> list[Json]:
        """List an entry's subentries."""
        (found,) = await self.ws({"type": "config_entries/subentries/list", "entry_id": entry})
        subentries: list[Json] = found
        return subentries

    async def add_user(self, name: str, username: str, password: str) -> str:
        """Add an ordinary user with a password; return the user id."""
        (made,) = await self.ws({"type": "config/auth/create", "name": name, "group_ids": ["system-users"]})
        user: str = made["user"]["id"]
        await self.ws(
            {
                "type": "config/auth_provider/homeassistant/create",
                "user_id": user,
                "username": username,
                "password": password,
            }
        )
        return user


async def _ask_again(talk: Talk, message: Json, attempts: int = 40) -> Any:
    """Ask, again and again while the association is being set up anew, which every change of the set-up does."""
    try:
        return await talk.ask(message)
    except HomeError as err:
        if "not_loaded" not in str(err) or attempts == 1:
            raise
    await asyncio.sleep(0.25)
    return await _ask_again(talk, message, attempts - 1)


async def onboard(door: Door, name: str, username: str, password: str) -> Login:
    """Make the first person, an administrator, as the onboarding page does."""
    made = await door.request(
        "POST",
        "/api/onboarding/users",
        json_body={
            "client_id": f"{door.url}/",
            "name": name,
            "username": username,
            "password": password,
            "language": "en",
        },
    )
    return await _redeem(door, made["auth_code"])


async def log_in(door: Door, username: str, password: str) -> Login:
    """Log in as the login page does."""
    flow = await door.request(
        "POST",
        "/auth/login_flow",
        json_body={
            "client_id": f"{door.url}/",
            "handler": ["homeassistant", None],
            "redirect_uri": f"{door.url}/?auth_callback=1",
        },
    )
    done = await door.request(
        "POST",
        f"/auth/login_flow/{flow['flow_id']}",
        json_body={"client_id": f"{door.url}/", "username": username, "password": password},
    )
    if "result" not in done:
        raise HomeError(f"{username} could not log in: {done.get('errors')}")
    return await _redeem(door, done["result"])


async def _redeem(door: Door, code: str) -> Login:
    form = {"client_id": f"{door.url}/", "grant_type": "authorization_code", "code": code}
    return Login(door, await door.request("POST", "/auth/token", form=form))
