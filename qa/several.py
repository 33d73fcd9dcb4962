"""Readings of several lines: one for each side of a comparison, each place, or each of several questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.answers import Relation
from qa.choosing import Scored, score_candidates
from qa.comparing import for_side, own_units, side_text, verdict_of
from qa.compound import Asked, asks_which_is_more
from qa.confidence import judge, probability, signs_of
from qa.kinds import asks_order, kind_of_each
from qa.lines import Line
from qa.periods import Admitted
from qa.questions import Question, read_question
from qa.reading import Reading, read
from qa.superlatives import counted_by_place, lines_by_place, verdict_by_place
from qa.wording import unsaid_text

if TYPE_CHECKING:
    from qa.pipeline import Pipeline

WHOLE = 0.9  # a match of a whole word: of 南津桥, not of 津桥
FAR = 1_000  # characters


def read_sides(pipeline: Pipeline, question: Question, admitted: Admitted | None) -> Reading | None:
    """Read each side of a comparison by itself; None when not every side has an answer of its own."""
    lines: list[Line] = []
    scored: list[Scored] = []
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
        scored += fresh
    lines = _each_to_its_side(lines)
    relation: Relation = "comparison" if question.kind == "compare" else "several"
    return Reading(relation, tuple(lines), tuple(scored), verdict_of(question, lines))


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
        if not verdict.found:
            unsaid.append(one.label)
            continue
        sure = min(sure, verdict.confidence)
        lines += (replace(line, label=one.label, asked=one.question) for line in reading.lines)
        scored += reading.scored
    if not lines:
        return None
    said = unsaid_text(unsaid, question.language)
    if not said and asks_which_is_more(question):
        said = verdict_of(replace(question, kind="compare"), lines)
    return Reading("several", tuple(lines), tuple(scored), said, sure)
