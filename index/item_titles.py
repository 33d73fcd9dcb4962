"""The titles of bulleted items: ●湘莲购销两旺 今年…, and what is none of them."""

import re
from collections.abc import Sequence

from index.blocks import Paragraph
from index.items import bullet_length, title_end
from index.names import OFFICE

_DAY = re.compile(r"(?:\d{1,2}月)?\d{1,2}[日号]|[昨今明]天|[昨今近]日|日前|[上本]周\S?")
LONGEST_LABEL = 6  # characters before a colon: 停水：六月二十一日…


def _is_no_title(text: str, start: int, length: int) -> bool:
    """Tell an item that opens with an office or a day, which is no title: △县林业局 上周，…, ▲4月3日 …."""
    title = text[start + bullet_length(text[start : start + length]) : start + length]
    labelled = len(title) <= LONGEST_LABEL and text[start + length] in ":："
    return labelled or bool(OFFICE.fullmatch(title) or _DAY.fullmatch(title))


def titles_of_items(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """Return the length of each item's own title, by row.

    A space after the first words may be OCR noise: only where nearly all items of a column have one is it
    a title's end.
    """
    found: dict[int, int] = {}
    column: list[int] = []
    for row in range(len(paragraphs) + 1):
        form = paragraphs[row].form if row < len(paragraphs) else ""
        if form == "item":
            column.append(row)
        elif form not in ("running", "sign") and column:
            ends = {at: title_end(text[paragraphs[at].start : paragraphs[at].end]) for at in column}
            titled = {at: end for at, end in ends.items() if end}
            untitled = sum(_is_no_title(text, paragraphs[at].start, end) for at, end in titled.items())
            if 4 * len(titled) >= 3 * len(column) and 2 * untitled < len(column):
                found |= titled
            column = []
    return found
