"""The head of a page: the paper's name, its date and number, its telephone, above all the headlines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.blocks import Paragraph, is_numbered_page
from index.habits import title_level
from index.signatures import TITLES

_PAPER = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[日晚晨早时時商快导導周社区區农農]|都市|青年)[报報]")
_NAMED = re.compile(r"[\u4e00-\u9fff]{1,12}(?:[报報刊]|[简簡通乡鄉社][报報讯訊])\W*(?:\w{1,12}[号號期])?")
HIGHEST_MASTHEAD = 8  # paragraphs from the top in which a paper gives its name


def without_masthead(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Sort the paper's name, which stands above its date and number or all the headlines, with the dates."""
    settled = list(paragraphs)
    top = 0
    while top < min(HIGHEST_MASTHEAD, len(settled)) and settled[top].form in (
        "display",
        "date",
        "rule",
        "weak",
    ):
        top += 1
    dated = [
        row
        for row in range(top)
        if settled[row].form == "date" and is_numbered_page(text[settled[row].start : settled[row].end])
    ]
    named = (
        bool(settled) and settled[0].mark == 1 and _NAMED.fullmatch(text, settled[0].start, settled[0].end)
    )
    if (
        dated
        and dated[-1] + 1 < len(settled)
        and (
            settled[dated[-1] + 1].form in (*TITLES, "date", "rule", "captioned")
            or _PAPER.fullmatch(text, settled[0].start, settled[0].end)
        )
    ):
        top = dated[-1]
    elif title_level(settled) == 2:
        named = None
        top = next(row for row, p in enumerate(settled) if p.mark == 2)
    else:
        top = 1 if named and settled[1:2] and settled[1].form in TITLES else 0
    for row in range(top):
        if settled[row].form != "rule":
            settled[row] = replace(settled[row], form="date", mark=0 if named else settled[row].mark)
    return settled
