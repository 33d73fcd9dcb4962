"""Latin letters as pinyin: the ways to read them, and the Chinese text that sounds so."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from index.chinese import is_syllable, syllables


@functools.lru_cache(maxsize=4096)
def spell(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read a Latin word as pinyin syllables, fewest syllables first.

    >>> spell("lishu")
    (('li', 'shu'),)
    """
    word = word.lower().replace("ü", "v").replace("'", "").replace("’", "")
    if not re.fullmatch(r"[a-z]+", word) or len(word) > 24:
        return ()
    ways: list[list[tuple[str, ...]]] = [[] for _ in range(len(word) + 1)]
    ways[0] = [()]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            if ways[start] and is_syllable(word[start:end]):
                ways[end] += [(*before, word[start:end]) for before in ways[start]]
        ways[end] = sorted(ways[end], key=len)[:4]
    return tuple(ways[-1])


def sounds_of(places: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
    """Return where each syllable is heard, from where each character stands."""
    heard: dict[str, list[int]] = {}
    for char, at in places.items():
        for sound in syllables(char):
            heard.setdefault(sound, []).extend(at)
    return {sound: tuple(sorted(at)) for sound, at in heard.items()}


def sounding(
    ways: Sequence[tuple[str, ...]], text: str, sounds: Mapping[str, Sequence[int]] | None = None
) -> list[tuple[int, int]]:
    """Return the spans of Chinese text that sound like one of the spellings.

    With `sounds` (see `sounds_of`) only the places of first syllables are looked at, else all.
    """
    return [
        (at, at + len(way))
        for way in ways
        for at in (range(len(text)) if sounds is None else sounds.get(way[0], ()))
        if at + len(way) <= len(text)
        and all(sound in syllables(char) for sound, char in zip(way, text[at : at + len(way)], strict=True))
    ]
