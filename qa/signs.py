"""A candidate and its surroundings → the signs that it answers."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.chinese import is_chinese
from qa.columns import under_headings
from qa.fit import fit_of
from qa.kinds import asks_name
from qa.lexicon import is_measure_word
from qa.reranking import Evidence, Floats
from qa.sought import NAMING, focus_share, is_cut
from qa.spans import Candidate
from qa.surroundings import Surroundings, nearness

FROM_AROUND = 0.35  # a word that stands only in the headline or another sentence, against one right beside
_TYPED = ("which", "place", "list", "who", "date", "number")


def features_of(around: Surroundings, sentence: int, candidate: Candidate) -> dict[str, float]:
    """Return the signs that a candidate answers, by name; `choosing.WEIGHTS` says how much each says."""
    question, evidence, kind = around.question, around.evidence, candidate.kind
    fit = fit_of(question, evidence, candidate)
    name, near = around.names[sentence], nearness(around, *_core(candidate), paused=kind == "number")
    near = under_headings(around, sentence, candidate, near)
    named = question.kind in _TYPED or asks_name(question.text)
    return {
        "passage": evidence.score,
        "names": 0.8 if name is None else name,
        "stranger": 0.0 if name is None else max(0.0, 1.0 - name / 0.5),
        "near": float(evidence.near[sentence]),
        "coverage": around.coverage[sentence],
        "own": around.own[sentence],
        "local": _local(around, sentence, candidate, near),
        "plain": _plain(around, near),
        "asked": float(_best(around, near) @ around.asked) if kind == "clause" else 0.0,
        "inside": _inside(around, candidate) if kind == "clause" else 0.0,
        "matter": _matter(around, candidate) if kind == "clause" else 0.0,
        "again": _again(evidence, candidate) if kind == "clause" else 0.0,
        "after": _after(around, sentence) if kind == "clause" else 0.0,
        "early": float(kind == "clause" and sentence < int(np.argmax(around.own))),
        "item": _item(around, candidate) if kind == "number" else 0.0,
        "focus": focus_share(around, candidate, fit, near),
        "fit": fit,
        "novel": _novel(around, candidate) if kind in ("noun", "list", "clause") else 1.0,
        "cut": float(kind == "noun" and is_cut(evidence, candidate)),
        "length": min(1.0, (candidate.end - candidate.start) / 60),
        "clause": float(kind == "clause" and named),
        "about": _about(around, candidate) if kind == "clause" else 0.0,
        "label": float(kind == "number" and _is_label(evidence, candidate)),
        "quoted": float(kind == "quoted"),
        "person": float(kind in ("person", "author")),
        "list": float(kind == "list"),
        "noun": float(kind == "noun"),
    }


def _about(around: Surroundings, candidate: Candidate) -> float:
    """Return how much of the thing asked for a clause names: which 净水工艺 … 采用深度处理工艺."""
    units = around.question.focus_units
    if not units:
        return 0.0
    named = _best(around, _between(around, candidate.start, candidate.end) & around.sought)
    return float(sum(named[list(units)].tolist()) / len(units))


def _is_label(evidence: Evidence, candidate: Candidate) -> bool:
    """Tell a small number in words that names rather than counts: 五方联动, 四级分包, 第六|届."""
    text, start = evidence.view.body.folded, candidate.core[0]
    if text[start].isascii() or not is_chinese(text[start]):
        return False
    if text[start - 1 : start] == "第" or text[start] in "百千万亿":
        return True  # 千件惠民实事 is a slogan
    return (candidate.value or 0) <= 10 and not is_measure_word(candidate.unit)


def _local(around: Surroundings, sentence: int, candidate: Candidate, near: Floats) -> float:
    """Return how much of the question stands close by: less with distance and over every comma."""
    best = FROM_AROUND * around.evidence.sentences[sentence]
    if not len(around.units):
        return float(best @ around.weights)
    strengths = around.strengths * near
    if candidate.kind in NAMING:  # an answer does not repeat the question
        inside = _between(around, candidate.start, candidate.end)
        strengths = np.where(inside & ~around.sought, 0.0, strengths)
    np.maximum.at(best, around.units, strengths)
    return float(best @ around.weights)


def _plain(around: Surroundings, near: Floats) -> float:
    """Return how much of what the question says beside names and the thing asked for stands close by.

    A whole article is about its names; only what is said of them tells one figure or date from another.
    """
    total = float(around.plain.sum())
    if total < 0.05 or not len(around.units):
        return 0.5
    return float(_best(around, near) @ around.plain) / total


def _best(around: Surroundings, near: Floats | NDArray[np.bool_]) -> Floats:
    """Return how surely each unit of the question stands where `near` (matches,) counts, (units,)."""
    best = np.zeros(len(around.weights))
    np.maximum.at(best, around.units, around.strengths * near)
    return best


def _between(around: Surroundings, start: int, end: int) -> NDArray[np.bool_]:
    """Tell of each match whether it stands inside a span, (matches,)."""
    inside: NDArray[np.bool_] = (around.starts >= start) & (around.ends <= end)
    return inside


def _matter(around: Surroundings, candidate: Candidate) -> float:
    """Return how much of the question a clause says beside what is asked of the matter: it only opens it."""
    return float(_within(around, candidate) @ (around.weights - around.asked))


def _again(evidence: Evidence, candidate: Candidate) -> float:
    """Return the share of a clause's pairs of characters that its headline has too."""
    told = _pairs(evidence.passage.text[candidate.start : candidate.end])
    return len(told & _pairs(evidence.passage.article.headline)) / max(1, len(told))


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    letters = re.sub(r"\W", "", text)
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1))


_BEFORE = 2  # sentences before that may have opened the matter


def _after(around: Surroundings, sentence: int) -> float:
    """Return how much more of the question the sentences right before say than a clause's own."""
    before = around.own[max(0, sentence - _BEFORE) : sentence]
    return max(before, default=0.0) - around.own[sentence]


def _core(candidate: Candidate) -> tuple[int, int]:
    return (candidate.start, candidate.end) if candidate.kind == "clause" else candidate.core


def _inside(around: Surroundings, candidate: Candidate) -> float:
    """Return how much of the question stands inside a candidate."""
    return float(_within(around, candidate) @ around.weights)


def _within(around: Surroundings, candidate: Candidate) -> Floats:
    """Return how surely each unit of the question stands inside a candidate, (units,)."""
    return _best(around, _between(around, candidate.start, candidate.end))


_ITEMS = "、，,；;。：:（(）)"


def _item(around: Surroundings, candidate: Candidate) -> float:
    """Return how much of the question the figure's own item says: 乡镇职责清单157项、|街道职责清单|125项."""
    text = around.evidence.passage.text
    start = max(text.rfind(mark, 0, candidate.core[0]) for mark in _ITEMS) + 1
    return float(_best(around, _between(around, start, candidate.end)) @ around.weights)


def _novel(around: Surroundings, candidate: Candidate) -> float:
    """Return the share of a candidate that the question did not already say."""
    length = candidate.end - candidate.start
    return 1.0 - int(around.said[candidate.end] - around.said[candidate.start]) / max(1, length)
