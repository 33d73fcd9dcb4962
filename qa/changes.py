"""What was, and what it became: of 由40吨提高到65吨 the second holds."""

from __future__ import annotations

import re

from qa.spans import Candidate

_FORMER = re.compile(r"(由|从|\bfrom)[^，。；,;]{0,8}$", re.I)
_BECAME = re.compile(
    r"(?:[(（][^()（）]{0,12}[)）])?[^，。；,;0-9]{0,8}?"
    r"(提高|增加|上升|增长|发展|扩大|下降|减少|降低|延长|缩短|推迟|提前|调整|升|增|涨|跌|降|变|调|改)(到|至|为|成)|\s*to\s",
    re.I,
)
_ASKS_FORMER = re.compile(
    r"原来|原先|以前|从前|之前|最初|当初|\b(before|originally|used to|at first|formerly)\b", re.I
)


def is_former(question: str, text: str, candidate: Candidate) -> bool:
    """Tell whether a candidate is the former value of one that changed, and the question asks for no such."""
    before = _FORMER.search(text[: candidate.start])
    changed = before is not None and _BECAME.match(text[candidate.end :]) is not None
    return changed and not _ASKS_FORMER.search(question)
