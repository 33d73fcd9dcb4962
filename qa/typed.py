"""Typed pinyin → the Chinese question it spells, read with the words of the articles and the dictionary.

`lishu xian you duoshao wangge` becomes 梨树县有多少网格: every stretch of syllables is read as the most
likely sequence of words (Viterbi), where words of the passages that sound like the question come first.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from index.chinese import is_chinese, is_syllable, syllables, tag
from qa.lexicon import frequencies, is_measure_word, rarity
from qa.pinyin import spell

LONGEST_WORD = 8

# Question words as people type them; the reading of everything else comes from articles and dictionary.
_GRAMMAR_WORDS = (
    "多少 几个 几名 几家 几 什么 哪个 哪些 哪里 哪儿 谁 怎么 怎样 为什么 什么时候 "
    "何时 有 是 的 了 在 和 与 吗 呢 一共 总共 叫什么 名字 哪几个 哪 几处 几次 "
    "几人 个 不 没有 有没有 请问 今年 多大 多长"
)
_GRAMMAR = _GRAMMAR_WORDS.split()


_COUNTED = re.compile(r"[\d一二三四五六七八九十百千万余多几]([\u4e00-\u9fff])")
_ASKED = ("多少", "几")
_ALWAYS = "钱人年天个"  # what 多少 and 几 are asked of whatever the articles count


def _one_spelling(text: str) -> str:
    """Write 谁 one way: it is typed shui and shei."""
    return re.sub(r"\bshei\b", "shui", text, flags=re.I)


def is_pinyin(text: str) -> bool:
    """Tell whether a Latin question is typed pinyin rather than English.

    Most words must spell as syllables and hardly one may be a common English word that does not.
    """
    text = _one_spelling(text)
    words = re.findall(r"[A-Za-zü']+", text)
    if not words or any(is_chinese(char) for char in text):
        return False
    spelt = [bool(spell(word)) for word in words]
    if sum(len(word) for word, good in zip(words, spelt, strict=True) if good) < 0.85 * sum(map(len, words)):
        return False
    english = sum(rarity(word.lower(), "en") < 0.75 and len(word) > 2 for word in words)
    if len(words) > 1:
        return english <= len(words) / 3
    return rarity(words[0].lower(), "en") >= 1.0 and len(spell(words[0])[0]) >= 2


def _tokens(text: str) -> list[str]:
    """Return the syllables of each word that spells as pinyin, and everything else as it stands."""
    tokens: list[str] = []
    text = _one_spelling(text)
    for piece in re.findall(r"[A-Za-zü']+|[^A-Za-zü'\s]+", text):
        ways = spell(piece)
        tokens += ways[0] if ways else (piece,)
    return tokens


def spellings(text: str) -> list[str]:
    """Return the search terms of a typed question for the pinyin field: runs of two to four syllables."""
    sounds = _tokens(text)
    return sorted(
        {"".join(sounds[at : at + size]) for size in (2, 3, 4) for at in range(len(sounds) - size + 1)}
    )


@functools.lru_cache(maxsize=1)
def _dictionary() -> dict[tuple[str, ...], list[tuple[float, str]]]:
    """Return the frequent Chinese words by their syllables: (log frequency, word)."""
    table: dict[tuple[str, ...], list[tuple[float, str]]] = {}
    for word, frequency in frequencies("zh").items():
        if 1 <= len(word) <= 4 and all(is_chinese(char) for char in word) and frequency > 1e-6:
            table.setdefault(tuple(lazy_sounds(word)), []).append((math.log(frequency), word))
    for words in table.values():
        words.sort(reverse=True)
    for word in _GRAMMAR:
        table.setdefault(tuple(lazy_sounds(word)), []).insert(0, (-4.0, word))
    return table


@dataclass(frozen=True, slots=True)
class _Heard:
    """A text that may hold the words of the question, with the places where its words begin and end."""

    text: str
    borders: frozenset[int]


def _listen(text: str) -> _Heard:
    return _Heard(text, frozenset(at for _, _, start, end in tag(text) for at in (start, end)))


def _heard(sounds: tuple[str, ...], texts: Iterable[_Heard]) -> dict[str, float]:
    """Return the strings of the texts that sound like the syllables, with how well they are heard.

    A string that begins or ends inside a word (理局 in 管理局) is hardly what was meant, and one that begins
    with the measure word of a figure (个网格) never is.
    """
    counts: dict[str, int] = {}
    whole: set[str] = set()
    for each in texts:
        text = each.text
        for at in range(len(text) - len(sounds) + 1):
            if not text[at - 1 : at].isdigit() and all(
                sound in syllables(char)
                for sound, char in zip(sounds, text[at : at + len(sounds)], strict=True)
            ):
                word = text[at : at + len(sounds)]
                counts[word] = counts.get(word, 0) + 1
                if at in each.borders and at + len(sounds) in each.borders:
                    whole.add(word)
    return {
        word: min(2.0, math.log(count)) - (0.0 if word in whole else 6.0) for word, count in counts.items()
    }


def _asked_phrases(texts: Iterable[_Heard]) -> dict[tuple[str, ...], list[tuple[float, str]]]:
    """Return 多少 and 几 with what the texts count, by their syllables: 多少盏, 几项."""
    counts = Counter(char for each in texts for char in _COUNTED.findall(each.text))
    counts.update(_ALWAYS)
    table: dict[tuple[str, ...], list[tuple[float, str]]] = {}
    for char, count in counts.items():
        if char in _ALWAYS or is_measure_word(char):
            for ask in _ASKED:
                sounds = tuple(lazy_sounds(ask + char))
                table.setdefault(sounds, []).append((-0.5 + 0.5 * min(2.0, math.log(count)), ask + char))
    return table


def lazy_sounds(text: str) -> list[str]:
    """Return the commonest syllable of each character."""
    from pypinyin import lazy_pinyin  # imported late: only pinyin questions need it

    return list(lazy_pinyin(text, v_to_u=False))


def to_chinese(text: str, texts: Iterable[str]) -> str:
    """Read typed pinyin as Chinese; `texts` are passages whose words sound like it.

    >>> to_chinese("lishu xian", ["梨树县的网格"])
    '梨树县'
    """
    tokens = _tokens(text)
    heard = [_listen(each) for each in texts]
    table = {**_dictionary()}
    for sounds, phrases in _asked_phrases(heard).items():
        table[sounds] = sorted([*phrases, *table.get(sounds, ())], reverse=True)
    best: list[tuple[float, list[str]]] = [(0.0, []), *((-1e9, []) for _ in tokens)]
    for end in range(1, len(tokens) + 1):
        for start in range(max(0, end - LONGEST_WORD), end):
            sounds = tuple(tokens[start:end])
            for score, word in _readings(sounds, heard, table):
                total = best[start][0] + score
                if total > best[end][0]:
                    best[end] = (total, [*best[start][1], word])
    return "".join(best[-1][1])


def _readings(
    sounds: tuple[str, ...], texts: list[_Heard], table: dict[tuple[str, ...], list[tuple[float, str]]]
) -> list[tuple[float, str]]:
    if not all(is_syllable(sound) for sound in sounds):
        return [(0.0, sounds[0])] if len(sounds) == 1 else []
    readings = [(score - 2.0, word) for score, word in table.get(sounds, ())[:2]]
    if len(sounds) >= 2:
        # A string of the articles is worth more than a dictionary word, and a longer one more than its parts.
        for word, clear in _heard(sounds, texts).items():
            readings.append((-9.0 + 1.5 * len(sounds) + clear, word))
    elif not readings:
        readings = [(-16.0, word) for word in _heard(sounds, texts)][:1] or [(-18.0, sounds[0])]
    return readings
