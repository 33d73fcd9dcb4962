"""Why nothing was found: the words that no passage has, or the sort of answer that none gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from qa.answers import Language
from qa.questions import Question
from qa.reranking import Evidence, Floats
from qa.units import Unit

_WANTED = {
    "number": ("数字", "a figure"),
    "compare": ("可以比较的数字", "figures to compare"),
    "date": ("日期或时间", "a date or time"),
    "who": ("人名", "a person’s name"),
    "place": ("地点", "a place"),
}
_NOTHING = {
    "zh": "文章里没有一段与这个问题有关。",
    "en": "No passage shares a word or a meaning with this question.",
}
_CLOSE = {
    "zh": "有段落说到相近的事，但没有一句回答这个问题。",
    "en": "Some passages come close, but no sentence answers this question.",
}


def reason_for(question: Question, weights: Floats, evidence: Sequence[Evidence]) -> str:
    """Say in the asker's language what was looked for and not found."""
    language = question.language
    if not evidence:
        return _NOTHING[language]
    best = max(evidence, key=lambda each: float(each.coverage.max()))
    covered = best.sentences[int(best.coverage.argmax())]
    lost = _lost(question, weights, covered)
    if lost:
        spoken = [word for word in _spoken(question, covered) if word not in lost]
        if not spoken:  # then it is said of every passage
            lost = _lost(question, weights, np.max([each.sentences.max(axis=0) for each in evidence], axis=0))
            if not lost:
                return _CLOSE[language]
        return _missing(language, _quoted(lost[:3], language), _quoted(spoken[:2], language))
    if question.kind not in _WANTED:
        return _CLOSE[language]
    zh, en = _WANTED[question.kind]
    if language == "zh":
        return f"有段落说到此事，但没有给出{zh}。"
    return f"Some passages speak of this, but none gives {en}."


def _missing(language: Language, lost: str, spoken: str) -> str:
    if language == "zh":
        return f"说到{spoken}的段落，都没有提到{lost}。" if spoken else f"没有一段提到{lost}。"
    if spoken:
        return f"The passages that speak of {spoken} have nothing that matches {lost}."
    return f"Nothing in these articles matches {lost}."


def _lost(question: Question, weights: Floats, covered: Floats) -> list[str]:
    """Return the words that no more than half stand in the best passage, the weightiest first."""
    missing = weights * (1.0 - covered)
    order = (int(n) for n in np.argsort(-missing, kind="stable"))
    units = [question.units[n] for n in order if missing[n] > 0.05 and covered[n] < 0.5]
    return _words(question, units)


def _spoken(question: Question, covered: Floats) -> list[str]:
    """Return the words that surely stand there."""
    units = [
        unit
        for unit, share in zip(question.units, covered, strict=True)
        if share >= 0.8 and unit.weight > 0.2
    ]
    return _words(question, units)


def _words(question: Question, units: Iterable[Unit]) -> list[str]:
    """Return the words as the asker wrote them, each once."""
    if question.language == "en":
        return list(dict.fromkeys(question.text[unit.start : unit.end] for unit in units))
    whole = _names_cut_apart(question)
    return list(dict.fromkeys(whole.get(unit.start, unit.word) for unit in units))


def _names_cut_apart(question: Question) -> dict[int, str]:
    """Return the full names of persons, cut into surname and given name, by where their characters start."""
    whole: dict[int, str] = {}
    for family, given in pairwise(question.units):
        if family.name and given.name and len(family.word) == 1 and family.end == given.start:
            end = given.start + len(given.word)
            whole |= dict.fromkeys(range(family.start, end), question.text[family.start : end])
    return whole


def _quoted(words: Sequence[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(f"“{word}”" for word in words)
