"""Question → its language, the kind of answer it asks for, and the words that must be found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from index.chinese import fold_keep, is_chinese, tag
from index.errors import WenbaoError
from index.glossary import glosses
from qa.answers import Language
from qa.comparatives import EN_FAST, EN_LESS, EN_MORE, OF_TIME, ZH_DEGREE
from qa.focus import focus_of, units_within
from qa.kind_asked import kind_asked, kind_by_focus
from qa.kinds import (
    Kind,
    byline_words,
    kind_of,
    two_figures_clause,
    who_is,
)
from qa.lexicon import is_money_noun, is_person_noun, is_surname
from qa.measures import measure_of, measure_words, unit_of
from qa.preface import without_preface
from qa.sides import sides_of
from qa.sides_en import are_named
from qa.units import Unit, units_of

LONGEST_QUESTION = 2_000
LONGEST_NAME = 4  # characters of a Chinese person's name


class BadQuestion(WenbaoError):
    """The question is empty, too long, or holds no word that could be searched."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart; `focus` is what is counted or chosen (网格, grids), "" when nothing is."""

    text: str
    plain: str  # the text folded character by character; every span of the question counts in both
    language: Language
    kind: Kind
    units: tuple[Unit, ...]
    focus: str
    focus_units: tuple[int, ...]
    measure: str  # what the number measures: "age", "money", "share", "people", "time" or ""
    unit: str  # the measure word or unit asked for (多少年 → 年, how many days → days), "" when none
    measuring: tuple[int, ...]  # the units that only say what is measured: price, tonnes
    superlative: str  # "more", "less" or "" in a comparison
    sides: tuple[str, ...]  # the things compared


def read_question(text: str) -> Question:
    """Take a question apart. Raises BadQuestion when it is empty, too long or has no searchable word."""
    text = _cleaned(text)
    language = language_of(text)
    plain = fold_keep(text) if language == "zh" else text  # traditional script asks with the same words
    plain = _as_meant(plain) if language == "zh" else plain
    heard = without_preface(plain)
    measure = measure_of(heard)
    if measure == "age" and _is_size_of_thing(heard):
        measure = "area"
    kind = kind_asked(heard, language, measure)
    unsaid = byline_words(plain) if kind == "who" else two_figures_clause(plain)
    units = units_of(plain, language, unsaid)
    focus = "" if kind in ("date", "how") else focus_of(heard, language, kind)  # 哪年退休 asks for no 退休
    focus_units = units_within(focus, plain, units)
    kind = kind_by_focus(kind, heard, focus)
    if kind == "who" and _ORGANISED.search(plain):  # as often a body; the focus is what it organised
        kind, focus, focus_units = "which", "", ()
    if kind == "who" and _RECEIVES.search(plain):
        kind, focus, focus_units = "what", "", ()  # 给谁了: as often a home as a person
    if kind == "who" and _is_person(who_is(plain), language, units):
        kind, focus_units = "role", ()
    if kind == "who":  # what is asked for is the holder of an office: the words for it are the focus
        focus_units = _offices(units, focus_units)
    if focus in ("钱", "块钱", "money"):
        focus_units = ()  # it is measured, not counted
    unit = _unit(plain, language, kind, focus)
    if kind == "number" and measure in ("", "weight") and not unit and is_money_noun(_last_word(focus)):
        measure = "money"  # 多少|补贴, how much| subsidy
    measured = measure_words(plain, measure, unit) if kind in ("number", "compare") else []
    sides = sides_of(heard.strip(), language) if _has_sides(kind, heard) else ()
    sides = sides or _asked_too(plain, language, units)
    return Question(
        text=text,
        plain=plain,
        language=language,
        kind=kind,
        units=tuple(units),
        focus=focus,
        focus_units=focus_units,
        measure=measure,
        unit=unit,
        measuring=tuple(
            n
            for n, each in enumerate(units)
            if not each.name and any(start <= each.start and each.end <= end for start, end in measured)
        ),
        superlative=_superlative(plain, sides) if kind == "compare" else "",
        sides=sides,
    )


def language_of(text: str) -> Language:
    """Return "zh" for a text in Chinese, "en" for one in English that may quote a few Chinese words.

    A Chinese character counts as much as two Latin words.
    """
    chinese, latin = sum(map(is_chinese, text)), len(re.findall(r"[A-Za-z]+", text))
    return "zh" if chinese and chinese >= latin / 2 else "en"


def _cleaned(text: str) -> str:
    """Return the text in NFKC with single spaces, or raise BadQuestion."""
    text = text.encode("utf-8", "replace").decode()  # half a character pair is none, and no library takes it
    text = " ".join(_TAG.sub(" ", unicodedata.normalize("NFKC", text)).split())
    if not text:
        raise BadQuestion("The question is empty. Type what you want to know, in Chinese, English or pinyin.")
    if len(text) > LONGEST_QUESTION:
        raise BadQuestion(
            f"The question has {len(text):,} characters; at most {LONGEST_QUESTION:,} are read. "
            "Ask it shorter."
        )
    if not any(char.isalnum() for char in text):
        raise BadQuestion(
            "The question has no word to search for. Ask with words, in Chinese, English or pinyin."
        )
    return text


# 好多 asks for 多少 in the south and west; 那 is typed for 哪 everywhere. Each has as many characters.
_MEANT = (("好多", "多少"), (re.compile(r"那(?=[年月天日里儿几])"), "哪"))


def _as_meant(plain: str) -> str:
    """Return a Chinese question without question word as one with it, where one was misspelt."""
    if kind_of(plain, "zh") != "keywords":
        return plain
    for written, meant in _MEANT:
        other = re.sub(written, meant, plain)
        if kind_of(other, "zh") != "keywords":
            return other
    return plain


_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")  # markup that was pasted with the question asks nothing
_ORGANISED = re.compile(
    r"(主|协|承|举|操)办|组织的|\b(organi[sz]ed|hosted|sponsored|founded|funded|run) by\b", re.I
)


_RECEIVES = re.compile(
    r"[送交分捐赠献卖借]给?了?谁|给谁|\bto whom\b"
    r"|\bwho\b(?: \w+)? (?:gets?|got|receives?|received|benefits?|benefited)\b",
    re.I,
)


def _is_person(name: str, language: Language, units: Sequence[Unit]) -> bool:
    """Tell the name of a person from an office: 胡长文是谁 asks for his office, 村支书是谁 for a name."""
    if not name:
        return False
    if language == "en":
        named = any(unit.name and not unit.common for unit in units)
        return named and not any(is_person_noun(unit.word) for unit in units)
    tagged = tag(name)
    words = [word for word, *_ in tagged]
    if glosses(name) or is_person_noun(words[-1]):
        return False
    guessed = len(tagged) == 1 and tagged[0][1] == "nr"
    return len(name) <= LONGEST_NAME and (guessed or is_surname(name[0]) or is_surname(name[:2]))


def _offices(units: list[Unit], focus: tuple[int, ...]) -> tuple[int, ...]:
    """Return the units of the office asked for: that of the focus, else the last one the question names."""
    held = [
        n
        for n, unit in enumerate(units)
        if not unit.name and unit.weight > 0.1 and len(unit.word) > 1 and is_person_noun(unit.word)
    ]
    within = [n for n in held if n in focus]
    if within or not held:
        return tuple(within)
    last = units[held[-1]]
    return tuple(n for n in held if units[n].word == last.word and units[n].run == last.run)


_HOW_BIG = re.compile(r"(?:占地|面积)?(?:到底|究竟|大约|大概)?有?多大[?？。\s]*$")


def _is_size_of_thing(plain: str) -> bool:
    """Tell whether 多大 asks how large a thing is: the word before it names no person (广场|有多大)."""
    found = _HOW_BIG.search(plain)
    if not found or not (before := tag(plain[: found.start()])):
        return False
    word, flag = before[-1][:2]
    return flag[0] == "n" and flag != "nr" and not is_person_noun(word) and bool(glosses(word))


def _last_word(focus: str) -> str:
    """Return the last word of the thing asked for."""
    if not focus or not is_chinese(focus[-1]):
        return focus.split()[-1] if focus else ""
    return tag(focus)[-1][0]


_SIZE = re.compile(r"多少|大小|高低|长短|多[大高长远久]|how (many|much|large|long|high|big)", re.I)


def _unit(plain: str, language: Language, kind: Kind, focus: str) -> str:
    """Return the unit asked for; what an English question counts ends its focus: Party organisations."""
    unit = unit_of(plain, language)
    if kind == "compare" and language == "en" and not unit:
        return focus.split()[-1].lower() if focus else ""
    return focus.split()[-1].lower() if unit and language == "en" and unit in focus.lower().split() else unit


_LESS = {
    "zh": re.compile(r"少(?!数)|小|低|短|便宜|早|先|浅|窄|轻|近|薄|弱|年轻|省"),
    "en": re.compile(rf"\b(?:fewest|{'|'.join(EN_LESS)})\b(?<!first)", re.I),
}
_MORE = {
    "zh": re.compile(rf"多|大|高|长|贵|晚|久|远|重|宽|深|厚|强|{ZH_DEGREE}"),
    "en": re.compile(rf"\b(?:{'|'.join((*EN_MORE, *EN_FAST))})\b(?<!last)", re.I),
}
_FIRST, _LAST = (re.compile(rf"\b{word}{OF_TIME}", re.I) for word in ("first", "last"))
_ZH_ASKED = re.compile(
    rf"(?P<degree>{ZH_DEGREE})(?:得多|一?[些点])?(?:了|出)?"
    r"(?:[吗么嘛不]|多少|几|的是|还是|[,，?？]|$)"
)


def _superlative(plain: str, sides: tuple[str, ...]) -> str:
    """Return whether the smaller or the larger figure is asked for, by the words beside the sides."""
    for side in sides:
        plain = plain.replace(side, " ")
    plain = _SIZE.sub(" ", plain)
    language = language_of(plain)
    if asked := [found["degree"] for found in _ZH_ASKED.finditer(plain)]:
        plain = asked[-1]  # 展会小姐谁筹的钱|多
    if _LESS[language].search(plain):
        return "less"
    if _MORE[language].search(plain):
        return "more"
    return "less" if _FIRST.search(plain) else "more" if _LAST.search(plain) else ""


_TOO = {
    "zh": re.compile(r"^.*[,，?？]\s*(?:那么?|还有)?(?P<too>[^,，]{1,12}?)呢[?？\s]*$"),
    "en": re.compile(
        r"^.*(?:[,?] and (?:what about |how about )?|\b(?:[Ww]hat|[Hh]ow) about )"
        r"(?P<too>[A-Z][\w'’-]*(?: [\w'’-]+){0,2})\??$"
    ),
}


def _asked_too(plain: str, language: Language, units: Sequence[Unit]) -> tuple[str, ...]:
    """Return the two names of a question that is asked again of another: 梨树有多少网格，伊通呢."""
    if not (found := _TOO[language].match(plain)):
        return ()
    start, end = found.span("too")
    named = any(unit.name for unit in units if start <= unit.start < end)
    sort = [unit for unit in units if unit.end <= start and (unit.name if named else unit.sort == "noun")]
    before = sort or [unit for unit in units if unit.name and unit.end <= start]
    first = [unit for unit in before if unit.run == before[0].run and (named or unit.word == before[0].word)]
    return (plain[first[0].start : first[-1].end], plain[start:end]) if first else ()


_EACH = re.compile(r"分别|各(?=[是有为自叫在要多几]|\b)|\bfor\b.*,|respectively|\beach\b")


def _has_sides(kind: Kind, plain: str) -> bool:
    if kind == "compare" or (kind == "number" and are_named(plain)):
        return True  # but two districts become sisters on one day
    return kind in ("list", "number", "date", "place") and bool(_EACH.search(plain))
