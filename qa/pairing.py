"""Candidates of each side of a comparison → those that tell the same of each: 9部, 5部, not 11栋楼, 5部.

What is compared is seldom said (*which is bigger*), and rival stories are full of figures; but the right two
are told in one way: in one unit, with the same words around them, each beside the name of its side.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from qa.choosing import SURE, Scored
from qa.comparing import own_units
from qa.disagreement import counted_noun, same_unit
from qa.questions import Question
from qa.reranking import Floats
from qa.surroundings import Surroundings, best_of, nearness, surroundings_of

KEPT = 24  # candidates of a side
BEFORE, BEHIND = 12, 6  # characters around a figure that are held against those around the other
MOST_RATIO = 2.0  # powers of ten between two figures
LEAST = 1e-3
SAID = 2  # the place among the signs of a side of how much of it a candidate's sentence says
NAMED = 0.1  # of what the best sentence says of a side, the least that a candidate's must
# How much each sign of a pair says: fitted by benchmarks/fit_pairing.py (conditional logit).
#   score, weaker   how well each answers for its side, and how far the weaker one is behind the best
#   sure            the reader's log-odds              beside   how near the words of its side stand
#   before          … of those before it, the words of the other side
#   said, own       how much of its side, of the other, its sentence says with and without what is around it
#   unit, noun      in one unit, of one thing          passage, article   told in one
#   ratio, equal    of what size to each other         around, clause, word   in the same words
WEIGHTS: dict[str, float] = {
    "score": 2.67, "weaker": 1.56, "sure": 5.11, "beside": -1.01, "before": 0.87, "before_other": -2.33,
    "said": 0.75, "said_other": -0.82, "own": 0.41, "own_other": -0.39, "unit": 2.43, "noun": 0.43,
    "passage": 1.69, "article": 0.35, "ratio": -2.03, "equal": -0.99, "around": 1.75, "clause": 1.57,
    "word": 0.86, "digits": 1.85, "fit": -0.88, "near": 1.32,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A candidate of one side: how the words of both sides stand to it, and what is around it."""

    scored: Scored
    behind: float  # how much less it scores than the best
    signs: Floats  # (8,) beside, before and said, for its own side and the other
    around: frozenset[str]
    clause: frozenset[str]
    word: str  # right before it
    noun: str


def tell(
    question: Question, side: str, asked: Question, weights: Floats, scored: Sequence[Scored]
) -> list[Told]:
    """Return the candidates of a side, which is asked for by `asked`; best first."""
    figures = [one for one in scored if one.candidate.value is not None or one.candidate.kind == "date"][
        :KEPT
    ]
    mine, theirs = _told_apart(question, side)
    laid: dict[int, Surroundings] = {}
    for one in figures:
        if one.evidence.row not in laid:
            laid[one.evidence.row] = surroundings_of(asked, weights, one.evidence)
    signs = [_signs_of_sides(question, laid[one.evidence.row], one, mine, theirs) for one in figures]
    least = NAMED * max((each[SAID] for each in signs), default=0.0)
    return [
        Told(one, figures[0].score - one.score, each, *_words_around(one), counted_noun(one))
        for one, each in zip(figures, signs, strict=True)
        if each[SAID] >= least  # else it is told of something else, however alike the words are
    ]


def _told_apart(question: Question, side: str) -> tuple[list[int], list[int]]:
    """Return the units of a side and of the others; a word that both have tells nothing."""
    mine = own_units(question, side)
    theirs = [
        n for other in question.sides if other != side for n in own_units(question, other) if n not in mine
    ]
    said = {question.units[n].text for n in theirs}
    mine = [n for n in mine if question.units[n].text not in said] or mine
    own = {question.units[n].text for n in mine}
    return mine, [n for n in theirs if question.units[n].text not in own]


def _signs_of_sides(
    question: Question, around: Surroundings, one: Scored, mine: Sequence[int], theirs: Sequence[int]
) -> Floats:
    near = nearness(around, np.array([one.candidate.core]), np.array([True]))
    before = near * (around.ends <= one.candidate.core[0])
    evidence = one.evidence
    found = (
        best_of(around, near)[0],
        best_of(around, before)[0],
        evidence.sentences[one.sentence],
        evidence.own[one.sentence],
    )
    return np.array(
        [
            _share(question, each, units, nothing)
            for units, nothing in ((mine, 0.5), (theirs, 0.0))
            for each in found
        ]
    )


def _share(question: Question, found: Floats, units: Sequence[int], nothing: float) -> float:
    weights = [question.units[n].weight for n in units]
    total = sum(weights)
    return float(sum(found[n] * w for n, w in zip(units, weights, strict=True)) / total) if total else nothing


_MARKS = "，,。；;：:！？!?"


def _words_around(one: Scored) -> tuple[frozenset[str], frozenset[str], str]:
    """Return the pairs of characters near a figure, those of its clause, and the word right before it."""
    body, (start, end) = one.evidence.view.body, one.candidate.core
    text = body.folded
    first = max(text.rfind(mark, 0, start) for mark in _MARKS) + 1
    last = min((at for mark in _MARKS if (at := text.find(mark, end)) >= 0), default=len(text))
    near = _pairs(text[max(0, start - BEFORE) : start]) | _pairs(text[end : end + BEHIND])
    clause = _pairs(re.sub(r"\W|\d", "", text[first:start] + text[end:last]))
    return near, clause, next((word.text for word in body.words if word.end == start), "")


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def pair_signs(one: Told, other: Told) -> dict[str, float]:
    """Return the signs that two candidates, of one side each, tell the same of them."""
    a, b = one.scored, other.scored
    sides = one.signs + other.signs
    return {
        "score": a.score + b.score,
        "weaker": -max(one.behind, other.behind),
        "sure": _surely(a) + _surely(b),
        "beside": float(sides[0]),
        "before": float(sides[1]),
        "before_other": float(sides[5]),
        "said": float(sides[2]),
        "said_other": float(sides[6]),
        "own": float(sides[3]),
        "own_other": float(sides[7]),
        "unit": float(same_unit(a, b)),
        "noun": float(one.noun == other.noun),
        "passage": float(a.evidence.row == b.evidence.row),
        "article": float(a.evidence.passage.article.id == b.evidence.passage.article.id),
        "ratio": _ratio(a.candidate.value, b.candidate.value),
        "equal": float(a.candidate.value == b.candidate.value),
        "around": _shared(one.around, other.around),
        "clause": _shared(one.clause, other.clause),
        "word": float(one.word == other.word != ""),
        "digits": float(a.text[:1].isdigit() == b.text[:1].isdigit()),
        "fit": a.fit + b.fit,
        "near": a.features["near"] + b.features["near"],
    }


def _surely(one: Scored) -> float:
    return max(-1.0, min(1.0, one.sure / SURE))


def _ratio(one: float | None, other: float | None) -> float:
    """Return how many powers of ten lie between two figures, at most MOST_RATIO."""
    if one is None or other is None:
        return 1.0
    return min(MOST_RATIO, abs(math.log10(max(one, LEAST) / max(other, LEAST))))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def score_pair(one: Told, other: Told) -> float:
    """Return how surely two candidates tell the same of their sides; only to be held against others."""
    return sum(WEIGHTS[name] * sign for name, sign in pair_signs(one, other).items())


def choose(sides: Sequence[Sequence[Told]]) -> list[Scored] | None:
    """Return the candidate of each side that goes best with the others; None where a side has none left."""
    first, second, *more = sides
    pairs = [(score_pair(a, b), a, b) for a, b in product(first, second) if not _is_same(a, b)]
    if not pairs:
        return None
    _, *chosen = max(pairs, key=lambda pair: pair[0])
    for side in more:
        left = [
            (sum(score_pair(a, b) for a in chosen), b)
            for b in side
            if not any(_is_same(a, b) for a in chosen)
        ]
        if not left:
            return None
        chosen.append(max(left, key=lambda one: one[0])[1])
    return [told.scored for told in chosen]


def _is_same(one: Told, other: Told) -> bool:
    a, b = one.scored, other.scored
    return (a.evidence.row, a.span) == (b.evidence.row, b.span)
