"""Whether a candidate is of the sort asked for: −1 (cannot be) … 1 (just so)."""

from __future__ import annotations

import re

import numpy as np

from index.chinese import fold_keep, is_chinese, syllables
from index.glossary import counted_by, english_terms, stem
from qa.changes import is_former
from qa.date_fit import date_fit, is_of_other_year
from qa.figure_fit import figure_fit
from qa.kinds import asked_count, asks_head, asks_name, asks_writer
from qa.lexicon import (
    PLACE_RANKS,
    is_classifier,
    is_known,
    is_office,
    is_person_noun,
    is_proper,
    is_surname,
    is_unit,
)
from qa.measures import dimension_of, is_unit_word
from qa.questions import Question
from qa.rates import rate_fit
from qa.reranking import Evidence
from qa.spans import CALLED, Candidate
from qa.spans.nouns import is_placed
from qa.surnames import bears, surname_known

PEOPLE = stem("people")
_CAUSE = re.compile(
    r"因为|由于|引起|造成|为了|就是要|旨在|目的是|以便|为(?!民)|避免|防止|以免|从而|致使|导致|因此"
    r"|because|so that|in order to"
    r"|due to|to avoid|to prevent|since ",
    re.I,
)
_MEANS = re.compile(
    r"通过|采取|采用|利用|依托|以.{1,12}(方式|形式|为)|建立|实行|用|by |through |using ", re.I
)


def fit_of(question: Question, evidence: Evidence, candidate: Candidate) -> float:
    """Return how well the sort of a candidate fits the question."""
    kind = candidate.kind
    if question.kind == "role":
        return 1.0 if kind == "noun" else 0.0
    if kind == "number":
        return _number_fit(question, evidence, candidate)
    if kind in ("author", "person"):
        if kind == "person" and _is_said(question, evidence, candidate, names_only=True):
            return -1.0  # the question's own words
        if kind == "person" and _is_other_office(question, evidence, candidate):
            return -1.0
        surname = surname_known(question.plain)
        if surname and not bears(evidence.passage.text[candidate.start : candidate.end], surname):
            return -1.0
        if kind == "person" and asks_head(question.text) and _is_head(evidence, candidate):
            return 1.0
        if kind == "person" and is_called_by_trade(
            evidence.view.body.folded[candidate.start : candidate.end]
        ):
            return 0.0
        writer = asks_writer(question.text)
        return (1.0 if writer else -1.0) if kind == "author" else (-0.6 if writer else 0.6)
    if kind == "date" and candidate.unit == "every":
        return 1.0
    if kind == "date":
        return date_fit(question, evidence, candidate)
    if kind == "list":
        return _list_fit(question, evidence, candidate)
    if kind == "quoted":
        if evidence.view.body.folded[candidate.start : candidate.end] in question.plain.lower():
            return -1.0
        if _is_said(question, evidence, candidate):
            return -1.0
        if not asks_name(question.text):
            return 0.1
        if _SENTENCE.search(evidence.passage.text[candidate.start : candidate.end]):
            return 0.1  # somebody's words, no name
        branded = (
            _BRAND.search(question.plain)
            and evidence.view.body.folded[candidate.end : candidate.end + 1] == "牌"
        )
        return 1.0 if candidate.unit == CALLED or branded else 0.7
    if kind == "noun":
        return _noun_fit(question, evidence, candidate)
    part = evidence.passage.text[candidate.start : candidate.end]
    if question.kind == "why":
        return 0.6 if _CAUSE.search(part) else 0.0
    return 0.4 if question.kind == "how" and _MEANS.search(part) else 0.0


def is_called_by_trade(name: str) -> bool:
    """Tell a surname before a trade or courtesy from a full name: 仇|师傅, 彭|先生."""
    called = name[-2:] in ("先生", "女士", "小姐", "同志") or (
        is_person_noun(name[-2:]) and is_known(name[-2:])
    )
    return 2 < len(name) < 5 and called and is_surname(name[:-2])


_BRAND = re.compile(r"品牌|牌子|\bbrand", re.I)
_SENTENCE = re.compile(r"[，,。].*[。!！?？]$")


def _is_head(evidence: Evidence, candidate: Candidate) -> bool:
    """Tell whether an office that one person holds stands right before a name: 庭长|孙海鑫."""
    before = next((word for word in evidence.view.body.words if word.end == candidate.start), None)
    return before is not None and is_office(before.text)


_DEPUTY = re.compile(r"(?:副|前任|原任?)(?P<office>[\u4e00-\u9fff]{2,4})\s?$")


BEFORE_NAME, BEHIND_NAME = 24, 16  # characters in which an office may stand
_ASKS_DEPUTY = re.compile(r"副|\b(?:vice|deputy|assistant)\b", re.I)


def _is_other_office(question: Question, evidence: Evidence, candidate: Candidate) -> bool:
    """Tell a deputy from the holder of the office asked for, and the other way round: 副局长 is no 局长."""
    text = evidence.view.body.folded
    if _ASKS_DEPUTY.search(question.plain):
        around = text[max(0, candidate.start - BEFORE_NAME) : candidate.end + BEHIND_NAME]
        return not re.search(r"副|助理|\b(?:vice|deputy|assistant)\b", around, re.I)
    before = text[: candidate.start][-8:]
    deputy = _DEPUTY.search(before)
    asked = "".join(question.units[n].text for n in question.focus_units)
    return deputy is not None and deputy["office"] in asked and not re.search(r"前任|原", question.plain)


def _number_fit(question: Question, evidence: Evidence, candidate: Candidate) -> float:
    text, asked = evidence.passage.text, question.unit
    fit = figure_fit(question.measure, candidate, text, counted=bool(asked or question.focus_units))
    if question.measure in ("length", "extent") and fit > 0:
        fit += OTHER_WAY * _is_other_way(dimension_of(question.plain), text, candidate)
    if question.measure == "age" and fit > 0 and not _names_beside(question, evidence, candidate.start):
        return -0.5  # an age belongs to whom its own sentence names
    if fit > 0:
        fit = min(1.0, fit + rate_fit(question, text, candidate))
    if _says_again(question.plain, text[slice(*candidate.core)]):
        return -1.0  # 那23株杉树归了原告几株: not 23
    if candidate.value == 1 and is_of_each(text, candidate) and not _ASKS_EACH.search(question.plain):
        return -0.6  # every grid has one head
    if is_of_other_year(question.plain, evidence, candidate):
        return -1.0  # 2020年…3.8万元，到2022年…46万元
    if is_former(question.plain, text, candidate):
        return -1.0  # 由40吨提高到65吨: what holds is the second
    whole = text[candidate.start : candidate.end]
    if asked and _same_unit(asked, candidate.unit, whole, people=question.measure == "people"):
        exact = candidate.unit.endswith(asked)
        if fit < 0 and not exact:
            return fit
        return max(fit, 0.45 if asked == "个" else 1.0 if exact else 0.7)
    if asked and is_unit(candidate.unit[-1:]) and not (question.measure or _asks_unit(asked)):
        return min(fit, OTHER_UNIT)  # 多少株桑苗: not 1480亩
    if is_chinese(asked[:1] or " ") and is_unit(asked) and is_classifier(candidate.unit[-1:]):
        return min(fit, OTHER_UNIT)  # 多少亩: not 100棵
    if asked and question.measure == "time" and _is_other_span(asked, candidate.unit):
        return min(fit, OTHER_UNIT)
    persons = asked == "个" and not question.measure and is_person_noun(question.focus[-2:])
    if persons and figure_fit("people", candidate, text, counted=True) > 0.5:
        return max(fit, 0.3)  # 多少个学生: 40人
    return min(fit, 0.4) if asked and question.measure in ("time", "temperature") else fit


OTHER_UNIT = -0.5
_SPANS_OF_TIME = ("second", "minute", "hour", "day", "week", "month", "year")
FAR = 3  # years are no answer to 多少天, weeks may be


def _is_other_span(asked: str, unit: str) -> bool:
    """Tell whether a time is told in a unit far from the one asked for: 能放多少天, 三百多年历史."""
    sizes = [_span_of_time(asked), _span_of_time(unit)]
    return -1 not in sizes and abs(sizes[0] - sizes[1]) >= FAR


def _span_of_time(unit: str) -> int:
    """Return which span of time a unit names, by its size; -1 for none."""
    bare = unit.lstrip("十百千万亿余多来几个")
    chinese = bool(bare) and is_chinese(bare[0])
    said = {*english_terms(bare[:2]), *english_terms(bare[:1])} if chinese else {stem(unit)}
    return next((size for size, span in enumerate(_SPANS_OF_TIME) if stem(span) in said), -1)


def _asks_unit(asked: str) -> bool:
    return is_unit(asked) if is_chinese(asked[0]) else is_unit_word(asked)


OTHER_WAY = -0.5  # a height, where a length is asked for
_WAYS = {
    "长": r"长|\blong\b", "高": r"高|\b(high|tall)\b", "宽": r"宽|\bwide\b", "深": r"深|\bdeep\b",
    "厚": r"厚|\bthick\b", "远": r"远|相距|距离?|绕|走|\b(away|from)\b",
}  # fmt: skip


def _is_other_way(asked: str, text: str, candidate: Candidate) -> bool:
    """Tell whether a figure is told to be another dimension than the one asked for: 比旧桥高出6公尺."""
    before = re.search(
        r"(长|高|宽|深|厚|远|相距|多走|绕行?)(度|出|约|达|为|近|有|超过?|至少)*$",
        fold_keep(text[max(0, candidate.start - 8) : candidate.start]),
    )
    behind = re.match(r"[ -](long|high|tall|wide|deep|thick|away|from)\b", text[candidate.end :])
    told = before[1] if before else behind[1] if behind else ""
    return bool(asked and told) and not re.search(_WAYS[asked], told)


_CHOICE = re.compile(r"还是|或者|\bor\b|是不是|吗|^\W*(?:is|are|was|were|do|does|did|has|have|had)\b", re.I)


def _says_again(question: str, figure: str) -> bool:
    """Tell whether the question itself gives a figure, and does not ask whether it is the right one."""
    said = re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d.,]*\d)", question)
    return bool(said) and any(map(str.isdigit, figure)) and not _CHOICE.search(question)


_EACH = re.compile(r"(每|各|\b(each|every)\b)[^，。；,;]{0,12}$", re.I)
_ASKS_EACH = re.compile(r"[每各平均]|\b(each|every|per|average|a (day|week|month|year|person|head))\b", re.I)


def is_of_each(text: str, candidate: Candidate) -> bool:
    """Tell whether a figure is told of each of many: 每个网格配备1名网格长."""
    return _EACH.search(text[max(0, candidate.start - 24) : candidate.start]) is not None


def _names_beside(question: Question, evidence: Evidence, position: int) -> bool:
    """Tell whether a name of the question stands in the sentence at a position."""
    own = evidence.own[evidence.sentence_at(position)]
    names = [n for n, unit in enumerate(question.units) if unit.name]
    return not names or any(own[n] >= 0.8 for n in names)


def _same_unit(asked: str, unit: str, whole: str, people: bool) -> bool:
    """Tell whether a figure has the measure word or unit asked for (多少年 … 41年, how many days … 三天)."""
    bare = unit.lstrip("十百千万亿余多来几")
    if not is_chinese(asked[0]):
        said = {stem(word) for word in re.findall(r"[a-z]+", whole.lower())}
        if bare and is_unit(bare) and asked in syllables(bare[-1]):
            return True  # how many mu
        return stem(asked) in said or (bool(bare) and stem(asked) in english_terms(bare))
    if bare == asked or (asked != "个" and bare.endswith(asked)):
        return True
    both = counted_by(bare) & counted_by(asked)  # 棵 and 株 both count trees
    return bool(both if people else both - {PEOPLE})  # 班 counts people too, but 几班船 asks for none


def _list_fit(question: Question, evidence: Evidence, candidate: Candidate) -> float:
    """Return more for the number of items asked for, and for items that end like the focus."""
    if not candidate.items:
        return 0.3
    alike = 0.0
    if question.language == "zh" and question.focus:
        text = evidence.passage.text
        alike = float(np.mean([text[end - 1] in _endings(question.focus) for _, end in candidate.items]))
    counted = asked_count(question.text) == len(candidate.items)
    return 0.4 + 0.6 * counted + 0.4 * alike + 0.4 * _defines(question, evidence, candidate)


def _endings(focus: str) -> str:
    """Return the characters that the things asked for end in: 乡镇 are 乡 and 镇, 公园 end in 园."""
    return focus[-2:] if all(char in PLACE_RANKS for char in focus[-2:]) else focus[-1]


_TERM = re.compile(r"[“\"「『‘]([^“”\"「」『』‘’]{2,12})[”\"」』’]")


def _defines(question: Question, evidence: Evidence, candidate: Candidate) -> bool:
    """Tell whether a list stands right beside the term the question quotes: 定人员、定职责的“四定”."""
    text = evidence.passage.text
    for term in _TERM.findall(question.text):
        for place in re.finditer(re.escape(term), text):
            if 0 <= place.start() - candidate.end <= 6 or 0 <= candidate.start - place.end() <= 6:
                return True
    return False


def _is_said(question: Question, evidence: Evidence, candidate: Candidate, names_only: bool = False) -> bool:
    """Tell whether the question, or its names alone, already said every character of a candidate."""
    sure = [
        match
        for match in evidence.matches
        if match.strength > 0.5 and (not names_only or question.units[match.unit].name)
    ]
    places = range(candidate.start, candidate.end)
    return all(any(match.start <= at < match.end for match in sure) for at in places)


OF_SORT = 0.5  # 康平|街道 is a 街道


def _noun_fit(question: Question, evidence: Evidence, candidate: Candidate) -> float:
    text = evidence.passage.text
    placed = question.kind == "place" and (
        is_placed(text[: candidate.start]) or text[: candidate.start].endswith(("赴", "进", "入", "来"))
    )
    if is_proper(text[candidate.start : candidate.end]):
        return 0.7 if placed else 0.4
    if _is_said(question, evidence, candidate):
        return -1.0  # it only says the question again
    if (
        question.kind == "which"
        and question.focus
        and text[candidate.start : candidate.end].endswith(question.focus)
    ):
        return OF_SORT
    return 0.5 if placed else 0.0
