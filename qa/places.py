"""A question for places, answered over several articles: one line for each, with the place it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

import numpy as np

from index.glossary import glosses
from qa.answers import Span
from qa.choosing import Scored
from qa.lexicon import PLACE_RANKS, is_known, is_proper, rarity
from qa.lines import Line
from qa.questions import Question
from qa.reranking import Evidence, Floats
from qa.spans import plain
from qa.texts import Text, Word

MOST = 6
_REGION = re.compile(
    r"areas?\b|counties|county|districts?\b|places?\b|regions?\b|towns?\b|cities|localities|县"
    r"|(?<![小社园校])区|地方|地区|市(?!场)|乡镇",
    re.I,
)
_ASKS_PLACES = re.compile(
    r"哪(些|几个)(县|区|地|市|乡|镇)|which (areas|counties|districts|places|towns|cities|villages)", re.I
)
_GLOSS_PLACE = re.compile(
    r"\b(county|district|city|province|prefecture|town|township|municipality|region|banner)\b"
)


def asks_places(question: Question) -> bool:
    """Tell whether the question asks for several places."""
    return bool(_REGION.search(question.focus) or _ASKS_PLACES.search(question.text))


def place_names(evidence: Evidence) -> list[Span]:
    """Return the spans that name a place the question did not; those the headline names come first."""
    text, title = evidence.view.body.folded, evidence.view.title.folded
    asked = [match for match in evidence.matches if match.strength >= 0.7]
    spans: list[tuple[bool, int, int]] = []
    words = evidence.view.body.words
    for word, after in zip_longest(words, words[1:]):
        end = word.end + _is_ranked(word, after)
        titled = word.text[:2] in title
        said = any(match.start < word.end and word.start < match.end for match in asked)
        ranked = end > word.end and text[word.end] in "乡镇" and rarity(word.text, "zh") >= RARE
        if not said and (titled or text[end - 1] in PLACE_RANKS) and (_is_place(word) or ranked):
            spans.append((not titled, word.start, end))
    return [(start, end) for _, start, end in sorted(spans)]


def _is_ranked(word: Word, after: Word | None) -> bool:
    """Tell whether the rank of a place stands right behind its name: 柳河|县, but not 宜居|乡村."""
    if (
        after is None
        or after.start != word.end
        or after.text[0] not in PLACE_RANKS
        or word.text[-1] in PLACE_RANKS
    ):
        return False
    return len(after.text) == 1 or not is_known(after.text)


def named_places(text: Text) -> list[str]:
    """Return the places that a text names, in order, each with its rank: 柳河|县."""
    names: list[str] = []
    for word, after in zip_longest(text.words, text.words[1:]):
        if len(word.text) > 1 and _is_place(word) and is_proper(word.text, word.flag):
            names.append(text.folded[word.start : word.end + _is_ranked(word, after)])
    return names


RARE = 0.6  # a word as rare as this before 乡 or 镇 is the name of one: 柳条|乡


def _is_place(word: Word) -> bool:
    """Tell whether jieba or the dictionary takes a word for the name of a place."""
    ranks = [sense for sense in glosses(word.text) if _GLOSS_PLACE.search(sense)]
    if word.flag == "ns":
        return not ranks or any(sense[:1].isupper() for sense in ranks)  # 城市 is tagged so, too
    return any(sense[:1].isupper() for sense in ranks)


def place_lines(question: Question, weights: Floats, evidence: Sequence[Evidence]) -> list[Line]:
    """Return one line for each article that speaks of what was asked, with the place it names."""
    asked = [n for n in range(len(question.units)) if n not in question.focus_units]
    if not asked:
        return []
    share = np.array([weights[n] for n in asked])
    share = share / share.sum()
    said = {each.row: each.own[:, asked] @ share for each in evidence}  # (sentences,)
    bodies = [each for each in evidence if each.passage.kind != "heading"]
    ranked = sorted(bodies, key=lambda e: (-said[e.row].max(), e.passage.id))
    lines: list[Line] = []
    seen: set[str] = set()
    for each in ranked:
        article = each.passage.article.id
        if article in seen or said[each.row].max() < max(0.3, 0.55 * said[ranked[0].row].max()):
            continue
        if (home := _naming(each, evidence)) is not None:
            seen.add(article)
            lines.append(_line(each, home, said[each.row]))
    return lines[:MOST]


def _naming(evidence: Evidence, others: Sequence[Evidence]) -> Evidence | None:
    """Return the passage, or another one of its article, that names a place."""
    article = evidence.passage.article.id
    siblings = [each for each in others if each.passage.article.id == article and each is not evidence]
    return next((each for each in (evidence, *siblings) if place_names(each)), None)


def _line(speaking: Evidence, home: Evidence, said: Floats) -> Line:
    """Return the line of a passage that speaks of what was asked, with the place that `home` names."""
    span = place_names(home)[0]
    signs = {
        "coverage": float(speaking.coverage[int(said.argmax())]),
        "local": float(said.max()),
        "focus": 1.0,
        "fit": 1.0,
    }
    found = Scored(home, 0, plain("noun", *span), signs, speaking.score, speaking.score)
    beside = None if home is speaking else speaking
    return Line(found, (span,), speaking.passage.article.headline, beside)
