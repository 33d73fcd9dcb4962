"""Names that share a line: 本报记者 王芳 清晨六点… below a title, and 门前的小河 □王芳."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.blocks import Paragraph
from index.chinese import fold_keep
from index.datelines import CJK, WHO
from index.names import is_chinese_name
from index.signatures import TITLES

FEWEST_BELOW = 20  # characters of text behind a name
LONGEST_SIGNED = 60  # characters of a title and its author
_WHO = re.compile(rf"{WHO}\s+")
_NAME = re.compile(rf"([{CJK}]\s[{CJK}]|[{CJK}]{{2,4}})\s+")
_SPACED = re.compile(rf"[{CJK}]\s{{1,3}}[{CJK}]\s+")
_SIGNED = re.compile(rf"(?P<title>\S.{{2,40}}?)\s+[□■◎◇]\s?(?P<name>[{CJK}]{{2,4}}|[{CJK}]\s[{CJK}])")


def part_names(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Part the names from titles and from first sentences, as paragraphs of their own."""
    parted: list[Paragraph] = []
    for row, paragraph in enumerate(paragraphs):
        above = paragraphs[row - 1].form if row else ""
        name = _behind_title(text, paragraph)
        if above in TITLES and not name:
            name = _before_text(text, paragraph)
        parted.extend(_cut(text, paragraph, *name) if name else [paragraph])
    return parted


def _cut(text: str, paragraph: Paragraph, start: int, end: int) -> list[Paragraph]:
    """Cut a paragraph at the names between `start` and `end`; the other part keeps its form."""
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    byline = replace(paragraph, start=start, end=end, form="byline", mark=0, size=end - start)
    if start > paragraph.start:
        title = paragraph.start + len(text[paragraph.start : start].rstrip())
        return [replace(paragraph, end=title, size=title - paragraph.start), replace(byline, gap=0)]
    while text[end].isspace():
        end += 1
    return [byline, replace(paragraph, start=end, gap=0, size=paragraph.end - end)]


def _before_text(text: str, paragraph: Paragraph) -> tuple[int, int] | None:
    """Return where the names stand that open a paragraph, with the space behind them."""
    if paragraph.form != "running" or paragraph.mark:
        return None
    head = fold_keep(text[paragraph.start : min(paragraph.end, paragraph.start + LONGEST_SIGNED)])
    who = _WHO.match(head)
    end = start = who.end() if who else 0
    while match := (_NAME if who else _SPACED).match(head, end):
        if not is_chinese_name("".join(match[0].split())):
            break
        end = match.end()
        if not who:
            break
    if end == start or paragraph.size - end < FEWEST_BELOW:
        return None
    return paragraph.start, paragraph.start + end


def _behind_title(text: str, paragraph: Paragraph) -> tuple[int, int] | None:
    """Return where the name behind a title stands, with its mark."""
    if paragraph.form not in ("display", "weak") or paragraph.size > LONGEST_SIGNED:
        return None
    match = _SIGNED.fullmatch(text, paragraph.start, paragraph.end)
    if match is None or not is_chinese_name("".join(match["name"].split())):
        return None
    return match.end("title"), match.end("name")
