"""The client's side of Home Assistant's doors: HTTP requests and what they raise."""

import json
from collections.abc import Mapping
from typing import Any

import aiohttp

Json = dict[str, Any]


class HomeError(Exception):
    """Home Assistant did not do what it was asked; the message says what and where its log is."""


class Door:
    """One Home Assistant's address, and the connections to it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http: aiohttp.ClientSession | None = None

    @property
    def http(self) -> aiohttp.ClientSession:
        """The client's connections."""
        if self._http is None:
            self._http = aiohttp.ClientSession()
        return self._http

    async def request(
        self,
        method: str,
        path: str,
        *,
        json_body: Json | None = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Do one HTTP request; return the JSON or text of a 2xx answer, else raise HomeError."""
        async with self.http.request(method, self.url + path, json=json_body, data=form, headers=headers) as answer:
            text = await answer.text()
            if not 200 <= answer.status < 300:
                raise HomeError(f"{method} {path}: {answer.status} {text[:500]}")
            return json.loads(text) if text[:1] in {"{", "["} else text

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.close()
            self._http = None
