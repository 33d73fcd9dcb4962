"""Texts as token ids, laid end to end so that a batch is one gather."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.training.sources import Source

FIRST_WORD = 2  # before it stand the unknown token and the word mark


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token ids of many texts: text i is ids[starts[i]:starts[i + 1]]."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1


def tokenize(tokenizer: Tokenizer, texts: Sequence[str], chunk: int = 8192) -> Tokens:
    """Cut texts into the ids that carry meaning."""
    pieces, lengths = [np.zeros(0, np.int32)], [0]
    for start in range(0, len(texts), chunk):
        for encoding in tokenizer.encode_batch_fast(texts[start : start + chunk], add_special_tokens=False):
            ids = np.array(encoding.ids, np.int32)
            pieces.append(ids[ids >= FIRST_WORD])
            lengths.append(len(pieces[-1]))
    return Tokens(np.concatenate(pieces), np.cumsum(lengths, dtype=np.int64))


@dataclass(slots=True)
class Pairs:
    """One source, tokenised; texts of one group are equal, so that they are not pushed apart."""

    name: str
    left: Tokens
    right: Tokens
    left_group: NDArray[np.int32]
    right_group: NDArray[np.int32]
    order: NDArray[np.int64]
    at: int = 0

    def next(self, size: int, rng: np.random.Generator) -> NDArray[np.int64]:
        """Return the next rows, the source shuffled whenever it has been gone through."""
        if self.at + size > len(self.order) or self.at == 0:
            rng.shuffle(self.order)
            self.at = 0
        rows = self.order[self.at : self.at + size]
        self.at += size
        return rows

    def equals(self, rows: NDArray[np.int64]) -> torch.Tensor | None:
        """Return `(n, n)`: whether two different rows share a text; None where none do."""
        groups = self.left_group[rows], self.right_group[rows]
        if all(len(np.unique(group)) == len(group) for group in groups):
            return None
        left, right = map(torch.from_numpy, groups)
        return ((left[:, None] == left) | (right[:, None] == right)).fill_diagonal_(False)


def prepare(tokenizer: Tokenizer, source: Source) -> Pairs:
    """Tokenise a source; pairs with an empty side are left out."""
    left, right = tokenize(tokenizer, source.left), tokenize(tokenizer, source.right)
    order = np.flatnonzero((np.diff(left.starts) > 0) & (np.diff(right.starts) > 0))
    return Pairs(source.name, left, right, _groups(source.left), _groups(source.right), order)


def _groups(texts: Sequence[str]) -> NDArray[np.int32]:
    seen: dict[str, int] = {}
    return np.array([seen.setdefault(text, len(seen)) for text in texts], np.int32)


def gather(
    tokens: Tokens, rows: NDArray[np.int64], longest: int, drop: float, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the ids of `rows` end to end and where each starts.

    Long texts are cropped at a random place; a share `drop` of the tokens is left out, never all of a text.
    """
    begin = tokens.starts[rows]
    length = tokens.starts[rows + 1] - begin
    begin = begin + (rng.random(len(rows)) * (np.maximum(length - longest, 0) + 1)).astype(np.int64)
    length = np.minimum(length, longest)
    starts = np.concatenate([[0], np.cumsum(length)])
    ids = tokens.ids[np.arange(starts[-1]) - np.repeat(starts[:-1] - begin, length)].astype(np.int64)
    if drop:
        keep = rng.random(len(ids)) >= drop
        keep[starts[:-1]] |= np.logical_or.reduceat(keep, starts[:-1]) == 0
        kept = np.add.reduceat(keep.astype(np.int64), starts[:-1])
        ids, starts = ids[keep], np.concatenate([[0], np.cumsum(kept)])
    return ids, starts[:-1]
