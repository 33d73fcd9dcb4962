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
    fit = _date_part_fit(question.plain, date, around=candidate.unit == "around")
    return fit + TO_COME * _is_to_come(question.plain, passage.text, candidate)


TO_COME = 0.5  # what is yet to come is told as such: 预计8月底完工
_ASKS_TO_COME = re.compile(
    r"预计|计划|打算|将|能(?!力)|要(?!求)|才会|会(?!议)|\bby when\b"
    r"|\b(will|should|shall|expected|due|planned|scheduled|going to)\b",
    re.I,
)
_TO_COME = re.compile(
    r"(预计|计划|拟|力争|有望|将|定于|争取|\b(will|due|expected|planned|scheduled|set)\b)[^，。；,;]{0,12}$",
    re.I,
)


def _is_to_come(question: str, text: str, candidate: Candidate) -> bool:
    """Tell whether a question asks for a day to come, and the date is one."""
    before = text[max(0, candidate.start - 30) : candidate.start]
    told = _TO_COME.search(before) or re.match(r"之?前|以前|底前", text[candidate.end :])
    return bool(told and _ASKS_TO_COME.search(question))


_ASKS_CLOCK = re.compile(r"几点|什么时间|几时|what time|which hour|at what hour", re.I)
_ASKS_WEEKDAY = re.compile(r"星期几|周几|礼拜几|what day|which day|weekday", re.I)
_ASKS_YEAR = re.compile(r"哪一?年|何年|what year|which year", re.I)
_ASKS_DAY = re.compile(r"几月|几号|哪一?天|何日|what date|which date", re.I)
_CLOCK = re.compile(
    r"(?:早上|上午|中午|下午|晚上|傍晚|凌晨)?[\d:：.]+[点时分]?"
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
