"""What an action is, and what one call of it knows."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import probatio
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.util import dt as dt_util

from .core.roles import Act
from .desks.people import Person
from .site import Site


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an action: by whom (None: an automation), on which site.

    `person` is what `user` is to the association; administrators who keep the house are not looked up.
    """

    hass: HomeAssistant
    site: Site
    service: ServiceCall
    user: str | None
    person: Person | None = None

    def text(self, field: str) -> str | None:
        """Return a text field."""
        value: str | None = self.service.data.get(field)
        return value

    def moment(self, field: str) -> datetime | None:
        """Return a time; one without a zone is on the house's clock."""
        value: datetime | None = self.service.data.get(field)
        return None if value is None else dt_util.as_utc(value)


type Work = Callable[[Call], Awaitable[ServiceResponse]]


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its name, who may call it (None: administrators), what it takes, what it does."""

    name: str
    act: Act | None
    fields: dict[probatio.Marker, object]
    work: Work
    response: SupportsResponse = SupportsResponse.NONE


def as_said(moment: datetime | None) -> str | None:
    """Return a time on the house's clock."""
    return None if moment is None else dt_util.as_local(moment).isoformat()
