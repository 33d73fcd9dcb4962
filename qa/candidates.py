"""Question + passage → the spans of the kind asked for."""

from __future__ import annotations

from dataclasses import replace

from index.entities import Passage
from qa.answers import Span
from qa.kinds import asked_count, asks_frequency, asks_name, asks_writer
from qa.questions import Question
from qa.reranking import Evidence
from qa.spans import Candidate
from qa.spans.clauses import find_clauses
from qa.spans.dates import find_dates, find_frequencies
from qa.spans.durations import find_durations
from qa.spans.figures import find_numbers
from qa.spans.fractions import find_fractions
from qa.spans.lists import find_lists, find_pairs, parallel
from qa.spans.nouns import find_named, find_nouns, find_placed, find_quoted, find_quoted_groups
from qa.spans.people import find_people
from qa.spans.roles import find_roles
from qa.spans.scores import find_scores
from qa.units import SAYS

NAMED = 0.7  # a match by letters or by sound


def candidates_for(question: Question, evidence: Evidence) -> list[Candidate]:
    """Return the spans of one passage that are of the kind asked for; clauses where none is."""
    body, passage = evidence.view.body, evidence.passage
    kind = question.kind
    if kind in ("number", "compare"):
        ordinal = "第" in question.plain
        if question.measure == "score":
            return find_scores(body)
        timed = kind == "compare" or question.measure in ("time", "extent")
        lasting = find_durations(body) if timed else []
        lasting += find_fractions(body)
        figures = (_within_sentence(one, passage) for one in find_numbers(body))
        counts = [one for one in figures if not any(_meet(one, other) for other in lasting)]
        return lasting + [one for one in counts if ordinal or not _no_count(body.folded, one)]
    if kind == "date":
        return find_dates(body)
    if kind == "who":
        wanted = "author" if asks_writer(question.text) else "person"
        return [one for one in find_people(passage, body) if one.kind == wanted]
    clauses = [] if _is_masthead_only(passage) else find_clauses(passage.text, passage.sentences)
    if kind == "role":
        named = _named(question, evidence)
        told = [c for c in clauses if any(c.start <= start and end <= c.end for start, end in named)]
        return find_roles(body, named) or told
    if kind == "list":
        return _lists(question, evidence) + clauses
    if kind in ("which", "place"):
        placed = find_placed(body) if kind == "place" else []
        nouns = find_nouns(body)
        taken = {(one.start, one.end) for one in nouns}
        placed = [one for one in placed if (one.start, one.end) not in taken]
        whole = {one.start: one.end for one in placed}  # 在|黄竹垄乡半岭亭村, not in 黄竹
        nouns = [one for one in nouns if one.end >= whole.get(one.start, 0)]
        return nouns + placed + find_quoted(passage.text) + clauses
    if asks_frequency(question.text):
        return find_frequencies(body) + clauses
    if kind == "what" and asks_name(question.text):
        called = find_named(passage.text)
        spans = {one.core for one in called}
        names = [one for one in find_quoted(passage.text) if one.core not in spans]
        return called + names + find_people(passage, body) + find_nouns(body) + clauses
    return clauses


def _within_sentence(candidate: Candidate, passage: Passage) -> Candidate:
    """Return a figure without what stands behind the end of its sentence: 3.50元|菠菜 in a list of prices."""
    ends = (end for start, end in passage.sentences if start <= candidate.core[0] < end)
    end = next(ends, candidate.end)
    return replace(candidate, end=end) if candidate.core[1] <= end < candidate.end else candidate


def _named(question: Question, evidence: Evidence) -> list[Span]:
    """Return where the person asked about is named in full, by letters or by sound."""
    spans = sorted({(m.start, m.end) for m in evidence.matches if m.strength >= NAMED})
    names: list[tuple[int, int, int]] = []  # start, end and how many of the question's units they hold
    for start, end in spans:
        held = len({m.unit for m in evidence.matches if m.start >= start and m.end <= end})
        if names and start - names[-1][1] in (0, 1):
            first, _, before = names.pop()
            start, held = first, before + held
        names.append((start, end, held))
    wanted = sum(unit.weight > SAYS for unit in question.units)
    return [(start, end) for start, end, held in names if held >= wanted]


def _is_masthead_only(passage: Passage) -> bool:
    """Tell a passage of the paper's name, date and editors: it holds names and figures, but says nothing."""
    within = [b.role for b in passage.article.blocks if b.start < passage.end and passage.start < b.end]
    return set(within) == {"date"}


def _meet(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end


def _no_count(text: str, candidate: Candidate) -> bool:
    """Tell an order (第一手材料) or a mere article (一次重要的…, a year) from a count."""
    first = text[candidate.core[0]]
    return first == "第" or (candidate.value == 1 and not first.isdigit())


def _lists(question: Question, evidence: Evidence) -> list[Candidate]:
    body, text = evidence.view.body, evidence.passage.text
    asked = asked_count(question.text)
    pairs = find_pairs(body) if asked == 2 else []
    return pairs + parallel(find_lists(body), asked, text) + find_quoted_groups(text)
