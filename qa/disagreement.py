"""Figures for the same thing that disagree, and what tells them apart."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from qa.choosing import SURE, Scored
from qa.kinds import asks_two_figures
from qa.lexicon import is_classifier, is_unit
from qa.questions import Question
from qa.units import SAYS

SHOWN = 3  # other figures beside the best one
SEEN, RIVALS = 60, 10  # candidates looked at, and figures among them
AROUND = 14  # characters on either side of a figure that tell what it is of
LIKELY = 0.45  # the least probability that two figures are two accounts of one thing
ABOVE = 1.2  # a rival's score against the best one's, at most
SAID, TOLD = 0.9, 0.6  # how surely a word stands in the best one's sentence, and at least in a rival's
# Logistic regression over pairs of figures in one unit (benchmarks/fit_disagreement.py):
#   ratio, signs  the rival's score against the best one's, and that of its signs alone
#   sure, best    how surely the reader takes the rival and the best one for the answer
#   focus, fit, cover, near   how much more the rival counts what is asked, is of its sort, covers, is near
#   article, passage, sentence   whether they stand in one      apart  how far their values are, in logarithms
#   slip   the same digits in another order    head   whether they count one noun (a half where one has none)
#   tells  whether the rival's sentence says what the best one's does      beside  right behind the best one
#   time, anytime  one, or any, is of another time or a rate      two  the question speaks of two figures
#   place  whether the rival has the names        around  how much of the words around them they share
WEIGHTS: dict[str, float] = {
    "bias": -3.97,
    "ratio": 1.84,
    "signs": 1.89,
    "sure": 1.59,
    "best": 0.12,
    "focus": 0.38,
    "fit": 0.39,
    "cover": 0.88,
    "near": 1.30,
    "article": -0.49,
    "passage": -1.16,
    "sentence": -1.52,
    "apart": -3.56,
    "slip": 2.62,
    "head": 1.77,
    "tells": 0.55,
    "beside": -0.24,
    "time": -0.65,
    "anytime": -1.01,
    "two": 0.53,
    "place": 0.51,
    "around": -0.63,
}


_OTHER_TIME = re.compile(
    r"去年|上年|前年|同期|原来|原先|以前|此前|往年|上季|上月|昨日?|每[年月天日人户亩]|人均|户均|平均"
    r"|\b(last|previous|before|earlier|former|each|per|average)\b",
    re.I,
)
MARKS = "，。；：、,;"


def disagreeing(question: Question, scored: Sequence[Scored]) -> list[Scored]:
    """Return figures for the same thing that differ from the best candidate, each value once."""
    best, others = scored[0], []
    if best.candidate.kind == "number" and best.candidate.value is not None:
        others = [one for one in rivals(scored) if probability(signs_of(question, best, one)) >= LIKELY]
    return others[:SHOWN]


def rivals(scored: Sequence[Scored]) -> list[Scored]:
    """Return the next figures in the best one's unit, each value once."""
    best = scored[0]
    figures = [one for one in scored[1:SEEN] if one.candidate.kind == "number"][:RIVALS]
    seen = {None, best.candidate.value}
    others = []
    for one in figures:
        if one.candidate.value not in seen and same_unit(best, one):
            seen.add(one.candidate.value)
            others.append(one)
    return others


def probability(signs: Mapping[str, float]) -> float:
    """Return how likely two figures with these signs are accounts of one thing, 0 … 1."""
    z = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in signs.items())
    return 1.0 / (1.0 + math.exp(-z))


def signs_of(question: Question, best: Scored, other: Scored) -> dict[str, float]:
    """Return the signs that two figures are accounts of one thing; `WEIGHTS` says how much each says."""
    low, high = sorted((best.candidate.value or 0.0, other.candidate.value or 0.0))
    first, second = counted_noun(best), counted_noun(other)
    times = [bool(_OTHER_TIME.search(_said_before(one))) for one in (best, other)]
    passage = best.evidence.row == other.evidence.row
    return {
        "ratio": _ratio(other.score, best.score),
        "signs": _ratio(other.by_signs, best.by_signs),
        "sure": other.sure / SURE,
        "best": best.sure / SURE,
        "focus": other.focus - best.focus,
        "fit": other.fit - best.fit,
        "cover": other.coverage - best.coverage,
        "near": float(other.evidence.near[other.sentence] - best.evidence.near[best.sentence]),
        "article": float(best.evidence.passage.article.id == other.evidence.passage.article.id),
        "passage": float(passage),
        "sentence": float(passage and best.sentence == other.sentence),
        "apart": min(2.0, math.log(high / low)) if low > 0 else 2.0,
        "slip": float(_is_slip(best, other)),
        "head": float(first[-2:] == second[-2:]) if first and second else 0.5,
        "tells": float(_tells_alike(question, best, other)),
        "beside": float(passage and 0 <= other.candidate.start - best.candidate.end <= 2),
        "time": float(times[0] != times[1]),
        "anytime": float(any(times)),
        "two": float(asks_two_figures(question.text)),
        "place": float(_has_names(question, best, other)),
        "around": _shared(_around(best), _around(other)),
    }


def _ratio(other: float, best: float) -> float:
    return min(ABOVE, max(0.0, other / best)) if best > 0 else 0.0


def _around(scored: Scored) -> set[str]:
    """Return the pairs of characters around a figure."""
    text, (start, end) = scored.evidence.passage.text, scored.candidate.core
    near = f"{text[max(0, start - AROUND) : start]} {text[end : end + AROUND]}"
    return {near[at : at + 2] for at in range(len(near) - 1)}


def _shared(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _has_names(question: Question, best: Scored, other: Scored) -> bool:
    """Tell whether the rival has the names of the question as the best one does: of no other county."""
    said, told = (one.evidence.sentences[one.sentence] for one in (best, other))
    names = (number for number, unit in enumerate(question.units) if unit.name)
    return all(told[number] >= min(0.6, said[number] - 0.1) for number in names)


def difference_of(scored: Scored) -> str:
    """Return the words of a figure's own clause that say what was counted."""
    text, (start, end) = scored.evidence.passage.text, scored.span
    left = max(text.rfind(mark, 0, start) for mark in MARKS) + 1
    right = min((at for mark in MARKS if (at := text.find(mark, end)) >= 0), default=len(text))
    return text[left:right].strip()[:40]


def same_unit(one: Scored, other: Scored) -> bool:
    """Tell whether two figures may count one thing: 微心愿1518个, 1095项, but not 198名 and 2810个网格."""
    first, second = one.candidate.unit, other.candidate.unit
    if first == second:
        return True
    heads = {counted_noun(one), counted_noun(other)}  # 14名徒弟, 16个徒弟
    return is_classifier(first[-1:]) and is_classifier(second[-1:]) and (len(heads) == 1 or not any(heads))


def counted_noun(scored: Scored) -> str:
    """Return the noun a figure counts, without verbal nouns behind it (基础网格|司法服务 → 基础网格)."""
    body = scored.evidence.view.body
    inside = [w for w in body.words if w.start >= scored.candidate.core[1] and w.end <= scored.candidate.end]
    while inside and inside[-1].flag in ("vn", "v"):
        inside.pop()
        if len(inside) > 1:
            inside.pop()
    return "".join(w.text for w in inside)


def _tells_alike(question: Question, one: Scored, other: Scored) -> bool:
    """Tell whether a rival's sentence says what the best one's does: a row of leeks is none of cucumbers."""
    said, told = (s.evidence.own[s.sentence] for s in (one, other))
    return all(
        told[n] >= TOLD
        for n, unit in enumerate(question.units)
        if said[n] >= SAID and unit.weight > SAYS and not unit.name
    )


def _is_slip(one: Scored, other: Scored) -> bool:
    """Tell whether two figures are the same digits in another order: 312户, 321户."""
    first, second = (
        re.sub(r"\D", "", s.evidence.passage.text[slice(*s.candidate.core)]) for s in (one, other)
    )
    least = 2 if is_unit(one.candidate.unit[-1:]) else 3  # 2.3万亩, 3.2万亩
    same = len(first) >= least and first != second and sorted(first) == sorted(second)
    return same and one.candidate.unit == other.candidate.unit and _are_alike(one, other)


def _said_before(scored: Scored) -> str:
    """Return the words of a figure's own clause up to its measure word."""
    text, (start, end) = scored.evidence.passage.text, scored.candidate.core
    return text[max(text.rfind(mark, 0, start) for mark in MARKS) + 1 : end]


def _are_alike(one: Scored, other: Scored) -> bool:
    """Tell whether two figures could be two accounts of one quantity: none above twice the other."""
    low, high = sorted((one.candidate.value or 0.0, other.candidate.value or 0.0))
    return 0 < high <= 2 * low
