"""Patches made ready for training, once for all trainings, and the draws from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recognizer.vision.patches import patches
from recognizer.vision.slot_cnn import SIZE

from .augment import Floats, Patch, jittered, weathered
from .ground import middle, regrounded
from .photos import Photo
from .weather import flecked, veiled

BATCH = 128
EVEN = 0.7
"""How far taken and free places of one lot are drawn equally often: 0 as they are, 1 equally."""
MOST = 6.0
"""How many times as often as another a rare place is drawn at the most."""
MIXED = 0.25
"""The share of patches whose middle is set on a free place of any lot: no ground may mean free."""

Patches = NDArray[np.uint8]
Labels = NDArray[np.float32]


@dataclass(frozen=True)
class Pool:
    """Every slot seen several times: `seen` is looks × slots × size × size × 3, the rest is one a slot."""

    seen: Patches
    taken: NDArray[np.bool_]
    group: NDArray[np.str_]


def pool(every: Sequence[Photo], looks: int, seed: int) -> Pool:
    """Cut every slot `looks` times, outlined anew, on other ground, in other weather."""
    dice = np.random.default_rng(seed)
    taken = np.concatenate([np.array(photo.taken) for photo in every])
    group = np.array([photo.group for photo in every for _ in photo.taken])
    return Pool(np.stack([_look(every, taken, dice) for _ in range(looks)]), taken, group)


def _look(every: Sequence[Photo], taken: NDArray[np.bool_], dice: np.random.Generator) -> Patches:
    cut = np.concatenate([patches(photo.image, jittered(photo.layout, dice), SIZE) for photo in every])
    seen = [_aired(regrounded(one, dice, taken=bool(car)), dice) for one, car in zip(cut, taken, strict=True)]
    return np.stack([weathered(one, dice) for one in seen])


def _aired(patch: Patch, dice: np.random.Generator) -> Patch:
    seen: Floats = patch.astype(np.float32)
    if dice.random() < 0.15:
        seen = veiled(seen, dice, dice.uniform(0.1, 0.5))
    if dice.random() < 0.08:
        seen = flecked(seen, dice, dice.uniform(0.003, 0.02), dice.choice([1.0, dice.uniform(1, 8)]))
    return np.clip(seen, 0, 255).astype(np.uint8)


def draws(source: Pool, left_out: Sequence[str], steps: int, seed: int) -> Iterator[tuple[Patches, Labels]]:
    """Yield a batch a step, drawn from all groups but those left out; labels are softened, for some are wrong."""
    dice = np.random.default_rng(seed)
    known = np.flatnonzero(~np.isin(source.group, list(left_out)))
    weights = _weights(source, known)
    free = known[~source.taken[known]]
    free_weights = _alike(_lots(source, free))
    middles = np.stack([middle(SIZE, dice) for _ in range(256)])
    for _ in range(steps):
        which = dice.choice(known, BATCH, p=weights)
        seen = source.seen[dice.integers(0, len(source.seen), BATCH), which]
        mixed = np.flatnonzero(dice.random(BATCH) < MIXED)
        onto = dice.choice(free, len(mixed), p=free_weights)
        ground = source.seen[dice.integers(0, len(source.seen), len(mixed)), onto]
        seen[mixed] = _set_on(seen[mixed], ground, middles[dice.integers(0, len(middles), len(mixed))], dice)
        yield seen, (source.taken[which] * 0.96 + 0.02).astype(np.float32)


def _lots(source: Pool, which: NDArray[np.intp]) -> NDArray[np.str_]:
    """Return which lot's camera each slot is seen by: a camera's days are one."""
    return np.array([group.split("-")[0] for group in source.group[which]])


def _alike(lots: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return chances of being drawn that make every lot as frequent as any other."""
    _, which, many = np.unique(lots, return_inverse=True, return_counts=True)
    chances = 1 / many[which]
    return np.asarray(chances / chances.sum(), np.float64)


def _weights(source: Pool, known: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return chances of being drawn: where a lot is mostly empty, its own look must not mean free."""
    lots, taken = _lots(source, known), source.taken[known]
    weights = np.ones(len(known))
    for lot in np.unique(lots):
        for car in (False, True):
            kin = (lots == lot) & (taken == car)
            if kin.any():
                weights[kin] = 1 - EVEN + EVEN * (lots == lot).sum() / 2 / kin.sum()
    weights = np.minimum(weights, MOST)
    return np.asarray(weights / weights.sum(), np.float64)


def _set_on(seen: Patches, ground: Patches, keep: Floats, dice: np.random.Generator) -> Patches:
    """Set the middles of patches on other patches' ground, mostly in the light of that ground."""
    rim = (1 - keep) / (1 - keep).sum(axis=(1, 2, 3), keepdims=True)
    here, there = ((one * rim).sum(axis=(1, 2, 3)) / 3 + 8 for one in (seen, ground))
    gain = np.where(dice.random(len(seen)) < 0.75, np.clip(there / here, 0.4, 2.5), 1)
    return np.clip(seen * gain[:, None, None, None] * keep + ground * (1 - keep), 0, 255).astype(np.uint8)
