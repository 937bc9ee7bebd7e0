"""Train the slot network, measure it on cameras and days it has not seen, and write slots.onnx.

    python -m slots.train --data DIR --out slots.onnx [--epochs 60] [--seed 1] [--only-measure]

DIR holds parking_cnr and parking_pklot. Folds are measured first: their cameras and days are left out of training.
What is shipped is then trained on all of it, so the folds say what the recipe is worth, not the file.
"""

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from recognizer.vision.network import open_network
from recognizer.vision.patches import patches
from recognizer.vision.slot_cnn import SIZE

from .augment import jittered, weathered
from .ground import regrounded
from .net import Chance, SlotNet
from .photos import Photo, photos

FOLDS: dict[str, tuple[str, ...]] = {
    "some cameras and days": ("cnr4", "cnr7", "pklot-2013-02-24", "pklot-2013-03-09"),
    "other cameras and days": ("cnr1", "cnr5", "cnr8", "pklot-2013-02-22", "pklot-2013-04-15"),
    "the camera with a whole day": ("cnr3",),
    "a lot unlike any other": ("pklot-2013-02-22", "pklot-2013-02-24", "pklot-2013-03-09", "pklot-2013-04-15"),
}
"""What is measured: these groups are left out of a training, which is then asked about them."""
BATCH = 128

Patches = NDArray[np.uint8]
Labels = NDArray[np.float32]


def main() -> None:
    """Measure the folds, then train on everything and export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("slots.onnx"))
    parser.add_argument("--epochs", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only-measure", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    every = photos(arguments.data)
    for fold, held_out in FOLDS.items():
        print(f"unseen: {fold}")
        net = trained([photo for photo in every if photo.group not in held_out], arguments.epochs, arguments.seed)
        report(net, [photo for photo in every if photo.group in held_out])
    if not arguments.only_measure:
        export(trained(every, arguments.epochs, arguments.seed), arguments.out)


def trained(known: Sequence[Photo], epochs: int, seed: int) -> SlotNet:
    """Return a network trained on photos."""
    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    net = SlotNet(SIZE)
    steps = epochs * -(-sum(len(photo.taken) for photo in known) // BATCH)
    optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps)
    loss_of = nn.BCEWithLogitsLoss()
    net.train()
    for epoch in range(epochs):
        seen, labels = _epoch(known, dice)
        order, total = dice.permutation(len(labels)), 0.0
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            loss = loss_of(net(torch.from_numpy(seen[some])), torch.from_numpy(labels[some]))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += float(loss.detach()) * len(some)
        if epoch % 10 == 9:
            print(f"  epoch {epoch + 1}: loss {total / len(order):.4f}", flush=True)
    return net.eval()


def _epoch(known: Sequence[Photo], dice: np.random.Generator) -> tuple[Patches, Labels]:
    """Cut, reground and weather every slot once, outlined anew; a label is softened, for some of them are wrong."""
    cut = np.concatenate([patches(photo.image, jittered(photo.layout, dice), SIZE) for photo in known])
    taken = np.concatenate([np.array(photo.taken) for photo in known])
    seen = [weathered(regrounded(one, dice, taken=bool(car)), dice) for one, car in zip(cut, taken, strict=True)]
    return np.stack(seen), (taken * 0.96 + 0.02).astype(np.float32)


def chances(net: SlotNet, photo: Photo) -> NDArray[np.float32]:
    """Return the probability of being occupied of each slot of a photo."""
    with torch.inference_mode():
        cut = torch.from_numpy(patches(photo.image, photo.layout, SIZE))
        return np.asarray(torch.sigmoid(net(cut)).numpy(), np.float32)


def report(net: SlotNet, unseen: Sequence[Photo]) -> None:
    """Print the accuracy on photos and both kinds of error, a line for each camera or day."""
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for photo in unseen:
        found[photo.group] += zip((chances(net, photo) >= 0.5).tolist(), photo.taken, strict=True)
    for group, pairs in sorted(found.items()):
        called, taken = np.array(pairs).T
        wrong = f"{(called & ~taken).sum()} free called taken, {(~called & taken).sum()} taken called free"
        print(f"{group:20s} {(called == taken).mean():.4f} of {len(pairs)} slots: {wrong}", flush=True)


def export(net: SlotNet, out: Path) -> None:
    """Write the network as ONNX, probabilities out, and print its fingerprint."""
    sample = torch.zeros(2, SIZE, SIZE, 3, dtype=torch.uint8)
    torch.onnx.export(
        Chance(net).eval(),
        (sample,),
        str(out),
        input_names=["patches"],
        output_names=["p"],
        dynamic_axes={"patches": {0: "slots"}, "p": {0: "slots"}},
        opset_version=17,
        dynamo=False,
    )
    apart = _apart(net, out)
    if apart > 1e-4:
        raise SystemExit(f"{out} differs from the network by {apart}")
    print(f"{out}: {out.stat().st_size} bytes, sha256 {hashlib.sha256(out.read_bytes()).hexdigest()}")


def _apart(net: SlotNet, out: Path) -> float:
    """Return by how much the file's probabilities differ from the network's on noise and on plain grey."""
    seen = np.random.default_rng(0).integers(0, 256, (64, SIZE, SIZE, 3), np.uint8)
    seen[32:] = np.linspace(0, 255, 32, dtype=np.uint8)[:, None, None, None]
    (ours,) = open_network(out, threads=1).run(None, {"patches": seen})
    with torch.inference_mode():
        return float(np.abs(ours - torch.sigmoid(net(torch.from_numpy(seen))).numpy()).max())


if __name__ == "__main__":
    main()
