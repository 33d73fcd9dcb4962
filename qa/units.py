"""Question → the words that must be found, each with its weight; question words weigh nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from index.chinese import fold_keep, is_chinese
from index.glossary import english_words
from qa.answers import Language, Span
from qa.cutting import Tagged, cut_question
from qa.lexicon import (
    GIVEN_NAME,
    frequencies,
    is_measure_word,
    is_proper,
    is_surname,
    names_something,
    rarity,
)
from qa.measures import asked_spans
from qa.pinyin import spell
from qa.preface import preface_end
from qa.spans.numerals import EN_DIGITS, MONTHS

SAYS = 0.06  # weight above which a unit says something; search leaves out those below
MOST_UNITS = 64  # words held against each passage; a page pasted as a question would take half a minute


WordSort = Literal["name", "figure", "noun", "verb", "modifier", "particle", "word"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of the question that evidence must cover: a Chinese character in its word, or a Latin word.

    `word` is the whole word the piece belongs to; `run` numbers the pieces that stand side by side,
    so that a matcher may look for longer strings first.
    """

    text: str
    word: str
    weight: float
    start: int
    end: int
    run: int
    name: bool = False
    common: bool = False  # a name made of an everyday English word (Party, Moss End)
    sort: WordSort = "word"  # of a Chinese word, by its part of speech; an English one is a name or a word


def units_of(text: str, language: Language, unsaid: Sequence[Span] = ()) -> list[Unit]:
    """Cut a question into its first weighted units, in order; words in `unsaid` spans count little."""
    units = (_zh_units(text) if language == "zh" else _en_units(text))[:MOST_UNITS]
    opened = preface_end(text)
    return [
        replace(unit, weight=unit.weight * PREFACE)
        if unit.end <= opened or _PER.fullmatch(unit.word)
        else replace(unit, weight=unit.weight * BYLINE)
        if any(start <= unit.start and unit.end <= end for start, end in unsaid)
        else unit
        for unit in units
    ]


# Who asks and why says little of what is asked.
PREFACE = 0.2
_PER = re.compile(r"一个?(?:[年月天日]|星期|小时)")  # 一个月|能拿多少 is told as 每月
# What asks for a byline stands in none: 这篇是谁写的, who took the photo
BYLINE = 0.25


# jieba's part-of-speech letters of words that carry no content: pronouns, particles, prepositions …
_EMPTY_TAGS = re.compile(r"^(r|u|p|c|d|y|e|o|x|w|h|k|q|zg|df)")
_ZH_FRAME = re.compile(
    r"几比几|几月几[号日]|哪[一]?[天年月]|什么时候|何时|(星期|周|礼拜)几|几点|几时|多大(岁数|年纪)?"
    r"|(这|那|该|本)一?(篇|条|则|张|个)(报道|文章|新闻|消息|稿子|稿件|照片|图片)?|多长时间|多久|多[长高远宽深重厚]|之?前还是.{0,3}之?后|[啥什么]+意思|人数|报上|报纸|文章|多少|几何|是不是"
    r"|有没有|什么样|什么|怎么样|怎么|怎样|如何|为什么|为啥|为何|哪[一二两三四五六七八九十]?(些|几|里|儿|边"
    r"|方面)?|谁|啥|咋|请问|想知道|告诉我|一共|总共|共有|分别|叫做?"
    r"|好多钱|名字|吗|呢"
)
# English words that ask or refer to the paper; the stop words come with the stemmer.
_EN_FRAME_WORDS = (
    "many much name names named called call number numbers total figure figures tell please know give "
    "gave given article articles newspaper paper report reports reported according mention mentioned say "
    "said says state stated which what who whom whose when where why how does did has have been there "
    "they them their its between each per would could should shall might must seen quoted quote like "
    "i me my we us our you your looking find information kindly wonder wondering question answer exactly "
    "roughly about approximately currently current ever"
)
_EN_FRAME = frozenset(_EN_FRAME_WORDS.split())
# Written with a capital, but nobody's name; No. 2 Middle School is told by its number.
_EN_CAPITALS = frozenset([*MONTHS, *["dr", "mr", "mrs", "ms", "miss", "prof", "st", "no", "mid"]])
_SENTENCE_END = re.compile(r"[.?!:]\s*$")
# Words that say nothing behind others: how long, so far, at least, the 12th
_EN_IDIOM = re.compile(
    r"\b(?:how (?:long|far|large|big|often|old|high|tall|wide|deep)|so far|at (?:the )?least|at most"
    r"|\d(?:st|nd|rd|th)"
    rf"|(?:which|what) (?:are the |were the |other )?(?:{'|'.join(EN_DIGITS)}))$",  # how many are asked for
    re.I,
)
_LATIN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+(?:[.,]\d+)*%?")


def _in_quotes(text: str, at: int) -> bool:
    """Tell whether a place stands between quotation marks: words the asker quotes count more."""
    before = text[:at]
    if before.count('"') % 2:
        return True
    return any(before.rfind(mark) > before.rfind(close) for mark, close in ("“”", "《》", "「」", "‘’"))


_RANK = re.compile(r"(?:自治县|县|区|市|镇|乡|村|街道|社区|屯)")


def _placed(text: str, tagged: Sequence[Tagged]) -> set[int]:
    """Return the places of characters that name a place by their position: the two before a rank (苍岭|县).

    Dictionaries do not know small places; another one whose name shares a character must not pass for it.
    """
    placed: set[int] = set()
    for rank in _RANK.finditer(text):
        start = rank.start() - 2
        if start < 0 or not all(map(is_chinese, text[start : rank.start()])):
            continue
        words = [(word, flag) for word, flag, first, last in tagged if first < rank.start() and start < last]
        known = any(len(word) > 1 and word in frequencies("zh") for word, _ in words)
        if not known and all(flag[0] in "ngz" for _, flag in words):
            placed.update(range(start, rank.start()))
    return placed


def _persons(tagged: Sequence[Tagged]) -> set[int]:
    """Return the places of characters that name a person whom jieba cut into surname and word."""
    persons: set[int] = set()
    for (family, flag, start, end), (given, _, first, last) in pairwise(tagged):
        apart = len(family) == 1 and flag == "nr" and first == end and is_surname(family)
        if apart and len(given) == 2 and is_chinese(given[0]) and rarity(given, "zh") >= GIVEN_NAME:
            persons.update(range(start, last))
    return persons


def _zh_units(text: str) -> list[Unit]:
    """Cut a Chinese question into weighted characters and Latin words, without its question words."""
    frame = [False] * len(text)
    for found in _ZH_FRAME.finditer(text):
        frame[found.start() : found.end()] = [True] * (found.end() - found.start())
    for start, end in asked_spans(text):
        if end - start > 1 or is_measure_word(text[end : end + 1]):  # 几乎 asks nothing
            frame[start:end] = [True] * (end - start)
    units: list[Unit] = []
    run, last = 0, -1
    tagged = cut_question(text, [(at, at + 1) for at, asked in enumerate(frame) if asked])
    placed = _placed(text, tagged) | _persons(tagged)
    for word, flag, start, end in tagged:
        if all(frame[start:end]) or not any(char.isalnum() for char in word):
            continue
        if re.fullmatch(r"[0-9a-z.%]+", fold_keep(word)):
            run += start != last
            sort: WordSort = "figure" if word[0].isdigit() else "name"
            units.append(Unit(fold_keep(word), fold_keep(word), 1.0, start, end, run, name=True, sort=sort))
            last = end
            continue
        name = is_proper(word, flag)
        quoted = _in_quotes(text, start)
        empty = (not quoted and bool(_EMPTY_TAGS.match(flag))) or (flag.startswith("m") and len(word) == 1)
        for at in range(start, end):
            if frame[at] or not text[at].isalnum():
                continue
            run += at != last
            weight = rarity(fold_keep(word), "zh") / max(1, end - start) ** 0.5
            if end - start == 1:
                weight *= 0.5
            if empty:
                weight *= 0.15
            elif quoted:
                weight *= 1.5
            named = name or at in placed
            sort = "name" if named else _sort_of(flag)
            char = fold_keep(text[at])
            units.append(Unit(char, fold_keep(word), weight, at, at + 1, run, named, sort=sort))
            last = at + 1
    return units


def _sort_of(flag: str) -> WordSort:
    """Return the sort of a Chinese word by jieba's part of speech."""
    if _EMPTY_TAGS.match(flag) or flag[0] == "m":
        return "particle"
    if flag[0] == "v":
        return "verb"
    return "modifier" if flag[0] in "abfst" else "noun"


def _en_units(text: str) -> list[Unit]:
    """Cut an English question into weighted words; capitalised words inside it are names."""
    units: list[Unit] = []
    run = 0
    last = -1
    first = True
    for found in _LATIN.finditer(text):
        word = re.sub(r"['’]s?$", "", found[0])
        lower = word.lower()
        known = lower in frequencies("en")
        first = first or bool(_SENTENCE_END.search(text[: found.start()]))
        month = word[0].isupper() and not first and lower in MONTHS
        capital = word[0].isupper() and (not first or not known) and lower not in _EN_FRAME
        first = False
        if _EN_IDIOM.search(text[: found.end()]):
            continue
        # Moss End is a name though its words are common; a word that spells as pinyin may be typed pinyin
        if lower == "no" and re.match(r"\.? ?\d", text[found.end() :]):
            continue
        capital = capital and lower not in _EN_CAPITALS
        name = capital or (not known and len(lower) > 3 and any(len(way) > 1 for way in spell(lower)))
        if (
            not (capital or month)
            and (lower in _EN_FRAME or not english_words(lower))
            and not lower[0].isdigit()
        ):
            continue
        run += not re.fullmatch(r"[\s-]*", text[last : found.start()]) if last >= 0 else 1
        weight = rarity(lower, "en") * (1.6 if lower[0].isdigit() else 1.0)  # a year must stand there
        if capital:
            weight = max(weight, 0.7)
        if _in_quotes(text, found.start()):
            weight *= 1.3
        common = name and known and not names_something(word)
        sort: WordSort = "name" if name else "figure" if lower[0].isdigit() else "word"
        start, end = found.start(), found.start() + len(word)
        units.append(Unit(lower, lower, weight, start, end, run, name, common, sort))
        last = found.end()
    return units
