"""Where a quote lies in its file, and the link that opens it there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from index.breaks import page_of
from index.chinese import clean
from web.texts import both

Span = tuple[int, int]
DOT = '<span class="dot" aria-hidden="true"> · </span>'


def file_spans(text: str, start: int, end: int, spans: Iterable[Span]) -> list[Span]:
    """Turn spans of the quote `clean(text[start:end])` into spans of the file."""
    offsets = clean(text[start:end]).offsets
    return [(start + offsets[a], start + offsets[b - 1] + 1) for a, b in spans if 0 <= a < b <= len(offsets)]


def link_to(file: str, start: int, end: int, marks: Sequence[Span] = ()) -> str:
    """Return the query string that reopens exactly this view: `?file=…&start=…&end=…&mark=…`."""
    query: dict[str, str | int] = {"file": file, "start": start, "end": end}
    if marks:
        query["mark"] = ".".join(f"{a}-{b}" for a, b in marks)
    return "?" + urlencode(query)


def read_marks(text: str) -> list[Span]:
    """Read the `mark` of a link; what is no span is left out, because links are typed and cut by people."""
    spans = []
    for piece in text.split("."):
        a, _, b = piece.partition("-")
        if a.isdecimal() and b.isdecimal() and len(piece) < 24 and int(a) < int(b):
            spans.append((int(a), int(b)))
    return spans[:50]


def where(text: str, start: int, first_line: int, last_line: int) -> str:
    """Return the lines, and the page in a file that has several, in both languages."""
    lines = both("line" if first_line == last_line else "lines", first=first_line, last=last_line)
    page = page_of(text, start)
    whole = f"{both('page_number', number=page)}{DOT}{lines}" if page else lines
    return f'<span class="place">{whole}</span>'


def line_of(text: str, place: int) -> int:
    """Return the line, counted from 1, that holds the character at `place`."""
    return text.count("\n", 0, place) + 1
