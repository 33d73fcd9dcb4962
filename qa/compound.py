"""Several questions in one: *when did it open, and how much did it cost* asks for a date and a sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.chinese import is_chinese
from qa.answers import Language, Span
from qa.comparing import shortened
from qa.kinds import asks_two_figures, kind_of
from qa.questions import Question, read_question
from qa.units import Unit

MOST = 4
MINE, OTHERS = 1.6, 0.3  # what the words of one question weigh, and those of the questions beside it
_TYPED = ("number", "date", "who", "place")
_ASKING = (*_TYPED, "which", "list", "what", "how", "why")
_ZH_BORDER = re.compile(r"[,，;；?？。!！]+")
_EN_ASKS = r"(?:how (?:many|much|long|far|old|big|large|high|often)|when|who|whose|where|what|which|why)\b"
_EN_BORDER = re.compile(rf"\s*[?;]\s*(?:and )?|,? and (?={_EN_ASKS})|, (?={_EN_ASKS})", re.I)
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


def split_question(question: Question) -> tuple[Asked, ...]:
    """Return the questions that are asked in one; () when only one is.

    At least one must ask for a figure, a date, a person or a place: explanations are told together.
    """
    if question.sides or _EACH.search(question.plain) or asks_two_figures(question.plain):
        return ()
    clauses = _clauses(question.plain, question.language)
    kinds = [clause.said.kind for clause in clauses]
    if len(clauses) < 2 or not any(kind in _TYPED for kind in kinds) or set(kinds) == {"who"}:
        return ()  # who places the order, who dispatches it: the steps of one thing
    spans = [(clause.start, clause.end) for clause in clauses]
    return tuple(_alone(question, clause, spans) for clause in clauses[:MOST])


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
            clauses.append(_Clause(start, end, said))
    return clauses


def _says_something(said: Question) -> bool:
    """Tell a question from its tail: 分别是多少 and *which one* ask nothing new, 多宽 does."""
    if said.measure or not is_chinese(said.text[0]):
        return bool(said.measure) or len(said.text.split()) > 2
    return len(said.text) > 3


def _alone(question: Question, clause: _Clause, spans: Sequence[Span]) -> Asked:
    """Return the whole question as it asks for what one clause asks."""
    start, end, said = clause.start, clause.end, clause.said
    sought = {(said.units[n].start + start, said.units[n].end + start) for n in said.focus_units}
    asked = replace(
        question,
        kind=said.kind,
        units=tuple(_weighed(unit, (start, end), spans) for unit in question.units),
        focus=said.focus,
        focus_units=tuple(n for n, unit in enumerate(question.units) if (unit.start, unit.end) in sought),
        measure=said.measure,
        unit=said.unit,
    )
    return Asked(question.plain[start:end].strip(" ?？。!！"), asked)


def _weighed(unit: Unit, mine: Span, clauses: Sequence[Span]) -> Unit:
    """Return a unit with its weight in one of the questions; what stands before all counts in each."""
    if mine[0] <= unit.start and unit.end <= mine[1]:
        return replace(unit, weight=unit.weight * MINE)
    beside = any(start <= unit.start and unit.end <= end for start, end in clauses)
    return replace(unit, weight=unit.weight * OTHERS) if beside else unit
