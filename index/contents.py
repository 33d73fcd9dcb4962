"""Titles of other stories: what the issue holds, listed below 导读, and what was printed before, 往期推荐."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.blocks import Paragraph
from index.furniture import heads_contents, is_furniture, lists_others
from index.habits import HEADINGS
from index.items import BULLETS

LONGEST_TITLE = 60  # characters of a title over two columns
_PAGED = re.compile(r"\W*第?[A-D]?\d{1,2}\s?版\W*\w")  # 2版 一个“90后”村医的十年
SHORTEST_TITLE = 8  # characters, by which a title is known again


def without_links(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Sort the titles of other stories, listed below 往期推荐, with the lines that belong to none."""
    settled = list(paragraphs)
    listed = False
    for row, paragraph in enumerate(settled):
        shown = text[paragraph.start : paragraph.end] if paragraph.size <= LONGEST_TITLE else "。"
        listed = "。" not in shown and (listed or _heads_links(text, settled, row)) and not paragraph.mark
        if listed and paragraph.form in (*HEADINGS, "running", "item"):
            settled[row] = replace(paragraph, form="date")
    return settled


def _heads_links(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the line above links from the heading of a box of text: 相关链接."""
    shown = text[paragraphs[row].start : paragraphs[row].end]
    below = paragraphs[row + 1] if row + 1 < len(paragraphs) else None
    told = below is not None and "。" in text[below.start : min(below.end, below.start + 3 * LONGEST_TITLE)]
    return len(shown) <= LONGEST_TITLE and lists_others(shown) and not told


def without_contents(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Sort the titles listed below 导读, which stand above their stories farther down, with the dates."""
    settled = list(paragraphs)
    for row, paragraph in enumerate(settled):
        if not heads_contents(text[paragraph.start : min(paragraph.end, paragraph.start + LONGEST_TITLE)]):
            continue
        last = row
        while last + 1 < len(settled) and _is_told_again(text, settled[last + 1]):
            last += 1
        for at in range(row, last + 1 if last > row else row):
            settled[at] = replace(settled[at], form="date", mark=0)
    return settled


def _is_told_again(text: str, line: Paragraph) -> bool:
    """Tell a title that the page says again farther down, or that points at another page."""
    if line.size > LONGEST_TITLE or line.form not in (*HEADINGS, "running", "item"):
        return False
    shown = text[line.start : line.end]
    if is_furniture(shown) or _PAGED.match(shown):
        return True
    shown = shown.strip(f"{BULLETS} ·0123456789.…")
    return len(shown) >= SHORTEST_TITLE and shown in text[line.end :]
