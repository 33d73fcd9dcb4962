"""Small places that no dictionary has, known by the pages: 泾桥 is a place where they tell of 泾桥市.

A question of another town must not be answered from this one. To tell a town's name from any other rare word,
the pages are asked whether a rank of places ever stands behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.chinese import fold_keep, is_chinese
from index.storage import Index
from qa.lexicon import PLACE_RANKS, is_known, is_proper
from qa.questions import Question
from qa.units import Unit

ASKED = 12  # passages that are asked about the names of a question
NAMED = 0.7  # the least a name weighs
RANK = 0.1  # what the rank behind it weighs
LENGTHS = (2, 3)
_RANKS = f"省{PLACE_RANKS.replace('旗', '')}盟屯"  # 旗 ends many a given name: 吴健|旗
_RANK = re.compile(rf"(?:社区|街道|(?<!社)[{_RANKS}])(?![场长民里])")


def with_places(question: Question, index: Index) -> Question:
    """Return the question with the words that the pages use as names of places marked as such."""
    stems = list(dict.fromkeys(_guesses(question)))
    if question.language != "zh" or not stems:
        return question
    texts = _texts(index, stems)
    places = [stem for stem in stems if any(_is_ranked(stem, text) for text in texts)]
    if not places:
        return question
    units = tuple(_marked(question.plain, unit, places) for unit in question.units)
    return replace(question, units=units)


def _guesses(question: Question) -> Iterator[str]:
    """Yield the words of a question that may name a place: unknown ones, and what stands before a rank."""
    for unit in question.units:
        word = unit.word
        unknown = len(word) in LENGTHS and all(map(is_chinese, word)) and not is_known(word)
        if unknown and unit.sort not in ("name", "verb"):
            yield word
    for one, other in pairwise(question.units):
        if one.end == other.start and len(one.word) == len(other.word) == 1:
            yield one.text + other.text  # 泠|岸: the cutter knows neither
    words = {unit.word for unit in question.units}
    for rank in _RANK.finditer(question.plain):
        stem = fold_keep(question.plain[max(0, rank.start() - 2) : rank.start()])
        whole = not any(word.endswith(stem) and word != stem for word in words)  # 岭子 of 长岭子|村
        if len(stem) == 2 and all(map(is_chinese, stem)) and whole and not is_known(stem):
            yield stem


def _texts(index: Index, stems: Sequence[str]) -> list[str]:
    """Return the passages that speak of the words, with what stands above their pages."""
    terms = {term: 1.0 for stem in stems for term in (stem, *(stem + rank for rank in _RANKS))}
    rows = [row for row, _ in index.words.search({"body": terms, "title": terms}, ASKED)]
    passages = [index.passages[row] for row in rows]
    heads = {passage.file: index.files.masthead(passage.file) for passage in passages}
    said = (text for passage in passages for text in (passage.text, passage.article.headline))
    return [fold_keep(text) for text in (*said, *heads.values())]


def _is_ranked(stem: str, text: str) -> bool:
    """Tell whether a rank stands behind the word that is none of its own: 泾桥|市, but not 里早|市."""
    for found in re.finditer(re.escape(stem), text):
        rank = _RANK.match(text, found.end())
        own = rank and is_known(ending := stem[-1] + rank[0]) and not is_proper(ending)
        if rank and not own:
            return True
    return False


def _marked(plain: str, unit: Unit, places: Sequence[str]) -> Unit:
    """Return a unit as part of the place it stands in, if any."""
    for place in places:
        for found in re.finditer(re.escape(place), plain):
            if found.start() <= unit.start and unit.end <= found.end():
                return replace(unit, word=place, name=True, sort="name", weight=max(unit.weight, NAMED))
            if unit.start == found.end() and unit.text != unit.word and _RANK.match(unit.text):
                return replace(unit, word=unit.text, name=False, sort="noun", weight=RANK)  # 朔|宁县
    return unit
