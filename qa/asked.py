"""How near each word of a question stands to its question word: 老侯现在|改做|什么|工作.

What stands there is said of the answer itself; the rest tells of which matter it is, and a whole article may
be of that matter.
"""

from __future__ import annotations

import re

import numpy as np

from qa.questions import Question
from qa.reranking import Floats

HALF = 3.0  # characters, or English words, until a word of the question counts half
NAMED = 0.3  # what a name counts: the whole article is about it
_ZH_ASKS = re.compile(r"什么|啥|哪|谁|多少|几|怎么|咋|如何|何|多[大长高远久]")
_EN_ASKS = re.compile(r"\b(what|which|who|whom|whose|where|when|why|how)\b", re.I)


def asked_weights(question: Question, weights: Floats) -> Floats:
    """Return how much each unit says of what is asked for, (units,), summing to 1.

    Without a question word the weights come back as they are.
    """
    distances = _zh_distances(question) if question.language == "zh" else _en_distances(question)
    if distances is None:
        return weights
    near = weights / (1.0 + distances / HALF)
    near[[n for n, unit in enumerate(question.units) if unit.name]] *= NAMED
    shares: Floats = near / max(1e-9, float(near.sum()))
    return shares


def _zh_distances(question: Question) -> Floats | None:
    """Return how many characters lie between each unit and the nearest question word."""
    spans = [found.span() for found in _ZH_ASKS.finditer(question.plain)]
    if not spans:
        return None
    return np.array(
        [
            min(unit.start - end if unit.start >= end else max(0, start - unit.end) for start, end in spans)
            for unit in question.units
        ],
        dtype=float,
    )


def _en_distances(question: Question) -> Floats | None:
    """Return how many words lie between each unit and the first question word."""
    if not (found := _EN_ASKS.search(question.plain)):
        return None
    between = [
        question.plain[min(found.end(), unit.start) : max(found.end(), unit.start)] for unit in question.units
    ]
    return np.array([len(text.split()) for text in between], dtype=float)
