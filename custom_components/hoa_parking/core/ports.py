"""The seams to Home Assistant and to the clock."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Protocol

from .accounts import Account
from .config import GateConfig
from .events import Event
from .model import GateState
from .roles import Role

type Clock = Callable[[], datetime]
type HouseZone = Callable[[], tzinfo]
"""The zone that the house's clock shows now: people set another one at times."""
type Steady = Callable[[], float]
"""Seconds that only ever grow, whatever happens to the clock."""
type NewId = Callable[[], str]
"""Makes an id that was never there before."""
type NewToken = Callable[[], str]
"""Makes a secret that fits into an address."""
type Listener = Callable[[Event], None]
type Publish = Callable[[Event], None]
type Unsubscribe = Callable[[], None]
type StreamSource = Callable[[str], Awaitable[str | None]]
"""Asks a camera entity for its stream's URL; None where it has none now."""


class Barrier(Protocol):
    """Moves barriers and sees where they are."""

    async def open(self, gate: GateConfig) -> None:
        """Open for one vehicle and return when confirmed; raises GateError."""

    async def hold(self, gate: GateConfig) -> None:
        """Open and leave open; raises GateError."""

    async def release(self, gate: GateConfig) -> None:
        """Close, or let it close; raises GateError."""

    def watch(self, gate: GateConfig, seen: Callable[[GateState | None], None]) -> Unsubscribe:
        """Call `seen` now and at each change, None while the entity is unavailable."""


class Asker(Protocol):
    """Who asks: a Home Assistant user and what they are to the association."""

    @property
    def user_id(self) -> str:
        """Their id."""

    @property
    def role(self) -> Role:
        """What they are."""

    @property
    def household(self) -> int | None:
        """Where they live."""


class Accounts(Protocol):
    """Home Assistant's users. Whatever cannot be done raises AccountError."""

    async def create(self, name: str, username: str, *, local_only: bool) -> str:
        """Make an ordinary user who has a user name and no password yet; returns their id. Raises Refused too."""

    async def set_password(self, user_id: str, username: str, password: str) -> None:
        """Let a user log in with a password: the first one with this user name, a later one with the name they have."""

    async def account(self, user_id: str) -> Account | None:
        """Return an active user, None for nobody's id and for what is no person."""

    async def usernames(self) -> frozenset[str]:
        """Return every user name that is taken."""

    async def remove(self, user_id: str) -> None:
        """Remove a user with their log-ins; never an administrator. Nothing where there is none."""

    async def remove_phones(self, user_id: str) -> int:
        """Remove the phones of a user's Companion apps; returns how many."""


@dataclass(frozen=True, slots=True)
class House:
    """What a site asks of Home Assistant."""

    barrier: Barrier
    stream_source: StreamSource
    accounts: Accounts
    zone: HouseZone
