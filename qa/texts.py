"""Passage → its words and those of its headline, made ready for matching."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.chinese import is_chinese
from index.entities import Passage
from qa.answers import Language

CHINESE = 0.25  # a text with at least this share of Chinese characters is Chinese: names may stand in Latin


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a passage or headline: its span and part of speech."""

    text: str
    flag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A text made ready for matching; it is the same as itself only, so that it can be a key."""

    folded: str
    words: tuple[Word, ...]
    vectors: NDArray[np.float32]  # (len(words), dim), unit length
    places: Mapping[str, tuple[int, ...]]  # where each character stands
    sounds: Mapping[str, tuple[int, ...]]  # where each syllable is heard
    starts: frozenset[int]  # of the words
    ends: frozenset[int]


@dataclass(frozen=True, slots=True)
class View:
    """A passage made ready for matching: its own words and those of its headline and section."""

    passage: Passage
    body: Text
    title: Text


def title_of(passage: Passage, masthead: str) -> str:
    """Return the words above a passage: headline, kicker, subtitle, section, and the name of the paper."""
    article = passage.article
    parts = (article.kicker, article.headline, article.subtitle, passage.section, masthead)
    return "\n".join(part for part in parts if part and part not in passage.text)


def speaks_chinese(passage: Passage) -> bool:
    """Tell whether any Chinese stands in a passage: a bilingual one translates its names."""
    return any(map(is_chinese, passage.text))


def language_of(passage: Passage) -> Language:
    """Return the language a passage is written in."""
    return _language(passage.text)


@lru_cache(maxsize=8192)
def _language(text: str) -> Language:
    return "zh" if sum(map(is_chinese, text)) >= CHINESE * len(text) else "en"
