"""Train the slot network, write slots.onnx, and measure the recipe on cameras and days it has not seen.

    python -m slots.train --data DIR --out slots.onnx [--steps 650] [--looks 14] [--seed 1] [--only-measure]

DIR holds parking_cnr and parking_pklot. What is shipped is trained on all of it. Then each camera and each day is left
out of a training in turn, and that network is asked about it: it says what the recipe is worth, not the file.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from recognizer.vision.patches import patches
from recognizer.vision.slot_cnn import SIZE

from .export import export, fingerprint
from .measure import WEATHER, Wrong, spoilt, wrong_by_group
from .net import SlotNet
from .photos import Photo, photos
from .pool import Patches, Pool, draws, pool

FOLDS: tuple[tuple[str, ...], ...] = (
    ("cnr5", "pklot-2013-04-15"),
    ("cnr1", "cnr8", "pklot-2013-02-22"),
    ("cnr4", "cnr7", "pklot-2013-03-09"),
    ("cnr3", "pklot-2013-02-24"),
)
"""Each camera and each day is left out of one training, which is then asked about it."""
UNLIKE = ("pklot-2013-02-22", "pklot-2013-02-24", "pklot-2013-03-09", "pklot-2013-04-15")
"""A whole lot unlike all that is left."""
RATE = 3e-3


def main() -> None:
    """Train on everything and export, then measure what the recipe is worth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("slots.onnx"))
    parser.add_argument("--steps", type=int, default=650)
    parser.add_argument("--looks", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only-measure", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    every = photos(arguments.data)
    source = pool(every, arguments.looks, arguments.seed)
    print(f"{source.seen.shape[0]} looks at {source.seen.shape[1]} slots", flush=True)
    if not arguments.only_measure:
        net = trained(source, (), arguments.steps, arguments.seed)
        export(net, _samples(every), arguments.out)
        print(f"{arguments.out.name}: {fingerprint(arguments.out)}")
        _say("on what it was trained on", list(wrong_by_group(arguments.out, every).values()))
    measure(every, source, arguments.steps, arguments.seed)


def measure(every: Sequence[Photo], source: Pool, steps: int, seed: int) -> None:
    """Train a network a fold and print how right it is on what it has not seen."""
    found: dict[str, Wrong] = {}
    weather: dict[tuple[str, str], list[Wrong]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fold.onnx"
        for fold in FOLDS:
            unseen = _fold(every, source, fold, steps, seed, file)
            now = wrong_by_group(file, unseen)
            for group, wrong in now.items():
                print(f"{group:20s} {wrong}", flush=True)
            found |= now
            for sky in WEATHER:
                for group, wrong in wrong_by_group(file, spoilt(unseen, sky, seed)).items():
                    weather[sky, _set_of(group)].append(wrong)
        for name in ("cnr", "pklot"):
            _say(f"{name} unseen", [wrong for group, wrong in found.items() if _set_of(group) == name])
        for (sky, name), wrongs in weather.items():
            _say(f"{name} unseen, {sky}", wrongs)
        unseen = _fold(every, source, UNLIKE, steps, seed, file)
        for group, wrong in wrong_by_group(file, unseen).items():
            print(f"{group:20s} {wrong}, taught on cnr alone", flush=True)


def trained(source: Pool, left_out: Sequence[str], steps: int, seed: int) -> SlotNet:
    """Return a network trained on all groups but those left out."""
    torch.manual_seed(seed)
    net = SlotNet(SIZE)
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    loss_of = nn.BCEWithLogitsLoss()
    net.train()
    total = 0.0
    for step, (seen, labels) in enumerate(draws(source, left_out, steps, seed), 1):
        with torch.autocast("cpu", torch.bfloat16):
            logits = net(torch.from_numpy(seen))
        loss = loss_of(logits.float(), torch.from_numpy(labels))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        total += float(loss.detach())
        if step % 100 == 0:
            print(f"  step {step}: loss {total / 100:.4f}", flush=True)
            total = 0.0
    return net.eval()


def _fold(
    every: Sequence[Photo], source: Pool, left_out: Sequence[str], steps: int, seed: int, file: Path
) -> list[Photo]:
    """Write the file of a network that has not seen some photos; return those."""
    print(f"unseen: {', '.join(left_out)}", flush=True)
    known = [photo for photo in every if photo.group not in left_out]
    export(trained(source, left_out, steps, seed), _samples(known), file)
    return [photo for photo in every if photo.group in left_out]


def _samples(known: Sequence[Photo]) -> Patches:
    """Return some patches as cameras see them, for the ranges of the network's numbers."""
    return np.concatenate([patches(photo.image, photo.layout, SIZE) for photo in known])[::2]


def _set_of(group: str) -> str:
    return group.split("-", maxsplit=1)[0].rstrip("0123456789")


def _say(what: str, wrongs: Sequence[Wrong]) -> None:
    print(f"{what}: {sum(wrongs, Wrong())}", flush=True)


if __name__ == "__main__":
    main()
