"""Build each token's vector from parts it shares with its relatives.

A rare word is seen too seldom to learn a good vector of its own. In training its vector is the sum
of its own and of its parts' (the characters and shorter words of a Chinese word, the stem of an
English one); the sums are written out at the end, so asking costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.training.vocabulary import HAN, MARK

_SUFFIXES = (
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
    ("ally", ""),
    ("er", ""),
    ("er", "e"),
    ("ers", ""),
    ("ers", "e"),
    ("ation", "e"),
    ("ation", ""),
    ("ness", ""),
    ("ment", ""),
    ("al", ""),
    ("ity", ""),
    ("ity", "e"),
    ("ian", ""),
    ("ism", ""),
    ("ist", ""),
    ("ion", ""),
    ("ion", "e"),
    ("ative", "e"),
    ("ese", "a"),
    ("n", ""),
)


def _parts(token: str, ids: dict[str, int]) -> list[int]:
    if HAN.fullmatch(token):
        if len(token) == 1:
            return []
        pairs = {token[i:j] for i in range(len(token)) for j in range(i + 2, len(token) + 1)} - {token}
        found = sorted(ids[p] for p in pairs if p in ids)
        return found + [ids[c] for c in token if c in ids]
    if not token.startswith(MARK) or len(token) < 5:
        return []
    stems = {
        token[: -len(end)] + add
        for end, add in _SUFFIXES
        if token.endswith(end) and len(token) - len(end) >= 4
    }
    # Doubled consonants: running -> run.
    stems |= {s[:-1] for s in stems if len(s) > 4 and s[-1] == s[-2]}
    return sorted({ids[s] for s in stems if s in ids and s != token})


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of every token: token t has ids[starts[t]:starts[t + 1]], itself not among them."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]

    @property
    def size(self) -> int:
        """Return the number of tokens."""
        return len(self.starts) - 1

    def of(self, tokens: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return the parts of `tokens` end to end, where each run starts, and which token owns the run.

        Tokens without parts have no run.
        """
        length = self.starts[tokens + 1] - self.starts[tokens]
        owner = np.flatnonzero(length)
        begin, length = self.starts[tokens[owner]], length[owner]
        starts = np.cumsum(length) - length
        return self.ids[np.arange(length.sum()) - np.repeat(starts - begin, length)], starts, owner


def compose(vocabulary: dict[str, int]) -> Parts:
    """Find the parts of every token of a vocabulary."""
    parts: list[int] = []
    starts = [0]
    for token, _ in sorted(vocabulary.items(), key=lambda item: item[1]):
        parts += _parts(token, vocabulary)
        starts.append(len(parts))
    return Parts(np.array(parts, np.int64), np.array(starts, np.int64))
