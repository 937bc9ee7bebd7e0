"""Stays on slots: when they begin and end, and a guess at whose they are, with its probability."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from .counting import has_passed
from .model import Direction, LogEntry, Reason
from .places import SlotNow, Stay


@dataclass(frozen=True, slots=True)
class Guessing:
    """How a guess is made.

    A vehicle counts for `window` after it came in. What speaks for it halves every `half_life`, is `owner` times as
    much on a slot of its own household, and grows by `habit` for each of at most `habits` earlier stays of it on this
    slot that somebody confirmed. `nobody` speaks for a vehicle that no camera read, and so does every vehicle that came
    in unread. A guess is told from a probability of `least` on; from `certain` on, a stay says that its vehicle cannot
    stand anywhere else.
    """

    window: timedelta = timedelta(minutes=10)
    half_life: timedelta = timedelta(minutes=2)
    owner: float = 8.0
    habit: float = 1.0
    habits: int = 5
    nobody: float = 0.3
    least: float = 0.5
    certain: float = 0.5


GUESSING: Final = Guessing()


@dataclass(frozen=True, slots=True)
class Crossing:
    """A vehicle got through a gate; `plate` is None where nobody could read it. `entry`: it came in."""

    passage: str
    plate: str | None
    household: int | None
    apartment: str | None
    at: datetime
    entry: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A vehicle that may stand on a slot; `passage` is how it came in."""

    plate: str
    household: int | None
    apartment: str | None
    probability: float
    passage: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What a slot's state makes of its stay: one that is over, one that begins."""

    ended: Stay | None = None
    begun: Stay | None = None


def turn(now: SlotNow, stay: Stay | None, at: datetime, *, seen: bool | None) -> Turn:
    """Return what becomes of a slot's stay; `seen` is how the slot was last worked off, `at` the time.

    A slot that nobody can see keeps its stay. One that is seen again, taken since later than its stay began, was free
    meanwhile: that is another vehicle. A person's word says nothing of what was meanwhile.
    """
    if now.occupied is None:
        return Turn()
    since = now.since or at
    if not now.occupied:
        return Turn(ended=_over(stay, since, at))
    begun = Stay(0, now.slot.id, now.slot.address.text, now.slot.zone, since)
    if stay is None:
        return Turn(begun=begun)
    if seen is None and now.override is None and since > stay.since:
        return Turn(ended=_over(stay, since, at), begun=begun)
    return Turn()


def got_through(entry: LogEntry) -> bool:
    """Tell whether a passage's vehicle got through, for all we know.

    Where no gate is, nothing keeps it.
    """
    return has_passed(entry) or entry.reason is Reason.NO_GATE


def plate_of(entry: LogEntry) -> str | None:
    """Return the plate a passage is known by: the listed one, else the one read, where it was read surely."""
    return entry.listed_plate or (entry.passage.plate.text if entry.passage.plate.accepted else None)


def crossing(entry: LogEntry) -> Crossing:
    """Return a passage as a guess sees it."""
    plate, at = plate_of(entry), entry.passage.captured_at
    return Crossing(entry.passage.id, plate, entry.household, entry.apartment, at, entry.direction is Direction.ENTRY)


def to_park(
    crossings: Iterable[Crossing], at: datetime, standing: Collection[str], rules: Guessing = GUESSING
) -> list[Crossing]:
    """Return who came in within the window before `at`, has not left since, and stands nowhere else: newest each."""
    inside: dict[str, Crossing] = {}
    for one in sorted(crossings, key=lambda one: one.at):
        name = one.plate or one.passage
        if not one.entry:
            inside.pop(name, None)
        elif at - rules.window <= one.at < at and one.plate not in standing:
            inside[name] = one
    return list(inside.values())


def weigh(
    arrived: Sequence[Crossing],
    at: datetime,
    owner: int | None,
    habits: dict[str, int],
    rules: Guessing = GUESSING,
) -> tuple[Candidate, ...]:
    """Return who may stand on a slot taken at `at`, likeliest first; what is missing to 1 is nobody we know.

    Each vehicle's weight is 2^(-age / half_life), times `owner` on a slot of its own household, times
    1 + `habit` for each confirmed stay in `habits`; the weights, with nobody's, are shared out to 1.
    """
    nobody, weights = rules.nobody, []
    for one in arrived:
        weight = 0.5 ** ((at - one.at) / rules.half_life)
        if one.plate is None:
            nobody += weight
            continue
        if owner is not None and one.household == owner:
            weight *= rules.owner
        weight *= 1 + rules.habit * min(habits.get(one.plate, 0), rules.habits)
        weights.append((one, one.plate, weight))
    whole = nobody + sum(weight for _, _, weight in weights)
    found = [
        Candidate(plate, one.household, one.apartment, weight / whole, one.passage) for one, plate, weight in weights
    ]
    return tuple(sorted(found, key=lambda candidate: (-candidate.probability, candidate.plate)))


def suggest(candidates: Sequence[Candidate], rules: Guessing = GUESSING) -> Candidate | None:
    """Return the likeliest, where it is likely enough to be told."""
    best = candidates[0] if candidates else None
    return best if best is not None and best.probability >= rules.least else None


def _over(stay: Stay | None, since: datetime, at: datetime) -> Stay | None:
    return None if stay is None else replace(stay, until=since if since > stay.since else max(at, stay.since))
