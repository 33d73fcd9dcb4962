"""Whether the text below a heading goes on with the story above it, or speaks of something else."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from index.blocks import Paragraph
from index.chinese import fold_keep
from index.leads import content_words

_CHINESE = re.compile(r"[\u4e00-\u9fff]{3,}")
LONGEST_BELOW = 400  # characters below a heading that are held against the story above it
MOST_ABOVE = 40  # paragraphs


class Cohesion:
    """The content words of a page's paragraphs, and its names as three characters, cut when asked for.

    Of the 42 sections of the Chinese test pages all but six share two or more words with the story above them
    that the rest of the page does not use; of 154 neighbouring stories half share none (Hearst 1997,
    TextTiling).
    """

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._words: dict[int, frozenset[str]] = {}
        self._everywhere: Counter[str] | None = None

    def links(self, above: range, below: range, title: range = range(0)) -> tuple[int, int]:
        """Count the words that two runs of rows share, and those only they have or the `title` has."""
        near = self._nearest(below)
        upper, lower = self._count(above[-MOST_ABOVE:]), self._count(near)
        if self._everywhere is None:
            self._everywhere = self._count(range(len(self._paragraphs)))
        shared = upper.keys() & lower.keys()
        beyond = self._count(range(near.stop, below.stop))
        named = self._count(title)
        own = [
            word
            for word in shared
            if word in named or self._everywhere[word] == upper[word] + lower[word] + beyond[word]
        ]
        return len(shared), len(own)

    def _nearest(self, rows: range) -> range:
        first = self._paragraphs[rows.start].start
        last = next((row for row in rows if self._paragraphs[row].end - first > LONGEST_BELOW), rows.stop - 1)
        return range(rows.start, last + 1)

    def _count(self, rows: Iterable[int]) -> Counter[str]:
        return Counter(word for row in rows for word in self._words_of(row))

    def _words_of(self, row: int) -> frozenset[str]:
        if row not in self._words:
            paragraph = self._paragraphs[row]
            shown = self._text[paragraph.start : paragraph.end]
            found = {word for word in content_words(shown) if not word[0].isdigit()}
            self._words[row] = frozenset(found | three_characters(shown))
        return self._words[row]


def three_characters(text: str) -> set[str]:
    """Return each three Chinese characters in a row: a person's name is in no dictionary."""
    return {run[at : at + 3] for run in _CHINESE.findall(fold_keep(text)) for at in range(len(run) - 2)}
