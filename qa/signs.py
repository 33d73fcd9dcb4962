"""A candidate and its surroundings → the signs that it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.chinese import is_chinese
from qa.fit import fit_of
from qa.kinds import asks_name
from qa.lexicon import is_measure_word, is_proper, is_unit
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
    sought: NDArray[np.bool_]  # of each match: whether it stands for a word of the focus
    shares: Floats  # how much of the focus each of its units is, (focus units,)
    plain: Floats  # weights of the units beside names and focus, 0 for the others, (units,)
    names: tuple[
        float | None, ...
    ]  # of each sentence: how surely its least covered name is; None without names
    commas: NDArray[np.int64]
    stops: NDArray[np.int64]


def surroundings_of(question: Question, weights: Floats, evidence: Evidence) -> Surroundings:
    """Lay out a passage for looking at its candidates one by one."""
    text, matches = evidence.passage.text, evidence.matches
    rows = np.array([(m.unit, m.start, m.end) for m in matches], dtype=np.int64).reshape(-1, 3)
    plain = [not unit.name and n not in question.focus_units for n, unit in enumerate(question.units)]
    names = (named_coverage(question, evidence, covered) for covered in evidence.sentences)
    return Surroundings(
        question,
        weights,
        evidence,
        units=rows[:, 0],
        starts=rows[:, 1],
        ends=rows[:, 2],
        strengths=np.array([m.strength for m in matches], dtype=float),
        sought=np.isin(rows[:, 0], question.focus_units),
        shares=_shares(question, weights),
        plain=weights * np.array(plain, dtype=float),
        names=tuple(min(each, default=None) for each in names),
        commas=_count_before(text, COMMAS),
        stops=_count_before(text, STOPS),
    )


def _shares(question: Question, weights: Floats) -> Floats:
    """Return how much of the focus each of its units is; its last word most (beds, of hospital beds)."""
    units = question.focus_units
    if not units:
        return np.zeros(0)
    head = question.units[units[-1]].word
    share = np.array(
        [max(weights[n], 1e-6) * (2.0 if question.units[n].word == head else 1.0) for n in units], dtype=float
    )
    shares: Floats = share / share.sum()
    return shares


def _count_before(text: str, marks: str) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum([char in marks for char in text])]).astype(np.int64)


def features_of(around: Surroundings, sentence: int, candidate: Candidate) -> dict[str, float]:
    """Return the signs that a candidate answers, by name; `choosing.WEIGHTS` says how much each says."""
    question, evidence, kind = around.question, around.evidence, candidate.kind
    fit = fit_of(question, evidence, candidate)
    name, near = around.names[sentence], _nearness(around, *_core(candidate))
    named = question.kind in _TYPED or asks_name(question.text)
    return {
        "passage": evidence.score,
        "names": 0.8 if name is None else name,
        "stranger": 0.0 if name is None else max(0.0, 1.0 - name / 0.5),
        "near": float(evidence.near[sentence]),
        "coverage": float(evidence.sentences[sentence] @ around.weights),
        "own": float(evidence.own[sentence] @ around.weights),
        "local": _local(around, sentence, candidate, near),
        "plain": _plain(around, near),
        "inside": _inside(around, candidate) if kind == "clause" else 0.0,
        "focus": _focus(around, candidate, fit, near),
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
    inside = around.sought & (around.starts >= candidate.start) & (around.ends <= candidate.end)
    best = np.zeros(len(around.weights))
    np.maximum.at(best, around.units[inside], around.strengths[inside])
    return float(sum(best[list(units)].tolist()) / len(units))


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


def _local(around: Surroundings, sentence: int, candidate: Candidate, near: Floats) -> float:
    """Return how much of the question stands close by: less with distance and over every comma."""
    best = FROM_AROUND * around.evidence.sentences[sentence]
    if not len(around.units):
        return float(best @ around.weights)
    strengths = around.strengths * near
    if candidate.kind in _NAMING:  # an answer does not repeat the question
        inside = (around.starts >= candidate.start) & (around.ends <= candidate.end)
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
    best = np.zeros(len(around.plain))
    np.maximum.at(best, around.units, around.strengths * near)
    return float(best @ around.plain) / total


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
    inside = (around.ends > candidate.start) & (around.starts < candidate.end)
    for row in np.flatnonzero(inside & ~around.sought & (around.strengths >= 0.6)):
        said[max(0, around.starts[row] - candidate.start) : around.ends[row] - candidate.start] = True
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


def _focus(around: Surroundings, candidate: Candidate, fit: float, near: Floats) -> float:
    """Tell how surely the thing asked for is what the candidate counts or names."""
    question, focus = around.question, 0.0
    if question.kind in _FOCUSED and question.focus_units and candidate.kind != "clause":
        focus = _focus_share(around, candidate, near)
        if _ends_like(question, around.evidence, candidate):
            focus = max(0.8, focus)
    if candidate.kind == "number" and question.measure == "people" and fit > 0.5:
        return max(focus, 0.8)
    return focus


def _focus_share(around: Surroundings, candidate: Candidate, near: Floats) -> float:
    """Return how much of the focus stands as it should to the candidate, weighted by its units."""
    rows = np.flatnonzero(around.sought)
    best = np.zeros(len(around.weights))
    relations = around.strengths[rows] * _relations(around, candidate, rows, near)
    np.maximum.at(best, around.units[rows], relations)
    return float(best[list(around.question.focus_units)] @ around.shares)


def _ends_like(question: Question, evidence: Evidence, candidate: Candidate) -> bool:
    """Tell whether a noun ends in a character of the focus: 长春市 is a 城市, 管理科 a 科室."""
    return (
        candidate.kind == "noun"
        and question.language == "zh"
        and evidence.passage.text[candidate.end - 1] in question.focus[-2:]
        and candidate.end - candidate.start > 1
        and not _is_cut(evidence, candidate)
    )


def _relations(around: Surroundings, candidate: Candidate, rows: NDArray[np.int64], near: Floats) -> Floats:
    """Return how surely the candidate counts, names or stands beside each matched word of the focus."""
    text, matches = around.evidence.passage.text, around.evidence.matches
    if candidate.kind == "number":
        return np.array([_counts(candidate, matches[row], text) for row in rows], dtype=float)
    if candidate.kind not in _NAMING:
        return near[rows]
    if candidate.kind == "person":
        held = [_holds(candidate, matches[row], text, float(near[row])) for row in rows]
        relations: Floats = np.array(held, dtype=float)
    else:
        relations = 0.5 * near[rows]
    starts, ends = around.starts[rows], around.ends[rows]
    if candidate.kind == "quoted":
        relations[(candidate.start <= starts) & (ends <= candidate.end)] = 0.7
    closing = (candidate.start <= starts) & (ends == candidate.end)
    relations[closing] = 1.0
    whole = closing & (starts == candidate.start)
    # 企业 itself names no 企业; 长春市 does name a city
    if whole.any() and not is_proper(text[candidate.start : candidate.end]):
        relations[whole] = 0.3
    return relations


def _holds(candidate: Candidate, match: Match, text: str, near: float) -> float:
    """Return how surely a person holds the matched office: it stands right before or behind the name."""
    behind = match.start >= candidate.end
    between = text[candidate.end : match.start] if behind else text[match.end : candidate.start]
    gap = len(between.strip(" ，,、（("))
    if gap <= (0 if is_chinese(text[candidate.start]) else 4):
        return 1.0
    if gap == 1 and is_chinese(text[candidate.start]):
        return 0.9  # 村支书 in 村党支部书|记
    return 0.4 * near


_VERBS = "(了|达到?|为|是|有|约|近|共计?|总计|超过?|至|已|已经|人数|共有|仅|的)+"
_SAYS_HOW_MANY = re.compile(f"^{_VERBS}|{_VERBS}$")


def _counts(candidate: Candidate, match: Match, text: str) -> float:
    """Return how surely a figure counts the matched noun: behind its measure word, or right before it."""
    start, end = candidate.core
    behind = match.start >= end
    if (match.start < end and start < match.end) or (behind and match.end == candidate.end):
        return 1.0
    between = text[end : match.start] if behind else text[match.end : start]
    if re.search(r"[,，;；。:：!！?？、]", between):
        return 0.25 / (1.0 + len(between) / NEAR_HALF)
    if behind:  # 网格 in 1名网格长: another thing is counted; but 3.2万亩黄精基地 measures 黄精
        other = 0.7 if is_unit(candidate.unit) else 0.35
        return other if match.end < candidate.end else max(0.2, 0.9 - 0.07 * len(between))
    between = between.strip("“”\"'‘’（）() ")
    between = _SAYS_HOW_MANY.sub("", between)
    own_noun = 0.4 if candidate.end > end else 1.0  # 为网格选配1名|网格长 counts what follows
    return own_noun * max(0.15, 0.95 - 0.08 * len(between))
