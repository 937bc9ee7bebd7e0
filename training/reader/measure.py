"""How a network does on painted plates that it has not seen, and the temperature at which its confidences are true."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray

from recognizer.vision.steps import spelled

from .lessons import Lesson, taught
from .losses import loss_of
from .net import COUNTRIES, DESIGNS, Reader, Seen
from .shards import Shard

SOME = 2048


def told(net: Reader, shard: Shard) -> None:
    """Print the share of plates read exactly, by design and country."""
    answers = list(_answers(net, shard))
    for design in net.ways:
        right: dict[str, list[bool]] = defaultdict(list)
        for lesson, seen in answers:
            steps = torch.softmax(seen[design].steps.float(), dim=-1).numpy()
            for n, country in enumerate(lesson.countries):
                right[COUNTRIES[country]].append(_rows(steps[n]) == lesson.texts[n])
        every = [one for those in right.values() for one in those]
        parts = " ".join(f"{country or 'none'} {np.mean(those):.3f}" for country, those in sorted(right.items()))
        print(f"{design}: {np.mean(every):.4f} exact of {len(every)} unseen painted plates: {parts}", flush=True)


def temperature_of(net: Reader, shard: Shard) -> float:
    """Return the temperature at which the texts of unseen plates are likeliest to the first design."""
    design = next(iter(net.ways))
    answers = [(lesson, seen[design]) for lesson, seen in _answers(net, shard)]

    def doubt(temperature: float) -> float:
        cooled = ((lesson, _cooled(seen, temperature)) for lesson, seen in answers)
        return sum(float(loss_of(seen, lesson, 1.0, ctc=DESIGNS[design].ctc)) for lesson, seen in cooled)

    return min((round(float(t), 2) for t in np.arange(0.7, 2.55, 0.05)), key=doubt)


def _cooled(seen: Seen, temperature: float) -> Seen:
    return Seen(seen.steps / temperature, seen.frames, seen.corners, seen.country)


def _answers(net: Reader, shard: Shard) -> Iterator[tuple[Lesson, dict[str, Seen]]]:
    dice = np.random.default_rng(7)
    with torch.inference_mode():
        for start in range(0, SOME, 128):
            lesson = taught(dice, [shard.photo(n) for n in range(start, start + 128)])
            yield lesson, net.each(torch.from_numpy(lesson.crops))


def _rows(steps: NDArray[np.float32]) -> tuple[str, str]:
    return spelled(steps[0]).text, spelled(steps[1]).text
