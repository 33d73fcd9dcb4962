"""Shares and degrees told in words: 百分之五, 三分之一, 千分之五点二, 一半, 零下9度."""

from __future__ import annotations

import re

from qa.spans import Candidate
from qa.spans.numerals import DIGITS, value_of
from qa.texts import Text

_N = rf"(?:\d+(?:\.\d+)?|[{DIGITS}]+(?:点[{DIGITS}]+)?)"
_ABOUT = r"(?:近|约|大约|将近|超过|不到|不足|逾)?"
_SHARE = re.compile(rf"{_ABOUT}(?P<of>{_N})分之(?P<part>{_N})(?:点[{DIGITS}]+)?(?:强|弱|多)?")
_HALF = re.compile(rf"{_ABOUT}(?:一大?半|半数)(?!年|天|夜|径|成|导|岛|路|场|月|小时|个|途|空)")
_WHOLES = {"百": 100.0, "千": 1000.0, "万": 10000.0}
_BELOW = re.compile(rf"零下(?:摄氏)?{_N}(?:多)?(?:度|℃|摄氏度)")


def find_fractions(body: Text) -> list[Candidate]:
    """Return shares and temperatures below zero that are written in words."""
    found = []
    for match in _SHARE.finditer(body.folded):
        whole, part = _WHOLES.get(match["of"]) or value_of(match["of"]), value_of(match["part"])
        value = 100.0 * part / whole if whole and part is not None else None
        found.append(Candidate("number", *match.span(), match.span(), value, "%"))
    found += [Candidate("number", *m.span(), m.span(), 50.0, "%") for m in _HALF.finditer(body.folded)]
    return found + [Candidate("number", *m.span(), m.span(), None, "℃") for m in _BELOW.finditer(body.folded)]
