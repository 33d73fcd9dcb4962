"""The head of a page: the paper's name, its date and number, its telephone, above all the headlines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.blocks import Paragraph
from index.habits import title_level
from index.issues import is_numbered_page
from index.signatures import TITLES

_PAPER = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[日晚晨早时時商快导導周社区區农農]|都市|青年)[报報]")
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{1,12}(?:[报報刊]|[简簡通乡鄉社][报報讯訊])\W*(?:\w{1,12}[号號期])?"
    r"|(?:[A-Z][\w'’&-]* ){1,5}(?i:"
    r"News|Newsletter|Messenger|Herald|Gazette|Times|Echo|Post|Mail|Courier|Bulletin"
    r"|Journal|Chronicle|Bugle|Star|Standard|Observer|Mercury|Advertiser|Reporter|Record|Magazine)"
    r"(?:\W{1,4}[^\n]{0,20}\d{1,4})?"
)
_CONTACT = re.compile(
    r".{0,30}(?:热线|熱線|电话|電話|传真|邮箱|信箱|网址|邮编|地址|[Tt]el|[Ee]-?mail)\s?[:：]?\s?[\w@.（）()—-]{5,}.{0,60}"
)
# What a paper says of itself, below its date: who publishes it, its registration, what it costs.
_IMPRINT = re.compile(
    r"(?:.*\s)?(?:\S{2,16}(?:机关报|機關報|主办|主辦|主管|承办|编印|編印|出版)|国内统一\S*刊号?\s?\S+"
    r"|邮发代号\S+|准印证\S+|[今本][日期]\S{0,3}[版张]|总第\S+|内部资料\S*|零售价\S+)(?:\s.*)?"
    r"|(?:.{0,40}\W)?(?:(?:[Ss]ince|[Ff]ounded(?: in)?|[Ee]st(?:ablished|\.)?)\s1[789]\d\d|[Ee]ditors?:"
    r"|[Pp]ublish(?:er|ed)\b|\d+ ?(?:cents|¢|p)\b|per copy).{0,60}"
)
_ISSUE_END = re.compile(r"\w[号號期]\W*$|(?:19|20)\d\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:\b|年)")
LONGEST_ISSUE = 30
LONGEST_IMPRINT = 80
HIGHEST_MASTHEAD = 8  # paragraphs from the top in which a paper gives its name


def _below_contacts(text: str, paragraphs: Sequence[Paragraph], row: int) -> int:
    """Return the row below the paper's name, telephone and address, right below its date at `row`."""
    below = row + 1
    while below < len(paragraphs) - 1:
        line = text[paragraphs[below].start : paragraphs[below].end]
        own = len(line) <= LONGEST_IMPRINT and _IMPRINT.fullmatch(line) is not None
        if paragraphs[below].form != "date" and not (
            own or _CONTACT.fullmatch(line) or _PAPER.fullmatch(line)
        ):
            break
        below += 1
    return below


def _is_issue(text: str, paragraph: Paragraph) -> bool:
    """Tell the line below a paper's name that gives its month and year: *February 2020 · Free*."""
    line = text[paragraph.start : paragraph.end]
    return len(line) <= LONGEST_ISSUE and not paragraph.mark and _YEAR.search(line) is not None


def _is_name(text: str, paragraph: Paragraph) -> bool:
    """Tell the paper's name: marked as a heading, or with its number or month on the same line."""
    if not _NAMED.fullmatch(text, paragraph.start, paragraph.end):
        return False
    return paragraph.mark == 1 or _ISSUE_END.search(text, paragraph.start, paragraph.end) is not None


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
    named = bool(settled) and _is_name(text, settled[0])
    if (
        dated
        and dated[-1] + 1 < len(settled)
        and (
            settled[dated[-1] + 1].form in (*TITLES, "date", "rule", "captioned")
            or _PAPER.fullmatch(text, settled[0].start, settled[0].end)
        )
    ):
        top = _below_contacts(text, settled, dated[-1])
    elif title_level(settled) == 2:
        named = False
        top = next(row for row, p in enumerate(settled) if p.mark == 2)
    else:
        top = 1 if named and settled[1:2] and settled[1].form in TITLES else 0
        while top and top + 1 < len(settled) and _is_issue(text, settled[top]):
            top += 1
    for row in range(top):
        if settled[row].form != "rule":
            settled[row] = replace(settled[row], form="date", mark=0 if named else settled[row].mark)
    return settled
