"""Question → passages, by word and by meaning: the two legs, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.chinese import cut, is_chinese
from index.embeddings import Embedder
from index.glossary import english_terms, stem
from index.storage import Index
from qa.fusion import Ranking, fuse
from qa.periods import Admitted
from qa.questions import Question
from qa.units import Unit

DEPTH = 60  # rows asked of each leg
TITLE = 0.5  # a word in a headline against the same word in the text

# Fitted on public question sets and the questions of `python -m qa evaluate`; see docs/answers.md.
WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "zh": {"words": 0.75, "vectors": 0.25},
    "en": {"words": 0.6, "vectors": 0.4},
}

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
    return Found(legs, fuse(legs, WEIGHTS[question.language]))


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


def _chinese_terms(question: Question) -> Iterator[Term]:
    kept = [False] * len(question.text)
    for unit in question.units:
        if unit.weight > 0.06:
            kept[unit.start : unit.end] = [True] * (unit.end - unit.start)
    content = "".join(char if keep else " " for char, keep in zip(question.text, kept, strict=True))
    for token in cut(content):
        yield "body", token, 0.3 if len(token) == 1 and is_chinese(token) else 1.0
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
