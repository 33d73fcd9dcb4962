"""The second look at a page: what the network is sure of corrects what the rules made of it.

The rules know how papers set their pages, and the network what titles and the text below them read like: a
section that the rules took for a title, a title that they left in the text, a kicker taken for the headline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from index.bylines import is_byline
from index.drafts import Draft
from index.entities import Block, Role
from index.parts.inputs import Line, content_of, lines_of, rows_of, see
from index.parts.network import ABOVE, HEAD, Judged, load_parts

TITLE: tuple[Role, ...] = ("kicker", "headline", "subtitle")
# How likely a line must begin an article to be set apart, and how unlikely to be joined to the one above;
# how likely it must belong to a headline. Chosen on marked pages that the network had not learnt from.
BEGINS, GOES_ON, HEADS = 0.5, 0.1, 0.5
HEADLESS = 0.9  # how likely a line must begin an article that has no title
SECTION = 0.97  # how likely a section of a signed story must begin an article
SURE = 0.95  # how likely another line must be the headline than the rules took, or both are
ADDED = 0.9  # how likely a line must belong to a headline that the rules found without it
FEWEST_LINES = 15  # of a page: fewer show no habits, and the rules know them
SHORTEST_LINE = 2  # characters that begin an article: one is the last of a paragraph
MOST_TITLE_LINES = 3  # that the rules left in the text


def revise(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of a page with the titles that a second look finds."""
    lines = lines_of(text)
    if len(lines) < FEWEST_LINES or not drafts:
        return list(drafts)
    look = _Look(text, lines, load_parts().judge(see(text, lines, drafts)))
    apart = [piece for draft in look.joined(drafts) for piece in look.split(draft)]
    for draft in apart:
        look.retitle(draft)
    return apart


class _Look:
    """A page, its lines, and what the network says of them."""

    def __init__(self, text: str, lines: Sequence[Line], judged: Judged) -> None:
        self._text = text
        self._lines = lines
        self._begins: list[float] = judged.begins.tolist()
        self._heads: list[float] = judged.parts[:, HEAD].tolist()
        self._title: list[bool] = (judged.parts.argmax(axis=1)[:, None] == [HEAD, ABOVE]).any(axis=1).tolist()
        self._above: list[bool] = (judged.parts[:, ABOVE] > judged.parts[:, HEAD]).tolist()

    def joined(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Join the stories that do not begin as an article to the story above them, their title a section."""
        kept: list[Draft] = []
        for draft in drafts:
            above = next((other for other in reversed(kept) if other.kind == "story"), None)
            if above is None or draft.kind != "story" or self._is_empty(above) or self._may_begin(draft):
                kept.append(draft)
                continue
            for block in draft.blocks:
                above.add("section" if block.role in TITLE else block.role, block)
        for draft in kept:
            draft.blocks.sort(key=lambda block: block.start)  # columns may have been read in turns
        return kept

    @staticmethod
    def _is_empty(draft: Draft) -> bool:
        return all(block.role == "date" for block in draft.blocks)

    def _may_begin(self, draft: Draft) -> bool:
        content = content_of(draft)
        if not content:
            return True
        titles = [row for b in content if b.role in TITLE for row in rows_of(b, self._lines)]
        likely = [self._begins[rows_of(content[0], self._lines)[0]]]
        likely += [max(self._heads[row], self._begins[row]) for row in titles]
        return max(likely) >= GOES_ON

    def split(self, draft: Draft) -> list[Draft]:
        """Set the articles apart that begin inside the text of a story."""
        if draft.kind != "story":
            return [draft]
        piece = Draft(brief=draft.brief, item=draft.item, column=draft.column, mark=draft.mark)
        pieces, told = [piece], False
        for block in draft.blocks:
            if block.role in ("date", "credit", "byline") or (block.role in TITLE and not told):
                piece.add(block.role, block)
                continue
            section = draft.count["byline"] > 0 and block.role == "section"
            starts = [
                row
                for row in rows_of(block, self._lines)
                if self._begins[row] > (SECTION if section else BEGINS if self._is_titled(row) else HEADLESS)
                and self._lines[row].start >= block.start
                and self._lines[row].end - self._lines[row].start >= SHORTEST_LINE
                and (told or self._lines[row].start > block.start)
            ]
            at = block.start
            for row in starts:
                if self._lines[row].start < at:
                    continue  # of the title above
                if self._lines[row].start > at:
                    piece.add(block.role if at == block.start else "body", self._until(at, row, block))
                piece, at = self._opened(row, block)
                pieces.append(piece)
            if at < block.end:
                piece.add(block.role if at == block.start else "body", Block("body", at, block.end))
            told = True
        return [each for each in pieces if each.blocks]

    def _is_titled(self, row: int) -> bool:
        """Tell whether a headline stands at `row` or below the kickers there."""
        while row < len(self._lines) and self._title[row] and self._above[row]:
            row += 1
        return row < len(self._lines) and self._title[row]

    def _until(self, at: int, row: int, block: Block) -> Block:
        """Return the part of a block from `at` to the line above `row`."""
        return Block("body", at, min(self._lines[row - 1].end, block.end))

    def _opened(self, row: int, block: Block) -> tuple[Draft, int]:
        """Return an article with the title and the byline that begin at `row`, and where its text begins."""
        draft, last = Draft(), rows_of(block, self._lines)[-1]
        title = row
        while title <= last and self._title[title]:
            title += 1
        first = next((at for at in range(row, title) if not self._above[at]), title)
        if first == title:
            return draft, self._lines[row].start  # it has no title
        for at in range(row, title):
            role: Role = "kicker" if at < first else "subtitle" if self._above[at] else "headline"
            draft.add(role, Block(role, self._lines[at].start, min(self._lines[at].end, block.end)))
        below = self._lines[title] if title <= last else None
        if below and is_byline(self._text[below.start : below.end]):
            draft.add("byline", Block("byline", below.start, below.end))
            below = self._lines[title + 1] if title < last else None
        return draft, below.start if below else block.end

    def retitle(self, draft: Draft) -> None:
        """Take for the headline the lines at the top of a story that the network says are it."""
        content = content_of(draft)
        top = 0
        while top < len(content) and content[top].role in (*TITLE, "byline"):
            top += 1
        if draft.kind != "story" or not content:
            return
        placed = [(row, block) for block in content[:top] for row in rows_of(block, self._lines)]
        if top < len(content) and content[top].role in ("body", "section"):
            placed += self._title_in(content[top])
        now = [row for row, block in placed if block.role == "headline"]
        likely = [row for row, block in placed if block.role != "byline" and self._heads[row] > HEADS]
        best = max(_runs(likely), key=lambda run: max(self._heads[row] for row in run), default=[])
        if not best or best == now:
            return
        sure = [self._heads[row] for row in best if row not in now]
        if now and set(now) < set(best) and min(sure) < ADDED:
            return
        both = sorted({*now, *best})
        if now and not set(now) & set(best) and max(sure) < SURE and both == [*range(both[0], both[-1] + 1)]:
            best = both  # either may be the headline
        self._set_title(draft, placed, best)

    def _title_in(self, text: Block) -> list[tuple[int, Block]]:
        """Return the first lines of a text that are a headline."""
        rows = rows_of(text, self._lines)
        if self._lines[rows[0]].start < text.start:
            return []  # it goes on behind a title on its line
        heads = list(takewhile(lambda row: self._heads[row] > HEADS, rows))
        return [(row, text) for row in heads[:MOST_TITLE_LINES]]

    def _set_title(self, draft: Draft, placed: Sequence[tuple[int, Block]], best: Sequence[int]) -> None:
        """Give the lines at the top of a story their roles anew, the lines `best` being its headline."""
        story = Draft()
        for row, block in placed:
            role: Role = block.role
            if row in best:
                role = "headline"
            elif role != "byline":
                role = "kicker" if row < best[0] else "subtitle" if role in TITLE else role
            line = self._lines[row]
            story.add(role, Block(role, max(line.start, block.start), min(line.end, block.end)))
        moved = {block for _, block in placed}
        kept = [block for block in draft.blocks if block not in moved]
        row, last = placed[-1]
        below = [at for at in rows_of(last, self._lines) if at > row]
        if below:
            kept.append(Block(last.role, self._lines[below[0]].start, last.end))
        draft.blocks = sorted([*story.blocks, *kept], key=lambda block: block.start)
        draft.count = Counter(block.role for block in draft.blocks)


def _runs(rows: Sequence[int]) -> list[list[int]]:
    """Return numbers in order as runs of neighbours."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs
