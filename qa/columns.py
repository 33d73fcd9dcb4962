"""A row of figures under a heading of columns: 黄瓜 2.60元 3.50元 under 品名 城东批发市场 南门菜场零售.

The cell above a figure belongs to it, though other rows lie between. Where white space was taken out of
Chinese text, the gaps in the places of its characters tell the cells apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from index.entities import Passage
from qa.answers import Span
from qa.reranking import Floats
from qa.spans import Candidate
from qa.surroundings import Surroundings

MOST_ROWS = 30  # between a row and its heading
BESIDE = 0.95  # how near the heading of its own column stands to a figure
OTHER = 0.2  # … and those of the others
_BORDER = re.compile(r"\s*[|/／]\s*|\s{2,}")
_ROW_BORDER = re.compile(r"\s*[|/／]\s*|\s+")
_TOLD = re.compile(r"[，。；;,!?！？]|[A-Za-z]{2,}")  # a sentence, no row of Chinese cells


def under_headings(around: Surroundings, sentence: int, candidate: Candidate, near: Floats) -> Floats:
    """Return how near each match stands to a figure, (matches,): the heading of its column is beside it."""
    if candidate.kind != "number" or not len(around.units):
        return near
    headings = _headings(around.evidence.passage, sentence, candidate.core[0])
    if not headings:
        return near
    changed: Floats = near.copy()
    own, *others = headings
    changed[(around.starts >= own[0]) & (around.ends <= own[1])] = BESIDE
    for start, end in others:
        inside = (around.starts >= start) & (around.ends <= end)
        changed[inside] = np.minimum(changed[inside], OTHER)
    return changed


def _headings(passage: Passage, sentence: int, at: int) -> list[Span]:
    """Return the cell above a figure, then the other cells of its heading; [] where there is none."""
    rows = _rows(passage)
    if sentence >= len(rows):
        return []
    row = rows[sentence]
    figures = [cell for cell in row if _has_figure(passage.text, cell)]
    mine = next((n for n, (start, end) in enumerate(reversed(figures)) if start <= at < end), None)
    if mine is None or len(figures) < 2:
        return []
    for above in reversed(rows[max(0, sentence - MOST_ROWS) : sentence]):
        if len(above) == len(row) or len(above) == len(figures):
            cells = list(reversed(above))
            if not any(_has_figure(passage.text, cell) for cell in above):
                return [cells[mine], *(cell for n, cell in enumerate(cells) if n != mine)]
    return []


def _has_figure(text: str, cell: Span) -> bool:
    return any(char.isdigit() for char in text[cell[0] : cell[1]])


@lru_cache(maxsize=4096)
def _rows(passage: Passage) -> tuple[tuple[Span, ...], ...]:
    """Return the cells of each sentence of a passage."""
    spans = passage.sentences or ((0, len(passage.text)),)
    return tuple(_cells(passage, start, end) for start, end in spans)


def _cells(passage: Passage, start: int, end: int) -> tuple[Span, ...]:
    """Cut a sentence into cells, at bars, wide spaces, and where white space was taken out."""
    text, offsets = passage.text, passage.offsets
    border = _BORDER if _TOLD.search(text, start, end) else _ROW_BORDER
    borders = [found.span() for found in border.finditer(text, start, end)]
    borders += [
        (at, at)
        for at in range(start + 1, end)
        if offsets[at] - offsets[at - 1] > 1 and not text[at].isspace() and not text[at - 1].isspace()
    ]
    cells: list[Span] = []
    left = start
    for first, last in [*sorted(borders), (end, end)]:
        if first > left:
            cells.append((left, first))
        left = max(left, last)
    return tuple(cells)
