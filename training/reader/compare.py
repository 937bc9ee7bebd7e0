"""Compare ways from columns to text: each is taught anew on one trained trunk, with the same lessons, for as long.

python -m reader.compare --weights reader.pt --shards DIR [--seconds 90] [--batches 160] [--seed 1]
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from recognizer.vision.steps import spelled

from .lessons import Lesson, lesson, taught
from .losses import loss_of
from .net import DESIGNS, Reader, Seen
from .shards import known, opened
from .train import BATCH, UNSEEN


@dataclass(frozen=True, slots=True)
class Page:
    """A lesson and what the trunk made of it: column features, corners, country."""

    lesson: Lesson
    features: Tensor
    corners: Tensor
    country: Tensor

    def seen(self, way: nn.Module) -> Seen:
        """Return what a way makes of it."""
        steps, frames = way(self.features)
        return Seen(steps, frames, self.corners, self.country)


def main() -> None:
    """Print one line a design: exact texts of unseen painted plates, time a batch, numbers in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--shards", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=90)
    parser.add_argument("--batches", type=int, default=160)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    dice = np.random.default_rng(arguments.seed)
    reader = Reader(["recurrent"])
    reader.load_state_dict(torch.load(arguments.weights), strict=False)
    shards = [opened(index) for index in known(arguments.shards) if index.stem != f"{UNSEEN:04d}"]
    unseen = opened(arguments.shards / f"{UNSEEN:04d}.npz")
    learned = [_page(reader, lesson(dice, shards, BATCH)) for _ in range(arguments.batches)]
    asked = [_page(reader, taught(dice, [unseen.photo(n) for n in range(m, m + BATCH)])) for m in range(0, 2048, BATCH)]
    for design in DESIGNS:
        torch.manual_seed(arguments.seed)
        way = DESIGNS[design]()
        steps = _taught(way, learned, arguments.seconds, ctc=DESIGNS[design].ctc)
        began = time.process_time()
        right = _right(way.eval(), asked)
        spent = 1000 * (time.process_time() - began) / len(asked) / BATCH
        numbers = sum(one.numel() for one in way.parameters())
        print(f"{design:14s} {right:.4f} exact  {steps} steps  {spent:.2f} ms a crop  {numbers} numbers", flush=True)


def _page(reader: Reader, one: Lesson) -> Page:
    reader.eval()
    with torch.no_grad():
        return Page(one, *reader.trunk(torch.from_numpy(one.crops)))


def _taught(way: nn.Module, pages: Sequence[Page], seconds: float, *, ctc: bool) -> int:
    """Teach a way for so much processor time; return how many steps that were."""
    optimiser = torch.optim.AdamW(way.parameters(), lr=2e-3, weight_decay=1e-2)
    way.train()
    began, steps = time.process_time(), 0
    while (done := (time.process_time() - began) / seconds) < 1:
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * min(1.0, done / 0.05 + 0.02) * (1.02 - done)
        page = pages[steps % len(pages)]
        loss = loss_of(page.seen(way), page.lesson, min(1.0, done / 0.25), ctc=ctc)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch does not type it
        nn.utils.clip_grad_norm_(way.parameters(), 5.0)
        optimiser.step()
        steps += 1
    return steps


def _right(way: nn.Module, pages: Sequence[Page]) -> float:
    """Return the share of crops of which both rows are read exactly."""
    right: list[bool] = []
    with torch.no_grad():
        for page in pages:
            steps = torch.softmax(page.seen(way).steps.float(), dim=-1).numpy()
            texts = [(spelled(upper).text, spelled(lower).text) for upper, lower in steps]
            right += [text == truth for text, truth in zip(texts, page.lesson.texts, strict=True)]
    return float(np.mean(right))


if __name__ == "__main__":
    main()
