"""Readings of several lines: one for each side of a comparison, each place, or each of several questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.answers import Relation
from qa.choosing import Scored, score_candidates
from qa.comparing import for_side, side_text, verdict_of
from qa.compound import Asked, asks_which_is_more
from qa.confidence import CERTAIN, THRESHOLD, judge, probability, signs_of
from qa.followups import topic_of
from qa.kinds import asks_order, asks_writer, kind_of_each
from qa.lines import Line
from qa.pairing import choose, tell
from qa.periods import Admitted
from qa.questions import Question, read_question
from qa.reading import READ, Reading, read
from qa.reranking import Evidence, Floats
from qa.superlatives import counted_by_place, lines_by_place, verdict_by_place
from qa.wording import unsaid_text

if TYPE_CHECKING:
    from qa.pipeline import Pipeline

COUNTED = 0.5  # how much of what is counted must stand beside a figure of several asked in one breath
PART = 0.3  # the least confidence of one of several questions: the words of the others are never covered


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question: how it is asked for, and the candidates that answer, best first."""

    label: str
    asked: Question
    weights: Floats
    evidence: list[Evidence]
    scored: list[Scored]


def ask_sides(pipeline: Pipeline, question: Question, admitted: Admitted | None = None) -> Iterator[Side]:
    """Yield each side of a question, read by itself."""
    for side in question.sides:
        asked = for_side(question, side)
        if question.kind == "list":
            asked = replace(asked, kind=kind_of_each(question.plain, question.language))
        elif question.kind == "compare" and asks_order(question.plain):
            asked = replace(asked, kind="date")
        weights = pipeline.weights(asked)
        found = pipeline.find(read_question(side_text(question, side)), admitted)
        evidence = pipeline.hold(asked, weights, found.fused)[:READ]
        yield Side(side, asked, weights, evidence, list(read(asked, weights, evidence).scored))


def read_sides(pipeline: Pipeline, question: Question, admitted: Admitted | None) -> Reading | None:
    """Read each side of a comparison by itself; None when not every side has an answer of its own."""
    sides = list(ask_sides(pipeline, question, admitted))
    chosen = _alike(question, sides) if question.kind == "compare" else None
    chosen = chosen or _best(sides)
    if chosen is None:
        return None
    lines = tuple(
        Line(one, (one.span,), side.label, asked=side.asked) for one, side in zip(chosen, sides, strict=True)
    )
    scored = [one for side in sides for one in side.scored]
    relation: Relation = "comparison" if question.kind == "compare" else "several"
    return Reading(relation, lines, tuple(scored), verdict_of(question, lines))


def _alike(question: Question, sides: Sequence[Side]) -> list[Scored] | None:
    """Return the figures of all sides that tell the same of each."""
    return choose([tell(question, side.label, side.asked, side.weights, side.scored) for side in sides])


def _best(sides: Sequence[Side]) -> list[Scored] | None:
    """Return what answers best for each side, for none what answers for another."""
    chosen: list[Scored] = []
    for side in sides:
        taken = {(one.evidence.row, one.span) for one in chosen}
        fresh = (one for one in side.scored if (one.evidence.row, one.span) not in taken)
        if (best := next(fresh, None)) is None:
            return None
        chosen.append(best)
    return chosen


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
    lines: list[Line] = []
    scored: list[Scored] = []
    unsaid: list[str] = []
    sure = 1.0
    alone = list(_read_alone(pipeline, question, asked, admitted))
    for number, (one, reading, confidence) in enumerate(alone):
        if confidence < PART or _says_another(number, alone):
            unsaid.append(one.label)
            continue
        sure = min(sure, max(confidence, THRESHOLD))
        lines += (replace(line, label=one.label, asked=one.question) for line in reading.lines)
        scored += reading.scored
    if not lines:
        return None
    said = unsaid_text(unsaid, question.language)
    if not said and asks_which_is_more(question):
        said = verdict_of(replace(question, kind="compare"), lines)
    return Reading("several", tuple(lines), tuple(scored), said, sure)


def _says_another(number: int, alone: Sequence[tuple[Asked, Reading, float]]) -> bool:
    """Tell whether another question is answered by the same figure or date more surely, or before."""
    _, reading, confidence = alone[number]
    mine = {(line.scored.evidence.row, line.scored.span) for line in reading.lines}
    return any(
        (more, -at) > (confidence, -number)
        and any(
            (line.scored.evidence.row, line.scored.span) in mine
            for line in other.lines
            if line.scored.candidate.kind in ("number", "date")
        )
        for at, (_, other, more) in enumerate(alone)
    )


def read_amounts(
    pipeline: Pipeline, question: Question, asked: Sequence[Asked], admitted: Admitted | None
) -> Reading | None:
    """Read each of the amounts asked for in one breath; None unless each has a figure of its own."""
    lines: list[Line] = []
    scored: list[Scored] = []
    sure = 1.0
    for one, reading, confidence in _read_alone(pipeline, question, asked, admitted):
        best = reading.scored[0] if reading.scored else None
        if best is None or confidence < THRESHOLD or best.focus < COUNTED or best.candidate.kind != "number":
            return None
        sure = min(sure, confidence)
        lines += (replace(line, label=one.label, asked=one.question) for line in reading.lines)
        scored += reading.scored
    places = {(line.scored.evidence.row, line.scored.span) for line in lines}
    return Reading("several", tuple(lines), tuple(scored), "", sure) if len(places) == len(lines) else None


def _read_alone(
    pipeline: Pipeline, question: Question, asked: Sequence[Asked], admitted: Admitted | None
) -> Iterator[tuple[Asked, Reading, float]]:
    """Yield each of several questions, what is read of it, and how surely it answers.

    Who wrote it is read of the article that answers the question before.
    """
    whole = dict(pipeline.find(question, admitted).fused)
    told: Evidence | None = None
    for one in asked:
        said = read_question(one.text)
        found = whole | dict(pipeline.find(said, admitted).fused)
        of_it = told is not None and asks_writer(one.text) and not topic_of(said)
        if told and of_it:
            found = dict.fromkeys(_rows_of_article(pipeline, told), 0.0)
        rows = sorted(found.items(), key=lambda row: (-row[1], row[0]))
        weights = pipeline.weights(one.question)
        evidence = pipeline.hold(one.question, weights, rows)
        reading = read(one.question, weights, evidence)
        confidence = judge(one.question, weights, evidence, reading).confidence
        if of_it and reading.lines and reading.lines[0].scored.candidate.kind == "author":
            confidence = CERTAIN
        told = reading.lines[0].scored.evidence if confidence >= PART else None
        yield one, reading, confidence


def _rows_of_article(pipeline: Pipeline, evidence: Evidence) -> range:
    """Return the rows of a passage's article, which stand side by side."""
    passages, article = pipeline.index.passages, evidence.passage.article.id
    first = last = evidence.row
    while first > 0 and passages[first - 1].article.id == article:
        first -= 1
    while last + 1 < len(passages) and passages[last + 1].article.id == article:
        last += 1
    return range(first, last + 1)
