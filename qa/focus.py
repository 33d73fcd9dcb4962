"""Question → its focus: the words for the thing counted, chosen or listed (多少个|网格, which|company)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answers import Language
from qa.cutting import Tagged, cut_question
from qa.kinds import Kind
from qa.lexicon import is_office, is_person_noun, is_verb
from qa.measures import asked_spans, is_unit_word, unit_at
from qa.units import Unit

_NOUN_TAG = re.compile(r"^(n|j|b|a|l|i|s|eng|g|t|zg|vn|x)")
_ZH_BEFORE = re.compile(
    r"(?:一共|总共|总|共|已经|都)*(?:是|有|为|达到?|叫做?)?了?(?:在)?(?:多少|几个?|什么|啥|谁|哪一?[个位名](?=[?？。\s]*$))"
)
_MOST_BEFORE = 2  # words of 梨树县|网格|总数|是多少 that say what is counted
_EN_MORE = re.compile(
    r"\b(?:more|most|fewer|less|larger|bigger|higher)\s+([a-z][a-z -]*?)\s*(?:[:,?]|\bthan\b|\bor\b|$)", re.I
)
_EN_FIGURES_FOR = re.compile(
    r"\b(?:for|of|on|about)\s+(?:the\s+)?([a-z][a-z -]+?)\s+\b(?:in|of|at|during|for|-)", re.I
)
_EN_FOCUS = re.compile(
    r"\b(?:how many|how much|which|what|whose)\s+(?:(?:is|are|was"
    r"|were)\s+)?(?:the\s+)?(?:difference\s+between\s+)?(?:the\s+)?(?:(?:total|exact|overall)\s+)?"
    r"(?:(?:number|amount|proportion|percentage|share|rate|name|kind|sort|type)s?\s+of\s+)?"
    r"(?:the\s+|its\s+|their\s+)?(?P<n>[A-Za-z0-9'’\"“”\- ]+)",
    re.I,
)
_EN_AS = re.compile(
    r"\bwhat\b.* as (?:an? |the |their |his |her |its )(?P<n>[a-z]+)\W*$", re.I
)  # … as a prize
_TOTALS_OF = re.compile(
    r"\b(?:totals?|figures|numbers|counts) (?:of|for) (?:the )?(?P<n>[a-z][a-z -]+)", re.I
)
_OF_UNITS = re.compile(r"how many (?P<unit>[a-z]+) of (?:the |its )?(?P<thing>[A-Za-z0-9'’\- ]+)", re.I)
_OF_WHOSE = re.compile(
    r"how many of (?:(?:the|his|her|their|its|our|my|your) |(?:[\w-]+ ){0,4}?[\w-]+['’]s? )", re.I
)  # how many of her works
_EN_NAME_OF = re.compile(r"\W*(?:the )?(?:full )?names? of (?:the )?(?P<n>[A-Za-z0-9'’\- ]+)", re.I)
_EN_FOCUS_END = re.compile(
    r"\b(is|are|was|were|be|been|do|does|did|has|have|had|can|could|will|would|should|shall|may"
    r"|might|must|in|at|on|of|for|to|from|with|by|under|after|before|since|during|when|that|who"
    r"|which|took|take|takes|made|hold|held|say|says|said|handed|won|set|there|they|it|the|a|an"
    r"|and|or|went|came|met|sold|bought|taught|brought|built|give|gave|join|joined|attend|attended|get|got|I|you|we"
    r"|sent|won|led|ran|paid|lost|drew|grew|wrote|spoke|kept|began|broke|chose|drove|fell|hit|knew|lent|rode|rose"
    r"|sang|shot|sat|slept|spent|stood|stole|struck|swam|swept|told|threw|wore|cut|put|let|stay|stayed|need|needs"
    r"|leave|leaves|run|runs|produce|produces|want|wants|come|comes|go|goes)\b.*$",
    re.I,
)


def focus_of(text: str, language: Language, kind: Kind) -> str:
    """Return the words for the thing counted, chosen or listed, as they stand in the question."""
    if language == "en":
        return _en_focus(text, kind)
    tagged = cut_question(text, asked_spans(text))
    return _noun_behind(text, tagged) or _noun_before(text, tagged)


def units_within(focus: str, text: str, units: Sequence[Unit]) -> tuple[int, ...]:
    """Return the numbers of the units that make up the focus."""
    at = text.find(focus) if focus else -1
    if at < 0:
        return ()
    return tuple(n for n, unit in enumerate(units) if unit.start >= at and unit.end <= at + len(focus))


def _en_focus(text: str, kind: Kind) -> str:
    if kind == "compare" and (found := _EN_MORE.search(text)):
        return upto_verb(found[1])
    if found := _EN_AS.search(text):
        return found["n"]
    if re.search(r"\btwo\b", text) and (found := _TOTALS_OF.search(text)):
        return _up_to_plural(upto_verb(found["n"]))
    if re.search(r"\b(numbers|figures)\b", text) and (found := _EN_FIGURES_FOR.search(text)):
        return found[1]
    text = _OF_WHOSE.sub("how many ", text)
    if not (found := _EN_FOCUS.search(text) or _EN_NAME_OF.match(text)):
        return ""
    noun = re.sub(r"^\w+s['’]\s+(?=\S)", "", found["n"]).strip(" \"“”'")
    noun = upto_verb(noun)
    noun = re.sub(r"(?<=\w)\s+\w+ed\b.*$", "", noun)
    if noun.isdigit():
        return ""  # what share of 12 to 17-year-olds
    if re.match(r"how many", found[0], re.I):
        if (measured := _OF_UNITS.match(text, found.start())) and is_unit_word(measured["unit"]):
            noun = upto_verb(measured["thing"])
        noun = _up_to_plural(noun)
    if re.match(r"which|whose", found[0], re.I):
        return re.sub(r"['’]s\b.*$", "", noun)
    return re.sub(r"^.*['’]s?\s", "", noun)


_PLURAL = re.compile(r"[a-z]+(?<![suiSUI])s$|^(people|men|women|children|staff|personnel|households)$", re.I)


def is_plural(noun: str) -> bool:
    """Tell whether an English noun ends in a plural: grid heads, people."""
    return bool(noun) and _PLURAL.search(noun.split()[-1]) is not None


def upto_verb(noun: str) -> str:
    """Cut the words of an English question behind its noun at the first verb: businessman| gave a million."""
    return re.sub(r"(?<=s) \w+ing\b.*$", "", _EN_FOCUS_END.sub("", noun).strip())


def _up_to_plural(noun: str) -> str:
    """Cut what follows the counted noun: grid heads, of grid heads work there."""
    words = noun.split()
    plurals = [bool(_PLURAL.search(word)) for word in words]
    if not any(plurals):
        return noun
    end = plurals.index(True) + 1
    while end < len(words) and plurals[end]:
        end += 1
    return " ".join(words[:end])


def _noun_behind(text: str, tagged: Sequence[Tagged]) -> str:
    """Return the noun behind the question word: 多少个|网格."""
    asked = asked_spans(text)
    if not asked:
        return ""
    end = start = asked[-1][1] + len(unit_at(text, asked[-1][1], tagged))
    for word, flag, first, last in tagged:
        if last <= start:
            continue
        if first < start:
            if end == start:  # the question word was cut together with the noun
                end = last
            continue
        noun_like = _NOUN_TAG.match(flag) and word[0].isalnum() and not (end > start and _acts(word, flag))
        acting = flag == "v" and (len(word) > 1 or not is_verb(word))  # 多少|花 are flowers
        if word in ("能", "会", "可"):
            break  # 上哪儿|能找到
        opening = first == start and (word in '“”"' or acting)
        if first != end or not (noun_like or opening):
            break
        end = last
    if _IS_DONE.match(text, end) and end - start > 2 and is_verb(text[end - 1]):
        end -= 1  # 哪个街道|办的
    return text[start:end].strip('“”"里上中 ')


_IS_DONE = re.compile(r"的[?？。\s]*$")


def _acts(word: str, flag: str) -> bool:
    """Tell whether a character behind a noun is a verb or preposition: 哪两个小区|当样板."""
    return is_verb(word) or (len(word) == 1 and flag[0] in "tpc")


def _noun_before(text: str, tagged: Sequence[Tagged]) -> str:
    """Return the noun before the question word: 村支书|叫什么."""
    found = _ZH_BEFORE.search(text)
    if not found or len(re.sub(r"[\W的了呢吗啊呀名字]", "", text[found.end() :])) > 2:
        return ""  # the noun stands behind
    first = last = -1
    taken = 0
    for word, flag, start, end in reversed(tagged):
        if end > found.start() or (last < 0 and not word[0].isalnum()):
            continue
        named = flag in ("t", "ns", "nt") or (
            flag == "nr" and not is_person_noun(word)
        )  # 那个师傅 names nobody
        noun = (_NOUN_TAG.match(flag) and word[0].isalnum() and not named) or is_office(word)
        if noun and taken < _MOST_BEFORE and (last < 0 or end == first):
            first, last, taken = start, end if last < 0 else last, taken + 1
        elif last >= 0 or noun or flag[0] not in "vudct":
            break
    return text[first:last] if last >= 0 else ""
