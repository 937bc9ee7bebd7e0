"""What a way of matching costs: how often a stranger would be taken for somebody on the real list."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from random import Random
from typing import Final

from .model import Matching
from .plates import one_look_alike_off
from .strangers import Strangers

DRAWS: Final = 600
SEED: Final = 20261121
RAREST: Final = 1_000_000
"""Whatever is rarer than once in so many strangers is not told from never."""


@dataclass(frozen=True, slots=True)
class Price:
    """The probability that the next stranger, whose plate is read right, is taken for one of `plates` on the list.

    `by_matching` has every setting of a gate. `one_other` and `two_other` say, to compare, what it would be if any one
    or any two characters might differ. `resembling` counts the pairs of the list that one doubtful read may mean.
    """

    plates: int
    by_matching: Mapping[Matching, float]
    one_other: float
    two_other: float
    resembling: int

    @property
    def one_in(self) -> Mapping[str, int | None]:
        """How many strangers there are to one who is let in, in round numbers; None: more than RAREST."""
        return {
            **{matching.value: one_in(chance) for matching, chance in self.by_matching.items()},
            "one_other": one_in(self.one_other, figures=1),
            "two_other": one_in(self.two_other, figures=1),
        }


def price(plates: Iterable[str], countries: Sequence[str] = ()) -> Price:
    """Return the price of each way of matching on a list of folded plates; `countries` settle doubtful ones."""
    listed = frozenset(plates)
    strangers = Strangers(listed, countries)
    holders = _holders(listed)
    exact = sum(map(strangers.chance, listed))
    only = (text for text, those in holders.items() if len(those) == 1 and text not in listed)
    return Price(
        plates=len(listed),
        by_matching={Matching.EXACT: exact, Matching.LOOK_ALIKE: exact + sum(map(strangers.chance, only))},
        one_other=_within(1, listed, strangers),
        two_other=_within(2, listed, strangers),
        resembling=_resembling(holders, listed),
    )


def one_in(chance: float, figures: int = 2) -> int | None:
    """Return N for a chance of one in N, rounded down to so many figures; None for one that is rarer than RAREST."""
    if chance * RAREST < 1:
        return None
    whole = int(1 / chance)
    step = int(10 ** max(len(str(whole)) - figures, 0))
    return whole // step * step


def _holders(listed: Collection[str]) -> Mapping[str, list[str]]:
    """Return the plates of the list that each text is one look-alike off."""
    found: dict[str, list[str]] = {}
    for plate in listed:
        for text in one_look_alike_off(plate):
            found.setdefault(text, []).append(plate)
    return found


def _resembling(holders: Mapping[str, list[str]], listed: Collection[str]) -> int:
    pairs: set[tuple[str, ...]] = set()
    for text, those in holders.items():
        alike = sorted({*those, text}) if text in listed else sorted(those)
        pairs.update(combinations(alike, 2))
    return len(pairs)


def _within(edits: int, listed: Collection[str], strangers: Strangers) -> float:
    """Return the chance of a stranger whom at most `edits` other characters tell from a plate of the list.

    Importance sampling: draw texts close to the list, and weigh each by how likely a stranger's it is against how
    likely it was drawn. Right for a list of any density, and as exact for the rarest as for the commonest.
    """
    plates = sorted(listed)
    if not plates:
        return 0.0
    random = Random(SEED)  # noqa: S311 - the same figure for the same list
    lengths = {len(plate) for plate in plates}
    around = {n: _Around([plate for plate in plates if len(plate) == n], strangers.alphabets(n)) for n in lengths}
    total = 0.0
    for _ in range(DRAWS):
        plate = random.choice(plates)
        text = around[len(plate)].near(plate, edits, random)
        if (chance := strangers.chance(text)) > 0:
            total += chance / around[len(plate)].drawn(text, edits)
    return min(total * len(plates) / DRAWS, 1.0)


class _Around:
    """What lies around plates of one length: each place and character knows its plates, as the bits of a number."""

    def __init__(self, plates: Sequence[str], alphabets: Sequence[str]) -> None:
        self._alphabets = alphabets
        self._all = (1 << len(plates)) - 1
        self._having: list[dict[str, int]] = [{} for _ in alphabets]
        for number, plate in enumerate(plates):
            for place, character in enumerate(plate):
                having = self._having[place]
                having[character] = having.get(character, 0) | 1 << number

    def near(self, plate: str, edits: int, random: Random) -> str:
        """Draw a text: a plate with so many places written anew, by chance as they were."""
        characters = list(plate)
        for place in random.sample(range(len(characters)), edits):
            characters[place] = random.choice(self._alphabets[place])
        return "".join(characters)

    def drawn(self, text: str, edits: int) -> float:
        """Return how likely `near` is to draw a text, added up over the plates."""
        same = [having.get(character, 0) for having, character in zip(self._having, text, strict=True)]
        behind = [self._all]
        for bits in reversed(same):
            behind.append(behind[-1] & bits)
        behind.reverse()
        return self._ways(0, edits, self._all, same, behind) / comb(len(text), edits)

    def _ways(self, start: int, left: int, alive: int, same: Sequence[int], behind: Sequence[int]) -> float:
        """Add up the choices of places to write anew from `start` on; `alive` are the plates that fit before it."""
        total = 0.0
        for place in range(start, len(same) - left + 1):
            ways = (
                (alive & behind[place + 1]).bit_count()
                if left == 1
                else self._ways(place + 1, left - 1, alive, same, behind)
            )
            total += ways / len(self._alphabets[place])
            alive &= same[place]
            if not alive:
                break
        return total
