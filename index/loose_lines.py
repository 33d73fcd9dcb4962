"""Lines that look like titles and belong to the text around them: a question asked, the foot of a notice."""

import re
from collections.abc import Sequence

from index.blocks import Paragraph
from index.cuts import cuts_known_word

_SPEAKS = re.compile(  # 问答：… is a rubric
    r"(?:(?![问問]答).{0,12}[问問答说說]|.{0,4}(?:[记記]者|主持人)|[@＠]\S{1,16})\s?[:：]"
)
_CLAUSE = re.compile(r"[，,；;]")


def belongs_to_text(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a line of a conversation, and the last lines of a notice."""
    paragraph = paragraphs[row]
    asks = paragraph.form in ("display", "weak") and not paragraph.mark
    return (asks and speaks(text[paragraph.start : paragraph.end])) or _ends_notice(paragraphs, row)


def is_piece_of_text(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a piece that OCR cut out of a sentence, and the last line of a paragraph."""
    cut = paragraphs[row].form == "weak" and _is_cut_short(text, paragraphs, row)
    return cut or _is_last_line(paragraphs, row)


def speaks(line: str) -> bool:
    """Tell a line of a conversation: 问：…, 王主任答：…."""
    return _SPEAKS.match(line) is not None


def _is_cut_short(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a piece of a sentence that blank lines cut out of it: the next piece ends its last word."""
    paragraph = paragraphs[row]
    if paragraph.mark or row + 1 >= len(paragraphs) or not text[paragraph.end - 1].isalnum():
        return False
    goes_on = paragraphs[row + 1].form in ("running", "weak") and not paragraphs[row + 1].mark
    return (
        goes_on
        and _CLAUSE.search(text, paragraph.start, paragraph.end) is not None
        and cuts_known_word(text, paragraph)
    )


def _is_last_line(paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a line right below the text and above a blank line, which is no title: 上期谜底：雨伞."""
    paragraph = paragraphs[row]
    if (
        paragraph.form not in ("display", "weak")
        or paragraph.gap
        or paragraph.mark
        or not 0 < row < len(paragraphs) - 1
    ):
        return False
    return paragraphs[row - 1].form in ("running", "lead") and paragraphs[row + 1].gap > 0


def _ends_notice(paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the last lines of a notice, tight between its text and its date: 特此公告 | 县水利局 | 5月1日."""
    if paragraphs[row].form != "display" or paragraphs[row].gap or paragraphs[row].mark or not row:
        return False
    if paragraphs[row - 1].form != "running":
        return False  # first of all: a page of short lines would take quadratic time
    last = row
    while last + 1 < len(paragraphs) and paragraphs[last].form == "display" and not paragraphs[last + 1].gap:
        last += 1
    below = paragraphs[last + 1] if last + 1 < len(paragraphs) else None
    return paragraphs[last].form == "date" and (not below or below.gap > 0)
