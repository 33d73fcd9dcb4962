"""Typed pinyin → the Chinese question it spells, read with the words of the articles and the dictionary.

`lishu xian you duoshao wangge` becomes 梨树县有多少网格: every stretch of syllables is read as the most
likely sequence of words (Viterbi), where words of the passages that sound like the question come first.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable

from index.chinese import is_chinese, is_syllable, syllables
from qa.lexicon import frequencies, rarity
from qa.pinyin import spell

LONGEST_WORD = 8

# Question words as people type them; the reading of everything else comes from articles and dictionary.
_GRAMMAR_WORDS = (
    "多少 几个 几名 几家 几 什么 哪个 哪些 哪里 哪儿 谁 怎么 怎样 为什么 什么时候 "
    "何时 有 是 的 了 在 和 与 吗 呢 一共 总共 叫什么 名字 哪几个 哪 几处 几次 "
    "几人 个 不 没有 有没有 请问 今年 多大 多长"
)
_GRAMMAR = _GRAMMAR_WORDS.split()


def is_pinyin(text: str) -> bool:
    """Tell whether a Latin question is typed pinyin rather than English.

    Most words must spell as syllables and hardly one may be a common English word that does not.
    """
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
    from pypinyin import lazy_pinyin  # imported late: only pinyin questions need it

    table: dict[tuple[str, ...], list[tuple[float, str]]] = {}
    for word, frequency in frequencies("zh").items():
        if 1 <= len(word) <= 4 and all(is_chinese(char) for char in word) and frequency > 1e-6:
            table.setdefault(tuple(lazy_pinyin(word, v_to_u=False)), []).append((math.log(frequency), word))
    for words in table.values():
        words.sort(reverse=True)
    for word in _GRAMMAR:
        table.setdefault(tuple(lazy_pinyin(word)), []).insert(0, (-4.0, word))
    return table


def _heard(sounds: tuple[str, ...], texts: Iterable[str]) -> dict[str, int]:
    """Return the strings of the texts that sound like the syllables, with their counts."""
    heard: dict[str, int] = {}
    for text in texts:
        for at in range(len(text) - len(sounds) + 1):
            if all(
                sound in syllables(char)
                for sound, char in zip(sounds, text[at : at + len(sounds)], strict=True)
            ):
                word = text[at : at + len(sounds)]
                heard[word] = heard.get(word, 0) + 1
    return heard


def to_chinese(text: str, texts: Iterable[str]) -> str:
    """Read typed pinyin as Chinese; `texts` are passages whose words sound like it.

    >>> to_chinese("lishu xian", ["梨树县的网格"])
    '梨树县'
    """
    tokens = _tokens(text)
    texts = list(texts)
    table = _dictionary()
    best: list[tuple[float, list[str]]] = [(0.0, []), *((-1e9, []) for _ in tokens)]
    for end in range(1, len(tokens) + 1):
        for start in range(max(0, end - LONGEST_WORD), end):
            sounds = tuple(tokens[start:end])
            for score, word in _readings(sounds, texts, table):
                total = best[start][0] + score
                if total > best[end][0]:
                    best[end] = (total, [*best[start][1], word])
    return "".join(best[-1][1])


def _readings(
    sounds: tuple[str, ...], texts: list[str], table: dict[tuple[str, ...], list[tuple[float, str]]]
) -> list[tuple[float, str]]:
    if not all(is_syllable(sound) for sound in sounds):
        return [(0.0, sounds[0])] if len(sounds) == 1 else []
    readings = [(score - 2.0, word) for score, word in table.get(sounds, ())[:2]]
    if len(sounds) >= 2:
        # A string of the articles is worth more than a dictionary word, and a longer one more than its parts.
        for word, count in _heard(sounds, texts).items():
            readings.append((-9.0 + 1.5 * len(sounds) + min(2.0, math.log(count)), word))
    elif not readings:
        readings = [(-16.0, word) for word in _heard(sounds, texts)][:1] or [(-18.0, sounds[0])]
    return readings
