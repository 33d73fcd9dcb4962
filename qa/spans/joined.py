"""Figures that make one: 30至60分钟, 九小时四十分, 11亿2千万元, two hours and ten minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.spans import Candidate
from qa.spans.sizes import size_of

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


_SCALES = "千万亿"


def _goes_on(before: Candidate, candidate: Candidate, text: str) -> float | None:
    """Return what a figure adds to the one right before it whose smaller part it gives: 九小时|四十分.

    None where it is another figure.
    """
    if before.value is None or candidate.value is None:
        return None
    scale = text[before.core[1] - 1]
    if before.core[1] == candidate.start and scale in _SCALES and not before.unit:
        # 11亿|2千万元, 1万|2千尾; a lone digit is the next smaller scale: 2万|8
        lone = candidate.core[1] - candidate.start == 1 and not candidate.unit
        step = {"千": 1e2, "万": 1e3, "亿": 1e7}[scale]
        added = candidate.value * step if lone else candidate.value
        return added if added < before.value else None
    unit = before.unit.lstrip("个")
    smaller = _SMALLER.get(unit)
    if before.end != candidate.start or smaller is None or not candidate.unit.startswith(smaller):
        return None
    one, other = size_of(unit), size_of("分" if smaller == "分" else candidate.unit)
    return candidate.value * other[1] / one[1] if one and other else 0.0


def _goes_on_in_english(before: Candidate, candidate: Candidate, text: str) -> float | None:
    """Return what a figure adds to the one before it: two hours and|ten minutes; None where it does not."""
    larger = text[before.core[1] : before.end].split()
    smaller = text[candidate.core[1] : candidate.end].split()
    if len(larger) != 1 or not smaller or not _EN_AND.fullmatch(text[before.end : candidate.start]):
        return None
    if not smaller[0].startswith(_EN_SMALLER.get(larger[0].removesuffix("s"), "\n")):
        return None
    one, other = size_of(larger[0]), size_of(smaller[0])
    return (candidate.value or 0.0) * other[1] / one[1] if one and other else 0.0


def _added(before: Candidate, more: float) -> float | None:
    return None if before.value is None else round(before.value + more, 9)


def join_ranges(found: Sequence[Candidate], text: str) -> list[Candidate]:
    """Join 30至60分钟 to one candidate with the first value and the last unit."""
    joined: list[Candidate] = []
    for candidate in found:
        before = joined[-1] if joined else None
        between = text[before.core[1] : candidate.start] if before else ""
        if before and (more := _goes_on(before, candidate, text)) is not None:
            core, unit = (before.core[0], candidate.core[1]), before.unit or candidate.unit
            joined[-1] = replace(before, end=candidate.end, core=core, unit=unit, value=_added(before, more))
        elif before and (more := _goes_on_in_english(before, candidate, text)) is not None:
            joined[-1] = replace(before, end=candidate.end, value=_added(before, more))
        elif before and before.core[1] <= candidate.start and _RANGE.fullmatch(between):
            core = (before.core[0], candidate.core[1])
            joined[-1] = replace(before, end=candidate.end, core=core, unit=candidate.unit)
        else:
            joined.append(candidate)
    return joined
