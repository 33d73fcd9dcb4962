"""Whether a date is what was asked for: the hour, the weekday, the year, a day to come."""

from __future__ import annotations

import re

from qa.changes import is_former
from qa.questions import Question
from qa.reranking import Evidence
from qa.spans import Candidate


def date_fit(question: Question, evidence: Evidence, candidate: Candidate) -> float:
    """Return how well a date fits the question: −1 (cannot be) … 1 (just so)."""
    date = evidence.view.body.folded[candidate.start : candidate.end]
    passage = evidence.passage
    if is_former(question.plain, passage.text, candidate):
        return -1.0
    alone = len(re.sub(r"[\W_]", "", passage.text)) <= len(re.sub(r"[\W_]", "", date)) + 12
    if alone or passage.kind == "heading":
        return -0.5  # a masthead dates the paper, not the news
    if candidate.unit == "told" and _POINTS.match(date):
        return POINTING
    if _is_said_year(question.plain, date):
        return -1.0
    fit = _date_part_fit(question.plain, date, around=candidate.unit == "around")
    fit += _end_fit(question.plain, passage.text, candidate)
    return fit + TO_COME * _is_to_come(question.plain, passage.text, candidate)


POINTING = -0.45  # 昨日 is a day only to who has the paper in hand
_POINTS = re.compile(r"[昨今明前后当次翌][天日晚夜]")


def _is_said_year(question: str, date: str) -> bool:
    """Tell whether a date is no more than a year that the question gives: on which day of 2022."""
    year = re.fullmatch(r"\D*((?:19|20)\d\d)年?", date)
    return year is not None and year[1] in question and not _ASKS_YEAR.search(question)


OTHER_END = 0.6  # where a time begins, when it is asked how long it lasts
_ASKS_START = re.compile(
    r"(从|自|打)(什么时候|啥时候|何时|哪一?[天年月日]|几[月号点])|(什么时候|何时|哪一?[天年月日]|几[月号点]).{0,8}(开始|起|开[放业工通馆])"
    r"|\b(since|from) (when|what|which)\b|\bwhen\b.*\b(start|begin|take effect|come into)",
    re.I,
)
_ASKS_END = re.compile(
    r"(到|至|截止?[到至]?)(什么时候|啥时候|何时|哪一?[天年月日]|几[月号点])|(什么时候|何时|哪一?[天年月日]|几[月号点]).{0,6}(结束|截止|到期|为止|恢复|完)"
    r"|截止(日期|时间)|\b(until|till|by) (when|what|which)\b|\bdeadline\b|\bwhen\b.*\b(end|finish|expire)",
    re.I,
)
_STARTS = re.compile(r"\s?(起|开始|以来)"), re.compile(r"(自|从|\b(from|since|starting|beginning)) ?$", re.I)
_ENDS = (
    re.compile(r"[^，。；,;]{0,4}(止|结束|截止|之?前|恢复)"),
    re.compile(r"(至|到|截止?至?|—+|-|–|\b(until|till|to|by|ends?|through)) ?$", re.I),
)


def _end_fit(question: str, text: str, candidate: Candidate) -> float:
    """Return more for the end of a time that is asked for, less for the other one: 从哪天 … 8月1日起."""
    asked = _STARTS if _ASKS_START.search(question) else _ENDS if _ASKS_END.search(question) else None
    if asked is None:
        return 0.0
    before, behind = text[max(0, candidate.start - 12) : candidate.start], text[candidate.core[1] :]
    before += text[candidate.start : candidate.start + 1]  # 自8月1日 is one date
    told = [
        bool(after.match(behind) or ahead.search(before[:-1]) or ahead.search(before))
        for after, ahead in (_STARTS, _ENDS)
    ]
    if told[0] == told[1]:
        return 0.0
    return OTHER_END * (1 if told[asked is _ENDS] else -1)


_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?![\d.,]*\d|[\u4e00-\u9fff](?<!年))")
_EVER_SINCE = re.compile(r"[^，。；]{0,8}(以来|起|开始|至今)")


def is_of_other_year(question: str, evidence: Evidence, candidate: Candidate) -> bool:
    """Tell whether a figure's sentence dates it to another year than the question gives.

    The last year before the figure dates it; where none stands before it, nothing does.
    """
    asked = set(_YEAR.findall(question))
    if not asked:
        return False
    text = evidence.view.body.folded
    spans = evidence.passage.sentences or ((0, len(text)),)
    start, _ = spans[evidence.sentence_at(candidate.core[0])]
    years = list(_YEAR.finditer(text, start, candidate.core[0]))
    return bool(years) and years[-1][1] not in asked and not _EVER_SINCE.match(text, years[-1].end())


TO_COME = 0.5  # what is yet to come is told as such: 预计8月底完工
_ASKS_TO_COME = re.compile(
    r"预计|计划|打算|将|可以|能(?!力)|要(?!求)|才会|会(?!议)|\bby when\b"
    r"|\b(will|should|shall|expected|due|planned|scheduled|going to)\b",
    re.I,
)
_TO_COME = re.compile(
    r"(预计|预定|计划|拟|力争|有望|将|定于|争取|\b(will|due|expected|planned|scheduled|set)\b)[^，。；,;]{0,12}$",
    re.I,
)


def _is_to_come(question: str, text: str, candidate: Candidate) -> bool:
    """Tell whether a question asks for a day to come, and the date is one."""
    before = text[max(0, candidate.start - 30) : candidate.start]
    told = _TO_COME.search(before) or re.match(r"之?前|以前|底前", text[candidate.core[1] :])
    return bool(told and _ASKS_TO_COME.search(question))


_ASKS_CLOCK = re.compile(r"几点|什么时间|几时|what time|which hour|at what hour", re.I)
_ASKS_WEEKDAY = re.compile(r"星期几|周几|礼拜几|what day|which day|weekday", re.I)
_ASKS_YEAR = re.compile(r"哪一?年|何年|what year|which year", re.I)
_ASKS_DAY = re.compile(r"几月|几号|哪一?天|何日|what date|which date", re.I)
_CLOCK = re.compile(
    r"(?:早上|上午|中午|下午|晚上|傍晚|凌晨|早|晚)?[\d:：.一二三四五六七八九十]+[点时分]?半?(?:[\d一二三四五六七八九十]+分?)?"
    r"(?:\s?[-–—~至到]\s?[\d:：.]+[点时分]?)?(?: ?[ap]\.?m\.?)?",
    re.I,
)
_ASKS_BEFORE = re.compile(r"之?前还是|before or after", re.I)
_DAY = re.compile(
    r"月|日|号|january|february|march|april|may|june|july|august|september|october|november|december|\d", re.I
)


def _date_part_fit(question: str, date: str, around: bool) -> float:
    """Tell whether a date names the part asked for: the hour, the weekday, the year, the day."""
    if _ASKS_CLOCK.search(question):
        return 1.0 if re.search(r"[点时:]|[ap]\.?m", date) else -0.5
    if _ASKS_WEEKDAY.search(question):
        if re.search(r"日|号|\d", date):
            return 0.8
        return 0.7 if re.search(r"周|星期|礼拜|day", date, re.I) else 0.0
    if _ASKS_YEAR.search(question):
        return 1.0 if re.search(r"年|\d{4}", date) else -0.5
    if _ASKS_DAY.search(question):
        clock = _CLOCK.fullmatch(date)
        return 1.0 if _DAY.search(date) and not (clock or re.fullmatch(r".*年(以来)?", date)) else -0.5
    if around:
        return 0.8 if _ASKS_BEFORE.search(question) else -0.3
    return 0.3
