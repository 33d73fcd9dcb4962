"""A question with several sides → the question asked of each side, and which side has more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.dates import find_date
from qa.answers import Span
from qa.disagreement import counted_noun
from qa.lines import Line
from qa.questions import Question
from qa.reranking import Floats
from qa.spans.sizes import size_of
from qa.units import Unit

LONGEST_LABEL = 48
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


def own_units(question: Question, side: str) -> list[int]:
    """Return the numbers of the units that make up a side."""
    mine = _span_of(question.plain, side)
    return [n for n, unit in enumerate(question.units) if _within(unit, mine)]


def side_coverage(question: Question, side: str, covered: Floats) -> float:
    """Return how much of a side's own words is covered, by their weights; 0.5 where it has none."""
    own = own_units(question, side)
    weight = sum(question.units[n].weight for n in own)
    if not weight:
        return 0.5
    return float(sum(covered[n] * question.units[n].weight for n in own) / weight)


def shortened(label: str) -> str:
    """Return a label short enough to stand before an answer, cut between words."""
    if len(label) <= LONGEST_LABEL:
        return label
    cut = label[:LONGEST_LABEL].rfind(" ")
    return f"{label[: cut if cut > LONGEST_LABEL // 2 else LONGEST_LABEL - 1]}…"


def side_text(question: Question, side: str) -> str:
    """Return the words of the question without the other sides, for searching."""
    text = question.plain
    for other in question.sides:
        if other != side:
            text = text.replace(other, " ")
    return " ".join(text.split())


def verdict_of(question: Question, lines: Sequence[Line]) -> str:
    """Say which side has more or came first, and by how much where that is asked; "" when that is open."""
    if question.kind != "compare" or len(lines) < 2:
        return ""
    if all(line.scored.candidate.kind == "date" for line in lines):
        return _first_or_last(question, lines)
    figures = [line.scored.candidate for line in lines]
    units = {figure.unit for figure in figures}
    values = _comparable(lines)
    if not values:
        return ""
    less, zh = question.superlative == "less", question.language == "zh"
    wanted = min(values) if less else max(values)
    if values.count(wanted) > 1:
        return "两边一样" if zh else "the same on both sides"
    side = lines[values.index(wanted)].label
    by = ""
    if len(units) == 1 and len(values) == 2 and _DIFFERENCE.search(question.plain):
        gap = f"{abs(values[0] - values[1]):,.10g}"
        by = f"，相差{gap}" if zh else f", by {gap}"
    degree = "最" if len(lines) > 2 else "较"
    if zh:
        return f"{side}{degree}{'少' if less else '多'}{by}"
    size = ("smallest" if less else "largest") if len(lines) > 2 else ("smaller" if less else "larger")
    return f"{side}: the {size} figure{by}"


def _comparable(lines: Sequence[Line]) -> list[float]:
    """Return the figures in one unit; [] where they measure different things, or one has no value."""
    figures = [line.scored.candidate for line in lines]
    values = [figure.value for figure in figures if figure.value is not None]
    nouns = [set(counted_noun(line.scored)) for line in lines]
    if len(values) < len(lines) or (all(nouns) and not set.intersection(*nouns)):
        return []  # two 法官团队 are neither more nor less than three 乡镇
    if len({figure.unit for figure in figures}) == 1 and figures[0].unit:
        return values
    sizes = [size_of(_unit_of(line)) for line in lines]
    known = [size for size in sizes if size]
    if len({name for name, _ in known}) > 1 or 0 < len(known) < len(lines):
        return []
    return [value * size for value, (_, size) in zip(values, known, strict=True)] if known else values


_LETTERS = re.compile(r"\W*([A-Za-z]+)")


def _unit_of(line: Line) -> str:
    """Return the unit of a figure; in English the word behind it, 56| acres."""
    figure = line.scored.candidate
    behind = _LETTERS.match(line.scored.evidence.passage.text, figure.core[1])
    return figure.unit or (behind[1] if behind else "")


_DIFFERENCE = re.compile(
    r"差|比.+?[多少高低长短大小贵][多少几]|\bdifference\b|\bhow (many|much) (more|fewer|less)\b|\bby how m",
    re.I,
)


def _first_or_last(question: Question, lines: Sequence[Line]) -> str:
    """Say which side has the earlier date, or the later one; "" where a date is not full enough to tell."""
    days = [find_date([line.scored.text], line.scored.evidence.passage.article.date) for line in lines]
    if not all(days) or len(set(days)) < len(days):
        return ""
    first, zh = question.superlative != "more", question.language == "zh"
    side = lines[days.index(min(days) if first else max(days))].label
    if zh:
        return f"{side}较{'早' if first else '晚'}"
    return f"{side}: the {'earlier' if first else 'later'} date"


def _span_of(text: str, part: str) -> Span:
    at = text.find(part)
    return (at, at + len(part)) if at >= 0 else (0, 0)


def _within(unit: Unit, *spans: Span) -> bool:
    return any(start <= unit.start and unit.end <= end for start, end in spans)
