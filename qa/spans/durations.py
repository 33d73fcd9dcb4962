"""How long something lasts, in halves and rounds: 一个半小时, 半年, 两个多月, 两年半."""

from __future__ import annotations

import re

from qa.spans import Candidate
from qa.spans.numerals import DIGITS, value_of
from qa.texts import Text

_N = rf"(?:\d+|[{DIGITS.replace('半', '')}]+)"
_SPAN = r"(?P<span>小时|钟头|月|星期|礼拜|学期|季度)"
_CLOCKED = rf"{_N}(?:小时|时){_N}分(?:钟|{_N}秒)?|{_N}分{_N}秒(?:半|\d{{1,2}}(?!\d))?"
_LASTS = re.compile(
    rf"(?:(?P<count>{_N})个(?P<half>半)?多?|半个?多?){_SPAN}"
    rf"|(?P<within>{_N})日(?=[之以]?内|以[上下])"
    rf"|(?:(?P<years>{_N})(?P<unit>[年天])半|半(?P<lone>[年天]))(?!以上|[前后])"
)


def find_durations(body: Text) -> list[Candidate]:
    """Return durations that other figures do not hold: with a half, of one (一个小时), of several units."""
    clocked = [
        Candidate("number", *found.span(), found.span(), _minutes(found[0]), "分")
        for found in re.finditer(_CLOCKED, body.folded)
        if not re.match("[许左起]", body.folded[found.end() :])
    ]
    return clocked + [_duration(found) for found in _LASTS.finditer(body.folded) if _is_odd(found)]


_CLOCK = re.compile(rf"(?:({_N})(?:小时|时))?(?:({_N})分)?(?:({_N})秒(半|\d+)?)?")


def _minutes(text: str) -> float | None:
    """Return how many minutes 1小时20分, 3分02秒半 are."""
    found = _CLOCK.match(text)
    if not found:
        return None
    hours, minutes, seconds = (value_of(part) if part else 0.0 for part in found.groups()[:3])
    if hours is None or minutes is None or seconds is None:
        return None
    behind = found[4]
    seconds += 0.5 if behind == "半" else float(f"0.{behind}") if behind else 0.0
    return round(60 * hours + minutes + seconds / 60, 9)


def _is_odd(found: re.Match[str]) -> bool:
    return "半" in found[0] or "多" in found[0] or bool(found["within"]) or found["count"] in ("一", "1")


def _duration(found: re.Match[str]) -> Candidate:
    count = found["count"] or found["years"] or found["within"]
    value = value_of(count) if count else 0.0
    if value is not None and "半" in found[0]:
        value += 0.5
    unit = found["span"] or found["unit"] or found["lone"] or "日"
    return Candidate("number", *found.span(), found.span(), value, unit)
