"""The words that compare: more, busier, 多, 便宜. They are grammar, so they stand here in full."""

from __future__ import annotations

import re

MOST_SIDES = 4  # of one question


def _graded(adjective: str) -> list[str]:
    """Return the comparative and the superlative of a short English adjective."""
    if adjective.endswith("y"):
        stem = adjective[:-1] + "i"
    elif re.search(r"[^aeiou][aeiou][bdgmnt]$", adjective):
        stem = adjective + adjective[-1]
    else:
        stem = adjective.removesuffix("e")
    return [stem + "er", stem + "est"]


_UP = (
    "great large big high long old tall wide broad deep thick heavy late dear costly pricey hot warm busy"
    " roomy strong hard loud rich severe steep happy sharp dense new bright stiff harsh near close wet"
)
_DOWN = "few small low short young narrow shallow thin light early soon cheap cold cool poor weak slow mild"
_SPEED = "fast quick"
EN_MORE = ("more", "most", "better", "best", "worse", "worst", "last", *(
    form for word in _UP.split() for form in _graded(word)
))  # fmt: skip
EN_LESS = ("less", "least", "lesser", "first", *(form for word in _DOWN.split() for form in _graded(word)))
EN_FAST = tuple(form for word in _SPEED.split() for form in _graded(word))
# last month and the first half-year compare nothing
OF_TIME = (
    r"(?![ -](?:half|quarter|third|year|month|week|night|day|spring|summer|autumn|fall|winter|term|round|time"
    r"|two|three|few|\w+ (?:months|weeks|days|years))\b)"
)
_GRADED = sorted({*EN_MORE, *EN_LESS, *EN_FAST} - {"first", "last", "most"})
EN_COMPARATIVE = rf"(?:(?:first|last){OF_TIME}|most(?! of\b)|{'|'.join(_GRADED)})\b"

ZH_DEGREE = (
    "(?:[多少大小高低长短早晚快慢贵久远近重轻宽窄深浅强弱厚薄粗细冷热满空忙挤旺密老陡差凶惨好勤]"
    "|便宜|厉害|划算|严重|年轻|年长|靠前|靠后|领先|省钱|费钱|省时|费时)"
)
