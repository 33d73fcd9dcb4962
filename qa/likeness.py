"""A word of the question ↔ a text: where it stands as such, by its sound, shortened, or translated."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.chinese import is_chinese, syllables
from index.glossary import chinese_for, english_terms, english_words, glosses, stem, synonyms
from qa.lexicon import is_known, is_office, is_unit
from qa.pinyin import sounding, spell
from qa.spans.numerals import DIGITS, EN_NUMERALS, MONTHS, ZH_MONTHS
from qa.texts import Text
from qa.units import Unit

Group = tuple[int, ...]  # numbers of the units that make up one word of the question

SYNONYM = 0.65
HALF = 0.3  # one character of a word of two
LONGEST_STRING = 12
FIRST_CHINESE = "\u3400"
NUMERALS = {  # two … ninety, as they stand in figures and in Chinese, in no longer number
    word: re.compile(rf"(?<![\d.,]){value}(?!\d|[.,]\d)|(?<![{DIGITS}]){figure}(?![{DIGITS}])")
    for word, value, figure in EN_NUMERALS
}


@dataclass(frozen=True, slots=True)
class Match:
    """Question unit number `unit` stands at `start:end` of the text, as surely as `strength` (0 … 1)."""

    unit: int
    start: int
    end: int
    strength: float


def match_characters(units: Sequence[Unit], run: Sequence[int], text: Text) -> list[Match]:
    """Match the longest common strings of two characters and more; single ones only when words."""
    string = "".join(units[number].text for number in run)
    matches: list[Match] = []
    reach = 0
    for at, number in enumerate(run):
        for end in range(min(len(string), at + LONGEST_STRING), max(at + 1, reach), -1):
            if places := _places(string[at:end], text.folded):
                reach = end
                matches += _match_string(units, run[at:end], places)
                break
        if len(units[number].word) == 1 and reach <= at:
            matches += [Match(number, p, p + 1, 0.6) for p in _places(units[number].text, text.folded)]
    return matches


def _match_string(units: Sequence[Unit], covered: Sequence[int], places: Sequence[int]) -> Iterator[Match]:
    """Yield the matches of a common string: a whole word counts more than a part of one."""
    for number in covered:
        word = units[number].word
        whole = sum(units[other].word == word for other in covered) >= len(word)
        strength = 1.0 if whole else 0.8 if len(covered) > 2 else 0.65
        if not whole and len(word) == 2 and is_known(word):
            strength = HALF  # 莓产量 stands there, but 蓝莓 is no 草莓
        yield from (Match(number, p, p + len(covered), strength) for p in places)


def match_respelt(group: Group, word: str, text: Text) -> list[Match]:
    """Match a Chinese word written with other characters of its sound, or shortened (医废 ↔ 医疗废物)."""
    if len(word) < 2:
        return []
    spans = [(at, at + len(word)) for at in _starts(word, text)]
    if spans:
        return [Match(unit, *span, 0.8) for span in spans for unit in group]
    if len(word) == 3:  # 菊花展 ↔ 菊展
        for short in (word[0] + word[2], word[:2]):
            spans += [(p, p + 2) for p in _places(short, text.folded, 3)]
    if not spans and len(word) <= 4 and all(char in text.places for char in word):
        pattern = "[\u4e00-\u9fff]{0,2}?".join(map(re.escape, word))
        spans = [found.span() for found in re.finditer(pattern, text.folded)][:4]
    return [Match(unit, *span, 0.5) for span in spans for unit in group]


def _starts(word: str, text: Text) -> list[int]:
    """Return where a text has as many characters that sound like a word's, one of them written alike."""
    size, folded = len(word), text.folded
    last, found = len(folded) - size, set()
    sounds = [syllables(char) for char in word]
    for at, char in enumerate(word):
        beside = at + 1 if at + 1 < size else at - 1  # the first to tell that another word stands here
        for place in text.places.get(char, ()):
            start = place - at
            if not 0 <= start <= last or start in found:
                continue
            other = folded[start + beside]
            if other != word[beside] and sounds[beside].isdisjoint(syllables(other)):
                continue
            if all(
                here == char or not mine.isdisjoint(syllables(here))
                for here, char, mine in zip(folded[start : start + size], word, sounds, strict=True)
            ):
                found.add(start)
    return sorted(found)


def match_synonyms(group: Group, word: str, text: Text) -> list[Match]:
    """Match a Chinese word with those the dictionary explains alike: 大夫 ↔ 医师, doctor."""
    if len(word) < 2:
        return []
    spans = [
        (place, place + len(other))
        for other in synonyms(word)
        for place in _places(other, text.folded, 3)
        if place in text.starts or place + len(other) in text.ends
    ]
    return [Match(unit, *span, SYNONYM) for span in spans for unit in group]


def match_translated(group: Group, word: str, text: Text) -> list[Match]:
    """Match a Chinese word of the question with the English words of a text."""
    targets = [target for target in text.words if target.text.isascii() and target.text.isalpha()]
    terms = set(_terms(word)) if targets else set()
    return [Match(unit, t.start, t.end, 0.75) for t in targets if stem(t.text) in terms for unit in group]


def match_latin(units: Sequence[Unit], number: int, text: Text) -> list[Match]:
    """Match an English word, a typed name or a number with Chinese or Latin text."""
    word = units[number].word
    pattern = rf"(?<![a-z0-9.]){re.escape(word)}(?![a-z0-9])"
    literal = [Match(number, *found.span(), 1.0) for found in re.finditer(pattern, text.folded)]
    if literal or word[0].isdigit():
        return literal[:6]
    if units[number].name and (spans := _sounding(units, number, text)):
        return [Match(number, start, end, 1.0) for start, end in spans]
    if word in MONTHS and (spans := _months(MONTHS.index(word) + 1, text.folded)):
        return [Match(number, *span, 0.95) for span in spans]
    if spans := _units_sounding(word, text):
        return [Match(number, *span, 0.9) for span in spans]
    if word in NUMERALS:
        return [Match(number, *found.span(), 0.8) for found in NUMERALS[word].finditer(text.folded)][:4]
    return _match_english(number, stem(word), text)


def _units_sounding(word: str, text: Text) -> list[tuple[int, int]]:
    """Return where a Chinese unit stands that English writes by its sound: mu, jin, li."""
    if word not in _SPOKEN_UNITS:
        return []
    units = [char for char in text.places if is_chinese(char) and word in syllables(char) and is_unit(char)]
    return [(place, place + 1) for char in units for place in text.places[char]][:6]


_SPOKEN_UNITS = frozenset({"mu", "jin", "li", "yuan", "liang"})


def _months(month: int, text: str) -> list[tuple[int, int]]:
    """Return where a Chinese text names a month: 10月, 十月, and 1 of 1至10月."""
    named = rf"(?<![\d{DIGITS}])(?:{month}|{ZH_MONTHS[month - 1]})(?:月|(?=[至到—–~-]\d{{1,2}}月))"
    return [found.span() for found in re.finditer(named, text)][:6]


def _match_english(number: int, wanted: str, text: Text) -> list[Match]:
    """Match an English stem with its translations, and with words of the same stem."""
    matches: list[Match] = []
    for other in chinese_for(wanted)[:24]:
        # 满族 stands in 满族自治县, but 乡长 not in 金山乡|长岭子村
        if len(other) > 1 and other[0] in text.places:
            places = _places(other, text.folded, 3)
            whole = [p for p in places if p in text.starts or p + len(other) in text.ends]
            matches += [Match(number, p, p + len(other), 0.8) for p in whole]
    glossed = _glossed(text)
    matches += [Match(number, start, end, sure) for start, end, sure in glossed.get(wanted, ())]
    if wanted in _HEADS:
        taken = {(match.start, match.end) for match in matches}
        offices = (target for target in text.words if target.text[-1] == HEAD and is_office(target.text))
        spans = [(target.start, target.end) for target in offices]
        matches += [Match(number, *span, OF_ANY) for span in spans if span not in taken]
    return matches


@functools.lru_cache(maxsize=4096)
def _glossed(text: Text) -> dict[str, list[tuple[int, int, float]]]:
    """Return for each English stem the spans of the words that have it, or mean it, and how surely."""
    glossed: dict[str, list[tuple[int, int, float]]] = {}
    for target in text.words:
        if target.text[0] < FIRST_CHINESE:  # is_chinese, but a question looks at 30,000 words
            glossed.setdefault(stem(target.text), []).append((target.start, target.end, 0.95))
            continue
        terms = _terms(target.text)
        strength = 0.9 if len(terms) <= 8 else 0.7 if len(terms) <= 20 else 0.45
        for term in terms:
            glossed.setdefault(term, []).append((target.start, target.end, strength))
    return glossed


# A director heads a library, a bureau or a hospital, each by a word of its own in Chinese: 馆长, 局长, 院长.
_HEADS = frozenset(map(stem, ("director", "head", "chief", "leader", "boss")))
HEAD = "长"
OF_ANY = 0.7


def _sounding(units: Sequence[Unit], number: int, text: Text) -> list[tuple[int, int]]:
    """Return where a typed name, alone or together with its neighbours, is heard in a Chinese text."""
    run = units[number].run
    near = [
        n
        for n in (number - 1, number, number + 1)
        if 0 <= n < len(units) and units[n].name and units[n].run == run
    ]
    for first in range(len(near)):
        for last in range(len(near), first, -1):
            if number not in near[first:last]:
                continue
            ways = spell("".join(units[n].text for n in near[first:last]))
            if spans := sounding([way for way in ways if len(way) >= 2], text.folded, text.sounds)[:6]:
                return spans
    return []


def _places(needle: str, text: str, most: int = 6) -> list[int]:
    places: list[int] = []
    at = text.find(needle)
    while at >= 0 and len(places) < most:
        places.append(at)
        at = text.find(needle, at + 1)
    return places


_PLACE = re.compile(r"^[A-Z].*\b(county|city|district|prefecture|town|township|banner|province)\b")


def _without_places(part: str) -> Sequence[str]:
    """Return the stems of a part of a word, but not those that tell of a town of that name: 同心|圆."""
    senses = glosses(part)
    if not any(map(_PLACE.match, senses)):
        return english_terms(part)
    return [term for sense in senses if not _PLACE.match(sense) for term in english_words(sense)]


_DEPUTIES = "副"


def _deputy(char: str) -> Sequence[str]:
    """Return the stems that the dictionary gives for a character that begins an office: deputy, vice."""
    return [stem(term.strip("-")) for sense in glosses(char) for term in english_words(sense)]


@functools.lru_cache(maxsize=65536)
def _terms(word: str) -> tuple[str, ...]:
    """Return the English stems of a word; of its parts when the dictionary lacks the whole."""
    if len(word) > 2 and word[0] in _DEPUTIES and is_known(word[1:]):
        return tuple(dict.fromkeys([*_deputy(word[0]), *_terms(word[1:])]))  # 副|校长
    if terms := english_terms(word):
        # 满族 in 伊通满族自治县 says more than the dictionary's gloss of the whole
        pairs = [word[at : at + 2] for at in range(len(word) - 1)] if len(word) > 3 else []
        return tuple(dict.fromkeys([*terms, *(term for pair in pairs for term in english_terms(pair))]))
    if len(word) < 3:
        return ()
    parts: list[str] = []
    at = 0
    while at < len(word):
        size = next((n for n in range(min(4, len(word) - at), 0, -1) if english_terms(word[at : at + n])), 1)
        parts += _without_places(word[at : at + size])
        at += size
    return tuple(dict.fromkeys(parts))
