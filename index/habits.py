"""How a page sets its articles apart: learned from the signed stories, applied to the rest of it."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

from index.blocks import Paragraph

HEADINGS = ("display", "weak", "subtitle", "date")
ANCHORS = ("byline", "lead")
CREDITS = ("credit", "captioned")
LONGEST_MOTTO = 80  # characters below the paper's name
LONGEST_GROUP = 5  # headings above a byline: a label, the kicker, the headline, its subtitle, a date


class Habits:
    """How this page sets its articles apart."""

    def __init__(self, paragraphs: Sequence[Paragraph], *, many: bool = False) -> None:
        levels = {p.mark for p in paragraphs}
        self.many = many  # a paper's page, which holds several articles
        self.marked = levels > {0} or bool(levels - {0})
        self.anchored = any(p.form in (*ANCHORS, *CREDITS) for p in paragraphs)
        self.title_level = title_level(paragraphs)
        self.top_level_divides = bool({2, self.title_level} & (levels - {1})) or not self.anchored
        titles = [p for p in paragraphs if p.mark]
        if levels - {0} == {1} and len(titles) > 1 and all(p.latin for p in titles):
            self.top_level_divides = True  # in Chinese the words tell, and OCR marks sections so
        gaps = Counter(p.gap for p in paragraphs if p.form in ("running", "lead"))
        self._usual_gap = max(1, gaps.most_common(1)[0][0]) if gaps else 1
        self._gaps_divide = self._learn_gaps(paragraphs)
        self._headings_before, self._next_stop = _count_headings(paragraphs)
        self.group_end = _group_ends(paragraphs)
        self.next_subtitle = _next_rows(paragraphs, "subtitle")
        self.next_weak = _next_rows(paragraphs, "weak")

    def gap_divides(self, paragraph: Paragraph) -> bool:
        """Tell whether extra blank lines above a paragraph end an article on this page."""
        return self._gaps_divide and paragraph.gap > self._usual_gap

    def single_heading(self, row: int) -> bool:
        """Tell whether the heading at `row` is the only one before the next article."""
        return self._headings_before[self._next_stop[row]] - self._headings_before[row] == 1

    def _learn_gaps(self, paragraphs: Sequence[Paragraph]) -> bool:
        """Look whether every signed story but the first stands below extra blank lines."""
        gaps: list[int] = []
        wide = 0
        row = 0
        while row < len(paragraphs):
            first = row
            while row < len(paragraphs) and paragraphs[row].form in HEADINGS:
                row += 1
            if row > first:
                gap = max(p.gap for p in paragraphs[first:row])
                wide += first > 0 and gap > self._usual_gap
                if first > 0 and row < len(paragraphs) and paragraphs[row].form in ANCHORS:
                    gaps.append(gap)
            else:
                row += 1
        if gaps:
            return min(gaps) > self._usual_gap
        return wide > (1 if self.anchored else 0)


def title_level(paragraphs: Sequence[Paragraph]) -> int:
    """Return the Markdown level of the articles' titles.

    It is the first; without one, that of the signed stories, or of the heading that opens the page; the
    second where the only heading of the first has no text of its own and so names the page; the highest
    there is where no article is signed.
    """
    marked = [row for row, p in enumerate(paragraphs) if p.mark]
    levels = [paragraphs[row].mark for row in marked]
    anchored = any(p.form in (*ANCHORS, *CREDITS) for p in paragraphs)
    if not levels:
        return 1
    if 1 not in levels and anchored:
        own = [p.mark for p, below in pairwise(paragraphs) if p.mark and below.form in ANCHORS]
        heads_page = all(p.form in ("date", "rule") for p in paragraphs[: marked[0]])
        return min(own, default=levels[0] if heads_page else 1)
    if 1 not in levels:
        return min(levels)
    names_page = levels[0] == 1 and levels.count(1) == 1 and levels[1:2] == [2] and levels.count(2) > 1
    anchors = [row for row in marked if row + 1 < len(paragraphs) and paragraphs[row + 1].form in ANCHORS]
    signed = any(row in anchors for row in marked[2:])
    if names_page and anchors and _is_ruled_off(paragraphs[marked[0] + 1 : marked[1]]):
        return 2
    if names_page and all(p.form in HEADINGS for p in paragraphs[: marked[1]]):
        below = paragraphs[marked[1] + 1 : marked[1] + 2]
        dated = any(p.form == "date" for p in paragraphs[marked[0] : marked[1]])
        apart = marked[1] > marked[0] + 1  # a motto or the month stands between
        deck = bool(below) and below[0].form in (*ANCHORS, "subtitle")
        return 2 if signed or dated or apart or not deck else 1
    return 1


def _is_ruled_off(lines: Sequence[Paragraph]) -> bool:
    """Tell short lines between a paper's name and its first title, above a rule: who edits it, the motto."""
    ruled = len(lines) > 0 and lines[-1].form == "rule"
    return ruled and all(p.size <= LONGEST_MOTTO for p in lines)


# What a look ahead would find is found once for all rows, or a page of short lines takes quadratic time.
def _group_ends(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Find the last row of the group of headings at each row."""
    ends = list(range(len(paragraphs)))
    for row in range(len(paragraphs) - 2, -1, -1):
        if paragraphs[row + 1].form in HEADINGS:
            ends[row] = ends[row + 1]
    return ends


def _next_rows(paragraphs: Sequence[Paragraph], form: str) -> list[int]:
    """Find the next row of a form from each row; the number of rows where there is none."""
    rows = [len(paragraphs)] * (len(paragraphs) + 1)
    for row in range(len(paragraphs) - 1, -1, -1):
        rows[row] = row if paragraphs[row].form == form else rows[row + 1]
    return rows


def _count_headings(paragraphs: Sequence[Paragraph]) -> tuple[list[int], list[int]]:
    """Count headings before each row, and find the next caption or signed story from each row."""
    before = [0, *accumulate(int(p.form == "display") for p in paragraphs)]
    stops = [len(paragraphs)] * (len(paragraphs) + 1)
    for row in range(len(paragraphs) - 1, -1, -1):
        stop = paragraphs[row].form in (*ANCHORS, *CREDITS)
        stops[row] = _group_start(paragraphs, row) if stop else stops[row + 1]
    return before, stops


def _group_start(paragraphs: Sequence[Paragraph], row: int) -> int:
    first = row
    while first > 0 and row - first < LONGEST_GROUP and paragraphs[first - 1].form in HEADINGS:
        first -= 1
    return first
