"""What the headings of a page have in common: labels that come back, how many words English ones have."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from index.blocks import Paragraph
from index.habits import LONGEST_GROUP
from index.items import is_label

_COUNT = re.compile(r"\d+\s?(?=years? ago|年前)")  # 50 years ago
LONGEST_PART = 10  # characters: 【部门回应】


def repeated_labels(text: str, paragraphs: Sequence[Paragraph]) -> set[str]:
    """Find the short lines that head parts of several stories alike: 案情, 判决, 说法."""
    heads = (p for p, below in pairwise(paragraphs) if p.form == "display" and below.form == "running")
    lines = Counter(text[p.start : p.end] for p in heads)
    shapes = Counter(_COUNT.sub("0", line) for line in lines)
    repeated = {
        line
        for line, count in lines.items()
        if (count > 1 and len(line) <= LONGEST_PART)
        or (_COUNT.match(line) and shapes[_COUNT.sub("0", line)] > 1)
    }
    return repeated if len(repeated) > 1 else set()


def usual_words(text: str, paragraphs: Sequence[Paragraph]) -> float:
    """Return how many words an English heading of the page has that stands alone above its text."""
    lines = [
        text[p.start : p.end]
        for p, below in pairwise(paragraphs)
        if p.form in ("display", "weak") and p.latin and not p.mark and below.form == "running"
    ]
    words = [len(line.split()) for line in lines if not is_label(line)]
    return median(words) if words else LONGEST_GROUP
