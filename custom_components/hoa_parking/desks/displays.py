"""The wall display: whether anybody may look, and who knows its address."""

from hmac import compare_digest
from typing import Final

from sqlalchemy import Connection

from ..core.model import AuditEntry
from ..core.ports import Clock, NewToken
from ..core.tokens import digest
from ..store import audit, settings
from ..store.database import Database

KEY: Final = "display"


class DisplayDesk:
    """Keeps the display's token, as a digest only: what is kept opens nothing."""

    def __init__(self, database: Database, now: Clock, new_token: NewToken) -> None:
        self._database = database
        self._now = now
        self._new_token = new_token
        self._digest: str | None = None

    async def open(self) -> None:
        """Take up what was set in the last run. Raises StoreError."""
        self._digest = await self._database.read(lambda c: settings.get(c, KEY))

    @property
    def enabled(self) -> bool:
        """Whether there is a display."""
        return self._digest is not None

    async def enable(self, user: str | None) -> str:
        """Let whoever knows the returned token look, and nobody who knew an earlier one. Raises StoreError."""
        token = self._new_token()
        await self._keep(digest(token), user, "display_enabled")
        return token

    async def disable(self, user: str | None) -> None:
        """Let nobody look any more. Raises StoreError."""
        await self._keep(None, user, "display_disabled")

    async def knows(self, token: str) -> bool:
        """Tell whether a token is today's; it takes as long for a wrong one as where there is no display."""
        given = digest(token)
        return compare_digest(given, self._digest or digest("")) and self._digest is not None

    async def _keep(self, kept: str | None, user: str | None, action: str) -> None:
        entry = AuditEntry(self._now(), user, action, KEY, None)

        def write(connection: Connection) -> None:
            settings.put(connection, KEY, kept)
            audit.add(connection, entry)

        await self._database.write(write)
        self._digest = kept
