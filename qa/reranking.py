"""Passages found → evidence: how much of the question each sentence and its headline cover."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embeddings import passage_text
from index.entities import Passage
from index.glossary import chinese_for, stem
from qa.likeness import Match
from qa.matching import Matcher, strengths
from qa.questions import Question
from qa.texts import View, language_of

if TYPE_CHECKING:
    from index.sentence_model import Reranker

Floats = NDArray[np.float64]
READ_TOGETHER = 20  # passages a cross-encoder reads beside the question: a base-size one takes a second

# What a word counts that stands not in the sentence itself but around it.
UNTRANSLATED = 0.5  # an English word no dictionary knows can hardly be found in Chinese
IN_TITLE = 0.92
IN_PASSAGE = 0.75
IN_ARTICLE = 0.5
# How much each sign counts: coverage of the best sentence, of the whole passage, what one sentence says, what
# the article says, how well the passage was found. Chosen where retrieval.py's are, and on the five pages.
SAME_LANGUAGE = {"coverage": 0.35, "whole": 0.15, "said": 0.2, "around": 0.1, "prior": 0.2}
ACROSS = {"coverage": 0.25, "whole": 0.15, "said": 0.2, "around": 0.05, "prior": 0.35}
# BM25's normalisation by length, for sentences: a long one holds more of any question's words.
MIDDLING = 40  # characters
BY_LENGTH = 0.3


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage held against the question.

    `sentences[k]` is, for each question unit, how surely it is covered by sentence k in its surroundings
    (0 … 1); `own[k]` by the sentence alone.
    """

    row: int
    view: View
    matches: tuple[Match, ...]
    own: Floats  # (sentences, units)
    sentences: Floats  # (sentences, units)
    coverage: Floats  # (sentences,)
    near: Floats  # (sentences,) cosine of the question with the sentence under its headline
    score: float

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.view.passage

    def sentence_at(self, position: int) -> int:
        """Return the number of the sentence that holds a position of the passage."""
        for number, (start, end) in enumerate(self.passage.sentences):
            if start <= position < end:
                return number
        return max(0, len(self.passage.sentences) - 1)


@dataclass(frozen=True, slots=True)
class _Matched:
    """A passage and where the question's units stand in it, before its article is known."""

    view: View
    matches: tuple[Match, ...]
    own: Floats  # (sentences, units)
    title: Floats  # (units,)

    @property
    def best(self) -> Floats:
        """How surely each unit stands anywhere in the passage or above it, (units,)."""
        best: Floats = np.maximum(self.own.max(axis=0), self.title)
        return best


def unit_weights(question: Question, document_frequency: Mapping[str, int], passages: int) -> Floats:
    """Weight each unit by how rare its word is in general text and in these articles; sums to 1."""
    weights = np.array([unit.weight for unit in question.units], dtype=float)
    for number, unit in enumerate(question.units):
        seen = document_frequency.get(unit.word, 0)
        rarity = math.log((passages + 1) / (seen + 0.5)) / math.log((passages + 1) / 0.5)
        if question.language == "en" and not seen and not unit.name and not chinese_for(stem(unit.word)):
            weights[number] *= UNTRANSLATED
        weights[number] *= 0.35 + 0.65 * max(0.0, min(1.0, rarity))
    total = float(weights.sum())
    return weights / total if total > 0 else np.full(len(weights), 1.0 / max(1, len(weights)))


def gather(
    question: Question,
    matcher: Matcher,
    weights: Floats,
    rarity: Mapping[str, float],
    found: Sequence[tuple[int, float]],
    passages: Sequence[Passage],
) -> list[Evidence]:
    """Hold each found passage against the question; best covered first.

    `weights` are those of the question's units, `rarity` those of the words it is searched by.
    Ties are broken by content, so that the names of the files change nothing.
    """
    held = [passages[row] for row, _ in found]
    matcher.prepare(held)
    matched = [_match(question, matcher, passage) for passage in held]
    articles: dict[str, Floats] = {}
    for each in matched:
        article = each.view.passage.article.id
        articles[article] = np.maximum(articles.get(article, 0.0), each.best)
    asked = matcher.model.encode_questions([question.text])[0]
    nears = [(spoken @ asked).astype(float) for spoken in matcher.sentence_vectors(held)]
    said = _said(question, rarity, matched, nears)
    evidence = [
        _weigh(question, each, weights, row, prior, *said_here, articles[each.view.passage.article.id], near)
        for (row, prior), each, said_here, near in zip(found, matched, said, nears, strict=True)
    ]
    return sorted(evidence, key=lambda e: (-e.score, e.passage.id))


def reorder(reranker: Reranker, question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Put the first passages into the order a cross-encoder gives them.

    The scores stay what they are and only change hands: what reads them knows their scale, not the model's.
    """
    first, rest = evidence[:READ_TOGETHER], evidence[READ_TOGETHER:]
    said = reranker.score(question.text, [passage_text(each.passage) for each in first])
    order = sorted(range(len(first)), key=lambda place: (-said[place], place))
    dealt = [replace(first[place], score=each.score) for place, each in zip(order, first, strict=True)]
    return [*dealt, *rest]


def _match(question: Question, matcher: Matcher, passage: Passage) -> _Matched:
    """Match a question with a passage, sentence by sentence, and with its headline."""
    view, count = matcher.view(passage), len(question.units)
    matches = matcher.match(question, view.body)
    above = matcher.match(question, view.title) if view.title.folded else []
    spans = passage.sentences or ((0, len(passage.text)),)
    own = [strengths(count, (m for m in matches if m.start < end and start < m.end)) for start, end in spans]
    return _Matched(view, tuple(matches), np.array(own), strengths(count, above))


def _said(
    question: Question, rarity: Mapping[str, float], matched: Sequence[_Matched], nears: Sequence[Floats]
) -> list[tuple[float, float]]:
    """Return how much of the question each passage says in one sentence, and how much its article, 0 … 1.

    In Chinese by the words that stand there, across languages by meaning.
    """
    by_word = [question.language == language_of(each.view.passage) == "zh" for each in matched]
    sentence = [
        _words_said(rarity, each.view) if worded else max(0.0, float(near.max()))
        for each, near, worded in zip(matched, nears, by_word, strict=True)
    ]
    texts: dict[str, str] = {}
    best: dict[str, float] = {}
    for each, said in zip(matched, sentence, strict=True):
        article = each.view.passage.article.id
        texts[article] = f"{texts.get(article, '')}\n{each.view.body.folded}"
        best[article] = max(best.get(article, 0.0), said)
    total = sum(rarity.values()) or 1.0
    shares = {
        name: sum(r for word, r in rarity.items() if word in text) / total for name, text in texts.items()
    }
    names = [each.view.passage.article.id for each in matched]
    around = [shares[name] if worded else best[name] for name, worded in zip(names, by_word, strict=True)]
    return list(zip(sentence, around, strict=True))


def _words_said(rarity: Mapping[str, float], view: View) -> float:
    """Return the share of the words, by rarity, that stand in the best sentence; long ones count less."""
    best, total = 0.0, sum(rarity.values()) or 1.0
    for start, end in view.passage.sentences or ((0, len(view.passage.text)),):
        sentence = view.body.folded[start:end]
        said = sum(value for word, value in rarity.items() if word in sentence)
        best = max(best, said / (1 - BY_LENGTH + BY_LENGTH * len(sentence) / MIDDLING))
    return min(1.0, best / total)


def _weigh(
    question: Question,
    matched: _Matched,
    weights: Floats,
    row: int,
    prior: float,
    said: float,
    around: float,
    article: Floats,
    near: Floats,
) -> Evidence:
    """Weigh what a passage covers by itself and with what stands around each sentence."""
    own, anywhere = matched.own, matched.own.max(axis=0)
    beside = np.maximum(IN_TITLE * matched.title, np.maximum(IN_PASSAGE * anywhere, IN_ARTICLE * article))
    sentences = np.maximum(own, beside)
    coverage = sentences @ weights
    signs = {
        "coverage": float(coverage.max()),
        "whole": float(anywhere @ weights),
        "said": said,
        "around": around,
        "prior": prior,
    }
    score = passage_score(question, matched.view.passage, signs)
    best = _best_only(matched.matches)
    return Evidence(row, matched.view, best, own, sentences, coverage, near, score)


def _best_only(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Keep the strongest match of each unit at each place."""
    best: dict[tuple[int, int, int], Match] = {}
    for match in matches:
        key = (match.unit, match.start, match.end)
        if key not in best or best[key].strength < match.strength:
            best[key] = match
    return tuple(best.values())


def passage_score(question: Question, passage: Passage, signs: Mapping[str, float]) -> float:
    """Combine what a passage covers and says with how well it was found; a bare headline is held back."""
    weights = SAME_LANGUAGE if language_of(passage) == question.language else ACROSS
    score = sum(weight * signs[name] for name, weight in weights.items())
    return score * (0.8 if passage.kind == "heading" else 1.0)
