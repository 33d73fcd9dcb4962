"""Choose the model's words and build its tokenizer.

Chinese dictionary words are kept whole and English words start with "▁", so that one plain
`tokenizers` file cuts both languages; rare words fall back to characters and pieces.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import rjieba
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from index.training.sources import Source

MARK = "▁"
UNKNOWN = "<unk>"
HAN = re.compile(r"[㐀-鿿〇\U00020000-\U0003134f]+")
LATIN = re.compile(r"[^\W\d_㐀-鿿〇\U00020000-\U0003134f]+")
DIGITS = re.compile(r"\d+")
# Runs of Han, runs of other letters, runs of digits; everything else carries no meaning for search.
_NAME = re.compile(r"[㐀-鿿]+(?:·[㐀-鿿]+)+")
# Everyday and dictionary English counts for more than the names of the encyclopedia; cloze pairs repeat its
# leads, and software manuals, dialogues and captions would flood the vocabulary.
_WEIGHTS = {
    "cedict": 10, "omw": 5, "parallel": 10, "en_questions": 10, "zh_questions": 10, "categories": 2,
    "zh_cloze": 0, "en_cloze": 0, "technical": 0, "dialogue": 0, "captions": 0,
}  # fmt: skip
RUNS = r"\p{Han}+|[\p{L}\p{M}&&[^\p{Han}]]+|\p{N}+"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many tokens of each kind the vocabulary holds."""

    chinese: int = 76_000
    english: int = 46_000
    pieces: int = 4_000
    numbers: int = 2_500


_NORMALIZER = normalizers.Sequence(
    [normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase(), normalizers.NFC()]
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each Chinese word, Latin word and number occurs."""

    chinese: Counter[str] = field(default_factory=Counter)
    latin: Counter[str] = field(default_factory=Counter)
    digits: Counter[str] = field(default_factory=Counter)

    def add(self, texts: Iterable[str], weight: int = 1) -> None:
        """Count the words of `texts`, each `weight` times."""
        text = _NORMALIZER.normalize_str("\n".join(texts))
        # The parts of a foreign name (贾里德·艾伦) are words, though no dictionary has them.
        names = Counter(
            part for name in _NAME.findall(text) for part in name.split("·") if 2 <= len(part) <= 5
        )
        words = Counter(rjieba.cut(" ".join(HAN.findall(_NAME.sub(" ", text))), True))
        for found, counts in (
            (names + words, self.chinese),
            (Counter(LATIN.findall(text)), self.latin),
            (Counter(DIGITS.findall(text)), self.digits),
        ):
            for word, n in found.items():
                counts[word] += n * weight
        del self.chinese[" "]


def _count_sources(sources: Sequence[Source]) -> Counts:
    counts = Counts()
    for source in sources:
        if weight := _WEIGHTS.get(source.name, 1):
            for texts in (source.left, source.right):
                for start in range(0, len(texts), 20_000):
                    counts.add(texts[start : start + 20_000], weight)
    return counts


def build_tokenizer(sources: Sequence[Source], sizes: Sizes = Sizes()) -> Tokenizer:
    """Return a Unigram tokenizer over the most useful words of `sources`."""
    counts = _count_sources(sources)
    # A dict keeps the order of the sources: a set's would move words that tie, from one process to the next.
    dictionary = dict.fromkeys(
        word
        for source in sources
        if source.name in {"cedict", "omw"}
        for word in source.left
        if len(word) <= 5 and HAN.fullmatch(word)
    )
    characters: Counter[str] = Counter()
    for word, n in counts.chinese.items():
        for char in word:
            characters[char] += min(n, 50)
    for word in dictionary:
        characters.update(word)
        counts.chinese[word] += 2
    for word in counts.chinese:
        # jieba's own frequencies come from newspapers and books; the pairs speak like an encyclopedia.
        if len(word) > 1 and rjieba.has_word(word):
            counts.chinese[word] += rjieba.suggest_freq(word) // 2
    singles = {char for char, n in characters.items() if n >= 2 and HAN.fullmatch(char)}
    words = [word for word, n in counts.chinese.most_common() if 2 <= len(word) <= 5 and n >= 2]
    english = [word for word, n in counts.latin.most_common() if len(word) > 1 and n >= 2][: sizes.english]
    known = set(english)
    rare = [word for word, n in counts.latin.items() if n > 1 and word not in known and word.isascii()]
    numbers = [number for number, _ in counts.digits.most_common(sizes.numbers)]

    scores: dict[str, float] = {}
    total = sum(counts.chinese.values())
    # A constant off each word prefers fewer, longer words where several cuts are known.
    for char in sorted(singles):
        scores[char] = _score(counts.chinese[char], total, 4.0)
    for word in words[: sizes.chinese - len(singles)]:
        scores[word] = _score(counts.chinese[word], total, 3.0)
    total = sum(counts.latin.values())
    for word in english:
        scores[MARK + word] = _score(counts.latin[word], total, 0.0)
    for piece, value in _pieces(rare, sizes.pieces).items():
        scores.setdefault(piece, round(value - 12.0, 3))
    for number in {*numbers, *map(str, range(100))}:
        scores[MARK + number] = -8.0
    for number in {*map(str, range(10)), *(f"{n:02d}" for n in range(100))}:
        scores.setdefault(number, -12.0)
    ordered = sorted(scores, key=lambda piece: (-scores[piece], piece))
    vocabulary = [(UNKNOWN, -30.0), (MARK, -2.0), *((piece, scores[piece]) for piece in ordered)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0))
    tokenizer.normalizer = _NORMALIZER
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(RUNS), "removed", invert=True),
            pre_tokenizers.Metaspace(MARK, "always", split=False),
        ]
    )
    return tokenizer


def _score(count: float, total: float, penalty: float) -> float:
    return round(math.log(max(count, 0.5) / total) - penalty, 3)


def _pieces(rare: Sequence[str], size: int) -> dict[str, float]:
    """Score the commonest beginnings and inner parts of words that did not make it into the vocabulary."""
    opening: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    for word in rare:
        opening.update(MARK + word[:end] for end in range(1, min(6, len(word))))
        inner.update(word[start : start + n] for start in range(1, len(word)) for n in (1, 2, 3, 4))
    best = opening.most_common(size // 2) + inner.most_common(size // 2)
    total = sum(inner.values())
    return {piece: _score(count, total, 0.0) for piece, count in best}
