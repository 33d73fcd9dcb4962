"""A question cut into words: its question words apart, and what the cutter only guessed taken apart again.

A question is short and its words stand in an order that news does not have: 哪些|人发的奖 comes out as 人发,
which is no word, 24号滨口 as 号滨口. Both would be looked for in vain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.chinese import is_chinese, tag
from qa.answers import Span
from qa.lexicon import is_classifier, is_known, is_verb, rarity

Tagged = tuple[str, str, int, int]  # word, part of speech, start, end

COMMON = 0.6  # a character less rare than this stands for itself
_POINTING = "那这"
_PREPOSITIONS = "在从由被把给跟对向与和"
_ADVERBS = re.compile(r"(?<!统)一共(?![享同建识产青])|总共|究竟")  # 平安宴|一共|摆了多少桌
_OF_DATES = "号日月年点"


def cut_question(text: str, apart: Sequence[Span] = ()) -> list[Tagged]:
    """Cut a Chinese question into tagged words; none reaches into the spans `apart`."""
    chars = list(text)
    for start, end in (*apart, *(found.span() for found in _ADVERBS.finditer(text))):
        chars[start:end] = "，" * (end - start)
    cut: list[Tagged] = []
    asked = {start for start, _ in apart}
    for word, flag, start, end in tag("".join(chars)):
        before = cut[-1][0] if cut and cut[-1][3] == start else ""
        parts = _parts(word, flag, start, before) or _loosened(word, flag, start, end in asked)
        cut += parts or [(word, flag, start, end)]
    return cut


def _loosened(word: str, flag: str, start: int, asked: bool) -> list[Tagged]:
    """Take a preposition from the front of a guessed name, a verb from its end before a question word."""
    if len(word) < 3 or flag[0] != "n" or not all(map(is_chinese, word)) or is_known(word):
        return []
    if word[0] in _PREPOSITIONS:
        return [(word[0], "p", start, start + 1), *_rest(word, 1, start)]  # 在|沅陂
    if asked and is_verb(word[-1]):
        return [
            (word[:-1], flag, start, start + len(word) - 1),
            (word[-1], "v", *_last(word, start)),
        ]  # 国小|靠哪件
    return []


def _last(word: str, start: int) -> Span:
    return start + len(word) - 1, start + len(word)


def _parts(word: str, flag: str, start: int, before: str) -> list[Tagged]:
    """Return the words of a guess; none for a word of the dictionary or a name."""
    if len(word) < 2 or not all(map(is_chinese, word)) or is_known(word):
        return []
    if word[0] in _POINTING and is_classifier(word[1]):
        return [
            (word[0], "r", start, start + 1),
            (word[1], "q", start + 1, start + 2),
            *_rest(word, 2, start),
        ]
    if word[0] in _OF_DATES and re.fullmatch(r"\d+|[一二三四五六七八九十]+", before):
        return [(word[0], "m", start, start + 1), *_rest(word, 1, start)]
    opens = (flag in ("n", "b") and rarity(word[0], "zh") < COMMON) or (flag == "v" and is_verb(word[0]))
    if len(word) == 2 and opens and is_verb(word[1]):
        return [*_rest(word[0], 0, start), (word[1], "v", start + 1, start + 2)]
    return []


def _rest(word: str, first: int, start: int) -> list[Tagged]:
    return [(w, flag, start + first + s, start + first + e) for w, flag, s, e in tag(word[first:])]
