"""Makes torch and torchvision ready for the engines that are built on them; the one place that knows both."""

import importlib
import os
from collections.abc import Callable
from types import ModuleType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelMissing

Network = Callable[[NDArray[np.float32]], NDArray[np.float32]]
"""A network of one picture: from it to the probabilities of each class at each step (steps × classes)."""

HAVE_EXTRAS: Final = (
    "take an image built with EXTRAS=yes, or install the extras ultralytics and easyocr of addon/pyproject.toml"
    " (scripts/setup engines does it for this folder)"
)
"""What to do where an engine that is an extra is not installed."""

Tensor = Any
"""torch is no part of the environment in which types are checked."""


def ready_torch(threads: int) -> None:
    """Import torch and torchvision and let torch use so many cores; raise ModelMissing where they do not work."""
    # Read when torch is imported: its threads would burn a core while they wait for one another.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        torch = _torch()
    except ImportError as err:
        raise ModelMissing(f"the package torch is not installed: {HAVE_EXTRAS}") from err
    torch.set_num_threads(threads)
    try:
        _ready_torchvision()
    except (ImportError, RuntimeError) as err:
        raise ModelMissing(f"torchvision is missing or does not fit the installed torch: {HAVE_EXTRAS}") from err


def network_of(module: Any) -> Network:  # noqa: ANN401  # a torch.nn.Module
    """Return a text network of torch's as a plain function."""
    torch = _torch()
    module.eval()

    def run(picture: NDArray[np.float32]) -> NDArray[np.float32]:
        with torch.inference_mode():
            steps = module(torch.from_numpy(picture), None)[0].softmax(dim=1)
        return np.asarray(steps.numpy(), np.float32)

    return run


def _torch() -> ModuleType:
    return importlib.import_module("torch")


def _ready_torchvision() -> None:
    try:
        importlib.import_module("torchvision")
    except RuntimeError as err:
        # PyPI has torchvision for CUDA only; beside a torch without CUDA its compiled part cannot be loaded. Of that
        # part the engines use the weeding out of overlapping boxes alone, so that is all we give it.
        if "torchvision::nms" not in str(err):
            raise
        _define_nms()
        importlib.import_module("torchvision")
        vars(importlib.import_module("torchvision.extension"))["_has_ops"] = lambda: True


def _define_nms() -> None:
    torch = _torch()
    for name in ("nms", "qnms"):
        torch.library.define(f"torchvision::{name}", "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    torch.library.impl("torchvision::nms", "CPU")(_nms)


def _nms(boxes: Tensor, scores: Tensor, most: float) -> Tensor:
    """Return the places of the boxes kept, the surest first: none overlaps a surer one by more than `most`."""
    torch = _torch()
    order = scores.argsort(descending=True)
    sides = (boxes[:, 2:] - boxes[:, :2]).clamp(min=0)
    areas = sides[:, 0] * sides[:, 1]
    kept = []
    while order.numel():
        first, rest = order[0], order[1:]
        kept.append(first)
        low = torch.maximum(boxes[first, :2], boxes[rest, :2])
        high = torch.minimum(boxes[first, 2:], boxes[rest, 2:])
        both = (high - low).clamp(min=0).prod(dim=1)
        order = rest[both <= most * (areas[first] + areas[rest] - both)]
    return torch.stack(kept) if kept else order
