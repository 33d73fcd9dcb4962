"""The network's forward pass in plain numpy: asking needs no torch.

Each word of a passage looks at the words of the question (attention, helped by how alike the two words are
and by the matches already found), at its neighbours (a convolution over five words) and at the mean of its
sentence. A candidate is judged by its first and last word, the mean between, the words before and behind it,
the question, what of the question its sentence lacks, and the signs of qa/signs.py. Trained by
benchmarks/fit_reader.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.networks import Array, Ints, load_weights, norm
from qa.reader.inputs import MOST_SENTENCES, Asked, Held, Laid
from qa.tagged import ALONG

FOLDER = Path(__file__).parent / "model"
HEADS = 4


class Network:
    """The weights, and what they make of a question, its passages and their candidates."""

    def __init__(self, weights: Mapping[str, Array], vocabulary: Sequence[str]) -> None:
        self._w = weights
        self._known = {word: number for number, word in enumerate(vocabulary, 1)}
        self._layers = sum(name.endswith("al") for name in weights)
        self._question_layers = sum(name.startswith("ql.") and name.endswith(".c.weight") for name in weights)
        self.scale = float(weights["scale"].reshape(-1)[0])

    def judge(self, laid: Laid) -> tuple[Array, Array]:
        """Return what each candidate gains beside its signs, and how surely it answers, (n,) each."""
        w = self._w
        of_kind = w["kind.weight"][laid.kind] + w["lang.weight"][laid.language]
        words = laid.asked.words
        question = self._embed(words.texts, words.flags, words.vectors, laid.asked.signs, "xq") + of_kind
        for number in range(self._question_layers):
            question = self._question_layer(f"ql.{number}.", question)
        pile = Pile.of(laid.held)
        read = norm(self._read(pile, laid.asked, question), w["nf.weight"], w["nf.bias"])
        asked_as_whole = question.mean(axis=0)
        lacking = self._lacking(laid, question)
        spans = _spans(read, pile, laid.rows, laid.places)
        told = _linear((laid.signs - w["MU"]) / w["SD"], w["cf.weight"], w["cf.bias"])
        count = len(laid.rows)
        whole = np.concatenate(
            [
                spans,
                np.tile(asked_as_whole, (count, 1)),
                w["ck.weight"][laid.sorts],
                np.tile(of_kind, (count, 1)),
                told,
                lacking,
            ],
            axis=1,
        ).astype(np.float32)
        out = _linear(_gelu(_linear(whole, w["m1.weight"], w["m1.bias"])), w["m2.weight"], w["m2.bias"])
        return out[:, 0] * 3, out[:, 1] * 3 - 2

    def _lacking(self, laid: Laid, question: Array) -> Array:
        """Return what of the question lacks around each candidate's sentence, and in the sentence."""
        w = self._w
        words = norm(question, w["nl.weight"], w["nl.bias"]) * laid.asked.signs[:, :1]
        of_passages = [np.concatenate([*((1 - held.covered) @ words)], axis=1) for held in laid.held]
        starts = np.cumsum([0, *map(len, of_passages)])[:-1]
        every = np.concatenate(of_passages)
        return np.asarray(every[starts[laid.rows] + laid.sentences], np.float32)

    def _embed(self, texts: Sequence[str], flags: Ints, vectors: Array, signs: Array, by: str) -> Array:
        w = self._w
        ids = [self._known.get(word, 0) for word in texts]
        own = vectors @ w["wv.weight"].T * ALONG + w["em.weight"][ids] + w["fl.weight"][flags]
        return np.asarray(own + _linear(signs, w[f"{by}.weight"], w[f"{by}.bias"]), np.float32)

    def _question_layer(self, name: str, x: Array) -> Array:
        w = self._w
        h = norm(x, w[name + "n1.weight"], w[name + "n1.bias"])
        beside = np.zeros_like(h)
        beside[1:] += h[:-1]
        beside[:-1] += h[1:]
        around = np.concatenate([beside, h, np.tile(h.mean(axis=0), (len(h), 1))], axis=1)
        x = x + _gelu(_linear(around, w[name + "c.weight"], w[name + "c.bias"]))
        return self._think(name, x)

    def _think(self, name: str, x: Array) -> Array:
        w = self._w
        h = norm(x, w[name + "n2.weight"], w[name + "n2.bias"])
        h = _gelu(_linear(h, w[name + "f1.weight"], w[name + "f1.bias"]))
        return x + _linear(h, w[name + "f2.weight"], w[name + "f2.bias"])

    def _read(self, pile: Pile, asked: Asked, question: Array) -> Array:
        """Read the passages, (words, width)."""
        x = self._embed(pile.texts, pile.flags, pile.vectors, pile.signs, "xp")
        alike = pile.vectors @ asked.words.vectors.T
        for number in range(self._layers):
            name = f"pl.{number}."
            x = x + self._attend(name, x, question, alike, pile.aligned)
            x = x + self._look_around(name, x, pile)
            x = self._think(name, x)
        return x

    def _attend(self, name: str, x: Array, question: Array, alike: Array, aligned: Array) -> Array:
        w, width = self._w, x.shape[1]
        each = width // HEADS
        q = _linear(
            norm(x, w[name + "n1.weight"], w[name + "n1.bias"]), w[name + "q.weight"], w[name + "q.bias"]
        )
        kv = _linear(
            norm(question, w[name + "nq.weight"], w[name + "nq.bias"]),
            w[name + "kv.weight"],
            w[name + "kv.bias"],
        )
        q = q.reshape(-1, HEADS, each).transpose(1, 0, 2)
        keys, values = kv.reshape(-1, 2, HEADS, each).transpose(1, 2, 0, 3)
        scores = q @ keys.transpose(0, 2, 1) / np.float32(np.sqrt(each))
        scores += w[name + "al"][:, None, None] * alike + w[name + "be"][:, None, None] * aligned
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        return _linear(
            (scores @ values).transpose(1, 0, 2).reshape(-1, width), w[name + "o.weight"], w[name + "o.bias"]
        )

    def _look_around(self, name: str, x: Array, pile: Pile) -> Array:
        """Return what the two words on either side, the sentence and the passage add to each word."""
        w, (count, width) = self._w, x.shape
        c = norm(x, w[name + "nc.weight"], w[name + "nc.bias"])
        weight = w[name + "c.weight"]
        with_nothing = np.concatenate([c, np.zeros((1, width), np.float32)])
        y = with_nothing[pile.beside].reshape(count, -1) @ weight[:, : 5 * width].T
        of_sentence = _sums(c, pile.sentences) / pile.sentence_lengths[: pile.sentences[-1] + 1]
        y += (of_sentence @ weight[:, 5 * width : 6 * width].T)[pile.sentences]
        y += (_sums(c, pile.passages) / pile.lengths[:, None].astype(np.float32) @ weight[:, 6 * width :].T)[
            pile.passages
        ]
        return _gelu(y + w[name + "c.bias"])


NEIGHBOURS = (-2, -1, 0, 1, 2)


@dataclass(frozen=True, slots=True, eq=False)
class Pile:
    """The words of several passages one behind the other, so that each step is one product of matrices."""

    texts: list[str]
    flags: Ints
    vectors: Array
    signs: Array
    aligned: Array
    passages: Ints  # of each word, the number of its passage
    sentences: Ints  # … and of its sentence
    beside: Ints  # (words, 5) the words around it, and itself; past the end for none
    starts: Ints  # where each passage begins
    lengths: Ints
    sentence_lengths: Array  # (sentences, 1)

    @classmethod
    def of(cls, held: Sequence[Held]) -> Pile:
        """Pile passages up."""
        lengths = np.array([len(each.words.texts) for each in held], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
        passages = np.repeat(np.arange(len(held)), lengths)
        total = int(lengths.sum())
        around = np.arange(total)[:, None] + np.array(NEIGHBOURS)
        first, last = starts[passages][:, None], (starts + lengths)[passages][:, None]
        sentences = np.concatenate([each.words.sentences for each in held]) + passages * MOST_SENTENCES
        counts = np.bincount(sentences, minlength=len(held) * MOST_SENTENCES).astype(np.float32)
        return cls(
            [text for each in held for text in each.words.texts],
            np.concatenate([each.words.flags for each in held]),
            np.concatenate([each.words.vectors for each in held]),
            np.concatenate([each.signs for each in held]),
            np.concatenate([each.aligned for each in held]),
            passages,
            sentences,
            np.where((around >= first) & (around < last), around, total),
            starts,
            lengths,
            np.maximum(counts, 1)[:, None],
        )


def _sums(x: Array, groups: Ints) -> Array:
    """Return the sum of the rows of each group; the groups stand in order, a missing one sums to nothing."""
    sums = np.zeros((int(groups[-1]) + 1, x.shape[1]), np.float32)
    firsts = np.flatnonzero(np.diff(groups, prepend=-1))
    sums[groups[firsts]] = np.add.reduceat(x, firsts, axis=0)
    return sums


def _spans(read: Array, pile: Pile, rows: Ints, places: Ints) -> Array:
    """Return what stands at each candidate: its first and last word, their mean, the words around it."""
    start, length = pile.starts[rows], pile.lengths[rows]
    first, last = places[:, 0] + start, places[:, 1] + start
    summed = np.concatenate([np.zeros((1, read.shape[1]), np.float32), np.cumsum(read, axis=0)])
    mean = (summed[last + 1] - summed[first]) / (last - first + 1)[:, None]
    with_nothing = np.concatenate([read, np.zeros((1, read.shape[1]), np.float32)])
    before = np.where(places[:, 0] > 0, first - 1, len(read))
    behind = np.where(places[:, 1] + 1 < length, last + 1, len(read))
    around = [read[first], read[last], mean, with_nothing[before], with_nothing[behind]]
    return np.concatenate(around, axis=1).astype(np.float32)


def _linear(x: NDArray[np.floating], weight: Array, bias: Array) -> Array:
    return np.asarray(x.astype(np.float32, copy=False) @ weight.T + bias, np.float32)


def _gelu(x: Array) -> Array:
    """Return x · Φ(x); the error function after Abramowitz & Stegun 7.1.26, right to 1.5e-7."""
    z = np.abs(x) * np.float32(0.70710678)
    t = 1.0 / (1.0 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1.0 - poly * np.exp(-z * z))
    return np.asarray(0.5 * x * (1.0 + erf), np.float32)


def load_network(folder: Path | None = None) -> Network:
    """Load the bundled network, or one of its kind from `folder`. Raises ModelUnavailable."""
    return _load(folder or FOLDER)


@lru_cache(maxsize=2)
def _load(folder: Path) -> Network:
    return Network(*load_weights(folder, "qa/reader"))
