"""Figures for the same thing that disagree, and what tells them apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.choosing import Scored
from qa.kinds import asks_two_figures
from qa.lexicon import is_classifier, is_unit
from qa.questions import Question
from qa.units import SAYS

SHOWN = 3  # other figures beside the best one
BESIDE = 0.65  # how much of the question must stand beside a rival, against the best figure
MEASURED = 0.6  # the focus of a figure in a unit that measures what was asked
COUNTED, COUNTED_APART = 0.85, 0.7  # the focus of figures that count what was asked; of two articles
# Two accounts of one quantity are seldom further apart; then less must speak for the second.
CLOSE, AS_CLOSE, BESIDE_CLOSE, NAMED_AROUND = 1.35, 0.72, 0.85, 0.4
SAID, TOLD = 0.9, 0.6  # how surely a word stands in the best one's sentence, and at least in a rival's
SLIPPED = 0.6  # … of two figures with the same digits in another order
_OTHER_TIME = re.compile(
    r"去年|上年|前年|同期|原来|原先|以前|此前|往年|上季|上月|昨日?|每[年月天日人户亩]|人均|户均|平均"
    r"|\b(last|previous|before|earlier|former|each|per|average)\b",
    re.I,
)
MARKS = "，。；：、,;"


def disagreeing(question: Question, scored: Sequence[Scored], as_good: float) -> list[Scored]:
    """Return figures for the same thing that differ from the best candidate, each value once.

    `as_good` is how near the best one's score they must come (0 … 1).
    """
    best, *rest = scored
    if best.candidate.kind != "number" or best.candidate.value is None:
        return []
    counts = not question.focus_units or best.focus >= 0.7 * as_good
    seen = {best.candidate.value}
    others: list[Scored] = []
    for other in rest:
        value = other.candidate.value
        if value is None or value in seen or not (counts or _is_slip(best, other)):
            continue
        if not _is_rival(question, best, other, as_good):
            continue
        seen.add(value)
        others.append(other)
    return others[:SHOWN]


def difference_of(scored: Scored) -> str:
    """Return the words of a figure's own clause that say what was counted."""
    text, (start, end) = scored.evidence.passage.text, scored.span
    left = max(text.rfind(mark, 0, start) for mark in MARKS) + 1
    right = min((at for mark in MARKS if (at := text.find(mark, end)) >= 0), default=len(text))
    return text[left:right].strip()[:40]


def _is_rival(question: Question, best: Scored, other: Scored, as_good: float) -> bool:
    """Tell whether another figure counts the same thing in the same place, nearly as surely."""
    if other.candidate.kind != "number" or not _same_unit(best, other):
        return False
    if other.fit < best.fit - 0.3:
        return False
    if other.score >= SLIPPED * best.score and _is_slip(best, other):
        return _same_place(question, best, other, SLIPPED)
    if other.score >= AS_CLOSE * best.score and _are_close(question, best, other):
        return _same_place(question, best, other, AS_CLOSE)
    if other.score < as_good * best.score:
        return False
    same = _is_same_measure if is_unit(best.candidate.unit) and best.fit > 0 else _is_same_count
    return same(question, best, other, as_good) and _same_place(question, best, other, as_good)


def _same_unit(one: Scored, other: Scored) -> bool:
    """Tell whether two figures may count one thing: 微心愿1518个, 1095项, but not 198名 and 2810个网格."""
    first, second = one.candidate.unit, other.candidate.unit
    if first == second:
        return True
    heads = {_head(one), _head(other)}  # 14名徒弟, 16个徒弟
    return is_classifier(first[-1:]) and is_classifier(second[-1:]) and (len(heads) == 1 or not any(heads))


def _head(scored: Scored) -> str:
    """Return the noun a figure counts, without verbal nouns behind it (基础网格|司法服务 → 基础网格)."""
    body = scored.evidence.view.body
    inside = [w for w in body.words if w.start >= scored.candidate.core[1] and w.end <= scored.candidate.end]
    while inside and inside[-1].flag in ("vn", "v"):
        inside.pop()
        if len(inside) > 1:
            inside.pop()
    return "".join(w.text for w in inside)


def _is_same_count(question: Question, one: Scored, other: Scored, as_good: float) -> bool:
    """Tell whether two figures count the same noun."""
    if other.focus < as_good * one.focus:
        return False
    first, second = _head(one), _head(other)
    if one.evidence.row == other.evidence.row and 0 <= other.candidate.start - one.candidate.end <= 2:
        return not (first and second) or first[-2:] == second[-2:]  # 20余分，200分
    if _in_one_sentence(one, other):
        return False
    if first and second:
        return first[-2:] == second[-2:]
    apart = one.evidence.passage.article.id != other.evidence.passage.article.id
    # 312户 … 321户社员: both count the noun asked for
    if min(one.focus, other.focus) > (COUNTED_APART if apart else COUNTED):
        return True
    people = question.measure == "people" and not (first or second)
    return people and _are_alike(one, other) and other.local >= BESIDE * one.local


def _is_same_measure(question: Question, one: Scored, other: Scored, as_good: float) -> bool:
    """Tell whether two lengths, areas, sums … measure the thing asked for: the noun behind is no head."""
    if _in_one_sentence(one, other) or not _are_alike(one, other):
        return False
    if question.focus_units:
        return min(one.focus, other.focus) >= MEASURED
    return bool(question.measure) and other.local >= BESIDE * one.local and _tells_alike(question, one, other)


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


def _are_close(question: Question, one: Scored, other: Scored) -> bool:
    """Tell whether two figures are so alike that they may be two accounts of one: 312人, 321人."""
    low, high = sorted((one.candidate.value or 0.0, other.candidate.value or 0.0))
    if not 0 < high <= CLOSE * low or one.candidate.unit != other.candidate.unit:
        return False
    if _in_one_sentence(one, other) or other.coverage < BESIDE_CLOSE * one.coverage:
        return False
    if one.evidence.row == other.evidence.row and not _tells_alike(question, one, other):
        return False
    if not _have_one_head(one, other) or one.candidate.unit in ("%", "‰"):
        return False  # a share is of something, and seldom told twice
    around = other.evidence.sentences[other.sentence]
    if any(around[n] < NAMED_AROUND for n in question.focus_units) and other.fit < MEASURED:
        return False
    return not (_OTHER_TIME.search(_said_before(one)) or _OTHER_TIME.search(_said_before(other)))


def _said_before(scored: Scored) -> str:
    """Return the words of a figure's own clause up to its measure word."""
    text, (start, end) = scored.evidence.passage.text, scored.candidate.core
    return text[max(text.rfind(mark, 0, start) for mark in MARKS) + 1 : end]


_COUNTS_ANYTHING = tuple("个人名位家项次件种")


def _have_one_head(one: Scored, other: Scored) -> bool:
    """Tell whether two figures count the same noun, as far as they name it: 1200株香樟, 1500余株."""
    first, second = (re.sub(r"[户人亩]均.*$", "", _head(scored)) for scored in (one, other))
    if first and second:
        return first[-2:] == second[-2:]
    return first == second or not one.candidate.unit.endswith(_COUNTS_ANYTHING)


def _in_one_sentence(one: Scored, other: Scored) -> bool:
    """Tell whether two figures stand in one sentence: it enumerates, 边沟300米、闪灯480米."""
    return one.evidence.row == other.evidence.row and one.sentence == other.sentence


def _are_alike(one: Scored, other: Scored) -> bool:
    """Tell whether two figures could be two accounts of one quantity: none above twice the other."""
    low, high = sorted((one.candidate.value or 0.0, other.candidate.value or 0.0))
    return 0 < high <= 2 * low


def _same_place(question: Question, one: Scored, other: Scored, as_good: float) -> bool:
    """Tell whether two figures belong to the same names: another county's figure is no disagreement."""
    told = (
        asks_two_figures(question.text)
        and one.evidence.passage.article.id == other.evidence.passage.article.id
    )
    if (one.coverage < 0.5 and not told) or other.coverage < min(1.0, 1.05 * as_good) * one.coverage:
        return False
    names = [number for number, unit in enumerate(question.units) if unit.name]
    a, b = (s.evidence.sentences[s.sentence] for s in (one, other))
    return all(b[number] >= min(0.6, a[number] - 0.1) for number in names) and (
        one.evidence.passage.article.id == other.evidence.passage.article.id
        or bool(names)
        or other.coverage >= 0.95 * one.coverage
    )
