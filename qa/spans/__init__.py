"""Passage → the spans that could answer, one module for each sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qa.answers import Span

SpanKind = Literal["number", "date", "person", "author", "noun", "quoted", "list", "clause"]


CALLED = "called"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of a passage that could answer; `core` is the figure or name inside it.

    A number has a `value` and a `unit` (measure word, %, £), a name the text introduces (named …) the unit
    `CALLED`; a list has `items`.
    """

    kind: SpanKind
    start: int
    end: int
    core: Span
    value: float | None = None
    unit: str = ""
    items: tuple[Span, ...] = ()


def plain(kind: SpanKind, start: int, end: int) -> Candidate:
    """Return a candidate that is all core."""
    return Candidate(kind, start, end, (start, end))


def listed(items: Sequence[Span]) -> Candidate:
    """Return the list of some items, from the first to the last."""
    start, end = items[0][0], items[-1][1]
    return Candidate("list", start, end, (start, end), items=tuple(items))
