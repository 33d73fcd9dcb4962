"""Days that are told without a full date: 腊月廿三, 下周五, 端午节, 八点半, 年底前, the fall of 1986."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.glossary import glosses
from qa.answers import Span
from qa.spans.numerals import DIGITS
from qa.texts import Text

_N = r"[一二三四五六七八九十]"
_DAY_PART = r"(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜里|夜间|[早晚])?"
_LUNAR_DAY = rf"(?:初{_N}|十{_N}|[二廿]十?{_N}?|三十)"
_CLOCK = re.compile(
    rf"(?<![\d第:：.{DIGITS}])(?:\d{{1,2}}|{_N}{{1,3}})[时点](?:\d{{1,2}}分?|{_N}{{1,3}}分|半|整|许|钟)(?!头|多)"
    rf"|(?<![\d第:：.{DIGITS}])(?:\d{{1,2}}|{_N}{{1,3}})[时点](?=[之以]?[前后]|起|至|到|开始|左右|发车|关门|开门)"
    rf"|(?<=[到至在于])(?:\d{{1,2}}|{_N}{{1,3}})[时点](?![\d{DIGITS}间候半钟多头])"
    # 停在三点二十，
    rf"|(?<![\d第:：.{DIGITS}])(?:\d{{1,2}}|{_N}{{1,3}})[时点]零?{_N}{{1,3}}(?=[,，。、；;)）后前至到]|$)|(?<![\d{DIGITS}])零点(?![{DIGITS}\d])"
)
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?<![\d.:])\d{1,2}(?:[.:]\d\d)?)"
_AT_HOUR = (
    r" (?:in the (?:morning|afternoon|evening)|at (?:night|noon)"
    r"|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?)\b"
)
_COUNT = rf"(?:\d+|[{DIGITS}]+)"
_DAYS = re.compile(
    rf"(?:农历|阴历|旧历)(?:{_N}{{1,2}}|[正腊冬])?月?{_LUNAR_DAY}(?:[、和]{_LUNAR_DAY})*"  # 农历初五、十五
    rf"|(?:[正腊]|{_N}{{1,2}})月{_LUNAR_DAY}(?![日号{DIGITS}])"
    # 9月, 六月就要回来
    rf"|(?<![\d个年月第每{DIGITS}])(?:1[0-2]|[1-9]|十[一二]?|{_N})月(?![\d份底初末中上下旬间季度饼球亮光色星嫂子{DIGITS}])"
    # 七日内, 3个工作日内, 第二十天
    rf"|{_COUNT}个?(?:工作日|小时|分钟|星期|[日天周月年])[之以]?内|第{_COUNT}(?:分钟|[天周年]|季度)(?!级)"
    # 五年前, 三个月后, 每月末的星期三, 每月第二个周四
    rf"|{_COUNT}(?:[天周年]|个(?:月|星期|小时)|分钟|小时)(?:以|之)?[前后](?![来往卫勤勘面期夕])"
    rf"|每月(?:末|第{_COUNT}个)的?(?:最后一个)?(?:星期|周|礼拜)[一二三四五六日天]"
    rf"|(?:{_COUNT}月的?)?第{_COUNT}个(?:星期|周|礼拜)[一二三四五六日天]"
    rf"|\b(?:half past|(?:a )?quarter (?:past|to)) {_HOUR}\b|\b{_HOUR} o['’]clock(?: sharp)?(?:{_AT_HOUR})?"
    r"|\b(?:the |on the )?(?:first|second|third|fourth|last) (?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: (?:in|of) \w+)?\b|\b(?:Easter|Whitsun|Christmas(?: Eve| Day)?|Michaelmas|Hogmanay|Candlemas)\b"
    rf"|(?<=逢)初?{_LUNAR_DAY}(?:[、和]{_LUNAR_DAY})*"
    rf"|(?:上|本|[12]\d|十[八九]|二十一?)世纪(?:\d0|{_N}十)?(?:年代)?(?:初|末|中期|以来)?"
    rf"|(?:[上下本这]+个?(?:周|星期|礼拜))[一二三四五六日天末]?{_DAY_PART}"
    rf"|(?:昨|今|明|前|后|当|次|翌)[天日晚夜]{_DAY_PART}"
    r"|(?:今|去|明|前|当|次|翌|第二)年"
    r"(?:年?[底初末]|[春夏秋冬]天?|暑[期假]|寒假|[上下]半年|第?[一二三四]季度|入[春夏秋冬])"
    r"|(?:19|20)\d\d年(?:暑[期假]|第?[一二三四]季度)"
    rf"|(?:第二|[今去明前次翌])年(?:\d{{1,2}}|{_N}{{1,2}})月(?:份|底|初|[上中下]旬)?"
    r"|(?:[上下本这]个?月|年|月|岁)(?:[底末初]|[上中下]旬)"
    r"|\b(?:spring|summer|fall|autumn|winter) of (?:19|20)\d\d\b"
    r"|\b(?:next|last|this) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"(?: (?:morning|afternoon|evening|night))?"
    r"|\b(?:next|last) (?:week|month|year|spring|summer|fall|autumn|winter)\b|\b(?:noon|midnight)\b",
    re.I,
)
_HOLIDAY = re.compile(r"\b(?:Festival|Day|New Year|Eve|Christmas|Easter|solar terms?)\b")
_AROUND_HOLIDAY = re.compile(r"(?:前夕|前后|期间|当天|假期|之?前|之?后)?")


def find_days(body: Text) -> Iterator[Span]:
    """Yield the spans of days, hours and seasons that are told by themselves."""
    text = body.folded
    for pattern in (_CLOCK, _DAYS):
        yield from (match.span() for match in pattern.finditer(text))
    for word in body.words:
        if 2 <= len(word.text) <= 4 and _is_holiday(word.text):
            end = _AROUND_HOLIDAY.match(text, word.end)
            yield word.start, end.end() if end else word.end


def _is_holiday(word: str) -> bool:
    """Tell whether the dictionary explains a word as a festival or a day of the year: 端午, 国庆节."""
    senses = glosses(word)
    return bool(senses) and bool(_HOLIDAY.search(senses[0]))
