"""The slot network: five small convolutions, a weighted sum over the patch, one number."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

LEAN = 0.5
"""Added to every logit: free places are surer of themselves than dark cars on an unknown camera, in every fold."""


class SlotNet(nn.Module):
    """Maps patches (N × size × size × 3, 8 bit BGR) to logits (N) of being occupied."""

    def __init__(self, size: int, widths: Sequence[int] = (16, 24, 32, 48, 64), dropout: float = 0.3) -> None:
        super().__init__()
        a, b, c, d, e = widths
        self.body = nn.Sequential(
            *_stage(3, a, 2), *_stage(a, b, 2), *_stage(b, c, 1), *_stage(c, d, 2), *_stage(d, e, 1)
        )
        # A plain mean would not know a car in the middle from a neighbour's bumper at the rim.
        self.gather = nn.Conv2d(e, e, size // 8, groups=e)
        nn.init.constant_(self.gather.weight, 1 / (size // 8) ** 2)
        self.head = nn.Sequential(nn.Flatten(), nn.Dropout(dropout), nn.Linear(e, 1))

    def forward(self, patches: Tensor) -> Tensor:
        """Return the logits."""
        seen = patches.permute(0, 3, 1, 2).float()
        mean = seen.mean(dim=(1, 2, 3), keepdim=True)
        square = (seen * seen).mean(dim=(1, 2, 3), keepdim=True)
        spread = (square - mean * mean).clamp(min=0).sqrt()
        # By the spread alone, plain asphalt would be stretched until its grain looks like a car.
        scale = 1 / (0.5 * spread + 0.5 * mean + 10)
        seen = seen * scale - mean * scale
        logits: Tensor = self.head(self.gather(self.body(seen))).squeeze(1)
        return logits


class Chance(nn.Module):
    """What is exported: the same network, giving probabilities."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.net = net

    def forward(self, patches: Tensor) -> Tensor:
        """Return the probabilities (N) of being occupied."""
        return torch.sigmoid(self.net(patches) + LEAN)


def _stage(inputs: int, outputs: int, stride: int) -> list[nn.Module]:
    return [
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    ]
