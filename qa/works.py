"""A question for what somebody wrote or photographed → one line for each article with that byline."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.chinese import is_chinese
from index.entities import Passage
from qa.choosing import Scored
from qa.lines import Line, shorten
from qa.pinyin import sounding, spell
from qa.questions import Question
from qa.reranking import Evidence
from qa.spans import plain

MOST = 6
_KINDS = ("list", "what", "which", "number", "keywords", "who")
Rows = tuple[int, ...]
Ways = Sequence[tuple[str, ...]]  # to read a Latin word as pinyin syllables
_WORKS = re.compile(
    r"写(了|过|的|出)?(哪|什么|啥|几|过)|(报道|采写|拍|拍摄|摄影|发表|署名)(了|过|的)?.{0,4}(哪|什么|啥)"
    r"|(写|拍|署名|采写|摄影)的.{0,14}(哪些|哪几|什么|啥|各)"
    r"|(哪|什么|啥).{0,6}(是|由).{2,8}(写|报道|采写|拍|摄)"
    r"|\b(?:what|which)\b.*\b(?:articles?|stories|story|reports?|pieces?|photos?|photographs?|pictures?|captions?)\b"
    r".*\b(?:by|wrote|written|write|took|taken|take|credited|reported)\b"
    r"|\b(?:what|which)\b.*\b(?:did|has|have)\b.*\b(?:write|written|report|reported|photograph|photographed)\b"
    r"|\bcredited to\b",
    re.I,
)


def works_by_author(passages: Sequence[Passage]) -> dict[str, dict[str, Rows]]:
    """Return, for each author, the rows of the passages of each article with that byline."""
    works: dict[str, dict[str, Rows]] = {}
    for row, passage in enumerate(passages):
        for author in passage.article.authors:
            of_author = works.setdefault(author, {})
            of_author[passage.article.id] = (*of_author.get(passage.article.id, ()), row)
    return works


def asks_works(question: Question) -> bool:
    """Tell whether a question may ask for what somebody wrote or photographed."""
    return question.kind in _KINDS and bool(_WORKS.search(question.text))


def asked_author(question: Question, works: Mapping[str, object]) -> str:
    """Return the author that a question for works names, "" when it names none."""
    text = question.plain
    named = [author for author in works if author in text]
    if not named and question.language == "en":
        names = [name.replace(" ", "").lower() for name in _CAPITALS.findall(text)]
        spelt = [spell(name) for name in names]
        named = [author for author in works if _is_spelt(author, spelt)]
    return max(named, key=len, default="")


_CAPITALS = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)*")


def _is_spelt(author: str, spelt: Sequence[Ways]) -> bool:
    """Tell whether one of the ways to read some capitalised words is a Chinese name (Wang Jian)."""
    if not (2 <= len(author) <= 4 and all(map(is_chinese, author))):
        return False
    return any(sounding([way for way in ways if len(way) == len(author)], author) for ways in spelt)


def heading_rows(works: Mapping[str, Rows], passages: Sequence[Passage]) -> list[int]:
    """Return the row that names each article best: its heading, else its first passage."""

    def best(rows: Rows) -> int:
        return next((row for row in rows if passages[row].article.headline in passages[row].text), rows[0])

    return [best(rows) for rows in works.values()][:MOST]


def work_lines(evidence: Sequence[Evidence]) -> list[Line]:
    """Return one line for each article: its headline, or the beginning of a caption."""
    return [_line(each) for each in sorted(evidence, key=lambda e: e.row)]


def _line(evidence: Evidence) -> Line:
    passage = evidence.passage
    start = passage.text.find(passage.article.headline)
    if start >= 0 and passage.article.kind == "story":
        span = (start, start + len(passage.article.headline))
    else:
        first, last = passage.sentences[0] if passage.sentences else (0, len(passage.text))
        span = shorten(passage.text[first:last], first, last)
    signs = {"coverage": 1.0, "local": 1.0, "focus": 1.0, "fit": 1.0}
    found = Scored(evidence, 0, plain("clause", *span), signs, evidence.score, evidence.score)
    return Line(found, (span,))
