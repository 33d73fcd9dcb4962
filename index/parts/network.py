"""Lines of a page → the part each plays and where articles begin: a forward pass in numpy.

Each line is seen by its characters through a convolution over three of them, and by the signs of
inputs.py; then the lines see their neighbours through convolutions over five lines, each layer as wide
apart as the last or wider. benchmarks/fit_parts.py trains it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

import numpy as np

from index.networks import Array, Ints, load_weights, look_around, norm
from index.parts.inputs import Seen, characters_of

FOLDER = Path(__file__).parent / "model"
APART = (1, 1, 2, 4, 8)  # how far apart the lines lie that a layer sees
ENDS = 4  # characters at each end of a line that are seen in their places
_BATCH = 256  # lines whose characters are held at once


class Part(IntEnum):
    """The part that a line of a page plays."""

    BODY = 0  # of an article, with its decks, bylines and sections
    HEAD = 1  # of the headline
    ABOVE = 2  # a kicker or rubric over the headline
    CAPTION = 3
    NONE = 4  # of no article: masthead, editors, jump lines


@dataclass(frozen=True, slots=True)
class Judged:
    """How likely each line plays each part, (n, 5), and begins an article, (n,)."""

    parts: Array
    begins: Array


class PartsNetwork:
    """The weights, and what they make of the lines of a page."""

    def __init__(self, weights: Mapping[str, Array], vocabulary: Sequence[str]) -> None:
        self._w = weights
        self._known = {char: number for number, char in enumerate(vocabulary, 2)}

    def judge(self, seen: Seen) -> Judged:
        """Return what the lines of a page are; one there must be."""
        w = self._w
        ids = characters_of(seen.texts, self._known)
        signs = (seen.signs - w["mean"]) / w["spread"]
        said = [self._read(ids[at : at + _BATCH]) for at in range(0, len(ids), _BATCH)]
        x = np.concatenate([np.concatenate(said), signs], axis=1) @ w["line.weight"].T + w["line.bias"]
        for layer, apart in enumerate(APART):
            x = x + look_around(w, f"cv.{layer}.", x, apart)
        scores = norm(x, w["norm.weight"], w["norm.bias"]) @ w["out.weight"].T + w["out.bias"]
        parts, begins = scores[:, :-1], scores[:, -1]
        parts = np.exp(parts - parts.max(axis=1, keepdims=True))
        return Judged(
            np.asarray(parts / parts.sum(axis=1, keepdims=True), np.float32),
            np.asarray(1 / (1 + np.exp(-begins)), np.float32),
        )

    def _read(self, ids: Ints) -> Array:
        """Return what is read of the characters of lines, (n, width)."""
        w, count = self._w, len(ids)
        embedded = w["character.weight"][ids]
        edged = np.pad(embedded, ((0, 0), (1, 1), (0, 0)))
        beside = np.concatenate([edged[:, :-2], embedded, edged[:, 2:]], axis=2)
        read = np.maximum(beside @ w["read.weight"].T + w["read.bias"], 0) * (ids > 0)[:, :, None]
        lengths = (ids > 0).sum(axis=1)
        last = np.maximum(lengths[:, None] - ENDS + np.arange(ENDS), 0)
        ends = (embedded[:, :ENDS], np.take_along_axis(embedded, last[:, :, None], axis=1))
        flat = [end.reshape(count, -1) for end in ends]
        return np.asarray(np.concatenate([read.max(axis=1), *flat], axis=1), np.float32)


def load_parts(folder: Path | None = None) -> PartsNetwork:
    """Load the bundled network, or one of its kind from `folder`. Raises ModelUnavailable."""
    return _load(folder or FOLDER)


@lru_cache(maxsize=2)
def _load(folder: Path) -> PartsNetwork:
    return PartsNetwork(*load_weights(folder, "index/parts"))
