"""Text → tokens, each a Chinese character, a Latin word, a figure or a mark, with what is known of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from index.chinese import is_chinese
from index.glossary import glosses
from index.networks import Array, Ints
from qa.lexicon import is_surname, rarity
from qa.tagged import FLAGS
from qa.texts import Text

ALONE, FIRST, INSIDE, LAST = 1, 2, 3, 4  # where in its word a token stands; 0 in none
SHAPES = 10
# Markdown may set a name in bold: * and _ are none.
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_LETTERS = rf"(?:(?![{_HAN}])[^\W\d_][\u0300-\u036f]*)+"  # of any script but Chinese, with their accents
_TOKEN = re.compile(rf"{_LETTERS}(?:['’-]{_LETTERS})*|\d+|[^\s*_]")


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of a text, n of them."""

    texts: tuple[str, ...]  # folded
    starts: Ints
    ends: Ints
    words: Ints  # the word each belongs to, in the vectors of the text; −1 for none
    flags: Ints  # part of speech of the word, 1 … 26; 0 for none
    places: Ints  # where in its word it stands
    shapes: Array  # (n, SHAPES)


def tokens_of(written: str, body: Text) -> Tokens:
    """Cut a text into tokens; `written` is the text as printed, `body` the same made ready for matching."""
    found = list(_TOKEN.finditer(written))
    word_at = np.full(len(written) + 1, -1, np.int64)
    for number, word in enumerate(body.words):
        word_at[word.start : word.end] = number
    starts = np.array([token.start() for token in found], np.int64)
    ends = np.array([token.end() for token in found], np.int64)
    words = word_at[starts]
    flags, places = np.zeros((2, len(found)), np.int64)
    shapes = np.zeros((len(found), SHAPES), np.float32)
    for n, token in enumerate(found):
        start, end = token.span()
        _tell_shape(shapes[n], token[0], body.folded, start, written[max(0, start - 1) : start])
        if words[n] < 0:
            continue
        word = body.words[words[n]]
        flags[n] = FLAGS.find(word.flag[:1]) + 1
        whole = word.start >= start and word.end <= end
        places[n] = ALONE if whole else FIRST if word.start >= start else LAST if word.end <= end else INSIDE
        shapes[n, 8] = _is_word(word.text)
        shapes[n, 9] = rarity(word.text, "zh" if is_chinese(word.text[0]) else "en")
    return Tokens(
        tuple(body.folded[token.start() : token.end()].lower() for token in found),
        starts,
        ends,
        words,
        flags,
        places,
        shapes,
    )


def vectors_of(tokens: Tokens, body: Text) -> Array:
    """Return the vector of the word that each token belongs to, (n, dim); zero for none."""
    nothing = np.zeros((1, body.vectors.shape[1]), np.float32)
    return np.asarray(np.concatenate([body.vectors, nothing])[tokens.words], np.float32)


def _tell_shape(shape: Array, token: str, folded: str, start: int, before: str) -> None:
    """Write what the letters of a token tell: its script, capitals, a surname, a space or line before it."""
    char = token[0]
    shape[0] = is_chinese(char)
    shape[1] = char.isupper()
    shape[2] = len(token) > 1 and token.isupper()
    shape[3] = char.isdigit()
    shape[4] = not char.isalnum()
    if shape[0]:
        shape[5] = is_surname(folded[start])
        shape[6] = is_surname(folded[start : start + 2])
    shape[7] = before.isspace() or not before


def _is_word(text: str) -> bool:
    """Tell whether the dictionary knows a word, and not as a name only."""
    return bool(senses := glosses(text)) and not senses[0][:1].isupper()
