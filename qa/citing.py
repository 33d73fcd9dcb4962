"""Evidence → citation: the exact place, the answering words, and the words shared with the question."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.breaks import page_starts
from index.chinese import is_chinese
from qa.answers import Citation, Span
from qa.questions import Question
from qa.reranking import Evidence
from qa.texts import Text

MARK_FROM = 0.62  # weaker matches (lone characters, words of near meaning) rank but are not shown


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark in one passage: spans that answer, and spans that read nearly as well."""

    answers: list[Span] = field(default_factory=list)
    nearly: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the lines and the pages of one file start; a file without pages has none."""

    lines: Sequence[int]
    pages: Sequence[int]


def places_of(text: str) -> Places:
    """Return where the lines and pages of a file's text start."""
    return Places(line_starts_of(text), page_starts(text))


def cite(evidence: Evidence, question: Question, marks: Marks, places: Places) -> Citation:
    """Build the citation of a passage with `marks` in its text; `places` are those of its file."""
    passage, article = evidence.passage, evidence.passage.article
    answers, nearly = merge(marks.answers), merge(marks.nearly)
    highlights = tuple(sorted((*answers, *nearly)))
    shared = merge(
        (match.start, match.end)
        for match in evidence.matches
        if match.strength >= MARK_FROM and question.units[match.unit].weight > 0.1
    )
    matches = [span for each in shared if (span := _whole_words(each, evidence.view.body))]
    return Citation(
        file=passage.file,
        article=article.headline,
        byline=article.byline,
        kind=article.kind,
        date=article.date,
        section=passage.section,
        first_line=line_of(passage.start, places.lines),
        last_line=line_of(max(passage.start, passage.end - 1), places.lines),
        start=passage.start,
        end=passage.end,
        quote=passage.text,
        highlights=highlights,
        matches=tuple(
            span for span in matches if not any(s <= span[0] and span[1] <= e for s, e in highlights)
        ),
        score=round(evidence.score, 4),
        article_id=article.id,
        article_start=article.start,
        article_end=article.end,
        page=line_of(passage.start, places.pages) or None,
        nearly=nearly,
    )


def _whole_words(span: Span, body: Text) -> Span | None:
    """Return the part of a span that is made of whole Chinese words: of 全|市范|围 nothing is left."""
    start, end = span
    if not is_chinese(body.folded[start]) or (start in body.starts and end in body.ends):
        return span
    inside = [word for word in body.words if start <= word.start and word.end <= end]
    if not inside or inside[-1].end - inside[0].start < 2:
        return None
    return inside[0].start, inside[-1].end


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort spans and join those that overlap or touch."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def line_starts_of(text: str) -> list[int]:
    """Return the offset at which each line of a text starts."""
    starts = [0]
    starts += [at + 1 for at, char in enumerate(text) if char == "\n"]
    return starts


def line_of(offset: int, line_starts: Sequence[int]) -> int:
    """Return the line (or page), counted from 1, on which an offset lies."""
    return bisect.bisect_right(line_starts, offset)
