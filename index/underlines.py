"""Titles set apart by a line of === or --- right below them, as plain text and Markdown have it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.blocks import Paragraph

_UNDERLINE = re.compile(r"={3,}|-{3,}|—{3,}|~{3,}|─{3,}")
TITLES = ("display", "weak")
LEVELS = {"=": 1}  # a line of any other sign is of the second level


def with_underlined_titles(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Give a title above a line of === or --- the level that it says, and drop the line."""
    settled: list[Paragraph] = []
    for paragraph in paragraphs:
        above = settled[-1] if settled else None
        if above and _underlines(text, above, paragraph, first=len(settled) == 1):
            level = LEVELS.get(text[paragraph.start], 2)
            settled[-1] = replace(above, form="display", mark=above.mark or level)
        else:
            settled.append(paragraph)
    return settled


def _underlines(text: str, title: Paragraph, line: Paragraph, *, first: bool) -> bool:
    """Tell a line below a title from a rule between two stories, which stands below a text."""
    if line.form != "rule" or line.gap or title.form not in TITLES or not (title.gap or first):
        return False
    return _UNDERLINE.fullmatch(text, line.start, line.end) is not None
