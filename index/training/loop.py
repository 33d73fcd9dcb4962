"""Train token vectors by contrast: each text must find its partner among the batch."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import embedding_bag

from index.training.composition import Parts
from index.training.tokens import Pairs, gather
from index.training.translation import Translations


@dataclass(frozen=True, slots=True)
class Task:
    """How large a share of the steps a source gets, and which side is put into the other language."""

    source: str
    share: float
    translate: str = ""  # "", "left" or "right"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that shapes a training run besides the data."""

    dimension: int = 320
    steps: int = 4000
    batch: int = 2048
    rate: float = 0.05
    scale: float = 15.0  # the inverse temperature
    drop: float = 0.1  # share of tokens left out of each text, anew each time
    longest: int = 192
    rarity: float = 1e-3  # the constant of Arora et al. 2017 that the first vectors are weighted with
    initial: float = 0.1
    seed: int = 7


class Table:
    """Token vectors under training; a token's vector is its own plus the mean of its parts'."""

    def __init__(self, parts: Parts, frequency: NDArray[np.float64], settings: Settings) -> None:
        size = len(frequency)
        generator = torch.Generator().manual_seed(settings.seed)
        self.own = torch.randn(size, settings.dimension, generator=generator) * settings.initial
        weight = settings.rarity / (settings.rarity + frequency)
        self.own *= torch.from_numpy(weight).float()[:, None]
        self.own[:2] = 0  # the unknown token and the word mark say nothing
        self.squares = torch.full((size, settings.dimension), 1e-8)
        self.parts = parts
        self.place = np.zeros(size, np.int64)  # where a token stands in the batch at hand
        self._marks = np.zeros(size, bool)

    def distinct(self, *ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the distinct ids in order; much faster than sorting."""
        for some in ids:
            self._marks[some] = True
        found = np.flatnonzero(self._marks)
        self._marks[found] = False
        return found

    def update(self, rows: torch.Tensor, gradient: torch.Tensor, rate: float) -> None:
        """Take an Adagrad step on the rows that the batch touched."""
        squares = self.squares[rows].addcmul_(gradient, gradient)
        self.squares[rows] = squares
        self.own.index_add_(0, rows, gradient.div_(squares.sqrt_()), alpha=-rate)

    def bake(self) -> torch.Tensor:
        """Return the vector of every token, its parts summed in."""
        baked = self.own.clone()
        starts, flat = self.parts.starts, torch.from_numpy(self.parts.ids)
        if len(flat):
            offsets = torch.from_numpy(starts[:-1])
            baked += embedding_bag(flat, self.own, offsets, mode="mean")
        return baked


_BFLOAT16: bool = torch.cpu._is_avx512_bf16_supported()


class Bags:
    """Sums of rows of a table, forth, and their gradients, back.

    Both ways are one `embedding_bag`, which is many times faster than its own backward pass.
    """

    def __init__(self, ids: NDArray[np.int64], starts: NDArray[np.int64], rows: int) -> None:
        self._forth = torch.from_numpy(ids), torch.from_numpy(starts)
        owner = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(ids))))
        counts = np.bincount(ids, minlength=rows)
        self._back = torch.from_numpy(owner[np.argsort(ids)]), torch.from_numpy(np.cumsum(counts) - counts)

    def sum(self, table: torch.Tensor) -> torch.Tensor:
        """Return `(bags, dim)`."""
        return embedding_bag(self._forth[0], table, self._forth[1], mode="sum")

    def spread(self, gradient: torch.Tensor) -> torch.Tensor:
        """Return `(rows, dim)`: the gradient of `sum` with regard to the table."""
        return embedding_bag(self._back[0], gradient, self._back[1], mode="sum")


Side = tuple[NDArray[np.int64], NDArray[np.int64]]


def _step(
    table: Table, left: Side, right: Side, equals: torch.Tensor | None, scale: float, rate: float
) -> float:
    """Move the rows that the batch touches down the gradient of the contrast; return the loss."""
    tokens = table.distinct(left[0], right[0])
    part_ids, part_starts, part_owner = table.parts.of(tokens)
    rows = table.distinct(tokens, part_ids)
    place = table.place
    place[rows] = np.arange(len(rows))
    own_place = torch.from_numpy(place[tokens])
    part_bags = Bags(place[part_ids], part_starts, len(rows))
    place[tokens] = np.arange(len(tokens))
    left_bags, right_bags = (Bags(place[ids], starts, len(tokens)) for ids, starts in (left, right))

    touched = torch.from_numpy(rows)
    values = table.own[touched]
    owner = torch.from_numpy(part_owner)
    share = 1 / torch.from_numpy(np.diff(np.append(part_starts, len(part_ids)))).float()[:, None]
    words = values[own_place].index_add_(0, owner, part_bags.sum(values).mul_(share))
    sum_a, sum_b = left_bags.sum(words), right_bags.sum(words)
    length_a, length_b = (x.norm(dim=1, keepdim=True).clamp_(min=1e-9) for x in (sum_a, sum_b))
    a, b = sum_a / length_a, sum_b / length_b
    loss, grad_a, grad_b = contrast(a, b, equals, scale)

    word_grad = left_bags.spread(_through_length(grad_a, a, length_a))
    word_grad += right_bags.spread(_through_length(grad_b, b, length_b))
    gradient = part_bags.spread(word_grad[owner].mul_(share))
    gradient.index_add_(0, own_place, word_grad)
    table.update(touched, gradient, rate)
    return loss


def _through_length(gradient: torch.Tensor, unit: torch.Tensor, length: torch.Tensor) -> torch.Tensor:
    """Carry a gradient back through x / |x|."""
    return (gradient - unit * (gradient * unit).sum(1, keepdim=True)) / length


def contrast(
    a: torch.Tensor, b: torch.Tensor, equals: torch.Tensor | None, scale: float
) -> tuple[float, torch.Tensor, torch.Tensor]:
    """Return InfoNCE in both directions (van den Oord et al. 2018) and its gradients.

    Row i of `a` must find row i of `b` and the other way round; pairs marked in `equals` are not pushed
    apart. Written out by hand because autograd passes over the `(n, n)` scores three times as often.
    """
    # Where the processor multiplies bfloat16, that is five times as fast and as good.
    kind = torch.bfloat16 if _BFLOAT16 and a.dtype == torch.float32 else a.dtype
    a, b = a.to(kind), b.to(kind)
    scores = (a @ b.T).to(_wide(kind)).sub_(1).mul_(scale).exp_()  # at most 1: cosines end there
    if equals is not None:
        scores.masked_fill_(equals, 0.0)
    by_row, by_column, right = scores.sum(1), scores.sum(0), scores.diagonal().clone()
    loss = -((right / by_row).log() + (right / by_column).log()).mean() / 2
    scores.mul_(by_row.reciprocal()[:, None] + by_column.reciprocal())
    scores.diagonal().sub_(2)
    scores.mul_(scale / (2 * len(a)))
    scores = scores.to(kind)
    return float(loss), (scores @ b).to(_wide(kind)), (scores.T @ a).to(_wide(kind))


def _wide(kind: torch.dtype) -> torch.dtype:
    return torch.float32 if kind == torch.bfloat16 else kind


def train(
    pairs: Mapping[str, Pairs],
    tasks: Sequence[Task],
    parts: Parts,
    translations: Translations,
    settings: Settings,
    report: Callable[[int, float, float, Callable[[], torch.Tensor]], None],
) -> torch.Tensor:
    """Return the trained vectors; `report(step, loss, seconds, bake)` is called every 100 steps."""
    rng = np.random.default_rng(settings.seed)
    shares = np.array([task.share for task in tasks])
    shares /= shares.sum()
    table = Table(parts, _frequency(pairs, tasks, parts.size), settings)
    start, losses = time.monotonic(), []
    for step in range(1, settings.steps + 1):
        task = tasks[rng.choice(len(tasks), p=shares)]
        source = pairs[task.source]
        rows = source.next(settings.batch, rng)
        left = gather(source.left, rows, settings.longest, settings.drop, rng)
        right = gather(source.right, rows, settings.longest, settings.drop, rng)
        if task.translate == "left":
            left = (translations.sample(left[0], rng), left[1])
        elif task.translate == "right":
            right = (translations.sample(right[0], rng), right[1])
        rate = settings.rate * min(1.0, step / 100) * max(1 - step / settings.steps, 0.02)
        losses.append(_step(table, left, right, source.equals(rows), settings.scale, rate))
        if step % 100 == 0 or step == settings.steps:
            report(step, float(np.mean(losses[-100:])), time.monotonic() - start, table.bake)
    return table.bake()


def _frequency(pairs: Mapping[str, Pairs], tasks: Sequence[Task], size: int) -> NDArray[np.float64]:
    counts = np.zeros(size)
    for task in tasks:
        for side in (pairs[task.source].left, pairs[task.source].right):
            found = np.bincount(side.ids, minlength=size)
            counts += task.share * found / found.sum()
    frequency: NDArray[np.float64] = counts / counts.sum()
    return frequency
