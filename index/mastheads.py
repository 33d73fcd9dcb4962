"""The head of a page: the paper's name, its date and number, its telephone, above all the headlines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.blocks import Paragraph
from index.chinese import fold_keep
from index.habits import title_level
from index.issues import is_numbered_page
from index.names import OFFICE
from index.signatures import TITLES

_PAPER = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[日晚晨早时時商快导導周社区區农農]|都市|青年)[报報]")
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{1,12}(?:[报報刊]|[简簡通乡鄉社][报報讯訊])\W*(?:\w{1,12}[号號期])?"
    r"|(?:(?:[A-Z][\w'’&-]*|&|of|the|and) ){1,6}(?i:"
    r"News|Newsletter|Messenger|Herald|Gazette|Times|Echo|Post|Mail|Courier|Bulletin"
    r"|Journal|Chronicle|Bugle|Star|Standard|Observer|Mercury|Advertiser|Reporter|Record|Magazine)"
    r"(?:\W{1,4}[^\n]{0,20}\d{1,4})?"
)
_CONTACT = re.compile(
    r".{0,30}(?:热线|熱線|电话|電話|传真|邮箱|信箱|网址|邮编|地址|微博|微信|公众号|[Tt]el|[Ee]-?mail)\s?[:：]?\s?[\w@.（）()—-]{5,}.{0,60}"
)
# What a paper says of itself, below its date: who publishes it, its registration, what it costs.
_IMPRINT = re.compile(
    r"(?:.*\s)?(?:\S{2,16}\s{0,4}(?:机关报|機關報|主办|主辦|主管|承办|编印|編印|出版)|国内统一\S*刊号?\s?\S+"
    r"|邮发代号\S+|准印证\S+|[今本][日期]\S{0,3}[版张]|总第\S+|内部资料\S*|零售价\S+)(?:\s.*)?"
    r"|(?:.{0,40}\W)?(?:(?:[Ss]ince|[Ff]ounded(?: in)?|[Ee]st(?:ablished|\.)?)\s1[789]\d\d|[Ee]ditors?:"
    r"|[Pp]ublish(?:er|ed)\b|\d+ ?(?:cents|¢|p)\b(?!\.m)|per copy).{0,60}"
)
_ISSUE_END = re.compile(r"\w[号號期]\W*$|(?:19|20)\d\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:\b|年)")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:\s?[-–]\s?\d{1,2})?"
_NUMERALS = r"[\d一二三四五六七八九十百零〇廿卅]"
# Cells of a line over the width of a page: what only a paper says of itself, and its name.
_ISSUE_CELL = re.compile(
    rf"(?:今日|第)?{_NUMERALS}{{1,4}}版|(?:总第|第){_NUMERALS}{{1,5}}期|[a-d]?\d{{1,2}}|(?:星期|周)[一二三四五六日天]|农历\S+"
    rf"|(?:[\u4e00-\u9fff]{{0,4}}{_NUMERALS}{{2,4}}年)?{_NUMERALS}{{1,3}}月{_NUMERALS}{{1,3}}[日号]"
    rf"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?{_MONTH}(?:,? \d{{4}})?"
    r"|(?:no|vol|page|issue)\.? \w{1,5}|.{0,30}since 1[789]\d\d|(?:one|\d+) (?:dollars?|cents|p)"
    r"|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|(?:[p$£€₱]|rs\.?|ksh\.?)\s?\d+(?:\.\d\d)?"
)
_PAPER_CELL = re.compile(r"[\u4e00-\u9fff]{2,8}(?:报|周刊|月刊)")
_GAP_IN_NUMBER = re.compile(r"(?<=[第\d]) (?=[\d期版年月日])|(?<=月) (?=\d)")
# What a paper says of itself at the foot of a page: 新闻热线:… 印刷:…
_OF_PUBLISHER = re.compile(
    r"(?:新闻|广告|发行|报料|投稿)(?:热线|电话|邮箱)|印刷|零售|出版|印数|刊号|邮发代号|定价"
)
_OF_IMPRINT = re.compile(r"热线|电话|邮箱|地址|邮编|网址|印刷|零售|出版|印数|刊号|邮发代号|定价")
_OF_THE_PAGE = re.compile(r"本版\S{0,8}(?:图片|照片|稿件)[^。]*")
# What only the head of a paper has: its number at a cell's end, its month, who edits it.
_NUMBER = re.compile(
    r"(?:第|总第)\s?[\d一二三四五六七八九十百]{1,5}\s?[期号](?=$|[\s）)(（·|])"
    r"|\b(?:no|number|vol|volume|issue)\.? ?\d{1,4}\b"
)
_OF_LATIN_HEAD = re.compile(
    r"(?i:\b(?:free|price|cents?|per copy|published|publisher|postage|edition|week of|serving|since"
    r"|established|weekly|monthly|quarterly|newsletter|bulletin|page)\b)|\S\s{6,}\S"
)
_OF_HEAD = re.compile(
    r"(?:19|20)\d\d年\s?\d{1,2}月(?:\s?\d{1,2}日)?|星期[一二三四五六日天]|第\S{1,3}版|[主承合协]办|主管|[主合]编|编印|出版"
    r"|(?:内部|企业)\S{0,4}(?:资料|刊物|交流)|(?:免费|内部)\S{0,2}(?:赠阅|发行|交流|派发)|出刊|刊号|发行(?:单位|人|所)|每[日周月季年]\S{0,2}出刊|每份"
    r"|(?:责编|编辑|美编|校对|版式|组版)\s?[:/]"
)
_PUBLISHER = re.compile(r"(?:发行[人所]?|督印人?|出版人?|总编辑|社长)\s?[:/]\s?\S")
_PAGE_NUMBER = re.compile(r"(?:[A-DＡ-Ｄ]?[\d０-９]{1,2}|第?[一二三四五六七八九十\d]{1,2}版)")
LONGEST_SECTION = 8  # characters: 社区·民生
FEWEST_CELLS = 2
LONGEST_ISSUE = 30
LONGEST_IMPRINT = 80
HIGHEST_CELLS = 3  # paragraphs from the top among which a line of cells is the paper's own
HIGHEST_MASTHEAD = 8  # paragraphs from the top in which a paper gives its name


def _below_contacts(text: str, paragraphs: Sequence[Paragraph], row: int) -> int:
    """Return the row below the paper's name, telephone and address, right below its date at `row`."""
    below = row + 1
    while below < len(paragraphs) - 1:
        line = text[paragraphs[below].start : paragraphs[below].end]
        own = len(line) <= LONGEST_IMPRINT and _IMPRINT.fullmatch(line) is not None
        if paragraphs[below].form != "date" and not (
            own
            or _CONTACT.fullmatch(line)
            or _PAPER.fullmatch(line)
            or (paragraphs[below].gap == 0 and (_PAPER_CELL.fullmatch(line) or _heads_page(line)))
            or _is_page(text, paragraphs, below)
        ):
            break
        below += 1
    return below


def _is_page(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the page's number right below the paper's date, and its section above that: 综合 | 2."""
    if paragraphs[row].gap or paragraphs[row].mark:
        return False
    last = row
    while last + 1 < len(paragraphs) and not paragraphs[last + 1].gap:
        last += 1
    lines = [text[p.start : p.end] for p in paragraphs[row : last + 1]]
    return _PAGE_NUMBER.fullmatch(lines[-1]) is not None and max(map(len, lines)) <= LONGEST_SECTION


def _is_issue(text: str, paragraph: Paragraph) -> bool:
    """Tell the line below a paper's name that gives its month and year: *February 2020 · Free*."""
    line = text[paragraph.start : paragraph.end]
    return len(line) <= LONGEST_ISSUE and not paragraph.mark and _YEAR.search(line) is not None


def _is_name(text: str, paragraph: Paragraph) -> bool:
    """Tell the paper's name: marked as a heading, or with its number or month on the same line."""
    if not _NAMED.fullmatch(text, paragraph.start, paragraph.end):
        return False
    return paragraph.mark == 1 or _ISSUE_END.search(text, paragraph.start, paragraph.end) is not None


def names_paper(line: str) -> bool:
    """Tell a line that names a paper, alone or with its number: Tenants' Newsletter - Winter 2019."""
    if len(line) <= LONGEST_IMPRINT and (
        _NAMED.fullmatch(line) is not None or _gives_issue(line) or _heads_page(line)
    ):
        return True
    return _sells_paper(line)


def _sells_paper(line: str) -> bool:
    """Tell a line with the year and what only a paper has: Published by the Trustees, Fall 2007; … FREE."""
    return _YEAR.search(line) is not None and _OF_LATIN_HEAD.search(line) is not None


def _head_block(text: str, paragraphs: Sequence[Paragraph]) -> int:
    """Return how many tight lines at the very top are an English paper's name and what it says of itself."""
    last = 0
    while last + 1 < min(HIGHEST_MASTHEAD, len(paragraphs)) and not paragraphs[last + 1].gap:
        last += 1
    lines = [text[p.start : p.end] for p in paragraphs[: last + 1]]
    if not paragraphs or not all(
        p.latin and not p.mark and p.form in ("display", "weak", "date", "running")
        for p in paragraphs[: last + 1]
    ):
        return 0
    return next((row + 1 for row in range(last, -1, -1) if _sells_paper(lines[row])), 0)


def _heads_page(line: str) -> bool:
    """Tell a line of cells that only the head of a page has: 县区新闻　朔泉日报　3."""
    if len(line) > LONGEST_IMPRINT:
        return False
    folded = _GAP_IN_NUMBER.sub("", fold_keep(line))
    edges = r"\s{2,}|[|｜·*•]" if folded.isascii() else r"[\s|｜·]+"
    cells = [cell.strip() for cell in re.split(edges, folded) if cell.strip()]
    issue = sum(_ISSUE_CELL.fullmatch(cell) is not None for cell in cells)
    if len(cells) == FEWEST_CELLS and issue and OFFICE.fullmatch(cells[0]):
        return True  # 县扶贫开发领导小组办公室　2018年10月22日
    return issue >= FEWEST_CELLS or (issue > 0 and any(map(_PAPER_CELL.fullmatch, cells)))


def _gives_issue(line: str) -> bool:
    """Tell a line at the head of a page that gives the number of the issue, or its month and who edits it."""
    if len(line) > LONGEST_IMPRINT or "。" in line:
        return False
    folded = fold_keep(line)
    number = _NUMBER.search(folded) is not None or _PUBLISHER.match(folded) is not None
    return number or len(set(_OF_HEAD.findall(folded))) >= FEWEST_CELLS


def _is_imprint(text: str, paragraph: Paragraph) -> bool:
    """Tell the line at the foot of a page that gives the paper's telephone, printer and price."""
    line = fold_keep(text[paragraph.start : paragraph.end]) if paragraph.size <= LONGEST_IMPRINT else "。"
    if "。" in line or not paragraph.gap or paragraph.mark:
        return False
    told = set(_OF_IMPRINT.findall(line))
    return (len(told) >= FEWEST_CELLS and _OF_PUBLISHER.search(line) is not None) or bool(
        _OF_THE_PAGE.fullmatch(line)
    )


def _is_dated(text: str, paragraph: Paragraph) -> bool:
    """Tell the line that gives a page's day and number."""
    line = text[paragraph.start : paragraph.end]
    return paragraph.form == "date" and (is_numbered_page(line) or _heads_page(line) or _gives_issue(line))


def _sort_furniture(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Sort the lines of cells at a page's head and the imprint at its foot with the dates."""
    settled = list(paragraphs)
    if settled and _is_imprint(text, settled[-1]):
        settled[-1] = replace(settled[-1], form="date")
    for row, paragraph in enumerate(settled[:HIGHEST_CELLS]):
        line = text[paragraph.start : paragraph.end]
        if (
            paragraph.form in ("display", "weak", "running")
            and not paragraph.mark
            and (_heads_page(line) or _gives_issue(line))
        ):
            settled[row] = replace(paragraph, form="date")
    return settled


def without_masthead(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Sort the paper's name, which stands above its date and number or all the headlines, with the dates."""
    settled = _sort_furniture(text, paragraphs)
    for row in range(_head_block(text, settled)):
        settled[row] = replace(settled[row], form="date")
    top = 0
    while top < min(HIGHEST_MASTHEAD, len(settled)) and settled[top].form in (
        "display",
        "date",
        "rule",
        "weak",
    ):
        top += 1
    dated = [row for row in range(top) if _is_dated(text, settled[row])]
    if not dated and settled and _PAPER.fullmatch(text, settled[0].start, settled[0].end):
        dated = [row for row in range(top) if settled[row].form == "date" and row > 0]
    named = bool(settled) and _is_name(text, settled[0])
    below = _below_contacts(text, settled, dated[-1]) if dated else 0
    if (
        dated
        and dated[-1] + 1 < len(settled)
        and (
            below > dated[-1] + 1
            or settled[below].form in (*TITLES, "rule", "captioned")
            or _PAPER.fullmatch(text, settled[0].start, settled[0].end)
            or _NUMBER.search(fold_keep(text[settled[dated[0]].start : settled[dated[0]].end]))
        )
    ):
        top = below
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
