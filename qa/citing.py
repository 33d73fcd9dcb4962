"""Evidence → citation: the exact place, the answering words, and the words shared with the question."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.breaks import page_starts
from qa.answers import Citation, Span
from qa.questions import Question
from qa.reranking import Evidence

MARK_FROM = 0.55  # weaker matches rank passages but are not shown as marks


@dataclass(frozen=True, slots=True)
class Places:
    """Where the lines and the pages of one file start; a file without pages has none."""

    lines: Sequence[int]
    pages: Sequence[int]


def places_of(text: str) -> Places:
    """Return where the lines and pages of a file's text start."""
    return Places(line_starts_of(text), page_starts(text))


def cite(evidence: Evidence, question: Question, answers: Iterable[Span], places: Places) -> Citation:
    """Build the citation of a passage; `answers` are spans of its text, `places` those of its file."""
    passage, article = evidence.passage, evidence.passage.article
    highlights = merge(answers)
    matches = merge(
        (match.start, match.end)
        for match in evidence.matches
        if match.strength >= MARK_FROM
        and question.units[match.unit].weight > 0.1
        and match.end - match.start > (0 if match.strength >= 0.6 else 1)
    )
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
    )


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
