"""Which of several alike is meant: of another year, batch or line (第二批, 2号线) nothing was asked."""

from __future__ import annotations

import re

from index.chinese import is_chinese
from index.glossary import english_words, glosses, stem
from qa.answers import Span
from qa.choosing import Scored
from qa.questions import Question
from qa.spans.numerals import DIGITS, value_of
from qa.surroundings import SAID

CONTRARY = 1.5  # last year is asked for, and this year is told of

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# … and no year of a beginning: 2015年成立, 自2015年以来, since 2015
_TOLD_YEAR = re.compile(
    r"(?<![自从由\d])(?<!since )(?:19|20)\d\d(?!\d)"
    r"(?!年[^，。；,;]{0,8}?(?:以来|起|成立|创办|创建|建成|动工|开工))"
)
_LAST_YEAR = re.compile(r"去年|上一?年|前年|\b(last|previous) year|the year before", re.I)
_THIS_YEAR = re.compile(r"今年|\bthis year\b", re.I)
_NOW = re.compile(r"今年|目前|现在|如今|截至|\b(?:this year|now|today|so far)\b", re.I)
_TOLD_OF_PAST = re.compile(
    r"去年|上年|前年|同期|(?:19|20)\d\d|\b(last year|previous|earlier|year before)\b", re.I
)


def of_another_time(question: Question, scored: Scored) -> float:
    """Return how surely a sentence and its article tell of another year than is asked for, 0 or more."""
    evidence = scored.evidence
    start, end = _sentence_of(scored)
    sentence = evidence.passage.text[start:end]
    said = sentence + evidence.passage.article.headline
    years = [unit.text for unit in question.units if unit.weight > 0 and _YEAR.fullmatch(unit.text)]
    if any(year not in said + evidence.passage.article.date for year in years):
        return 1.0
    told = "" if scored.candidate.kind == "date" else sentence[: scored.span[0] - start]
    if any(year not in sentence for year in years) and tells_its_year(told):
        return 1.0  # 2018年…受理786件, in an article of 2019
    if not _LAST_YEAR.search(question.plain) or _TOLD_OF_PAST.search(said):
        return 0.0
    return CONTRARY if _THIS_YEAR.search(said) else 1.0


def _sentence_of(scored: Scored) -> Span:
    passage = scored.evidence.passage
    return (passage.sentences or ((0, len(passage.text)),))[scored.sentence]


def tells_its_year(told: str) -> bool:
    """Tell whether a year is told, and nothing back to now behind it."""
    *_, last = [0, *(found.end() for found in _TOLD_YEAR.finditer(told))]
    return last > 0 and not _NOW.search(told, last)


_EN_NTH = "first second third fourth fifth sixth seventh eighth ninth tenth"
_EN_ORDINALS = _EN_NTH.split()
# 第二批, 首届, 2号线 and 一期工程 are one of several; so are the second batch and round 9
_ZH_ORDINAL = re.compile(
    rf"(?:第(?P<at>[{DIGITS}\d]+)|首(?=[批期届轮场次])|(?P<of>[{DIGITS}\d]+)(?=号线|期工程)号?)"
    r"(?P<sort>[\u4e00-\u9fff])"
)
_EN_ORDINAL = re.compile(
    rf"\b(?:(?:(?P<word>{'|'.join(_EN_ORDINALS)})|(?P<nth>\d+)(?:st|nd|rd|th))[ -](?P<sort>[a-z]+)"
    r"|(?P<of>round|phase|stage|route|line) (?P<at>\d+))\b",
    re.I,
)


def of_another_number(question: Question, scored: Scored) -> bool:
    """Tell whether a passage speaks of others of a row, but not of the one asked for: 首批 for 第二批."""
    asked = _ordinals(question.plain)
    if not asked or question.sides:
        return False
    passage = scored.evidence.passage
    told = _ordinals(f"{passage.text}\n{passage.article.headline}")
    alike = {number for number, sort in told if any(_is_alike(sort, other) for _, other in asked)}
    return bool(alike) and not alike & {number for number, _ in asked}


def _ordinals(text: str) -> set[tuple[float, str]]:
    """Return the numbers of a row that a text names, each with what it numbers: a character or a word."""
    named = [(found["at"] or found["of"] or "1", found["sort"]) for found in _ZH_ORDINAL.finditer(text)]
    for found in _EN_ORDINAL.finditer(text.lower()):
        word = found["word"]
        number = str(_EN_ORDINALS.index(word) + 1) if word else found["nth"] or found["at"]
        named.append((number, found["sort"] or found["of"]))
    return {(value, sort) for number, sort in named if (value := value_of(number)) is not None}


def _is_alike(one: str, other: str) -> bool:
    """Tell whether two rows may be one: batch and batch, 批 and batch."""
    if one == other:
        return True
    chinese, english = (one, other) if is_chinese(one[0]) else (other, one)
    return stem(english) in {word for gloss in glosses(chinese) for word in english_words(gloss)}


_SUFFIXES = "量数率额值度费员者子性化"  # of a quantity or a person, and of no sort of thing


def of_a_sibling(question: Question, scored: Scored) -> bool:
    """Tell whether a sentence names a sibling of what is asked about, and not that: 蓝莓 for 草莓.

    Siblings are nouns of the dictionary with the same length and last character, if that names a sort of
    thing: 产量 and 数量 are none.
    """
    evidence = scored.evidence
    covered = evidence.sentences[scored.sentence]
    asked = {
        unit.word
        for n, unit in enumerate(question.units)
        if unit.sort == "noun" and len(unit.word) > 1 and covered[n] < SAID and glosses(unit.word)
    }
    start, end = _sentence_of(scored)
    nouns = {
        each.text
        for each in evidence.view.body.words
        if start <= each.start and each.end <= end and each.flag[0] == "n" and glosses(each.text)
    }
    return any(
        len(one) == len(other) and one[-1] == other[-1] and one[-1] not in _SUFFIXES
        for one in asked - nouns
        for other in nouns
    )
