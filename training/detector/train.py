"""Train the plate detector on scenes of our own and write detector.onnx.

    python -m detector.train --out detector.onnx [--photos DIR ...] [--steps 7000] [--size small] [--seed 1]

No photo of a plate is used. DIRs hold pictures without legible plates, as backdrops (CNRPark+EXT, PKLot).
"""

import argparse
import copy
import hashlib
import math
import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from recognizer.vision.network import open_network

from .backdrops import photos
from .net import SIZES, Answer, PlateNet
from .scenes import HEIGHT, WIDTH, Plate, Scene, scene
from .stock import Stock
from .targets import Target, loss, target

PIECE = (320, 256)
"""Width and height of what is trained on: a piece of a scene."""
BATCH = 16
FRESH = 3
"""Scenes painted anew a step; the others of a batch are pieces of earlier ones."""
KEPT = 1500
AVERAGED = 0.998


def main() -> None:
    """Train and export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("detector.onnx"))
    parser.add_argument("--photos", type=Path, nargs="*", default=[])
    parser.add_argument("--steps", type=int, default=7000)
    parser.add_argument(
        "--minutes", type=float, default=math.inf, help="end the training then, if the steps are not done"
    )
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="weights of an earlier training to go on from")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    cv2.setNumThreads(1)
    torch.manual_seed(arguments.seed)
    net = PlateNet(SIZES[arguments.size])
    if arguments.start:
        net.load_state_dict(torch.load(arguments.start))
    painter = Painter(arguments.seed, photos(*arguments.photos))
    best = trained(net, painter, arguments.steps, arguments.minutes, arguments.out)
    export(best, arguments.out)


class Painter:
    """Paints scenes and keeps the latest, for pieces to be cut from."""

    def __init__(self, seed: int, backdrops: Sequence[NDArray[np.uint8]]) -> None:
        self._dice = np.random.default_rng(seed)
        self._backdrops = backdrops
        self._stock = Stock()
        self._kept: list[Scene] = []

    def batch(self) -> tuple[torch.Tensor, list[Target]]:
        """Return pieces of scenes, fresh ones and earlier ones, and what to answer."""
        fresh = [scene(self._dice, self._stock, self._backdrops) for _ in range(FRESH if self._kept else BATCH)]
        earlier = [self._kept[self._dice.integers(len(self._kept))] for _ in range(BATCH - len(fresh))]
        self._kept = [*self._kept, *fresh][-KEPT:]
        pieces = [self._piece(one) for one in (*fresh, *earlier)]
        pictures = torch.from_numpy(np.stack([image for image, _ in pieces]))
        return pictures, [target(plates, *PIECE) for _, plates in pieces]

    def _corner(self, one: Scene, grow: float) -> NDArray[np.float64]:
        """Return where a piece begins, if possible where a plate is in it."""
        size = np.array(PIECE) / grow
        room = np.array([WIDTH, HEIGHT]) - size
        middles = [plate.corners.mean(axis=0) for plate in one.plates]
        for _ in range(3):
            place = self._dice.uniform(np.minimum(room, 0), np.maximum(room, 0))
            if any(((middle > place + 8) & (middle < place + size - 8)).all() for middle in middles):
                break
        return np.asarray(place, np.float64)

    def _piece(self, one: Scene) -> tuple[NDArray[np.uint8], list[Plate]]:
        """Return a piece of a scene, nearer or farther and in other colours, and its plates."""
        grow = float(self._dice.uniform(0.9, 1.4))
        x, y = self._corner(one, grow)
        shift = np.array([[grow, 0, -x * grow], [0, grow, -y * grow]])
        shift[:, 2] += (grow - 1) / 2
        piece = cv2.warpAffine(one.image, shift, PIECE, borderMode=cv2.BORDER_REFLECT)
        gain, lift = self._dice.normal(1, 0.1) + self._dice.normal(0, 0.04, 3), self._dice.normal(0, 8)
        table = np.clip(np.arange(256)[:, None] * gain + lift, 0, 255).astype(np.uint8)
        image = np.asarray(cv2.LUT(piece, table.reshape(256, 1, 3)), np.uint8)
        return image, [Plate((plate.corners - (x, y)) * grow, plate.unsure) for plate in one.plates]


def trained(net: PlateNet, painter: Painter, steps: int, limit: float, out: Path) -> PlateNet:
    """Return the average of a network's latest weights; it is saved beside `out` on the way."""
    net = net.train()
    average = copy.deepcopy(net)
    optimiser = torch.optim.AdamW(net.parameters(), lr=0, weight_decay=1e-2)
    began, total = time.monotonic(), np.zeros(2)
    for step in range(steps):
        minutes = (time.monotonic() - began) / 60
        done = max(step / steps, minutes / limit)
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * min((step + 1) / 200, 0.5 + 0.5 * math.cos(math.pi * done))
        pictures, targets = painter.batch()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            answer = net(pictures)
        found, off = loss(answer, targets)
        optimiser.zero_grad()
        torch.autograd.backward(found + off * 2)
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        _follow(average, net, min(AVERAGED, (step + 1) / (step + 20)))
        total += found.item(), off.item()
        if step % 100 == 99:
            mean = total / 100
            print(f"step {step + 1}: {minutes:.1f} min, chances {mean[0]:.3f}, corners {mean[1]:.4f}", flush=True)
            total[:] = 0
        if step % 500 == 499:
            torch.save(average.state_dict(), out.with_suffix(".pt"))
    torch.save(average.state_dict(), out.with_suffix(".pt"))
    return average


def _follow(average: PlateNet, net: PlateNet, keep: float) -> None:
    with torch.no_grad():
        for mean, now in zip(average.state_dict().values(), net.state_dict().values(), strict=True):
            if mean.dtype.is_floating_point:
                mean.lerp_(now, 1 - keep)
            else:
                mean.copy_(now)


def export(net: PlateNet, out: Path) -> None:
    """Write the network as ONNX and print its fingerprint; raise SystemExit where the file answers differently."""
    torch.onnx.export(
        Answer(net).eval(),
        (torch.zeros(2, 64, 96, 3, dtype=torch.uint8),),
        str(out),
        input_names=["pictures"],
        output_names=["chances", "corners"],
        dynamic_axes={
            "pictures": {0: "n", 1: "height", 2: "width"},
            "chances": {0: "n", 1: "rows", 2: "columns"},
            "corners": {0: "n", 2: "rows", 3: "columns"},
        },
        opset_version=17,
        dynamo=False,
    )
    seen = np.random.default_rng(0).integers(0, 256, (2, 96, 160, 3), np.uint8)
    ours = open_network(out, threads=1).run(None, {"pictures": seen})
    with torch.inference_mode():
        theirs = Answer(net).eval()(torch.from_numpy(seen))
    apart = max(float(np.abs(a - b.numpy()).max()) for a, b in zip(ours, theirs, strict=True))
    if apart > 1e-2:
        raise SystemExit(f"{out} differs from the network by {apart}")
    print(f"{out}: {out.stat().st_size} bytes, sha256 {hashlib.sha256(out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
