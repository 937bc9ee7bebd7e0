"""The plate network: how sure it is of a plate's middle at every eighth pixel, and where the corners are."""

from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

STRIDE = 8
"""Pixels between two answers."""


@dataclass(frozen=True, slots=True)
class Size:
    """How wide and how deep a network is: channels at strides 2, 4, 8, 16, 32 and of the neck, blocks a stage."""

    widths: tuple[int, int, int, int, int]
    blocks: tuple[int, int, int, int]
    neck: int


SIZES = {
    "small": Size((16, 32, 48, 80, 112), (1, 1, 2, 1), 48),
    "large": Size((16, 32, 64, 96, 128), (1, 2, 2, 1), 64),
}


class PlateNet(nn.Module):
    """Pictures (n × h × w × 3, 8 bit BGR) in; n × 9 × h/8 × w/8 out: a logit and four corners from the cell's middle.

    Corners are in pixels, x and y of each, clockwise from the plate's own top left.
    """

    def __init__(self, size: Size) -> None:
        super().__init__()
        ways = size.widths
        self.stem = _conv(3, ways[0], stride=2)
        self.stages = nn.ModuleList(
            nn.Sequential(_conv(before, after, stride=2), *(_Block(after) for _ in range(count)))
            for before, after, count in zip(ways, ways[1:], size.blocks, strict=False)
        )
        self.sides = nn.ModuleList(_conv(way, size.neck, kernel=1) for way in ways[2:])
        self.joins = nn.ModuleList(_conv(size.neck, size.neck) for _ in range(2))
        self.head = _conv(size.neck, size.neck)
        self.answer = nn.Conv2d(size.neck, 9, 1)
        nn.init.normal_(self.answer.weight, std=0.01)
        with torch.no_grad():
            cast("Tensor", self.answer.bias).copy_(torch.tensor([-4.0, -3, -1, 3, -1, 3, 1, -3, 1]))

    def forward(self, pictures: Tensor) -> Tensor:
        """Return logits and corners."""
        x = pictures.permute(0, 3, 1, 2).to(self.answer.weight.dtype) / 64
        x = self.stem(x.contiguous(memory_format=torch.channels_last))
        found = []
        for stage in self.stages:
            x = stage(x)
            found.append(x)
        low = self.sides[2](found[3])
        for side, join, wider in zip((self.sides[1], self.sides[0]), self.joins, (found[2], found[1]), strict=True):
            low = join(nn.functional.interpolate(low, scale_factor=2.0, mode="nearest") + side(wider))
        low = self.head(low)
        with torch.autocast("cpu", enabled=False):  # half of the digits would blur the corners of large plates
            answer = self.answer(low.float())
        return torch.cat([answer[:, :1], answer[:, 1:] * STRIDE], dim=1)


class Answer(nn.Module):
    """What is exported: the chance of a plate (n × h/8 × w/8) and the corners (n × 8 × h/8 × w/8)."""

    def __init__(self, net: PlateNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        """Return chances and corners."""
        answer = self.net(pictures)
        return torch.sigmoid(answer[:, 0]), answer[:, 1:]


class _Block(nn.Module):
    """A residual bottleneck."""

    def __init__(self, ways: int) -> None:
        super().__init__()
        self.inner = nn.Sequential(_conv(ways, ways // 2, kernel=1), _conv(ways // 2, ways))

    def forward(self, x: Tensor) -> Tensor:
        """Return what goes on."""
        return x + cast("Tensor", self.inner(x))


def _conv(before: int, after: int, *, kernel: int = 3, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(before, after, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(after), nn.ReLU(inplace=True)
    )
