"""Question words ↔ passage words: which words of a passage stand for which words of the question.

Exact strings come first, then pinyin (typed names, homophone typos), the dictionary (across languages),
abbreviations, and last the nearest word vector (late interaction, Khattab & Zaharia 2020). Each match
keeps its place, so that the same table ranks passages, decides whether all was covered, and marks words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from index.chinese import fold_keep, is_chinese, tag
from index.embeddings import StaticModel
from index.entities import Passage
from index.glossary import chinese_for, stem
from qa.likeness import (
    Group,
    Match,
    match_characters,
    match_latin,
    match_respelt,
    match_synonyms,
    match_translated,
)
from qa.pinyin import sounds_of
from qa.questions import Question
from qa.texts import Text, View, Word, title_of
from qa.units import Unit

# A cosine below NEAR is noise: of unrelated pairs of common words one in a hundred is above 0.18, one in a
# thousand above 0.37. At NEAREST it is as good as it gets.
NEAR, NEAREST = 0.28, 0.70
NEARBY = 0.65  # the best a vector match can count: a mayor is near a secretary, but is none
NEAREST_WORDS, NEAREST_SOUGHT = 3, 10  # what is asked for may stand beside each of many names and figures
SURE = 0.8  # a word found so surely is not sought by other means
SIBLING = 0.5  # of a match by vector
TRANSLATED = 0.92  # a dictionary translation may be of another sense
CACHED = 4096  # passages kept ready for matching
CACHED_WORDS = 200_000
CACHED_MATCHES = 65_536  # of a piece of a question with a text: those of a long question with all its sides
CONTENT = re.compile(r"^(n|v|a|i|l|j|t|s|f|b|z|eng|m|g|ng|vn|an|nr|ns|nt|nz)")


class Matcher:
    """Matches questions with passages; keeps what it learnt of a word."""

    def __init__(self, model: StaticModel, masthead: Callable[[str], str] = lambda file: "") -> None:
        """`masthead` returns what stands at the top of a file: a county's paper seldom names it again."""
        self.model = model
        self._masthead = lru_cache(maxsize=CACHED)(masthead)
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._seen: set[str] = set()
        self._sentences: dict[str, NDArray[np.float32]] = {}
        self.view = lru_cache(maxsize=CACHED)(self._view)
        self._spoken = lru_cache(maxsize=CACHED)(self._spoken_as)
        self._found: dict[tuple[str, str, int, Text], list[Match]] = {}

    def prepare(self, passages: Iterable[Passage]) -> None:
        """Learn the words of passages not seen before in one go: the model is slow on many small texts."""
        fresh = [passage for passage in passages if passage.id not in self._seen]
        if not fresh:
            return
        self._seen.update(passage.id for passage in fresh)
        texts = [fold_keep(text) for passage in fresh for text in (passage.text, self._above(passage))]
        self.vectors([text[start:end] for text in texts for _, _, start, end in tag(text)])

    def _view(self, passage: Passage) -> View:
        return View(passage, self.read(passage.text), self.read(self._above(passage)))

    def _above(self, passage: Passage) -> str:
        return title_of(passage, self._masthead(passage.file))

    def read(self, text: str) -> Text:
        """Make a text ready for matching: its words, their places and vectors."""
        folded = fold_keep(text)
        words = tuple(
            Word(folded[start:end], flag, start, end)
            for _, flag, start, end in tag(folded)
            if any(char.isalnum() for char in folded[start:end])
        )
        places: dict[str, list[int]] = {}
        for at, char in enumerate(folded):
            places.setdefault(char, []).append(at)
        vectors = self.vectors([word.text for word in words])
        return Text(
            folded,
            words,
            vectors,
            {char: tuple(at) for char, at in places.items()},
            sounds_of(places),
            frozenset(word.start for word in words),
            frozenset(word.end for word in words),
        )

    def sentence_vectors(self, passages: Sequence[Passage]) -> list[NDArray[np.float32]]:
        """Return the unit vectors of each passage's sentences under their headline, (sentences, dim)."""
        fresh = [passage for passage in passages if passage.id not in self._sentences]
        if fresh and len(self._sentences) > CACHED:
            self._sentences.clear()
            fresh = list(passages)
        if fresh:
            spoken = [_under_headline(passage) for passage in fresh]
            vectors = self.model.encode_passages([text for texts in spoken for text in texts])
            at = 0
            for passage, texts in zip(fresh, spoken, strict=True):
                self._sentences[passage.id] = vectors[at : at + len(texts)]
                at += len(texts)
        return [self._sentences[passage.id] for passage in passages]

    def vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vector of each word, (n, dim)."""
        fresh = sorted({word for word in words if word not in self._vectors})
        if fresh:
            if len(self._vectors) > CACHED_WORDS:
                self._vectors.clear()
                fresh = sorted(set(words))
            for word, vector in zip(fresh, self.model.encode_questions(fresh), strict=True):
                self._vectors[word] = vector
        if not words:
            return np.zeros((0, self.model.dimension), np.float32)
        return np.stack([self._vectors[word] for word in words])

    def match(self, question: Question, text: Text) -> list[Match]:
        """Return every place of `text` that stands for a unit of the question."""
        matches: list[Match] = []
        for run in _runs(question.units):
            if is_chinese(question.units[run[0]].text[0]):
                found = partial(match_characters, question.units, run, text)
                matches += self._once("characters", question, run[0], text, found)
        return matches + self._match_words(question, text, strengths(len(question.units), matches).tolist())

    def _match_words(self, question: Question, text: Text, found: Sequence[float]) -> list[Match]:
        """Match the words that did not stand in the text as such; by vector those no other means found."""
        matches: list[Match] = []
        pending: list[tuple[Group, str, bool]] = []
        for group, word in _word_groups(question.units):
            # what is asked for may stand under another name too: 企业 … 公司
            sought = any(unit in question.focus_units for unit in group)
            best = sum(found[unit] for unit in group) / len(group)
            if best < SURE:
                found_word = partial(_match_word, question.units, group, word, text)
                got = self._once("word", question, group[0], text, found_word)
                matches += got
                best = max((match.strength for match in got), default=0.0)
            name = question.units[group[0]].name and not question.units[group[0]].common
            if sought or (best < NEARBY and not name):  # Paris is near Lyon, but a name has no synonyms
                pending.append((group, word, sought))
        if pending and len(text.words):
            how = f"nearest {[(group[0], sought) for group, _, sought in pending]}"
            near = partial(self._match_near, pending, text)
            matches += self._once(how, question, pending[0][0][0], text, near)
        return matches

    def _once(
        self, how: str, question: Question, unit: int, text: Text, match: Callable[[], list[Match]]
    ) -> list[Match]:
        """Match once what several sides of a question ask: their units differ in weight alone."""
        key = (how, question.plain, unit, text)
        found = self._found.get(key)
        if found is None:
            if len(self._found) > CACHED_MATCHES:
                self._found.clear()
            found = self._found[key] = match()
        return found

    def _match_near(self, pending: Sequence[tuple[Group, str, bool]], text: Text) -> list[Match]:
        """Return for each word the nearest content words of a text by vector; the more for one sought."""
        matches: list[Match] = []
        near = self._similarities(tuple(word for _, word, _ in pending), text)
        order = np.argsort(-near, axis=1, kind="stable")[:, :NEAREST_SOUGHT]
        best = np.take_along_axis(near, order, axis=1)
        for (group, word, sought), places, row in zip(pending, order.tolist(), best.tolist(), strict=True):
            most = NEAREST_SOUGHT if sought else NEAREST_WORDS
            for at, alike in zip(places[:most], row, strict=False):
                if alike < NEAR:
                    break
                target = text.words[at]
                figure = target.flag.startswith("m") and not is_chinese(word[0])
                if CONTENT.match(target.flag) and not figure:
                    strength = min(NEARBY, 0.2 + (NEARBY - 0.2) * (alike - NEAR) / (NEAREST - NEAR))
                    strength *= SIBLING if _are_siblings(word, target.text) else 1.0
                    matches += (Match(unit, target.start, target.end, strength) for unit in group)
        return matches

    def _similarities(self, words: tuple[str, ...], text: Text) -> NDArray[np.float32]:
        """Return how near each word of a text is to words, or their translations, (words, text's words)."""
        spoken, firsts = self._spoken(words)
        best: NDArray[np.float32] = np.maximum.reduceat(spoken @ text.vectors.T, firsts, axis=0)
        return best

    def _spoken_as(self, words: tuple[str, ...]) -> tuple[NDArray[np.float32], list[int]]:
        """Return the vectors of words, each before those of its translations, and the places of the first.

        Those of translations are shortened: they are never as near as the word itself.
        """
        rows: list[NDArray[np.float32]] = []
        firsts: list[int] = []
        for word in words:
            firsts.append(sum(map(len, rows)))
            own = self._vectors_of(word)
            rows.append(np.concatenate([own[:1], own[1:] * np.float32(TRANSLATED)]))
        return np.concatenate(rows), firsts

    def _vectors_of(self, word: str) -> NDArray[np.float32]:
        """Return the vectors of a word and of its translations, (1 + translations, dim)."""
        spoken = [word]
        if not is_chinese(word[0]):
            spoken += [other for other in chinese_for(stem(word))[:6] if len(other) > 1]
        return self.vectors(spoken)


def _are_siblings(one: str, other: str) -> bool:
    """Tell whether two words name sorts of one thing: 草莓 and 蓝莓, 早稻 and 晚稻."""
    return len(one) == len(other) == 2 and is_chinese(one[0]) and one[1] == other[1] and one[0] != other[0]


def _match_word(units: Sequence[Unit], group: Group, word: str, text: Text) -> list[Match]:
    """Match a word by sound, shortened or translated."""
    if is_chinese(word[0]):
        spelt = match_respelt(group, word, text) + match_synonyms(group, word, text)
        return spelt + match_translated(group, word, text)
    return match_latin(units, group[0], text)


def _under_headline(passage: Passage) -> list[str]:
    spans = passage.sentences or ((0, len(passage.text)),)
    return [f"{passage.article.headline}\n{passage.text[start:end]}" for start, end in spans]


def _runs(units: Sequence[Unit]) -> list[list[int]]:
    """Group the units that stand side by side in one script."""
    runs: list[list[int]] = []
    for number, unit in enumerate(units):
        last = units[runs[-1][-1]] if runs else None
        if last and last.run == unit.run and is_chinese(last.text[0]) == is_chinese(unit.text[0]):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _word_groups(units: Sequence[Unit]) -> list[tuple[Group, str]]:
    """Return the units of each word of the question together with the word."""
    groups: list[tuple[Group, str]] = []
    for number, unit in enumerate(units):
        group, word = groups[-1] if groups else ((), "")
        if group and word == unit.word and unit.start == units[group[-1]].end and is_chinese(unit.text[0]):
            groups[-1] = ((*group, number), word)
        else:
            groups.append(((number,), unit.word))
    return groups


def strengths(count: int, matches: Iterable[Match]) -> NDArray[np.float64]:
    """Return how surely each of the question's units is matched anywhere, (count,)."""
    best = [0.0] * count
    for match in matches:
        if match.strength > best[match.unit]:
            best[match.unit] = match.strength
    return np.array(best)
