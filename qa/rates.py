"""Figures per something: asked for (多少钱一方, how much per cubic metre), and told (每方2.8元, 2.8元/方)."""

from __future__ import annotations

import re

from qa.lexicon import is_measure_word
from qa.questions import Question
from qa.spans import Candidate

PER = 0.4  # what a figure gains that is told per something
NOT_PER, SUM = -0.5, -0.8  # … and loses that is not, a large sum most
_ASKS = (
    re.compile(r"(?:多少|几)[钱元块]+(?:钱)?[一每/](?P<of>[\u4e00-\u9fff])"),
    re.compile(
        r"[一每](?P<of>[\u4e00-\u9fff])[\u4e00-\u9fff]{0,5}?(?:要|得|收|卖|能|给|补|是|掏|花|付)?"
        r"[\u4e00-\u9fff]{0,2}多少(?:钱|元|$|[?？])"
    ),
)
_ASKS_EN = re.compile(r"\bper (?!cent\b|capita\b)\w+|\bfor (?:each|every) \w+", re.I)
# 每方2.8元, 一斤卖3元, 人均9元, 日供水15万吨
_BEFORE = re.compile(
    r"(?:每[\u4e00-\u9fff]{1,4}|一(?P<of>[\u4e00-\u9fff])[\u4e00-\u9fff]{0,3})[^，。；,;]{0,8}$"
    r"|(?P<by>[\u4e00-\u9fff])[均租薪产供收][^，。；,;]{0,14}$"
)
_BEHIND = re.compile(r"\s?(?:/|／|[一每][\u4e00-\u9fff]|(?:an?|per|each|every) [a-z])")


def rate_fit(question: Question, text: str, candidate: Candidate) -> float:
    """Return more for a figure told per something where one is asked for, less for any other; else 0."""
    if not candidate.unit or not _asks_rate(question):
        return 0.0  # a list of prices says once what they are for
    start, end = candidate.core
    if _is_told_before(text[max(0, start - 16) : start]) or _BEHIND.match(text[end : end + 8]):
        return PER
    return SUM if re.search("[万亿]", text[start:end]) else NOT_PER  # 5280万元 are no price of water


def _is_told_before(before: str) -> bool:
    """Tell whether the words before a figure say what it is for one of."""
    found = _BEFORE.search(before)
    if found is None:
        return False
    unit = found["of"] or found["by"]
    return unit is None or is_measure_word(unit) or unit in "人月"


def _asks_rate(question: Question) -> bool:
    """Tell whether a question asks for a figure per something."""
    if question.language == "en":
        return _ASKS_EN.search(question.plain) is not None
    found = next((found for pattern in _ASKS if (found := pattern.search(question.plain))), None)
    return found is not None and is_measure_word(found["of"])
