"""Typed pinyin → the Chinese question it spells, read with the words of the articles and the dictionary.

`lishu xian you duoshao wangge` becomes 梨树县有多少网格: every stretch of syllables is read as the most
likely sequence of words (Viterbi), where words of the passages that sound like the question come first.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from index.chinese import is_chinese, is_syllable, syllables, tag
from qa.lexicon import frequencies, is_measure_word, rarity
from qa.pinyin import spell

LONGEST_WORD = 8  # syllables of a word of the pages
LONGEST_KNOWN = 4  # characters of a dictionary word

# Question words as people type them; the reading of everything else comes from articles and dictionary.
_GRAMMAR_WORDS = (
    "多少 几个 几名 几家 几 什么 哪个 哪些 哪里 哪儿 谁 怎么 怎样 为什么 什么时候 "
    "何时 有 是 的 了 在 和 与 吗 呢 一共 总共 叫什么 名字 哪几个 哪 几处 几次 "
    "几人 个 不 没有 有没有 请问 今年 多大 多长 谁写的 谁拍的"
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
def _frequent() -> dict[tuple[str, int], list[tuple[float, str]]]:
    """Return the frequent Chinese words by a reading of their first character and their length, best first.

    To spell every word takes a second: the others of its syllables are looked at when they are asked for.
    """
    table: dict[tuple[str, int], list[tuple[float, str]]] = {}
    for word, frequency in frequencies("zh").items():
        if 1 <= len(word) <= LONGEST_KNOWN and all(is_chinese(char) for char in word) and frequency > 1e-6:
            for sound in syllables(word[0]):
                table.setdefault((sound, len(word)), []).append((math.log(frequency), word))
    for words in table.values():
        words.sort(reverse=True)
    return table


@functools.lru_cache(maxsize=1)
def _grammar() -> dict[tuple[str, ...], list[tuple[float, str]]]:
    table: dict[tuple[str, ...], list[tuple[float, str]]] = {}
    for word in _GRAMMAR:
        table.setdefault(_spelt(word), []).insert(0, (-4.0, word))
    return table


@functools.lru_cache(maxsize=65536)
def _spelt(word: str) -> tuple[str, ...]:
    """Return the syllables of a word as it is usually read: 校长 → xiao, zhang."""
    readings = [syllables(char) for char in word]
    if all(len(each) == 1 for each in readings):
        return tuple(sound for each in readings for sound in each)
    from pypinyin import lazy_pinyin  # imported late: only pinyin questions need it

    return tuple(lazy_pinyin(word, v_to_u=False))


@functools.lru_cache(maxsize=16384)
def _known(sounds: tuple[str, ...]) -> tuple[tuple[float, str], ...]:
    """Return the words with these syllables: those of grammar, and the two likeliest of the dictionary."""
    known: list[tuple[float, str]] = []
    for score, word in _frequent().get((sounds[0], len(sounds)), ()):
        if len(known) == 2:
            break
        if all(s in syllables(char) for s, char in zip(sounds, word, strict=True)) and _spelt(word) == sounds:
            known.append((score, word))
    return (*_grammar().get(sounds, ()), *known)


class _Heard:
    """What texts sound like: where each syllable stands, and so where a run of syllables is heard."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = list(texts)
        self.text = "\n".join(texts)
        self._borders: set[int] = set()  # where words begin and end
        self._places: dict[tuple[str, ...], set[int]] = {}
        first = 0
        for text in texts:
            self._borders.update(first + at for _, _, start, end in tag(text) for at in (start, end))
            first += len(text) + 1
        for at, char in enumerate(self.text):
            for sound in syllables(char):
                self._places.setdefault((sound,), set()).add(at)

    def words(self, sounds: tuple[str, ...]) -> dict[str, float]:
        """Return the strings of the texts that sound like the syllables, with how well they are heard.

        A string that begins or ends inside a word (理局 in 管理局) is hardly what was meant, and one that
        begins with the measure word of a figure (个网格) never is.
        """
        counts: dict[str, int] = {}
        whole: set[str] = set()
        for at in sorted(self._at(sounds)):
            end = at + len(sounds)
            if not self.text[at - 1 : at].isdigit():
                word = self.text[at:end]
                counts[word] = counts.get(word, 0) + 1
                if at in self._borders and end in self._borders:
                    whole.add(word)
        return {
            word: min(2.0, math.log(count)) - (0.0 if word in whole else 6.0)
            for word, count in counts.items()
        }

    def _at(self, sounds: tuple[str, ...]) -> set[int]:
        """Return where the syllables are heard: where all but the last are, and the last behind them."""
        if sounds not in self._places:
            last = self._places.get(sounds[-1:], set())
            before = self._at(sounds[:-1]) if len(sounds) > 1 and last else set()
            self._places[sounds] = {at for at in before if at + len(sounds) - 1 in last}
        return self._places[sounds]


def _asked_phrases(text: str) -> dict[tuple[str, ...], list[tuple[float, str]]]:
    """Return 多少 and 几 with what the text counts, by their syllables: 多少盏, 几项."""
    counts = Counter(_COUNTED.findall(text))
    counts.update(_ALWAYS)
    table: dict[tuple[str, ...], list[tuple[float, str]]] = {}
    for char, count in counts.items():
        if char in _ALWAYS or is_measure_word(char):
            for ask in _ASKED:
                score = -0.5 + 0.5 * min(2.0, math.log(count))
                table.setdefault(_spelt(ask + char), []).append((score, ask + char))
    return table


def to_chinese(text: str, texts: Iterable[str]) -> str:
    """Read typed pinyin as Chinese; `texts` are passages whose words sound like it.

    >>> to_chinese("lishu xian", ["梨树县的网格"])
    '梨树县'
    """
    tokens = _tokens(text)
    heard = _Heard(texts)
    phrases = _asked_phrases(heard.text)
    readings = functools.lru_cache(maxsize=None)(functools.partial(_readings, heard=heard, phrases=phrases))
    best = [0.0, *(-1e9 for _ in tokens)]
    last: list[tuple[int, str]] = [(0, "") for _ in best]  # the last word of the best reading up to here
    for end in range(1, len(tokens) + 1):
        for start in range(max(0, end - LONGEST_WORD), end):
            for score, word in readings(tuple(tokens[start:end])):
                if best[start] + score > best[end]:
                    best[end], last[end] = best[start] + score, (start, word)
    words, end = [], len(tokens)
    while end > 0:
        end, word = last[end]
        words.append(word)
    return "".join(reversed(words))


def _readings(
    sounds: tuple[str, ...], heard: _Heard, phrases: Mapping[tuple[str, ...], list[tuple[float, str]]]
) -> list[tuple[float, str]]:
    if not all(is_syllable(sound) for sound in sounds):
        return [(0.0, sounds[0])] if len(sounds) == 1 else []
    known: Sequence[tuple[float, str]] = _known(sounds)
    if sounds in phrases:
        known = sorted([*phrases[sounds], *known], reverse=True)
    readings = [(score - 2.0, word) for score, word in known[:2]]
    if len(sounds) >= 2:
        # A string of the articles is worth more than a dictionary word, and a longer one more than its parts.
        for word, clear in heard.words(sounds).items():
            readings.append((-9.0 + 1.5 * len(sounds) + clear, word))
    elif not readings:
        readings = [(-16.0, word) for word in heard.words(sounds)][:1] or [(-18.0, sounds[0])]
    return readings
