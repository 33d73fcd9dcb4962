"""Learn which token translates which from the bilingual pairs (IBM model 1, Brown et al. 1993).

There are no English questions about Chinese passages to train on. A text is a bag of tokens to this
model, so translating each token by its own makes them from Chinese questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.training.tokens import Pairs

_LONGEST = 24  # pairs with more tokens on a side add little but cost the square
_CHOICES = 6


@dataclass(frozen=True, slots=True)
class Translations:
    """Up to six translations of each token `(size, 6)` and their cumulative probabilities."""

    choices: NDArray[np.int32]
    cumulative: NDArray[np.float32]

    @property
    def known(self) -> int:
        """Return how many tokens have a translation."""
        return int((self.choices[:, 0] != np.arange(len(self.choices))).sum())

    def sample(self, ids: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
        """Return one translation for each id; a token without any stands for itself."""
        drawn = rng.random(len(ids), np.float32)
        picked = (drawn[:, None] >= self.cumulative[ids, :-1]).sum(axis=1)
        chosen: NDArray[np.int64] = self.choices[ids, picked].astype(np.int64)
        return chosen


def _aligned(pairs: Sequence[Pairs]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return every (left, right) token combination, and where each run of one right token starts."""
    lefts, rights, starts, total = [], [], [], 0
    for source in pairs:
        left_length, right_length = np.diff(source.left.starts), np.diff(source.right.starts)
        keep = source.order[
            (left_length[source.order] <= _LONGEST) & (right_length[source.order] <= _LONGEST)
        ]
        for row in np.sort(keep):
            left = source.left.ids[source.left.starts[row] : source.left.starts[row + 1]]
            right = source.right.ids[source.right.starts[row] : source.right.starts[row + 1]]
            lefts.append(np.tile(left, len(right)))
            rights.append(np.repeat(right, len(left)))
            starts.append(total + np.arange(len(right)) * len(left))
            total += len(left) * len(right)
    return (
        np.concatenate(lefts).astype(np.int64),
        np.concatenate(rights).astype(np.int64),
        np.concatenate(starts).astype(np.int64),
    )


def _reversed(source: Pairs) -> Pairs:
    return Pairs(source.name, source.right, source.left, source.right_group, source.left_group, source.order)


def _model_one(
    pairs: Sequence[Pairs], size: int, rounds: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return keys (left * size + right), sorted, and the probability of right given left."""
    left, right, starts = _aligned(pairs)
    keys, index = np.unique(left * size + right, return_inverse=True)
    owner = keys // size
    chance = np.ones(len(keys))
    lengths = np.diff(np.append(starts, len(left)))
    for _ in range(rounds):
        share = chance[index]
        share /= np.repeat(np.add.reduceat(share, starts), lengths)
        counts = np.bincount(index, share, len(keys))
        chance = counts / np.bincount(owner, counts, size)[owner]
    return keys, chance


def learn_translations(pairs: Sequence[Pairs], size: int, rounds: int = 5) -> Translations:
    """Return the translations that are likely in both directions."""
    keys, forward = _model_one(pairs, size, rounds)
    back_keys, backward = _model_one([_reversed(source) for source in pairs], size, rounds)
    mirrored = (back_keys % size) * size + back_keys // size
    both = np.sqrt(forward * backward[np.argsort(mirrored)])
    left, right = keys // size, keys % size
    choices = np.repeat(np.arange(size, dtype=np.int32)[:, None], _CHOICES, axis=1)
    chances = np.zeros((size, _CHOICES))
    for source, target in ((left, right), (right, left)):
        sort = np.lexsort((-both, source))
        ranked, value = source[sort], both[sort]
        first = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])
        run = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(ranked))))
        place = np.arange(len(ranked)) - first[run]
        good = (
            (place < _CHOICES) & (value > 0.05) & (value > 0.2 * value[first[run]]) & (target[sort] != ranked)
        )
        choices[ranked[good], place[good]] = target[sort][good]
        chances[ranked[good], place[good]] = value[good]
    total = chances.sum(axis=1, keepdims=True)
    cumulative = np.cumsum(chances / np.where(total > 0, total, 1), axis=1)
    cumulative[:, -1] = 1.0
    return Translations(choices, cumulative.astype(np.float32))
