"""Scored evidence → what is said: one answer, figures that disagree, or a list over articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.chinese import is_chinese
from qa.answers import Relation
from qa.choosing import Scored, score_candidates
from qa.disagreement import difference_of, disagreeing
from qa.kinds import asks_name, asks_two_figures
from qa.lexicon import PLACE_RANKS, is_proper
from qa.lines import Line, line_of
from qa.places import asks_places, place_lines
from qa.questions import Question
from qa.reranking import Evidence, Floats
from qa.series import series_of
from qa.spans.people import find_people, named_beside

PLACED = 0.5  # the fit of a noun that stands as a place
READ = 14  # passages read closely; with ten, lists over articles lose a part
NEARLY = 0.86  # a second clause this near the best one's score is shown beside it
OF_ITSELF = 0.4  # … of a noun that names a place by the dictionary
AS_PLACED = 0.85  # … so a place
AS_NAME = 0.78  # a name this near the score of the best clause goes before it
ASKED_FOR = 0.6  # a second date this near the best one's score is shown where the question speaks of two
AS_COVERED = 0.85  # how much of the question a date of another article must cover, against the best one's
SAME_END = 0.5  # how much less a second date may fit: both tell when it ends, or both when it begins


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the lines of the answer, and every candidate, best first."""

    relation: Relation
    lines: tuple[Line, ...]
    scored: tuple[Scored, ...]
    verdict: str = ""
    confidence: float | None = None  # where the lines were judged one by one, or bylines say so


def read(question: Question, weights: Floats, evidence: Sequence[Evidence]) -> Reading:
    """Choose what answers a question that asks for one thing."""
    close = list(evidence[:READ])
    scored = score_candidates(question, weights, close)
    if not scored:
        return Reading("single", (), ())
    best = _named(question, scored)
    scored = [best, *(one for one in scored if one is not best)]
    relation, lines = _lines(question, weights, close, scored)
    return Reading(relation, tuple(lines), tuple(scored))


def _lines(
    question: Question, weights: Floats, close: Sequence[Evidence], scored: Sequence[Scored]
) -> tuple[Relation, list[Line]]:
    """Return the lines of the answer; the first candidate is the best."""
    best = scored[0]
    if question.kind == "list" and asks_places(question) and not _enumerates_places(best):
        places = place_lines(question, weights, close)
        if len(places) >= 2:
            return "list", places
    two = asks_two_figures(question.text)
    if each := series_of(question, scored):
        return "list", [Line(best, each)]
    if question.kind == "number" or two:
        others = disagreeing(question, scored)
        if others:
            return "disagreement", [line_of(one, difference_of(one)) for one in (best, *others)]
    if best.candidate.kind == "author":
        line = _authors(best, scored)
        return "list" if len(line.spans) > 1 else "single", [line]
    if best.candidate.kind == "person":
        evidence = best.evidence
        people = [(one.start, one.end) for one in find_people(evidence.passage, evidence.view.body)]
        line = Line(best, named_beside(people, best.span, evidence.passage.text))
        return "list" if len(line.spans) > 1 else "single", [line]
    if two and (other := _other_date(scored)):
        return "disagreement", [line_of(one, difference_of(one)) for one in (best, other)]
    second = _second(question, scored)
    said = [best] if second is None else [best, second]
    if second is not None and second.evidence.row == best.evidence.row:
        said.sort(key=lambda one: one.candidate.start)
    return "single", [line_of(one) for one in said]


def _enumerates_places(scored: Scored) -> bool:
    """Tell whether a candidate is itself a list of places: 白水乡、蓝溪镇、营盘乡."""
    text = scored.evidence.passage.text
    return scored.candidate.kind == "list" and all(
        text[end - 1] in PLACE_RANKS or is_proper(text[start:end])
        for start, end in scored.candidate.items or ((0, 1),)
    )


def _other_date(scored: Sequence[Scored]) -> Scored | None:
    """Return a second date for the same thing; the first candidate is the best."""
    best = scored[0]
    if best.candidate.kind != "date":
        return None
    for one in scored[1:]:
        same = one.evidence.passage.article.id == best.evidence.passage.article.id
        same = same or one.coverage >= AS_COVERED * best.coverage  # a front page announces it, too
        near = one.score >= ASKED_FOR * best.score and one.fit >= best.fit - SAME_END
        if same and near and one.candidate.kind == "date" and one.text != best.text:
            return one
    return None


def _named(question: Question, scored: Sequence[Scored]) -> Scored:
    """Return the best candidate; where a thing is asked by its sort, a name before a clause as good."""
    best = scored[0]
    if question.kind == "role":  # what stands beside the name, before what is told of the person
        return next((one for one in scored if one.candidate.kind == "noun"), best)
    if question.kind == "place" and (place := _placed(best, scored) or _place_in(best, scored)):
        return place
    named = question.kind == "what" and asks_name(question.text)
    if not (question.kind in ("which", "place") or named) or best.candidate.kind != "clause":
        return best
    for other in scored[:60]:
        kind = other.candidate.kind
        sure = other.focus >= 0.7 or (named and kind == "quoted" and other.focus >= 0.35)
        if kind in ("noun", "quoted") and sure and other.fit >= 0 and other.score >= AS_NAME * best.score:
            return other
    return best


def _placed(best: Scored, scored: Sequence[Scored]) -> Scored | None:
    """Return the best place told as such, behind 在 or 地点, that is nearly as good as the best of all."""
    if best.candidate.kind == "noun" and best.fit >= OF_ITSELF:
        return None
    good = (one for one in scored if one.score >= AS_PLACED * best.score)
    return next((one for one in good if one.candidate.kind == "noun" and one.fit >= PLACED), None)


def _place_in(best: Scored, scored: Sequence[Scored]) -> Scored | None:
    """Return the place that the best clause names: 在|长春市|举行."""
    if best.candidate.kind != "clause":
        return None
    (start, end), row = best.span, best.evidence.row
    for one in scored:
        inside = one.evidence.row == row and start <= one.candidate.start and one.candidate.end <= end
        if inside and one.candidate.kind == "noun" and one.fit >= PLACED:
            return one
    return None


def _authors(best: Scored, scored: Sequence[Scored]) -> Line:
    """Return all authors named in the best candidate's passage."""
    spans = {s.span for s in scored if s.candidate.kind == "author" and s.evidence.row == best.evidence.row}
    return Line(best, tuple(sorted(spans)))


_CLAUSES = ("what", "how", "why", "yesno", "keywords")


def _second(question: Question, scored: Sequence[Scored]) -> Scored | None:
    """Return a second clause of the article nearly as good as the best, where any clause may answer."""
    best = scored[0]
    if question.kind not in _CLAUSES or best.candidate.kind != "clause" or not is_chinese(best.text[-1]):
        return None
    for other in scored[1:40]:
        if other.candidate.kind != "clause" or other.score < NEARLY * best.score:
            continue
        same_article = other.evidence.passage.article.id == best.evidence.passage.article.id
        if same_article and _is_apart(best, other):
            return other
    return None


def _is_apart(one: Scored, other: Scored) -> bool:
    (start, end), (first, last) = one.span, other.span
    return one.evidence.row != other.evidence.row or last <= start or first >= end
