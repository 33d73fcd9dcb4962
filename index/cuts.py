"""Words that OCR cut in two: the end of a line and the beginning of the next, read together."""

from index.blocks import Paragraph
from index.chinese import clean, words
from index.glossary import glosses

NEAR = 6  # characters on each side


def cut_word(text: str, paragraph: Paragraph) -> str:
    """Return the Chinese word that a line's end cuts in two, or ""."""
    return _cut(text, paragraph)[0]


def cuts_known_word(text: str, paragraph: Paragraph) -> bool:
    """Tell whether the word cut is one of the dictionary, 每公 | 斤, and none that chance makes."""
    word, inner = _cut(text, paragraph)
    return bool(word) and bool(glosses(word) or glosses(inner))


def _cut(text: str, paragraph: Paragraph) -> tuple[str, str]:
    """Return the word that a line's end cuts in two, and the two characters at the cut."""
    left = clean(text[max(paragraph.start, paragraph.end - NEAR) : paragraph.end]).text
    right = clean(text[paragraph.end : paragraph.end + 2 * NEAR].strip()[:NEAR]).text
    word = next((word for word, start, end in words(left + right) if start < len(left) < end), "")
    return word, left[-1:] + right[:1]
