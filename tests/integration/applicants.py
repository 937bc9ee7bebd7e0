"""People without a login who come to the public page, as their browsers do."""

import hashlib
import json
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient

from .test_panel_api import shape

__all__ = ["API", "FIELDS", "Applicant", "cases", "shape", "solve"]

CONTRACT = Path(__file__).parents[1] / "contract"
API = "/api/hoa_parking/v1/"
FIELDS = {
    "name": "Alma Sadykova",
    "apartment": "17",
    "contact": "+7 701 000 00 00",
    "plates": ["123 ABC 02"],
    "note": "We moved in today.",
    "language": "kk",
    "consent_version": None,
    "website": "",
    "document": None,
}


def cases(name: str) -> list[dict[str, Any]]:
    """Return what the contract says of a door."""
    found: list[dict[str, Any]] = json.loads((CONTRACT / "public" / f"{name}.json").read_text())
    return found


def solve(challenge: dict[str, Any]) -> dict[str, str]:
    """Do the work at the door."""
    salt, zeros = challenge["salt"], 256 - challenge["bits"]
    start = hashlib.sha256(f"{salt}:".encode())
    for number in count():
        tried = start.copy()
        tried.update(str(number).encode())
        if int.from_bytes(tried.digest()) >> zeros == 0:
            break
    return {"salt": salt, "nonce": str(number)}


class Applicant:
    """Somebody at the public page."""

    def __init__(self, client: TestClient[Any, Any], **options: Any) -> None:
        self._client = client
        self._options = options

    async def ask(self, door: str, **fields: Any) -> tuple[int, Any]:
        """Post to a door; return the status and what was answered."""
        answer = await self._client.post(API + door, json=fields, **self._options)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.content_type == "application/json"
        assert "Set-Cookie" not in answer.headers
        return answer.status, await answer.json()

    async def work(self) -> dict[str, str]:
        """Ask for the form, and do its work."""
        status, form = await self.ask("apply/form")
        assert status == 200, form
        return solve(form["challenge"])

    async def apply(self, **changes: Any) -> tuple[int, Any]:
        """Fill in the form and send it."""
        return await self.ask("apply", **{**FIELDS, **await self.work(), **changes})

    async def applied(self, **changes: Any) -> str:
        """Send a form that is taken; return its tracking token."""
        status, answer = await self.apply(**changes)
        assert status == 200, answer
        token: str = answer["token"]
        return token
