"""Several questions in one: *when did it open, and how much did it cost* asks for a date and a sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.chinese import is_chinese
from qa.answers import Language, Span
from qa.comparing import shortened
from qa.focus import is_plural
from qa.kinds import asks_two_figures, asks_writer, kind_of
from qa.questions import Question, read_question
from qa.units import Unit

MOST = 4
MINE, OTHERS = 1.6, 0.3  # what the words of one question weigh, and those of the questions beside it
_TYPED = ("number", "date", "who", "place")
_ASKING = (*_TYPED, "which", "list", "what", "how", "why")
_ZH_BORDER = re.compile(r"[,，;；?？。!！]+")
_EN_ASKS = r"(?:how (?:many|much|long|far|old|big|large|high|often)|when|who|whose|where|what|which|why)\b"
_EN_BORDER = re.compile(rf"\s*[?;]\s*(?:and )?|,? and (?={_EN_ASKS})|, (?={_EN_ASKS})", re.I)
# how many X and Y, the number of X and Y
_EN_COUNTED = re.compile(
    r"\b(?:how many|numbers? of) (?P<one>[a-z'’ -]{3,40}?) and (?:how many |the number of |of )?"
    r"(?P<other>[a-z'’-]+(?: [a-z'’-]+)?)",
    re.I,
)
_ZH_JOINT = re.compile(r"(?:、|以及|[及和与跟]|还有|又)(?=(?:总共|一共|共|又|有|设|配)*(?:多少|几))")
_ZH_AMOUNT = re.compile(r"多少|(?<!第)几(?!乎|何|比几)")
_WHO_DID = re.compile(r"(?:是|由)?谁[\u4e00-\u9fff]的")  # 谁修的
_EACH = re.compile(r"\b(each|both|respectively)\b|分别|各[是有为自多几]", re.I)


@dataclass(frozen=True, slots=True)
class Asked:
    """One of several questions: its words, and the whole question as it asks for this alone."""

    text: str
    question: Question

    @property
    def label(self) -> str:
        """The words to set before its answer."""
        return shortened(self.text)


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    said: Question
    at: int  # where the text of `said` begins in the whole question


def split_question(question: Question) -> tuple[Asked, ...]:
    """Return the questions that are asked in one; () when only one is.

    At least one must ask for a figure, a date, a person or a place: explanations are told together.
    """
    if question.sides or _EACH.search(question.plain) or asks_two_figures(question.plain):
        return ()
    clauses = _clauses(question.plain, question.language)
    kinds = [clause.said.kind for clause in clauses]
    written = any(asks_writer(clause.said.text) for clause in clauses)
    if (
        len(clauses) < 2
        or not any(kind in _TYPED for kind in kinds)
        or (set(kinds) == {"who"} and not written)
    ):
        return ()  # who places the order, who dispatches it: the steps of one thing
    spans = [(clause.start, clause.end) for clause in clauses]
    writing = [(clause.start, clause.end) for clause in clauses if asks_writer(clause.said.text)]
    others = _without(question, writing)
    return tuple(
        _alone(question if (clause.start, clause.end) in writing else others, clause, spans)
        for clause in clauses[:MOST]
    )


def _without(question: Question, spans: Sequence[Span]) -> Question:
    """Return a question with spaces for some clauses: no other asks who wrote it."""
    text, plain = question.text, question.plain
    for start, end in spans:
        text, plain = (each[:start] + " " * (end - start) + each[end:] for each in (text, plain))
    return replace(question, text=text, plain=plain)


def split_amounts(question: Question) -> tuple[Asked, ...]:
    """Return the amounts asked for in one breath, each alone: 几个党支部、几个党小组; () for one.

    What is counted may be told with one figure (trees and shrubs), or in a row: who asks must see to it
    that each has a figure of its own.
    """
    if question.sides or _EACH.search(question.plain) or asks_two_figures(question.plain):
        return ()
    text = question.plain
    clauses = _zh_amounts(text) if question.language == "zh" else _en_amounts(text)
    spans = [(clause.start, clause.end) for clause in clauses]
    return tuple(_alone(question, clause, spans) for clause in clauses) if len(clauses) <= MOST else ()


def _zh_amounts(text: str) -> list[_Clause]:
    """Cut a question at what joins two words that ask for an amount."""
    asks = [found.start() for found in _ZH_AMOUNT.finditer(text)]
    cuts = []
    for before, after in pairwise(asks):
        joints = [found for found in _ZH_JOINT.finditer(text, before) if found.end() <= after]
        cuts += joints[-1:]
    if not cuts or len(cuts) != len(asks) - 1:
        return []
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    spans = zip(starts, ends, strict=True)
    return [_Clause(start, end, read_question(text[start:end]), start) for start, end in spans]


def _en_amounts(text: str) -> list[_Clause]:
    """Return what is counted of *how many X and Y*."""
    found = _EN_COUNTED.search(text)
    if not found:
        return []
    amounts = [_en_amount(text, *found.span("one")), _en_amount(text, *found.span("other"))]
    plural = all(is_plural(amount.said.focus) for amount in amounts)
    return amounts if plural else []  # of them and it, in the north and south


def _en_amount(text: str, start: int, end: int) -> _Clause:
    asks = "how many "
    said = read_question(asks + text[start:end])
    if text.startswith(said.focus, start):
        end = start + len(said.focus) if said.focus else end  # grid workers| does
    return _Clause(start, end, said, start - len(asks))


def asks_which_is_more(question: Question) -> bool:
    """Tell whether several questions end in a comparison of their answers: …？哪个数大？"""
    tail = _ZH_BORDER.split(question.plain.strip("?？ "))[-1]
    return not question.sides and kind_of(tail, question.language) == "compare"


def _clauses(text: str, language: Language) -> list[_Clause]:
    borders = list((_ZH_BORDER if language == "zh" else _EN_BORDER).finditer(text))
    starts = [0, *(border.end() for border in borders)]
    ends = [*(border.start() for border in borders), len(text)]
    clauses: list[_Clause] = []
    for start, end in zip(starts, ends, strict=True):
        if not any(map(str.isalnum, text[start:end])) or kind_of(text[start:end], language) == "compare":
            continue
        said = read_question(text[start:end])
        if said.kind in _ASKING and _says_something(said):
            clauses.append(_Clause(start, end, said, start))
    return clauses


def _says_something(said: Question) -> bool:
    """Tell a question from its tail: 分别是多少 and *which one* ask nothing new, 多宽 does."""
    if asks_writer(said.text) or _WHO_DID.fullmatch(said.text):
        return True
    if said.measure or not is_chinese(said.text[0]):
        return bool(said.measure) or len(said.text.split()) > 2
    return len(said.text) > 3


def _alone(question: Question, clause: _Clause, spans: Sequence[Span]) -> Asked:
    """Return the whole question as it asks for what one clause asks."""
    start, end, said, at = clause.start, clause.end, clause.said, clause.at
    sought = {(said.units[n].start + at, said.units[n].end + at) for n in said.focus_units}
    asked = replace(
        question,
        kind=said.kind,
        units=tuple(_weighed(unit, (start, end), spans) for unit in question.units),
        focus=said.focus,
        focus_units=tuple(n for n, unit in enumerate(question.units) if (unit.start, unit.end) in sought),
        measure=said.measure,
        unit=said.unit,
    )
    return Asked(question.plain[start:end].strip(" ?？。!！,，"), asked)


def _weighed(unit: Unit, mine: Span, clauses: Sequence[Span]) -> Unit:
    """Return a unit with its weight in one of the questions; what stands before all counts in each."""
    if mine[0] <= unit.start and unit.end <= mine[1]:
        return replace(unit, weight=unit.weight * MINE)
    beside = any(start <= unit.start and unit.end <= end for start, end in clauses)
    return replace(unit, weight=unit.weight * OTHERS) if beside else unit
