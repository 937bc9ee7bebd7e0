"""What a network is told about its answers to a lesson."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from .lessons import PLACE, Lesson
from .net import COUNTRIES, SLOTS, Seen

UNTOLD = -1


def loss_of(seen: Seen, lesson: Lesson, start: float, *, ctc: bool) -> Tensor:
    """Return the loss; `start` goes from 0 to 1 while positions are taught beside texts."""
    frames = _frames(seen.frames, lesson)
    text = _ctc(seen.steps, lesson) if ctc else _places(seen.steps, lesson)
    told = (1 - 0.95 * start) * frames + ((0.2 + 0.8 * start) if ctc else 1.0) * text
    country = functional.cross_entropy(seen.country.float(), torch.from_numpy(lesson.countries))
    return told + 0.1 * country + 4.0 * _corners(seen.corners, lesson)


def _frames(frames: Tensor, lesson: Lesson) -> Tensor:
    truth = torch.from_numpy(lesson.frames)
    return functional.cross_entropy(frames.float().permute(0, 3, 1, 2), truth, ignore_index=UNTOLD)


def _ctc(steps: Tensor, lesson: Lesson) -> Tensor:
    rows = steps.float().flatten(0, 1).log_softmax(dim=-1).transpose(0, 1)
    texts = [row for pair in lesson.texts for row in pair]
    lengths = torch.tensor([len(row) for row in texts])
    places = torch.tensor([PLACE[char] for row in texts for char in row], dtype=torch.long)
    whole = torch.full((len(texts),), rows.shape[0], dtype=torch.long)
    each: Tensor = nn.CTCLoss(reduction="none", zero_infinity=True)(rows, places, whole, lengths)
    return each.mean() * 0.25


def _places(steps: Tensor, lesson: Lesson) -> Tensor:
    truth = torch.zeros(steps.shape[:3], dtype=torch.long)
    for n, rows in enumerate(lesson.texts):
        for row, text in enumerate(rows):
            kept = text[: SLOTS[row]]
            truth[n, row, : len(kept)] = torch.tensor([PLACE[char] for char in kept], dtype=torch.long)
    return functional.cross_entropy(steps.float().permute(0, 3, 1, 2), truth) * 2


def _corners(corners: Tensor, lesson: Lesson) -> Tensor:
    there = torch.from_numpy(lesson.countries) != COUNTRIES.index("")
    off = functional.smooth_l1_loss(corners.float(), torch.from_numpy(lesson.corners), beta=0.05, reduction="none")
    return (off.mean(dim=1) * there).mean()
