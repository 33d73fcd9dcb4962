"""A candidate and its surroundings → the signs that it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.chinese import is_chinese
from qa.answers import Span
from qa.columns import under_headings
from qa.fit import fit_of
from qa.kinds import asks_name
from qa.lexicon import is_measure_word
from qa.reranking import Evidence, Floats
from qa.sought import NAMING, focus_share, is_cut
from qa.spans import Candidate
from qa.surroundings import Surroundings, best_of, between, nearness

FROM_AROUND = 0.35  # a word that stands only in the headline or another sentence, against one right beside
_TYPED = ("which", "place", "list", "who", "date", "number")


def features_of(
    around: Surroundings, sentences: Sequence[int], candidates: Sequence[Candidate]
) -> list[dict[str, float]]:
    """Return for each candidate the signs that it answers, by name; `sentences` are where they stand.

    `choosing.WEIGHTS` says how much each sign says.
    """
    if not candidates:
        return []
    looked = _look(around, sentences, candidates)
    return [
        _features(around, looked, n, sentence, candidate)
        for n, (sentence, candidate) in enumerate(zip(sentences, candidates, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Looked:
    """What can be told of all candidates of a passage at once, each (candidates,) but `near`."""

    near: Floats  # (candidates, matches) how near each match stands
    local: Floats
    plain: Floats
    item: Floats
    # of clauses
    asked: Floats
    inside: Floats
    matter: Floats
    about: Floats


def _look(around: Surroundings, sentences: Sequence[int], candidates: Sequence[Candidate]) -> _Looked:
    kinds = np.array([candidate.kind for candidate in candidates])
    spans = np.array([(candidate.start, candidate.end) for candidate in candidates], dtype=np.int64)
    cores = np.array([_core(candidate) for candidate in candidates], dtype=np.int64)
    near = nearness(around, cores, kinds == "number")
    for n in np.flatnonzero(kinds == "number").tolist():
        near[n] = under_headings(around, sentences[n], candidates[n], near[n])
    inside = between(around, spans)
    stands = best_of(around, near)
    within = best_of(around, inside)
    units = list(around.question.focus_units)
    named = best_of(around, inside & around.sought)[:, units]
    items = np.array([_item_of(around, candidate) for candidate in candidates], dtype=np.int64)
    return _Looked(
        near,
        local=_local(around, sentences, kinds, inside, near),
        plain=_plain(around, stands),
        item=best_of(around, between(around, items)) @ around.weights,
        asked=stands @ around.asked,
        inside=within @ around.weights,
        matter=within @ (around.weights - around.asked),
        about=named.sum(axis=1) / max(1, len(units)),
    )


def _features(
    around: Surroundings, looked: _Looked, n: int, sentence: int, candidate: Candidate
) -> dict[str, float]:
    question, evidence, kind = around.question, around.evidence, candidate.kind
    fit = fit_of(question, evidence, candidate)
    name, clause = around.names[sentence], kind == "clause"
    named = question.kind in _TYPED or asks_name(question.text)
    return {
        "passage": evidence.score,
        "names": 0.8 if name is None else name,
        "stranger": 0.0 if name is None else max(0.0, 1.0 - name / 0.5),
        "near": float(evidence.near[sentence]),
        "coverage": around.coverage[sentence],
        "own": around.own[sentence],
        "local": float(looked.local[n]),
        "plain": float(looked.plain[n]),
        "asked": float(looked.asked[n]) if clause else 0.0,
        "inside": float(looked.inside[n]) if clause else 0.0,
        "matter": float(looked.matter[n]) if clause else 0.0,
        "again": _again(evidence, candidate) if clause else 0.0,
        "after": _after(around, sentence) if clause else 0.0,
        "early": float(clause and sentence < around.fullest),
        "item": float(looked.item[n]) if kind == "number" else 0.0,
        "focus": focus_share(around, candidate, fit, looked.near[n]),
        "fit": fit,
        "novel": _novel(around, candidate) if kind in ("noun", "list", "clause") else 1.0,
        "cut": float(kind == "noun" and is_cut(evidence, candidate)),
        "length": min(1.0, (candidate.end - candidate.start) / 60),
        "clause": float(clause and named),
        "about": float(looked.about[n]) if clause else 0.0,
        "label": float(kind == "number" and _is_label(evidence, candidate)),
        "quoted": float(kind == "quoted"),
        "person": float(kind in ("person", "author")),
        "list": float(kind == "list"),
        "noun": float(kind == "noun"),
    }


def _is_label(evidence: Evidence, candidate: Candidate) -> bool:
    """Tell a small number in words that names rather than counts: 五方联动, 四级分包, 第六|届."""
    text, start = evidence.view.body.folded, candidate.core[0]
    if text[start].isascii() or not is_chinese(text[start]):
        return False
    if text[start - 1 : start] == "第" or text[start] in "百千万亿":
        return True  # 千件惠民实事 is a slogan
    return (candidate.value or 0) <= 10 and not is_measure_word(candidate.unit)


def _local(
    around: Surroundings,
    sentences: Sequence[int],
    kinds: NDArray[np.str_],
    inside: NDArray[np.bool_],
    near: Floats,
) -> Floats:
    """Return how much of the question stands close by: less with distance and over every comma."""
    # an answer does not repeat the question
    repeated = inside & ~around.sought & np.isin(kinds, NAMING)[:, None]
    close = best_of(around, np.where(repeated, 0.0, near))
    around_it = FROM_AROUND * around.evidence.sentences[list(sentences)]
    best: Floats = np.maximum(close, around_it) @ around.weights
    return best


def _plain(around: Surroundings, stands: Floats) -> Floats:
    """Return how much of what the question says beside names and the thing asked for stands close by.

    A whole article is about its names; only what is said of them tells one figure or date from another.
    """
    total = float(around.plain.sum())
    if total < 0.05 or not len(around.units):
        return np.full(len(stands), 0.5)
    told: Floats = stands @ around.plain / total
    return told


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


_ITEMS = "、，,；;。：:（(）)"


def _item_of(around: Surroundings, candidate: Candidate) -> Span:
    """Return the span of a figure with what its own item says: 乡镇职责清单157项、|街道职责清单|125项."""
    text = around.evidence.passage.text
    return max(text.rfind(mark, 0, candidate.core[0]) for mark in _ITEMS) + 1, candidate.end


def _novel(around: Surroundings, candidate: Candidate) -> float:
    """Return the share of a candidate that the question did not already say."""
    length = candidate.end - candidate.start
    return 1.0 - int(around.said[candidate.end] - around.said[candidate.start]) / max(1, length)
