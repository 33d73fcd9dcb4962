"""Readings of several lines: one for each side of a comparison, each place, or each of several questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.answers import Relation
from qa.choosing import Scored, score_candidates
from qa.comparing import for_side, own_units, side_text, verdict_of
from qa.compound import Asked, asks_which_is_more
from qa.confidence import THRESHOLD, judge, probability, signs_of
from qa.disagreement import same_unit
from qa.kinds import asks_order, kind_of_each
from qa.lines import Line
from qa.periods import Admitted
from qa.questions import Question, read_question
from qa.reading import Reading, read
from qa.superlatives import counted_by_place, lines_by_place, verdict_by_place
from qa.wording import unsaid_text

if TYPE_CHECKING:
    from qa.pipeline import Pipeline

PART = 0.3  # the least confidence of one of several questions: the words of the others are never covered
WHOLE = 0.9  # a match of a whole word: of 南津桥, not of 津桥
FAR = 1_000  # characters
AS_SURELY = 0.1  # how much less it may count the thing asked for than the best one does
RIVALS = 8  # figures of a side that may stand beside one of the other
ALIKE = 0.3  # how much less a pair may score that counts in one unit


def read_sides(pipeline: Pipeline, question: Question, admitted: Admitted | None) -> Reading | None:
    """Read each side of a comparison by itself; None when not every side has an answer of its own."""
    lines: list[Line] = []
    each: list[list[Scored]] = []
    for side in question.sides:
        asked = for_side(question, side)
        if question.kind == "list":
            asked = replace(asked, kind=kind_of_each(question.plain, question.language))
        elif question.kind == "compare" and asks_order(question.plain):
            asked = replace(asked, kind="date")
        weights = pipeline.weights(asked)
        found = pipeline.find(read_question(side_text(question, side)), admitted)
        reading = read(asked, weights, pipeline.hold(asked, weights, found.fused))
        taken = {(line.scored.evidence.row, line.spans) for line in lines}
        fresh = [one for one in reading.scored if (one.evidence.row, (one.span,)) not in taken]
        if not fresh:
            return None
        lines.append(Line(fresh[0], (fresh[0].span,), side, asked=asked))
        each.append(fresh)
    lines = _each_to_its_side(_in_one_unit(lines, each) if question.kind == "compare" else lines)
    scored = [one for fresh in each for one in fresh]
    relation: Relation = "comparison" if question.kind == "compare" else "several"
    return Reading(relation, tuple(lines), tuple(scored), verdict_of(question, lines))


def _in_one_unit(lines: list[Line], each: Sequence[Sequence[Scored]]) -> list[Line]:
    """Take for two sides the best two figures that count the same: 9部, 5部, not 11栋楼, 5部."""
    if len(lines) != 2 or any(line.scored.candidate.value is None for line in lines):
        return lines
    one, other = (_figures(line.scored, scored) for line, scored in zip(lines, each, strict=True))
    pairs = [
        (a.score / one[0].score + b.score / other[0].score + ALIKE * same_unit(a, b), a, b)
        for a in one
        for b in other
        if (a.evidence.row, a.span) != (b.evidence.row, b.span)
    ]
    if not pairs:
        return lines
    _, *best = max(pairs, key=lambda pair: pair[0])
    return [replace(line, scored=a, spans=(a.span,)) for line, a in zip(lines, best, strict=True)]


def _figures(best: Scored, scored: Sequence[Scored]) -> list[Scored]:
    """Return the figures of a side that count what was asked as surely as its best one."""
    told = [one for one in scored if one.candidate.value is not None and one.score > 0]
    least, fit = best.focus - AS_SURELY, best.fit - AS_SURELY
    return [one for one in told if one is best or (one.focus >= least and one.fit >= fit)][:RIVALS]


def _each_to_its_side(lines: list[Line]) -> list[Line]:
    """Exchange the figures of two sides told in one passage where each stands behind the other's name."""
    if len(lines) != 2 or lines[0].scored.evidence.row != lines[1].scored.evidence.row:
        return lines
    one, other = lines
    kept = _behind(one, one.scored) + _behind(other, other.scored)
    if _behind(one, other.scored) + _behind(other, one.scored) >= kept:
        return lines
    return [
        replace(one, scored=other.scored, spans=other.spans),
        replace(other, scored=one.scored, spans=one.spans),
    ]


def _behind(line: Line, scored: Scored) -> int:
    """Return how far behind the words of a side a candidate stands; FAR where none stands before it."""
    asked = line.asked
    mine = set(own_units(asked, line.label)) if asked else set()
    ends = [
        match.end
        for match in line.scored.evidence.matches
        if match.unit in mine and match.strength >= WHOLE and match.end <= scored.candidate.start
    ]
    return scored.candidate.start - max(ends) if ends else FAR


def read_most(pipeline: Pipeline, question: Question, admitted: Admitted | None) -> Reading | None:
    """Hold the figures of different places side by side; None when fewer than two are told."""
    asked = counted_by_place(question)
    weights = pipeline.weights(asked)
    evidence = pipeline.hold(asked, weights, pipeline.find(question, admitted).fused)
    scored = score_candidates(asked, weights, evidence)
    lines = lines_by_place(question, scored, evidence)
    if not lines:
        return None
    sure = min(probability(asked, signs_of(asked, line.scored)) for line in lines)
    return Reading("comparison", tuple(lines), tuple(scored), verdict_by_place(question, lines), sure)


def read_each(
    pipeline: Pipeline, question: Question, asked: Sequence[Asked], admitted: Admitted | None
) -> Reading | None:
    """Read each of several questions by itself; None when none is answered."""
    whole = dict(pipeline.find(question, admitted).fused)
    lines: list[Line] = []
    scored: list[Scored] = []
    unsaid: list[str] = []
    sure = 1.0
    for one in asked:
        found = whole | dict(pipeline.find(read_question(one.text), admitted).fused)
        rows = sorted(found.items(), key=lambda row: (-row[1], row[0]))
        weights = pipeline.weights(one.question)
        evidence = pipeline.hold(one.question, weights, rows)
        reading = read(one.question, weights, evidence)
        verdict = judge(one.question, weights, evidence, reading)
        if verdict.confidence < PART:
            unsaid.append(one.label)
            continue
        sure = min(sure, max(verdict.confidence, THRESHOLD))
        lines += (replace(line, label=one.label, asked=one.question) for line in reading.lines)
        scored += reading.scored
    if not lines:
        return None
    said = unsaid_text(unsaid, question.language)
    if not said and asks_which_is_more(question):
        said = verdict_of(replace(question, kind="compare"), lines)
    return Reading("several", tuple(lines), tuple(scored), said, sure)
