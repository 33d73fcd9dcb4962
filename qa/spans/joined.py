"""Figures that make one: 30至60分钟, 九小时四十分, 11亿2千万元, two hours and ten minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.spans import Candidate

_RANGE = re.compile(r"\s?(?:至|到|—|–|-|~|～|to )\s?")
_SMALLER = {"小时": "分", "时": "分", "钟头": "分", "分": "秒", "年": "个月", "元": "角", "斤": "两"}
_EN_SMALLER = {
    "hour": "minute",
    "minute": "second",
    "year": "month",
    "foot": "inch",
    "feet": "inch",
    "pound": "ounce",
}
_EN_AND = re.compile(r"(?:,? and |,? )")


def _goes_on(before: Candidate, candidate: Candidate, text: str) -> bool:
    """Tell whether a figure gives the smaller unit of the one right before it: 九小时|四十分."""
    if before.core[1] == candidate.start and text[before.core[1] - 1] == "亿":
        return True  # 11亿|2千万元
    smaller = _SMALLER.get(before.unit.lstrip("个"))
    return before.end == candidate.start and smaller is not None and candidate.unit.startswith(smaller)


def _goes_on_in_english(before: Candidate, candidate: Candidate, text: str) -> bool:
    """Tell whether a figure gives the smaller unit of the one before it: two hours and|ten minutes."""
    larger = text[before.core[1] : before.end].split()
    smaller = text[candidate.core[1] : candidate.end].split()
    if len(larger) != 1 or not smaller or not _EN_AND.fullmatch(text[before.end : candidate.start]):
        return False
    return smaller[0].startswith(_EN_SMALLER.get(larger[0].removesuffix("s"), "\n"))


def join_ranges(found: Sequence[Candidate], text: str) -> list[Candidate]:
    """Join 30至60分钟 to one candidate with the first value and the last unit."""
    joined: list[Candidate] = []
    for candidate in found:
        before = joined[-1] if joined else None
        between = text[before.core[1] : candidate.start] if before else ""
        if before and _goes_on(before, candidate, text):
            core = (before.core[0], candidate.core[1])
            joined[-1] = replace(before, end=candidate.end, core=core)
        elif before and _goes_on_in_english(before, candidate, text):
            joined[-1] = replace(before, end=candidate.end)
        elif before and before.core[1] <= candidate.start and _RANGE.fullmatch(between):
            core = (before.core[0], candidate.core[1])
            joined[-1] = replace(before, end=candidate.end, core=core, unit=candidate.unit)
        else:
            joined.append(candidate)
    return joined
