"""The seams to Home Assistant and to the clock."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from .config import GateConfig
from .events import Event
from .model import GateState
from .roles import Role

type Clock = Callable[[], datetime]
type Steady = Callable[[], float]
"""Seconds that only ever grow, whatever happens to the clock."""
type NewId = Callable[[], str]
"""Makes an id that was never there before."""
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
