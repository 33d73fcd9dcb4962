"""A passage held against a question, laid out for looking at its candidates one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.asked import asked_weights
from qa.lexicon import PLACE_RANKS
from qa.questions import Question
from qa.reranking import Evidence, Floats
from qa.texts import speaks_chinese

NEAR_HALF = 9.0  # characters until a word beside a candidate counts half
OVER_COMMA = 0.7
SAID = 0.6  # a match so sure repeats the question's own word
OVER_STOP = 0.4
PAUSES = "、"
COMMAS, STOPS = "，,；;：:", "。！？!?"


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
    by_unit: NDArray[np.int64]  # the matches in the order of their units
    sought: NDArray[np.bool_]  # of each match: whether it stands for a word of the focus
    shares: Floats  # how much of the focus each of its units is, (focus units,)
    asked: Floats  # how much each unit says of what is asked for (`asked.asked_weights`), (units,)
    plain: Floats  # weights of the units beside names and focus, 0 for the others, (units,)
    # of each sentence: how surely its least covered name is; None without names
    names: tuple[float | None, ...]
    coverage: tuple[float, ...]  # how much of the question each sentence covers
    own: tuple[float, ...]  # … without headline and neighbours
    fullest: int  # the sentence that by itself covers most
    # counted up to each character: those the question says itself, the marks, the pauses of enumerations
    said: NDArray[np.int64]
    commas: NDArray[np.int64]
    stops: NDArray[np.int64]
    pauses: NDArray[np.int64]


def surroundings_of(question: Question, weights: Floats, evidence: Evidence) -> Surroundings:
    """Lay out a passage for looking at its candidates one by one."""
    text, matches = evidence.passage.text, evidence.matches
    rows = np.array([(m.unit, m.start, m.end) for m in matches], dtype=np.int64).reshape(-1, 3)
    plain = [
        (not unit.name or unit.sort == "figure") and n not in question.focus_units
        for n, unit in enumerate(question.units)
    ]
    names = (named_coverage(question, evidence, covered) for covered in evidence.sentences)
    own = evidence.own @ weights
    return Surroundings(
        question,
        weights,
        evidence,
        units=rows[:, 0],
        starts=rows[:, 1],
        ends=rows[:, 2],
        strengths=np.array([m.strength for m in matches], dtype=float),
        by_unit=np.argsort(rows[:, 0], kind="stable"),
        sought=np.isin(rows[:, 0], question.focus_units),
        shares=_shares(question, weights),
        asked=asked_weights(question, weights),
        plain=weights * np.array(plain, dtype=float),
        names=tuple(min(each, default=None) for each in names),
        coverage=tuple((evidence.sentences @ weights).tolist()),
        own=tuple(own.tolist()),
        fullest=int(np.argmax(own)),
        said=_count_said(question, evidence),
        commas=_count_before(text, COMMAS),
        stops=_count_before(text, STOPS),
        pauses=_count_before(text, PAUSES),
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


def _count_said(question: Question, evidence: Evidence) -> NDArray[np.int64]:
    """Count the characters that stand for a word of the question beside the thing asked for."""
    said = np.zeros(len(evidence.passage.text) + 1, dtype=np.int64)
    for match in evidence.matches:
        if match.strength >= SAID and match.unit not in question.focus_units:
            said[match.start + 1 : match.end + 1] = 1
    return np.cumsum(said)


def nearness(around: Surroundings, spans: NDArray[np.int64], paused: NDArray[np.bool_]) -> Floats:
    """Return how near each match stands to each of some spans (n, 2): 1 inside or beside it, (n, matches).

    For spans that are `paused` (n,), the pauses of an enumeration part as commas do: 全票六元、|半票三元.
    """
    start, end = spans[:, :1], spans[:, 1:]
    before, after = around.ends <= start, around.starts >= end
    outside = before | after
    low = np.where(outside, np.where(before, np.minimum(around.ends, start), end), 0)
    high = np.where(outside, np.where(before, start, np.maximum(around.starts, end)), 0)
    commas = around.commas[high] - around.commas[low]
    commas += (around.pauses[high] - around.pauses[low]) * paused[:, None]
    stops = around.stops[high] - around.stops[low]
    near: Floats = _COMMAS[commas] * _STOPS[stops] / (1.0 + (high - low) / NEAR_HALF)
    return near


_MOST_MARKS = 10_000  # in one passage, which has fewer characters
_COMMAS, _STOPS = OVER_COMMA ** np.arange(_MOST_MARKS), OVER_STOP ** np.arange(_MOST_MARKS)


def between(around: Surroundings, spans: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each match whether it stands inside each of some spans (n, 2), (n, matches)."""
    inside: NDArray[np.bool_] = (around.starts >= spans[:, :1]) & (around.ends <= spans[:, 1:])
    return inside


def best_of(around: Surroundings, counting: Floats | NDArray[np.bool_]) -> Floats:
    """Return how surely each unit of the question stands where its matches count, (n, units).

    `counting` (n, matches) says how much each match counts.
    """
    best = np.zeros((len(counting), len(around.weights)))
    if len(around.units):
        sure = (around.strengths * counting)[:, around.by_unit]
        firsts = np.flatnonzero(np.diff(around.units[around.by_unit], prepend=-1))
        best[:, around.units[around.by_unit][firsts]] = np.maximum.reduceat(sure, firsts, axis=1)
    return best


def named_coverage(question: Question, evidence: Evidence, covered: Floats) -> list[float]:
    """Return how surely each name of the question is covered.

    A name of everyday English words stands as such in English text only; in Chinese it was translated.
    """
    return [float(covered[n]) for n in _names_of(question, evidence)]


def _names_of(question: Question, evidence: Evidence) -> list[int]:
    english = not speaks_chinese(evidence.passage)
    return [
        n
        for n, unit in enumerate(question.units)
        if unit.name and unit.weight > 0.2 and (english or not unit.common)
    ]


FOUND, MISSED = 0.85, 0.3  # how surely a name stands somewhere, and at most where it does not


def is_of_another(question: Question, evidence: Evidence, others: Iterable[Evidence]) -> bool:
    """Tell whether no name of the question stands in a passage's article, but one in another passage found.

    The pages know the place or person then, and tell this of another one. Where places are named with their
    rank, only they count: the health office of another district is another one.
    """
    names: dict[str, list[int]] = {}
    for n in _names_of(question, evidence):
        names.setdefault(question.units[n].word, []).append(n)
    places = [units for word, units in names.items() if len(word) > 1 and word[-1] in PLACE_RANKS]
    each_name = places or list(names.values())  # 铁东|区 are units of one
    if not each_name or max(_stands(evidence, units) for units in each_name) > MISSED:
        return False
    return any(_stands(each, units) >= FOUND for each in others for units in each_name)


def _stands(evidence: Evidence, units: Sequence[int]) -> float:
    return float(evidence.sentences[:, units].mean(axis=1).max())
