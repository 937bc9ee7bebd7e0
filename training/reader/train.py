"""Train the plate reader and write reader.onnx.

    python -m reader.train --out reader.onnx [--shards DIR] [--count 250] [--steps 60000] [--seed 1]

Shards of painted plates that DIR lacks are drawn first, by two processes; everything else takes one core. `--minutes`
ends the training by the clock instead of by `--steps`, and then takes in shards that others add to DIR meanwhile.
"""

import argparse
import copy
import math
import multiprocessing
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from . import shards
from .export import export
from .lessons import lesson
from .losses import loss_of
from .measure import temperature_of, told
from .net import DESIGNS, Reader

BATCH = 64
UNSEEN = 9999
"""The number of the shard that is drawn for measuring and never learned from."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how: steps or minutes, the highest learning rate, which share of it is left at the end.

    `taught`: the share of the time in which positions are taught beside texts; `follow`: how slowly averages do.
    """

    steps: int
    minutes: float | None = None
    rate: float = 2e-3
    last: float = 0.02
    taught: float = 0.2
    follow: float = 0.999

    def done(self, step: int, began: float) -> float:
        """Return the share that is over, 0 to 1."""
        return step / self.steps if self.minutes is None else (time.monotonic() - began) / (60 * self.minutes)

    def rate_at(self, done: float) -> float:
        """Return the learning rate: up for a twentieth, then down a cosine."""
        falling = (1 + math.cos(math.pi * min(done, 1.0))) / 2
        return self.rate * min(1.0, done / 0.04 + 0.02) * (self.last + (1 - self.last) * falling)


def main() -> None:
    """Draw what is missing, train, find the temperature, export."""
    arguments = _arguments()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    numbers = [*range(arguments.count), UNSEEN]
    missing = [n for n in numbers if not (arguments.shards / f"{n:04d}.npz").exists()]
    with multiprocessing.Pool(2) as pool:
        pool.starmap(shards.write, [(arguments.shards, n, arguments.seed) for n in missing], chunksize=1)
    net = Reader(arguments.design.split(","))
    if arguments.start:
        net.load_state_dict(torch.load(arguments.start), strict=False)
    unseen = shards.opened(arguments.shards / f"{UNSEEN:04d}.npz")
    plan = Plan(arguments.steps, arguments.minutes, arguments.rate, arguments.last, arguments.taught)
    trained = train(net, arguments.shards, plan, arguments.seed, arguments.out)
    torch.save(trained.state_dict(), arguments.out.with_suffix(".pt"))
    told(trained, unseen)
    export(trained, temperature_of(trained, unseen), arguments.out)


def train(net: Reader, folder: Path, plan: Plan, seed: int, out: Path) -> Reader:
    """Return the averaged weights of a training; a state is left beside `out` every thousand steps."""
    dice = np.random.default_rng(seed)
    net = net.to(memory_format=torch.channels_last).train()  # type: ignore[call-overload]  # torch's stub lacks this form
    averaged = copy.deepcopy(net).eval()
    optimiser = torch.optim.AdamW(net.parameters(), lr=plan.rate, weight_decay=1e-2, betas=(0.9, 0.98))
    seen = _seen(folder)
    began, step, running = time.monotonic(), 0, 0.0
    while (done := plan.done(step, began)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = plan.rate_at(done)
        batch = lesson(dice, seen, BATCH)
        with torch.autocast("cpu", torch.bfloat16):
            answers = net.each(torch.from_numpy(batch.crops))
        losses = [
            loss_of(seen, batch, min(1.0, done / plan.taught), ctc=DESIGNS[design].ctc)
            for design, seen in answers.items()
        ]
        loss = torch.stack(losses).mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch does not type it
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        step += 1
        _follow(averaged, net, min(plan.follow, step / (step + 20)))
        running += (float(loss.detach()) - running) / min(step, 100)
        if step % 100 == 0:
            print(f"{step} {done:.3f} {time.monotonic() - began:.0f} s loss {running:.4f}", flush=True)
        if step % 1000 == 0:
            torch.save(averaged.state_dict(), out.with_suffix(".part.pt"))
            seen = _seen(folder) if plan.minutes is not None else seen
    return averaged


def _seen(folder: Path) -> list[shards.Shard]:
    return [shards.opened(index) for index in shards.known(folder) if index.stem != f"{UNSEEN:04d}"]


def _follow(averaged: Reader, net: Reader, keep: float) -> None:
    with torch.no_grad():
        pairs = zip(averaged.state_dict().values(), net.state_dict().values(), strict=True)
        for ours, theirs in pairs:
            if ours.dtype.is_floating_point:
                ours.lerp_(theirs, 1 - keep)
            else:
                ours.copy_(theirs)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shards", type=Path, default=Path("shards"))
    parser.add_argument("--count", type=int, default=250)
    parser.add_argument("--steps", type=int, default=60_000)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--last", type=float, default=0.02)
    parser.add_argument("--taught", type=float, default=0.2)
    parser.add_argument("--design", default="recurrent", help="one of them, or several with commas")
    parser.add_argument("--start", type=Path, help="weights to begin with")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
