"""The second look at a page: what the network thinks likely corrects what the rules made of it.

The rules know how papers set their pages, and the network what titles and the text below them read like: a
section that the rules took for a title, a title that they left in the text, a kicker taken for the headline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

import numpy as np

from index.bylines import is_byline
from index.drafts import TITLE, Draft
from index.entities import Block, Role
from index.parts.inputs import content_of, dealt_out, rows_of, see
from index.parts.network import Judged, Part, load_parts
from index.wraps import Line, lines_of

# How likely a line must begin an article to be set apart, and how likely to be left apart from the one above;
# how likely it must belong to a headline. All chosen on marked pages that the network had not learnt from.
BEGINS, LEFT_APART, HEADS = 0.5, 0.1, 0.5
BEGINS_UNTITLED = 0.9  # how likely a line must begin an article that has no title
BEGINS_IN_SIGNED = 0.97  # how likely a section of a signed story must begin an article
HEADS_INSTEAD = 0.95  # how likely another line must be the headline than the rules took, or both are
HEADS_TOO = 0.9  # how likely a line must belong to a headline that the rules found without it
FEWEST_LINES = 15  # of a page: fewer show no habits, and the rules know them
SHORTEST_LINE = 2  # characters that begin an article: one is the last of a paragraph
MOST_TITLE_LINES = 3  # that the rules left in the text
AT_ONCE, MARGIN = 4000, 40  # lines that are judged at once, and those on either side that they are seen with


def revise(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of a page with the titles that a second look finds."""
    lines = lines_of(text)
    if len(lines) < FEWEST_LINES or not drafts:
        return list(drafts)
    look = _Look(text, lines, _judged(text, lines, dealt_out(lines, drafts)))
    apart = _with_kickers([piece for draft in look.joined(drafts) for piece in look.split(draft)])
    for draft in apart:
        look.retitle(draft)
    return apart


def _judged(text: str, lines: Sequence[Line], dealt: np.ndarray) -> Judged:
    """Return what the network says of the lines, a very long file by pieces."""
    pieces = []
    for at in range(0, len(lines), AT_ONCE):
        first, last = max(0, at - MARGIN), min(len(lines), at + AT_ONCE + MARGIN)
        judged = load_parts().judge(see(text, lines[first:last], dealt[first:last]))
        own = slice(at - first, at - first + AT_ONCE)
        pieces.append(Judged(judged.parts[own], judged.begins[own]))
    return Judged(*(np.concatenate([getattr(p, name) for p in pieces]) for name in ("parts", "begins")))


def _with_kickers(drafts: Sequence[Draft]) -> list[Draft]:
    """Give what is nothing but a kicker to the story below it."""
    kept: list[Draft] = []  # from the last on
    below: Draft | None = None
    for draft in reversed(drafts):
        if below is not None and {block.role for block in draft.blocks} == {"kicker"}:
            below.blocks[:0] = draft.blocks
            below.count["kicker"] += len(draft.blocks)
            continue
        kept.append(draft)
        below = draft if draft.kind == "story" else below
    return kept[::-1]


class _Look:
    """A page, its lines, and what the network says of them."""

    def __init__(self, text: str, lines: Sequence[Line], judged: Judged) -> None:
        self._text = text
        self._lines = lines
        self._begins: list[float] = judged.begins.tolist()
        self._heads: list[float] = judged.parts[:, Part.HEAD].tolist()
        above = judged.parts[:, Part.ABOVE] > judged.parts[:, Part.HEAD]
        titles = np.isin(judged.parts.argmax(axis=1), [Part.HEAD, Part.ABOVE])
        self._is_above: list[bool] = above.tolist()
        self._is_title: list[bool] = titles.tolist()
        self._is_titled = list(self._is_title)  # whether a headline stands there, or below the kickers there
        for row in reversed(range(len(lines))):
            if self._is_title[row] and self._is_above[row]:
                self._is_titled[row] = row + 1 < len(lines) and self._is_titled[row + 1]

    def joined(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Join the stories that do not begin as an article to the story above them, their title a section."""
        kept: list[Draft] = []
        above: Draft | None = None
        for draft in drafts:
            if draft.kind == "story" and above is not None and not self._may_begin(draft):
                above.absorb(draft)
                continue
            kept.append(draft)
            if draft.kind == "story":
                above = draft if content_of(draft) else None
        return kept

    def _may_begin(self, draft: Draft) -> bool:
        content = content_of(draft)
        if not content:
            return True
        titles = [row for block in content if block.role in TITLE for row in rows_of(block, self._lines)]
        likely = [self._begins[rows_of(content[0], self._lines)[0]]]
        likely += [max(self._heads[row], self._begins[row]) for row in titles]
        return max(likely) >= LEFT_APART

    def split(self, draft: Draft) -> list[Draft]:
        """Set the articles apart that begin inside the text of a story."""
        if draft.kind != "story":
            return [draft]
        piece = Draft()
        pieces, told = [piece], False
        signed = draft.count["byline"] > 0
        # columns may have been read in turns
        for block in sorted(draft.blocks, key=lambda block: block.start):
            if block.role in ("date", "credit", "byline") or (block.role in TITLE and not told):
                piece.add(block.role, block)
                continue
            at, role = block.start, block.role
            section = signed and role == "section"
            for row in rows_of(block, self._lines):
                start = self._lines[row].start
                if start < at or not (told or start > at) or not self._opens(row, section=section):
                    continue
                if start > at:
                    piece.add(role, Block(role, at, min(self._lines[row - 1].end, block.end)))
                piece, at = self._opened(row, block)
                pieces.append(piece)
                role = "body"
            if at < block.end:
                piece.add(role, Block(role, at, block.end))
            told = True
        return [each for each in pieces if each.blocks]

    def _opens(self, row: int, *, section: bool) -> bool:
        """Tell whether an article begins at a line of text; `section`: at a section of a signed story."""
        if self._lines[row].end - self._lines[row].start < SHORTEST_LINE:
            return False
        least = BEGINS if self._is_titled[row] else BEGINS_UNTITLED
        return self._begins[row] > (BEGINS_IN_SIGNED if section else least)

    def _opened(self, row: int, block: Block) -> tuple[Draft, int]:
        """Return an article with the title and the byline that begin at `row`, and where its text begins."""
        draft, rows = Draft(), rows_of(block, self._lines)[row - rows_of(block, self._lines)[0] :]
        title = list(takewhile(lambda at: self._is_title[at], rows))
        first = next((at for at in title if not self._is_above[at]), None)
        if first is None and len(title) < len(rows):
            return draft, self._lines[row].start  # it has no title
        for at in title:
            role: Role = "headline"
            if self._is_above[at]:
                role = "kicker" if first is None or at < first else "subtitle"
            draft.add(role, Block(role, self._lines[at].start, min(self._lines[at].end, block.end)))
        below = list(rows[len(title) :])
        if below:
            start, end = self._lines[below[0]].start, min(self._lines[below[0]].end, block.end)
            if is_byline(self._text[start:end]):
                draft.add("byline", Block("byline", start, end))
                below = below[1:]
        return draft, self._lines[below[0]].start if below else block.end

    def retitle(self, draft: Draft) -> None:
        """Take for the headline the lines at the top of a story that the network says are it."""
        content = content_of(draft)
        if draft.kind != "story" or not content:
            return
        top = list(takewhile(lambda block: block.role in (*TITLE, "byline"), content))
        placed = [(row, block) for block in top for row in rows_of(block, self._lines)]
        if len(top) < len(content) and content[len(top)].role in ("body", "section"):
            placed += self._title_rows_in(content[len(top)])
        now = [row for row, block in placed if block.role == "headline"]
        likely = [row for row, block in placed if block.role != "byline" and self._heads[row] > HEADS]
        best = max(_runs(likely), key=lambda run: max(self._heads[row] for row in run), default=[])
        if not best or best == now:
            return
        likeliest = [self._heads[row] for row in best if row not in now]
        if now and set(now) < set(best) and min(likeliest) < HEADS_TOO:
            return
        both = sorted({*now, *best})
        apart = now and not set(now) & set(best)
        if apart and max(likeliest) < HEADS_INSTEAD and both == [*range(both[0], both[-1] + 1)]:
            best = both  # either may be the headline
        self._set_title(draft, placed, best)

    def _title_rows_in(self, text: Block) -> list[tuple[int, Block]]:
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
            line = self._lines[row]
            if block.role == "byline":
                if block not in story.blocks:
                    story.add("byline", block)
                continue
            role: Role = "headline"
            if row not in best:
                role = "kicker" if row < best[0] else "subtitle" if block.role in TITLE else block.role
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
