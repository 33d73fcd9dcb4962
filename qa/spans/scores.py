"""Scores and ratios: 78:71, 3比5, 6∶4."""

from __future__ import annotations

import re

from qa.spans import Candidate
from qa.spans.numerals import DIGITS
from qa.texts import Text

SCORE = ":"  # the unit of a score
_SCORE = re.compile(
    rf"(?<![\d.:：∶])(?:\d{{1,3}} ?[:：∶比-] ?\d{{1,3}}|[{DIGITS}]{{1,3}}比[{DIGITS}]{{1,3}})(?![\d.:：∶]|%)"
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:：][0-5]\d$")


def find_scores(body: Text) -> list[Candidate]:
    """Return every score or ratio; what reads as a time of day has no unit."""
    return [
        Candidate("number", *found.span(), found.span(), unit="" if _CLOCK.match(found[0]) else SCORE)
        for found in _SCORE.finditer(body.folded)
    ]
