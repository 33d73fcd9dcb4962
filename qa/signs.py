"""A candidate and its surroundings → the signs that it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.chinese import is_chinese
from qa.fit import fit_of
from qa.kinds import asks_name
from qa.lexicon import is_measure_word, is_proper
from qa.likeness import Match
from qa.questions import Question
from qa.reranking import Evidence, Floats
from qa.spans import Candidate

NEAR_HALF = 9.0  # characters until a word beside a candidate counts half
OVER_COMMA = 0.7
OVER_STOP = 0.4
FROM_AROUND = 0.35  # a word that stands only in the headline or another sentence, against one right beside
COMMAS, STOPS = "，,；;：:", "。！？!?"

_NAMING = ("noun", "quoted", "person", "author")
_FOCUSED = ("number", "compare", "which", "place", "list", "what", "who")
_TYPED = ("which", "place", "list", "who", "date", "number")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A passage held against a question: its matches as arrays, and the marks before each character."""

    question: Question
    weights: Floats
    evidence: Evidence
    units: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    strengths: Floats
    commas: NDArray[np.int64]
    stops: NDArray[np.int64]


def surroundings_of(question: Question, weights: Floats, evidence: Evidence) -> Surroundings:
    """Lay out a passage for looking at its candidates one by one."""
    text, matches = evidence.passage.text, evidence.matches
    rows = np.array([(m.unit, m.start, m.end) for m in matches], dtype=np.int64).reshape(-1, 3)
    return Surroundings(
        question,
        weights,
        evidence,
        units=rows[:, 0],
        starts=rows[:, 1],
        ends=rows[:, 2],
        strengths=np.array([m.strength for m in matches], dtype=float),
        commas=_count_before(text, COMMAS),
        stops=_count_before(text, STOPS),
    )


def _count_before(text: str, marks: str) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum([char in marks for char in text])]).astype(np.int64)


def features_of(around: Surroundings, sentence: int, candidate: Candidate) -> dict[str, float]:
    """Return the signs that a candidate answers, by name; `choosing.WEIGHTS` says how much each says."""
    question, evidence, kind = around.question, around.evidence, candidate.kind
    fit = fit_of(question, evidence, candidate)
    names = named_coverage(question, evidence, evidence.sentences[sentence])
    named = question.kind in _TYPED or asks_name(question.text)
    return {
        "passage": evidence.score,
        "names": min(names) if names else 0.8,
        "stranger": max(0.0, 1.0 - min(names) / 0.5) if names else 0.0,
        "near": float(evidence.near[sentence]),
        "coverage": float(evidence.sentences[sentence] @ around.weights),
        "own": float(evidence.own[sentence] @ around.weights),
        "local": _local(around, sentence, candidate),
        "plain": _plain(around, candidate),
        "inside": _inside(around, candidate) if kind == "clause" else 0.0,
        "focus": _focus(around, candidate, fit),
        "fit": fit,
        "novel": _novel(around, candidate) if kind in ("noun", "list", "clause") else 1.0,
        "cut": float(kind == "noun" and _is_cut(evidence, candidate)),
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
    best = dict.fromkeys(units, 0.0)
    for match in around.evidence.matches:
        if match.unit in best and candidate.start <= match.start and match.end <= candidate.end:
            best[match.unit] = max(best[match.unit], match.strength)
    return sum(best.values()) / len(best)


def _is_label(evidence: Evidence, candidate: Candidate) -> bool:
    """Tell a small number in words that names rather than counts: 五方联动, 四级分包, 第六|届."""
    text, start = evidence.view.body.folded, candidate.core[0]
    if text[start].isascii() or not is_chinese(text[start]):
        return False
    ordinal = text[start - 1 : start] == "第"
    return ordinal or ((candidate.value or 0) <= 10 and not is_measure_word(candidate.unit))


def named_coverage(question: Question, evidence: Evidence, covered: Floats) -> list[float]:
    """Return how surely each name of the question is covered.

    A name of everyday English words stands as such in English text only; in Chinese it was translated.
    """
    latin = not any(map(is_chinese, evidence.passage.text[:200]))
    return [
        float(covered[n])
        for n, unit in enumerate(question.units)
        if unit.name and unit.weight > 0.2 and (latin or not unit.common)
    ]


def _local(around: Surroundings, sentence: int, candidate: Candidate) -> float:
    """Return how much of the question stands close by: less with distance and over every comma."""
    best = FROM_AROUND * around.evidence.sentences[sentence]
    if not len(around.units):
        return float(best @ around.weights)
    strengths = around.strengths * _nearness(around, *_core(candidate))
    if candidate.kind in _NAMING:  # an answer does not repeat the question
        inside = (around.starts >= candidate.start) & (around.ends <= candidate.end)
        sought = np.isin(around.units, around.question.focus_units)
        strengths = np.where(inside & ~sought, 0.0, strengths)
    np.maximum.at(best, around.units, strengths)
    return float(best @ around.weights)


def _plain(around: Surroundings, candidate: Candidate) -> float:
    """Return how much of what the question says beside names and the thing asked for stands close by.

    A whole article is about its names; only what is said of them tells one figure or date from another.
    """
    question = around.question
    counts = np.array(
        [not unit.name and n not in question.focus_units for n, unit in enumerate(question.units)],
        dtype=float,
    )
    weights = around.weights * counts
    total = float(weights.sum())
    if total < 0.05 or not len(around.units):
        return 0.5
    best = np.zeros(len(weights))
    np.maximum.at(best, around.units, around.strengths * _nearness(around, *_core(candidate)))
    return float(best @ weights) / total


def _core(candidate: Candidate) -> tuple[int, int]:
    return (candidate.start, candidate.end) if candidate.kind == "clause" else candidate.core


def _nearness(around: Surroundings, start: int, end: int) -> Floats:
    """Return how near each match stands to a span: 1 inside or beside it."""
    before, after = around.ends <= start, around.starts >= end
    low = np.where(before, np.minimum(around.ends, start), end)
    high = np.where(before, start, np.maximum(around.starts, end))
    low, high = np.where(before | after, low, 0), np.where(before | after, high, 0)
    near: Floats = (
        OVER_COMMA ** (around.commas[high] - around.commas[low])
        * OVER_STOP ** (around.stops[high] - around.stops[low])
        / (1.0 + (high - low) / NEAR_HALF)
    )
    return near


def _inside(around: Surroundings, candidate: Candidate) -> float:
    """Return how much of the question stands inside a candidate."""
    best = np.zeros(len(around.weights))
    for match in around.evidence.matches:
        if candidate.start <= match.start and match.end <= candidate.end:
            best[match.unit] = max(best[match.unit], match.strength)
    return float(best @ around.weights)


def _novel(around: Surroundings, candidate: Candidate) -> float:
    """Return the share of a candidate that the question did not already say."""
    said = np.zeros(max(1, candidate.end - candidate.start), dtype=bool)
    for match in around.evidence.matches:
        if match.unit in around.question.focus_units or match.strength < 0.6:
            continue
        said[max(0, match.start - candidate.start) : max(0, match.end - candidate.start)] = True
    return 1.0 - float(said.mean())


def _is_cut(evidence: Evidence, candidate: Candidate) -> bool:
    """Tell whether a noun run goes on behind the candidate, or its first character was left out (黑|石井)."""
    before = next((word for word in evidence.view.body.words if word.end == candidate.start), None)
    if before is not None and len(before.text) == 1 and before.flag[0] in "nazbj" and before.flag != "nt":
        return True
    after = next((word for word in evidence.view.body.words if word.start == candidate.end), None)
    if after is None or after.flag[0] not in "nsjz" or after.flag == "ns":
        return False
    return not is_proper(evidence.view.body.folded[candidate.start : candidate.end])


# The focus: is the thing asked for (网格, grids) what the candidate counts or names?


def _focus(around: Surroundings, candidate: Candidate, fit: float) -> float:
    """Tell how surely the thing asked for is what the candidate counts or names."""
    question, focus = around.question, 0.0
    if question.kind in _FOCUSED and question.focus_units and candidate.kind != "clause":
        focus = _focus_share(around, candidate)
        if _ends_like(question, around.evidence, candidate):
            focus = max(0.8, focus)
    if candidate.kind == "number" and question.measure == "people" and fit > 0.5:
        return max(focus, 0.8)
    return focus


def _focus_share(around: Surroundings, candidate: Candidate) -> float:
    """Return how much of the focus stands as it should to the candidate, weighted by its units."""
    units, text = around.question.focus_units, around.evidence.passage.text
    head = around.question.units[units[-1]].word  # beds, of hospital beds
    share = np.array(
        [
            max(around.weights[n], 1e-6) * (2.0 if around.question.units[n].word == head else 1.0)
            for n in units
        ]
    )
    best = np.zeros(len(units))
    for match in around.evidence.matches:
        if match.unit in units:
            place = units.index(match.unit)
            best[place] = max(best[place], match.strength * _relation(candidate, match, text))
    return float(best @ (share / share.sum()))


def _ends_like(question: Question, evidence: Evidence, candidate: Candidate) -> bool:
    """Tell whether a noun ends in a character of the focus: 长春市 is a 城市, 管理科 a 科室."""
    return (
        candidate.kind == "noun"
        and question.language == "zh"
        and evidence.passage.text[candidate.end - 1] in question.focus[-2:]
        and candidate.end - candidate.start > 1
        and not _is_cut(evidence, candidate)
    )


def _relation(candidate: Candidate, match: Match, text: str) -> float:
    """Return how surely the candidate counts, names or stands beside a matched word of the focus."""
    if candidate.kind == "number":
        return _counts(candidate, match, text)
    if candidate.kind not in _NAMING:
        return _gap(candidate, match, text)
    if candidate.start <= match.start and match.end == candidate.end:
        # 企业 itself names no 企业; 长春市 does name a city
        whole = match.start == candidate.start and not is_proper(text[match.start : match.end])
        return 0.3 if whole else 1.0
    if candidate.kind == "quoted" and candidate.start <= match.start and match.end <= candidate.end:
        return 0.7
    if candidate.kind == "person":
        return _holds(candidate, match, text)
    return 0.5 * _gap(candidate, match, text)


def _holds(candidate: Candidate, match: Match, text: str) -> float:
    """Return how surely a person holds the matched office: it stands right before or behind the name."""
    behind = match.start >= candidate.end
    between = text[candidate.end : match.start] if behind else text[match.end : candidate.start]
    gap = len(between.strip(" ，,、（("))
    if gap <= (0 if is_chinese(text[candidate.start]) else 4):
        return 1.0
    if gap == 1 and is_chinese(text[candidate.start]):
        return 0.9  # 村支书 in 村党支部书|记
    return 0.4 * _gap(candidate, match, text)


def _gap(candidate: Candidate, match: Match, text: str) -> float:
    """Return how near a matched word stands: 1 inside or beside, less with distance and commas."""
    start, end = candidate.core
    if match.end <= start:
        between = text[match.end : start]
    elif match.start >= end:
        between = text[end : match.start]
    else:
        return 1.0
    commas, stops = (sum(char in marks for char in between) for marks in (COMMAS, STOPS))
    return float(OVER_COMMA**commas * OVER_STOP**stops / (1.0 + len(between) / NEAR_HALF))


def _counts(candidate: Candidate, match: Match, text: str) -> float:
    """Return how surely a figure counts the matched noun: behind its measure word, or right before it."""
    start, end = candidate.core
    behind = match.start >= end
    if (match.start < end and start < match.end) or (behind and match.end == candidate.end):
        return 1.0
    between = text[end : match.start] if behind else text[match.end : start]
    if re.search(r"[,，;；。:：!！?？、]", between):
        return 0.25 / (1.0 + len(between) / NEAR_HALF)
    if behind:  # 网格 in 1名网格长: another thing is counted
        return 0.35 if match.end < candidate.end else max(0.2, 0.9 - 0.07 * len(between))
    between = between.strip("“”\"'‘’（）() ")
    between = re.sub(r"^(了|达到?|为|是|有|约|近|共计?|总计|超过?|至|已|已经|人数|共有|仅|的)+", "", between)
    own_noun = 0.4 if candidate.end > end else 1.0  # 为网格选配1名|网格长 counts what follows
    return own_noun * max(0.15, 0.95 - 0.08 * len(between))
