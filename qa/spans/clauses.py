"""Clauses and neighbouring clauses together: what answers when no name, figure or date does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.chinese import is_chinese
from index.datelines import lead_length
from qa.answers import Span
from qa.spans import Candidate, plain

_CLAUSE_END = re.compile(
    r"(?:(?<!\d)[,:]|[,:](?!\d)|[，;；。!！?？：\n])+[”\"’」』)）]*"  # not the comma of 2,600
    r"|(?<=[a-z0-9])[.](?=\s|$)"
)
_MARKS = ",，;；。!！?？:：、."
LONGEST_CHINESE, LONGEST_LATIN = 66, 140  # characters of clauses shown together: about three lines of either


def find_clauses(text: str, sentences: Sequence[Span]) -> list[Candidate]:
    """Return the clauses of each sentence, and up to three neighbours together when they are short enough."""
    found: list[Candidate] = []
    for sentence in sentences:
        spans = _clauses(text, *sentence)
        for number, (start, end) in enumerate(spans):
            latin = not (is_chinese(text[start]) or is_chinese(text[end - 1]))
            longest = LONGEST_LATIN if latin else LONGEST_CHINESE
            ends = [last for _, last in spans[number + 1 : number + 3] if last - start <= longest]
            found += [plain("clause", start, last) for last in (end, *ends)]
    return found


def _clauses(text: str, first: int, last: int) -> list[Span]:
    first += lead_length(text[first:last])  # 本报讯（记者 …） answers nothing
    cuts = [first, *(match.end() for match in _CLAUSE_END.finditer(text, first, last))]
    if cuts[-1] < last:
        cuts.append(last)
    spans = [_strip(text, start, end) for start, end in pairwise(cuts)]
    return [(start, end) for start, end in spans if end - start >= 2]


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in _MARKS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _MARKS):
        end -= 1
    return start, end
