"""Figures that one sentence gives side by side, where each is asked for: 红色工单2小时、黄色工单24小时."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answers import Span
from qa.choosing import Scored
from qa.questions import Question

MOST = 6
AS_FIT = 0.3  # how much less than the best one a figure beside it may fit
LONGEST_HEAD = 8  # characters of what a figure is told of
_ASKS_EACH = re.compile(
    r"分别|各(?=[是有为要招自多几给])|\brespectively\b|\beach(?: [a-z]+)?\W*$", re.I
)  # but not: how much does each student get


def asks_each(question: Question) -> bool:
    """Tell whether a figure of each of several things is asked for: 分别几天, … each."""
    return bool(_ASKS_EACH.search(question.plain))


def series_of(question: Question, scored: Sequence[Scored]) -> tuple[Span, ...]:
    """Return the best figure and those beside it, each with what it is told of; () where it stands alone.

    `scored` has the best candidate first; the spans count in its passage.
    """
    best = scored[0]
    if best.candidate.kind != "number" or not asks_each(question):
        return ()
    beside = [one for one in scored if _is_beside(best, one)]
    if not 2 <= len(beside) <= MOST:
        return ()
    return tuple(sorted((_with_head(one) for one in beside), key=lambda span: span[0]))


def _is_beside(best: Scored, other: Scored) -> bool:
    """Tell whether a figure stands in the sentence of the best one, and is of its sort."""
    same = other.evidence.row == best.evidence.row and other.sentence == best.sentence
    return same and other.candidate.kind == "number" and other.fit >= max(0.0, best.fit - AS_FIT)


def _with_head(scored: Scored) -> Span:
    """Return a figure with the nouns right before it: 护理员|6名."""
    start, end = scored.span
    for word in reversed([word for word in scored.evidence.view.body.words if word.end <= start]):
        near = word.end == start and scored.span[0] - word.start <= LONGEST_HEAD
        if not near or word.flag[0] not in "njabz" or not word.text[0].isalnum() or word.text[0].isdigit():
            break
        start = word.start
    return start, end
