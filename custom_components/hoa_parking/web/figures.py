"""The dashboard's numbers, for the board."""

from typing import Final

import probatio
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from ..core.config import CameraRole, SiteConfig
from ..core.figures import Day, Figures, Hour, Peak, Tally
from ..core.roles import Act
from . import shapes
from .commands import Asked, answers
from .shapes import Shape

DIGITS: Final = 4


@callback
def async_register_figures_commands(hass: HomeAssistant) -> None:
    """Register it."""
    websocket_api.async_register_command(hass, figures)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/figures"})
@websocket_api.async_response
@answers(Act.SEE_FIGURES)
async def figures(asked: Asked) -> Shape:
    """Answer with today's numbers, the last hours and days, and when zones were fullest."""
    return _shape(await asked.site.figures.figures(), asked.site.config)


def _shape(found: Figures, config: SiteConfig) -> Shape:
    gates = [camera for camera in config.cameras if camera.role is CameraRole.GATE]
    names = {zone.id: zone.name for zone in config.zones}
    return {
        "today": _today(found.today),
        "hours": [_hour(hour) for hour in found.hours],
        "days": [_day(day) for day in found.days],
        "cameras": [{"id": camera.id, "name": camera.name} for camera in gates],
        "peaks": [_peak(peak, names[peak.zone]) for peak in found.peaks],
    }


def _today(tally: Tally) -> Shape:
    return {
        "passages": tally.passages,
        "entries": tally.entries,
        "exits": tally.exits,
        "opened": tally.opened,
        "refused": tally.refused,
        "unknown": tally.unknown,
        "by_hand": tally.by_hand,
    }


def _hour(hour: Hour) -> Shape:
    return {
        "at": shapes.moment(hour.at),
        "entries": hour.tally.entries,
        "exits": hour.tally.exits,
        "refused": hour.tally.refused,
        "usual": None if hour.usual is None else round(hour.usual, 1),
    }


def _day(day: Day) -> Shape:
    return {
        "day": day.day.isoformat(),
        "passages": day.all.passages,
        "refused": day.all.refused,
        "unknown_share": round(day.all.unknown / day.all.passages, DIGITS) if day.all.passages else None,
        "confidence": {camera: round(mean, DIGITS) for camera, mean in day.confidence.items()},
    }


def _peak(peak: Peak, name: str) -> Shape:
    at = None if peak.at is None else shapes.moment(peak.at)
    return {"zone": peak.zone, "name": name, "at": at, "occupied": peak.occupied, "total": peak.total}
