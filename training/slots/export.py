"""Writes the slot network as ONNX with whole-number arithmetic: half the time, the same answers."""

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

from recognizer.vision.network import open_network
from recognizer.vision.slot_cnn import SIZE

from .net import Chance, SlotNet

Patches = NDArray[np.uint8]
APART = 0.1
"""By how much a probability may move at the most, on patches that the network answers for."""


def export(net: SlotNet, samples: Patches, out: Path) -> None:
    """Write a network, probabilities out; the ranges of its numbers are taken from samples."""
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        _write(net, exact)
        # The first layer has three channels: whole numbers would be slower there.
        nodes = [node.name for node in onnx.load(exact).graph.node if node.op_type in {"Conv", "Relu"}]
        inner = [name for name in nodes if "/body/" in name and name != "/net/body/body.0/Conv"]
        quantize_static(
            exact,
            out,
            _Samples(samples),
            quant_format=QuantFormat.QDQ,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,  # else processors without VNNI would overflow
            nodes_to_quantize=inner,
        )
        apart = _apart(exact, out, samples)
    if apart > APART:
        raise SystemExit(f"{out} differs from the network by {apart}")


def fingerprint(out: Path) -> str:
    """Return what a model card says of a file."""
    return f"{out.stat().st_size} bytes, sha256 {hashlib.sha256(out.read_bytes()).hexdigest()}"


class _Samples(CalibrationDataReader):  # type: ignore[misc]  # onnxruntime ships no types
    """Patches as the quantiser asks for them, batch by batch."""

    def __init__(self, samples: Patches) -> None:
        self._batches: Iterator[Patches] = iter(np.array_split(samples, max(1, len(samples) // 100)))

    def get_next(self) -> dict[str, Patches] | None:
        """Return the next batch, None at the end."""
        batch = next(self._batches, None)
        return None if batch is None else {"patches": batch}


def _write(net: SlotNet, out: Path) -> None:
    torch.onnx.export(
        Chance(net).eval(),
        (torch.zeros(2, SIZE, SIZE, 3, dtype=torch.uint8),),
        str(out),
        input_names=["patches"],
        output_names=["p"],
        dynamic_axes={"patches": {0: "slots"}, "p": {0: "slots"}},
        opset_version=17,
        dynamo=False,
    )


def _apart(one: Path, other: Path, samples: Patches) -> float:
    """Return by how much the probabilities of two files differ on samples and on plain grey."""
    grey = np.broadcast_to(np.linspace(0, 255, 32, dtype=np.uint8)[:, None, None, None], (32, SIZE, SIZE, 3))
    seen = np.concatenate([samples, grey])
    (ours,), (theirs,) = (open_network(file, threads=1).run(None, {"patches": seen}) for file in (one, other))
    return float(np.abs(ours - theirs).max())
