"""Dates, weekdays and times of day, and phrases such as 在…之前."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.spans import Candidate
from qa.spans.days import find_days
from qa.spans.numerals import DIGITS, REIGN, is_reign
from qa.texts import Text

_N = rf"(?:\d{{1,4}}|[{DIGITS}]{{1,3}})"
_DAY = rf"(?:{_N}[日号])?"
_CLOCK = rf"{_N}[点时:](?:半|{_N}分?)?"
_TILL = rf"(?:(?:至|到|-|—){_CLOCK})?"
_YEAR = r"(?:自|从|至|到|截至)?(?:\d{4}|(?<!\d)1\d\d(?=年\d{1,2}月)|[〇○零一二三四五六七八九]{4})年"
_SEASON = r"(?:以来|底|初|末|春|夏|秋|冬|上半年|下半年)"
_PART = r"(?:份|底|初|末|中旬|上旬|下旬)"
_WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天"
_AM_PM = r"\d{1,2}(?:[:.]\d{2})? ?(?:a\.?m|p\.?m)"
_TH = r"(?:st|nd|rd|th)"
_EN_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_EN_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
)
# 明万历二十三年（1595年）, 清光绪八年, 民国二十三年春
_REIGN = (
    rf"(?P<reign>{REIGN})(?:元|[{DIGITS}]{{1,3}})年"
    rf"(?:[(（]\d{{3,4}}年?[)）])?(?:{_N}月{_PART}?{_DAY})?"
)
_DATE = re.compile(
    rf"{_REIGN}{_SEASON}?|"
    # 2024年3月1日（星期五）上午9点, 去年12月, 7日夜间
    rf"(?:{_YEAR}(?:{_SEASON}|{_N}月{_PART}?{_DAY})?"
    rf"|(?:今|去|明|前|后|本|翌|次|来|同|当|第二)年(?:{_N}月(?:份)?)?{_DAY}|{_N}月{_PART}(?!间)?|{_N}月{_N}[日号]"
    r"|(?<![\d年月])\d{1,2}日(?!本|常|均)"
    rf"|(?<![\d年月第{DIGITS}])(?:[十廿卅][一二三四五六七八九]?|[一二三四五六七八九])日(?=早|晚|凌晨|上午|中午|下午|傍晚|起))"
    rf"(?:[ ,，]{{0,2}}{_WEEKDAY}]|[(（]{_WEEKDAY}][)）])?"
    rf"(?:[ ,，]?(?:早|晚|凌晨|清晨|上午|中午|下午|傍晚|晚上|夜)?(?:间)?{_CLOCK}"
    r"|[ ,，]?(?:早晨|凌晨|清晨|上午|中午|下午|傍晚|晚上|夜间|白天))?"
    # 每周三晚七点半, 周一至周五
    rf"|每?(?:逢)?(?:个)?{_WEEKDAY}末](?:[至到、和及](?:星期|周)?[一二三四五六日天](?!一|二|三))*"
    rf"(?:早|晚|上午|中午|下午|晚上|清晨|凌晨)?(?:{_CLOCK})?{_TILL}"
    rf"|每(?:个?月|年{_N}月)的?{_N}[日号]"
    # 每天早上六点至八点
    r"|(?:每[天日晚年月]|当[天日晚])?(?:早上|早|晚上|晚|凌晨|清晨|上午|中午|下午|傍晚)"
    rf"{_CLOCK}{_TILL}"
    # 9:00-11:30
    r"|(?<!\d)\d{1,2}[:：]\d{2}(?:(?:至|到|-|—|–)\d{1,2}[:：]\d{2})?"
    # on Monday, 8 April 2024, at 7.30 pm
    rf"|(?:on |from |by |since |until |in )?(?:{_EN_WEEKDAY},? ?)?"
    rf"(?:(?:\d{{1,2}}{_TH}? )?{_EN_MONTH}\.?(?: \d{{1,2}}{_TH}?\b(?!\d))?(?:,? \d{{4}})?)"
    rf"(?:,? (?:at )?{_AM_PM}\.?)?"
    # every Friday morning at 9 a.m.
    rf"|(?:every |on |from |each )?{_EN_WEEKDAY}\b(?:,? (?:morning|afternoon|evening|night))?"
    rf"(?:,? (?:at |from )?{_AM_PM}\b\.?)?"
    # 7 pm to 9 pm, in 1998
    rf"|(?:at )?{_AM_PM}\b\.?(?: (?:to|until) {_AM_PM}\.?)?"
    r"|\b(?:in )?(?:19|20)\d\d\b(?![\d,.]*\d| ?[a-z%])",
    re.I,
)
_AROUND = re.compile(r"在?[^,，。;；、:：]{2,24}?(?:之前|以前|之后|以后|前夕|期间|之际)")


_OFTEN = re.compile(
    rf"每(?:隔)?{_N}?个?(?:年|季度|月|周|星期|礼拜|天|日|小时|分钟)(?:都)?(?:[度里])?(?:{_N}[次回遍趟期])?|([日周旬月季年])\w\1\w"
    rf"|{_N}[天日周月年]{_N}[次回遍趟]|逢[一二三四五六七八九十\d、]+"
    r"|\b(?:once|twice|(?:\w+) times) (?:a|an|per|every|each) \w+"
    r"|\bevery (?:other |\w+ )?(?:day|week|month|quarter|year|hour)s?\b"
    r"|\b(?:daily|weekly|fortnightly|monthly|quarterly|annually|yearly|hourly)\b",
    re.I,
)


def find_frequencies(body: Text) -> list[Candidate]:
    """Return every phrase that says how often: 每季度, 日产日清, twice a week."""
    return [
        Candidate("date", *match.span(), match.span(), unit="every") for match in _OFTEN.finditer(body.folded)
    ]


_TO = re.compile(r"\s?起?(?:至|到|—+|–|-|~|～|to|until|and)\s?", re.I)


def find_dates(body: Text) -> list[Candidate]:
    """Return every date, weekday or time of day, each range whole, and phrases such as 在…之前."""
    exact = _join_ranges(
        [
            Candidate("date", match.end() - len(stripped), match.end(), match.span())
            for match in _matches(body.folded)
            if (stripped := match[0].lstrip())
        ],
        body.folded,
    )
    for start, end in sorted(set(find_days(body)), key=lambda span: (span[0] - span[1], span)):
        within = [date for date in exact if date.start < end and start < date.end]
        if all(start <= date.start and date.end <= end for date in within):  # 去年冬天 for 去年
            exact = [date for date in exact if date not in within]
            exact.append(Candidate("date", start, end, (start, end), unit="told"))
    around = [
        Candidate("date", *match.span(), match.span(), unit="around")
        for match in _AROUND.finditer(body.folded)
        if not any(date.start < match.end() and match.start() < date.end for date in exact)
    ]
    return sorted([*exact, *around], key=lambda date: date.start)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield the dates; where a reign turned out to be none, look again behind its first character."""
    at = 0
    while match := _DATE.search(text, at):
        if _is_date(match):
            yield match
            at = max(match.end(), at + 1)
        else:
            at = match.start() + 1


def _is_date(match: re.Match[str]) -> bool:
    """Tell 明万历二十三年 from 用了二十三年; a year in brackets proves it."""
    return match["reign"] is None or match[0][-1] in ")）" or is_reign(match["reign"])


def _join_ranges(found: list[Candidate], text: str) -> list[Candidate]:
    """Join 4月16日22时至4月17日6时 to one candidate."""
    joined: list[Candidate] = []
    for date in found:
        if joined and _TO.fullmatch(text[joined[-1].end : date.start]):
            start = joined.pop().start
            date = Candidate("date", start, date.end, (start, date.end))
        joined.append(date)
    return joined
