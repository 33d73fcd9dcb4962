"""The text of a photo that stands at a story's end, above the photographer's credit."""

from index.blocks import LONGEST_CAPTION, Paragraph
from index.drafts import Draft


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
