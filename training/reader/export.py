"""Writes a reader network as ONNX: 8-bit crops in; probabilities of steps and countries, and corners, out."""

import hashlib
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

from recognizer.vision.network import open_network
from recognizer.vision.rectify import SIZE
from recognizer.vision.steps import ALPHABET

from .net import COUNTRIES, Spoken


def export(net: nn.Module, temperature: float, out: Path) -> None:
    """Write the file, see that it says what the network says, print its fingerprint."""
    spoken = Spoken(net, temperature).eval()
    sample = torch.zeros(2, SIZE[1], SIZE[0], 3, dtype=torch.uint8)
    names = ["steps", "corners", "country"]
    torch.onnx.export(
        spoken,
        (sample,),
        str(out),
        input_names=["crops"],
        output_names=names,
        dynamic_axes={name: {0: "plates"} for name in ["crops", *names]},
        opset_version=17,
        dynamo=False,
    )
    _labelled(out, temperature)
    apart = _apart(spoken, out)
    if apart > 1e-3:
        raise SystemExit(f"{out} differs from the network by {apart}")
    print(f"{out}: {out.stat().st_size} bytes, temperature {temperature}, apart {apart:.1e}")
    print(f"sha256 {hashlib.sha256(out.read_bytes()).hexdigest()}", flush=True)


def _labelled(out: Path, temperature: float) -> None:
    model = onnx.load(str(out))
    said = {
        "alphabet": ALPHABET,
        "countries": ",".join(COUNTRIES),
        "size": f"{SIZE[0]}x{SIZE[1]}",
        "temperature": str(temperature),
    }
    onnx.helper.set_model_props(model, said)
    onnx.save(model, str(out))


def _apart(spoken: nn.Module, out: Path) -> float:
    """Return by how much the file's answers differ from the network's on noise and on plain grey."""
    crops = np.random.default_rng(0).integers(0, 256, (16, SIZE[1], SIZE[0], 3), np.uint8)
    crops[8:] = np.linspace(0, 255, 8, dtype=np.uint8)[:, None, None, None]
    ours = open_network(out, threads=1).run(None, {"crops": crops})
    with torch.inference_mode():
        theirs = spoken(torch.from_numpy(crops))
    return max(float(np.abs(one - other.numpy()).max()) for one, other in zip(ours, theirs, strict=True))
