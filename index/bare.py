"""Bare headings, above text without byline, dateline or mark: the signs that they open an article."""

from __future__ import annotations

import math
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.habits import ANCHORS, CREDITS, HEADINGS
from index.items import is_notice, is_row
from index.static_model import load_static

if TYPE_CHECKING:
    from index.page import Page

TITLES = ("display", "weak")
PARTS = 4  # of a piece that are encoded
LEAST = 30  # characters of text: an item of a line is one, too
FIRST, TOLD = 400, 500  # characters of a story's beginning, and of the text around a heading
SHORTEST = 4  # characters of a heading that is rather a rubric: 简讯, 更正
MOST_SHARED, MOST_BEFORE = 8, 4
FEWEST_EQUALS = 3
SHORTER = 0.6  # of the titles of signed stories
NEAREST = 6  # headings on each side that one is held against

# How much each sign says that a bare heading opens an article: fitted by benchmarks/fit_bare.py (logistic
# regression, ridge), rounded. `rule` is what the walk's rules say of it.
WEIGHTS = {
    "any": -5.65,
    "rule": 2.16,
    "continues": -3.71,
    "run continues": -3.54,
    "title fits": 2.43,
    "shared words": -0.31,
    "alike": -1.15,
    "text": 1.17,
    "signed page": -1.55,
    "unsigned": 0.42,
    "paper": 1.97,
    "rubric": 0.35,
    "built alike": -4.17,
    "asks": -0.14,
    "below picture": 0.05,
    "above items": 0.31,
    "notice": 1.48,
    "later": 0.81,
    "brief": 0.73,
    "shorter": -0.58,
    "equals": -1.19,
}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A bare heading with the rows around it."""

    row: int
    end: int  # the row below its text
    anchor: int  # the byline or dateline above it, 0 for none
    above: int  # the heading above it


class BareHeadings:
    """The bare headings of one page, held against each other and against the text around them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._rows = page.paragraphs

    def opens(self, row: int, *, rule: bool) -> bool:
        """Tell whether the bare heading at `row` opens an article; `rule` is what the rules say."""
        place = self._places.get(row)
        if place is None:
            return rule
        signs = {"rule": float(rule), "any": 1.0} | self.signs(row)
        return sum(weight * signs[name] for name, weight in WEIGHTS.items()) > 0

    @property
    def rows(self) -> list[int]:
        """Return the rows of all bare headings."""
        return list(self._places)

    def signs(self, row: int) -> dict[str, float]:
        """Return the signs that the heading at `row` opens an article, by name."""
        place = self._places[row]
        piece, page = self._pieces[place], self._page
        heading, shown = self._rows[row], page.shown(self._rows[row])
        run = self._run_of(place)
        alike, first = self._likeness
        shared, _ = page.links(row, self._rows[max(piece.above, piece.anchor - 1, 0)].start)
        beside = [self._rows[self._pieces[at].row] for at in (place - 1, place + 1) if at in run]
        others = [page.shown(self._rows[self._pieces[at].row]) for at in run if at != place]
        return {
            "continues": float(alike[place]),
            "run continues": float(np.mean(first[run])),
            "title fits": float(self._fits[place]),
            "shared words": min(shared, MOST_SHARED) / 2,
            "alike": float(heading.size > SHORTEST and any(abs(p.size - heading.size) <= 1 for p in beside)),
            "text": math.log(max(LEAST, self._rows[piece.end - 1].end - self._rows[row + 1].start)),
            "signed page": self._anchors / max(1, self._anchors + len(self._pieces)),
            "unsigned": float(piece.anchor == 0),
            "paper": float(page.habits.many),
            "rubric": float(heading.size <= SHORTEST),
            "built alike": max((_likeness_of(other, shown) for other in others), default=0.0),
            "asks": float(shown[-1] in "？?！!"),
            "below picture": float(self._rows[row - 1].form in CREDITS),
            "above items": float(self._rows[row + 1].form == "item"),
            "notice": float(is_notice(shown)),
            "later": min(sum(at < place for at in run), MOST_BEFORE) / MOST_BEFORE,
            "equals": float(self._equals[place] >= FEWEST_EQUALS),
            "shorter": float(SHORTEST < heading.size < SHORTER * self._usual_size),
            "brief": float(piece.anchor > 0 and self._rows[piece.anchor].form == "lead"),
        }

    def _run_of(self, place: int) -> list[int]:
        """Return the places of the headings below the same byline or dateline, the nearest of them."""
        near = range(max(0, place - NEAREST), min(len(self._pieces), place + NEAREST + 1))
        return [at for at in near if self._pieces[at].anchor == self._pieces[place].anchor]

    @cached_property
    def _equals(self) -> list[int]:
        """Return how many headings in a row have as many characters as each: 算一笔账, 闯一道关."""
        runs = (len(list(run)) for _, run in groupby(self._rows[piece.row].size for piece in self._pieces))
        return [length for length in runs for _ in range(length)]

    @cached_property
    def _usual_size(self) -> float:
        """Return how many characters the last line of a signed title has; 0 where no story is signed."""
        signed = [p.size for p, below in pairwise(self._rows) if below.form in ANCHORS and p.form in TITLES]
        return median(signed) if signed else 0

    @cached_property
    def _anchors(self) -> int:
        """Return how many stories of the page are signed."""
        return sum(p.form in ANCHORS and above.form not in ANCHORS for above, p in pairwise(self._rows))

    @cached_property
    def _pieces(self) -> list[_Piece]:
        found: list[_Piece] = []
        anchor = above = 0
        told = False
        for row, paragraph in enumerate(self._rows):
            if paragraph.form in ANCHORS:
                anchor = row
            if paragraph.form not in ("date", "rule", *HEADINGS):
                told = True
            elif told and self._is_bare(row):
                found.append(_Piece(row, self._end_of(row), anchor, above))
            if paragraph.form in TITLES and (row == 0 or self._rows[row - 1].form not in TITLES):
                above = row
        return found

    @cached_property
    def _places(self) -> dict[int, int]:
        return {piece.row: place for place, piece in enumerate(self._pieces)}

    def _is_bare(self, row: int) -> bool:
        """Tell a line on its own above text that neither its mark nor its number tells from others."""
        paragraph = self._rows[row]
        if paragraph.form not in TITLES or paragraph.mark or paragraph.numbered or paragraph.latin:
            return False
        if self._page.form(row - 1) in (*TITLES, "subtitle") or self._page.form(row + 1) not in (
            "running",
            "item",
        ):
            return False
        tight = paragraph.gap == 0 and self._page.is_spaced
        return not tight and not is_row(self._page.shown(paragraph))

    def _end_of(self, row: int) -> int:
        end = row + 1
        while self._page.form(end) not in ("", "rule", *HEADINGS, *ANCHORS, *CREDITS):
            end += 1
        return end

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        """Return the vectors `(n, 4, dim)` of each piece's title, text, text above and story's beginning."""
        parts = [part for piece in self._pieces for part in self._parts_of(piece)]
        rows = {part: row for row, part in enumerate(dict.fromkeys(parts))}  # a story's beginning comes often
        vectors = load_static().encode_passages(list(rows))
        return vectors[[rows[part] for part in parts]].reshape(-1, PARTS, vectors.shape[1])

    def _parts_of(self, piece: _Piece) -> list[str]:
        text, rows = self._page.text, self._rows
        heading = rows[piece.row]
        top = piece.anchor
        while top > 0 and rows[top - 1].form in (*TITLES, "subtitle", "byline"):
            top -= 1
        story = rows[top].start
        body = text[rows[piece.row + 1].start : rows[piece.end - 1].end]
        above = text[rows[piece.above].start : heading.start]
        return [
            self._page.shown(heading),
            body[:TOLD],
            above[-TOLD:],
            text[story : min(heading.start, story + FIRST)],
        ]

    @cached_property
    def _likeness(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return how like the text below each heading is to that above it and to its story's beginning."""
        below = self._vectors[:, 1]
        return (below * self._vectors[:, 2]).sum(axis=1), (below * self._vectors[:, 3]).sum(axis=1)

    @cached_property
    def _fits(self) -> NDArray[np.float32]:
        """Return how like each heading is to the text below it."""
        return np.asarray((self._vectors[:, 0] * self._vectors[:, 1]).sum(axis=1), np.float32)


def _likeness_of(one: str, two: str) -> float:
    """Return how much of two headings is the same: 从“九龙治水”到“一长到底”, 从“要我护河”到“我要护河”."""
    return SequenceMatcher(None, one, two, autojunk=False).ratio()
