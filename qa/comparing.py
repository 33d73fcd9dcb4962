"""A question with several sides → the question asked of each side, and which side has more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answers import Span
from qa.lines import Line
from qa.questions import Question
from qa.units import Unit

MINE = 1.6  # what the words of the side asked about weigh more


def for_side(question: Question, side: str) -> Question:
    """Return the question as asked of one side alone: the other sides' own words weigh nothing."""
    mine = _span_of(question.plain, side)
    others = [_span_of(question.plain, other) for other in question.sides if other != side]
    units = tuple(
        replace(
            unit,
            weight=0.0 if _within(unit, *others) else unit.weight * (MINE if _within(unit, mine) else 1.0),
        )
        for unit in question.units
    )
    shared = tuple(n for n, unit in enumerate(question.units) if not _within(unit, mine, *others))
    if question.focus_units and set(question.focus_units) <= set(shared):
        return replace(question, units=units)
    return replace(question, units=units, focus_units=_counted_in(question, mine) or shared)


_EN_HEAD_END = re.compile(r"\b(in|of|at|on|for|from|with|by|to|who|that|which|\w+ing)\b", re.I)


def _counted_in(question: Question, side: Span) -> tuple[int, ...]:
    """Return the units of what a side names to be counted: 招聘会的|企业, growers| in the bay."""
    start, end = side
    text = question.plain[start:end]
    if question.language == "zh":
        start += text.rfind("的") + 1
    elif found := _EN_HEAD_END.search(text):
        end = start + found.start()
    if (start, end) == side:
        return ()
    within = tuple(n for n, unit in enumerate(question.units) if _within(unit, (start, end)))
    return () if any(question.units[n].name for n in within) else within


def side_text(question: Question, side: str) -> str:
    """Return the words of the question without the other sides, for searching."""
    text = question.plain
    for other in question.sides:
        if other != side:
            text = text.replace(other, " ")
    return " ".join(text.split())


def verdict_of(question: Question, lines: Sequence[Line]) -> str:
    """Say which side has more, when figures were compared as figures."""
    figures = [line.scored.candidate for line in lines]
    values = [figure.value for figure in figures if figure.value is not None]
    if question.kind != "compare" or len(lines) < 2 or len(values) < len(lines):
        return ""
    units = {figure.unit for figure in figures}
    if len(units) > 1 and "%" in units:
        return ""
    less, zh = question.superlative == "less", question.language == "zh"
    wanted = min(values) if less else max(values)
    if values.count(wanted) > 1:
        return "两边一样" if zh else "the same on both sides"
    side = lines[values.index(wanted)].label
    if zh:
        return f"{side}{'较少' if less else '较多'}"
    return f"{side}: {'the smaller' if less else 'the larger'} figure"


def _span_of(text: str, part: str) -> Span:
    at = text.find(part)
    return (at, at + len(part)) if at >= 0 else (0, 0)


def _within(unit: Unit, *spans: Span) -> bool:
    return any(start <= unit.start and unit.end <= end for start, end in spans)
