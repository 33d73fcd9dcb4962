"""English question → the things it compares: which has more, A or B; has A more than B."""

from __future__ import annotations

import re
from functools import lru_cache

from index.chinese import tag
from index.glossary import chinese_for, stem
from qa.comparatives import EN_COMPARATIVE, MOST_SIDES

_MORE = re.compile(rf"\b(?:the )?{EN_COMPARATIVE}", re.I)
_WITH = r"(?:with|to|against)"
_BY = r"(?: (?:by|in terms of|when it comes to) .+)?"
_ONE = r"(?:the (?:number|count|total|price|share|figure|ones?)|that|those)"
_IN = r"(?: (?:in|for|on|by|as to|in terms of|when it comes to) [^,]+?)?"
# Each side is named; the first form that fits decides.
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        # of the two growers, A and B, who netted more
        r"\bof (?:the )?two\b[^,]*, (?P<a>[^,]+?) and (?P<b>[^,]+?), (?:who|whose|which|what)\b",
        # between A and B, which has more
        r"\b(?:between|of|comparing) (?P<a>[^,]+?) and (?P<b>[^,]+?)[,:] (?:(?:in|at|on|for|of) )?"
        r"(?:who|whose|which|what|where)\b",
        # A or B: which has more
        r"^(?P<a>[^,:]+?) or (?P<b>[^,:]+?)\s*[,:–—-]+\s*(?:which|who|where|what)\b",
        # which of the two quarters, A or B, has more
        r"\b(?:which|who)\b[^,]*, (?P<a>[^,]+?) or (?P<b>[^,]+?), ",
        # how do A and B compare
        r"\bhow (?:do|does|did|would) (?:the [^,]{8,}? of )?(?P<a>.+?) and (?P<b>.+?) compare\b",
        # compare A with B
        rf"^(?:please )?compare (?:the [^,]{{4,}}? of )?(?P<a>.+?) (?:{_WITH}|and) (?P<b>.+?){_IN}$",
        # how does A compare with B in grids, compare in price with B
        rf"\bhow (?:do|does|did|would|is|are) (?P<a>.+?) (?:compare|stand|stack up|measure up|hold up|fare)"
        rf"{_IN} {_WITH} (?P<b>{_ONE} \w+ .+|.+?){_IN}$",
        # how many grids does A have compared with B
        rf"\b(?:do|does|did|has|have|is|are|was|were) (?P<a>.+?)(?: \w+)?,? (?:as )?"
        rf"(?:compared|relative|in comparison|as opposed|against) {_WITH} (?P<b>.+)$",
        # A has set up … and B has set up …: how many of each
        r"^(?P<a>.+?) and (?P<b>.+?)[:,;] (?:how (?:many|much)|what|when|where)\b.*\b(?:each|both)$",
    )
)
# Which has more, A or B; who got there first: A, B or C
_LAST_LIST = re.compile(
    r"[,:–—]\s*(?:is it |was it )?(?P<list>[^,:]+(?:, [^,:]+)*?,? (?:or|versus|vs\.?) [^,:]+)$", re.I
)
_LIST_AND = re.compile(r"\s*,\s*(?:or\s+)?|\s+(?:or|versus|vs\.?)\s+", re.I)
_ASKS = re.compile(r"\b(?:who|whose|which|what|where)\b", re.I)
_AND = re.compile(r"\s+(?:or|and|versus|vs\.?|than)\s+|\s*,(?!\d{3}\b)\s*(?:or|and)?\s*", re.I)
_BETWEEN = re.compile(r"\b(?:between|compare[ds]?|for|than)\s+(.+?)$", re.I)
_SHORT_OR = re.compile(r"(\S+(?:\s\S+)?)\s+or\s+(\S+(?:\s\S+)?)$", re.I)
# how many grids do A and B have: names alone, written as such
_NAMES = re.compile(
    r"\b(?:do|did|does|are|were|is|was|have|has|had|in|for|at)"
    r" (?P<a>(?:[Tt]he )?[A-Z][\w’'-]*(?: (?!and\b)\w+){0,2}?)"
    r" and (?P<b>(?:[Tt]he )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)\b"
)


def are_named(text: str) -> bool:
    """Tell whether a question asks of two names side by side: how many … do A and B have."""
    return bool(_NAMES.search(text))


# In the first train, was paste worth more than the tyres
_OPENING = re.compile(
    r"^(?:in|at|on|of|for|from|during|since|after|before|by|under|when|among) [^,]+, "
    r"(?=(?:is|are|was|were|do|does|did|has|have|had|will|would|which|who|whose|what|how|where)\b)",
    re.I,
)


_ASKS_WHY = re.compile(rf"\W*(?:why\b|what (?:is|was|are|were|makes?|made) {EN_COMPARATIVE})", re.I)


def english_sides(body: str) -> tuple[str, ...]:
    """Return the sides of a question without its tail, () when it has none."""
    if _ASKS_WHY.match(body):
        return ()
    if not re.match(r"of (?:the )?two\b", body, re.I):
        body = _OPENING.sub("", body)
    for form in _FORMS:
        if found := form.search(body):
            return _even(found["a"].strip(" ,"), found["b"].strip(" ,"))
    if (found := _LAST_LIST.search(body)) and _ASKS.search(body):
        pieces = [piece for piece in _LIST_AND.split(found["list"]) if piece]
        asking = [number for number, piece in enumerate(pieces) if _ASKS.search(piece)]
        pieces = pieces[asking[-1] + 1 :] if asking else pieces
        return _even(*pieces) if len(pieces) == 2 else tuple(pieces[:MOST_SIDES])
    if (sides := _than(body) or _or(body)) is not None:
        return sides
    if found := _BETWEEN.search(body):
        pieces = [part.strip() for part in _AND.split(found[1]) if part.strip()]
        parts = [re.sub(r"^what\s+|\s+(each|both|respectively)\b.*$", "", part) for part in pieces]
        if any(_ASKS.search(part) for part in parts):
            return ()
        if len(parts) == 2:
            return _even(*parts)
        if len(parts) > 2:
            return tuple(parts[:MOST_SIDES])
    if found := _SHORT_OR.search(body):
        return found[1].strip(), found[2].strip()
    if found := _NAMES.search(body):
        return found["a"], found["b"]
    return ()


_AUX = re.compile(
    r"^(?:(?P<do>does|did|do|will|would|can|has|have|had)\b ?)?(?:(?P<be>is|are|was|were)\b ?)?"
    r"(?P<there>there )?",
    re.I,
)
_PREPOSITION = r"(?:in|at|on|for|from|among|without|with|by|of|under|over|to|through|out at)"
_STARTS_WITH = re.compile(rf"^(?P<p>{_PREPOSITION}) (?P<rest>.+)$", re.I)
_ENDS_WITH = re.compile(rf"\b{_PREPOSITION}$", re.I)
_DID = re.compile(r" (?:did|does|do|is|was|are|were|had|has|have|will)(?: .*)?$", re.I)
_ASKED_OF = re.compile(r"\b(?:does|did|do|is|was|are|were|has|have|had|will|would) ", re.I)
_HOW_MUCH = re.compile(r"^(?:by )?how (?:much|many) ", re.I)
_ARTICLE = re.compile(r" (?:an?|the|any|much|far|even)$", re.I)


def _than(body: str) -> tuple[str, ...] | None:
    """Return the sides of *has A more than B*; None without such a form."""
    first, than, second = body.partition(" than ")
    found = list(_MORE.finditer(first))
    asking = _AUX.match(body)
    if not than or not found or not (_HOW_MUCH.match(body) or (asking and asking[0].strip())):
        return None  # what is harder than …
    second = _DID.sub("", re.sub(_BY + "$", "", second) if " by " in second[4:] else second)
    before, behind = first[: found[-1].start()].strip(), first[found[-1].end() :].strip()
    if prepared := _STARTS_WITH.match(second):  # more in A than in B
        if side := _behind(prepared["p"], behind) or _behind(prepared["p"], before):
            return _even(side, prepared["rest"])
        second = prepared["rest"]
    if _ENDS_WITH.search(before):  # did A lay it in more towns than villages
        return _even(behind, second)
    if _HOW_MUCH.match(body):  # how much more did A receive than B
        asked_of = _ASKED_OF.search(behind)
        subject = behind[asked_of.end() :] if asked_of else ""
        return _even(_without_verb(subject), second) if subject else ()
    asked = _AUX.match(before)
    subject = before[asked.end() :] if asked else before
    if not subject or (asked and asked["there"]):  # did more people attend A than B, are there more A than B
        return _even(first[found[-1].start() :] if not subject else behind, second)
    subject = _ARTICLE.sub("", subject)
    if asked and asked["do"] and not asked["be"]:
        subject = _without_verb(subject)
    return _even(subject, second)


def _or(body: str) -> tuple[str, ...] | None:
    """Return the sides of *did A or B build more* and *are there more A or more B*; None without such."""
    first, either, second = body.partition(" or ")
    asked = _AUX.match(first)
    if not either or not asked or not asked[0].strip():
        return None
    later = [found for found in _MORE.finditer(second) if found.start()]
    if later and not _MORE.search(first):
        subject = _ARTICLE.sub("", second[: later[-1].start()].strip())
        subject = subject if asked["be"] else _without_verb(subject)
        return _even(first[asked.end() :], subject)
    compared = list(_MORE.finditer(first))
    if not compared:
        return None
    behind = first[compared[-1].end() :].strip()
    if prepared := _STARTS_WITH.match(second):  # more in A or in B
        side = _behind(prepared["p"], behind)
        return _even(side, prepared["rest"]) if side else None
    if more := _MORE.match(second):
        return _even(behind, second[more.end() :].strip())
    return _even(first[compared[-1].start() :], second) or (_even(behind, second) if asked["there"] else ())


def _behind(preposition: str, text: str) -> str:
    """Return what stands behind the last such preposition of a text; "" where there is none."""
    found = re.search(rf"^(?:.*\s)?{preposition} (?P<side>.+)$", text, re.I)
    return found["side"] if found else ""


def _without_verb(subject: str) -> str:
    """Return a subject without the verb behind it: the credit union|lend."""
    words = subject.split()
    if len(words) > 4 and (found := re.match(r"[^A-Z]*[A-Z]\w*(?:['’]s)?(?: [A-Z]\w*)*", subject)):
        return found[0]
    return " ".join(words[:-1]) if len(words) > 1 else subject


_AT = r"(?:in|at|on|of|for|from|by|with)"
_ALIKE = (
    # the count in A … the one in B; more grids in A … in B
    (re.compile(rf"^(?:{_ONE} )?(?P<p>{_AT}) (?P<side>.+)$", re.I), r"^.*\b{p} (?P<side>.+)$"),
    # the grids of A … B
    (re.compile(r"^(?P<p>)(?P<side>[A-Z].*)$"), rf"^[^A-Z]*\b{_AT} (?P<side>[A-Z].*)$"),
    # A's grid count … B's
    (re.compile(r"^(?P<p>)(?P<side>.+)['’]s?$"), r"^(?P<side>.+?)['’]s?(?: .*[^'’][^s'’])?$"),
)
_THE = re.compile(r"^(?:the|an?|this|that) ", re.I)
_LAST_THE = re.compile(r"^.+? (?P<side>(?:the|a|an|this|that) .+)$")
_PERIOD = r"(?:year|month|week|season|time|spring|summer|autumn|winter|quarter|half|day|one)"
_TIME = re.compile(
    rf"^(?:.*\b(?:last {_PERIOD}|a year ago|the year before)"
    r"|(?:in |at )?(?:now|then|today|before|after|earlier|ago|previously|usual|last"
    rf"|(?:the )?{_PERIOD} before(?: last| it| that)?|(?:the )?(?:last|this|previous|next|former) {_PERIOD}"
    r"|(?:an?|one|two|three) (?:year|month|week)s? (?:ago|earlier|before)|(?:19|20)\d\d))(?:['’]s)?$",
    re.I,
)
_LATELY = re.compile(
    r"\s+(?:so far|altogether|in total|overall|in all|now|today|at present|this (?:year|month|season|spring"
    r"|summer|autumn|winter)|last (?:year|month|season)|when they .+|(?:during|after|before|since|over) .+)$",
    re.I,
)
_PLACED = re.compile(r"^(?P<side>[^A-Z]+?) (?:in|at|of|on|around|from) (?:the )?[A-Z].*$")


def _even(first: str, second: str) -> tuple[str, ...]:
    """Cut what both sides share from the one that says it; () when one is a time, or no side alone."""
    if _TIME.match(second):  # both years stand in one sentence, or nowhere
        return ()
    if not _LATELY.search(first):
        second = _LATELY.sub("", second)
    counted = re.match(EN_COMPARATIVE, first)
    for shape, wanted in _ALIKE:
        if (short := shape.match(second)) and (long := re.match(wanted.format(p=short["p"]), first)):
            return long["side"], short["side"]
    if counted and _THE.match(second) and (last := _LAST_THE.match(first)):
        return last["side"], second  # more people came to the lecture … the training
    if counted:
        return ()
    if (placed := _PLACED.match(second)) and not re.search("[A-Z]", first):
        second = placed["side"]  # city dwellers … villagers|in Qingyan
    return first, _as_short(first, second)


def _as_short(first: str, second: str) -> str:
    """Return a side without what it says for both: the old … the new|bus route."""
    one, other = (_THE.sub("", side).split() for side in (first, second))
    if len(one) == 1 < len(other) and _is_quality(one[0]):
        return second[: second.index(other[0]) + len(other[0])]
    return second


@lru_cache(maxsize=1024)
def _is_quality(word: str) -> bool:
    """Tell an adjective by what it means in Chinese: old, private, eastern."""
    if "-" in word:
        return True
    meant = chinese_for(stem(word.lower()))[:5]
    return sum(tag(each)[-1][1][0] in "abf" for each in meant) * 2 > len(meant)
