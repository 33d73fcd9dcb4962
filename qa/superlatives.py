"""Which place has the most: the figures that different articles give for the thing, held side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.chinese import pinyin
from index.glossary import glosses
from qa.choosing import Scored
from qa.comparing import verdict_of
from qa.figure_fit import figure_fit
from qa.fit import is_of_each
from qa.lines import Line
from qa.places import asks_places, named_places
from qa.questions import Question
from qa.reranking import Evidence

COUNTED = 0.6  # how surely a figure must count the thing asked for
UNSAID = 0.04  # what *which county* and *most* weigh: no figure is told with them
MOST_LINES = 6
_ZH = re.compile(r"最(?P<less>少|小|低|短|便宜)|最(?:多|大|高|长|贵)")
_EN = re.compile(
    r"\b(?:(?P<less>fewest|least|smallest|lowest|shortest|cheapest)"
    r"|most|largest|biggest|highest|greatest|longest|dearest)\b",
    re.I,
)


def asks_most(question: Question) -> bool:
    """Tell whether a question asks which place has the most or the least of something."""
    where = question.kind in ("which", "place", "compare", "what") and not question.sides
    return where and bool(_superlative(question)) and asks_places(question)


def _superlative(question: Question) -> re.Match[str] | None:
    return (_ZH if question.language == "zh" else _EN).search(question.plain)


def counted_by_place(question: Question) -> Question:
    """Return the question for the figures: how many of what is compared, wherever they are told."""
    said = _superlative(question)
    span = said.span() if said else (0, 0)
    most = {n for n, unit in enumerate(question.units) if span[0] <= unit.start < span[1]}
    thing = tuple(
        n
        for n, unit in enumerate(question.units)
        if n not in most and n not in question.focus_units and not unit.name
    )
    units = tuple(
        replace(unit, weight=unit.weight * (UNSAID if n in most or n in question.focus_units else 1.0))
        for n, unit in enumerate(question.units)
    )
    return replace(question, kind="number", units=units, focus_units=thing)


def lines_by_place(question: Question, scored: Sequence[Scored], evidence: Sequence[Evidence]) -> list[Line]:
    """Return the best figure of each place, the one asked for first; () unless two places are told."""
    counted = [one for one in scored if one.focus >= COUNTED and one.candidate.value is not None]
    best: dict[str, Line] = {}
    for one in counted:
        if _counts_people(one) != _counts_people(counted[0]) or is_of_each(
            one.evidence.passage.text, one.candidate
        ):
            continue
        place = _place_of(one.evidence, evidence)
        if place and place not in best:
            best[place] = Line(one, (one.span,), _told(place) if question.language == "en" else place)
    said = _superlative(question)
    less = bool(said and said["less"])
    lines = sorted(best.values(), key=lambda line: line.scored.candidate.value or 0.0, reverse=not less)
    return lines[:MOST_LINES] if len(lines) > 1 else []


def _told(place: str) -> str:
    """Return a place for an English asker, its own name behind: Lishu county 梨树县."""
    known = next((sense for sense in glosses(place) if sense[:1].isupper()), "")
    english = re.split(r",| in | of |\(", known)[0].strip()
    return f"{english or pinyin(place).capitalize()} {place}"


def _counts_people(scored: Scored) -> bool:
    """Tell 198名 and 241人 from 2810个网格, where grid heads are asked for."""
    return figure_fit("people", scored.candidate, scored.evidence.passage.text, counted=True) > 0


def verdict_by_place(question: Question, lines: Sequence[Line]) -> str:
    """Say which place has the most of those that tell a figure."""
    said = _superlative(question)
    wanted = "less" if said and said["less"] else "more"
    return verdict_of(replace(question, kind="compare", superlative=wanted), lines)


def _place_of(evidence: Evidence, others: Sequence[Evidence]) -> str:
    """Return the place that the headline of an article names, else the passage itself first; "" for none."""
    article = evidence.passage.article.id
    views = [evidence.view, *(each.view for each in others if each.passage.article.id == article)]
    texts = [evidence.view.title, *(view.body for view in views)]
    return next((name for text in texts for name in named_places(text)), "")
