"""What an answer is: the short answer, its parts, and citations that anyone can check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from index.entities import Passage

Language = Literal["zh", "en"]
Relation = Literal["single", "disagreement", "comparison", "list", "several"]  # several things asked at once
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found, and why.

    `legs` holds the raw score of each way of searching that found it (`words`, `vectors`, …).
    """

    passage: Passage
    row: int
    score: float
    legs: Mapping[str, float] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The file the passage stands in."""
        return self.passage.file

    @property
    def headline(self) -> str:
        """The headline of its article."""
        return self.passage.article.headline

    @property
    def start(self) -> int:
        """Where it starts in the file."""
        return self.passage.start

    @property
    def end(self) -> int:
        """Where it ends in the file."""
        return self.passage.end


@dataclass(frozen=True, slots=True)
class Citation:
    """A quoted passage and its place: `file_text[start:end]`, cleaned, is `quote`.

    `highlights` are the words that answer, and those that read nearly as well as an answer: `nearly` tells
    the latter apart. `matches` are the words that the question shares with the quote. All are spans of
    `quote`. Lines count from 1.
    """

    file: str
    article: str
    byline: str
    kind: str
    date: str
    section: str
    first_line: int
    last_line: int
    start: int
    end: int
    quote: str
    highlights: tuple[Span, ...]
    matches: tuple[Span, ...]
    score: float
    article_id: str
    article_start: int
    article_end: int
    also_in: tuple[str, ...] = ()  # further files with exactly the same text
    page: int | None = None  # counted from 1; None where the file has no pages
    nearly: tuple[Span, ...] = ()  # those of the highlights that are no part of the answer

    @property
    def answering(self) -> tuple[Span, ...]:
        """The highlights that are part of the answer."""
        return tuple(span for span in self.highlights if span not in self.nearly)


@dataclass(frozen=True, slots=True)
class Part:
    """One line of an answer: `text` is an exact slice of the quote of citation number `citation` (from 0)."""

    text: str
    citation: int
    label: str = ""
    gloss: str = ""
    value: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """What a period left to be searched: `passages` of all `of`; the ends are ISO, "" when open."""

    since: str
    until: str
    passages: int
    of: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; when not found, `reason` says why and the citations come closest."""

    question: str
    asked: str
    language: Language
    kind: str
    found: bool
    confidence: float
    text: str
    parts: tuple[Part, ...]
    relation: Relation
    verdict: str
    reason: str
    citations: tuple[Citation, ...]
    searched: Searched | None = None  # None: every passage was searched

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of `python -m qa ask --json`."""
        record = asdict(self)
        record["answer"] = record.pop("text")
        return record
