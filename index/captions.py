"""The text of a photo: at a story's end above a credit, or behind a mark that points at it."""

from collections.abc import Sequence

from index.blocks import LONGEST_CAPTION, Paragraph
from index.drafts import Draft

SHORTEST_CAPTION = 10  # characters
_POINTERS = "▲△▼▽↑↓←→◀▶◄►"
_ENDS_CAPTION = "。）)"


def points_at_picture(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a sentence behind a triangle or an arrow that stands by itself, and is no item of a list."""
    paragraph = paragraphs[row]
    mark = text[paragraph.start]
    if (
        mark not in _POINTERS
        or paragraph.mark
        or paragraph.form not in ("item", "running", "display", "weak")
    ):
        return False
    if (
        text[paragraph.end - 1] not in _ENDS_CAPTION
        or not SHORTEST_CAPTION <= paragraph.size <= LONGEST_CAPTION
    ):
        return False
    if text.count(mark, paragraph.start, paragraph.end) > 1:
        return False
    near = [*paragraphs[max(0, row - 2) : row], *paragraphs[row + 1 : row + 3]]
    return not any(text[p.start] == mark for p in near)


def ends_in_caption(story: Draft) -> bool:
    """Tell whether a story's last block is as short as the text of a photo."""
    last = story.blocks[-1]
    return last.role in ("body", "section") and last.end - last.start <= LONGEST_CAPTION


def lines_of_caption(text: str, story: Draft, credit: Paragraph) -> int:
    """Count the last blocks of a story that stand tight above a credit, apart from its text."""
    blocks, start = story.blocks, credit.start
    for lines in range(1, len(blocks)):
        block = blocks[-lines]
        if block.role != "body" or credit.start - block.start > LONGEST_CAPTION:
            break
        if lines == 1 and text.count("\n", block.end, start) > 1:
            break
        if text.count("\n", blocks[-lines - 1].end, block.start) > 1:
            return lines if blocks[-lines - 1].role == "body" else 1
    return 1
