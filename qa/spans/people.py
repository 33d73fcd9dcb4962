"""Names of people: authors from the byline and from credits, the others as qa/namer tells them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.entities import Passage
from qa.answers import Span
from qa.lexicon import is_surname
from qa.namer import names_in
from qa.spans import Candidate, plain
from qa.texts import Text

# Who took a picture: 冯一山摄, 特约摄影 霍青山
_CREDIT = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<before>[\u4e00-\u9fff]{2,4}?)\s?摄(?![\u4e00-\u9fff])"
    r"|(?:摄影|供图|拍摄)[:：/\s]+(?P<behind>[\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"
)
_JOINED = re.compile(r"\s?(?:、|和|与|與|及|,? and\b|&)\s?")
_COMMA = re.compile(r"\s?[,，]\s?")  # joins names only where another joint follows: Ann, Bob and Joe


def find_people(passage: Passage, body: Text) -> list[Candidate]:
    """Return the names of people, authors first taken from the byline."""
    found = [
        plain("author", *match.span())
        for author in passage.article.authors
        for match in re.finditer(re.escape(author), passage.text)
    ]
    for match in _CREDIT.finditer(body.folded):
        name = match.span("before" if match["before"] else "behind")
        if _begins_with_surname(body.folded, name[0]) and not _taken(found, *name):
            found.append(plain("author", *name))
    named = names_in(passage.text, body)
    found += [plain("person", *span) for span in named if not _taken(found, *span)]
    return sorted(found, key=lambda person: person.start)


def _taken(found: Sequence[Candidate], start: int, end: int) -> bool:
    return any(other.start < end and start < other.end for other in found)


def _begins_with_surname(text: str, start: int) -> bool:
    return is_surname(text[start : start + 2]) or is_surname(text[start])


def named_beside(people: Sequence[Span], name: Span, text: str) -> tuple[Span, ...]:
    """Return a name with those of `people` it is enumerated with: 护士|柳燕、何佳、杜建军|乘大巴."""
    ordered = sorted({*people, name})
    between = [text[one[1] : other[0]] for one, other in pairwise(ordered)]
    joined = [_JOINED.fullmatch(gap) is not None for gap in between]
    for n in reversed(range(len(joined) - 1)):
        joined[n] |= joined[n + 1] and _COMMA.fullmatch(between[n]) is not None
    first = last = ordered.index(name)
    while first and joined[first - 1]:
        first -= 1
    while last < len(joined) and joined[last]:
        last += 1
    return tuple(ordered[first : last + 1])
