"""How a slot is, by what its cameras say and a guard; how full a zone is. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from .config import ZoneConfig
from .layout import Polygon
from .model import Zone
from .places import CountedBy, KindCount, Look, Override, Plan, Slot, SlotKind, SlotNow

SMALL_ZONE: Final = 20
"""Places. A smaller zone has places again at the first one that is free."""
PLACES_AGAIN: Final = 2
"""Free places from which a zone that was full and is not small has places again."""
NEARLY_FULL_GAP: Final = 5
"""Percentage points below its threshold at which a zone is no longer nearly full."""


@dataclass(frozen=True, slots=True)
class Fullness:
    """When a zone is called full and nearly full, and when no more: apart, so that one car back and forth is no news.

    Not full again from `places_again` free places on; nearly full from `nearly` percent taken on, until it is less
    than `nearly_until`.
    """

    places_again: int
    nearly: float
    nearly_until: float

    @classmethod
    def of(cls, zone: ZoneConfig, total: int) -> Self:
        """Return what a zone of so many places goes by."""
        again = 1 if total < SMALL_ZONE else PLACES_AGAIN
        return cls(again, zone.nearly_full, zone.nearly_full - NEARLY_FULL_GAP)

    def full(self, zone: Zone, before: bool | None) -> bool | None:  # noqa: FBT001 - what it was called before
        """Tell whether a zone is full; None where what nobody sees may be free."""
        if not zone.known:
            return None
        if zone.free == 0:
            return True if zone.unknown == 0 or before else None
        return bool(before) and zone.free < self.places_again

    def nearly_full(self, zone: Zone, before: bool | None) -> bool | None:  # noqa: FBT001 - what it was called before
        """Tell whether a zone is nearly full; None where that hangs on what nobody sees."""
        if not zone.known:
            return None
        threshold = self.nearly_until if before else self.nearly
        if 100 * zone.occupied >= threshold * zone.total:
            return True
        if 100 * (zone.occupied + zone.unknown) < threshold * zone.total:
            return False
        return True if before else None


def views(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Return which cameras see each slot, the best view first.

    The best view is the one whose outline covers the largest part of its own picture, however large that is; where two
    are alike, the camera whose id comes first.
    """
    found: dict[str, list[tuple[float, str]]] = {slot.id: [] for slot in plan.slots}
    for layout in plan.layouts:
        picture = layout.size[0] * layout.size[1]
        for outline in layout.outlines:
            if outline.slot in found:
                found[outline.slot].append((-area(outline.polygon) / picture, layout.camera))
    return {slot: tuple(camera for _, camera in sorted(seen)) for slot, seen in found.items()}


def outlines(plan: Plan) -> Mapping[tuple[str, str], object]:
    """Return what tells each outline, by its camera and slot, from another one of the same."""
    return {
        (line.camera, line.slot): (layout.size, line.polygon) for layout in plan.layouts for line in layout.outlines
    }


def area(polygon: Polygon) -> float:
    """Return what a polygon encloses, in its own units squared."""
    following = polygon[1:] + polygon[:1]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(polygon, following, strict=True))) / 2


def as_it_is(slot: Slot, looks: Sequence[Look], override: Override | None, before: SlotNow | None) -> SlotNow:
    """Return how a slot is: as a guard says, else as the best view that can be trusted does (`looks`, best first).

    While it stays as it was `before`, it has been so since then, whoever says it now.
    """
    best = looks[0] if looks else None
    occupied = override.occupied if override else best.occupied if best else None
    since = override.at if override else best.since if best else None
    if before is not None and occupied is not None and before.occupied is occupied:
        since = before.since
    return SlotNow(slot, occupied, since, best.p if best else None, best.camera if best else None, override)


def is_news(before: SlotNow | None, after: SlotNow) -> bool:
    """Tell whether anybody should hear of it: another camera that says the same of the same slot is no news."""
    return before is None or before != replace(after, p=before.p, camera=before.camera)


def count(zone: ZoneConfig, slots: Iterable[SlotNow], before: Zone | None, driven_in: int | None = None) -> Zone:
    """Count a zone's places; whatever nobody vouches for is unknown, never free. Where nobody may park is no place.

    A zone that its gates count holds `driven_in` vehicles, or nobody knows how many: never set, or a camera is lost.
    """
    own = [now for now in slots if now.slot.zone == zone.id and now.slot.kind is not SlotKind.NO_PARKING]
    total = max(zone.capacity, len(own))
    if zone.counted_by is CountedBy.GATES:
        occupied = 0 if driven_in is None else min(driven_in, total)
        free = 0 if driven_in is None else total - occupied
    else:
        occupied = sum(now.occupied is True for now in own)
        free = sum(now.occupied is False for now in own)
    counted = Zone(
        id=zone.id,
        name=zone.name,
        total=total,
        free=free,
        occupied=occupied,
        unknown=total - free - occupied,
        counted_by=zone.counted_by,
        kinds=_kinds(own),
    )
    rule = Fullness.of(zone, total)
    return replace(
        counted,
        full=rule.full(counted, before.full if before else None),
        nearly_full=rule.nearly_full(counted, before.nearly_full if before else None),
    )


def _kinds(places: Sequence[SlotNow]) -> tuple[KindCount, ...]:
    total = Counter(now.slot.kind for now in places)
    free = Counter(now.slot.kind for now in places if now.occupied is False)
    return tuple(KindCount(kind, total[kind], free[kind]) for kind in SlotKind if total[kind])
