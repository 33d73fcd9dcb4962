"""Question → its sides: the things it compares or asks about side by side."""

from __future__ import annotations

import re
from itertools import takewhile

from index.chinese import tag
from qa.answers import Language

MOST = 4
THAN = r"(?<![对相占之与和分])比(?![赛例如较方重分,，])"  # 梨树比伊通, and none of the words with 比


_GIVE_BOTH = re.compile(
    r"[?.,] *(?:please )?(?:give|state|name|tell)\b[^?.,]*\b(?:both|each)\b[^?.,]*[?.]*\s*$", re.I
)


def sides_of(text: str, language: Language) -> tuple[str, ...]:
    """Return the two or more things a question compares or asks about side by side, as they stand in it.

    What both have in common belongs to neither: *the grids of Lishu and Yitong* has the sides Lishu, Yitong.

    >>> sides_of("Who has more grid heads, Yitong county or Tiedong district?", "en")
    ('Yitong county', 'Tiedong district')
    >>> sides_of("Does Lishu have more grids than Yitong?", "en")
    ('Lishu', 'Yitong')
    >>> sides_of("梨树的网格比伊通多吗？", "zh")
    ('梨树', '伊通')
    """
    body = _GIVE_BOTH.sub("", text).strip(" ?？。.!！")
    sides = _zh_sides(body) if language == "zh" else _en_sides(body)
    return sides if len(set(sides)) == len(sides) else ()


def sides_are_named(text: str) -> bool:
    """Tell whether an English question asks of two names side by side: how many … do A and B have."""
    return bool(_EN_NAMES.search(text))


_MORE = (
    r"(?:more|fewer|less|greater|larger|bigger|higher|lower|smaller|longer|shorter|older|younger|taller|wider"
    r"|deeper|heavier|faster|slower|earlier|later|sooner|cheaper|dearer|worse|better)\b"
)
_WITH = r"(?:with|to|against)"
_BY = r"(?: (?:by|in terms of|when it comes to) .+)?"
_ONE = r"(?:the ones?|that|those)"
# Each side is named; the first form that fits decides.
_EN_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        # of the two growers, A and B, who netted more
        r"\bof (?:the )?two\b[^,]*, (?P<a>[^,]+?) and (?P<b>[^,]+?), (?:who|which|what)\b",
        # A or B: which has more
        r"^(?P<a>[^,:]+?) or (?P<b>[^,:]+?)\s*[,:–—-]+\s*(?:which|who|where|what)\b",
        # which of the two quarters, A or B, has more
        r"\b(?:which|who)\b[^,]*, (?P<a>[^,]+?) or (?P<b>[^,]+?), ",
        # which has more, A or B
        r"[,:–—-]\s*(?P<a>[^,:]+?),? (?:or|versus|vs\.?) (?P<b>[^,:]+)$",
        # how do A and B compare
        r"\bhow (?:do|does|did|would) (?P<a>.+?) and (?P<b>.+?) compare\b",
        # how does A compare with B in grids
        rf"\bhow (?:do|does|did|would|is|are) (?P<a>.+?) (?:compare|stand|stack up|measure up|hold up|fare)"
        rf" {_WITH} (?P<b>{_ONE} \w+ .+|.+?)(?: (?:in|for|on|by|as to|in terms of|when it comes to) .+)?$",
        # how many grids does A have compared with B
        rf"\b(?:do|does|did|has|have|is|are|was|were) (?P<a>.+?)(?: \w+)?,? (?:as )?"
        rf"(?:compared|relative|in comparison|as opposed|against) {_WITH} (?P<b>.+)$",
        # A has set up … and B has set up …: how many of each
        r"^(?P<a>.+?) and (?P<b>.+?)[:,;] (?:how (?:many|much)|what|when|where)\b.*\b(?:each|both)$",
        # are there more grids in A than in B
        rf"^(?:is|are|was|were) there {_MORE} .+? (?P<p>in|at|on|for|from|among|with) (?P<a>.+?)"
        r" than (?:(?P=p) )?(?P<b>.+)$",
        # does A have more grids than B; was A longer than B
        rf"^(?:do|does|did|will|would|can) (?!{_MORE})(?P<a>.+) [\w'’-]+ {_MORE}.*? than (?P<b>.+?){_BY}$",
        rf"^(?:is|are|was|were|has|have|had) (?!there\b|{_MORE})(?P<a>.+?) {_MORE}.*? than (?P<b>.+?){_BY}$",
        # did more people attend A than B
        rf"^\w+ (?P<a>{_MORE} .+?) (?:than|or) (?P<b>.+)$",
        # did A or B build more
        rf"^(?:do|does|did|has|have|will|would) (?!{_MORE})(?P<a>.+?) or (?P<b>.+?) [\w'’-]+ {_MORE}.*$",
        # are there more A or more B
        r"\b(?:more|fewer|less) (?P<a>[^,:]+?) or (?:more |fewer |less )?(?P<b>[^,:]+)$",
    )
)
_EN_AND = re.compile(r"\s+(?:or|and|versus|vs\.?|than)\s+|\s*,(?!\d{3}\b)\s*(?:or|and)?\s*", re.I)
_EN_BETWEEN = re.compile(r"\b(?:between|compare[ds]?|for|than)\s+(.+?)$", re.I)
_EN_TAIL = re.compile(r",? and (what|how (many|much)|by how|where|when|who)\b[^,]*$", re.I)
_EN_SHORT_OR = re.compile(r"(\S+(?:\s\S+)?)\s+or\s+(\S+(?:\s\S+)?)$", re.I)
# how many grids do A and B have: names alone, written as such
_EN_NAMES = re.compile(
    r"\b(?:do|did|does|are|were|is|was|have|has|had|in|for|at)"
    r" (?P<a>(?:[Tt]he )?[A-Z][\w’'-]*(?: (?!and\b)\w+){0,2}?)"
    r" and (?P<b>(?:[Tt]he )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)\b"
)


def _en_sides(body: str) -> tuple[str, ...]:
    body = _EN_TAIL.sub("", body)
    for form in _EN_FORMS:
        if found := form.search(body):
            return _even(found["a"].strip(" ,"), found["b"].strip(" ,"))
    if found := _EN_BETWEEN.search(body):
        pieces = [part.strip() for part in _EN_AND.split(found[1]) if part.strip()]
        parts = [re.sub(r"^what\s+|\s+(each|both|respectively)\b.*$", "", part) for part in pieces]
        if len(parts) == 2:
            return _even(*parts)
        if len(parts) > 2:
            return tuple(parts[:MOST])
    if found := _EN_SHORT_OR.search(body):
        return found[1].strip(), found[2].strip()
    if found := _EN_NAMES.search(body):
        return found["a"], found["b"]
    return ()


_AT = r"(?:in|at|on|of|for|from|by|with)"
_ALIKE = (
    # the count in A … the one in B; more grids in A … in B
    (re.compile(rf"^(?:{_ONE} )?(?P<p>{_AT}) (?P<side>.+)$", re.I), r"^.*\b{p} (?P<side>.+)$"),
    # the grids of A … B
    (re.compile(r"^(?P<p>)(?P<side>[A-Z].*)$"), rf"^[^A-Z]*\b{_AT} (?P<side>[A-Z].*)$"),
    # A's grid count … B's
    (re.compile(r"^(?P<p>)(?P<side>.+)['’]s?$"), r"^(?P<side>.+?)['’]s? .*$"),
    # more people came to the lecture … the training
    (
        re.compile(r"^(?P<p>)(?P<side>(?:the|a|an|this|that) .+)$"),
        r"^(?!the |an? |this |that ).+? (?P<side>(?:the|a|an|this|that) .+)$",
    ),
)


def _even(first: str, second: str) -> tuple[str, ...]:
    """Cut what both sides share from the one that says it; () when the first says more than a side."""
    for shape, wanted in _ALIKE:
        if (short := shape.match(second)) and (long := re.match(wanted.format(p=short["p"]), first)):
            return long["side"], short["side"]
    return () if re.match(_MORE, first, re.I) else (first, second)


_ZH_AND = re.compile(r"[和与跟同及、]|还是|或者?|以及|相比|比起?来?")
_ZH_THAN_AT = re.compile(THAN)
_ZH_CHOICE = re.compile(r"^(哪|谁|更|比|差|相差|各)")
_ZH_ASKED = re.compile(r"哪|谁|更|比|各|分别|都|相差|差|有?(?:多少|几)")
_ZH_LEADING = re.compile(
    r"^(?:请|麻烦|帮我?|给我)*(?:对比|比较|比比|比)(?:一下|下|一比)?|^(?:到底|究竟)?是(?=.+还是)"
)
_ZH_MANY = re.compile(r"(?<=.)[两二三四][个家座条处位]?[\u4e00-\u9fff]{0,2}$")
_SIZE = r"[多少大小高低长短早晚快慢贵强久远重宽深]|便宜"
_ZH_THAN = re.compile(
    rf"^(?:更|还|要)*(?P<b>.+?)(?:的[^的]+?)?(?:是不是|是否)?(?:更|还|要)*(?:{_SIZE})(?:了|出|上)?"
    r"(?:多少.*|几.*|[吗么嘛]|不|没有?|[一]?[些点])?$"
)
_ZH_OR_SIZE = re.compile(rf"^(?P<a>.+?)(?P<x>{_SIZE})还是(?P<b>.+?)(?P=x)$")


def _zh_sides(body: str) -> tuple[str, ...]:
    body = _ZH_LEADING.sub("", body)
    if found := _ZH_OR_SIZE.match(body):
        return _zh_even(found["a"], found["b"])
    if (than := _ZH_THAN_AT.search(body)) and (found := _ZH_THAN.match(body[than.end() :])):
        return () if _is_time(found["b"]) else _zh_even(body[: than.start()], found["b"])
    *said, last = re.split(r"[,，:：;；]", body)
    if said and _ZH_CHOICE.match(last):  # 甲…，和乙…，哪个多
        parted = re.split(r"[,，][和与跟同及]", "，".join(said))
        if len(parted) == 2:
            return _zh_even(parted[0], parted[1])
        body = re.sub(r"[,，](?=[和与跟同及])", "", "，".join(said))
    for clause in re.split(r"[,，:：;；]", body):
        cut = [piece.strip() for piece in _ZH_AND.split(clause) if piece.strip()]
        if len(cut) < 2:
            continue
        cut[-1] = _ZH_ASKED.split(cut[-1])[0]
        if "的" in cut[-1] and "的" not in cut[0]:
            cut[-1] = cut[-1][: cut[-1].index("的")]
        if not _ZH_MANY.search(cut[0]):
            cut[-1] = _ZH_MANY.sub("", cut[-1])
        if all(cut) and not cut[-1].startswith(_THEN):  # 比以前多查一样啥
            return tuple(_without_time(cut[:MOST]))
    return ()


_THEN = ("以前", "之前", "从前", "过去", "原来", "往年", "以往", "先前")


def _is_time(text: str) -> bool:
    return text in _THEN or all(flag[0] in "tm" for _, flag, _, _ in tag(text))


def _without_time(sides: list[str]) -> list[str]:
    """Cut a year or day before the first side, which holds for all: 96年|榆树坪."""
    early = list(takewhile(lambda word: word[1][0] in "tm", tag(sides[0])))
    start = early[-1][3] if early else 0
    return [sides[0][start:] or sides[0], *sides[1:]]


def _zh_even(first: str, second: str) -> tuple[str, ...]:
    """Cut what both sides end in, and what one alone says behind 的: 梨树的网格 … 伊通."""
    while first[-1:] == second[-1:] and first[-1:]:
        first, second = first[:-1], second[:-1]
    if "的" in first and "的" not in second:
        first = first[: first.rindex("的")]
    return (first.strip("的"), second.strip("的")) if first and second else ()
