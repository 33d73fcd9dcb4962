"""Question and passage → the arrays that the network reads: words, parts of speech, matches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.chinese import tag
from index.embeddings import load_static
from index.networks import Array, Ints
from qa.questions import Question
from qa.reranking import Evidence, Floats
from qa.tagged import FLAGS
from qa.texts import Text

LONGEST_QUESTION, LONGEST_PASSAGE = 40, 200  # words and marks
MOST_SENTENCES = 8
_STOPS = frozenset("。！？!?")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A text cut into words and marks: `vectors` of each (n, dim), `flags` its part of speech, 1 … 26."""

    texts: tuple[str, ...]
    flags: Ints
    starts: Ints
    ends: Ints
    vectors: Array
    sentences: Ints  # the number of the sentence each stands in, at most MOST_SENTENCES − 1


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The question: for each word how much of it weighs, is sought, is a name, must be found."""

    words: Words
    signs: Array  # (words, 5)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A passage beside a question: `signs` (words, 8) of its words, `aligned` (words, question words).

    `covered` (2, sentences, question words) tells how surely each word of the question stands in a sentence
    or what surrounds it, and in the sentence by itself.
    """

    words: Words
    signs: Array
    aligned: Array
    covered: Array


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A question, the passages read closely, and their candidates: what the network judges."""

    kind: int  # of the question
    language: int  # 1 for English
    asked: Asked
    held: tuple[Held, ...]
    rows: Ints  # (candidates,) the passage of each, in `held`
    places: Ints  # (candidates, 2) its first and last word
    sentences: Ints  # (candidates,) the number of its sentence in the passage
    sorts: Ints  # (candidates,) its kind
    signs: NDArray[np.floating]  # (candidates, signs) what qa/signs.py says of it


def words_of(text: str, most: int) -> Words:
    """Cut a text into at most `most` words and marks."""
    tagged = tag(text)[:most]
    texts = tuple(word for word, *_ in tagged)
    behind_stop = np.array([True, *(word in _STOPS for word in texts[:-1])][: len(texts)], dtype=np.int64)
    return Words(
        texts,
        np.array([FLAGS.find(flag[0]) + 1 for _, flag, _, _ in tagged], dtype=np.int64),
        np.array([start for _, _, start, _ in tagged], dtype=np.int64),
        np.array([end for _, _, _, end in tagged], dtype=np.int64),
        load_static().encode_questions(texts),
        np.minimum(np.cumsum(behind_stop), MOST_SENTENCES - 1),
    )


@lru_cache(maxsize=4096)
def _words_in(text: Text) -> Words:
    return words_of(text.folded, LONGEST_PASSAGE)


def ask(question: Question, weights: Floats) -> Asked:
    """Lay out a question."""
    words = words_of(question.plain, LONGEST_QUESTION)
    signs = np.zeros((len(words.texts), 5), np.float32)
    for number, unit in enumerate(question.units):
        here = (words.starts < unit.end) & (words.ends > unit.start)
        signs[here, 0] += weights[number]
        signs[here, 1] = np.maximum(signs[here, 1], number in question.focus_units)
        signs[here, 2] = np.maximum(signs[here, 2], unit.name)
        signs[here, 3] = 1
    return Asked(words, signs)


def hold(question: Question, weights: Floats, asked: Asked, evidence: Evidence) -> Held:
    """Lay out a passage beside a question."""
    words, units = _words_in(evidence.view.body), question.units
    count = len(words.texts)
    found = np.zeros((count, len(units)), np.float32)
    for match in evidence.matches:
        first = int(np.searchsorted(words.ends, match.start, side="right"))
        last = int(np.searchsorted(words.starts, match.end, side="left"))
        found[first:last, match.unit] = np.maximum(found[first:last, match.unit], match.strength)
    signs = np.zeros((count, 8), np.float32)
    aligned = np.zeros((count, len(asked.words.texts)), np.float32)
    if len(units):
        signs[:, 0] = (found * weights).max(axis=1) * 3
        signs[:, 1] = found.max(axis=1)
        for column, chosen in ((2, list(question.focus_units)), (3, _names(question))):
            if chosen:
                signs[:, column] = found[:, chosen].max(axis=1)
        for number, unit in enumerate(units):
            word = int(np.searchsorted(asked.words.ends, unit.start, side="right"))
            if word < len(asked.words.texts) and asked.words.starts[word] < unit.end:
                aligned[:, word] = np.maximum(aligned[:, word], found[:, number])
    _tell_sentences(signs, words, evidence, weights)
    signs[:, 7] = evidence.score
    return Held(words, signs, aligned, _covered(question, asked, evidence))


def _covered(question: Question, asked: Asked, evidence: Evidence) -> Array:
    words = asked.words
    covered = np.zeros((2, len(evidence.sentences), len(words.texts)), np.float32)
    for number, unit in enumerate(question.units):
        here = (words.starts < unit.end) & (words.ends > unit.start)
        for told, strengths in zip(covered, (evidence.sentences, evidence.own), strict=True):
            told[:, here] = np.maximum(told[:, here], strengths[:, number, None])
    return covered


def _names(question: Question) -> list[int]:
    return [number for number, unit in enumerate(question.units) if unit.name]


def _tell_sentences(signs: Array, words: Words, evidence: Evidence, weights: Floats) -> None:
    """Write beside each word how well its sentence covers the question, by itself and by meaning."""
    covered, own = evidence.sentences @ weights, evidence.own @ weights
    for number, (start, end) in enumerate(evidence.passage.sentences):
        first, last = np.searchsorted(words.starts, (start, end), side="left")
        signs[first:last, 4] = covered[number]
        signs[first:last, 5] = own[number]
        signs[first:last, 6] = evidence.near[number]


def places_of(words: Words, spans: Ints) -> Ints:
    """Return the first and the last word of each span of a passage, (spans, 2)."""
    last_word = len(words.texts) - 1
    first = np.minimum(np.searchsorted(words.ends, spans[:, 0], side="right"), last_word)
    last = np.searchsorted(words.starts, spans[:, 1], side="left") - 1
    return np.stack([first, np.maximum(first, np.minimum(last, last_word))], axis=1)
