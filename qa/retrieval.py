"""Question → passages, by word and by meaning: the two legs, side by side."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.chinese import cut
from index.embeddings import Embedder
from index.entities import Passage
from index.glossary import english_terms, stem
from index.storage import Index
from index.words import WordIndex
from qa.fusion import Ranking, Weights, fuse
from qa.periods import Admitted
from qa.questions import Question
from qa.texts import language_of
from qa.units import SAYS, Unit

DEPTH = 60  # rows asked of each leg
TITLE = 0.5  # a word in a headline against the same word in the text

# The word leg knows a passage in the language of the question well, one in another only by the dictionary.
# Chosen on held-out questions with their passages and sentences with their translations (docs/model.md).
SAME_LANGUAGE: Weights = {"words": 0.85, "vectors": 0.15}
ACROSS: Weights = {"words": 0.45, "vectors": 0.55}

Terms = dict[str, dict[str, float]]
Term = tuple[str, str, float]  # field, word, boost


@dataclass(frozen=True, slots=True)
class Found:
    """What the two legs found: their own rankings and the fused one."""

    legs: Mapping[str, Ranking]
    fused: Ranking


def search(
    index: Index,
    embedder: Embedder,
    question: Question,
    admitted: Admitted | None = None,
    depth: int = DEPTH,
) -> Found:
    """Search by word and by meaning, where asked for only among the admitted rows, and fuse the two."""
    days, rows = (admitted.period.days, admitted.rows) if admitted else (None, None)
    legs: dict[str, Ranking] = {
        "words": index.words.search(search_terms(question), depth, days),
        "vectors": index.vectors.search(embedder.encode_questions([question.text]), depth, rows)[0],
    }
    return Found(legs, fuse_legs(question, legs, index.passages))


def fuse_legs(question: Question, legs: Mapping[str, Ranking], passages: Sequence[Passage]) -> Ranking:
    """Fuse rankings named "words" and "vectors", each row by what the word leg can know of its passage."""

    def weights_of(row: int) -> Weights:
        return SAME_LANGUAGE if language_of(passages[row]) == question.language else ACROSS

    return fuse(legs, weights_of)


_TITLES = {"body": "title", "gloss": "title_gloss", "pinyin": "title_pinyin"}


def search_terms(question: Question) -> Terms:
    """Return the words to search in each field, with their boosts."""
    terms: Terms = {}
    sought = _chinese_terms(question) if question.language == "zh" else _english_terms(question.units)
    for field, term, boost in sought:
        if not term or any(char.isspace() for char in term):
            continue
        for name, factor in ((field, 1.0), (_TITLES[field], TITLE)):
            into = terms.setdefault(name, {})
            into[term] = max(into.get(term, 0.0), boost * factor)
    return terms


def rarities(words: WordIndex, question: Question) -> dict[str, float]:
    """Return how much each word that is searched in the text says: its inverse document frequency."""
    terms = sorted(search_terms(question).get("body", {}))
    seen = [words.document_frequency("body", term) for term in terms]
    return {t: math.log1p((len(words) - n + 0.5) / (n + 0.5)) for t, n in zip(terms, seen, strict=True)}


def _chinese_terms(question: Question) -> Iterator[Term]:
    kept = [False] * len(question.text)
    for unit in question.units:
        if unit.weight > SAYS:
            kept[unit.start : unit.end] = [True] * (unit.end - unit.start)
    content = "".join(char if keep else " " for char, keep in zip(question.text, kept, strict=True))
    for token in cut(content):
        yield "body", token, 1.0
    for unit in question.units:
        if unit.weight > 0.2:
            yield from (("gloss", term, 0.1) for term in english_terms(unit.word)[:4])


def _english_terms(units: Sequence[Unit]) -> Iterator[Term]:
    for number, unit in enumerate(units):
        yield "gloss", stem(unit.text), unit.weight
        yield "body", unit.text, unit.weight
        if unit.name:
            yield "pinyin", unit.text, 1.0
            after = units[number + 1] if number + 1 < len(units) else None
            if after and after.name and after.run == unit.run:
                yield "pinyin", unit.text + after.text, 1.0
