"""Evidence → the span that answers: every candidate of the asked kind, scored by what stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qa.answers import Span
from qa.candidates import candidates_for
from qa.questions import Question
from qa.reader import read_again
from qa.reranking import Evidence, Floats
from qa.signs import features_of
from qa.spans import Candidate
from qa.surroundings import surroundings_of

# How much each sign says: fitted by benchmarks/fit_choosing.py (conditional logit), rounded.
#   names     whether every name of the question is covered   near  cosine of question and sentence
#   passage   score of the passage                    coverage  how much of the question its sentence covers
#   own       … without headline and neighbours       local     how much stands close by
#   inside    how much stands inside a clause         focus     whether it counts or names the thing asked for
#   fit       whether it is of the asked sort         novel     how much of it the question did not say
#   cut       part of a longer run of nouns           length    characters / 60
#   early     a clause before the sentence that says most of the question
#   item      how much of the question stands in the figure's own item of a list
WEIGHTS: dict[str, float] = {
    "passage": 0.56, "names": 0.11, "stranger": -0.31, "about": 0.12, "label": -0.3,
    "near": 0.64, "coverage": 1.15, "own": -0.17, "local": 0.37, "plain": 0.21,
    "asked": 0.18, "matter": -0.5, "again": -0.2, "after": 0.13, "early": -0.05,
    "inside": -0.17, "item": 0.11, "focus": 0.51, "fit": 0.39, "novel": 0.11, "cut": -0.16, "length": 0.32,
    "clause": -0.02, "quoted": 0.11, "person": -0.08, "list": 0.21, "noun": -0.14,
}  # fmt: skip


SURE = 6.0  # log-odds of the reader that are as sure as it gets
AMISS = 0.5  # what a figure loses that cannot be meant: of another year, or one the question gives itself


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its evidence and the signs that it answers (`signs.features_of`)."""

    evidence: Evidence
    sentence: int
    candidate: Candidate
    features: Mapping[str, float]
    score: float  # the sum of its signs, and what the reader says beside them (qa/reader)
    by_signs: float  # that sum alone
    sure: float = 0.0  # the reader's log-odds that it answers; 0 where it was never asked

    @property
    def span(self) -> Span:
        """Where the candidate stands in the passage."""
        return self.candidate.start, self.candidate.end

    @property
    def text(self) -> str:
        """The words of the candidate."""
        return self.evidence.passage.text[self.candidate.start : self.candidate.end]

    @property
    def coverage(self) -> float:
        """How much of the question its sentence covers."""
        return self.features["coverage"]

    @property
    def local(self) -> float:
        """How much of the question stands close by."""
        return self.features["local"]

    @property
    def focus(self) -> float:
        """How surely it counts or names the thing asked for."""
        return self.features["focus"]

    @property
    def fit(self) -> float:
        """How well its sort fits the question."""
        return self.features["fit"]


def score_candidates(question: Question, weights: Floats, evidence: Sequence[Evidence]) -> list[Scored]:
    """Score every candidate of the given passages; best first, ties by content and place."""
    scored = by_signs(question, weights, evidence)
    read = read_again(question, weights, scored, tuple(WEIGHTS))
    return _in_order(
        Scored(one.evidence, one.sentence, one.candidate, one.features, score, one.by_signs, sure)
        for one, (score, sure) in zip(scored, read, strict=True)
    )


def by_signs(question: Question, weights: Floats, evidence: Sequence[Evidence]) -> list[Scored]:
    """Score every candidate by its signs alone, which the reader then reads on; best first."""
    return _in_order(one for each in evidence for one in _score_passage(question, weights, each))


def _in_order(scored: Iterable[Scored]) -> list[Scored]:
    return sorted(
        scored, key=lambda s: (-s.score, s.evidence.passage.id, s.candidate.start, -s.candidate.end)
    )


def _score_passage(question: Question, weights: Floats, evidence: Evidence) -> Iterable[Scored]:
    around = surroundings_of(question, weights, evidence)
    candidates = candidates_for(question, evidence)
    sentences = [evidence.sentence_at(candidate.core[0]) for candidate in candidates]
    signs = features_of(around, sentences, candidates)
    for sentence, candidate, features in zip(sentences, candidates, signs, strict=True):
        score = sum(WEIGHTS[name] * value for name, value in features.items())
        score -= AMISS * (candidate.kind == "number" and features["fit"] <= -1.0)
        yield Scored(evidence, sentence, candidate, features, score, score)
