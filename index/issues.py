"""The line that gives a paper's issue: its name, date, number and editors, and nothing else."""

import re

from index.chinese import fold_keep
from index.dates import date_spans

LONGEST_LEFT_IN_MASTHEAD = 40  # the name of the paper and of the page, beside date and number
_PAPER_NAME = r"[\u4e00-\u9fff]{1,8}(?:报|日报|晚报|周刊|周报|时报|新闻|专刊|专版|网|社)"
_DATE_TOKEN = re.compile(
    rf"{_PAPER_NAME}|(?:19|20)\d\d年(?:\d{{1,2}}月)?|星期.|周.|农历[\u4e00-\u9fff]{{2,8}}|(?:第|今日)?\s?\w{{1,5}}\s?[版期号]|\d\d?:\d\d(?::\d\d)?"
    r"|(?:发行人|社长|主编|总编辑|创刊|出版)[: ]?\S{1,8}|零售价\S{1,6}|总第\w+"
    r"|每[周月旬季年]\S{0,4}出版|非卖品|免费(?:派发|赠阅|交流|取阅)|内部(?:资料|刊物|交流)"
    r"|(?:责编|编辑|美编|美术|版式|组版|校对|策划|统筹|主编|监制)[: ]?\S{2,4}|(?:热线|电话)[: ]?[\d-]+"
    r"|国内统一\S+|来源[: ]\S{1,20}|发布时间:?|(?:日期|时间|date):|责任编辑[: ]\S{1,12}|编辑[: ]\S{1,12}"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:no|vol|price|page|issue|edition)\.?\s?[\w,.]+"
    r"|week (?:of|ending)|\d+p|\d+(?:\.\d+)?|[\W_]+"
)
# Beside a full date these words are a paper's own; 星期 and weekday names are, too, since a title has none.
_OF_A_PAPER = re.compile(
    r"星期.|(?:版式|美编|美术|组版|校对|统筹)[: ]"
    r"|第\s?\w{1,5}\s?[版期号]|\b[a-z]?\d{1,2}\s?版|总第|零售价|\b[a-d]\d{1,2}\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:no|vol|price|page|issue|edition)\b\.?\s?\w"
)
_NUMBERED_PAPER = re.compile(
    r"第\s?\w{1,4}\s?版|\b[a-z]?\d{1,2}\s?版|来源[: ]|发布时间|(?:报|刊|讯|月|年)\W*第\s?\w{1,5}\s?期"
)
_EDITORS = re.compile(
    r"\W*(?:本版)?(?:责编|责任编辑|编辑|主编|总编辑?|执行主编|校对|版式|美编|组版"
    r"|值班(?:编委|主任|总编|编辑))\s?[:：/ ]"
)
_SPREAD = re.compile(r"\S[^\S\n]{6,}\S")  # over the width of a page
_MONTH_OF_YEAR = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r",? (?:19|20)\d\d\b"
)
_SMALL = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DAY_ALONE = re.compile(rf"{_SMALL}月{_SMALL}日[晨早晚夜]?")  # below a letter
_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{2,10}[\[(〔](?:19|20)\d\d[\])〕]第?\d{1,4}号")
_ISSUE = re.compile(r".{0,40}\b(?:vol|no|issue|number)\b\.? ?\d.{0,40}\b(?:19|20)\d\d\W*")


def is_masthead(line: str) -> bool:
    """Tell a masthead, date line or list of editors: nothing else stands on it."""
    folded = fold_keep(line)
    issue = " ".join(folded.split())
    if (
        _DAY_ALONE.fullmatch(folded)
        or _DOCUMENT.fullmatch(folded)
        or names_editors(folded)
        or _ISSUE.fullmatch(issue)
    ):
        return True
    spans = date_spans(folded) or [month.span() for month in _MONTH_OF_YEAR.finditer(folded)]
    if not spans and not _NUMBERED_PAPER.search(folded):
        return False
    for start, end in reversed(spans):
        folded = folded[:start] + " " + folded[end:]
    left = "".join(_DATE_TOKEN.sub("", folded).split())
    return not left or (len(left) <= LONGEST_LEFT_IN_MASTHEAD and bool(spans) and is_numbered_page(line))


def is_numbered_page(line: str) -> bool:
    """Tell whether a line gives what only the head of a page does: a number or weekday with a date."""
    folded = fold_keep(line)
    of_paper = _OF_A_PAPER.search(folded) or _SPREAD.search(line)
    dated = date_spans(folded) or _MONTH_OF_YEAR.search(folded)
    return bool((of_paper and dated) or _ISSUE.fullmatch(folded))


def names_editors(line: str) -> bool:
    """Tell the line that says who edited the page: 责编 王芳 美编 李强."""
    return _EDITORS.match(fold_keep(line)) is not None
