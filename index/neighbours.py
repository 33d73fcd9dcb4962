"""What a paragraph is by its neighbours: a byline, a sender, a title that reads as a sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.blocks import LONGEST_HEADING, Paragraph, is_numbered_page
from index.habits import ANCHORS
from index.items import label_of
from index.leads import ABOVE, LEAD, says_again
from index.mastheads import without_masthead
from index.names import lone_names
from index.signatures import LAST_OF_SENTENCE, is_lone_author, signs_above, signs_below

_SPEAKS = re.compile(r".{0,12}[问問答说說]\s?[:：]")
LONGEST_TITLE = 60  # characters of a title over two columns
MOST_LOOKED_AT = 40  # headings that tell whether a file holds one article or many


def settle(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Sort anew the paragraphs whose form alone misleads."""
    settled = without_masthead(text, paragraphs)
    authors = 0
    for row, paragraph in enumerate(settled):
        if signs_above(text, settled, row):
            settled[row] = replace(paragraph, form="byline")
            authors += bool(lone_names(text[paragraph.start : paragraph.end]))
        elif signs_below(text, settled, row):
            settled[row] = replace(paragraph, form="sign")
        elif _is_long_title(text, settled, row):
            settled[row] = replace(paragraph, form="weak")
        elif _is_asking_title(text, settled, row):
            settled[row] = replace(paragraph, form="display")
    lone = [row for row, p in enumerate(settled) if is_lone_author(text, settled, row, usual=authors > 1)]
    return [replace(p, form="byline") if row in lone else p for row, p in enumerate(settled)]


def holds_many(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Tell a paper's page from an article: a numbered page, several bylines, or headlines said again."""
    if any(p.form == "date" and is_numbered_page(text[p.start : p.end]) for p in paragraphs):
        return True
    signed = [
        row
        for row, p in enumerate(paragraphs)
        if p.form in ("byline", "lead", "credit", "captioned")
        and (not row or paragraphs[row - 1].form != "byline")
    ]
    if len(signed) > 1:
        return True
    lone = [
        row
        for row in range(1, len(paragraphs) - 1)
        if paragraphs[row].form == "display" and paragraphs[row + 1].form == "running"
    ]
    lone = lone[:MOST_LOOKED_AT]
    again = sum(is_said_again(text, paragraphs, row) for row in lone)
    return again > 0 and 2 * again >= len(lone)


def is_said_again(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell whether the text below a heading says again what the text above it did not say."""
    start, end = paragraphs[row].start, paragraphs[row].end
    return says_again(text[start:end], text[max(0, start - ABOVE) : start], text[end : end + 3 * LEAD])


def _is_long_title(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a title of two lines' length, on its own between a story's end and a byline, from running text."""
    paragraph = paragraphs[row]
    if paragraph.form != "running" or not 0 < row < len(paragraphs) - 1 or paragraph.latin:
        return False
    above, below = paragraphs[row - 1], paragraphs[row + 1]
    if below.form not in ANCHORS or not (paragraph.gap and below.gap):
        return False
    if not LONGEST_HEADING < paragraph.size <= LONGEST_TITLE:
        return False
    title = text[paragraph.start : paragraph.end]
    ended = above.form in ("credit", "captioned", "sign", "date", "byline") or (
        above.form in ("running", "item") and text[above.end - 1] in LAST_OF_SENTENCE
    )
    return ended and "。" not in title and (title[-1].isalnum() or title[-1] in "！？!?”")


def _is_asking_title(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a title with a comma or question mark, on its own above the text, from a sentence."""
    paragraph = paragraphs[row]
    if paragraph.form != "weak" or not 0 < row < len(paragraphs) - 1:
        return False
    above, below = paragraphs[row - 1], paragraphs[row + 1]
    asks = text[paragraph.end - 1] in "？?" and label_of(text[paragraph.start : paragraph.end]) == ""
    if asks and above.form == "display" and below.form == "running" and below.gap:
        return not _SPEAKS.match(text, paragraph.start, paragraph.end)  # a rubric, the question, its answer
    ended = above.form == "display" or (
        above.form in ("running", "item", "sign", "credit", "captioned")
        and text[above.end - 1] in LAST_OF_SENTENCE
    )
    return ended and below.form == "running" and is_said_again(text, paragraphs, row)
