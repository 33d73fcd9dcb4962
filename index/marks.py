"""Titles that a page sets apart by one mark of its own: ■ …, ◆ …, 【…】."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from index.blocks import LONGEST_HEADING, Paragraph
from index.habits import ANCHORS, HEADINGS
from index.items import BULLETS, is_boxed, is_boxed_title

LEVEL = 2  # as good as a Markdown mark of the second level
FEWEST_TITLES = 3
TITLES = ("display", "weak")
_ENDS_CLAUSE = "。，,、；;：:"


def with_marked_titles(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Give the titles of a page that bear one mark a level, where that mark is how the page sets its titles.

    It is where several lines bear it, each with text below, and no signed story stands below other titles.
    """
    marked: defaultdict[str, list[int]] = defaultdict(list)
    for row, paragraph in enumerate(paragraphs):
        if mark := _mark_of(text, paragraph):
            marked[mark].append(row)
    settled = list(paragraphs)
    for mark, rows in marked.items():
        if _sets_titles(text, paragraphs, mark, rows):
            for row in rows:
                settled[row] = replace(settled[row], form="display", mark=LEVEL)
    return settled


def title_mark(line: str) -> str:
    """Return the bullet or the box that sets a title apart, or ""."""
    if is_boxed(line) and line[0] in BULLETS:
        return ""  # ● 主题教育 ●
    return line[0] if line[0] in BULLETS else "【" if is_boxed_title(line) else ""


def _mark_of(text: str, paragraph: Paragraph) -> str:
    """Return the mark of a line that may be a title."""
    if (
        paragraph.mark
        or paragraph.size > LONGEST_HEADING
        or paragraph.form not in ("display", "weak", "item", "running")
    ):
        return ""
    line = text[paragraph.start : paragraph.end]
    return "" if line[-1] in _ENDS_CLAUSE or "。" in line else title_mark(line)


def _sets_titles(text: str, paragraphs: Sequence[Paragraph], mark: str, rows: Sequence[int]) -> bool:
    """Tell whether a mark is how a page sets its titles, and not its sections, rubrics or lists."""
    last = len(paragraphs) - 1
    lines = [text[paragraphs[row].start : paragraphs[row].end] for row in rows]
    if len(set(lines)) < len(lines):
        return False  # 【案情】, 【判决】, 【案情】 …
    heads = [row for row in rows if row < last and row + 1 not in rows and row - 1 not in rows]
    if len(heads) < FEWEST_TITLES or 4 * len(heads) < 3 * len(rows):
        return False
    titles = [row for row, p in enumerate(paragraphs) if p.form in TITLES and p.size <= LONGEST_HEADING]
    told = [row for row in titles if row < last and paragraphs[row + 1].form != "date"]  # no masthead
    first = next((row for row in told if row + 1 not in titles), last)
    if first not in rows and first < rows[0]:
        return False  # the sections of one story, below a title without the mark
    decks = sum(_stands_below_title(paragraphs, row) for row in rows)
    if mark in BULLETS and 2 * decks > len(rows):
        return False  # △違者全數充公 right below each headline
    rubrics = sum(paragraphs[row + 1].form in TITLES and _heads_text(paragraphs, row + 1) for row in heads)
    if 2 * rubrics >= len(heads) and (mark not in BULLETS or _are_rubrics(paragraphs, heads)):
        return False  # 【社区动态】 above each headline
    items = sum(p.size > 0 and text[p.start] == mark for p in paragraphs) - len(rows)
    if mark in BULLETS and 2 * items > len(rows):
        return False  # most of what bears it are items of a list, in full
    signed = [row for row, p in enumerate(paragraphs) if p.form in ANCHORS and _is_first(paragraphs, row)]
    below = sum(not rows_between(paragraphs, row).isdisjoint(rows) for row in signed)
    return 2 * below >= len(signed)


def _stands_below_title(paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a line tight below another short one, which a blank line or a text's end sets apart."""
    return row > 0 and not paragraphs[row].gap and paragraphs[row - 1].form in (*TITLES, "item")


def _are_rubrics(paragraphs: Sequence[Paragraph], rows: Sequence[int]) -> bool:
    """Tell short labels above longer headlines from the first lines of headlines: ◆ 技術專欄, ◆半夜敲门."""
    upper = sum(paragraphs[row].size - 1 for row in rows)
    return 2 * sum(paragraphs[row + 1].size for row in rows) >= 3 * upper


def _heads_text(paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a title right above a story: its text, subtitle or byline follows."""
    return row + 1 < len(paragraphs) and paragraphs[row + 1].form in ("running", "subtitle", *ANCHORS)


def _is_first(paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the byline right below a title, not the one at a story's end."""
    return (
        row > 0
        and paragraphs[row - 1].form in (*HEADINGS, "item", "running")
        and paragraphs[row - 1].size <= LONGEST_HEADING
    )


def rows_between(paragraphs: Sequence[Paragraph], row: int) -> set[int]:
    """Return the rows of the short lines right above a byline."""
    top = row
    while top > 0 and row - top < 3 and paragraphs[top - 1].size <= LONGEST_HEADING:
        top -= 1
    return set(range(top, row))
