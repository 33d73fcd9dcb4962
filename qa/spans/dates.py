"""Dates, weekdays and times of day, and phrases such as 在…之前."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from qa.spans import Candidate
from qa.spans.days import find_days
from qa.spans.numerals import DIGITS, REIGN, is_reign
from qa.texts import Text

_N = rf"(?:\d{{1,4}}|[{DIGITS}]{{1,3}})"
_DAY = rf"(?:{_N}[日号])?"
_CLOCK = rf"{_N}[点时:](?:半|整|[一三]刻|{_N}分?)?"
_PART_OF_DAY = (
    r"(?:早晨|早上|凌晨|清晨|清早|上午|中午|午后|下午|傍晚|晚上|晚间|深夜|午夜|夜里|夜间|后半夜|拂晓|黎明|白天"
    r"|[早晚夜](?![期报场会稻饭餐班市总年点校]))"
)
_NEXT = r"(?:[次翌]日|[次翌明]晨|第二天)"
_TILL = rf"(?:(?:至|到|-|—){_NEXT}?{_PART_OF_DAY}?{_CLOCK})?"
_YEAR = r"(?:自|从|至|到|截至)?(?:\d{4}|(?<!\d)1\d\d(?=年\d{1,2}月)|[〇○零一二三四五六七八九]{4})年"
_SEASON = r"(?:以来|底|初|末|[春夏秋冬][天季]?|上半年|下半年)"
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
    rf"(?:[(（]\d{{3,4}}年?[)）])?(?:(?:{_N}|[正冬腊])月{_PART}?{_DAY})?"
)
_DATE = re.compile(
    rf"{_REIGN}{_SEASON}?|"
    # 2024年3月1日（星期五）上午9点, 去年12月, 7日夜间
    rf"(?:{_YEAR}(?:{_SEASON}|{_N}月{_PART}?{_DAY})?"
    rf"|(?:今|去|明|前|后|本|翌|次|来|同|当|第二)年(?:{_N}月{_PART}?)?{_DAY}|{_N}月{_PART}(?!间)?|{_N}月{_N}[日号]"
    rf"|(?:[本当次]月|[上下]个?月)(?:{_N}[日号])?"
    r"|(?<![\d年月])\d{1,2}日(?!本|常|均|内|以内)"
    rf"|(?<![\d年月第{DIGITS}])(?:[十廿卅][一二三四五六七八九]?|[一二三四五六七八九])日(?=早|晚|凌晨|上午|中午|下午|傍晚|起|截止|止|前往?报名|开幕|开始|开工|开学|开业))"
    rf"(?:[ ,，]{{0,2}}{_WEEKDAY}]|[(（]{_WEEKDAY}][)）])?"
    rf"(?:[ ,，]?{_PART_OF_DAY}?{_CLOCK}|[ ,，]?{_PART_OF_DAY})?"
    # 每周三晚七点半, 周一至周五
    rf"|每?(?:逢)?(?:个)?{_WEEKDAY}末](?:[至到、和及](?:星期|周)?[一二三四五六日天](?!一|二|三))*"
    rf"(?:早|晚|上午|中午|下午|晚上|清晨|凌晨)?(?:{_CLOCK})?{_TILL}"
    rf"|每(?:个?月|年{_N}月)的?{_N}[日号]"
    # 每天早上六点至八点
    rf"|(?:(?:每[天日晚年月]|当[天日晚]|今[天晨晚夜]|明[天晨晚早]|昨[天晚夜]|{_NEXT}){_PART_OF_DAY}?|{_PART_OF_DAY})"
    rf"{_CLOCK}{_TILL}"
    # 9:00-11:30
    r"|(?<!\d)\d{1,2}[:：]\d{2}(?:(?:至|到|-|—|–)\d{1,2}[:：]\d{2})?"
    # on Monday, 8 April 2024, at 7.30 pm
    rf"|(?:on |from |by |since |until |in )?(?:{_EN_WEEKDAY},? ?)?(?:next |last |early |late |mid-)?"
    rf"(?:(?:\d{{1,2}}{_TH}? )?{_EN_MONTH}\.?(?: \d{{1,2}}{_TH}?\b(?!\d)(?: (?:and|to) \d{{1,2}}{_TH}?\b)?)?"
    r"(?:,? \d{4})?)"
    rf"(?:,? (?:at )?{_AM_PM}\.?)?"
    # every Friday morning at 9 a.m.
    r"|(?:every |on |from |each )?(?:(?:palm|easter|whit|good|ash|shrove|maundy|remembrance) )?"
    rf"{_EN_WEEKDAY}\b(?:,? (?:at )?(?:morning|afternoon|evening|night|noon|midnight))?"
    rf"(?:,? (?:at |from )?{_AM_PM}\b\.?)?"
    # 7 pm to 9 pm, in 1998
    rf"|(?:at )?{_AM_PM}\b\.?(?: (?:to|until) {_AM_PM}\.?)?"
    r"|\b(?:in )?(?:19|20)\d\d\b(?![\d,.]*\d| ?[a-z%])"
    r"|\b(?:in|since|by|from|until|before|after|during) (?:19|20)\d\d\b(?![\d,.]*\d|%)"
    rf"|\b(?:on )?the \d{{1,2}}{_TH}\b(?=[,.;)]|$)",
    re.I,
)
_AROUND = re.compile(r"在?[^,，。;；、:：]{2,24}?(?:之前|以前|之后|以后|前夕|期间|之际)")


_OFTEN = re.compile(
    rf"每(?:隔)?{_N}?个?(?:年|季度|月|周|週|星期|礼拜|天|日|小时|分钟)(?:都)?(?:[度里])?(?:{_N}[次回遍趟期]|[^,，。；;、]{{1,4}}?[一1两2][次回遍趟])?|([日周旬月季年])\w\1\w"
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
        if len(within) == 1 and start < within[0].start and end < within[0].end:
            start, end = start, within[0].end  # 本|周五下午5时
        if all(start <= date.start and date.end <= end for date in within):  # 去年冬天 for 去年
            exact = [date for date in exact if date not in within]
            exact.append(Candidate("date", start, end, (start, end), unit="told"))
    around = [
        Candidate("date", *match.span(), match.span(), unit="around")
        for match in _AROUND.finditer(body.folded)
        if not any(date.start < match.end() and match.start() < date.end for date in exact)
    ]
    exact = _join_ranges(_join_touching(exact), body.folded)
    exact = [replace(date, end=_with_side(body.folded, date)) for date in exact]
    return sorted([*exact, *_paired(exact, body.folded), *around], key=lambda date: (date.start, date.end))


# Before or after the day named: 9月1日|前, 1983年|以后, 5月6日|前后; but not 后来, 前往
_SIDE = re.compile(
    r"(?:前后|[之以]?[前后](?![来往卫勤勘面期夕院街门景任台线方续])|以来|左右|期间|起(?=[,，。、；;到至在从对由全向]|$))"
)


def _with_side(text: str, date: Candidate) -> int:
    """Return where a date ends with what says on which side of it something is."""
    found = _SIDE.match(text, date.end)
    return found.end() if found and date.unit != "around" else date.end


def _join_touching(found: Sequence[Candidate]) -> list[Candidate]:
    """Join dates without anything between them: 明年|清明, 2021年|国庆."""
    joined: list[Candidate] = []
    for date in sorted(found, key=lambda one: one.start):
        if joined and joined[-1].end == date.start:
            start = joined.pop().start
            date = replace(date, start=start, core=(start, date.core[1]))
        joined.append(date)
    return joined


_AND = re.compile(r"\s?[、和及与]\s?")


def _paired(found: Sequence[Candidate], text: str) -> list[Candidate]:
    """Return two dates that are named together as one more: 4月15日、16日, 早七点、晚七点."""
    return [
        replace(one, end=other.end, core=(one.core[0], other.core[1]))
        for one, other in pairwise(found)
        if _AND.fullmatch(text, one.end, other.start)
    ]


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield the dates; where a reign turned out to be none, look again behind its first character."""
    at = 0
    while match := _DATE.search(text, at):
        if _is_date(match):
            yield match
            at = max(match.end(), at + 1)
        else:
            at = match.start() + 1


_DYNASTY = re.compile(r"[唐宋辽金元明清](?:朝|代)?[\u4e00-\u9fff]{2}$")


def _is_date(match: re.Match[str]) -> bool:
    """Tell 明万历二十三年 from 用了二十三年; a year in brackets proves it."""
    reign = match["reign"]
    return reign is None or match[0][-1] in ")）" or is_reign(reign) or _DYNASTY.match(reign) is not None


def _join_ranges(found: list[Candidate], text: str) -> list[Candidate]:
    """Join 4月16日22时至4月17日6时 to one candidate."""
    joined: list[Candidate] = []
    for date in found:
        if joined and _TO.fullmatch(text[joined[-1].end : date.start]):
            start = joined.pop().start
            date = Candidate("date", start, date.end, (start, date.end))
        joined.append(date)
    return joined
