"""Question → the kind of answer it asks for: by its question words, its sides, the last of bare keywords."""

from __future__ import annotations

import re

from qa.answers import Language
from qa.deeds import asks_deed
from qa.focus import upto_verb
from qa.kinds import Kind, asks_frequency, asks_order, asks_two_figures, asks_writer, kind_of
from qa.lexicon import is_office, is_person_noun
from qa.measures import measure_of
from qa.sides import sides_of, without_tail
from qa.surnames import surname_known

MOST_KEYWORDS = 8
_NAME = re.compile(r"叫什么|叫啥|名字|全名|姓名|姓(?:什么|啥)|\bname of\b|^\W*which\b", re.I)
_ASKS_ONE = re.compile(r"哪一?[个名位]|^\W*which\b", re.I)
_BOTH = re.compile(r"\bgive (?:me )?both (?:numbers|figures|counts)\b|[^.?!]*\bgive (?:me )?both\W*$", re.I)


def kind_asked(plain: str, language: Language, measure: str) -> Kind:
    """Return the kind by the question words, a comparison only when it has two sides."""
    kind = kind_of(plain, language)
    if kind_of(without_tail(plain, language), language) == "compare":
        kind = "compare"
    if kind == "compare" and not sides_of(plain, language):
        kind = kind_of(plain, language, leave_out="compare")
    both = _BOTH.sub("", plain)  # of two sides, each has its own
    if asks_two_figures(both) and kind != "date" and not (kind == "compare" and asks_order(plain)):
        kind = "number"
    if asks_frequency(plain):
        return "what"
    if measure == "phone" or (kind in ("what", "which") and _asks_measure(plain)):
        kind = "number"
    return _kind_of_keywords(plain, language) if kind == "keywords" else kind


# What the last of bare keywords asks for: 公益班 报名时间, 新戏 剧名.
_ZH_SORTS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("date", re.compile(r"时间$|日期$")),
    ("place", re.compile(r"地[点址]$")),
    ("number", re.compile(r"价格?$|费用$|人数$|数量$|金额$|面积$|总[数量额]$|电话$")),
    ("what", re.compile(r"[^人姓]名$|名称$|口号$|主题$|内容$")),
)


def _kind_of_keywords(plain: str, language: Language) -> Kind:
    """Return what bare keywords ask for: 云盘小学 校长 asks for a person."""
    words = plain.split()
    if language == "en" and (sort := _kind_of_phrase(plain)):
        return sort
    if len(words) < 2 or len(words) > MOST_KEYWORDS:
        return "keywords"
    if language == "zh":
        sorts = (kind for kind, pattern in _ZH_SORTS if pattern.search(words[-1]))
        return "who" if is_office(words[-1]) else next(sorts, "keywords")
    offices = [word for word in words if word.islower() and is_office(word)]
    return "who" if offices else "keywords"


# A noun phrase without a verb asks for what its first noun names: length of the fishway, opening date of …
_OF = r"(?= (?:that|which|of|for|on|at|per|to|in|from|by|between|since)\b|[,:?]|$)"
_DATES = r"dates?|deadline|opening hours|start time|closing day"
_FIGURES = (
    r"length|height|width|depth|distance|area|acreage|weight|speed|temperature|capacity|yield|output|score"
    r"|number|total|population|attendance|turnout|share|percentage|proportion|rate|age|price|cost|wages?|pay"
    r"|salary|rent|fees?|fine|fare|toll|takings|proceeds|turnover|spending|budget|subsidy|allowance|bonus"
    r"|prize money"
)
_EN_SORTS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("date", re.compile(rf"\W*(?:[\w'’-]+ ){{0,3}}?(?:{_DATES}){_OF}", re.I)),
    ("number", re.compile(rf"\W*(?:[\w'’-]+ ){{0,5}}?(?:{_FIGURES}){_OF}", re.I)),
)


def _kind_of_phrase(plain: str) -> Kind | None:
    """Return what a bare English noun phrase asks for by its first noun that names a measure or a date."""
    return next((kind for kind, pattern in _EN_SORTS if pattern.match(plain)), None)


_WHAT = re.compile(
    r"\W*(?:(?:roughly|about|approximately|around|exactly|at|by|in|of|with|for|to) )*"
    r"(?:what|which)\b(?! (?:kind|sort|type))(?P<of>(?: \S+){1,6})",
    re.I,
)
_THING = re.compile(
    r"^ (?:(?:is|are|was|were) )?(?:the |its |their |his |her )?(?P<head>[\w’' -]+?)"
    r"(?= (?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|of|for|in|on|at|by|to|paid"
    r"|per|that|from|with)\b|$)",
    re.I,
)


def _asks_measure(plain: str) -> bool:
    """Tell whether what is asked for is a measure: what rent, which share, what is the bill."""
    if not (asked := _WHAT.match(plain)) or asks_deed(plain):
        return False
    thing = _THING.match(asked["of"].rstrip("?"))
    return bool(thing and measure_of(upto_verb(thing["head"])))


def kind_by_focus(kind: Kind, plain: str, focus: str) -> Kind:
    """Return "who" for the name of an office's holder."""
    if kind in ("what", "which") and surname_known(plain):
        return "who"
    last = focus.split()[-1] if focus.split() else ""
    if kind == "list" and asks_writer(plain) and is_person_noun(last.removesuffix("s")):
        return "who"  # which two correspondents filed it
    if (
        kind in ("what", "which")
        and (_NAME.search(plain) or _ASKS_ONE.search(plain))
        and is_person_noun(last)
    ):
        kind = "who"
    return kind
