"""The reader's networks: one trunk, three ways to get from its columns to two rows of text, two small heads beside."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from recognizer.vision.steps import ALPHABET

CLASSES = len(ALPHABET) + 1
"""Blank first, then the alphabet."""

COLUMNS = 40
"""How many steps the trunk makes along a crop."""

SLOTS = (10, 8)
"""How many places the transformer has for the upper and the lower row."""

WIDTH = 144
"""Features of a column."""

COUNTRIES = ("KZ", "RU", "UZ", "KG", "BY", "ID", "EU", "US", "")
"""What the country head tells; the last is no plate at all."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a network says of a batch, all as logits but the corners.

    `steps`: N × 2 rows × places × CLASSES; `frames`: the same over the trunk's columns, for teaching positions;
    `corners`: N × 8 in fractions of the crop, clockwise from the top left; `country`: N × COUNTRIES.
    """

    steps: Tensor
    frames: Tensor
    corners: Tensor
    country: Tensor


class Trunk(nn.Module):
    """Crops (N × H × W × 3, 8 bit BGR) to column features (N × COLUMNS × width)."""

    def __init__(self, widths: Sequence[int] = (24, 40, 64, 96), width: int = WIDTH) -> None:
        super().__init__()
        a, b, c, d = widths
        self.body = nn.Sequential(
            _conv(3, a, 2),
            _conv(a, b, 2),
            Residual(b),
            _conv(b, c, (2, 1)),
            Residual(c),
            _conv(c, d, (2, 1)),
            Residual(d),
        )
        self.fold = nn.Sequential(nn.Linear(3 * d, width), nn.ReLU(inplace=True))
        self.corners = nn.Sequential(nn.Linear(3 * d, 32), nn.ReLU(inplace=True), nn.Flatten())
        self.pose = nn.Sequential(nn.Linear(32 * COLUMNS, 64), nn.ReLU(inplace=True), nn.Linear(64, 8))
        self.country = nn.Linear(width, len(COUNTRIES))

    def forward(self, crops: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return column features, corners and country logits."""
        seen = self.body(_levelled(crops)).flatten(1, 2).transpose(1, 2)
        features = self.fold(seen)
        return features, self.pose(self.corners(seen)), self.country(features.mean(dim=1))


class Residual(nn.Module):
    """Two convolutions around which the input passes."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            _conv(width, width, 1), nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width)
        )

    def forward(self, x: Tensor) -> Tensor:
        """Return the sum."""
        return torch.relu(x + self.body(x))


class Recurrent(nn.Module):
    """Columns through a two-way LSTM, then a classifier a row: CTC."""

    ctc = True

    def __init__(self, width: int = WIDTH, hidden: int = 96) -> None:
        super().__init__()
        self.along = nn.LSTM(width, hidden, bidirectional=True, batch_first=True)
        self.rows = nn.Sequential(nn.Dropout(0.1), nn.Linear(2 * hidden, 2 * CLASSES))

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Return steps and frames."""
        steps = _by_row(self.rows(self.along(features.float())[0]))
        return steps, steps


class Convolutional(nn.Module):
    """Columns through wide one-dimensional convolutions and their mean, then a classifier a row: CTC as in LPRNet."""

    ctc = True

    def __init__(self, width: int = WIDTH, layers: int = 3) -> None:
        super().__init__()
        self.along = nn.ModuleList(_Along(width) for _ in range(layers))
        self.rows = nn.Sequential(nn.Dropout(0.1), nn.Linear(2 * width, 2 * CLASSES))

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Return steps and frames."""
        x = features.transpose(1, 2)
        for layer in self.along:
            x = layer(x)
        x = torch.cat([x, x.mean(dim=2, keepdim=True).expand_as(x)], dim=1).transpose(1, 2)
        steps = _by_row(self.rows(x))
        return steps, steps


class Queried(nn.Module):
    """Columns through a small transformer that is asked for each place of each row: no CTC, one softmax a place."""

    ctc = False

    def __init__(self, width: int = WIDTH, heads: int = 4) -> None:
        super().__init__()
        self.where = nn.Parameter(torch.randn(COLUMNS, width) * 0.02)
        self.queries = nn.Parameter(torch.randn(sum(SLOTS), width) * 0.02)
        self.mix = nn.TransformerEncoderLayer(width, heads, 2 * width, 0.1, batch_first=True, norm_first=True)
        self.ask = nn.TransformerDecoderLayer(width, heads, 2 * width, 0.1, batch_first=True, norm_first=True)
        self.frames = nn.Linear(width, 2 * CLASSES)
        self.places = nn.Linear(width, CLASSES)

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Return steps and frames; places of the shorter row are filled up with blanks."""
        mixed = self.mix(features + self.where)
        asked = self.places(self.ask(self.queries + 0 * features[:, :1], mixed))
        upper, lower = asked.split(SLOTS, dim=1)
        blank = torch.full_like(lower[:, : SLOTS[0] - SLOTS[1]], -9.0)
        blank[..., 0] = 9.0
        steps = torch.stack([upper, torch.cat([lower, blank], dim=1)], dim=1)
        return steps, _by_row(self.frames(mixed))


DESIGNS: dict[str, type[Recurrent | Convolutional | Queried]] = {
    "recurrent": Recurrent,
    "convolutional": Convolutional,
    "queried": Queried,
}


class Reader(nn.Module):
    """A trunk and one way to text; or several ways at once, which are compared on the same trunk and lessons."""

    def __init__(self, designs: Sequence[str]) -> None:
        super().__init__()
        self.trunk = Trunk()
        self.ways = nn.ModuleDict({design: DESIGNS[design]() for design in designs})

    def each(self, crops: Tensor) -> dict[str, Seen]:
        """Return what every way sees."""
        features, corners, country = self.trunk(crops)
        found: dict[str, Seen] = {}
        for design, way in self.ways.items():
            steps, frames = way(features)
            found[design] = Seen(steps, frames, corners, country)
        return found

    def forward(self, crops: Tensor) -> Seen:
        """Return what the first way sees."""
        return next(iter(self.each(crops).values()))


class Spoken(nn.Module):
    """What is exported: probabilities at a temperature, corners as they are."""

    def __init__(self, net: nn.Module, temperature: float) -> None:
        super().__init__()
        self.net = net
        self.temperature = temperature

    def forward(self, crops: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return steps (N × 2 × places × CLASSES), corners (N × 8), country (N × COUNTRIES)."""
        seen: Seen = self.net(crops)
        return (
            torch.softmax(seen.steps.float() / self.temperature, dim=-1),
            seen.corners.float(),
            torch.softmax(seen.country.float(), dim=-1),
        )


class _Along(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv1d(width, width, 9, padding=4, groups=width, bias=False),
            nn.BatchNorm1d(width),
            nn.Conv1d(width, width, 1, bias=False),
            nn.BatchNorm1d(width),
        )

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.body(x))


def _conv(inputs: int, outputs: int, stride: int | tuple[int, int]) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


def _levelled(crops: Tensor) -> Tensor:
    """Return planes of even brightness and contrast; all colours alike, so that a colour stays one."""
    seen = crops.permute(0, 3, 1, 2).float() / 255
    mean = seen.mean(dim=(1, 2, 3), keepdim=True)
    spread = ((seen - mean) ** 2).mean(dim=(1, 2, 3), keepdim=True).sqrt()
    return (seen - mean) / (spread + 0.02)


def _by_row(logits: Tensor) -> Tensor:
    return torch.stack([logits[..., :CLASSES], logits[..., CLASSES:]], dim=1).float()
