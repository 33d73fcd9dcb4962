"""Tokens → the names of people among them: the forward pass in numpy. benchmarks/fit_namer.py trains it.

Each token sees its neighbours through convolutions over five tokens, each layer wider apart than the last,
and is told to begin a name, to go on with one, or neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from index.chinese import is_chinese
from index.glossary import glosses
from index.networks import Array, load_weights, look_around, norm
from qa.answers import Span
from qa.lexicon import is_person_noun, is_surname, rarity
from qa.namer.inputs import Tokens, tokens_of, vectors_of
from qa.tagged import ALONG
from qa.texts import Text

FOLDER = Path(__file__).parent / "model"
APART = (1, 2, 4)  # how far apart the tokens lie that a layer sees
BEGINS, GOES_ON = 1, 2  # what a token is of a name; 0 for nothing
THRESHOLD = 0.3  # how likely a token must begin a name
EVERYDAY = 0.9  # a word less rare than this does not begin a name
_SMALL = "cdp"  # conjunctions, adverbs, prepositions
_SEES = "见说称讲"  # before a pronoun no third character of a name: 孙倩|见他神色慌张


class Namer:
    """The weights, and what they make of the tokens of a text."""

    def __init__(self, weights: Mapping[str, Array], vocabulary: Sequence[str]) -> None:
        self._w = weights
        self._known = {text: number for number, text in enumerate(vocabulary, 1)}

    def judge(self, tokens: Tokens, vectors: Array) -> Array:
        """Return how likely each token stands outside a name, begins one, goes on with one, (n, 3).

        `vectors` (n, dim) are those of the words that the tokens belong to, zero for none.
        """
        w = self._w
        ids = [self._known.get(text, 0) for text in tokens.texts]
        x = (
            vectors @ w["wv.weight"].T * np.float32(ALONG)
            + w["em.weight"][ids]
            + w["fl.weight"][tokens.flags]
        )
        x = x + w["at.weight"][tokens.places] + tokens.shapes @ w["sh.weight"].T + w["sh.bias"]
        for layer, apart in enumerate(APART):
            x = x + look_around(w, f"cv.{layer}.", x, apart)
        scores = norm(x, w["no.weight"], w["no.bias"]) @ w["out.weight"].T + w["out.bias"]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True), np.float32)


def spans_of(tokens: Tokens, probabilities: Array, threshold: float) -> list[Span]:
    """Return the spans of the names, which begin where that is as likely as `threshold`, and go on."""
    spans: list[Span] = []
    enough = 0.5  # to go on; less where the name itself was doubtful
    for n, (_, begins, goes_on) in enumerate(probabilities.tolist()):
        if begins >= threshold:
            spans.append((int(tokens.starts[n]), int(tokens.ends[n])))
            enough = min(0.5, 0.9 * begins)
        elif spans and spans[-1][1] == tokens.ends[n - 1] and goes_on >= enough:
            spans[-1] = (spans[-1][0], int(tokens.ends[n]))
    return [(start, end) for start, end in spans if end - start > 1]


@lru_cache(maxsize=1024)  # it keeps the texts alive
def names_in(written: str, body: Text) -> tuple[Span, ...]:
    """Return where people are named in a text; `body` is the text `written` made ready for matching."""
    tokens = tokens_of(written, body)
    if not tokens.texts:
        return ()
    spans = spans_of(tokens, load_namer().judge(tokens, vectors_of(tokens, body)), THRESHOLD)
    names = [cut for span in spans if (cut := _cut(body, *span))]
    return tuple(sorted([*names, *_between(body.folded, names)]))


_ENUMERATED = re.compile(r"、(?P<name>[\u4e00-\u9fff]{2,3})(?:、|和|与|及)")


def _between(text: str, names: Sequence[Span]) -> list[Span]:
    """Return what stands between two names of an enumeration and begins as a name: 柳燕、|何佳|、杜建军."""
    found = []
    for one, other in pairwise(names):
        item = _ENUMERATED.fullmatch(text, one[1], other[0])
        if item and is_surname(item["name"][0]):
            found.append(item.span("name"))
    return found


def _cut(body: Text, start: int, end: int) -> Span | None:
    """Return a name without a verb that the cutter joined with it; None for everyday words."""
    name = body.folded[start:end]
    if not all(map(is_chinese, name)):
        return start, end
    first = next((word for word in body.words if word.start <= start < word.end), None)
    before = next((word for word in reversed(body.words) if word.end <= start), None)
    beside = before is not None and not body.folded[before.end : start].strip("*_ ")
    titled = beside and before is not None and is_person_noun(before.text)
    if _is_everyday(name[:2]) and not titled:
        return None  # 幸福|感, 全力; but 记者 杜鹃
    if first and first.start < start and _is_everyday(first.text):
        return None  # 见于|平凡
    if first and first.text == name[0] and first.flag[0] in _SMALL and _is_everyday(name[1:]):
        return None  # 就|大力
    seen = next((word for word in body.words if word.start >= end), None)
    pronoun = seen is not None and seen.start == end and seen.flag[0] == "r"
    return (start, end - 1) if len(name) == 3 and name[-1] in _SEES and pronoun else (start, end)


def _is_everyday(word: str) -> bool:
    """Tell whether the dictionary knows a word as more than a name, and it is not rare."""
    senses = glosses(word)
    return bool(senses) and not senses[0][:1].isupper() and rarity(word, "zh") < EVERYDAY


def load_namer(folder: Path | None = None) -> Namer:
    """Load the bundled network, or one of its kind from `folder`. Raises ModelUnavailable."""
    return _load(folder or FOLDER)


@lru_cache(maxsize=2)
def _load(folder: Path) -> Namer:
    return Namer(*load_weights(folder, "qa/namer"))
