"""One line of an answer: the chosen words of one passage, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from index.chinese import is_chinese
from qa.answers import Span
from qa.choosing import Scored
from qa.questions import Question
from qa.reranking import Evidence
from qa.spans.clauses import LONGEST_CHINESE, LONGEST_LATIN


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the answer: the chosen spans of one passage and whose they are."""

    scored: Scored
    spans: tuple[Span, ...]
    label: str = ""
    beside: Evidence | None = None  # the passage that speaks of the thing, when another one names its place
    asked: Question | None = None  # the question as asked of this side of a comparison

    @property
    def texts(self) -> list[str]:
        """The chosen words."""
        text = self.scored.evidence.passage.text
        return [text[start:end] for start, end in self.spans]


def line_of(scored: Scored, label: str = "") -> Line:
    """Return the line of a candidate: every item of a list, a clause cut to length."""
    candidate = scored.candidate
    if candidate.kind == "list" and candidate.items:
        return Line(scored, candidate.items, label)
    return Line(scored, (shorten(scored.text, candidate.start, candidate.end),), label)


def shorten(text: str, start: int, end: int) -> Span:
    """Cut a clause that is too long at its last mark within reach."""
    longest = LONGEST_CHINESE if any(map(is_chinese, text)) else LONGEST_LATIN
    if end - start <= longest + 10:
        return start, end
    cut = max(text.rfind(mark, 0, longest) for mark in "，。；、,;. ")
    return start, start + (cut if cut > 15 else longest)
