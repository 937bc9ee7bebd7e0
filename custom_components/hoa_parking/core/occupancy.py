"""How full a zone is."""

from collections.abc import Sequence

from .config import ZoneConfig
from .model import Slot, Zone


def count(zone: ZoneConfig, slots: Sequence[Slot]) -> Zone:
    """Count a zone's places; whatever no camera vouches for is unknown, never free."""
    own = [slot for slot in slots if slot.zone == zone.id]
    free = sum(slot.occupied is False for slot in own)
    occupied = sum(slot.occupied is True for slot in own)
    total = max(zone.capacity, len(own))
    return Zone(id=zone.id, name=zone.name, total=total, free=free, occupied=occupied, unknown=total - free - occupied)
