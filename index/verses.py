"""Poems below a byline: stanzas of short lines without end marks, which are no headings."""

from collections.abc import Sequence

from index.blocks import Paragraph
from index.habits import ANCHORS

FEWEST_STANZAS = 2
LONGEST_VERSE = 20  # characters of a line


def rows_of_verse(text: str, paragraphs: Sequence[Paragraph]) -> set[int]:
    """Find the stanzas of two lines or more that follow a byline, each below a title of its own or none."""
    found: set[int] = set()
    for row, paragraph in enumerate(paragraphs):
        if paragraph.form != "byline" or (row + 1 < len(paragraphs) and paragraphs[row + 1].form == "byline"):
            continue
        at = row + 1
        while last := _last_of_stanza(text, paragraphs, at) or _last_of_stanza(text, paragraphs, at + 1):
            first = at if _last_of_stanza(text, paragraphs, at) else at + 1
            found |= set(range(first, last))
            at = last
    return found | _rows_of_stanzas(text, paragraphs)


def _rows_of_stanzas(text: str, paragraphs: Sequence[Paragraph]) -> set[int]:
    """Find poems that nobody signs: stanza upon stanza, all of them short lines."""
    found: set[int] = set()
    row = 0
    while row < len(paragraphs):
        stanzas, end = 0, row
        while paragraphs[row].gap and (last := _last_of_stanza(text, paragraphs, end)):
            stanzas, end = stanzas + 1, last
        if stanzas >= FEWEST_STANZAS:
            found |= set(range(row, end))
        row = max(end, row + 1)
    return found


def _last_of_stanza(text: str, paragraphs: Sequence[Paragraph], row: int) -> int:
    """Return the row below the stanza that begins at `row`; 0 where none does."""
    end, lines = row, 0
    while end < len(paragraphs) and (end == row or not paragraphs[end].gap):
        if paragraphs[end].form not in ("display", "weak") or paragraphs[end].mark or paragraphs[end].latin:
            return 0
        verses = text[paragraphs[end].start : paragraphs[end].end].split("\n")
        if max(map(len, verses)) > LONGEST_VERSE:
            return 0
        lines += len(verses)
        end += 1
    titled = end < len(paragraphs) and paragraphs[end].form in (*ANCHORS, "subtitle", "running")
    return end if lines > 1 and not titled else 0
