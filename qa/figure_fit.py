"""Whether a figure measures what was asked for: an age, money, a share, people, a time, a temperature."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.glossary import glosses
from qa.lexicon import is_person_noun
from qa.spans import Candidate
from qa.spans.scores import SCORE


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure as it stands: with its noun, the characters around it, and the English of its unit."""

    unit: str
    whole: str
    before: str
    after: str
    meaning: str


def figure_fit(measure: str, candidate: Candidate, text: str, counted: bool) -> float:
    """Return how well a figure fits the measure asked for, "" when the question names none.

    `counted` tells whether the question names what is counted: no money, share or age then.
    """
    start, end = candidate.start, candidate.end
    figure = _Figure(
        unit=candidate.unit,
        whole=text[start:end],
        before=text[max(0, start - 20) : start],
        after=text[end : end + 12],
        meaning=_meaning(candidate.unit),
    )
    if measure not in _TESTS:
        others = (_is_share, _is_money, _is_age, _is_time) if counted else (_is_share,)
        return -0.3 if any(test(figure) for test in others) else 0.0
    if measure == "money" and re.fullmatch(r"\d+\.\d\d?|\d[\d.]*[万亿]", figure.whole):
        return 0.4  # a price list gives the unit once, above the column; people say 28万
    test, good, bad = _TESTS[measure]
    if measure == "extent" and not _is_length(figure) and _is_time(figure):
        return ALSO_A_TIME
    if test(figure):
        return good
    return bad or (-0.3 if candidate.unit else 0.0)  # a bare figure may have its unit above the column


ALSO_A_TIME = 0.5  # how long a bridge is, is a length before it is a time


def _meaning(unit: str) -> str:
    """Return the dictionary's English of a unit, of the unit without numerals, and of its last character."""
    bare = unit.lstrip("十百千万亿余多来几")
    bare = bare[:-1] if len(bare) > 1 and bare[-1] in "内前后多" else bare  # 3天|内
    return " / ".join(
        gloss for word in dict.fromkeys((unit, bare, bare[-1:])) if word for gloss in glosses(word)
    )


_PERIOD = re.compile(r"\b(year|month|day|hour|minute|week|second)s?\b")


def _is_share(figure: _Figure) -> bool:
    return figure.unit in ("%", "‰") or bool(re.search(r"%|％|成|分之|percent|per cent", figure.whole))


def _is_money(figure: _Figure) -> bool:
    return bool(
        re.search(r"currency|yuan|dollar|unit of money|monetary", figure.meaning)
        or re.search(r"[$€£¥￥]|yuan|dollars?|pounds?|euros?|RMB|\bcents?\b|pence", figure.whole, re.I)
    )


def _is_score(figure: _Figure) -> bool:
    return figure.unit == SCORE


def _is_phone(figure: _Figure) -> bool:
    digits = len(re.sub(r"\D", "", figure.whole))
    if figure.unit or digits < 3:
        return False
    called = re.search(r"(电话|热线|拨打|phone|hotline|call|dial)\D{0,6}$", figure.before, re.I)
    return digits >= 7 or called is not None


def _is_age(figure: _Figure) -> bool:
    around = figure.before[-6:] + figure.whole + figure.after
    return bool(re.search(r"岁|歲|years? old|aged|-year-old", around, re.I))


def _is_people(figure: _Figure) -> bool:
    return bool(
        re.search(r"classifier for people|\bpersons?\b|\bpeople\b", figure.meaning)
        or re.search(r"[人名]$|people|persons|men\b|women\b", figure.whole, re.I)
        or (_counts_people(figure.whole) and not figure.unit.endswith("户"))  # 90户居民 counts homes
    )


_INHABITS = re.compile(
    r"人口|居民|常住|户籍|住着|居住|\d户[、,，]?(?:共|计|有)*\d[\d.,余多]*万?[人口]|全[村屯寨镇乡县市区岛旗州省国][^，。；]{0,8}\d[^，。；]{0,5}(群众|村民|百姓|人)"
    r"|population|inhabitants|residents|\blives?\b|home to"
    r"|\b(village|town|city|county|island|district|parish|community) of (about |some |nearly |over )?\d",
    re.I,
)


def _is_population(figure: _Figure) -> bool:
    """Tell the inhabitants of a place from people who came, worked or were trained there."""
    around = figure.before + figure.whole + figure.after
    return bool(_INHABITS.search(around)) and (_is_people(figure) or not figure.unit)


def _counts_people(whole: str) -> bool:
    """Tell whether the noun behind a figure names a sort of person: 11名理发师, 812 spectators."""
    if words := re.findall(r"[A-Za-z]+", whole):
        return any(is_person_noun(word.lower().removesuffix("s")) for word in words[:3])
    noun = re.sub(r"^[\d.,余多来几近约十百千万亿]+.", "", whole)
    return len(noun) >= 2 and (is_person_noun(noun) or is_person_noun(noun[-2:]))


_ZH_PERIOD = re.compile(r"^[\d.一二两三四五六七八九十半]+个?(?:年|月|周|星期|天|日|小时|分钟|秒)[以之]?内")


def _is_time(figure: _Figure) -> bool:
    period = _PERIOD.search(figure.meaning) or _PERIOD.search(figure.whole)
    told = period or _ZH_PERIOD.search(figure.whole)
    return bool(told) and figure.unit not in ("岁", "歲", "次")


def _is_temperature(figure: _Figure) -> bool:
    return bool(re.search(r"度|℃|°|degrees?", figure.whole + figure.after[:2]))


_LENGTH = re.compile(
    r"\b(kilo|centi|milli|deci)?met(er|re)s?\b|unit of length|\b(mile|inche?|yard)s?\b|\bf(oo|ee)t\b|\bkm\b"
)
_AREA = re.compile(r"\bsquare\b|unit of area|\b(hectare|acre)s?\b|\bha\b|\bmu\b")
_WEIGHT = re.compile(
    r"\bcubic\b|\blit(?:er|re)s?\b|\b(ton(ne)?|catty|catties|gram|kilogram|pound|ounce)s?\b|\bweight\b|\bkg\b"
)


def _said(figure: _Figure) -> str:
    """Return what a figure's unit means: by the dictionary, in English text the words behind it."""
    return figure.meaning or figure.whole + figure.after


def _is_length(figure: _Figure) -> bool:
    return bool(_LENGTH.search(_said(figure))) and not re.search(r"\b(square|cubic)\b", _said(figure))


def _is_extent(figure: _Figure) -> bool:
    """Tell what can be the longer of two: a way or a time."""
    return _is_length(figure) or _is_time(figure)


def _is_area(figure: _Figure) -> bool:
    return bool(_AREA.search(_said(figure)))


def _is_weight(figure: _Figure) -> bool:
    return bool(_WEIGHT.search(_said(figure)))


# What is asked for → how to tell it, the fit when it is, the fit when it is not.
_TESTS: dict[str, tuple[Callable[[_Figure], bool], float, float]] = {
    "share": (_is_share, 1.0, -0.6),
    "money": (_is_money, 1.0, -1.0),
    "phone": (_is_phone, 1.0, -1.0),
    "score": (_is_score, 1.0, 0.2),
    "age": (_is_age, 1.0, -1.0),
    "population": (_is_population, 1.0, -1.0),
    "people": (_is_people, 0.8, -0.4),
    "time": (_is_time, 0.8, -0.6),
    "temperature": (_is_temperature, 1.0, -1.0),
    "length": (_is_length, 0.8, 0.0),
    "extent": (_is_extent, 0.8, -0.4),
    "area": (_is_area, 0.8, 0.0),
    "weight": (_is_weight, 0.8, 0.0),
}
