"""What a stranger who helps may see: counts, versions, states; no plate, name, apartment, address or token."""

from typing import Any

from homeassistant.core import HomeAssistant

from .const import VERSION
from .core.config import CameraConfig, GateConfig, ZoneConfig
from .core.errors import StoreError
from .core.links import Links
from .entry import HoaConfigEntry
from .site import Site


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: HoaConfigEntry) -> dict[str, Any]:
    """Return what is needed to see what is wrong, built up from what is harmless: nothing has to be taken out."""
    site = entry.runtime_data
    return {
        "version": VERSION,
        "set_up": _set_up(site),
        "gates": [
            {"id": gate.id, "state": gate.state, "mode": gate.mode, "problem": gate.problem} for gate in site.gates.all
        ],
        "zones": [
            {"id": zone.id, "total": zone.total, "free": zone.free, "occupied": zone.occupied, "unknown": zone.unknown}
            for zone in site.places.zones
        ],
        "links": _links(site.links.now),
        "database": await _database(site),
        "price": await _price(site),
    }


def _set_up(site: Site) -> dict[str, Any]:
    config = site.config
    drawn = {layout.camera: len(layout.outlines) for layout in site.layouts.plan.layouts}
    return {
        "countries": list(config.countries),
        "gates": [_gate(gate) for gate in config.gates],
        "zones": [_zone(zone) for zone in config.zones],
        "cameras": [_camera(camera) | {"slots": drawn.get(camera.id, 0)} for camera in config.cameras],
    }


def _gate(gate: GateConfig) -> dict[str, Any]:
    return {
        "id": gate.id,
        "moved_by": gate.entity_id.partition(".")[0],
        "confirmed_by": (gate.feedback_entity_id or "").partition(".")[0] or None,
        "open_timeout_s": gate.open_timeout.total_seconds(),
        "pulse_s": gate.pulse.total_seconds(),
        "matching": gate.matching,
        "free_exit": gate.free_exit,
        "cool_down_s": gate.cool_down.total_seconds(),
        "fresh_for_s": gate.fresh_for.total_seconds(),
    }


def _zone(zone: ZoneConfig) -> dict[str, Any]:
    return {
        "id": zone.id,
        "capacity": zone.capacity,
        "counted_by": zone.counted_by,
        "gates": list(zone.gates),
        "nearly_full": zone.nearly_full,
        "guest_limit_h": zone.guest_limit.total_seconds() / 3600 if zone.guest_limit else 0,
    }


def _camera(camera: CameraConfig) -> dict[str, Any]:
    scheme = (camera.source or "").partition(":")[0] if "://" in (camera.source or "") else "file"
    return {
        "id": camera.id,
        "role": camera.role,
        "kind": scheme if camera.source else "camera entity",
        "gate": camera.gate,
        "faces": camera.faces,
        "zone": camera.zone,
        "region": camera.region is not None,
        "taken_s": camera.taken_s,
        "free_s": camera.free_s,
    }


def _links(links: Links) -> dict[str, Any]:
    recognizer = links.recognizer
    return {
        "recognizer": {
            "online": recognizer.online,
            "since": recognizer.since,
            "version": recognizer.version,
            "pending": recognizer.pending,
            "parked": recognizer.parked,
            "dropped": recognizer.dropped,
            "skew_s": recognizer.skew.total_seconds() if recognizer.skew is not None else None,
        },
        "cameras": [
            {
                "id": camera.id,
                "state": camera.state,
                "error": camera.error,
                "since": camera.since,
                "view": camera.view,
            }
            for camera in links.cameras
        ],
    }


async def _database(site: Site) -> dict[str, Any]:
    try:
        return {
            "passages": await site.passages.count(),
            "vehicles": len(await site.people.vehicles()),
            "blocked": len(await site.people.blocked()),
        }
    except StoreError as err:
        return {"error": err.code}


async def _price(site: Site) -> dict[str, Any]:
    try:
        price = await site.price.of_the_list()
    except StoreError as err:
        return {"error": err.code}
    return {"plates": price.plates, "resembling": price.resembling, "one_in": dict(price.one_in)}
