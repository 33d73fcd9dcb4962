"""Lines of a title that stand tight and were joined as if a column had cut them: a kicker, a deck, a name.

Where nothing tells them apart they stay one title: a reader finds the headline in it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.blocks import Paragraph
from index.decks import DECK, KICKER, leaning
from index.habits import ANCHORS
from index.issues import is_masthead
from index.names import posted_name

_SERIES = re.compile(
    r"(?:[报報][道导導]|[系专專][列题題])(?:之[\d一二三四五六七八九十]{1,3})?[”」]?$|之[\d一二三四五六七八九十]{1,3}$"
)


def part_stacked(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Part a title of two lines above a story where it is clear that one of them is no headline."""
    parted: list[Paragraph] = []
    for row, paragraph in enumerate(paragraphs):
        below = paragraphs[row + 1].form if row + 1 < len(paragraphs) else ""
        lines = _lines_of(text, paragraph)
        if len(lines) == 2 and is_masthead(text[lines[1].start : lines[1].end]):
            parted.extend([lines[0], replace(lines[1], form="date")])  # who signs a letter, and when
        elif len(lines) == 3 and below in ("running", "subtitle", *ANCHORS) and _are_clear(text, lines):
            parted.extend(replace(line, form="display") for line in lines)
        elif len(lines) == 2 and below in ("running", "subtitle", *ANCHORS):
            parted.extend(_part(text, *lines))
        else:
            parted.append(paragraph)
    return parted


def _lines_of(text: str, title: Paragraph) -> list[Paragraph]:
    """Return the lines of a title that is set over several, as paragraphs."""
    if title.form not in ("display", "weak", "subtitle") or title.mark or title.latin:
        return []
    found: list[Paragraph] = []
    start = title.start
    for line in text[title.start : title.end].split("\n"):
        if shown := line.strip():
            first = start + line.index(shown[0])
            gap = 0 if found else title.gap
            found.append(replace(title, start=first, end=first + len(shown), gap=gap, size=len(shown)))
        start += len(line) + 1
    return found


def _are_clear(text: str, lines: Sequence[Paragraph]) -> bool:
    """Tell three lines of which one says who attended or is clearly a kicker or a deck."""
    if lines[0].form == "subtitle":
        return False
    return any(leaning(text, *pair) in (DECK, KICKER) for pair in pairwise(lines))


def _part(text: str, upper: Paragraph, lower: Paragraph) -> list[Paragraph]:
    """Part two lines of a title, or return them as one."""
    whole = replace(upper, end=lower.end, size=lower.end - upper.start)
    shown = [text[line.start : line.end] for line in (upper, lower)]
    if posted_name(shown[1]):
        return [replace(upper, form="display"), replace(lower, form="byline")]
    if upper.form == "subtitle":
        kicker = _SERIES.search(shown[0]) is not None
        return [replace(upper, form="display"), replace(lower, form="display")] if kicker else [whole]
    clear = leaning(text, upper, lower) in (DECK, KICKER)
    return [replace(line, form="display") for line in (upper, lower)] if clear else [whole]
