"""The first words below an English heading: a pronoun goes on with the text above, capitals open a story."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.blocks import Paragraph
from index.habits import HEADINGS

FEWEST_LARGE = 3  # stories by which a page's way to set first words is known
# The text of a section goes on: He began at 15 …
_REFERS = re.compile(r"[\"“]?(?:He|She|They|His|Her|Their|But|And|Then|Since then|That)\b")
_LARGE = re.compile(r"[\"'“‘]?(?:[A-Z] )?[A-Z][A-Z'’-]+ (?:[A-Z'’-]+ ){0,3}[a-z]")  # A WHIPPET called Nigel


def refers_back(text: str, paragraph: Paragraph) -> bool:
    """Tell whether a text begins with a word for who was named above it."""
    return _REFERS.match(text, paragraph.start, paragraph.end) is not None


def begins_large(text: str, paragraph: Paragraph) -> bool:
    """Tell whether the first words of a text are set in capitals."""
    return _LARGE.match(text, paragraph.start, paragraph.end) is not None


def sets_first_words_large(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Tell a page that sets the first words of its stories in capitals."""
    below = (p for above, p in pairwise(paragraphs) if above.form in HEADINGS)
    return sum(begins_large(text, p) for p in below) >= FEWEST_LARGE
