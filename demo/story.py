"""The story that the product must tell: who came, what was decided, and what is still missing from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from .product import Product

REFUSED: Final = {"refuse"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What has happened so far: the passage log oldest first, the zones now, every count of free places seen.

    `places` is how many are drawn, `pictures` how many cameras have a picture that they are drawn on.
    """

    passages: tuple[dict[str, Any], ...]
    zones: tuple[dict[str, Any], ...]
    free_counts: frozenset[int]
    places: int = 0
    pictures: int = 0

    def summary(self) -> dict[str, Any]:
        """Return what `--check` prints."""
        return {
            "passages": [
                {
                    "plate": passage["plate"],
                    "verdict": passage["verdict"],
                    "reason": passage["reason"],
                    "opened": passage["outcome"] == "opened",
                }
                for passage in self.passages
            ],
            "zones": [{name: zone[name] for name in ("name", "total", "free")} for zone in self.zones],
            "places": self.places,
        }


class Watch:
    """Watches a product until its story has been told."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._free: set[int] = set()

    async def look(self) -> Seen:
        """Return what has happened so far."""
        snapshot = await self._product.snapshot()
        known = [zone for zone in snapshot["zones"] if zone["unknown"] == 0]
        self._free |= {zone["free"] for zone in known}
        passages = tuple(reversed(await self._product.passages()))
        drawn = await self._product.places()
        pictures = sum(camera["still"] is not None for camera in drawn["cameras"])
        return Seen(passages, tuple(snapshot["zones"]), frozenset(self._free), len(drawn["slots"]), pictures)

    async def missing(self) -> list[str]:
        """Return in words what has not happened yet; nothing once the story is told."""
        return missing(self._product, await self.look())


def missing(product: Product, seen: Seen) -> list[str]:
    """Return in words what has not happened yet."""
    cast = product.cast
    residents = {plate for plate, _ in cast.residents}
    listed = residents | set(cast.blocked)
    wanted = {
        "no resident's car was read and let in": _any(seen, lambda p: p["listed_plate"] in residents and _opened(p)),
        "no stranger was refused": _any(
            seen, lambda p: p["verdict"] in REFUSED and p["reason"] == "unknown" and p["plate"] not in listed
        ),
    }
    if cast.blocked:
        wanted["no blocked car was refused"] = _any(
            seen, lambda p: p["verdict"] in REFUSED and p["reason"] == "blocked"
        )
    if cast.lot_layout is not None:
        wanted["the number of free places did not change"] = len(seen.free_counts) > 1
        wanted["not all places are drawn"] = seen.places >= len(cast.lot_layout["slots"])
        wanted["there is no picture of the lot"] = seen.pictures > 0
    return [words for words, happened in wanted.items() if not happened]


def _opened(passage: dict[str, Any]) -> bool:
    return bool(passage["verdict"] == "open" and passage["outcome"] == "opened")


def _any(seen: Seen, is_it: Callable[[dict[str, Any]], bool]) -> bool:
    return any(is_it(passage) for passage in seen.passages)
