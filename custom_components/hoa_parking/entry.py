"""From what Home Assistant keeps of the set-up to the values the site works by."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry

from .const import Key, Subentry
from .core.config import (
    FREE_S,
    KEEP_LOG,
    KEEP_PICTURES,
    NEARLY_FULL,
    TAKEN_S,
    CameraConfig,
    CameraRole,
    Faces,
    GateConfig,
    SiteConfig,
    ZoneConfig,
)
from .core.layout import read_region
from .core.model import Matching
from .core.places import CountedBy
from .site import Site

type HoaConfigEntry = ConfigEntry[Site]


def site_config(entry: ConfigEntry) -> SiteConfig:
    """Read the entry and its subentries, which the flows have checked."""
    return SiteConfig(
        name=entry.data[Key.NAME],
        countries=tuple(entry.data[Key.COUNTRIES]),
        gates=tuple(_gate(subentry) for subentry in entry.get_subentries_of_type(Subentry.GATE)),
        zones=tuple(_zone(subentry) for subentry in entry.get_subentries_of_type(Subentry.ZONE)),
        cameras=tuple(_camera(subentry) for subentry in entry.get_subentries_of_type(Subentry.CAMERA)),
        keep_pictures=timedelta(days=entry.data.get(Key.KEEP_PICTURES, KEEP_PICTURES.days)),
        keep_log=timedelta(days=entry.data.get(Key.KEEP_LOG, KEEP_LOG.days)),
    )


def _gate(subentry: ConfigSubentry) -> GateConfig:
    data = subentry.data
    return GateConfig(
        id=subentry.subentry_id,
        name=subentry.title,
        entity_id=data[Key.ENTITY_ID],
        feedback_entity_id=data.get(Key.FEEDBACK_ENTITY_ID),
        open_timeout=_seconds(data, Key.OPEN_TIMEOUT),
        pulse=_seconds(data, Key.PULSE),
        matching=Matching(data[Key.MATCHING]),
        free_exit=data[Key.FREE_EXIT],
        cool_down=_seconds(data, Key.COOL_DOWN),
        fresh_for=_seconds(data, Key.FRESH_FOR),
    )


def _zone(subentry: ConfigSubentry) -> ZoneConfig:
    data = subentry.data
    guest_hours = data.get(Key.GUEST_LIMIT, 0)
    return ZoneConfig(
        id=subentry.subentry_id,
        name=subentry.title,
        capacity=data[Key.CAPACITY],
        counted_by=CountedBy(data.get(Key.COUNTED_BY, CountedBy.SLOTS)),
        gates=tuple(data.get(Key.GATES, ())),
        nearly_full=data.get(Key.NEARLY_FULL, NEARLY_FULL),
        guest_limit=timedelta(hours=guest_hours) if guest_hours else None,
    )


def _camera(subentry: ConfigSubentry) -> CameraConfig:
    data = subentry.data
    return CameraConfig(
        id=subentry.subentry_id,
        name=subentry.title,
        role=CameraRole(data[Key.ROLE]),
        source=data.get(Key.SOURCE),
        camera_entity_id=data.get(Key.CAMERA_ENTITY_ID),
        gate=data.get(Key.GATE),
        faces=Faces(data.get(Key.FACES, Faces.ENTRY)),
        zone=data.get(Key.ZONE),
        region=read_region(data[Key.REGION]) if Key.REGION in data else None,
        taken_s=data.get(Key.TAKEN_S, TAKEN_S),
        free_s=data.get(Key.FREE_S, FREE_S),
    )


def _seconds(data: Mapping[str, Any], key: Key) -> timedelta:
    return timedelta(seconds=data[key])
